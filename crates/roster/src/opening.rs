//! How a roster is opened, and how it is born.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::device::{self, Entropy, Identity};
use crate::folder::{Folder, Marks, Place, cannot_use};
use crate::migration::{self, APPLICATION_ID, Migration};
use crate::reader::Readers;
use crate::writer::{End, Writer};
use crate::{Disk, Result, RosterError, connection, forgetting, record};

/// What is needed to open a roster.
pub struct Opening<'a> {
    /// The data folder; made when there is none.
    pub folder: &'a Path,
    /// What the data is, or shall be when the roster is born.
    pub kind: DataKind,
    /// Fills a buffer with randomness that nobody can guess.
    pub entropy: &'a mut dyn FnMut(&mut [u8]),
}

/// Whether data is a real venue's. Settled when the roster is born, and never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    /// People are really let in.
    Real,
    /// A demonstration or a rehearsal: its records are marked, and never counted as real.
    Rehearsal,
}

impl DataKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Rehearsal => "rehearsal",
        }
    }
}

impl fmt::Display for DataKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An open roster. Fields are dropped in this order: readers first, so that the writer's is the
/// last connection and leaves one whole file; the folder is let go last.
pub(crate) struct Open {
    pub(crate) identity: Arc<Identity>,
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) folder: Folder,
}

pub(crate) fn open(
    disk: Arc<dyn Disk>,
    opening: &mut Opening<'_>,
    steps: &'static [Migration],
) -> Result<Open> {
    let folder = Folder::hold(Place { disk, path: opening.folder.to_owned() })?;
    let opened = open_held(&folder, opening.kind, opening.entropy, steps);
    let (conn, identity, seed) = opened.map_err(|error| folder.explain(error))?;
    let identity = Arc::new(identity);
    let head = record::Series::resume(&conn, &identity)?;
    let readers = Readers::new(Place::clone(&folder), Arc::clone(&identity));
    let writer = Writer::start(Place::clone(&folder), conn, Arc::clone(&identity), head, seed)?;
    fold_again(&writer)?;
    if let Err(error) = forgetting::wipe(&writer, &folder) {
        tracing::warn!(%error, "something of what was forgotten is still in the files");
    }
    Ok(Open { identity, readers, writer, folder })
}

fn open_held(
    folder: &Place,
    kind: DataKind,
    entropy: &mut Entropy<'_>,
    steps: &[Migration],
) -> Result<(Connection, Identity, [u8; 32])> {
    let file = folder.file();
    if folder.length(&file)?.is_none() {
        refuse_orphans(folder)?;
        give_birth(folder, kind, entropy, steps)?;
    }
    folder.refuse_read_only(&file)?;
    refuse_foreign(&file, folder.marks(&file)?, steps)?;
    let has_log = make_log_durable(folder)?;
    let conn = connection::writing(&*folder.disk, &file)?;
    let refused = refuse_newer(migration::format(&conn)?, steps)
        .and_then(|()| device::refuse_other_kind(&conn, kind));
    if let Err(reason) = refused {
        if has_log {
            connection::leave_untouched(&conn)?;
        }
        return Err(reason);
    }
    let conn = with_log(folder, conn)?;
    migration::migrate(&conn, folder, steps)?;
    let identity = device::identity(&conn, kind, entropy)?;
    let mut seed = [0; 32];
    entropy(&mut seed);
    Ok((conn, identity, seed))
}

/// Makes what is derived anew where a newer format derives more.
fn fold_again(writer: &Writer) -> Result<()> {
    writer.run(End::Commit, |writing| {
        let sql = "DELETE FROM meta WHERE name = 'fold_again'";
        let due = writing.conn().prepare_cached(sql)?.execute([])? > 0;
        if due { writing.rebuild() } else { Ok(()) }
    })
}

/// A log without its database: what is in it would be mixed into a new one.
fn refuse_orphans(folder: &Place) -> Result<()> {
    let log = beside(&folder.file(), "-wal");
    if folder.length(&log)?.is_some_and(|length| length > 0) {
        let what = format!("{} is there without its database", log.display());
        return Err(RosterError::Damaged { what });
    }
    Ok(())
}

/// What stands in a log that was left behind will count, and what comes next will follow it. Where
/// the kiosk before had ended because a sync failed, it may so far be in memory alone: then a power
/// cut would take it, and all that follows with it. Gives whether there is a log.
fn make_log_durable(folder: &Place) -> Result<bool> {
    let log = beside(&folder.file(), "-wal");
    let length = folder.length(&log)?;
    if length.is_some_and(|length| length > 0) {
        folder.disk.write_again(&log).map_err(|source| cannot_use(&log, source))?;
    }
    Ok(length.is_some())
}

fn refuse_foreign(file: &Path, marks: Marks, steps: &[Migration]) -> Result<()> {
    if marks.application != APPLICATION_ID {
        return Err(RosterError::NotARoster { file: file.to_owned() });
    }
    refuse_newer(marks.format, steps)
}

/// Sees to it that what is written really goes to a log, as with a copy that was restored: when the
/// change to it was taken back by a journal that a power cut had left, a second one succeeds.
fn with_log(folder: &Place, conn: Connection) -> Result<Connection> {
    let file = folder.file();
    if folder.marks(&file)?.keeps_log {
        return Ok(conn);
    }
    drop(conn);
    let conn = connection::writing(&*folder.disk, &file)?;
    refuse_without_log(folder, &file)?;
    Ok(conn)
}

/// When the change to a log could not be written, SQLite says that there is one all the same.
fn refuse_without_log(folder: &Place, file: &Path) -> Result<()> {
    if folder.marks(file)?.keeps_log {
        return Ok(());
    }
    let (name, wanted, found) = ("journal_mode", "wal", "delete".to_owned());
    Err(RosterError::Setting { name, wanted, found })
}

fn refuse_newer(found: u32, steps: &[Migration]) -> Result<()> {
    let known = migration::newest(steps);
    if found > known {
        return Err(RosterError::Newer { found, known });
    }
    Ok(())
}

/// Makes the file under another name and renames it when it is whole: whatever happens on the
/// way, there is a roster or there is none.
fn give_birth(
    folder: &Place,
    kind: DataKind,
    entropy: &mut Entropy<'_>,
    steps: &[Migration],
) -> Result<()> {
    let unborn = folder.path.join("roster.unborn");
    let made = fill(folder, &unborn, kind, entropy, steps);
    if let Err(reason) = made {
        // What could not be made is swept away; its reason matters more than that of a failure.
        for leftover in ["", "-wal", "-shm", "-journal"] {
            let _ = folder.remove(&beside(&unborn, leftover));
        }
        return Err(reason);
    }
    folder.rename(&unborn, &folder.file())
}

fn fill(
    folder: &Place,
    unborn: &Path,
    kind: DataKind,
    entropy: &mut Entropy<'_>,
    steps: &[Migration],
) -> Result<()> {
    for leftover in ["-wal", "-shm", "-journal"] {
        folder.remove(&beside(unborn, leftover))?;
    }
    folder.create_private(unborn)?;
    let conn = connection::writing(&*folder.disk, unborn)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    migration::apply(&conn, steps, 0)?;
    device::give_birth(&conn, kind, entropy)?;
    checkpoint(&conn)?;
    conn.close().map_err(|(_, reason)| RosterError::from(reason))?;
    refuse_without_log(folder, unborn)
}

/// Brings everything from the log into the file itself, and empties the log. Gives `false` when
/// somebody who reads is in the way.
pub(crate) fn checkpoint(conn: &Connection) -> Result<bool> {
    let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(!busy)
}

/// The name of a file that SQLite keeps beside a database.
fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
