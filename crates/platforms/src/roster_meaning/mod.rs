//! What a row of a roster file means in a programme: which event, which sessions, which instants.
//!
//! Whoever keeps rosters — a kiosk, a hub — understands files by the same rules: events and
//! sessions are named by id or by title, a list without a programme founds its event
//! ([`Founded`]), and what is absent from a complete list goes only when somebody said how much
//! that is ([`Absent`]).

mod absent;
mod ahead;
mod founding;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::gate::Gate;
use parvis_domain::id::{EventId, IdError};
use parvis_domain::programme::{Event, Programme};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket};
use parvis_domain::zone::Zone;

use crate::roster_file::{Place, RosterFileError, RosterRow, When};

pub use absent::{Absent, Missing, WithdrawalRefused};
pub use ahead::{LinesAhead, Read, Reading, read_ahead};
pub use founding::{Founded, no_programme};
pub use names::UnknownName;

use founding::event_id;
use names::Names;

/// Why rows could not be understood.
#[derive(Debug, thiserror::Error)]
pub enum MeaningError {
    /// The file itself is not right.
    #[error(transparent)]
    File(#[from] RosterFileError),
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
    /// The name of the file cannot be an event's id.
    #[error("no event can be named after the file: {0}; name one with --event")]
    Name(#[from] IdError),
    /// The machine has no thread left to read the file with.
    #[error("the file cannot be read beside other work: {0}")]
    Thread(#[source] io::Error),
}

/// What a file is understood against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The gates.
    pub gates: &'a [Gate],
    /// The file.
    pub file: &'a Path,
    /// The event of rows that name none, if somebody said it.
    pub event: Option<&'a EventId>,
    /// The zone of an event that the file founds.
    pub zone: &'a Zone,
}

/// What the texts of a file mean in a programme, or in one that the file founds.
#[derive(Debug, Clone)]
pub struct Meaning {
    names: Names,
    /// The events of the programme in their order, each with its zone.
    events: Vec<(EventId, Zone)>,
    zone: Zone,
    /// The event of a row that names none.
    default: Option<EventId>,
    /// What the row before called its event, and which one that is: most rows say the same.
    recent: Option<(Option<String>, EventId)>,
    founded: BTreeMap<EventId, Founded>,
    file: String,
}

fn part(part: Option<&OsStr>) -> String {
    part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Meaning {
    /// What the texts of a file mean against all this.
    ///
    /// # Errors
    /// [`MeaningError::Name`] when an event is to be founded and cannot be named so.
    pub fn new(against: Against<'_>) -> Result<Self, MeaningError> {
        let Against { programme, gates, file, event, zone } = against;
        let with_zone = |event: &Event| (event.id.clone(), programme.zone_of(event).clone());
        let mut meaning = Self {
            names: Names::of(programme),
            events: programme.events.iter().map(with_zone).collect(),
            zone: zone.clone(),
            default: None,
            recent: None,
            founded: BTreeMap::new(),
            file: part(file.file_name()),
        };
        let is_gated = |id: &EventId| gates.iter().any(|gate| gate.admits_event(id));
        let gated: Vec<_> = meaning.ids().filter(|id| is_gated(id)).cloned().collect();
        meaning.default = match (event, gated.as_slice()) {
            (Some(event), _) if meaning.founds() => Some(meaning.found(event.as_str())?),
            (Some(event), _) => Some(event.clone()),
            (None, [only]) => Some(only.clone()),
            (None, _) if meaning.founds() => Some(event_id(&part(file.file_stem()))?),
            (None, _) => None,
        };
        Ok(meaning)
    }

    /// The programme's events.
    fn ids(&self) -> impl Iterator<Item = &EventId> {
        self.events.iter().map(|(id, _)| id)
    }

    /// Whether there is no programme, so that the file may found an event.
    fn founds(&self) -> bool {
        self.events.is_empty()
    }

    fn found(&mut self, called: &str) -> Result<EventId, MeaningError> {
        let id = event_id(called)?;
        let new = || Founded { id: id.clone(), called: called.to_owned(), days: None };
        self.founded.entry(id.clone()).or_insert_with(new);
        Ok(id)
    }

    /// The event a row is for.
    ///
    /// # Errors
    /// [`MeaningError::Unknown`] and [`MeaningError::WhichEvent`].
    pub fn event(&mut self, row: &RosterRow) -> Result<EventId, MeaningError> {
        let event = match &self.recent {
            Some((called, event)) if *called == row.event => event.clone(),
            _ => {
                let event = self.called(row)?;
                self.recent = Some((row.event.clone(), event.clone()));
                event
            }
        };
        if let Some(founded) = self.founded.get_mut(&event)
            && let (Some(first), Some(last)) = (row.days.first(), row.days.last())
        {
            let (earliest, latest) = founded.days.unwrap_or((*first, *last));
            founded.days = Some((earliest.min(*first), latest.max(*last)));
        }
        Ok(event)
    }

    fn called(&mut self, row: &RosterRow) -> Result<EventId, MeaningError> {
        match &row.event {
            Some(called) if self.founds() => self.found(called),
            Some(called) => self.names.event(called).map_err(|unknown| self.unknown(row, unknown)),
            None => self.default_event(row),
        }
    }

    fn default_event(&mut self, row: &RosterRow) -> Result<EventId, MeaningError> {
        match self.default.clone() {
            Some(event) if self.founds() => self.found(event.as_str()),
            Some(event) if !self.ids().any(|known| *known == event) => {
                Err(self.unknown(row, UnknownName::Event(event.into())))
            }
            Some(event) => Ok(event),
            None => Err(MeaningError::WhichEvent(self.ids().map(ToString::to_string).collect())),
        }
    }

    /// The line of the roster that a row stands for, if it is for this event; another event is
    /// noted among `others`.
    ///
    /// # Errors
    /// [`MeaningError::Unknown`] and [`MeaningError::WhichEvent`].
    pub fn line_of(
        &mut self,
        event: &EventId,
        key: &EventKey,
        row: RosterRow,
        others: &mut BTreeSet<EventId>,
    ) -> Result<Option<RosterLine>, MeaningError> {
        let named = self.event(&row)?;
        if named == *event {
            return self.line(event, key, row).map(Some);
        }
        others.insert(named);
        Ok(None)
    }

    fn line(
        &self,
        event: &EventId,
        key: &EventKey,
        row: RosterRow,
    ) -> Result<RosterLine, MeaningError> {
        let session = |text: &String| self.names.session(event, text);
        let sessions: Result<Vec<_>, _> = row.sessions.iter().map(session).collect();
        let sessions = sessions.map_err(|unknown| self.unknown(&row, unknown))?;
        let ticket = Ticket {
            id: key.ticket_id(&row.code),
            event: event.clone(),
            kind: row.kind,
            days: row.days,
            sessions,
            status: row.status,
            valid_from: row.valid_from.map(|when| self.instant(event, when)),
            valid_until: row.valid_until.map(|when| self.instant(event, when)),
        };
        let attendee = Attendee {
            first_name: row.first_name,
            last_name: row.last_name,
            organisation: row.organisation,
            category: row.category,
            language: row.language,
        };
        Ok(RosterLine { ticket, attendee, code: row.code, order: row.order })
    }

    fn instant(&self, event: &EventId, when: When) -> Timestamp {
        match when {
            When::Instant(instant) => instant,
            When::Civil(civil) => {
                let known = self.events.iter().find(|(id, _)| id == event);
                known.map_or(&self.zone, |(_, zone)| zone).instant(civil)
            }
        }
    }

    fn unknown(&self, row: &RosterRow, unknown: UnknownName) -> MeaningError {
        MeaningError::Unknown { file: self.file.clone(), place: row.place, unknown }
    }

    /// Whether no programme knows the event.
    #[must_use]
    pub fn is_founded(&self, event: &EventId) -> bool {
        self.founded.contains_key(event)
    }

    /// The events that the file founds.
    pub fn founded(self) -> impl Iterator<Item = Founded> {
        self.founded.into_values()
    }
}
