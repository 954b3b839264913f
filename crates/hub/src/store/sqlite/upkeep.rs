//! Folding everything anew, and looking whether all is as it should be, in the file.

use parvis_domain::fact::Record;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};
use rusqlite::Connection;

use super::super::fold::{Folded, PassageRow, Sum, Weighing};
use super::super::upkeep::{Follower, Following, Projection, Refolding};
use super::super::writes::{LeaseRow, lease};
use super::super::{Finding, Result, StoreError};
use super::desk::{Writing, cursor};
use super::{identity, put};

pub(crate) fn rebuild(writing: &Writing<'_>) -> Result<()> {
    let conn = writing.conn;
    let sql = "DELETE FROM occupancy; DELETE FROM seat; DELETE FROM passage; DELETE FROM lease;";
    conn.execute_batch(sql)?;
    refold(conn, &mut |folded| put::folded(conn, &folded))?;
    let leases = leases(conn)?;
    put::leases(conn, &leases)?;
    let sql = "UPDATE event SET tickets = \
               (SELECT count(*) FROM ticket WHERE event = event.n AND withdrawn = 0)";
    conn.execute(sql, [])?;
    Ok(())
}

fn refold(conn: &Connection, each: &mut dyn FnMut(Folded) -> Result<()>) -> Result<()> {
    let sql = "SELECT ticket, n, bytes FROM record \
               WHERE ticket IS NOT NULL AND weighs = 1 ORDER BY ticket";
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    let mut refolding = Refolding::default();
    while let Some(row) = rows.next()? {
        let record = record(row.get_ref(2)?.as_blob().map_err(StoreError::unreadable("record"))?)?;
        refolding.add(TicketId(row.get(0)?), Weighing { n: row.get(1)?, record });
        refolding.handful().map(&mut *each).transpose()?;
    }
    each(refolding.rest())
}

fn record(bytes: &[u8]) -> Result<Record> {
    serde_json::from_slice(bytes).map_err(StoreError::unreadable("record"))
}

/// Seats that were lent or given back, as the records say. They alone have one device as audience.
fn leases(conn: &Connection) -> Result<Vec<LeaseRow>> {
    let sql = "SELECT n, bytes FROM record WHERE audience >= 'd:' AND audience < 'd;'";
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    let mut leases = Vec::new();
    while let Some(row) = rows.next()? {
        let record = record(row.get_ref(1)?.as_blob().map_err(StoreError::unreadable("record"))?)?;
        leases.extend(lease(row.get(0)?, &record));
    }
    Ok(leases)
}

pub(crate) fn check(conn: &Connection) -> Result<Vec<Finding>> {
    let mut findings = damage(conn)?;
    if !findings.is_empty() {
        return Ok(findings);
    }
    findings.extend(broken_chains(conn)?);
    let mut anew = Projection::default();
    refold(conn, &mut |folded| {
        anew.add(&folded);
        Ok(())
    })?;
    for LeaseRow { n, scope, device, seats } in leases(conn)? {
        anew.add_lease(n, &scope, device, seats);
    }
    findings.extend(kept(conn)?.compare(anew));
    findings.extend(wrong_counts(conn)?);
    Ok(findings)
}

fn damage(conn: &Connection) -> Result<Vec<Finding>> {
    let mut query = conn.prepare("PRAGMA integrity_check(20)")?;
    let said = query.query_map([], |row| row.get(0))?;
    let said: Vec<String> = said.collect::<rusqlite::Result<_>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").map(Finding::Damaged).collect())
}

fn broken_chains(conn: &Connection) -> Result<Vec<Finding>> {
    let mut query = conn.prepare("SELECT n, device, incarnation, last, hash FROM series")?;
    let series = query.query_map([], |row| {
        Ok(Following {
            n: row.get(0)?,
            device: DeviceId(row.get(1)?),
            incarnation: Incarnation(row.get(2)?),
            last: row.get(3)?,
            hash: RecordHash(row.get(4)?),
        })
    })?;
    let mut follower =
        Follower::new(identity::read(conn)?.device, series.collect::<rusqlite::Result<_>>()?);
    let mut query = conn.prepare("SELECT n, hash, bytes FROM record ORDER BY n")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(2)?.as_blob().map_err(StoreError::unreadable("record"))?;
        follower.record(row.get(0)?, RecordHash(row.get(1)?), bytes);
    }
    Ok(follower.end())
}

/// What is kept.
fn kept(conn: &Connection) -> Result<Projection> {
    let mut kept = Projection::default();
    let mut query =
        conn.prepare("SELECT scope, event, admitted, inside, doubles FROM occupancy")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (scope, event): (String, String) = (row.get(0)?, row.get(1)?);
        let sum = Sum { admitted: row.get(2)?, inside: row.get(3)?, doubles: row.get(4)? };
        kept.add_sum(&scope, &event, sum);
    }
    let mut query = conn.prepare("SELECT scope, device, taken FROM seat")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let scope: String = row.get(0)?;
        kept.add_seats(&scope, DeviceId(row.get(1)?), row.get(2)?);
    }
    let mut query = conn.prepare("SELECT n, scope, device, seats FROM lease")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let scope: String = row.get(1)?;
        kept.add_lease(row.get(0)?, &scope, DeviceId(row.get(2)?), row.get(3)?);
    }
    let sql = "SELECT n, ticket, event, scope, gate, at_ms, double FROM passage";
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        kept.add_passage(&PassageRow {
            n: row.get(0)?,
            ticket: TicketId(row.get(1)?),
            event: row.get(2)?,
            scope: row.get(3)?,
            gate: row.get(4)?,
            at_ms: row.get(5)?,
            double: row.get(6)?,
        });
    }
    Ok(kept)
}

fn wrong_counts(conn: &Connection) -> Result<Vec<Finding>> {
    let sql = "SELECT id FROM event WHERE tickets != \
               (SELECT count(*) FROM ticket WHERE event = event.n AND withdrawn = 0)";
    let mut query = conn.prepare(sql)?;
    let events = query.query_map([], |row| Ok(Finding::Tickets { event: row.get(0)? }))?;
    let mut findings: Vec<Finding> = events.collect::<rusqlite::Result<_>>()?;
    let counter = cursor(conn)?;
    let sql = "SELECT coalesce(max(cursor), 0) FROM (SELECT max(cursor) AS cursor FROM record \
               UNION ALL SELECT max(cursor) FROM plan UNION ALL SELECT max(cursor) FROM event \
               UNION ALL SELECT max(cursor) FROM ticket)";
    let found: i64 = conn.query_row(sql, [], |row| row.get(0))?;
    if found > counter {
        let (found, counter) = (found.unsigned_abs(), counter.unsigned_abs());
        findings.push(Finding::Ahead { found, counter });
    }
    Ok(findings)
}
