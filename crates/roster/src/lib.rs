//! The kiosk's SQLite file: what may come in, and what happened at the gates.
//!
//! A [`Roster`] is one file in a data folder, held by one kiosk at a time. Everything that changes
//! it goes through [`Roster::write`]: one caller at a time, one transaction, durable before it is answered.
//! Questions go through [`Roster::read`] and see one consistent state.
//!
//! The truth about admissions is the series of records; where a ticket stands and how many are
//! inside are folded from them, kept beside them in the same transaction, and can be rebuilt.
//! SQL stands in this crate and nowhere else, one module a noun.

mod chain;
mod connection;
mod counts;
mod device;
mod doctor;
mod doubles;
mod elsewhere;
mod error;
mod event;
mod find;
mod finding;
mod folder;
mod folding;
mod forgetting;
mod gate;
mod hub;
mod import;
mod incoming;
mod index;
mod migration;
mod names;
mod occupancy;
mod opening;
mod outgoing;
mod plan;
mod programme;
mod reader;
mod record;
mod replica;
mod said;
mod seats;
mod staff;
mod standing;
mod ticket;
mod upkeep;
mod writer;

#[cfg(test)]
mod tests;

// What the tests in here and those outside share calls this crate by its name.
#[cfg(test)]
extern crate self as parvis_roster;

use std::sync::Arc;

use parvis_domain::id::{DeviceId, Incarnation};

pub use counts::EventCounts;
pub use doubles::{DOUBLES_IN_SIGHT, DoubleHere};
pub use error::RosterError;
pub use find::{Lookup, Shown};
pub use finding::Finding;
pub use folder::FILE_NAME;
pub use hub::{Enrolment, HubState};
pub use import::{Holds, ImportReport, ImportRun};
pub use opening::{DataKind, Opening};
pub use outgoing::Unsent;
pub use parvis_disk::{Disk, Hold};
pub use reader::Reading;
pub use staff::{KEPT_TRIES, RecordedTry};
pub use writer::Writing;

/// What this crate's functions give.
pub type Result<T, E = RosterError> = std::result::Result<T, E>;

/// The roster of one kiosk. Cheap to clone; the file is closed when the last clone is dropped.
#[derive(Clone)]
pub struct Roster {
    inner: Arc<opening::Open>,
}

impl Roster {
    /// Opens the roster of a data folder, or gives birth to it where there is none.
    ///
    /// The folder is held until the last clone is dropped. A file of an older format is migrated
    /// after a copy of it was put beside it; a file that is damaged, of a newer format, of another
    /// program or of the other kind of data is refused and left as it is.
    ///
    /// # Errors
    /// One variant of [`RosterError`] for each of these cases.
    pub fn open(opening: Opening<'_>) -> Result<Self> {
        Self::open_on(Arc::new(parvis_disk::Machine), opening)
    }

    /// As [`Roster::open`], on another disk than the machine's own: one that loses its power, for
    /// tests of what is left then.
    ///
    /// # Errors
    /// As [`Roster::open`].
    pub fn open_on(disk: Arc<dyn Disk>, mut opening: Opening<'_>) -> Result<Self> {
        let inner = opening::open(disk, &mut opening, migration::ALL)?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether this is a real venue's data or a rehearsal's.
    #[must_use]
    pub fn kind(&self) -> DataKind {
        self.inner.identity.kind
    }

    /// The device that this file belongs to.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.inner.identity.device
    }

    /// The name of this opening in the series of its device.
    #[must_use]
    pub fn incarnation(&self) -> Incarnation {
        self.inner.identity.incarnation
    }

    /// Runs `work` in one transaction, after whoever is writing now.
    ///
    /// What it did is on the disk when this gives `Ok`. When it gives `Err`, nothing of it stays:
    /// not in the file, and not in the series.
    ///
    /// # Errors
    /// What `work` gives; what went wrong in storing it, [`RosterError::DiskFull`] before all;
    /// [`RosterError::Panicked`] when `work` panicked. The roster can be used on after each.
    pub fn write<T>(&self, work: impl FnOnce(&mut Writing<'_>) -> Result<T>) -> Result<T> {
        self.inner.writer.run(writer::End::Commit, work)
    }

    /// Runs `work` as [`Roster::write`] does and undoes it: what would it give?
    ///
    /// # Errors
    /// As [`Roster::write`].
    pub fn preview<T>(&self, work: impl FnOnce(&mut Writing<'_>) -> Result<T>) -> Result<T> {
        self.inner.writer.run(writer::End::RollBack, work)
    }

    /// Runs `work` on one consistent state of the roster, beside whatever is being written.
    ///
    /// # Errors
    /// What `work` gives, or what went wrong in reading.
    pub fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        self.inner.readers.run(work)
    }

    /// Looks for everything that is not as it should be; empty when all is well. Reads the whole
    /// file: seconds at a million tickets.
    ///
    /// # Errors
    /// When the file cannot be read at all. Damage that can be described is a [`Finding`].
    pub fn doctor(&self) -> Result<Vec<Finding>> {
        doctor::examine(self)
    }
}

impl std::fmt::Debug for Roster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Roster").field("device", &self.device()).finish_non_exhaustive()
    }
}
