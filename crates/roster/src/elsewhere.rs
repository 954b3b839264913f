//! Tickets that are known by hash alone: enough to say “this is for Paris”.

use jiff::civil::Date;
use parvis_domain::code::CodeHash;
use parvis_domain::id::TicketId;
use rusqlite::params;

use crate::event::HeldEvent;
use crate::find::{Lookup, Shown};
use crate::ticket::{days, days_text};
use crate::{Reading, Result, RosterError, Writing};

/// What is known of such a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    pub(crate) days: Vec<Date>,
    pub(crate) hashes: Hashes,
}

/// Where a code is looked up, as scanned and as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hashes {
    pub(crate) scanned: CodeHash,
    pub(crate) typed: Option<CodeHash>,
}

impl Hashes {
    pub(crate) fn each(self) -> impl Iterator<Item = CodeHash> {
        std::iter::once(self.scanned).chain(self.typed)
    }
}

/// Such a ticket as it is held.
pub(crate) struct HeldElsewhere {
    pub(crate) n: i64,
    pub(crate) withdrawn: bool,
    pub(crate) known: Elsewhere,
}

impl Reading<'_> {
    pub(crate) fn elsewhere_of(&self, event: &HeldEvent, shown: &Shown) -> Result<Option<Lookup>> {
        let sql = "SELECT elsewhere.id, elsewhere.days FROM elsewhere_index \
                   JOIN elsewhere ON elsewhere.n = elsewhere_index.n \
                   WHERE elsewhere_index.hash = ?1 AND elsewhere.event = ?2 \
                   AND elsewhere.withdrawn = 0 ORDER BY elsewhere.n";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([shown.hash(&event.key), event.n])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text = row.get_ref(1)?.as_str_or_null().map_err(RosterError::unreadable("day"))?;
        let (ticket, event) = (TicketId(row.get(0)?), event.id.clone());
        Ok(Some(Lookup::Elsewhere { ticket, event, days: days(text)? }))
    }

    pub(crate) fn held_elsewhere(&self, ticket: TicketId) -> Result<Option<HeldElsewhere>> {
        let sql = "SELECT n, withdrawn, days, scanned, typed FROM elsewhere WHERE id = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([ticket.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text = row.get_ref(2)?.as_str_or_null().map_err(RosterError::unreadable("day"))?;
        let hashes = Hashes { scanned: row.get(3)?, typed: row.get(4)? };
        let known = Elsewhere { days: days(text)?, hashes };
        Ok(Some(HeldElsewhere { n: row.get(0)?, withdrawn: row.get(1)?, known }))
    }
}

impl Writing<'_> {
    pub(crate) fn insert_elsewhere(
        &self,
        event: i64,
        ticket: TicketId,
        known: &Elsewhere,
        version: i64,
    ) -> Result<i64> {
        let sql = "INSERT INTO elsewhere (id, event, days, scanned, typed, version) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Elsewhere { days, hashes: Hashes { scanned, typed } } = known;
        let days = days_text(days);
        let mut insert = self.conn.prepare_cached(sql)?;
        insert.execute(params![ticket.0, event, days, scanned, typed, version])?;
        Ok(self.conn.last_insert_rowid())
    }

    pub(crate) fn update_elsewhere(&self, n: i64, known: &Elsewhere, version: i64) -> Result<()> {
        let sql = "UPDATE elsewhere SET days = ?2, scanned = ?3, typed = ?4, withdrawn = 0, \
                   version = ?5 WHERE n = ?1";
        let Elsewhere { days, hashes: Hashes { scanned, typed } } = known;
        let mut update = self.conn.prepare_cached(sql)?;
        update.execute(params![n, days_text(days), scanned, typed, version])?;
        Ok(())
    }

    /// Drops what is known of an event by hash: its tickets are about to be held in full.
    pub(crate) fn forget_elsewhere(&self, event: i64) -> Result<()> {
        self.conn.execute(
            "DELETE FROM elsewhere_index WHERE n IN (SELECT n FROM elsewhere WHERE event = ?1)",
            [event],
        )?;
        self.conn.execute("DELETE FROM elsewhere WHERE event = ?1", [event])?;
        self.conn.execute("UPDATE event SET tickets = 0 WHERE n = ?1", [event])?;
        Ok(())
    }
}
