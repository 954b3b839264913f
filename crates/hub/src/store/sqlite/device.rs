//! Devices and how they are let in, in the file.

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash};
use parvis_protocol::enrol::{CodeLookup, ProofKey};
use parvis_protocol::key::Signature;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::{DeviceStanding, SignedStatement};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::super::device::{
    Beginning, Device, Enrolment, Fork, KEPT_MS, Seen, forks as among, instant, statement,
};
use super::super::{Result, StoreError};
use super::desk::Writing;
use super::screens;
use crate::guessing::{Source, WrongCodes};

const COLUMNS: &str = "text, signature, first_seen_ms, seen_ms, version, unsent, ahead_ms";

pub(crate) fn one(conn: &Connection, device: DeviceId) -> Result<Option<Device>> {
    let sql = format!("SELECT {COLUMNS} FROM device WHERE id = ?1");
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query([device.0])?;
    rows.next()?.map(read).transpose()
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Device>> {
    let mut query = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM device ORDER BY id"))?;
    let mut rows = query.query([])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        devices.push(read(row)?);
    }
    Ok(devices)
}

fn read(row: &Row<'_>) -> Result<Device> {
    let signed =
        SignedStatement { text: row.get(0)?, signature: Signature::from_bytes(row.get(1)?) };
    let seen = match row.get(3)? {
        None => None,
        Some(at) => Some(Seen {
            at: instant(at)?,
            version: row.get(4)?,
            unsent: row.get(5)?,
            ahead_ms: row.get(6)?,
        }),
    };
    let first_seen = row.get::<_, Option<i64>>(2)?.map(instant).transpose()?;
    Ok(Device { statement: statement(&signed)?, signed, first_seen, seen })
}

pub(crate) fn declare(writing: &Writing<'_>, signed: &SignedStatement) -> Result<()> {
    let said = statement(signed)?;
    let sql = "SELECT number FROM device WHERE id = ?1";
    let held = writing.conn.query_row(sql, [said.device.0], |row| row.get(0)).optional()?;
    let held: u64 = held.unwrap_or_default();
    if said.number != held + 1 {
        let (device, found) = (said.device, said.number);
        return Err(StoreError::StatementNumber { device, held, found });
    }
    let sql = "INSERT INTO device (id, number, text, signature) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (id) DO UPDATE SET number = excluded.number, text = excluded.text, \
               signature = excluded.signature";
    let signature = signed.signature.as_bytes();
    writing.conn.execute(sql, params![said.device.0, said.number, signed.text, signature])?;
    match said.standing {
        DeviceStanding::Revoked => screens::forget(writing, said.device),
        DeviceStanding::Enrolled => Ok(()),
    }
}

pub(crate) fn seen(writing: &Writing<'_>, device: DeviceId, seen: &Seen) -> Result<bool> {
    let sql = "UPDATE device SET first_seen_ms = coalesce(first_seen_ms, ?2), seen_ms = ?2, \
               version = ?3, unsent = ?4, ahead_ms = ?5 WHERE id = ?1";
    let Seen { at, version, unsent, ahead_ms } = seen;
    let mut update = writing.conn.prepare_cached(sql)?;
    let at = at.as_millisecond();
    Ok(update.execute(params![device.0, at, version, unsent, ahead_ms])? == 1)
}

pub(crate) fn forks(conn: &Connection) -> Result<Vec<Fork>> {
    // The hub's own openings may follow each other in any way: several hubs are one device.
    let sql = "SELECT device, incarnation, previous, branches FROM series \
               WHERE device != (SELECT device FROM identity) ORDER BY device, n";
    let mut query = conn.prepare_cached(sql)?;
    let series = query.query_map([], |row| {
        Ok(Beginning {
            device: DeviceId(row.get(0)?),
            incarnation: Incarnation(row.get(1)?),
            previous: RecordHash(row.get(2)?),
            branches: row.get(3)?,
        })
    })?;
    Ok(among(series.collect::<rusqlite::Result<_>>()?))
}

