//! Connections with the settings that everything rests on, read back after they were made.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::{Result, StoreError};
use super::Disk;

/// How long a connection waits for another one of this process.
const PATIENCE: Duration = Duration::from_secs(5);

/// Statements kept prepared by each connection: more than there are.
const STATEMENTS: usize = 128;

/// Opens the one connection that writes.
pub(crate) fn writing(disk: &dyn Disk, file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = opened(disk, file, flags)?;
    usual(&conn)?;
    // Large enough for the indexes of a million records; in KiB.
    conn.pragma_update(None, "cache_size", -131_072)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // The log is brought into the file by the upkeep, which nobody waits for.
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    check(&conn)?;
    Ok(conn)
}

/// Opens a connection that can only read.
pub(crate) fn reading(disk: &dyn Disk, file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = opened(disk, file, flags)?;
    usual(&conn)?;
    conn.pragma_update(None, "cache_size", -32_768)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

fn opened(disk: &dyn Disk, file: &Path, flags: OpenFlags) -> Result<Connection> {
    Ok(match disk.vfs() {
        None => Connection::open_with_flags(file, flags)?,
        Some(vfs) => Connection::open_with_flags_and_vfs(file, flags, vfs)?,
    })
}

fn usual(conn: &Connection) -> Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // Without it SQLite plans a cached statement anew for every value bound to it, which costs
    // several times what running it does.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    // Names must not end up in temporary files.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// The settings without which an acknowledged record could be lost.
fn check(conn: &Connection) -> Result<()> {
    let settings = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")];
    for (name, wanted) in settings {
        let found = conn.pragma_query_value(None, name, |row| row.get_ref(0).map(in_words))?;
        if found != wanted {
            return Err(StoreError::Setting { name, wanted, found });
        }
    }
    Ok(())
}

fn in_words(value: rusqlite::types::ValueRef<'_>) -> String {
    match value {
        rusqlite::types::ValueRef::Integer(number) => number.to_string(),
        other => other.as_str().unwrap_or_default().to_lowercase(),
    }
}

/// Brings everything from the log into the file itself.
pub(crate) fn checkpoint(conn: &Connection) -> Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::unavailable("its disk is full")(source),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::unavailable("it is busy for too long")(source)
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged(source.to_string())
            }
            _ => Self::Database(source.into()),
        }
    }
}
