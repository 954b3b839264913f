//! The devices' screens and pictures of them, in the file.

use jiff::Timestamp;
use parvis_domain::id::DeviceId;
use parvis_protocol::screen::ScreenReport;
use rusqlite::{Connection, OptionalExtension, params};

use super::super::screens::{KnownScreen, Row, awaited_since, kept_since, written};
use super::super::{Result, StoreError};
use super::desk::Writing;

/// All of them, or those of a device.
pub(crate) fn known(
    conn: &Connection,
    device: Option<DeviceId>,
    now: Timestamp,
) -> Result<Vec<KnownScreen>> {
    let sql = "SELECT s.device, s.report, s.at_ms, p.asked_ms, p.taken_ms FROM screen s \
               LEFT JOIN picture p ON p.device = s.device AND p.screen = s.screen \
               WHERE ?1 IS NULL OR s.device = ?1 ORDER BY s.device, s.screen";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([device.map(|device| device.0)], |row| {
        Ok(Row {
            device: DeviceId(row.get(0)?),
            report: row.get(1)?,
            at_ms: row.get(2)?,
            asked_ms: row.get(3)?,
            taken_ms: row.get(4)?,
        })
    })?;
    rows.map(|row| row?.read(now)).collect()
}

pub(crate) fn put(
    writing: &Writing<'_>,
    device: DeviceId,
    told: &[ScreenReport],
    at: Timestamp,
) -> Result<()> {
    let conn = writing.conn;
    conn.prepare_cached("DELETE FROM screen WHERE device = ?1")?.execute([device.0])?;
    let sql = "INSERT INTO screen (device, screen, report, at_ms) \
               SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM device WHERE id = ?1)";
    let mut insert = conn.prepare_cached(sql)?;
    for report in told {
        let text = written(report)?;
        insert.execute(params![device.0, report.screen, text, at.as_millisecond()])?;
    }
    sweep(conn, at)
}

/// Forgets pictures that are too old, and those of screens that are gone.
fn sweep(conn: &Connection, at: Timestamp) -> Result<()> {
    let sql = "DELETE FROM picture WHERE max(coalesce(asked_ms, 0), coalesce(taken_ms, 0)) <= ?1 \
               OR NOT EXISTS (SELECT 1 FROM screen s \
               WHERE s.device = picture.device AND s.screen = picture.screen)";
    conn.prepare_cached(sql)?.execute([kept_since(at)])?;
    let sql = "UPDATE picture SET taken_ms = NULL, png = NULL WHERE taken_ms <= ?1";
    conn.prepare_cached(sql)?.execute([kept_since(at)])?;
    Ok(())
}

pub(crate) fn forget(writing: &Writing<'_>, device: DeviceId) -> Result<()> {
    for table in ["screen", "picture"] {
        let sql = format!("DELETE FROM {table} WHERE device = ?1");
        writing.conn.prepare_cached(&sql)?.execute([device.0])?;
    }
    Ok(())
}

pub(crate) fn ask(
    writing: &Writing<'_>,
    device: DeviceId,
    screen: &str,
    at: Timestamp,
) -> Result<bool> {
    let sql = "INSERT INTO picture (device, screen, asked_ms) SELECT device, screen, ?3 \
               FROM screen WHERE device = ?1 AND screen = ?2 \
               ON CONFLICT (device, screen) DO UPDATE SET asked_ms = excluded.asked_ms";
    let mut insert = writing.conn.prepare_cached(sql)?;
    let known = insert.execute(params![device.0, screen, at.as_millisecond()])? == 1;
    sweep(writing.conn, at)?;
    Ok(known)
}

pub(crate) fn asked(conn: &Connection, device: DeviceId, at: Timestamp) -> Result<Vec<String>> {
    let sql = "SELECT screen FROM picture WHERE device = ?1 AND asked_ms > ?2 ORDER BY screen";
    let mut query = conn.prepare_cached(sql)?;
    let asked = query.query_map(params![device.0, awaited_since(at)], |row| row.get(0))?;
    Ok(asked.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn put_picture(
    writing: &Writing<'_>,
    device: DeviceId,
    (screen, png): (&str, &[u8]),
    at: Timestamp,
) -> Result<bool> {
    let sql = "UPDATE picture SET asked_ms = NULL, taken_ms = ?3, png = ?4 \
               WHERE device = ?1 AND screen = ?2 AND asked_ms > ?5";
    let mut update = writing.conn.prepare_cached(sql)?;
    let given = params![device.0, screen, at.as_millisecond(), png, awaited_since(at)];
    Ok(update.execute(given)? == 1)
}

pub(crate) fn picture(
    conn: &Connection,
    device: DeviceId,
    screen: &str,
    at: Timestamp,
) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT png FROM picture WHERE device = ?1 AND screen = ?2 AND taken_ms > ?3";
    let mut query = conn.prepare_cached(sql)?;
    let given = params![device.0, screen, kept_since(at)];
    let found = query.query_row(given, |row| row.get(0)).optional();
    found.map_err(StoreError::from)
}
