//! Connections with the settings that everything rests on, read back after they were made.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::{Disk, Result, RosterError};

/// How long a connection waits for another one of this process.
const PATIENCE: Duration = Duration::from_secs(5);

/// Statements kept prepared by each connection: more than there are.
const STATEMENTS: usize = 96;

/// Opens the one connection that writes.
pub(crate) fn writing(disk: &dyn Disk, file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = opened(disk, file, flags)?;
    if conn.is_readonly(rusqlite::MAIN_DB)? {
        return Err(RosterError::ReadOnly { path: file.to_owned() });
    }
    usual(&conn)?;
    // Large enough for the indexes of a big import; in KiB.
    conn.pragma_update(None, "cache_size", -65_536)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // The log is brought into the file by the writer's upkeep, which nobody waits for.
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
    conn.pragma_update(None, "cache_size", -16_384)?;
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

/// The settings without which an answered check-in could be lost.
pub(crate) fn settings(conn: &Connection) -> Result<Vec<Setting>> {
    let of = |name, wanted| -> Result<Setting> {
        let found = conn.pragma_query_value(None, name, |row| row.get_ref(0).map(in_words))?;
        Ok(Setting { name, wanted, found })
    };
    Ok(vec![of("journal_mode", "wal")?, of("synchronous", "2")?, of("foreign_keys", "1")?])
}

/// A setting as it should be and as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) wanted: &'static str,
    pub(crate) found: String,
}

fn in_words(value: rusqlite::types::ValueRef<'_>) -> String {
    match value {
        rusqlite::types::ValueRef::Integer(number) => number.to_string(),
        other => other.as_str().unwrap_or_default().to_lowercase(),
    }
}

fn check(conn: &Connection) -> Result<()> {
    match settings(conn)?.into_iter().find(|setting| setting.found != setting.wanted) {
        None => Ok(()),
        Some(Setting { name, wanted, found }) => Err(RosterError::Setting { name, wanted, found }),
    }
}

/// Keeps a connection from writing into the file when it is closed: for a file that is refused.
pub(crate) fn leave_untouched(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(())
}
