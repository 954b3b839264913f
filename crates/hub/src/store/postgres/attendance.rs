//! Who came, in the database.

use std::pin::pin;

use deadpool_postgres::Transaction;
use futures_util::stream::TryStreamExt;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, EventId, GateId, Incarnation, TicketId};
use parvis_domain::standing::fold;
use tokio_postgres::Row;

use super::super::attendance::{
    Arrivals, Aside, Attendance, Attended, Double, EventCounts, ScopeCounts,
};
use super::super::rows::{
    PassageColumns, QUARTER_MS, arrivals as arrivals_of, aside, bounds, event_counts, scope_counts,
};
use super::super::{BoxError, Result, StoreError};
use super::office::{bytes, count, query, stream};
use super::record::weighing;

/// The columns of [`PassageColumns`]; the tail says which and in what order.
macro_rules! select_passages {
    ($tail:literal) => {
        concat!(
            "SELECT passage.n, series.device, series.incarnation, passage.ticket, passage.event, \
             scope, gate, at_ms, double, ticket.body FROM passage \
             JOIN series ON series.n = passage.n >> 40 \
             LEFT JOIN ticket ON ticket.id = passage.ticket \
             WHERE ($1::text IS NULL OR passage.event = $1) AND ($2::text IS NULL OR gate = $2) \
             AND at_ms >= $3 AND at_ms < $4 ",
            $tail
        )
    };
}

/// What restricts admissions, as [`select_passages`] wants it.
macro_rules! given {
    ($of:expr) => {{
        let (from, until) = bounds($of);
        let event = $of.event.as_ref().map(EventId::as_str);
        (event, $of.gate.as_ref().map(GateId::as_str), from, until)
    }};
}

pub(crate) async fn counts(tx: &Transaction<'_>) -> Result<Vec<EventCounts>> {
    let sql = "SELECT id, tickets, 0::bigint, 0::bigint, 0::bigint FROM event UNION ALL \
               SELECT event, 0, admitted, inside, doubles FROM occupancy WHERE scope = ''";
    let rows = query(tx, sql, &[]).await?;
    let sums = rows.iter().map(|row| {
        let sums = [row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?];
        Ok((row.try_get(0)?, sums))
    });
    event_counts(sums.collect::<Result<_>>()?)
}

pub(crate) async fn scopes(tx: &Transaction<'_>) -> Result<Vec<ScopeCounts>> {
    let sql = "SELECT event, scope, admitted, inside, doubles FROM occupancy ORDER BY event, scope";
    let mut scopes = Vec::new();
    for row in query(tx, sql, &[]).await? {
        let sums = [row.try_get(2)?, row.try_get(3)?, row.try_get(4)?];
        scopes.extend(scope_counts(row.try_get(0)?, row.try_get(1)?, sums)?);
    }
    Ok(scopes)
}

pub(crate) async fn arrivals(tx: &Transaction<'_>, of: &Attendance) -> Result<Vec<Arrivals>> {
    let sql = "SELECT at_ms / $5, event, gate, count(*) FROM passage WHERE NOT double \
               AND ($1::text IS NULL OR event = $1) AND ($2::text IS NULL OR gate = $2) \
               AND at_ms >= $3 AND at_ms < $4 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
    let (event, gate, from, until) = given!(of);
    let rows = query(tx, sql, &[&event, &gate, &from, &until, &QUARTER_MS]).await?;
    let arrivals = rows
        .iter()
        .map(|row| arrivals_of(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?));
    arrivals.collect()
}

pub(crate) async fn doubles(
    tx: &Transaction<'_>,
    of: &Attendance,
    limit: u32,
) -> Result<Vec<Double>> {
    let sql = select_passages!("AND double ORDER BY at_ms DESC, passage.n DESC LIMIT $5");
    let (event, gate, from, until) = given!(of);
    let limit = i64::from(limit);
    let rows = query(tx, sql, &[&event, &gate, &from, &until, &limit]).await?;
    let again: Vec<Attended> = rows.iter().map(attended).collect::<Result<_>>()?;
    let tickets: Vec<TicketId> = again.iter().map(|attended| attended.ticket).collect();
    let known = weighing(tx, &tickets).await?;
    let doubles = again.into_iter().map(|again| {
        let records = known.get(&again.ticket).into_iter().flatten();
        let standing = fold(records.map(|weighing| &weighing.record));
        let double = standing.double(again.passage.key);
        let counts = double.map(|double| double.counts.clone());
        let first =
            counts.ok_or_else(|| StoreError::damaged("a double admission without a first"))?;
        Ok(Double::new(first, again))
    });
    doubles.collect()
}

pub(crate) async fn attendance(
    tx: &Transaction<'_>,
    of: &Attendance,
    each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
) -> Result<()> {
    let sql = select_passages!("ORDER BY passage.event, at_ms, passage.n");
    let (event, gate, from, until) = given!(of);
    let mut rows = pin!(stream(tx, sql, &[&event, &gate, &from, &until]).await?);
    while let Some(row) = rows.try_next().await? {
        each(attended(&row)?).map_err(StoreError::Stopped)?;
    }
    Ok(())
}

fn attended(row: &Row) -> Result<Attended> {
    let columns = PassageColumns {
        n: row.try_get(0)?,
        device: bytes(row, 1)?,
        incarnation: bytes(row, 2)?,
        ticket: bytes(row, 3)?,
        event: row.try_get(4)?,
        scope: row.try_get(5)?,
        gate: row.try_get(6)?,
        at_ms: row.try_get(7)?,
        double: row.try_get(8)?,
        body: row.try_get(9)?,
    };
    columns.attended()
}

pub(crate) async fn put_aside(tx: &Transaction<'_>, limit: u32) -> Result<Vec<Aside>> {
    let sql = "SELECT device, incarnation, seq, reason, received_ms, bytes FROM aside \
               ORDER BY n DESC LIMIT $1";
    let rows = query(tx, sql, &[&i64::from(limit)]).await?;
    let found = rows.iter().map(|row| {
        let (device, incarnation) = (DeviceId(bytes(row, 0)?), Incarnation(bytes(row, 1)?));
        let key = RecordKey { device, incarnation, seq: count(row, 2)? };
        aside(key, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?)
    });
    found.collect()
}
