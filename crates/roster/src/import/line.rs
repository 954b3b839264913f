//! The lines of an import, one by one: new, changed or as they were.

use parvis_domain::code::CodeHash;
use parvis_domain::id::TicketId;
use parvis_domain::ticket::RosterLine;

use super::ImportRun;
use super::put::Row;
use crate::elsewhere::Elsewhere;
use crate::find::Shown;
use crate::index::{hashes, id_hash, ticket_hash, unindex, unindex_elsewhere};
use crate::{Result, RosterError};

impl ImportRun<'_, '_> {
    pub(super) fn add_ticket(&mut self, line: RosterLine) -> Result<()> {
        let hash = ticket_hash(&self.event.key, &line.code);
        self.refuse_code_twice(&line, hash)?;
        self.refuse_ticket_twice(line.ticket.id)?;
        let held = match self.any_before {
            true => self.writing.held_line(line.ticket.id)?,
            false => None,
        };
        let Some(held) = held else {
            let version = self.writing.version()?;
            self.last += 1;
            self.report.added += 1;
            self.pending.add_ticket(line.ticket.id, hash, self.last);
            let row = Row { n: self.last, event: self.event.n, version, line };
            let put = self.put_ticket.insert(row)?;
            return self.gather_names(put);
        };
        self.again.insert(held.n);
        if !self.is_changed(held.withdrawn, held.line != line)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        let found_otherwise = held.line.code != line.code || held.line.attendee != line.attendee;
        let row = Row { n: held.n, event: self.event.n, version, line };
        self.put_ticket.replace(&row)?;
        if found_otherwise {
            unindex(self.writing.conn(), &self.event, &held.line, held.n)?;
            self.pending.add_ticket(row.line.ticket.id, hash, held.n);
            self.gather_names([row])?;
        }
        Ok(())
    }

    /// Takes note of how rows shall be found by their holders' names, when they are put.
    pub(super) fn gather_names(&mut self, put: impl IntoIterator<Item = Row>) -> Result<()> {
        let mut put = put.into_iter();
        put.try_for_each(|row| self.pending.add_name(row.line.attendee, row.n))
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

    pub(super) fn add_elsewhere(&mut self, line: &RosterLine) -> Result<()> {
        let hashes = hashes(&self.event.key, &line.code);
        let first = *self.codes.entry(hashes.scanned).or_insert(self.entries);
        if first != self.entries {
            return Err(RosterError::CodeTwice { first: first.into() });
        }
        self.put_elsewhere(line.ticket.id, &Elsewhere { days: line.ticket.days.clone(), hashes })
    }

    pub(super) fn put_elsewhere(&mut self, ticket: TicketId, known: &Elsewhere) -> Result<()> {
        let hashes = known.hashes;
        let held = match self.any_before {
            true => self.writing.held_elsewhere(ticket)?,
            false => None,
        };
        let Some(held) = held else {
            let version = self.writing.version()?;
            let event = self.event.n;
            let n = self.writing.insert_elsewhere(event, ticket, known, version).map_err(twice)?;
            self.last = n;
            self.report.added += 1;
            self.pending.add_elsewhere(hashes, n);
            return Ok(());
        };
        if self.came(held.n) {
            return Err(RosterError::TicketTwice);
        }
        self.again.insert(held.n);
        if !self.is_changed(held.withdrawn, held.known != *known)? {
            return Ok(());
        }
        let version = self.writing.version()?;
        self.writing.update_elsewhere(held.n, known, version)?;
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
