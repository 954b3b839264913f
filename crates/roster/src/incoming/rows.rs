//! Single rows that a hub sends.

use parvis_domain::gate::Gate;
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::programme::{Edition, Event, Session, Speaker, Track, Venue};
use parvis_protocol::change::{Noun, PlanRow};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

use super::Came;
use crate::index::id_hash;
use crate::{Result, Writing};

impl Writing<'_> {
    pub(super) fn take_plan_row(&mut self, row: &PlanRow, came: Option<&mut Came>) -> Result<()> {
        let noun = row.noun.as_str();
        if let Some(came) = came {
            came.plan.insert((noun, row.id.clone()));
        }
        let Some(body) = &row.body else { return self.take_tombstone(row) };
        // A newer hub may say more about a noun than this version can read. The old row stays.
        if let Err(reason) = readable(row.noun, body) {
            return self.keep_aside(body, &reason.to_string());
        }
        let place = usize::try_from(row.place).unwrap_or(usize::MAX);
        self.put_plan_body(noun, &row.id, place, body)
    }

    /// Withdraws a noun's row. A session that vanished comes with what it was, so that it is shown as
    /// cancelled also where it was never known.
    fn take_tombstone(&mut self, row: &PlanRow) -> Result<()> {
        if let Some(last) = row.last.as_ref().filter(|last| readable(row.noun, last).is_ok()) {
            let place = usize::try_from(row.place).unwrap_or(usize::MAX);
            self.put_plan_body(row.noun.as_str(), &row.id, place, last)?;
        }
        self.withdraw_plan_row(row.noun.as_str(), &row.id)
    }

    /// Takes a ticket off its roster, wherever it is held.
    pub(super) fn withdraw_ticket(&mut self, ticket: TicketId) -> Result<()> {
        let by_id = "SELECT ticket.n, ticket.event, ticket.withdrawn FROM ticket_index \
                     CROSS JOIN ticket ON ticket.n = ticket_index.n \
                     WHERE ticket_index.hash = ?1 AND ticket.id = ?2";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut query = self.conn().prepare_cached(by_id)?;
        let full = query.query_row(params![id_hash(ticket), ticket.0], read).optional()?;
        if let Some((n, event, withdrawn)) = full {
            self.withdraw_row("ticket", n, event, withdrawn)?;
        }
        let by_id = "SELECT n, event, withdrawn FROM elsewhere WHERE id = ?1";
        let mut query = self.conn().prepare_cached(by_id)?;
        if let Some((n, event, withdrawn)) = query.query_row([ticket.0], read).optional()? {
            self.withdraw_row("elsewhere", n, event, withdrawn)?;
        }
        Ok(())
    }

    pub(super) fn withdraw_row(
        &mut self,
        table: &'static str,
        n: i64,
        event: i64,
        withdrawn: bool,
    ) -> Result<()> {
        if withdrawn {
            return Ok(());
        }
        let version = self.version()?;
        let sql = format!("UPDATE {table} SET withdrawn = 1, version = ?2 WHERE n = ?1");
        self.conn.prepare_cached(&sql)?.execute([n, version])?;
        self.add_tickets(event, -1)
    }

    /// Forgets the tickets of an event that this kiosk decides about no more.
    pub(crate) fn forget_full(&mut self, event: &EventId) -> Result<()> {
        let Some(held) = self.held_event(event)? else { return Ok(()) };
        let any = "SELECT EXISTS (SELECT 1 FROM name_index WHERE event = ?1)";
        if !self.conn.query_row(any, [held.n], |row| row.get::<_, bool>(0))? {
            return Ok(());
        }
        for sql in [
            "DELETE FROM ticket_index WHERE n IN (SELECT n FROM ticket WHERE event = ?1)",
            "DELETE FROM name_index WHERE event = ?1",
            "DELETE FROM ticket WHERE event = ?1",
            "UPDATE event SET tickets = 0 WHERE n = ?1",
        ] {
            self.conn.execute(sql, [held.n])?;
        }
        Ok(())
    }
}

/// Whether a body is what its noun says.
fn readable(noun: Noun, body: &str) -> Result<(), serde_json::Error> {
    fn reads<T: DeserializeOwned>(body: &str) -> Result<(), serde_json::Error> {
        serde_json::from_str::<T>(body).map(drop)
    }
    match noun {
        Noun::Edition => reads::<Edition>(body),
        Noun::Event => reads::<Event>(body),
        Noun::Venue => reads::<Venue>(body),
        Noun::Session => reads::<Session>(body),
        Noun::Speaker => reads::<Speaker>(body),
        Noun::Track => reads::<Track>(body),
        Noun::Gate => reads::<Gate>(body),
    }
}
