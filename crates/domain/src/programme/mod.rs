//! The programme: an edition, its events, and where and when their sessions are.
//!
//! Edition → event → venue → room → session, with speakers, tracks, links and partners. All of it
//! is plain data that reads and writes as JSON; [`Programme::check`] finds what contradicts itself.
//! What is said of sessions on the day is a [`change`], and [`saying`] what may be; a [`Timetable`] lays it over the programme.

pub mod calendar;
pub mod change;
mod check;
mod edition;
mod event;
pub mod saying;
mod session;
pub mod succession;
mod timetable;
mod venue;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use check::ProgrammeFault;
pub use edition::{Edition, Link, LinkKind, Partner};
pub use event::{Event, Mode};
pub use session::{Session, SessionStatus, Speaker, Track};
pub use timetable::{Mark, Slot, Timetable};
pub use venue::{Room, Venue};

use crate::id::{EventId, RoomId, SessionId, SpeakerId, TrackId, VenueId};
use crate::zone::Zone;

/// Everything a screen can say about an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The week itself.
    pub edition: Edition,
    /// Its events, in the order of their first days.
    pub events: Vec<Event>,
    /// Every building used.
    #[serde(default)]
    pub venues: Vec<Venue>,
    /// Every slot of every event.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// Who speaks.
    #[serde(default)]
    pub speakers: Vec<Speaker>,
    /// Subjects that sessions share.
    #[serde(default)]
    pub tracks: Vec<Track>,
}

impl Programme {
    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|event| event.id == *id)
    }

    /// The venue with this id.
    #[must_use]
    pub fn venue(&self, id: &VenueId) -> Option<&Venue> {
        self.venues.iter().find(|venue| venue.id == *id)
    }

    /// The session with this id.
    #[must_use]
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// The speaker with this id.
    #[must_use]
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id == *id)
    }

    /// The track with this id.
    #[must_use]
    pub fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }

    /// The room with this id, and the venue it is in.
    #[must_use]
    pub fn room(&self, id: &RoomId) -> Option<(&Venue, &Room)> {
        let rooms = |venue| std::iter::repeat(venue).zip(Venue::rooms(venue));
        self.venues.iter().flat_map(rooms).find(|(_, room)| room.id == *id)
    }

    /// The venue an event is held in; `None` for one that is only online.
    #[must_use]
    pub fn venue_of(&self, event: &Event) -> Option<&Venue> {
        event.venue.as_ref().and_then(|id| self.venue(id))
    }

    /// The zone an event's times are shown in: its venue's, or the edition's when it has none.
    #[must_use]
    pub fn zone_of(&self, event: &Event) -> &Zone {
        self.venue_of(event).map_or(&self.edition.zone, |venue| &venue.zone)
    }

    /// The day of an event that an instant belongs to, by [`Event::day_starts`].
    #[must_use]
    pub fn event_day(&self, event: &Event, at: Timestamp) -> Date {
        self.zone_of(event).event_day(at, event.day_starts)
    }

    /// The sessions of an event, by start and then by end.
    #[must_use]
    pub fn sessions_of(&self, event: &EventId) -> Vec<&Session> {
        let mut sessions: Vec<_> = self.sessions.iter().filter(|s| s.event == *event).collect();
        sessions.sort_by_key(|session| (session.start, session.end));
        sessions
    }
}
