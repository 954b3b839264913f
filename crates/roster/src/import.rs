//! Rosters that come in whole: added, changed, absent.

use std::collections::{HashMap, HashSet};

use parvis_domain::code::{CodeHash, EventKey};
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::name::search_keys;
use parvis_domain::ticket::RosterLine;
use rusqlite::params;

use crate::event::HeldEvent;
use crate::find::Shown;
use crate::ticket::{days_text, same};
use crate::{Result, RosterError, Writing};

/// How many lines are gathered before their index entries are written: in the index's order,
/// which is much faster than in the file's.
const GATHERED: usize = 65_536;

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
    /// The last row before this import, and whether the event has any.
    last_before: i64,
    any_before: bool,
    /// Which entry had a code first.
    codes: HashMap<CodeHash, u64>,
    /// Rows held before that came again.
    again: HashSet<i64>,
    entries: u64,
    report: ImportReport,
    pending: Pending,
    finished: bool,
}

/// Index entries that are still to be written.
#[derive(Default)]
struct Pending {
    codes: Vec<(CodeHash, i64)>,
    names: Vec<(String, i64)>,
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

    /// The event's tickets are about to be held in full.
    fn forget_elsewhere(&self, event: i64) -> Result<()> {
        self.conn.execute(
            "DELETE FROM elsewhere_index WHERE n IN (SELECT n FROM elsewhere WHERE event = ?1)",
            [event],
        )?;
        self.conn.execute("DELETE FROM elsewhere WHERE event = ?1", [event])?;
        Ok(())
    }
}

