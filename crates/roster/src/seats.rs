//! Seats of hard capacities: how many a hub lent to this device, and how many it gave away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::Timestamp;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Scope;
use parvis_domain::id::{GateId, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::verdict::VerdictName;
use rusqlite::{OptionalExtension, params};

use crate::{Reading, Result, RosterError, Writing};

impl Reading<'_> {
    /// How many more may be admitted to a scope of hard capacity without asking anybody. `None`
    /// where no hub lends seats, because this kiosk is enrolled with none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn seats_left(&self, scope: &Scope) -> Result<Option<u32>> {
        if !self.is_enrolled()? {
            return Ok(None);
        }
        let sql = "SELECT lent - taken FROM seat WHERE scope = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let left: Option<i64> =
            query.query_row([scope.to_string()], |row| row.get(0)).optional()?;
        let left = left.unwrap_or(0).max(0);
        u32::try_from(left).map(Some).map_err(RosterError::unreadable("count"))
    }

    /// The seats that this device may still give away, by scope; none where none are left.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn idle_seats(&self) -> Result<Vec<(Scope, u32)>> {
        let sql = "SELECT scope, lent - taken FROM seat WHERE lent > taken ORDER BY scope";
        let mut query = self.conn.prepare_cached(sql)?;
        let idle = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let idle = idle.map(|row| {
            let (scope, left): (String, i64) = row?;
            let scope = scope.parse().map_err(RosterError::unreadable("scope"))?;
            Ok((scope, u32::try_from(left).map_err(RosterError::unreadable("count"))?))
        });
        idle.collect()
    }

    /// How many people came for a seat to a gate of this device within a time of its own clock: who
    /// were admitted, and who were refused because it was full. Somebody who comes again counts
    /// once, and nobody is counted beyond `most`.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn came_for_seats(
        &self,
        gate: &GateId,
        within: RangeInclusive<Timestamp>,
        most: u32,
    ) -> Result<u32> {
        let mut came = BTreeSet::new();
        let sql = "SELECT n FROM series WHERE own = 1 ORDER BY n DESC";
        let mut query = self.conn.prepare_cached(sql)?;
        let own = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let sql = "SELECT bytes FROM record \
                   WHERE n BETWEEN ?1 << 40 AND ?1 << 40 | 0xffffffffff ORDER BY n DESC";
        let mut query = self.conn.prepare_cached(sql)?;
        for series in own {
            let mut rows = query.query([series])?;
            while let Some(row) = rows.next()? {
                let record = Sealed::read(row.get(0)?)?.record;
                let counted = u32::try_from(came.len()).unwrap_or(most);
                // What lies before was recorded earlier, or by a clock that was wrong.
                if counted >= most || !within.contains(&record.at) {
                    return Ok(counted.min(most));
                }
                came.extend(came_for_seat(&record.fact, gate));
            }
        }
        Ok(u32::try_from(came.len()).unwrap_or(most).min(most))
    }

    /// How many seats of this device are taken, by scope.
    pub(crate) fn kept_seats(&self) -> Result<BTreeMap<String, i64>> {
        let mut query = self.conn.prepare_cached("SELECT scope, taken FROM seat")?;
        let taken = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(taken.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whose ticket came for a seat behind a gate.
fn came_for_seat(fact: &Fact, gate: &GateId) -> Option<TicketId> {
    let Fact::Scanned(scanned) = fact else { return None };
    let came = matches!(scanned.verdict, VerdictName::Admitted | VerdictName::Full);
    (came && scanned.gate == *gate).then_some(scanned.ticket)
}

impl Writing<'_> {
    /// Counts the seats that a record lends to this device, or that this device gives back.
    pub(crate) fn count_seats(&mut self, record: &Record) -> Result<()> {
        let own = self.identity.device;
        let (scope, lent) = match &record.fact {
            Fact::SeatsLeased { scope, device, seats } if *device == own => {
                (scope, i64::from(*seats))
            }
            Fact::SeatsReturned { scope, seats } if record.key.device == own => {
                (scope, -i64::from(*seats))
            }
            _ => return Ok(()),
        };
        let sql = "INSERT INTO seat (scope, lent, taken) VALUES (?1, ?2, 0) \
                   ON CONFLICT (scope) DO UPDATE SET lent = lent + excluded.lent";
        self.conn.prepare_cached(sql)?.execute(params![scope.to_string(), lent])?;
        Ok(())
    }

    pub(crate) fn add_seats<'s>(&self, taken: impl Iterator<Item = (&'s str, i64)>) -> Result<()> {
        let sql = "INSERT INTO seat (scope, lent, taken) VALUES (?1, 0, ?2) \
                   ON CONFLICT (scope) DO UPDATE SET taken = taken + excluded.taken";
        for (scope, seats) in taken {
            self.conn.prepare_cached(sql)?.execute(params![scope, seats])?;
        }
        Ok(())
    }

    /// Counts the seats of every record anew, when what was counted has been deleted.
    pub(crate) fn count_seats_anew(&mut self) -> Result<()> {
        let lending = "SELECT bytes FROM record WHERE ticket IS NULL";
        let mut query = self.conn().prepare(lending)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            // What cannot be read lends nothing, and the doctor says that it is there.
            if let Ok(sealed) = Sealed::read(row.get(0)?) {
                self.count_seats(&sealed.record)?;
            }
        }
        Ok(())
    }
}