pub(crate) fn ends(conn: &Connection, device: DeviceId) -> Result<Vec<SeriesEnd>> {
    let sql = "SELECT incarnation, last, hash FROM series WHERE device = ?1 ORDER BY n";
    let mut query = conn.prepare_cached(sql)?;
    let ends = query.query_map([device.0], |row| {
        Ok(SeriesEnd {
            incarnation: Incarnation(row.get(0)?),
            seq: row.get(1)?,
            hash: RecordHash(row.get(2)?),
        })
    })?;
    Ok(ends.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn offer(writing: &Writing<'_>, enrolment: &Enrolment) -> Result<()> {
    let Enrolment { lookup, proof_key, name, events, gate, expires, used_by } = enrolment;
    let events = serde_json::to_string(events).map_err(StoreError::unreadable("enrolment"))?;
    let sql = "INSERT INTO enrolment (lookup, proof_key, name, events, gate, expires_ms, used_by) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (lookup) DO NOTHING";
    let gate = gate.as_ref().map(GateId::as_str);
    let (expires, used_by) = (expires.as_millisecond(), used_by.map(|device| device.0));
    let row =
        params![lookup.as_bytes(), proof_key.as_bytes(), name, events, gate, expires, used_by];
    if writing.conn.execute(sql, row)? == 0 {
        return Err(StoreError::OfferedTwice);
    }
    let sql = "DELETE FROM enrolment WHERE expires_ms < ?1";
    writing.conn.execute(sql, [expires - KEPT_MS])?;
    Ok(())
}

pub(crate) fn offered(conn: &Connection, lookup: CodeLookup) -> Result<Option<Enrolment>> {
    let sql = "SELECT proof_key, name, events, gate, expires_ms, used_by FROM enrolment \
               WHERE lookup = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([lookup.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let events: String = row.get(2)?;
    let gate: Option<String> = row.get(3)?;
    Ok(Some(Enrolment {
        lookup,
        proof_key: ProofKey::from_bytes(row.get(0)?),
        name: row.get(1)?,
        events: serde_json::from_str(&events).map_err(StoreError::unreadable("enrolment"))?,
        gate: gate.map(|gate| gate.parse().map_err(StoreError::unreadable("gate"))).transpose()?,
        expires: instant(row.get(4)?)?,
        used_by: row.get::<_, Option<[u8; 16]>>(5)?.map(DeviceId),
    }))
}

pub(crate) fn enrol(
    writing: &Writing<'_>,
    lookup: CodeLookup,
    now: Timestamp,
    signed: &SignedStatement,
) -> Result<bool> {
    let device = statement(signed)?.device;
    let sql = "UPDATE enrolment SET used_by = ?3 \
               WHERE lookup = ?1 AND expires_ms > ?2 AND used_by IS NULL";
    let used = params![lookup.as_bytes(), now.as_millisecond(), device.0];
    if writing.conn.execute(sql, used)? == 0 {
        return Ok(false);
    }
    declare(writing, signed)?;
    Ok(true)
}

pub(crate) fn note_wrong_code(
    writing: &Writing<'_>,
    source: Option<Source>,
    at: Timestamp,
) -> Result<()> {
    let (source, at) = (source.map(|source| source.0), at.as_millisecond());
    let sql = "INSERT INTO wrong_guess (source, at_ms) VALUES (?1, ?2)";
    writing.conn.execute(sql, params![source, at])?;
    writing.conn.execute("DELETE FROM wrong_guess WHERE at_ms < ?1", [at - KEPT_MS])?;
    Ok(())
}

pub(crate) fn wrong_codes(
    conn: &Connection,
    source: Option<Source>,
    from: Timestamp,
) -> Result<WrongCodes> {
    let sql = "SELECT count(*) FILTER (WHERE source = ?2), count(*) FROM wrong_guess \
               WHERE at_ms >= ?1";
    let given = params![from.as_millisecond(), source.map(|source| source.0)];
    let counted = conn.query_row(sql, given, |row| {
        Ok(WrongCodes { of_source: row.get(0)?, of_all: row.get(1)? })
    });
    Ok(counted?)
}
