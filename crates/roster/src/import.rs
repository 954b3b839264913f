//! Rosters that come in whole: added, changed, absent.

use std::collections::{HashMap, HashSet};

use parvis_domain::code::{CodeHash, EventKey};
use parvis_domain::id::EventId;
use parvis_domain::ticket::RosterLine;

use crate::elsewhere::Elsewhere;
use crate::event::HeldEvent;
use crate::find::Shown;
use crate::index::{Pending, hashes, unindex, unindex_elsewhere};
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
    /// Which entry had a code first. Its growth is what bounds an import's memory: about 20 bytes
    /// a line.
    codes: HashMap<CodeHash, u32>,
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
        let any_before = any(holds.table())?;
        if holds == Holds::HashOnly && any("ticket")? {
            return Err(RosterError::HeldInFull(event.id));
        }
        if holds == Holds::Full && any("elsewhere")? {
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
        let scanned = self.event.key.scanned_hash(&line.code);
        self.refuse_twice(line, scanned)?;
        match self.holds {
            Holds::Full => self.add_ticket(line, scanned)?,
            Holds::HashOnly => self.add_elsewhere(line, scanned)?,
        }
        if self.pending.is_full() {
            self.flush()?;
        }
        Ok(())
    }

    fn refuse_twice(&mut self, line: &RosterLine, scanned: CodeHash) -> Result<()> {
        let first = *self.codes.entry(scanned).or_insert(self.entries);
        if first == self.entries {
            return Ok(());
        }
        if self.holds == Holds::Full {
            // Two codes may share a hash: look at the one that came first.
            self.flush()?;
            let shown = Shown::Scanned(line.code.clone());
            let same_code = self.writing.shown_of(&self.event, &shown)?;
            let came = |n: i64| n > self.last_before || self.again.contains(&n);
            if !same_code.iter().any(|held| came(held.n)) {
                return Ok(());
            }
        }
        Err(RosterError::CodeTwice { first: first.into() })
    }

    fn came_again(&mut self, n: i64) -> Result<()> {
        if n > self.last_before || !self.again.insert(n) {
            return Err(RosterError::TicketTwice);
        }
        Ok(())
    }

    fn add_ticket(&mut self, line: &RosterLine, scanned: CodeHash) -> Result<()> {
        let held = match self.any_before {
            true => self.writing.held_line(line.ticket.id)?,
            false => None,
        };
        let hashes = hashes(&self.event.key, scanned, &line.code);
        let Some(held) = held else {
            let version = self.writing.version()?;
            let n = self.writing.insert_ticket(self.event.n, line, version).map_err(twice)?;
            self.report.added += 1;
            self.pending.add_codes(hashes, n);
            self.pending.add_names(&line.attendee, n);
            return Ok(());
        };
        self.came_again(held.n)?;
        if !self.is_changed(held.withdrawn, held.line != *line)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        self.writing.update_ticket(held.n, line, version)?;
        if held.line.code != line.code || held.line.attendee != line.attendee {
            unindex(self.writing.conn(), &self.event, &held.line, held.n)?;
            self.pending.add_codes(hashes, held.n);
            self.pending.add_names(&line.attendee, held.n);
        }
        Ok(())
    }

    fn add_elsewhere(&mut self, line: &RosterLine, scanned: CodeHash) -> Result<()> {
        let hashes = hashes(&self.event.key, scanned, &line.code);
        let known = Elsewhere { days: line.ticket.days.clone(), hashes };
        let held = match self.any_before {
            true => self.writing.held_elsewhere(line.ticket.id)?,
            false => None,
        };
        let Some(held) = held else {
            let version = self.writing.version()?;
            let (event, ticket) = (self.event.n, line.ticket.id);
            let inserted = self.writing.insert_elsewhere(event, ticket, &known, version);
            self.report.added += 1;
            self.pending.add_codes(hashes, inserted.map_err(twice)?);
            return Ok(());
        };
        self.came_again(held.n)?;
        if !self.is_changed(held.withdrawn, held.known != known)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        self.writing.update_elsewhere(held.n, &known, version)?;
        if held.known.hashes != hashes {
            unindex_elsewhere(self.writing.conn(), held.known.hashes, held.n)?;
            self.pending.add_codes(hashes, held.n);
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
        self.pending.flush(self.writing.conn(), self.event.n, self.holds)
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
