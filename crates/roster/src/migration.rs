//! The formats the file has had, and how an older one is brought to the newest.

use std::path::PathBuf;

use rusqlite::Connection;

use crate::folder::{Place, cannot_use};
use crate::{Result, RosterError};

/// One step from a format to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// The format after it.
    pub(crate) format: u32,
    /// What is to be done.
    pub(crate) sql: &'static str,
}

/// Every step there has been, in order. A step that was published is never edited.
pub(crate) const ALL: &[Migration] = &[
    Migration { format: 1, sql: include_str!("../migrations/001_roster.sql") },
    Migration { format: 2, sql: include_str!("../migrations/002_staff.sql") },
    Migration { format: 3, sql: include_str!("../migrations/003_hub.sql") },
    Migration { format: 4, sql: include_str!("../migrations/004_of_hub.sql") },
    Migration { format: 5, sql: include_str!("../migrations/005_lists.sql") },
    Migration { format: 6, sql: include_str!("../migrations/006_declared.sql") },
    Migration { format: 7, sql: include_str!("../migrations/007_doubles.sql") },
    Migration { format: 8, sql: include_str!("../migrations/008_said.sql") },
];

/// How the names of copies of the file begin, half ones among them. They hold what it held.
pub(crate) const COPIES: [&str; 2] = ["roster.format-", "roster.backup-unfinished"];

/// Marks the file as Parvis's among all SQLite files: “PRVS”.
pub(crate) const APPLICATION_ID: u32 = 0x5052_5653;

/// The newest format of a list of steps.
pub(crate) fn newest(steps: &[Migration]) -> u32 {
    steps.last().map_or(0, |step| step.format)
}

/// The format of an open file.
pub(crate) fn format(conn: &Connection) -> Result<u32> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings an older file to the newest format, with a copy kept beside it. All steps are one
/// transaction: the file is as it was when one fails.
pub(crate) fn migrate(conn: &Connection, folder: &Place, steps: &[Migration]) -> Result<()> {
    let (from, to) = (format(conn)?, newest(steps));
    if from >= to {
        return Ok(());
    }
    let copy = back_up(conn, folder, from)?;
    tracing::info!(from, to, copy = %copy.display(), "the roster gets a newer format");
    apply(conn, steps, from).map_err(|source| {
        let source = Box::new(folder.explain(source));
        RosterError::Migration { from, to, source }
    })
}

/// Runs the steps after a format.
pub(crate) fn apply(conn: &Connection, steps: &[Migration], from: u32) -> Result<()> {
    let transaction =
        rusqlite::Transaction::new_unchecked(conn, rusqlite::TransactionBehavior::Immediate)?;
    for step in steps.iter().filter(|step| step.format > from) {
        transaction.execute_batch(step.sql)?;
        transaction.pragma_update(None, "user_version", step.format)?;
    }
    Ok(transaction.commit()?)
}

/// Puts a whole copy of the file beside it, under a name that was free.
fn back_up(conn: &Connection, folder: &Place, format: u32) -> Result<PathBuf> {
    let unfinished = folder.path.join("roster.backup-unfinished");
    folder.create_private(&unfinished)?;
    let name = unfinished.to_str().ok_or_else(|| RosterError::Folder {
        path: unfinished.clone(),
        source: std::io::Error::other("the path is not in UTF-8"),
    })?;
    let copied = conn.execute("VACUUM INTO ?1", [name]).map_err(RosterError::from);
    if let Err(reason) = copied {
        folder.remove(&unfinished)?;
        return Err(folder.explain(reason));
    }
    let place = free_name(folder, format)?;
    folder.disk.sync_file(&unfinished).map_err(|source| cannot_use(&unfinished, source))?;
    folder.rename(&unfinished, &place)?;
    Ok(place)
}

fn free_name(folder: &Place, format: u32) -> Result<PathBuf> {
    let mut name = folder.path.join(format!("roster.format-{format}.sqlite"));
    let mut others = 2..;
    while folder.length(&name)?.is_some() {
        let Some(n) = others.next() else { break };
        name = folder.path.join(format!("roster.format-{format}.{n}.sqlite"));
    }
    Ok(name)
}
