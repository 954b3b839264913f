//! What changed, in the file.

use parvis_domain::id::Incarnation;
use parvis_protocol::change::{Cursor, PlanRow};
use parvis_protocol::epoch::Epoch;
use rusqlite::{Connection, Row, ToSql, params};

use super::super::view::{ChangeRow, OwnRecords, page as page_of};
use super::super::writes::numbers;
use super::super::{Identity, Paged, Result, StoreError, View, audience, plan};
use super::{desk, identity};

pub(crate) const PLAN: &str = "SELECT cursor, noun, id, place, body, last FROM plan \
                               WHERE cursor > ?1 ORDER BY cursor LIMIT ?2";
pub(crate) const EVENTS: &str =
    "SELECT cursor, id, key FROM event WHERE cursor > ?1 ORDER BY cursor LIMIT ?2";
pub(crate) const TICKETS: &str = "SELECT ticket.cursor, event.id, body, hashes, withdrawn \
                                  FROM ticket JOIN event ON event.n = ticket.event \
                                  WHERE ticket.cursor > ?1 ORDER BY ticket.cursor LIMIT ?2";
pub(crate) const RECORDS: &str = "SELECT cursor, n, bytes, ahead_ms FROM record \
                                  WHERE audience = ?3 AND cursor > ?1 \
                                  AND n NOT BETWEEN ?4 AND ?5 ORDER BY cursor LIMIT ?2";

const ALL_PLAN: &str = "SELECT cursor, noun, id, place, body, last FROM plan \
                        WHERE body IS NOT NULL OR last IS NOT NULL ORDER BY cursor";
const ALL_EVENTS: &str = "SELECT cursor, id, key FROM event ORDER BY cursor";
const ALL_TICKETS: &str = "SELECT ticket.cursor, event.id, body, hashes, withdrawn FROM ticket \
                           JOIN event ON event.n = ticket.event WHERE withdrawn = 0 \
                           ORDER BY ticket.n";
const ALL_RECORDS: &str = "SELECT cursor, n, bytes, ahead_ms FROM record WHERE audience = ?1 \
                           AND n NOT BETWEEN ?2 AND ?3 ORDER BY cursor";

type Read = fn(&Row<'_>) -> Result<(i64, ChangeRow)>;

pub(crate) fn page(
    conn: &Connection,
    view: &View,
    after: Cursor,
    limit: u32,
    bytes: usize,
) -> Result<Paged> {
    let counter = desk::cursor(conn)?;
    let from = i64::try_from(after.0).unwrap_or(i64::MAX);
    let mut rows = Vec::new();
    let limit = limit.max(1);
    for (sql, read) in [(PLAN, plan_row as Read), (EVENTS, event_row), (TICKETS, ticket_row)] {
        gather(conn, sql, &[&from, &limit], read, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
    }
    let asking = numbers_of(conn, view)?;
    for audience in audience::of_view(view) {
        let given: [&dyn ToSql; 5] = [&from, &limit, &audience, &asking.0, &asking.1];
        gather(conn, RECORDS, &given, record_row, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
    }
    let identity = identity::read(conn)?;
    let own = own_records(conn, &identity)?;
    page_of((view, &own), identity.epoch, rows, counter, (limit, bytes))
}

/// What a snapshot begins with.
pub(crate) fn head(conn: &Connection, view: &View) -> Result<(Epoch, Cursor, u64)> {
    let cursor = Cursor(desk::cursor(conn)?.unsigned_abs());
    let sql = "SELECT (SELECT count(*) FROM plan) + (SELECT coalesce(sum(tickets), 0) FROM event)";
    let mut about: u64 = conn.query_row(sql, [], |row| row.get(0))?;
    let sql = "SELECT coalesce(sum(admitted + doubles), 0) FROM occupancy \
               WHERE scope = '' AND event = ?1";
    for event in &view.events {
        let records: i64 = conn.query_row(sql, [event.as_str()], |row| row.get(0))?;
        about += records.unsigned_abs();
    }
    Ok((identity::read(conn)?.epoch, cursor, about))
}

/// Every change that a device shall know, as a line.
pub(crate) fn lines(
    conn: &Connection,
    view: &View,
    each: &mut dyn FnMut(String) -> Result<()>,
) -> Result<()> {
    let own = own_records(conn, &identity::read(conn)?)?;
    let mut line = |(_, row): (i64, ChangeRow)| each(row.line(view, &own)?);
    gather(conn, ALL_PLAN, &[], plan_row, &mut line)?;
    gather(conn, ALL_EVENTS, &[], event_row, &mut line)?;
    gather(conn, ALL_TICKETS, &[], ticket_row, &mut line)?;
    let asking = numbers_of(conn, view)?;
    for audience in audience::of_view(view) {
        let given: [&dyn ToSql; 3] = [&audience, &asking.0, &asking.1];
        gather(conn, ALL_RECORDS, &given, record_row, &mut line)?;
    }
    Ok(())
}

fn own_records(conn: &Connection, identity: &Identity) -> Result<OwnRecords> {
    let mut query = conn.prepare_cached("SELECT n, incarnation FROM series WHERE device = ?1")?;
    let series =
        query.query_map([identity.device.0], |row| Ok((row.get(0)?, Incarnation(row.get(1)?))))?;
    Ok(OwnRecords::new(identity, series.collect::<rusqlite::Result<_>>()?))
}

/// The numbers of the records that the reader made itself.
fn numbers_of(conn: &Connection, view: &View) -> Result<(i64, i64)> {
    let sql = "SELECT n FROM series WHERE device = ?1 AND incarnation = ?2";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params![view.device.0, view.incarnation.0])?;
    let n = rows.next()?.map(|row| row.get(0)).transpose()?;
    Ok(n.map_or((0, 0), numbers))
}

fn gather(
    conn: &Connection,
    sql: &str,
    given: &[&dyn ToSql],
    read: Read,
    each: &mut dyn FnMut((i64, ChangeRow)) -> Result<()>,
) -> Result<()> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(given)?;
    while let Some(row) = rows.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

fn plan_row(row: &Row<'_>) -> Result<(i64, ChangeRow)> {
    let noun: String = row.get(1)?;
    let plan = PlanRow {
        noun: plan::noun(&noun)?,
        id: row.get(2)?,
        place: row.get(3)?,
        body: row.get(4)?,
        last: row.get(5)?,
    };
    Ok((row.get(0)?, ChangeRow::Plan(plan)))
}

fn event_row(row: &Row<'_>) -> Result<(i64, ChangeRow)> {
    let id: String = row.get(1)?;
    let event = id.parse().map_err(StoreError::unreadable("event"))?;
    Ok((row.get(0)?, ChangeRow::Event { event, key: row.get(2)? }))
}

fn ticket_row(row: &Row<'_>) -> Result<(i64, ChangeRow)> {
    let id: String = row.get(1)?;
    let event = id.parse().map_err(StoreError::unreadable("event"))?;
    let (body, hashes, withdrawn) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok((row.get(0)?, ChangeRow::Ticket { event, body, hashes, withdrawn }))
}

fn record_row(row: &Row<'_>) -> Result<(i64, ChangeRow)> {
    let text = String::from_utf8(row.get(2)?)
        .map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
    Ok((row.get(0)?, ChangeRow::Record { n: row.get(1)?, text, ahead_ms: row.get(3)? }))
}
