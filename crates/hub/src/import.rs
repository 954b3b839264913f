//! Files in: programmes, gates and rosters, each whole or not at all, and first as a preview.
//!
//! What the files mean is the same as at a kiosk: both read them with [`parvis_platforms`].

mod plan;
mod roster;

use std::collections::BTreeMap;
use std::path::PathBuf;

use parvis_domain::id::EventId;
use parvis_domain::programme::ProgrammeFault;
use parvis_domain::zone::Zone;
use parvis_platforms::gates_file::GatesFileError;
use parvis_platforms::programme_file::ProgrammeFileError;
use parvis_platforms::roster_file::RosterFileError;
pub use parvis_platforms::roster_meaning::{Absent, MeaningError, Missing, WithdrawalRefused};

use crate::store::{ImportReport, StoreError};

pub use plan::{
    Changes, PlanImported, ProgrammeImported, ProgrammeRequest, Vanishing, VanishingRefused,
    import_gates, import_programme,
};
pub use roster::import_roster;

/// Why a file was not taken. Unless it says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The programme is not right.
    #[error(transparent)]
    Programme(#[from] ProgrammeFileError),
    /// The programme contradicts itself.
    #[error("the programme contradicts itself: {}", list(.0))]
    Contradictions(Vec<ProgrammeFault>),
    /// Many sessions would vanish from the programme, and nobody has said so.
    #[error(transparent)]
    Vanishing(#[from] VanishingRefused),
    /// The gates are not right.
    #[error(transparent)]
    Gates(#[from] GatesFileError),
    /// The roster is not right.
    #[error(transparent)]
    RosterFile(#[from] RosterFileError),
    /// A row of the roster cannot be understood.
    #[error(transparent)]
    Meaning(#[from] MeaningError),
    /// The wish to withdraw does not match what would be withdrawn.
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalRefused),
    /// The store could not be used.
    #[error(transparent)]
    Store(StoreError),
    /// A file of several events was taken in part: each event's roster is one transaction.
    #[error("only {} were taken before this happened; take the same file again: {source}", list(.taken))]
    InPart {
        /// The events whose rosters were taken.
        taken: Vec<EventId>,
        /// What happened then.
        source: Box<ImportError>,
    },
    /// The program itself is at fault.
    #[error("an error in the program stopped the import")]
    Panicked,
}

fn list(all: &[impl ToString]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl From<StoreError> for ImportError {
    /// What a line of a roster gave instead of itself travels through the store, which undoes
    /// everything for it.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Line(reason) => match reason.downcast::<MeaningError>() {
                Ok(meaning) => Self::Meaning(*meaning),
                Err(other) => Self::Store(StoreError::Line(other)),
            },
            error => Self::Store(error),
        }
    }
}

/// What to do with a roster file.
#[derive(Debug, Clone)]
pub struct RosterRequest {
    /// The file.
    pub file: PathBuf,
    /// The event of rows that name none.
    pub event: Option<EventId>,
    /// The zone of an event that is made for this file, when there is no programme.
    pub zone: Zone,
    /// Only tell what would change.
    pub preview: bool,
    /// What becomes of tickets that are not in the file.
    pub absent: Absent,
}

/// What became of a roster file, for each event in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterImported {
    /// What changed, by event.
    pub events: BTreeMap<EventId, ImportReport>,
    /// Columns of the file that mean nothing here.
    pub ignored_columns: Vec<String>,
    /// Events that no programme knew, and that the file is the beginning of.
    pub founded: Vec<EventId>,
}

impl RosterImported {
    /// How much each event's roster lacks of what is held.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let missing = |report: &ImportReport| {
            let held = report.absent + report.changed + report.unchanged;
            Missing { absent: report.absent, held }
        };
        self.events.values().map(missing).collect()
    }
}

/// Runs some work on a thread that may wait for a disk.
async fn apart<T: Send + 'static, E: Into<ImportError> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, ImportError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(ImportError::Panicked),
    }
}
