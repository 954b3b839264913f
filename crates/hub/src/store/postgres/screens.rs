//! The devices' screens and pictures of them, in the database.

use deadpool_postgres::Transaction;
use jiff::Timestamp;
use parvis_domain::id::DeviceId;
use parvis_protocol::screen::ScreenReport;

use super::super::Result;
use super::super::screens::{KnownScreen, Row, awaited_since, kept_since, written};
use super::office::{bytes, execute, query};

/// All of them, or those of a device.
pub(crate) async fn known(
    tx: &Transaction<'_>,
    device: Option<DeviceId>,
    now: Timestamp,
) -> Result<Vec<KnownScreen>> {
    let sql = "SELECT s.device, s.report, s.at_ms, p.asked_ms, p.taken_ms FROM screen s \
               LEFT JOIN picture p ON p.device = s.device AND p.screen = s.screen \
               WHERE $1::bytea IS NULL OR s.device = $1 ORDER BY s.device, s.screen";
    let device = device.as_ref().map(|device| &device.0[..]);
    let rows = query(tx, sql, &[&device]).await?;
    let read = |row: &tokio_postgres::Row| {
        let row = Row {
            device: DeviceId(bytes(row, 0)?),
            report: row.try_get(1)?,
            at_ms: row.try_get(2)?,
            asked_ms: row.try_get(3)?,
            taken_ms: row.try_get(4)?,
        };
        row.read(now)
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn put(
    tx: &Transaction<'_>,
    device: DeviceId,
    told: &[ScreenReport],
    at: Timestamp,
) -> Result<()> {
    let (id, at_ms) = (&device.0[..], at.as_millisecond());
    // Two hubs that hear one device at once go one after the other, and neither during a revocation.
    let sql = "SELECT 1 FROM device WHERE id = $1 FOR UPDATE";
    if query(tx, sql, &[&id]).await?.is_empty() {
        return Ok(());
    }
    execute(tx, "DELETE FROM screen WHERE device = $1", &[&id]).await?;
    let sql = "INSERT INTO screen (device, screen, report, at_ms) VALUES ($1, $2, $3, $4)";
    for report in told {
        execute(tx, sql, &[&id, &report.screen, &written(report)?, &at_ms]).await?;
    }
    sweep(tx, at).await
}

/// Forgets pictures that are too old, and those of screens that are gone.
async fn sweep(tx: &Transaction<'_>, at: Timestamp) -> Result<()> {
    // What another hub has in hand is left to it: nobody waits for anybody.
    let sql = "DELETE FROM picture WHERE (device, screen) IN (SELECT p.device, p.screen \
               FROM picture p WHERE greatest(coalesce(asked_ms, 0), coalesce(taken_ms, 0)) <= $1 \
               OR NOT EXISTS (SELECT 1 FROM screen s \
               WHERE s.device = p.device AND s.screen = p.screen) FOR UPDATE SKIP LOCKED)";
    execute(tx, sql, &[&kept_since(at)]).await?;
    let sql = "UPDATE picture SET taken_ms = NULL, png = NULL WHERE (device, screen) IN \
               (SELECT device, screen FROM picture WHERE taken_ms <= $1 FOR UPDATE SKIP LOCKED)";
    execute(tx, sql, &[&kept_since(at)]).await?;
    Ok(())
}

pub(crate) async fn forget(tx: &Transaction<'_>, device: DeviceId) -> Result<()> {
    for table in ["screen", "picture"] {
        let sql = format!("DELETE FROM {table} WHERE device = $1");
        execute(tx, &sql, &[&&device.0[..]]).await?;
    }
    Ok(())
}

pub(crate) async fn ask(
    tx: &Transaction<'_>,
    device: DeviceId,
    screen: &str,
    at: Timestamp,
) -> Result<bool> {
    let sql = "INSERT INTO picture (device, screen, asked_ms) SELECT device, screen, $3::bigint \
               FROM screen WHERE device = $1 AND screen = $2 \
               ON CONFLICT (device, screen) DO UPDATE SET asked_ms = excluded.asked_ms";
    let given = execute(tx, sql, &[&&device.0[..], &screen, &at.as_millisecond()]).await?;
    sweep(tx, at).await?;
    Ok(given == 1)
}

pub(crate) async fn asked(
    tx: &Transaction<'_>,
    device: DeviceId,
    at: Timestamp,
) -> Result<Vec<String>> {
    let sql = "SELECT screen FROM picture WHERE device = $1 AND asked_ms > $2 ORDER BY screen";
    let rows = query(tx, sql, &[&&device.0[..], &awaited_since(at)]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

pub(crate) async fn put_picture(
    tx: &Transaction<'_>,
    device: DeviceId,
    (screen, png): (&str, &[u8]),
    at: Timestamp,
) -> Result<bool> {
    let sql = "UPDATE picture SET asked_ms = NULL, taken_ms = $3, png = $4 \
               WHERE device = $1 AND screen = $2 AND asked_ms > $5";
    let (id, at_ms) = (&device.0[..], at.as_millisecond());
    Ok(execute(tx, sql, &[&id, &screen, &at_ms, &png, &awaited_since(at)]).await? == 1)
}

pub(crate) async fn picture(
    tx: &Transaction<'_>,
    device: DeviceId,
    screen: &str,
    at: Timestamp,
) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT png FROM picture WHERE device = $1 AND screen = $2 AND taken_ms > $3";
    let rows = query(tx, sql, &[&&device.0[..], &screen, &kept_since(at)]).await?;
    rows.first().map(|row| Ok(row.try_get(0)?)).transpose()
}