impl Holds {
    fn table(self) -> &'static str {
        match self {
            Self::Full => "ticket",
            Self::HashOnly => "elsewhere",
        }
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
    /// [`RosterError::CodeTwice`] and [`RosterError::TicketTwice`]: more lines may be added, to
    /// find more of these, but nothing of this transaction will stay.
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
        if line.ticket.event != self.event.id {
            let (expected, found) = (self.event.id.clone(), line.ticket.event.clone());
            return Err(RosterError::OtherEvent { expected, found });
        }
        self.entries += 1;
        let scanned = self.event.key.scanned_hash(&line.code);
        self.refuse_twice(line, scanned)?;
        match self.holds {
            Holds::Full => self.add_ticket(line, scanned)?,
            Holds::HashOnly => self.add_elsewhere(line, scanned)?,
        }
        if self.pending.codes.len() >= 2 * GATHERED {
            self.flush()?;
        }
        Ok(())
    }

    fn refuse_twice(&mut self, line: &RosterLine, scanned: CodeHash) -> Result<()> {
        let Some(first) = self.codes.insert(scanned, self.entries) else { return Ok(()) };
        self.codes.insert(scanned, first);
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
        Err(RosterError::CodeTwice { first })
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
        let Some(held) = held else {
            let version = self.writing.version()?;
            let n = self.writing.insert_ticket(self.event.n, line, version);
            let n = n.map_err(twice)?;
            self.report.added += 1;
            self.gather(line, scanned, n);
            return Ok(());
        };
        self.came_again(held.n)?;
        if !held.withdrawn && same(&held.line, line) {
            self.report.unchanged += 1;
            return Ok(());
        }
        let version = self.writing.version()?;
        self.report.changed += 1;
        self.writing.update_ticket(held.n, line, version)?;
        if held.withdrawn {
            self.writing.add_tickets(self.event.n, 1)?;
        }
        if held.line.code != line.code || held.line.attendee != line.attendee {
            self.unindex(&held.line, held.n)?;
            self.gather(line, scanned, held.n);
        }
        Ok(())
    }

    fn add_elsewhere(&mut self, line: &RosterLine, scanned: CodeHash) -> Result<()> {
        let days = days_text(&line.ticket.days);
        let held = match self.any_before {
            true => self.held_elsewhere(line.ticket.id)?,
            false => None,
        };
        let Some((n, held)) = held else {
            let version = self.writing.version()?;
            let sql = "INSERT INTO elsewhere (id, event, days, hash, version) \
                       VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut insert = self.writing.conn.prepare_cached(sql)?;
            let id = line.ticket.id.0;
            let inserted = insert.execute(params![id, self.event.n, days, scanned, version]);
            inserted.map_err(|error| twice(error.into()))?;
            drop(insert);
            self.report.added += 1;
            self.gather(line, scanned, self.writing.conn.last_insert_rowid());
            return Ok(());
        };
        self.came_again(n)?;
        if held == (days.clone(), scanned, false) {
            self.report.unchanged += 1;
            return Ok(());
        }
        let version = self.writing.version()?;
        self.report.changed += 1;
        let conn = self.writing.conn();
        let sql = "UPDATE elsewhere SET days = ?2, hash = ?3, withdrawn = 0, version = ?4 \
                   WHERE n = ?1";
        conn.prepare_cached(sql)?.execute(params![n, days, scanned, version])?;
        if held.2 {
            self.writing.add_tickets(self.event.n, 1)?;
        }
        if held.1 != scanned {
            // The typed form's hash is not known any more, so its entry is found by the row.
            conn.prepare_cached("DELETE FROM elsewhere_index WHERE n = ?1")?.execute([n])?;
            self.gather(line, scanned, n);
        }
        Ok(())
    }

    #[allow(clippy::type_complexity)]
    fn held_elsewhere(
        &self,
        ticket: TicketId,
    ) -> Result<Option<(i64, (Option<String>, CodeHash, bool))>> {
        let sql = "SELECT n, days, hash, withdrawn FROM elsewhere WHERE id = ?1";
        let mut query = self.writing.conn.prepare_cached(sql)?;
        let mut rows = query.query([ticket.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))
    }

    /// Takes note of what the indexes shall say of a row.
    fn gather(&mut self, line: &RosterLine, scanned: CodeHash, n: i64) {
        self.pending.codes.push((scanned, n));
        if let Some(typed) = line.code.typed() {
            self.pending.codes.push((self.event.key.typed_hash(&typed), n));
        }
        if self.holds == Holds::Full {
            let [one, other] = search_keys(&line.attendee);
            if one != other {
                self.pending.names.push((other, n));
            }
            self.pending.names.push((one, n));
        }
    }

    /// Takes a row out of the indexes, with what it said before.
    fn unindex(&self, line: &RosterLine, n: i64) -> Result<()> {
        let conn = self.writing.conn();
        let mut delete =
            conn.prepare_cached("DELETE FROM code_index WHERE hash = ?1 AND n = ?2")?;
        delete.execute([self.event.key.scanned_hash(&line.code), n])?;
        if let Some(typed) = line.code.typed() {
            delete.execute([self.event.key.typed_hash(&typed), n])?;
        }
        let sql = "DELETE FROM name_index WHERE event = ?1 AND name = ?2 AND n = ?3";
        let mut delete = conn.prepare_cached(sql)?;
        for name in search_keys(&line.attendee) {
            delete.execute(params![self.event.n, name, n])?;
        }
        Ok(())
    }

    /// Writes the gathered index entries, in the indexes' order.
    fn flush(&mut self) -> Result<()> {
        let mut pending = std::mem::take(&mut self.pending);
        pending.codes.sort_unstable();
        pending.names.sort_unstable();
        let conn = self.writing.conn();
        let sql = match self.holds {
            Holds::Full => "INSERT OR IGNORE INTO code_index (hash, n) VALUES (?1, ?2)",
            Holds::HashOnly => "INSERT OR IGNORE INTO elsewhere_index (hash, n) VALUES (?1, ?2)",
        };
        let mut insert = conn.prepare_cached(sql)?;
        for (hash, n) in &pending.codes {
            insert.execute([*hash, *n])?;
        }
        let sql = "INSERT OR IGNORE INTO name_index (event, name, n) VALUES (?1, ?2, ?3)";
        let mut insert = conn.prepare_cached(sql)?;
        for (name, n) in &pending.names {
            insert.execute(params![self.event.n, name, n])?;
        }
        // The room is used again by the next lines.
        pending.codes.clear();
        pending.names.clear();
        self.pending = pending;
        Ok(())
    }

    fn try_finish(&mut self) -> Result<ImportReport> {
        self.flush()?;
        let absent = match self.any_before {
            true => self.absent()?,
            false => Vec::new(),
        };
        self.report.absent = absent.len() as u64;
        if self.complete && !absent.is_empty() {
            let version = self.writing.version()?;
            let sql = format!(
                "UPDATE {} SET withdrawn = 1, version = ?2 WHERE n = ?1",
                self.holds.table()
            );
            let mut withdraw = self.writing.conn.prepare(&sql)?;
            for n in absent {
                withdraw.execute([n, version])?;
                self.report.withdrawn += 1;
            }
        }
        let (more, fewer) = (self.report.added, self.report.withdrawn);
        self.writing.add_tickets(self.event.n, more.cast_signed() - fewer.cast_signed())?;
        Ok(self.report)
    }

    /// Rows held before that did not come.
    fn absent(&self) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT n FROM {} WHERE event = ?1 AND n <= ?2 AND withdrawn = 0",
            self.holds.table()
        );
        let mut query = self.writing.conn.prepare(&sql)?;
        let mut rows = query.query([self.event.n, self.last_before])?;
        let mut absent = Vec::new();
        while let Some(row) = rows.next()? {
            let n = row.get(0)?;
            if !self.again.contains(&n) {
                absent.push(n);
            }
        }
        Ok(absent)
    }
}

/// The only thing that can be there twice is the ticket's id.
fn twice(error: RosterError) -> RosterError {
    let constraint = rusqlite::ErrorCode::ConstraintViolation;
    match &error {
        RosterError::Database(source) if source.sqlite_error_code() == Some(constraint) => {
            RosterError::TicketTwice
        }
        _ => error,
    }
}

impl Drop for ImportRun<'_, '_> {
    fn drop(&mut self) {
        // Its rows are there, but not all of their index entries.
        self.writing.broken |= !self.finished;
    }
}
