//! What can go wrong, in words that say what to do.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use parvis_domain::fact::RecordKey;
use parvis_domain::id::EventId;
use parvis_domain::series::SeriesError;
use rusqlite::ErrorCode;

use crate::DataKind;

/// Why the roster could not be opened, read or written. Names no person and no code.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RosterError {
    /// Another process holds the data folder.
    #[error("the data folder {} is open in another kiosk; close that one first", .folder.display())]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The file is a text, another program's database, or nothing at all.
    #[error(
        "{} is not a roster of Parvis; move it away, or choose another data folder", .file.display()
    )]
    NotARoster {
        /// The file.
        file: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("{} is read-only; give this account the right to write it", .path.display())]
    ReadOnly {
        /// The file or the folder.
        path: PathBuf,
    },
    /// A newer Parvis wrote the file.
    #[error(
        "the roster has format {found}, and this Parvis knows formats up to {known}; install the \
         newer Parvis that wrote it. Nothing was changed"
    )]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest format that is known here.
        known: u32,
    },
    /// Rehearsal never mixes with real.
    #[error("the data folder holds {held} data; choose another folder for {wanted} data")]
    OtherKind {
        /// What the file was born as.
        held: DataKind,
        /// What was asked for.
        wanted: DataKind,
    },
    /// The file contradicts itself.
    #[error("the roster is damaged ({what}); keep the file, and go on with a copy or a new folder")]
    Damaged {
        /// What was seen.
        what: String,
    },
    /// There is no room to write.
    #[error("the disk is full and nothing was recorded; make room, and Parvis goes on by itself")]
    DiskFull,
    /// The folder, or a file that is no database, could not be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// An older file could not be brought to this format. It is as it was.
    #[error(
        "the roster could not be brought from format {from} to {to}; it is as it was: {source}"
    )]
    Migration {
        /// The format it has.
        from: u32,
        /// The format it was to have.
        to: u32,
        /// What went wrong.
        source: Box<RosterError>,
    },
    /// SQLite does not keep a promise that everything rests on.
    #[error("SQLite has {name}={found} where {wanted} is needed")]
    Setting {
        /// The setting.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// Anything else that SQLite says.
    #[error("the roster could not be used: {0}")]
    Database(#[source] rusqlite::Error),
    /// A row that cannot be understood.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What it should have been.
        what: &'static str,
        /// Why it is not.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A record that does not fit into its series.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// Another record is held under the same key: a device's history was written twice.
    #[error("a different record {} of device {} is held already", .key.seq, .key.device)]
    Forked {
        /// The key that both have.
        key: RecordKey,
    },
    /// A rehearsal's record for a real roster, or the other way round.
    #[error("a rehearsal's record and a real roster do not mix")]
    OtherKindOfRecord,
    /// A code came twice in one import.
    #[error("the code came before in the same file, on entry {first}")]
    CodeTwice {
        /// The how-manieth [`crate::ImportRun::add`] had it first, from 1.
        first: u64,
    },
    /// A ticket came twice in one import, with different codes.
    #[error("the ticket came before in the same file")]
    TicketTwice,
    /// A line of another event in an import.
    #[error("a ticket of “{found}” came in an import for “{expected}”")]
    OtherEvent {
        /// The event of the import.
        expected: EventId,
        /// The event of the line.
        found: EventId,
    },
    /// Hashes alone were to be imported for an event whose tickets are held.
    #[error("the tickets of “{0}” are held in full here")]
    HeldInFull(EventId),
    /// Another key was given for an event that has one.
    #[error("“{0}” has another key here, and the ids of its tickets are made with it")]
    OtherKey(EventId),
    /// Two things of a kind share an id.
    #[error("there are two {noun}s with the id “{id}”")]
    IdTwice {
        /// What kind of thing.
        noun: &'static str,
        /// The id.
        id: String,
    },
    /// Something was to come from a hub, and this kiosk is enrolled with none.
    #[error("this kiosk is enrolled with no hub")]
    NotEnrolled,
    /// The rosters were to be forgotten although the hub has not revoked this device.
    #[error("the hub has not declared that this device is revoked; nothing was forgotten")]
    NotRevoked,
    /// Something was forgotten, and somebody still reads the state before.
    #[error(
        "the lists were forgotten, but somebody is still reading, and the log has names; it is \
         tried again, at the next start at the latest"
    )]
    StillRead,
    /// Everything was undone, because an earlier step failed or because the caller wished it.
    #[error("everything was undone")]
    RolledBack,
    /// A caller's own reason to undo everything; made by [`RosterError::work`].
    #[error(transparent)]
    Work(Box<dyn Error + Send + Sync>),
    /// The work panicked. Everything it did was undone.
    #[error("an error in the program stopped the change, and it was undone")]
    Panicked,
    /// `write` was called from within `write`, which would wait for itself.
    #[error("a change cannot be made from within another change")]
    Nested,
}

impl RosterError {
    /// A caller's own reason to undo everything, to be found again in [`RosterError::Work`].
    pub fn work(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Work(reason.into())
    }

    pub(crate) fn unreadable<E>(what: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        move |source| Self::Unreadable { what, source: source.into() }
    }

    /// Whether the system refused a read or a write, without saying whether for lack of room.
    pub(crate) fn is_input_output(&self) -> bool {
        let Self::Database(source) = self else { return false };
        matches!(
            source.sqlite_error_code(),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen)
        )
    }
}

impl From<rusqlite::Error> for RosterError {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { what: source.to_string() }
            }
            _ => Self::Database(source),
        }
    }
}
