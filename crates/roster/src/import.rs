//! Rosters that come in whole: added, changed, absent.

use std::collections::{HashMap, HashSet};

use parvis_domain::code::{CodeHash, EventKey};
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::RosterLine;

use crate::elsewhere::Elsewhere;
use crate::event::HeldEvent;
use crate::find::Shown;
use crate::index::{Pending, hashes, id_hash, ticket_hash, unindex, unindex_elsewhere};
use crate::ticket::PutTicket;
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

impl ImportReport {
    /// How many tickets were held, and not withdrawn or back again, before and in the file.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.changed + self.unchanged + self.absent
    }
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
    /// The last row before this import, and whether any row of the event was there.
    last_before: i64,
    any_before: bool,
    put_ticket: PutTicket<'a>,
    /// Which entry had a code first, and the ids that came. They are what an import's memory
    /// grows by: about 40 bytes a line.
    codes: HashMap<CodeHash, u32>,
    ids: HashSet<i64>,
    /// Rows held before that came again.
    again: HashSet<i64>,
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
            ids: HashSet::new(),
            writing: self,
            event,
            holds,
            complete,
            last_before,
            any_before,
            codes: HashMap::new(),
            again: HashSet::new(),
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
    #[expect(clippy::needless_pass_by_value, reason = "a line is given away, whoever keeps it")]
    pub fn add(&mut self, line: RosterLine) -> Result<()> {
        let outcome = self.try_add(&line);
        self.writing.broken |= outcome.is_err();
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

    fn try_add(&mut self, line: &RosterLine) -> Result<()> {
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
            Holds::HashOnly => self.add_elsewhere(line)?,
        }
        if self.pending.is_full() {
            self.flush()?;
        }
        Ok(())
    }

    fn add_ticket(&mut self, line: &RosterLine) -> Result<()> {
        let hash = ticket_hash(&self.event.key, &line.code);
        self.refuse_code_twice(line, hash)?;
        self.refuse_ticket_twice(line.ticket.id)?;
        let held = match self.any_before {
            true => self.writing.held_line(line.ticket.id)?,
            false => None,
        };
        let Some(held) = held else {
            let version = self.writing.version()?;
            let n = self.put_ticket.insert(self.event.n, line, version)?;
            self.report.added += 1;
            self.pending.add_ticket(line.ticket.id, hash, n);
            self.pending.add_names(&line.attendee, n);
            return Ok(());
        };
        self.again.insert(held.n);
        if !self.is_changed(held.withdrawn, held.line != *line)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        self.put_ticket.replace(held.n, self.event.n, line, version)?;
        if held.line.code != line.code || held.line.attendee != line.attendee {
            unindex(self.writing.conn(), &self.event, &held.line, held.n)?;
            self.pending.add_ticket(line.ticket.id, hash, held.n);
            self.pending.add_names(&line.attendee, held.n);
        }
        Ok(())
    }

    /// Codes that are typed alike, and two that share a hash by chance, are no fault: what came
    /// is compared.
    fn refuse_code_twice(&mut self, line: &RosterLine, hash: CodeHash) -> Result<()> {
        let first = *self.codes.entry(hash).or_insert(self.entries);
        if first == self.entries {
            return Ok(());
        }
        self.flush()?;
        let shown = Shown::Scanned(line.code.clone());
        let same_code = self.writing.shown_of(&self.event, &shown)?;
        match same_code.iter().any(|held| self.came(held.n)) {
            true => Err(RosterError::CodeTwice { first: first.into() }),
            false => Ok(()),
        }
    }

    fn refuse_ticket_twice(&mut self, ticket: TicketId) -> Result<()> {
        if self.ids.insert(id_hash(ticket)) {
            return Ok(());
        }
        self.flush()?;
        let held = self.writing.held_line(ticket)?;
        match held.is_some_and(|held| self.came(held.n)) {
            true => Err(RosterError::TicketTwice),
            false => Ok(()),
        }
    }

    /// Whether a row came in this import.
    fn came(&self, n: i64) -> bool {
        n > self.last_before || self.again.contains(&n)
    }

    fn add_elsewhere(&mut self, line: &RosterLine) -> Result<()> {
        let hashes = hashes(&self.event.key, &line.code);
        let first = *self.codes.entry(hashes.scanned).or_insert(self.entries);
        if first != self.entries {
            return Err(RosterError::CodeTwice { first: first.into() });
        }
        let known = Elsewhere { days: line.ticket.days.clone(), hashes };
        let held = match self.any_before {
            true => self.writing.held_elsewhere(line.ticket.id)?,
            false => None,
        };
        let Some(held) = held else {
            let version = self.writing.version()?;
            let (event, ticket) = (self.event.n, line.ticket.id);
            let n = self.writing.insert_elsewhere(event, ticket, &known, version).map_err(twice)?;
            self.report.added += 1;
            self.pending.add_elsewhere(hashes, n);
            return Ok(());
        };
        if self.came(held.n) {
            return Err(RosterError::TicketTwice);
        }
        self.again.insert(held.n);
        if !self.is_changed(held.withdrawn, held.known != known)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        self.writing.update_elsewhere(held.n, &known, version)?;
        if held.known.hashes != hashes {
            unindex_elsewhere(self.writing.conn(), held.known.hashes, held.n)?;
            self.pending.add_elsewhere(hashes, held.n);
        }
        Ok(())
    }

    /// Counts a row that was held before; one that had been withdrawn is back.
    fn is_changed(&mut self, withdrawn: bool, otherwise: bool) -> Result<bool> {
        if withdrawn {
            self.writing.add_tickets(self.event.n, 1)?;
        }
        let changed = withdrawn || otherwise;
        self.report.changed += u64::from(changed);
        self.report.unchanged += u64::from(!changed);
        Ok(changed)
    }

    fn flush(&mut self) -> Result<()> {
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

/// The only thing that can be there twice is the ticket's id.
fn twice(error: RosterError) -> RosterError {
    let constraint = Some(rusqlite::ErrorCode::ConstraintViolation);
    match &error {
        RosterError::Database(source) if source.sqlite_error_code() == constraint => {
            RosterError::TicketTwice
        }
        _ => error,
    }
}
