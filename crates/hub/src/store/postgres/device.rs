//! Devices and how they are let in, in the database.

use deadpool_postgres::{Object, Transaction};
use jiff::Timestamp;
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash};
use parvis_protocol::enrol::{CodeLookup, ProofKey};
use parvis_protocol::key::Signature;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::{DeviceStanding, SignedStatement};
use tokio_postgres::Row;

use super::super::device::{
    Beginning, Device, Enrolment, Fork, KEPT_MS, Seen, forks as among, instant, statement,
};
use super::super::{Result, StoreError};
use super::office::{bytes, count, execute, query, stored};
use super::screens;
use crate::guessing::{Source, WrongCodes};

const COLUMNS: &str = "text, signature, first_seen_ms, seen_ms, version, unsent, ahead_ms";

/// Asked for every request, and without a transaction: one statement sees one state by itself.
pub(crate) async fn one(conn: &Object, device: DeviceId) -> Result<Option<Device>> {
    let sql = format!("SELECT {COLUMNS} FROM device WHERE id = $1");
    let statement = conn.prepare_cached(&sql).await?;
    conn.query_opt(&statement, &[&&device.0[..]]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn all(tx: &Transaction<'_>) -> Result<Vec<Device>> {
    let sql = format!("SELECT {COLUMNS} FROM device ORDER BY id");
    query(tx, &sql, &[]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Device> {
    let signature = Signature::from_bytes(bytes(row, 1)?);
    let signed = SignedStatement { text: row.try_get(0)?, signature };
    let seen = match row.try_get(3)? {
        None => None,
        Some(at) => Some(Seen {
            at: instant(at)?,
            version: row.try_get(4)?,
            unsent: count(row, 5)?,
            ahead_ms: row.try_get(6)?,
        }),
    };
    let first_seen = row.try_get::<_, Option<i64>>(2)?.map(instant).transpose()?;
    Ok(Device { statement: statement(&signed)?, signed, first_seen, seen })
}

/// One statement, so that of two hubs that declare at once one is refused.
pub(crate) async fn declare(tx: &Transaction<'_>, signed: &SignedStatement) -> Result<()> {
    let said = statement(signed)?;
    let (id, number) = (&said.device.0[..], stored(said.number)?);
    let sql = "INSERT INTO device (id, number, text, signature) SELECT $1, $2::bigint, $3, $4 \
               WHERE $2 = 1 OR EXISTS (SELECT 1 FROM device WHERE id = $1) \
               ON CONFLICT (id) DO UPDATE SET number = excluded.number, text = excluded.text, \
               signature = excluded.signature WHERE device.number = excluded.number - 1";
    let signature = &signed.signature.as_bytes()[..];
    if execute(tx, sql, &[&id, &number, &signed.text, &signature]).await? == 1 {
        return match said.standing {
            DeviceStanding::Revoked => screens::forget(tx, said.device).await,
            DeviceStanding::Enrolled => Ok(()),
        };
    }
    let held = query(tx, "SELECT number FROM device WHERE id = $1", &[&id]).await?;
    let held = held.first().map(|row| count(row, 0)).transpose()?.unwrap_or_default();
    Err(StoreError::StatementNumber { device: said.device, held, found: said.number })
}

pub(crate) async fn seen(tx: &Transaction<'_>, device: DeviceId, seen: &Seen) -> Result<bool> {
    let sql = "UPDATE device SET first_seen_ms = coalesce(first_seen_ms, $2), seen_ms = $2, \
               version = $3, unsent = $4, ahead_ms = $5 WHERE id = $1";
    let Seen { at, version, unsent, ahead_ms } = seen;
    let (at, unsent) = (at.as_millisecond(), stored(*unsent)?);
    Ok(execute(tx, sql, &[&&device.0[..], &at, version, &unsent, ahead_ms]).await? == 1)
}

pub(crate) async fn forks(tx: &Transaction<'_>) -> Result<Vec<Fork>> {
    // The hub's own openings may follow each other in any way: several hubs are one device.
    let sql = "SELECT device, incarnation, previous, branches FROM series \
               WHERE device != (SELECT device FROM identity) ORDER BY device, n";
    let rows = query(tx, sql, &[]).await?;
    let series = rows.iter().map(|row| {
        Ok(Beginning {
            device: DeviceId(bytes(row, 0)?),
            incarnation: Incarnation(bytes(row, 1)?),
            previous: RecordHash(bytes(row, 2)?),
            branches: row.try_get(3)?,
        })
    });
    Ok(among(series.collect::<Result<_>>()?))
}

pub(crate) async fn ends(tx: &Transaction<'_>, device: DeviceId) -> Result<Vec<SeriesEnd>> {
    let sql = "SELECT incarnation, last, hash FROM series WHERE device = $1 ORDER BY n";
    let rows = query(tx, sql, &[&&device.0[..]]).await?;
    let ends = rows.iter().map(|row| {
        let (incarnation, hash) = (Incarnation(bytes(row, 0)?), RecordHash(bytes(row, 2)?));
        Ok(SeriesEnd { incarnation, seq: count(row, 1)?, hash })
    });
    ends.collect()
}

pub(crate) async fn offer(tx: &Transaction<'_>, enrolment: &Enrolment) -> Result<()> {
    let Enrolment { lookup, proof_key, name, events, gate, expires, used_by } = enrolment;
    let events = serde_json::to_string(events).map_err(StoreError::unreadable("enrolment"))?;
    let sql = "INSERT INTO enrolment (lookup, proof_key, name, events, gate, expires_ms, used_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (lookup) DO NOTHING";
    let gate = gate.as_ref().map(GateId::as_str);
    let (expires, used_by) = (expires.as_millisecond(), used_by.map(|device| device.0.to_vec()));
    let (lookup, key) = (&lookup.as_bytes()[..], &proof_key.as_bytes()[..]);
    if execute(tx, sql, &[&lookup, &key, name, &events, &gate, &expires, &used_by]).await? == 0 {
        return Err(StoreError::OfferedTwice);
    }
    let sql = "DELETE FROM enrolment WHERE expires_ms < $1";
    execute(tx, sql, &[&(expires - KEPT_MS)]).await?;
    Ok(())
}

pub(crate) async fn offered(tx: &Transaction<'_>, lookup: CodeLookup) -> Result<Option<Enrolment>> {
    let sql = "SELECT proof_key, name, events, gate, expires_ms, used_by FROM enrolment \
               WHERE lookup = $1";
    let rows = query(tx, sql, &[&&lookup.as_bytes()[..]]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let gate: Option<&str> = row.try_get(3)?;
    let used: Option<&[u8]> = row.try_get(5)?;
    Ok(Some(Enrolment {
        lookup,
        proof_key: ProofKey::from_bytes(bytes(row, 0)?),
        name: row.try_get(1)?,
        events: serde_json::from_str(row.try_get(2)?)
            .map_err(StoreError::unreadable("enrolment"))?,
        gate: gate.map(|gate| gate.parse().map_err(StoreError::unreadable("gate"))).transpose()?,
        expires: instant(row.try_get(4)?)?,
        used_by: used.map(|_| bytes(row, 5).map(DeviceId)).transpose()?,
    }))
}

pub(crate) async fn enrol(
    tx: &Transaction<'_>,
    lookup: CodeLookup,
    now: Timestamp,
    signed: &SignedStatement,
) -> Result<bool> {
    let device = statement(signed)?.device;
    let sql = "UPDATE enrolment SET used_by = $3 \
               WHERE lookup = $1 AND expires_ms > $2 AND used_by IS NULL";
    let (lookup, device) = (&lookup.as_bytes()[..], &device.0[..]);
    if execute(tx, sql, &[&lookup, &now.as_millisecond(), &device]).await? == 0 {
        return Ok(false);
    }
    declare(tx, signed).await?;
    Ok(true)
}

pub(crate) async fn note_wrong_code(
    tx: &Transaction<'_>,
    source: Option<Source>,
    at: Timestamp,
) -> Result<()> {
    let (source, at) = (source.as_ref().map(|source| &source.0[..]), at.as_millisecond());
    let sql = "INSERT INTO wrong_guess (source, at_ms) VALUES ($1, $2)";
    execute(tx, sql, &[&source, &at]).await?;
    execute(tx, "DELETE FROM wrong_guess WHERE at_ms < $1", &[&(at - KEPT_MS)]).await?;
    Ok(())
}

pub(crate) async fn wrong_codes(
    tx: &Transaction<'_>,
    source: Option<Source>,
    from: Timestamp,
) -> Result<WrongCodes> {
    let sql = "SELECT count(*) FILTER (WHERE source = $2), count(*) FROM wrong_guess \
               WHERE at_ms >= $1";
    let source = source.as_ref().map(|source| &source.0[..]);
    let rows = query(tx, sql, &[&from.as_millisecond(), &source]).await?;
    let row = rows.first().ok_or_else(|| StoreError::damaged("wrong codes without a count"))?;
    Ok(WrongCodes { of_source: count(row, 0)?, of_all: count(row, 1)? })
}
