//! Seats that the hub lends, in the database.

use parvis_domain::id::DeviceId;

use super::super::Result;
use super::super::lending::{Lent, Wish, granted};
use super::office::{Writing, bytes, query};

/// How many seats a device gets.
pub(crate) async fn seats(writing: &Writing<'_>, wish: &Wish) -> Result<u32> {
    let scope = wish.scope.to_string();
    let sql = "SELECT device, sum(seats)::bigint FROM lease WHERE scope = $1 GROUP BY device";
    let rows = query(writing, sql, &[&scope]).await?;
    let held = rows.iter().map(|row| Ok((DeviceId(bytes(row, 0)?), row.try_get(1)?)));
    let held = held.collect::<Result<_>>()?;
    let sql = "SELECT taken FROM seat WHERE scope = $1 AND device = $2";
    let rows = query(writing, sql, &[&scope, &&wish.device.0[..]]).await?;
    let taken = rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default();
    Ok(granted(wish, &Lent { held, taken }))
}
