//! The rows that new records make, put into the file.

use rusqlite::{Connection, params};

use super::super::fold::{Folded, Sum};
use super::super::settle::Settled;
use super::super::writes::{LeaseRow, Writes, reason_name};
use super::super::{Result, Taking};
use super::many;

const RECORD: &str = "INSERT INTO record (n, cursor, audience, ticket, weighs, ahead_ms, \
                      received_ms, hash, bytes) VALUES";

const PASSAGE: &str = "INSERT INTO passage (n, ticket, event, scope, gate, at_ms, double) VALUES";

pub(crate) fn records(conn: &Connection, taking: &Taking, writes: &Writes<'_>) -> Result<()> {
    let received = taking.received.as_millisecond();
    many::put(conn, (RECORD, 9, ""), &writes.records, |row, to| {
        to.bind(&row.n)?;
        to.bind(&row.cursor)?;
        to.bind(&row.audience)?;
        to.bind(&row.ticket.map(|ticket| ticket.0))?;
        to.bind(&row.weighs)?;
        to.bind(&taking.ahead_ms)?;
        to.bind(&received)?;
        to.bind(&row.hash.0)?;
        to.bind(&row.text.as_bytes())
    })?;
    leases(conn, &writes.leases)
}

pub(crate) fn leases(conn: &Connection, leases: &[LeaseRow]) -> Result<()> {
    let sql = "INSERT INTO lease (n, scope, device, seats) VALUES (?1, ?2, ?3, ?4)";
    for LeaseRow { n, scope, device, seats } in leases {
        conn.prepare_cached(sql)?.execute(params![n, scope, device.0, seats])?;
    }
    Ok(())
}

/// Adds to everything that is folded.
pub(crate) fn folded(conn: &Connection, folded: &Folded) -> Result<()> {
    let mut remove = conn.prepare_cached("DELETE FROM passage WHERE n = ?1")?;
    for n in &folded.gone {
        remove.execute([n])?;
    }
    many::put(conn, (PASSAGE, 7, ""), &folded.put, |row, to| {
        to.bind(&row.n)?;
        to.bind(&row.ticket.0)?;
        to.bind(&row.event)?;
        to.bind(&row.scope)?;
        to.bind(&row.gate)?;
        to.bind(&row.at_ms)?;
        to.bind(&row.double)
    })?;
    let mut change = conn.prepare_cached("UPDATE passage SET double = ?2 WHERE n = ?1")?;
    for row in &folded.changed {
        change.execute(params![row.n, row.double])?;
    }
    let sql = "INSERT INTO occupancy (scope, event, admitted, inside, doubles) \
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (scope, event) DO UPDATE SET \
               admitted = admitted + excluded.admitted, inside = inside + excluded.inside, \
               doubles = doubles + excluded.doubles";
    let mut add = conn.prepare_cached(sql)?;
    for (scope, event, Sum { admitted, inside, doubles }) in folded.sums() {
        add.execute(params![scope, event, admitted, inside, doubles])?;
    }
    let sql = "INSERT INTO seat (scope, device, taken) VALUES (?1, ?2, ?3) \
               ON CONFLICT (scope, device) DO UPDATE SET taken = taken + excluded.taken";
    let mut add = conn.prepare_cached(sql)?;
    for (scope, device, taken) in folded.seats() {
        add.execute(params![scope, device.0, taken])?;
    }
    Ok(())
}

pub(crate) fn aside(conn: &Connection, taking: &Taking, settled: &Settled<'_>) -> Result<()> {
    let sql = "INSERT INTO aside (device, incarnation, seq, hash, reason, received_ms, bytes) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let received = taking.received.as_millisecond();
    for (seq, incoming, reason) in &settled.aside {
        conn.prepare_cached(sql)?.execute(params![
            taking.device.0,
            taking.incarnation.0,
            seq,
            incoming.hash.0,
            reason_name(*reason),
            received,
            incoming.text.as_bytes(),
        ])?;
    }
    Ok(())
}
