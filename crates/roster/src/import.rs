//! Rosters that come in whole: added, changed, absent.

mod line;
mod put;

use std::collections::{HashMap, HashSet};

use parvis_domain::code::{CodeHash, EventKey};
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::RosterLine;

use crate::elsewhere::Elsewhere;
use crate::event::HeldEvent;
use crate::import::put::{Mixing, PutTicket};
use crate::index::Pending;
use crate::{Result, RosterError, Writing};

/// How much of an event's tickets is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Everything: this kiosk decides about the event's tickets.
    Full,
    /// Hash, id and days: enough to say where a ticket is good.
    HashOnly,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Tickets that were not held before.
    pub added: u64,
    /// Tickets that were held and said something else, or had been withdrawn.
    pub changed: u64,
    /// Tickets that were held and said the same.
    pub unchanged: u64,
    /// Tickets that were held, were not withdrawn before and are not in the file.
    pub absent: u64,
    /// How many of the absent were withdrawn: all when the file was complete, else none.
    pub withdrawn: u64,
}

/// One import under way, see [`Writing::import`].
///
/// It must be brought to its [`ImportRun::finish`]; the transaction of one that was dropped is
/// undone.
pub struct ImportRun<'w, 'a> {
    writing: &'w mut Writing<'a>,
    event: HeldEvent,
    holds: Holds,
    complete: bool,
    /// The last row before this import and now, and whether the event had any before.
    last_before: i64,
    last: i64,
    any_before: bool,
    put_ticket: PutTicket<'a>,
    /// Which entry had a code first, and the ids that came. They are what an import's memory
    /// grows by: about 40 bytes a line.
    codes: HashMap<CodeHash, u32, Mixing>,
    ids: HashSet<i64, Mixing>,
    /// Rows held before that came again.
    again: HashSet<i64, Mixing>,
    entries: u32,
    report: ImportReport,
    pending: Pending,
    finished: bool,
}

impl Holds {
    fn table(self) -> &'static str {
        match self {
            Self::Full => "ticket",
            Self::HashOnly => "elsewhere",
        }
    }
}

impl<'a> Writing<'a> {
    /// Begins to import an event's roster. Its tickets' ids are made with
    /// [`Writing::event_key`], or are the platform's own.
    ///
    /// Declared `complete`, what does not come is withdrawn at the end: revoked, with its facts
    /// kept, until a later import has it again.
    ///
    /// # Errors
    /// [`RosterError::HeldInFull`] when hashes alone are to replace full rows.
    pub fn import<'w>(
        &'w mut self,
        event: &EventId,
        holds: Holds,
        complete: bool,
    ) -> Result<ImportRun<'w, 'a>> {
        let (event, last_before, any_before) =
            self.step(|writing| writing.begin_import(event, holds))?;
        Ok(ImportRun {
            put_ticket: PutTicket::prepare(self.conn())?,
            ids: HashSet::default(),
            writing: self,
            event,
            holds,
            complete,
            last_before,
            last: last_before,
            any_before,
            codes: HashMap::default(),
            again: HashSet::default(),
            entries: 0,
            report: ImportReport::default(),
            pending: Pending::default(),
            finished: false,
        })
    }

    fn begin_import(&mut self, event: &EventId, holds: Holds) -> Result<(HeldEvent, i64, bool)> {
        let event = self.hold_event(event)?;
        let any = |table: &str| -> Result<bool> {
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE event = ?1)");
            Ok(self.conn.query_row(&sql, [event.n], |row| row.get(0))?)
        };
        // Every ticket that is held in full has a name, be it an empty one.
        let (full, hashes) = (any("name_index")?, any("elsewhere")?);
        let any_before = match holds {
            Holds::Full => full,
            Holds::HashOnly => hashes,
        };
        if holds == Holds::HashOnly && full {
            return Err(RosterError::HeldInFull(event.id));
        }
        if holds == Holds::Full && hashes {
            self.forget_elsewhere(event.n)?;
        }
        let sql = format!("SELECT coalesce(max(n), 0) FROM {}", holds.table());
        let last_before = self.conn.query_row(&sql, [], |row| row.get(0))?;
        Ok((event, last_before, any_before))
    }
}

