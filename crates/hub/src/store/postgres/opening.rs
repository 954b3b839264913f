//! How a database is opened, how a hub is born in it, and how an older one gets the newest format.

use deadpool_postgres::{Object, Transaction};
use parvis_domain::id::DeviceId;
use parvis_protocol::epoch::Epoch;

use super::super::identity::{Birth, Identity};
use super::super::{Result, StoreError};
use super::office::{bytes, execute, query};

/// Every step from a format to the next, in order. A step that was published is never edited.
const STEPS: &[(i32, &str)] = &[
    (1, include_str!("../../../migrations/postgres/001_hub.sql")),
    (2, include_str!("../../../migrations/postgres/002_administrators.sql")),
    (4, include_str!("../../../migrations/postgres/004_sources.sql")),
    (5, include_str!("../../../migrations/postgres/005_turns.sql")),
    (6, include_str!("../../../migrations/postgres/006_needs.sql")),
    (7, include_str!("../../../migrations/postgres/007_gone.sql")),
    (8, include_str!("../../../migrations/postgres/008_screens.sql")),
];

/// The oldest PostgreSQL that is known to do.
const OLDEST: i32 = 130_000;

/// What whoever opens holds, so that two hubs that start at once do not give birth twice: “PRVH”.
const LOCK: i64 = 0x5052_5648;

/// Opens the database, or gives birth to a hub in it; gives the number of the latest change.
pub(crate) async fn open(conn: &mut Object, birth: &mut Birth) -> Result<i64> {
    check_server(conn).await?;
    let tx = conn.transaction().await?;
    execute(&tx, "SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let found = query(&tx, "SELECT to_regclass('parvis_hub') IS NOT NULL", &[]).await?;
    if !found.first().map(|row| row.try_get(0)).transpose()?.unwrap_or(false) {
        refuse_foreign(&tx).await?;
        tx.batch_execute("CREATE TABLE parvis_hub (format INTEGER NOT NULL)").await?;
        apply(&tx, 0).await?;
        put(&tx, &Identity::born(birth)).await?;
    } else {
        let sql = "SELECT format FROM parvis_hub";
        let format: i32 = tx.query_one(sql, &[]).await?.try_get(0)?;
        let known = STEPS.last().map_or(0, |(format, _)| *format);
        if format > known {
            let (found, known) = (format.unsigned_abs(), known.unsigned_abs());
            return Err(StoreError::Newer { found, known });
        }
        if format < known {
            apply(&tx, format).await?;
        }
    }
    read(&tx).await?.refuse_other_kind(birth.rehearsal)?;
    let cursor = tx.query_one("SELECT cursor FROM counter", &[]).await?.try_get(0)?;
    tx.commit().await?;
    Ok(cursor)
}

/// The promises that everything rests on.
async fn check_server(conn: &Object) -> Result<()> {
    let sql = "SELECT current_setting('server_version_num')::integer, current_setting('fsync'), \
               current_setting('synchronous_commit'), current_setting('server_encoding')";
    let row = conn.query_one(sql, &[]).await?;
    let version: i32 = row.try_get(0)?;
    let setting = |name, wanted, found: String| Err(StoreError::Setting { name, wanted, found });
    if version < OLDEST {
        return setting("server_version_num", "130000 or more", version.to_string());
    }
    let found: [String; 3] = [row.try_get(1)?, row.try_get(2)?, row.try_get(3)?];
    let [fsync, commit, encoding] = found;
    match (fsync.as_str(), commit.as_str(), encoding.as_str()) {
        ("on", "off", _) => setting("synchronous_commit", "on", commit),
        ("on", _, "UTF8") => Ok(()),
        ("on", ..) => setting("server_encoding", "UTF8", encoding),
        _ => setting("fsync", "on", fsync),
    }
}

/// A database that has something else in it is left alone.
async fn refuse_foreign(tx: &Transaction<'_>) -> Result<()> {
    let sql = "SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S') \
               AND relnamespace = current_schema()::regnamespace LIMIT 1";
    match query(tx, sql, &[]).await?.is_empty() {
        true => Ok(()),
        false => Err(StoreError::NotAHub { place: "the database".into() }),
    }
}

async fn apply(tx: &Transaction<'_>, from: i32) -> Result<()> {
    for (format, sql) in STEPS.iter().filter(|(format, _)| *format > from) {
        tx.batch_execute(sql).await?;
        tx.batch_execute("DELETE FROM parvis_hub").await?;
        tx.execute("INSERT INTO parvis_hub (format) VALUES ($1)", &[format]).await?;
    }
    Ok(())
}

async fn put(tx: &Transaction<'_>, identity: &Identity) -> Result<()> {
    let sql = "INSERT INTO identity (one, device, seed, sealing_seed, session_secret, rehearsal, \
               name, epoch) VALUES (1, $1, $2, $3, $4, $5, $6, $7)";
    tx.execute(
        sql,
        &[
            &&identity.device.0[..],
            &&identity.seed[..],
            &&identity.sealing_seed[..],
            &&identity.session_secret[..],
            &identity.rehearsal,
            &identity.name,
            &&identity.epoch.as_bytes()[..],
        ],
    )
    .await?;
    tx.batch_execute("INSERT INTO counter (one, cursor) VALUES (1, 0)").await?;
    Ok(())
}

pub(crate) async fn read(tx: &Transaction<'_>) -> Result<Identity> {
    let sql = "SELECT device, seed, sealing_seed, session_secret, rehearsal, name, epoch \
               FROM identity";
    let rows = query(tx, sql, &[]).await?;
    let row = rows.first().ok_or_else(|| StoreError::damaged("it does not say whose it is"))?;
    Ok(Identity {
        device: DeviceId(bytes(row, 0)?),
        seed: bytes(row, 1)?,
        sealing_seed: bytes(row, 2)?,
        session_secret: bytes(row, 3)?,
        rehearsal: row.try_get(4)?,
        name: row.try_get(5)?,
        epoch: Epoch::from_bytes(bytes(row, 6)?),
    })
}
