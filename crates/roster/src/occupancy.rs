//! How many are inside: sums over where tickets stand.

use std::collections::BTreeMap;

use parvis_domain::fact::RecordKey;
use parvis_domain::gate::Scope;
use rusqlite::params;

use crate::doubles::DoublesHere;
use crate::standing::Projected;
use crate::{Reading, Result, RosterError, Writing};

/// Where the sums over all scopes of an event stand: no scope is written so.
pub(crate) const EVERYWHERE: &str = "";

/// Sums, or what is to be added to them, by scope and event.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    by_scope: BTreeMap<(String, String), Sum>,
    /// Seats of this device that are taken, by scope.
    seats: BTreeMap<String, i64>,
    /// Double admissions that concern this device.
    doubles_here: DoublesHere,
}

/// How many tickets were admitted, are inside, and how often one was admitted that should not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) admitted: i64,
    pub(crate) inside: i64,
    pub(crate) doubles: i64,
}

impl Sums {
    pub(crate) fn put_in(&mut self, rows: &[Projected]) {
        self.add(rows, 1);
    }

    pub(crate) fn take_out(&mut self, rows: &[Projected]) {
        self.add(rows, -1);
    }

    /// Adds one ticket's rows: to each scope, and once to its event.
    fn add(&mut self, rows: &[Projected], sign: i64) {
        let mut everywhere: BTreeMap<&str, (bool, i64)> = BTreeMap::new();
        for row in rows {
            let (inside, doubles) = everywhere.entry(&row.event).or_default();
            *inside |= row.inside;
            *doubles += row.doubles;
            self.add_to(&row.scope, &row.event, row.inside, row.doubles, sign);
            for (again, at_ms) in &row.doubles_here {
                self.doubles_here.entry(*again).or_insert((*at_ms, 0)).1 += sign;
            }
            if row.seats != 0 {
                *self.seats.entry(row.scope.clone()).or_default() += sign * row.seats;
            }
        }
        for (event, (inside, doubles)) in everywhere {
            self.add_to(EVERYWHERE, event, inside, doubles, sign);
        }
    }

    fn add_to(&mut self, scope: &str, event: &str, inside: bool, doubles: i64, sign: i64) {
        let sum = self.by_scope.entry((scope.to_owned(), event.to_owned())).or_default();
        sum.admitted += sign;
        sum.inside += sign * i64::from(inside);
        sum.doubles += sign * doubles;
    }

    /// The sums that are not nothing.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&str, &str, Sum)> {
        let given = |sum: &Sum| *sum != Sum::default();
        self.by_scope
            .iter()
            .filter(move |(_, sum)| given(sum))
            .map(|((scope, event), sum)| (scope.as_str(), event.as_str(), *sum))
    }
}

impl Sums {
    /// The double admissions of this device that came to be or are no more.
    pub(crate) fn doubles_here(&self) -> impl Iterator<Item = (RecordKey, (i64, i64))> {
        self.doubles_here.iter().map(|(again, of)| (*again, *of)).filter(|(_, (_, n))| *n != 0)
    }

    /// The seats of this device that are more or fewer than none.
    pub(crate) fn seats(&self) -> impl Iterator<Item = (&str, i64)> {
        self.seats.iter().map(|(scope, seats)| (scope.as_str(), *seats)).filter(|(_, n)| *n != 0)
    }
}

impl Reading<'_> {
    /// How many are inside of a scope, as far as is known here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn inside(&self, scope: &Scope) -> Result<u32> {
        let sql = "SELECT coalesce(sum(inside), 0) FROM occupancy WHERE scope = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let inside: i64 = query.query_row([scope.to_string()], |row| row.get(0))?;
        u32::try_from(inside).map_err(RosterError::unreadable("count"))
    }

    /// Every sum that is kept and not nothing.
    pub(crate) fn kept_sums(&self) -> Result<Sums> {
        let sql = "SELECT scope, event, admitted, inside, doubles FROM occupancy";
        let mut query = self.conn.prepare_cached(sql)?;
        let kept = query.query_map([], |row| {
            let sum = Sum { admitted: row.get(2)?, inside: row.get(3)?, doubles: row.get(4)? };
            Ok(((row.get(0)?, row.get(1)?), sum))
        })?;
        let by_scope = kept.collect::<rusqlite::Result<_>>()?;
        Ok(Sums { by_scope, seats: self.kept_seats()?, doubles_here: self.kept_doubles()? })
    }
}

impl Writing<'_> {
    pub(crate) fn add_sums(&self, sums: &Sums) -> Result<()> {
        let sql = "INSERT INTO occupancy (scope, event, admitted, inside, doubles) \
                   VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (scope, event) DO UPDATE SET \
                   admitted = admitted + excluded.admitted, inside = inside + excluded.inside, \
                   doubles = doubles + excluded.doubles";
        let mut add = self.conn.prepare_cached(sql)?;
        for (scope, event, Sum { admitted, inside, doubles }) in sums.given() {
            add.execute(params![scope, event, admitted, inside, doubles])?;
        }
        self.put_doubles(sums.doubles_here())?;
        self.add_seats(sums.seats())
    }
}
