//! What changed, in the database.

use std::pin::pin;

use deadpool_postgres::Transaction;
use futures_util::future::try_join5;
use futures_util::stream::TryStreamExt;
use parvis_domain::id::{EventId, Incarnation};
use parvis_protocol::change::{Cursor, PlanRow};
use tokio_postgres::Row;

use super::super::rows::parsed;
use super::super::view::{ChangeRow, OwnRecords, page as page_of};
use super::super::writes::numbers;
use super::super::{BoxError, Filling, Identity, Paged, Result, StoreError, View, audience, plan};
use super::office::{Given, bytes, count, query, stream};
use super::opening;

pub(crate) const PLAN: &str = "SELECT cursor, noun, id, place, body, last FROM plan \
                               WHERE cursor > $1 ORDER BY cursor LIMIT $2";
pub(crate) const EVENTS: &str =
    "SELECT cursor, id, key FROM event WHERE cursor > $1 ORDER BY cursor LIMIT $2";
pub(crate) const TICKETS: &str = "SELECT ticket.cursor, event.id, body, hashes, withdrawn \
                                  FROM ticket JOIN event ON event.n = ticket.event \
                                  WHERE ticket.cursor > $1 ORDER BY ticket.cursor LIMIT $2";
pub(crate) const RECORDS: &str = "SELECT of.cursor, of.n, of.bytes, of.ahead_ms \
    FROM UNNEST($3::text[]) AS wanted (audience) CROSS JOIN LATERAL \
    (SELECT cursor, n, bytes, ahead_ms FROM record WHERE record.audience = wanted.audience \
    AND cursor > $1 AND n NOT BETWEEN $4 AND $5 ORDER BY cursor LIMIT $2) AS of";

const ALL_PLAN: &str = "SELECT cursor, noun, id, place, body, last FROM plan \
                        WHERE body IS NOT NULL OR last IS NOT NULL ORDER BY cursor";
const ALL_EVENTS: &str = "SELECT cursor, id, key FROM event ORDER BY cursor";
const ALL_TICKETS: &str = "SELECT ticket.cursor, event.id, body, hashes, withdrawn FROM ticket \
                           JOIN event ON event.n = ticket.event WHERE NOT withdrawn";
const ALL_RECORDS: &str = "SELECT cursor, n, bytes, ahead_ms FROM record WHERE audience = ANY($1) \
                           AND n NOT BETWEEN $2 AND $3";

type Read = fn(&Row) -> Result<(i64, ChangeRow)>;

pub(crate) async fn cursor(tx: &Transaction<'_>) -> Result<i64> {
    let rows = query(tx, "SELECT cursor FROM counter", &[]).await?;
    let row = rows.first().ok_or_else(|| StoreError::damaged("it has no counter"))?;
    Ok(row.try_get(0)?)
}

pub(crate) async fn page(
    tx: &Transaction<'_>,
    view: &View,
    after: Cursor,
    limit: u32,
    bytes: usize,
) -> Result<Paged> {
    let counter = cursor(tx).await?;
    let from = i64::try_from(after.0).unwrap_or(i64::MAX);
    let (limit, asking, audiences) =
        (limit.max(1), numbers_of(tx, view).await?, audience::of_view(view));
    let most = i64::from(limit);
    let given: Given<'_> = &[&from, &most];
    let of_records: Given<'_> = &[&from, &most, &audiences, &asking.0, &asking.1];
    let (identity, plan, events, tickets, records) = try_join5(
        opening::read(tx),
        query(tx, PLAN, given),
        query(tx, EVENTS, given),
        query(tx, TICKETS, given),
        query(tx, RECORDS, of_records),
    )
    .await?;
    let mut rows = Vec::new();
    let kinds: [(_, Read); 4] =
        [(plan, plan_row), (events, event_row), (tickets, ticket_row), (records, record_row)];
    for (found, read) in kinds {
        for row in &found {
            rows.push(read(row)?);
        }
    }
    let own = own_records(tx, &identity).await?;
    page_of((view, &own), identity.epoch, rows, counter, (limit, bytes))
}

