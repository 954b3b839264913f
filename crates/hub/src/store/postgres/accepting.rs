//! Records that were put aside and that somebody lets count, in the database.

use deadpool_postgres::Transaction;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::exchange::AsideReason;

use super::super::accepting::{Acceptable, LIFTABLE, by_series, liftable};
use super::super::writes::{Writes, place, reason, reason_name};
use super::super::{Result, StoreError, Taking};
use super::office::{Writing, bytes, count, execute, query, stored};
use super::put;
use super::record::known_tickets;

/// Lets records count that were put aside for a reason that can be lifted.
pub(crate) async fn accept(
    writing: &mut Writing<'_>,
    (device, why): (DeviceId, AsideReason),
    most: u32,
) -> Result<u64> {
    if !LIFTABLE.contains(&why) {
        return Ok(0);
    }
    let sql = "SELECT series.n, series.incarnation, aside.seq, aside.bytes FROM aside \
               JOIN series USING (device, incarnation) \
               JOIN record ON record.n = (series.n << 40 | aside.seq) AND record.hash = aside.hash \
               WHERE device = $1 AND reason = $2 ORDER BY series.n, aside.seq LIMIT $3";
    let given = (&device.0[..], reason_name(why), i64::from(most));
    let mut found = Vec::new();
    for row in query(writing, sql, &[&given.0, &given.1, &given.2]).await? {
        let text = String::from_utf8(row.try_get(3)?);
        let text = text.map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
        found.push((row.try_get(0)?, Incarnation(bytes(&row, 1)?), count(&row, 2)?, text));
    }
    let mut accepted = 0;
    for accepting in by_series(device, found) {
        let settled = accepting.settled();
        let known = known_tickets(writing, &accepting.taking).await?;
        let writes = Writes::new(&settled, accepting.series, writing.cursor, &known)?;
        put_anew(writing, &accepting.taking, &writes).await?;
        put::leases(writing, &writes.leases).await?;
        put::folded(writing, &writes.folded).await?;
        writing.cursor = writes.cursor;
        accepted += writes.records.len() as u64;
    }
    Ok(accepted)
}

/// How many records can be let count.
pub(crate) async fn acceptable(tx: &Transaction<'_>) -> Result<Acceptable> {
    let sql = "SELECT device, reason, count(*) FROM aside JOIN series USING (device, incarnation) \
               JOIN record ON record.n = (series.n << 40 | aside.seq) AND record.hash = aside.hash \
               WHERE reason = ANY($1) GROUP BY device, reason";
    let rows = query(tx, sql, &[&&liftable()[..]]).await?;
    let counted = rows.iter().map(|row| {
        let (device, why) = (DeviceId(bytes(row, 0)?), reason(row.try_get(1)?));
        Ok(((device, why), count(row, 2)?))
    });
    counted.collect()
}

/// Gives records that stand in their series the columns of those that count, and takes them off
/// those that were put aside.
async fn put_anew(tx: &Transaction<'_>, taking: &Taking, writes: &Writes<'_>) -> Result<()> {
    let update = "UPDATE record SET cursor = $2, audience = $3, ticket = $4, weighs = $5 \
                  WHERE n = $1";
    let delete = "DELETE FROM aside \
                  WHERE device = $1 AND incarnation = $2 AND seq = $3 AND hash = $4";
    let (device, incarnation) = (&taking.device.0[..], &taking.incarnation.0[..]);
    for row in &writes.records {
        let ticket = row.ticket.as_ref().map(|ticket| &ticket.0[..]);
        let given: [&(dyn tokio_postgres::types::ToSql + Sync); 5] =
            [&row.n, &row.cursor, &row.audience, &ticket, &row.weighs];
        execute(tx, update, &given).await?;
        let (seq, hash) = (stored(place(row.n).1)?, &row.hash.0[..]);
        execute(tx, delete, &[&device, &incarnation, &seq, &hash]).await?;
    }
    Ok(())
}
