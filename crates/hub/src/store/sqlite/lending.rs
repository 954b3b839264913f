//! Seats that the hub lends, in the file.

use jiff::Timestamp;
use parvis_domain::fact::Fact;
use parvis_domain::id::DeviceId;
use rusqlite::{OptionalExtension, params};

use super::super::Result;
use super::super::lending::{Lent, Wish, granted};
use super::desk::Writing;
use super::record;

pub(crate) fn lend(writing: &mut Writing<'_>, wish: &Wish, at: Timestamp) -> Result<u32> {
    let scope = wish.scope.to_string();
    let sql = "SELECT device, sum(seats) FROM lease WHERE scope = ?1 GROUP BY device";
    let mut query = writing.conn.prepare_cached(sql)?;
    let held = query.query_map([&scope], |row| Ok((DeviceId(row.get(0)?), row.get(1)?)))?;
    let held = held.collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT taken FROM seat WHERE scope = ?1 AND device = ?2";
    let mut query = writing.conn.prepare_cached(sql)?;
    let taken = query.query_row(params![scope, wish.device.0], |row| row.get(0)).optional()?;
    let seats = granted(wish, &Lent { held, taken: taken.unwrap_or_default() });
    if seats > 0 {
        let (scope, device) = (wish.scope.clone(), wish.device);
        record::append(writing, Fact::SeatsLeased { scope, device, seats }, at)?;
    }
    Ok(seats)
}
