//! How the file is opened, how it is born, and how an older one gets the newest format.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::super::identity::{Birth, Identity};
use super::super::{Result, StoreError};
use super::connection::{self, checkpoint};
use super::folder::{Place, beside, cannot_use, not_a_hub};
use super::identity;

/// Every step from a format to the next, in order. A step that was published is never edited.
const STEPS: &[(u32, &str)] = &[
    (1, include_str!("../../../migrations/sqlite/001_hub.sql")),
    (2, include_str!("../../../migrations/sqlite/002_administrators.sql")),
    (4, include_str!("../../../migrations/sqlite/004_sources.sql")),
    (6, include_str!("../../../migrations/sqlite/006_needs.sql")),
    (7, include_str!("../../../migrations/sqlite/007_gone.sql")),
    (8, include_str!("../../../migrations/sqlite/008_screens.sql")),
];

/// Marks the file as a hub's of Parvis among all SQLite files: “PRVH”.
const APPLICATION_ID: u32 = 0x5052_5648;

/// Opens the file of a folder that is held, or gives birth to it.
pub(crate) fn open(place: &Place, birth: &mut Birth) -> Result<(Connection, Identity)> {
    let opened = open_held(place, birth);
    opened.map_err(|error| place.explain(error))
}

fn open_held(place: &Place, birth: &mut Birth) -> Result<(Connection, Identity)> {
    let file = place.file();
    if place.length(&file)?.is_none() {
        refuse_orphans(place)?;
        give_birth(place, birth)?;
    }
    let marks = place.marks(&file)?;
    if marks.application != APPLICATION_ID {
        return Err(not_a_hub(&file));
    }
    refuse_newer(marks.format)?;
    make_log_durable(place)?;
    let conn = with_log(place, connection::writing(&*place.disk, &file)?)?;
    refuse_newer(format(&conn)?)?;
    let identity = identity::read(&conn)?;
    identity.refuse_other_kind(birth.rehearsal)?;
    migrate(&conn, place)?;
    Ok((conn, identity))
}

/// A log without its database: what is in it would be mixed into a new one.
fn refuse_orphans(place: &Place) -> Result<()> {
    let log = beside(&place.file(), "-wal");
    match place.length(&log)? {
        None | Some(0) => Ok(()),
        Some(_) => Err(StoreError::damaged(format!("{} has no database", log.display()))),
    }
}

/// What stands in a log that was left behind will count, and what comes next will follow it. Where
/// the hub before had ended because a sync failed, it may so far be in memory alone: then a power
/// cut would take it, and all that follows with it.
fn make_log_durable(place: &Place) -> Result<()> {
    let log = beside(&place.file(), "-wal");
    if place.length(&log)?.is_some_and(|length| length > 0) {
        place.disk.write_again(&log).map_err(|source| cannot_use(&log, source))?;
    }
    Ok(())
}

/// Sees to it that what is written really goes to a log, as with a copy that was restored: when the
/// change to it was taken back by a journal that a power cut had left, a second one succeeds.
fn with_log(place: &Place, conn: Connection) -> Result<Connection> {
    let file = place.file();
    if place.marks(&file)?.keeps_log {
        return Ok(conn);
    }
    drop(conn);
    let conn = connection::writing(&*place.disk, &file)?;
    refuse_without_log(place, &file)?;
    Ok(conn)
}

/// When the change to a log could not be written, SQLite says that there is one all the same.
fn refuse_without_log(place: &Place, file: &Path) -> Result<()> {
    if place.marks(file)?.keeps_log {
        return Ok(());
    }
    let (name, wanted, found) = ("journal_mode", "wal", "delete".to_owned());
    Err(StoreError::Setting { name, wanted, found })
}

fn newest() -> u32 {
    STEPS.last().map_or(0, |(format, _)| *format)
}

fn refuse_newer(found: u32) -> Result<()> {
    let known = newest();
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

fn format(conn: &Connection) -> Result<u32> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Makes the file under another name and renames it when it is whole: whatever happens on the
/// way, there is a store or there is none.
fn give_birth(place: &Place, birth: &mut Birth) -> Result<()> {
    let unborn = place.path.join("hub.unborn");
    let made = fill(place, &unborn, birth);
    if let Err(reason) = made {
        // What could not be made is swept away; its reason matters more than that of a failure.
        for leftover in ["", "-wal", "-shm", "-journal"] {
            let _ = place.remove(&beside(&unborn, leftover));
        }
        return Err(reason);
    }
    place.rename(&unborn, &place.file())
}

fn fill(place: &Place, unborn: &Path, birth: &mut Birth) -> Result<()> {
    for leftover in ["-wal", "-shm", "-journal"] {
        place.remove(&beside(unborn, leftover))?;
    }
    place.disk.create(unborn).map_err(|source| cannot_use(unborn, source))?;
    let conn = connection::writing(&*place.disk, unborn)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    apply(&conn, 0)?;
    identity::put(&conn, &Identity::born(birth))?;
    checkpoint(&conn)?;
    conn.close().map_err(|(_, reason)| StoreError::from(reason))?;
    refuse_without_log(place, unborn)
}

/// Brings an older file to the newest format, in one transaction, with a copy kept beside it.
fn migrate(conn: &Connection, place: &Place) -> Result<()> {
    let from = format(conn)?;
    if from >= newest() {
        return Ok(());
    }
    let copy = place.path.join(format!("hub.format-{from}.sqlite"));
    place.remove(&copy)?;
    place.disk.create(&copy).map_err(|source| cannot_use(&copy, source))?;
    let name = copy.to_str().ok_or_else(|| StoreError::Folder {
        path: copy.clone(),
        source: std::io::Error::other("the path is not in UTF-8"),
    })?;
    conn.execute("VACUUM INTO ?1", [name])?;
    place.disk.sync_file(&copy).map_err(|source| cannot_use(&copy, source))?;
    place.disk.sync_folder(&place.path).map_err(|source| cannot_use(&place.path, source))?;
    tracing::info!(from, to = newest(), "the store gets a newer format");
    apply(conn, from)
}

fn apply(conn: &Connection, from: u32) -> Result<()> {
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    for (format, sql) in STEPS.iter().filter(|(format, _)| *format > from) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", format)?;
    }
    Ok(transaction.commit()?)
}
