//! Files in: programmes, gates and rosters, each whole or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parvis_domain::gate::Gate;
use parvis_domain::id::EventId;
use parvis_domain::programme::Programme;
use parvis_domain::programme::succession::{Succession, succeed};
use parvis_domain::zone::Zone;
use parvis_platforms::gates_file::{GatesFileError, read_gates, with_usual_gates};
use parvis_platforms::programme_file::{Note, ProgrammeFileError, read_programme};
use parvis_platforms::roster_file::{RosterFile, RosterFileError};
pub use parvis_platforms::roster_meaning::{Absent, MeaningError, WithdrawalRefused};
use parvis_roster::{ImportReport, RosterError, Writing};

use crate::kiosk::Kiosk;

mod take;

/// Why a file was not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The programme is not right.
    #[error(transparent)]
    Programme(#[from] ProgrammeFileError),
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
    /// Many sessions that there were are not in the programme, and nobody said that this is meant.
    #[error(
        "the programme lacks {vanished} of the {of} sessions there were; where that is meant, \
         import it again with --vanish {vanished}: they will be shown as cancelled"
    )]
    Vanished {
        /// How many it lacks.
        vanished: usize,
        /// How many there were.
        of: usize,
    },
    /// The lists come from a hub.
    #[error("this kiosk gets its lists from {0}; import the file there")]
    Enrolled(String),
    /// The roster's file could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

/// What to do with a roster file.
#[derive(Debug, Clone)]
pub struct RosterRequest {
    /// The file.
    pub file: PathBuf,
    /// The event of rows that name none.
    pub event: Option<EventId>,
    /// The zone of an event that is made for this file, when no programme knows it.
    pub zone: Zone,
    /// Only tell what would change.
    pub preview: bool,
    /// Whether tickets that are absent from the file are withdrawn.
    pub absent: Absent,
}

/// What became of a roster file, for each event in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterImported {
    /// What changed, by event.
    pub events: BTreeMap<EventId, ImportReport>,
    /// Columns of the file that mean nothing here.
    pub ignored_columns: Vec<String>,
}

impl Kiosk {
    /// Takes a programme from a file. An event that has no gate gets the usual one, so that its
    /// roster can follow. Sessions that it lacks are shown as cancelled until their ends; when they
    /// are many, `vanished` has to say how many.
    pub fn import_programme(
        &self,
        file: &Path,
        vanished: Option<usize>,
    ) -> Result<(Programme, Vec<Note>), ImportError> {
        self.refuse_if_enrolled()?;
        let (programme, notes) = read_programme(file)?;
        let setup = self.setup();
        match succeed(&setup.programme, &setup.gone, &programme, self.time()) {
            Succession::Ask { vanished: lacks, of, .. } if vanished != Some(lacks) => {
                return Err(ImportError::Vanished { vanished: lacks, of });
            }
            // What contradicts itself was refused by whoever read it.
            Succession::Ask { .. } | Succession::Follows { .. } | Succession::Refused(_) => {}
        }
        let gates = with_usual_gates(&setup.gates, &setup.programme, &programme);
        let stored = programme.clone();
        self.roster().write(move |roster| {
            roster.put_programme(&stored)?;
            roster.put_gates(&gates)
        })?;
        self.refresh()?;
        Ok((programme, notes))
    }

    /// What a hub sends and what a file says would undo each other.
    fn refuse_if_enrolled(&self) -> Result<(), ImportError> {
        match self.roster().hub()? {
            Some(state) => Err(ImportError::Enrolled(state.enrolment.name)),
            None => Ok(()),
        }
    }

    /// Takes the gates of a file in place of those there are.
    pub fn import_gates(&self, file: &Path) -> Result<Vec<Gate>, ImportError> {
        self.refuse_if_enrolled()?;
        let gates = read_gates(file, &self.setup().programme)?;
        let stored = gates.clone();
        self.roster().write(move |roster| roster.put_gates(&stored))?;
        self.refresh()?;
        Ok(gates)
    }

    /// Takes a roster from a file: the whole file in one transaction, or nothing. `progress` is
    /// told how much has been read, from 0 to 1, from the thread that writes.
    pub fn import_roster(
        &self,
        request: RosterRequest,
        progress: impl FnMut(f64) + Send + 'static,
    ) -> Result<RosterImported, ImportError> {
        self.refuse_if_enrolled()?;
        let file = RosterFile::open(&request.file)?;
        let (setup, today) = (self.setup(), request.zone.civil(self.time()).date());
        let preview = request.preview;
        let work = move |roster: &mut Writing<'_>| {
            let take = take::Take { roster, setup: &setup, request: &request, today };
            // What went wrong travels through the writer, which undoes everything for it.
            take.run(file, progress).map_err(RosterError::work)
        };
        let taken = if preview { self.roster().preview(work) } else { self.roster().write(work) };
        let imported = taken.map_err(ImportError::unwrapped)?;
        self.refresh()?;
        Ok(imported)
    }
}

impl ImportError {
    /// The reason that travelled through the writer, if this is one.
    fn unwrapped(error: RosterError) -> Self {
        match error {
            RosterError::Work(reason) => match reason.downcast::<Self>() {
                Ok(own) => *own,
                Err(other) => Self::Roster(RosterError::Work(other)),
            },
            error => Self::Roster(error),
        }
    }
}
