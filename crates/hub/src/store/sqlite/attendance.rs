//! Who came, in the file.

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, EventId, GateId, Incarnation};
use rusqlite::{Connection, Row, params};

use super::super::attendance::{
    Arrivals, Aside, Attendance, Attended, Double, EventCounts, ScopeCounts,
};
use super::super::rows::{
    PassageColumns, QUARTER_MS, arrivals as arrivals_of, aside, bounds, event_counts, scope_counts,
};
use super::super::{Result, StoreError};
use super::record::weighing;

/// The columns of [`PassageColumns`]; the tail says which and in what order.
macro_rules! select_passages {
    ($tail:literal) => {
        concat!(
            "SELECT passage.n, series.device, series.incarnation, passage.ticket, passage.event, \
             scope, gate, at_ms, double, ticket.body FROM passage \
             CROSS JOIN series ON series.n = passage.n >> 40 \
             LEFT JOIN ticket ON ticket.id = passage.ticket \
             WHERE (?1 IS NULL OR passage.event = ?1) AND (?2 IS NULL OR gate = ?2) \
             AND at_ms >= ?3 AND at_ms < ?4 ",
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

pub(crate) fn counts(conn: &Connection) -> Result<Vec<EventCounts>> {
    let sql = "SELECT id, tickets, 0, 0, 0 FROM event UNION ALL \
               SELECT event, 0, admitted, inside, doubles FROM occupancy WHERE scope = ''";
    let mut query = conn.prepare_cached(sql)?;
    let sums = query.query_map([], |row| {
        Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
    })?;
    event_counts(sums.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn scopes(conn: &Connection) -> Result<Vec<ScopeCounts>> {
    let sql = "SELECT event, scope, admitted, inside, doubles FROM occupancy ORDER BY event, scope";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut scopes = Vec::new();
    while let Some(row) = rows.next()? {
        let (event, scope): (String, String) = (row.get(0)?, row.get(1)?);
        let sums = [row.get(2)?, row.get(3)?, row.get(4)?];
        scopes.extend(scope_counts(&event, &scope, sums)?);
    }
    Ok(scopes)
}

pub(crate) fn arrivals(conn: &Connection, of: &Attendance) -> Result<Vec<Arrivals>> {
    let sql = "SELECT at_ms / ?5, event, gate, count(*) FROM passage WHERE double = 0 \
               AND (?1 IS NULL OR event = ?1) AND (?2 IS NULL OR gate = ?2) \
               AND at_ms >= ?3 AND at_ms < ?4 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
    let mut query = conn.prepare_cached(sql)?;
    let (event, gate, from, until) = given!(of);
    let mut rows = query.query(params![event, gate, from, until, QUARTER_MS])?;
    let mut arrivals = Vec::new();
    while let Some(row) = rows.next()? {
        let (event, gate): (String, String) = (row.get(1)?, row.get(2)?);
        arrivals.push(arrivals_of(row.get(0)?, &event, &gate, row.get(3)?)?);
    }
    Ok(arrivals)
}

pub(crate) fn doubles(conn: &Connection, of: &Attendance, limit: u32) -> Result<Vec<Double>> {
    let sql = select_passages!("AND double = 1 ORDER BY at_ms DESC, passage.n DESC LIMIT ?5");
    let mut query = conn.prepare_cached(sql)?;
    let (event, gate, from, until) = given!(of);
    let mut rows = query.query(params![event, gate, from, until, limit])?;
    let mut doubles = Vec::new();
    while let Some(row) = rows.next()? {
        let again = columns(row)?.attended()?;
        let known = weighing(conn, again.ticket)?;
        let standing = parvis_domain::standing::fold(known.iter().map(|w| &w.record));
        let double = standing.double(again.passage.key);
        let counts = double.map(|double| double.counts.clone());
        let first =
            counts.ok_or_else(|| StoreError::damaged("a double admission without a first"))?;
        doubles.push(Double::new(first, again));
    }
    Ok(doubles)
}

pub(crate) fn attendance(
    conn: &Connection,
    of: &Attendance,
    each: &mut dyn FnMut(Attended) -> Result<()>,
) -> Result<()> {
    let sql = select_passages!("ORDER BY passage.event, at_ms, passage.n");
    let mut query = conn.prepare_cached(sql)?;
    let (event, gate, from, until) = given!(of);
    let mut rows = query.query(params![event, gate, from, until])?;
    while let Some(row) = rows.next()? {
        each(columns(row)?.attended()?)?;
    }
    Ok(())
}

fn columns(row: &Row<'_>) -> Result<PassageColumns> {
    Ok(PassageColumns {
        n: row.get(0)?,
        device: row.get(1)?,
        incarnation: row.get(2)?,
        ticket: row.get(3)?,
        event: row.get(4)?,
        scope: row.get(5)?,
        gate: row.get(6)?,
        at_ms: row.get(7)?,
        double: row.get(8)?,
        body: row.get(9)?,
    })
}

pub(crate) fn put_aside(conn: &Connection, limit: u32) -> Result<Vec<Aside>> {
    let sql = "SELECT device, incarnation, seq, reason, received_ms, bytes FROM aside \
               ORDER BY n DESC LIMIT ?1";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (device, incarnation) = (DeviceId(row.get(0)?), Incarnation(row.get(1)?));
        let key = RecordKey { device, incarnation, seq: row.get(2)? };
        let reason: String = row.get(3)?;
        found.push(aside(key, &reason, row.get(4)?, row.get(5)?)?);
    }
    Ok(found)
}