impl ImportRun<'_, '_> {
    /// The key that the event's ticket ids are made with.
    #[must_use]
    pub fn key(&self) -> &EventKey {
        &self.event.key
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// [`RosterError::CodeTwice`], [`RosterError::TicketTwice`] and [`RosterError::OtherEvent`]:
    /// more lines may be added, to find more of these, but nothing of this transaction will stay.
    pub fn add(&mut self, line: RosterLine) -> Result<()> {
        let outcome = self.try_add(line);
        self.writing.broken |= outcome.is_err();
        outcome
    }

    /// Takes the next ticket of an event that is known by hashes alone.
    ///
    /// # Errors
    /// As [`ImportRun::add`].
    pub(crate) fn add_known(&mut self, ticket: TicketId, known: &Elsewhere) -> Result<()> {
        self.entries += 1;
        let outcome = self.put_elsewhere(ticket, known);
        self.writing.broken |= outcome.is_err();
        if self.pending.is_full() {
            self.flush()?;
        }
        outcome
    }

    /// Ends the import and says what came of it.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn finish(mut self) -> Result<ImportReport> {
        let outcome = self.try_finish();
        self.finished = outcome.is_ok();
        outcome
    }

    /// Ends the import, and notes the numbers of all rows that came.
    pub(crate) fn finish_noting(self, came: &mut HashSet<i64>) -> Result<ImportReport> {
        came.extend(self.again.iter().copied());
        came.extend(self.last_before + 1..=self.last);
        self.finish()
    }

    fn try_add(&mut self, line: RosterLine) -> Result<()> {
        if self.writing.conn.is_autocommit() {
            return Err(RosterError::RolledBack);
        }
        self.entries += 1;
        if line.ticket.event != self.event.id {
            let (expected, found) = (self.event.id.clone(), line.ticket.event.clone());
            return Err(RosterError::OtherEvent { expected, found });
        }
        match self.holds {
            Holds::Full => self.add_ticket(line)?,
            Holds::HashOnly => self.add_elsewhere(&line)?,
        }
        if self.pending.is_full() {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let put = self.put_ticket.flush()?;
        self.gather_names(put)?;
        self.pending.flush(self.writing.conn(), self.event.n)
    }

    fn try_finish(&mut self) -> Result<ImportReport> {
        if self.writing.conn.is_autocommit() {
            return Err(RosterError::RolledBack);
        }
        self.flush()?;
        let absent = self.absent()?;
        self.report.absent = absent.len() as u64;
        if self.complete && !absent.is_empty() {
            self.withdraw(&absent)?;
            self.report.withdrawn = self.report.absent;
        }
        let (more, fewer) = (self.report.added, self.report.withdrawn);
        self.writing.add_tickets(self.event.n, more.cast_signed() - fewer.cast_signed())?;
        Ok(self.report)
    }

    /// Rows held before that did not come.
    fn absent(&self) -> Result<Vec<i64>> {
        let mut absent = Vec::new();
        if !self.any_before {
            return Ok(absent);
        }
        let table = self.holds.table();
        let sql = format!("SELECT n FROM {table} WHERE event = ?1 AND n <= ?2 AND withdrawn = 0");
        let mut query = self.writing.conn.prepare(&sql)?;
        let mut rows = query.query([self.event.n, self.last_before])?;
        while let Some(row) = rows.next()? {
            let n = row.get(0)?;
            if !self.again.contains(&n) {
                absent.push(n);
            }
        }
        Ok(absent)
    }

    fn withdraw(&mut self, absent: &[i64]) -> Result<()> {
        let version = self.writing.version()?;
        let table = self.holds.table();
        let sql = format!("UPDATE {table} SET withdrawn = 1, version = ?2 WHERE n = ?1");
        let mut withdraw = self.writing.conn.prepare(&sql)?;
        for n in absent {
            withdraw.execute([*n, version])?;
        }
        Ok(())
    }
}

impl Drop for ImportRun<'_, '_> {
    fn drop(&mut self) {
        // Its rows are there, but not all of their index entries.
        self.writing.broken |= !self.finished;
    }
}