pub(crate) async fn snapshot(
    tx: &Transaction<'_>,
    view: &View,
    each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
) -> Result<()> {
    let counter = cursor(tx).await?;
    let sql = "SELECT (SELECT count(*) FROM plan) + \
               (SELECT coalesce(sum(tickets), 0) FROM event)::bigint + \
               (SELECT coalesce(sum(admitted + doubles), 0) FROM occupancy \
               WHERE scope = '' AND event = ANY($1))::bigint";
    let events: Vec<&str> = view.events.iter().map(EventId::as_str).collect();
    let about = query(tx, sql, &[&events]).await?;
    let about = about.first().map_or(Ok(0), |row| count(row, 0))?;
    let identity = opening::read(tx).await?;
    let own = own_records(tx, &identity).await?;
    let epoch = identity.epoch;
    let cursor = Cursor(counter.unsigned_abs());
    each(Filling::Head { epoch, cursor, about }).map_err(StoreError::Stopped)?;
    let (asking, audiences) = (numbers_of(tx, view).await?, audience::of_view(view));
    let kinds: [(&str, Given<'_>, Read); 4] = [
        (ALL_PLAN, &[], plan_row),
        (ALL_EVENTS, &[], event_row),
        (ALL_TICKETS, &[], ticket_row),
        (ALL_RECORDS, &[&audiences, &asking.0, &asking.1], record_row),
    ];
    for (sql, given, read) in kinds {
        let mut rows = pin!(stream(tx, sql, given).await?);
        while let Some(row) = rows.try_next().await? {
            let line = read(&row)?.1.line(view, &own)?;
            each(Filling::Line(&line)).map_err(StoreError::Stopped)?;
        }
    }
    Ok(())
}

async fn own_records(tx: &Transaction<'_>, identity: &Identity) -> Result<OwnRecords> {
    let sql = "SELECT n, incarnation FROM series WHERE device = $1";
    let rows = query(tx, sql, &[&&identity.device.0[..]]).await?;
    let series = rows.iter().map(|row| Ok((row.try_get(0)?, Incarnation(bytes(row, 1)?))));
    Ok(OwnRecords::new(identity, series.collect::<Result<_>>()?))
}

/// The numbers of the records that the reader made itself.
async fn numbers_of(tx: &Transaction<'_>, view: &View) -> Result<(i64, i64)> {
    let sql = "SELECT n FROM series WHERE device = $1 AND incarnation = $2";
    let rows = query(tx, sql, &[&&view.device.0[..], &&view.incarnation.0[..]]).await?;
    let n = rows.first().map(|row| row.try_get(0)).transpose()?;
    Ok(n.map_or((0, 0), numbers))
}

fn plan_row(row: &Row) -> Result<(i64, ChangeRow)> {
    let noun = plan::noun(row.try_get(1)?)?;
    let (id, place) = (row.try_get(2)?, count(row, 3)?);
    let (body, last) = (row.try_get(4)?, row.try_get(5)?);
    Ok((row.try_get(0)?, ChangeRow::Plan(PlanRow { noun, id, place, body, last })))
}

fn event_row(row: &Row) -> Result<(i64, ChangeRow)> {
    let event = parsed(row.try_get(1)?)?;
    Ok((row.try_get(0)?, ChangeRow::Event { event, key: bytes(row, 2)? }))
}

fn ticket_row(row: &Row) -> Result<(i64, ChangeRow)> {
    let event = parsed(row.try_get(1)?)?;
    let (body, hashes, withdrawn) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
    Ok((row.try_get(0)?, ChangeRow::Ticket { event, body, hashes, withdrawn }))
}

fn record_row(row: &Row) -> Result<(i64, ChangeRow)> {
    let text = String::from_utf8(row.try_get(2)?)
        .map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
    let (n, ahead_ms) = (row.try_get(1)?, row.try_get(3)?);
    Ok((row.try_get(0)?, ChangeRow::Record { n, text, ahead_ms }))
}
