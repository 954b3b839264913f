//! Seats that the hub lends, in the file.

use jiff::Timestamp;
use parvis_domain::fact::Fact;
use parvis_domain::id::DeviceId;
use parvis_protocol::exchange::SeatsShort;
use rusqlite::{Connection, OptionalExtension, params};

use super::super::lending::{Lent, Needed, Wish, believed_since, granted, short};
use super::super::{Result, StoreError};
use super::desk::Writing;
use super::record;

pub(crate) fn lend(writing: &mut Writing<'_>, wish: &Wish, at: Timestamp) -> Result<u32> {
    let lent = lent(writing.conn, wish, at)?;
    let granted = granted(wish, &lent);
    need(writing.conn, wish, granted.short, at)?;
    if granted.seats > 0 {
        let (scope, device, seats) = (wish.scope.clone(), wish.device, granted.seats);
        record::append(writing, Fact::SeatsLeased { scope, device, seats }, at)?;
    }
    Ok(granted.seats)
}

fn lent(conn: &Connection, wish: &Wish, at: Timestamp) -> Result<Lent> {
    let scope = wish.scope.to_string();
    let held = held(conn, &scope)?;
    let sql = "SELECT taken FROM seat WHERE scope = ?1 AND device = ?2";
    let mut query = conn.prepare_cached(sql)?;
    let taken = query.query_row(params![scope, wish.device.0], |row| row.get(0)).optional()?;
    let sql = "SELECT seats FROM need WHERE scope = ?1 AND device <> ?2 AND at_ms > ?3";
    let mut query = conn.prepare_cached(sql)?;
    let others = params![scope, wish.device.0, believed_since(at)];
    let needs = query.query_map(others, |row| row.get(0))?;
    let needs = needs.collect::<rusqlite::Result<_>>()?;
    Ok(Lent { held, taken: taken.unwrap_or_default(), needs })
}

fn held(conn: &Connection, scope: &str) -> Result<Vec<(DeviceId, i64)>> {
    let sql = "SELECT device, sum(seats) FROM lease WHERE scope = ?1 GROUP BY device";
    let mut query = conn.prepare_cached(sql)?;
    let held = query.query_map([scope], |row| Ok((DeviceId(row.get(0)?), row.get(1)?)))?;
    Ok(held.collect::<rusqlite::Result<_>>()?)
}

/// Keeps what a device needs, and forgets what was said long ago.
fn need(conn: &Connection, wish: &Wish, seats: u32, at: Timestamp) -> Result<()> {
    let scope = wish.scope.to_string();
    let sql = "DELETE FROM need WHERE (scope = ?1 AND device = ?2) OR at_ms <= ?3";
    let gone = params![scope, wish.device.0, believed_since(at)];
    conn.prepare_cached(sql)?.execute(gone)?;
    if seats > 0 {
        let sql = "INSERT INTO need (scope, device, capacity, seats, at_ms) \
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![scope, wish.device.0, wish.capacity, seats, at.as_millisecond()];
        conn.prepare_cached(sql)?.execute(row)?;
    }
    Ok(())
}

/// What others need of scopes that the device was lent seats of.
pub(crate) fn short_of(
    conn: &Connection,
    device: DeviceId,
    at: Timestamp,
) -> Result<Vec<SeatsShort>> {
    let sql = "SELECT scope, min(capacity), sum(seats) FROM need \
               WHERE device <> ?1 AND at_ms > ?2 AND EXISTS (SELECT 1 FROM lease \
               WHERE lease.scope = need.scope AND lease.device = ?1) GROUP BY scope";
    let mut query = conn.prepare_cached(sql)?;
    let needed = query.query_map(params![device.0, believed_since(at)], |row| {
        Ok(Needed { scope: row.get(0)?, capacity: row.get(1)?, seats: row.get(2)? })
    })?;
    let mut told = Vec::new();
    for needed in needed {
        let needed = needed?;
        let seats = short(&needed, &held(conn, &needed.scope)?);
        if seats > 0 {
            let scope = needed.scope.parse();
            let scope = scope.map_err(|_| StoreError::damaged("a need is of no scope"))?;
            told.push(SeatsShort { scope, seats });
        }
    }
    Ok(told)
}
