//! Files in: programmes, gates and rosters, each whole or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parvis_domain::gate::Gate;
use parvis_domain::id::{EventId, IdError};
use parvis_domain::programme::Programme;
use parvis_domain::zone::Zone;
use parvis_platforms::gates_file::{GatesFileError, read_gates, usual_gate};
use parvis_platforms::programme_file::{Note, ProgrammeFileError, read_programme};
use parvis_platforms::roster_file::{Place, RosterFile, RosterFileError};
use parvis_roster::{ImportReport, RosterError, Writing};

use crate::kiosk::{Kiosk, Setup};

mod ahead;
mod founding;
mod meaning;
mod names;
mod take;

pub(crate) use founding::no_programme;
pub use names::UnknownName;

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
    /// A row names something that the programme does not know.
    #[error("{file}, {place}: {unknown}")]
    Unknown {
        /// The file's name.
        file: String,
        /// The row.
        place: Place,
        /// What it names.
        unknown: UnknownName,
    },
    /// The file does not say which event it is for, and there are several.
    #[error("the file does not say which event it is for; choose one of {} with --event", .0.join(", "))]
    WhichEvent(Vec<String>),
    /// The wish to withdraw does not match what would be withdrawn.
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalRefused),
    /// The name of the file cannot be an event's id.
    #[error("no event can be named after the file: {0}; name one with --event")]
    Name(#[from] IdError),
    /// The roster's file could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

/// Why tickets that are absent from a complete file were not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WithdrawalRefused {
    /// Nobody has said how many.
    #[error(
        "{absent} of {held} tickets are not in the file. To withdraw them, repeat with --withdraw {absent}; to keep them, leave out --complete"
    )]
    NotAsked {
        /// How many would be withdrawn.
        absent: u64,
        /// How many are held.
        held: u64,
    },
    /// Another number was said than would be withdrawn.
    #[error("{absent} tickets would be withdrawn, not {asked}: look at the preview again")]
    OtherNumber {
        /// How many would be withdrawn.
        absent: u64,
        /// How many somebody wished to withdraw.
        asked: u64,
    },
    /// It is more than a file of the same event should ever lose.
    #[error(
        "{absent} of {held} tickets are not in the file, which is more than 5 %. Is it the whole roster of the right event? If it is, repeat with --withdraw {absent} --withdraw-more-than-5-percent"
    )]
    TooMany {
        /// How many would be withdrawn.
        absent: u64,
        /// How many are held.
        held: u64,
    },
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

/// What becomes of tickets that are not in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// They stay as they are.
    Keep,
    /// They are withdrawn, if there are as many as somebody said after a preview.
    Withdraw {
        /// How many somebody said; `None` when nobody has looked yet.
        asked: Option<u64>,
        /// Whether they said in so many words that more than 5 % may go.
        more_than_5_percent: bool,
    },
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
    /// roster can follow.
    pub fn import_programme(&self, file: &Path) -> Result<(Programme, Vec<Note>), ImportError> {
        let (programme, notes) = read_programme(file)?;
        let gates = with_usual_gates(&self.setup(), &programme);
        let stored = programme.clone();
        self.roster().write(move |roster| {
            roster.put_programme(&stored)?;
            roster.put_gates(&gates)
        })?;
        self.refresh()?;
        Ok((programme, notes))
    }

    /// Takes the gates of a file in place of those there are.
    pub fn import_gates(&self, file: &Path) -> Result<Vec<Gate>, ImportError> {
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
        let file = RosterFile::open(&request.file)?;
        let (setup, today) = (self.setup(), request.zone.civil(self.now()).date());
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

/// The gates there are, and the usual one for each event that none of them admits. A gate that
/// nobody wrote follows the new programme: its venue may be in another zone now.
fn with_usual_gates(before: &Setup, programme: &Programme) -> Vec<Gate> {
    let followed = |gate: &Gate| refreshed(gate, &before.programme, programme);
    let mut gates: Vec<_> =
        before.gates.iter().map(|gate| followed(gate).unwrap_or_else(|| gate.clone())).collect();
    gates.retain(|gate| gate.rule.events.iter().any(|event| programme.event(event).is_some()));
    for event in &programme.events {
        if !gates.iter().any(|gate| gate.admits_event(&event.id)) {
            gates.extend(usual_gate(programme, event));
        }
    }
    gates
}

/// The usual gate by the programme of `now`, if this one is the usual one by the programme of
/// `before`. What an admission counts for stays: whoever is inside must not become somebody new.
fn refreshed(gate: &Gate, before: &Programme, now: &Programme) -> Option<Gate> {
    let usual = |programme: &Programme| {
        let event = programme.events.iter().find(|event| event.id.as_str() == gate.id.as_str())?;
        let mut usual = usual_gate(programme, event)?;
        usual.rule.counted = gate.rule.counted;
        Some(usual)
    };
    if usual(before)? == *gate { usual(now) } else { None }
}
