//! What a row of a roster file means: which event, which sessions, which instants.

use std::collections::BTreeMap;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::id::EventId;
use parvis_domain::ticket::{Attendee, RosterLine, Ticket};
use parvis_platforms::roster_file::{RosterRow, When};

use super::founding::{Founded, event_id};
use super::names::{Names, UnknownName};
use super::{ImportError, RosterRequest};
use crate::kiosk::Setup;

/// What the texts of a file mean in a programme, or in one that the file founds.
pub(super) struct Meaning<'a> {
    setup: &'a Setup,
    request: &'a RosterRequest,
    names: Names,
    /// The event of a row that names none.
    default: Option<EventId>,
    /// What the row before called its event, and which one that is: most rows say the same.
    recent: Option<(Option<String>, EventId)>,
    founded: BTreeMap<EventId, Founded>,
    file: String,
}

impl<'a> Meaning<'a> {
    pub(super) fn new(setup: &'a Setup, request: &'a RosterRequest) -> Result<Self, ImportError> {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let mut meaning = Self {
            setup,
            request,
            names: Names::of(&setup.programme),
            default: None,
            recent: None,
            founded: BTreeMap::new(),
            file: part(request.file.file_name()),
        };
        meaning.default = match (&request.event, meaning.gated().as_slice()) {
            (Some(event), _) if meaning.founds() => Some(meaning.found(event.as_str())?),
            (Some(event), _) => Some(event.clone()),
            (None, [only]) => Some(only.clone()),
            (None, _) if meaning.founds() => Some(event_id(&part(request.file.file_stem()))?),
            (None, _) => None,
        };
        Ok(meaning)
    }

    /// Whether the kiosk has no programme, so that the file may found an event.
    fn founds(&self) -> bool {
        self.setup.programme.events.is_empty()
    }

    /// The events that have a gate here.
    fn gated(&self) -> Vec<EventId> {
        let gated = |event: &EventId| self.setup.gates.iter().any(|gate| gate.admits_event(event));
        let events = self.setup.programme.events.iter().map(|event| event.id.clone());
        events.filter(gated).collect()
    }

    fn found(&mut self, called: &str) -> Result<EventId, ImportError> {
        let id = event_id(called)?;
        let new = || Founded { id: id.clone(), called: called.to_owned(), days: None };
        self.founded.entry(id.clone()).or_insert_with(new);
        Ok(id)
    }

    /// The event a row is for.
    pub(super) fn event(&mut self, row: &RosterRow) -> Result<EventId, ImportError> {
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

    fn called(&mut self, row: &RosterRow) -> Result<EventId, ImportError> {
        match &row.event {
            Some(called) if self.founds() => self.found(called),
            Some(called) => self.names.event(called).map_err(|unknown| self.unknown(row, unknown)),
            None => self.default_event(row),
        }
    }

    fn default_event(&mut self, row: &RosterRow) -> Result<EventId, ImportError> {
        match self.default.clone() {
            Some(event) if self.founds() => self.found(event.as_str()),
            Some(event) if self.setup.programme.event(&event).is_none() => {
                Err(self.unknown(row, UnknownName::Event(event.into())))
            }
            Some(event) => Ok(event),
            None => {
                let events = &self.setup.programme.events;
                Err(ImportError::WhichEvent(events.iter().map(|e| e.id.to_string()).collect()))
            }
        }
    }

    /// The line of the roster that a row stands for.
    pub(super) fn line(
        &self,
        event: &EventId,
        key: &EventKey,
        row: RosterRow,
    ) -> Result<RosterLine, ImportError> {
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
                let event = self.setup.programme.event(event);
                let zone = event.map(|event| self.setup.programme.zone_of(event));
                zone.unwrap_or(&self.request.zone).instant(civil)
            }
        }
    }

    fn unknown(&self, row: &RosterRow, unknown: UnknownName) -> ImportError {
        ImportError::Unknown { file: self.file.clone(), place: row.place, unknown }
    }

    /// Whether no programme knows the event.
    pub(super) fn is_founded(&self, event: &EventId) -> bool {
        self.founded.contains_key(event)
    }

    /// The events that the file founds.
    pub(super) fn founded(self) -> impl Iterator<Item = Founded> {
        self.founded.into_values()
    }
}
