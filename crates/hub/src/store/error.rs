//! What can go wrong in a store, in words that say what to do.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use parvis_domain::id::{DeviceId, EventId, TicketId};
use parvis_domain::series::SeriesError;
use parvis_protocol::series::SeriesEnd;

/// Somebody else's reason.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Why the store could not be opened, read or written. Names no person and no code.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It cannot be used for the moment: the database is not to be reached, is busy for too long,
    /// or its disk is full. The same may succeed later.
    #[error("the store cannot be used for the moment: {what}")]
    Unavailable {
        /// What is the matter.
        what: &'static str,
        /// What was said about it.
        source: BoxError,
    },
    /// The way to the database would not be encrypted, and goes beyond this machine.
    #[error(
        "beyond this machine the hub reaches its database with TLS only: add sslmode=verify-full to the address of {host}, and --database-ca FILE if its certificate is of an authority of your own; or, if the way there is encrypted otherwise, say --database-without-tls"
    )]
    Unencrypted {
        /// The machine.
        host: String,
    },
    /// The database's certificate is for another name, of an authority that is not known here, or
    /// not good at this time.
    #[error(
        "the database’s certificate is not to be trusted; an authority of your own is named by --database-ca FILE, and the name in the address must be the certificate’s"
    )]
    Untrusted {
        /// What was said about it.
        source: BoxError,
    },
    /// The database has no TLS to offer.
    #[error(
        "the database offers no TLS: turn it on there (ssl = on); or, if the way there is encrypted otherwise, leave sslmode out and say --database-without-tls"
    )]
    NoTls,
    /// Another process holds the data folder.
    #[error("the data folder {} is open in another hub; close that one first", .folder.display())]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The database is open in another hub as well, which would go on as the one it was.
    #[error(
        "the database is open in another hub too; end every hub that serves it, and every command for it, then restore"
    )]
    OpenElsewhere,
    /// What is there is no hub's.
    #[error("{place} is not a hub of Parvis; choose another one, or an empty one")]
    NotAHub {
        /// The file or database.
        place: String,
    },
    /// A newer Parvis wrote it.
    #[error(
        "the store has format {found}, and this Parvis knows formats up to {known}; install the newer Parvis that wrote it. Nothing was changed"
    )]
    Newer {
        /// The store's format.
        found: u32,
        /// The newest format that is known here.
        known: u32,
    },
    /// Rehearsal never mixes with real.
    #[error("the store holds {} data, and {} data was asked for", kind(*.held), kind(!*.held))]
    OtherKind {
        /// Whether the store holds a rehearsal's data.
        held: bool,
    },
    /// The store contradicts itself.
    #[error("the store is damaged ({what}); keep it, and restore a backup elsewhere")]
    Damaged {
        /// What was seen.
        what: String,
    },
    /// A file or folder could not be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A promise that everything rests on is not kept by the database.
    #[error("the database has {name}={found} where {wanted} is needed")]
    Setting {
        /// The setting.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// Anything else that the database says.
    #[error("the store could not be used: {0}")]
    Database(#[source] BoxError),
    /// A row that cannot be understood.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What it should have been.
        what: &'static str,
        /// Why it is not.
        source: BoxError,
    },
    /// A record of the hub itself could not be written down.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// Records are missing before those that came.
    #[error("the records do not follow what is held of the series")]
    NotNext {
        /// How far the series is held; `None` when nothing of it is.
        end: Option<SeriesEnd>,
    },
    /// A record does not hold the hash of the record before it, or says another place than it has.
    #[error("record {seq} does not follow the record before it")]
    Broken {
        /// Its number.
        seq: u64,
    },
    /// A statement came that is not the next one about its device.
    #[error("statement {found} about device {device} does not follow statement {held}")]
    StatementNumber {
        /// The device.
        device: DeviceId,
        /// The number of the one that is held; 0 for none.
        held: u64,
        /// The number of the one that came.
        found: u64,
    },
    /// Two things of a kind share an id.
    #[error("there are two {noun}s with the id “{id}”")]
    IdTwice {
        /// What kind of thing.
        noun: &'static str,
        /// The id.
        id: String,
    },
    /// A code was offered before.
    #[error("this enrolment code was offered before")]
    OfferedTwice,
    /// A code came twice in one import.
    #[error("the code of entry {second} came before in the same list, on entry {first}")]
    CodeTwice {
        /// The entry that had it first, from 1.
        first: u64,
        /// The entry that had it again.
        second: u64,
    },
    /// A ticket came twice in one import, with different codes.
    #[error("the ticket of entry {second} came before in the same list, on entry {first}")]
    TicketTwice {
        /// The entry that had it first, from 1.
        first: u64,
        /// The entry that had it again.
        second: u64,
    },
    /// A ticket of another event's roster came.
    #[error("ticket {ticket} stands on the roster of “{event}”")]
    TicketElsewhere {
        /// The ticket.
        ticket: TicketId,
        /// The event it is held for.
        event: EventId,
    },
    /// A line of another event in an import.
    #[error("entry {entry}: a ticket of “{found}” came in an import for “{expected}”")]
    OtherEvent {
        /// The entry, from 1.
        entry: u64,
        /// The event of the import.
        expected: EventId,
        /// The event of the line.
        found: EventId,
    },
    /// The list of an import gave this instead of a line.
    #[error(transparent)]
    Line(BoxError),
    /// Whoever read gave this instead of reading on.
    #[error(transparent)]
    Stopped(BoxError),
    /// A backup is to be restored where there is something already.
    #[error("the store is not empty; restore into a new one")]
    NotEmpty,
    /// The file is no backup, or not a whole one.
    #[error("the backup cannot be restored: {what}. Nothing was changed")]
    BadBackup {
        /// What is the matter.
        what: String,
    },
    /// The work panicked. Everything it did was undone.
    #[error("an error in the program stopped the change, and it was undone")]
    Panicked,
}

fn kind(rehearsal: bool) -> &'static str {
    if rehearsal { "rehearsal" } else { "real" }
}

impl StoreError {
    /// Whether the same may succeed later, without anybody doing something about it.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    pub(crate) fn unreadable<E: Into<BoxError>>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Unreadable { what, source: source.into() }
    }

    pub(crate) fn unavailable<E: Into<BoxError>>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Unavailable { what, source: source.into() }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}
