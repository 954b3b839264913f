//! What a hub sends: rows of the programme and of rosters, and records of other devices.

mod of_hub;
mod rows;
mod snapshot;

use std::collections::HashSet;
use std::iter::Peekable;

use parvis_domain::code::EventKey;
use parvis_domain::id::EventId;
use parvis_domain::series::Sealed;
use parvis_domain::ticket::RosterLine;
use parvis_protocol::change::{Change, ElsewhereRow, EventRow, RecordRow, TicketRow};
use rusqlite::params;

use crate::elsewhere::{Elsewhere, Hashes};
use crate::import::Holds;
use crate::{Result, RosterError, Writing};

/// What came with a snapshot, to tell what did not.
#[derive(Debug, Default)]
pub(crate) struct Came {
    pub(crate) tickets: HashSet<i64>,
    pub(crate) elsewhere: HashSet<i64>,
    pub(crate) plan: HashSet<(&'static str, String)>,
    pub(crate) events: HashSet<EventId>,
}

impl Writing<'_> {
    /// Takes changes, in their order. What cannot be taken is kept for somebody to look into, and
    /// does not hold up what follows.
    pub(crate) fn take_changes(
        &mut self,
        changes: impl Iterator<Item = Result<Change>>,
        mut came: Option<&mut Came>,
    ) -> Result<()> {
        let mut changes = changes.peekable();
        while let Some(change) = changes.next() {
            match change? {
                Change::Event(row) => self.take_event(&row, came.as_deref_mut())?,
                Change::Plan(row) => self.take_plan_row(&row, came.as_deref_mut())?,
                Change::Ticket(row) => {
                    self.take_tickets(*row, &mut changes, came.as_deref_mut())?;
                }
                Change::Elsewhere(row) => {
                    self.take_elsewhere(row, &mut changes, came.as_deref_mut())?;
                }
                Change::Withdrawn(row) => self.withdraw_ticket(row.id)?,
                Change::Record(row) => self.take_record_row(&row)?,
                Change::Unknown => {}
            }
        }
        Ok(())
    }

    fn take_event(&mut self, row: &EventRow, came: Option<&mut Came>) -> Result<()> {
        let key = const_hex::decode_to_array(&row.key)
            .map_err(|reason| RosterError::unreadable("key")(reason.to_string()))?;
        self.put_event_key(&row.event, &EventKey::new(key))?;
        let sql = "UPDATE event SET of_hub = 1 WHERE id = ?1";
        self.conn.prepare_cached(sql)?.execute([row.event.as_str()])?;
        if !row.full {
            self.forget_full(&row.event)?;
        }
        if let Some(came) = came {
            came.events.insert(row.event.clone());
        }
        Ok(())
    }

    /// Takes a ticket, and those of the same event that follow it at once.
    fn take_tickets<I: Iterator<Item = Result<Change>>>(
        &mut self,
        first: TicketRow,
        changes: &mut Peekable<I>,
        came: Option<&mut Came>,
    ) -> Result<()> {
        let event = first.event.clone();
        let mut run = self.import(&event, Holds::Full, false)?;
        run.add(RosterLine::from(first))?;
        let same = |change: &Result<Change>| matches!(change, Ok(Change::Ticket(row)) if row.event == event);
        while let Some(Ok(Change::Ticket(row))) = changes.next_if(same) {
            run.add(RosterLine::from(*row))?;
        }
        match came {
            Some(came) => run.finish_noting(&mut came.tickets)?,
            None => run.finish()?,
        };
        Ok(())
    }

    fn take_elsewhere<I: Iterator<Item = Result<Change>>>(
        &mut self,
        first: ElsewhereRow,
        changes: &mut Peekable<I>,
        came: Option<&mut Came>,
    ) -> Result<()> {
        let event = first.event.clone();
        let mut run = self.import(&event, Holds::HashOnly, false)?;
        let known = |row: ElsewhereRow| {
            let hashes = Hashes { scanned: row.scanned, typed: row.typed };
            (row.id, Elsewhere { days: row.days, hashes })
        };
        let (id, first) = known(first);
        run.add_known(id, &first)?;
        let same = |change: &Result<Change>| matches!(change, Ok(Change::Elsewhere(row)) if row.event == event);
        while let Some(Ok(Change::Elsewhere(row))) = changes.next_if(same) {
            let (id, next) = known(row);
            run.add_known(id, &next)?;
        }
        match came {
            Some(came) => run.finish_noting(&mut came.elsewhere)?,
            None => run.finish()?,
        };
        Ok(())
    }

    fn take_record_row(&mut self, row: &RecordRow) -> Result<()> {
        let sealed = match Sealed::read(row.text.clone().into_bytes()) {
            Ok(sealed) => sealed,
            Err(reason) => return self.keep_aside(&row.text, &reason.to_string()),
        };
        match self.refusal_of(&sealed)? {
            Some(reason) => self.keep_aside(&row.text, &reason.to_string()),
            None => {
                let (key, hash) = (sealed.record.key, sealed.hash);
                self.take_record(sealed)?;
                match row.signature {
                    Some(signature) => self.keep_signature(key, hash, signature),
                    None => Ok(()),
                }
            }
        }
    }

    /// Keeps what could not be taken.
    fn keep_aside(&self, body: &str, reason: &str) -> Result<()> {
        tracing::warn!(reason, "something that the hub sent could not be taken");
        let sql = "INSERT OR IGNORE INTO not_taken (body, reason) VALUES (?1, ?2)";
        self.conn.execute(sql, params![body, reason])?;
        Ok(())
    }
}
