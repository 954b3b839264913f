//! Seats that the hub lends, in the database.

use deadpool_postgres::Transaction;
use jiff::Timestamp;
use parvis_domain::id::DeviceId;
use parvis_protocol::exchange::SeatsShort;

use super::super::lending::{Granted, Lent, Needed, Wish, believed_since, granted, short};
use super::super::{Result, StoreError};
use super::office::{bytes, execute, query};

/// How many seats a device gets. What it needs beyond that is kept.
pub(crate) async fn seats(tx: &Transaction<'_>, wish: &Wish, at: Timestamp) -> Result<u32> {
    let Granted { seats, short } = granted(wish, &lent(tx, wish, at).await?);
    need(tx, wish, short, at).await?;
    Ok(seats)
}

async fn lent(tx: &Transaction<'_>, wish: &Wish, at: Timestamp) -> Result<Lent> {
    let scope = wish.scope.to_string();
    let held = held(tx, &scope).await?;
    let sql = "SELECT taken FROM seat WHERE scope = $1 AND device = $2";
    let rows = query(tx, sql, &[&scope, &&wish.device.0[..]]).await?;
    let taken = rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default();
    let sql = "SELECT seats FROM need WHERE scope = $1 AND device <> $2 AND at_ms > $3";
    let rows = query(tx, sql, &[&scope, &&wish.device.0[..], &believed_since(at)]).await?;
    let needs = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<_>>()?;
    Ok(Lent { held, taken, needs })
}

async fn held(tx: &Transaction<'_>, scope: &str) -> Result<Vec<(DeviceId, i64)>> {
    let sql = "SELECT device, sum(seats)::bigint FROM lease WHERE scope = $1 GROUP BY device";
    let rows = query(tx, sql, &[&scope]).await?;
    rows.iter().map(|row| Ok((DeviceId(bytes(row, 0)?), row.try_get(1)?))).collect()
}

/// Keeps what a device needs, and forgets what was said long ago.
async fn need(tx: &Transaction<'_>, wish: &Wish, seats: u32, at: Timestamp) -> Result<()> {
    let scope = wish.scope.to_string();
    let sql = "DELETE FROM need WHERE (scope = $1 AND device = $2) OR at_ms <= $3";
    execute(tx, sql, &[&scope, &&wish.device.0[..], &believed_since(at)]).await?;
    if seats > 0 {
        let sql = "INSERT INTO need (scope, device, capacity, seats, at_ms) \
                   VALUES ($1, $2, $3, $4, $5)";
        let (capacity, seats) = (i64::from(wish.capacity), i64::from(seats));
        let at = at.as_millisecond();
        execute(tx, sql, &[&scope, &&wish.device.0[..], &capacity, &seats, &at]).await?;
    }
    Ok(())
}

/// What others need of scopes that the device was lent seats of.
pub(crate) async fn short_of(
    tx: &Transaction<'_>,
    device: DeviceId,
    at: Timestamp,
) -> Result<Vec<SeatsShort>> {
    let sql = "SELECT scope, min(capacity), sum(seats)::bigint FROM need \
               WHERE device <> $1 AND at_ms > $2 AND EXISTS (SELECT 1 FROM lease \
               WHERE lease.scope = need.scope AND lease.device = $1) \
               GROUP BY scope ORDER BY scope";
    let mut told = Vec::new();
    for row in query(tx, sql, &[&&device.0[..], &believed_since(at)]).await? {
        let (scope, capacity, seats) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let needed = Needed { scope, capacity, seats };
        let seats = short(&needed, &held(tx, &needed.scope).await?);
        if seats > 0 {
            let scope = needed.scope.parse();
            let scope = scope.map_err(|_| StoreError::damaged("a need is of no scope"))?;
            told.push(SeatsShort { scope, seats });
        }
    }
    Ok(told)
}
