//! Seats of hard capacities: how many a hub lent to this device, and how many it gave away.

use std::collections::BTreeMap;

use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Scope;
use parvis_domain::series::Sealed;
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

    /// How many seats of this device are taken, by scope.
    pub(crate) fn kept_seats(&self) -> Result<BTreeMap<String, i64>> {
        let mut query = self.conn.prepare_cached("SELECT scope, taken FROM seat")?;
        let taken = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(taken.collect::<rusqlite::Result<_>>()?)
    }
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
