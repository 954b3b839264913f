//! What contradicts itself in a programme.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{Event, Programme, Session, Venue};

/// One contradiction in a programme, in the words of the one who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProgrammeFault {
    /// Two things of a kind share an id.
    #[error("there are two {kind}s with the id “{id}”")]
    Twice {
        /// What kind of thing.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A thing names another that is not there.
    #[error("{whose} names the {kind} “{id}”, which is not in this programme")]
    Missing {
        /// The one who names it.
        whose: String,
        /// What kind of thing is missing.
        kind: &'static str,
        /// The id that is missing.
        id: String,
    },
    /// Two rooms of a venue cannot be told apart.
    #[error("the venue “{venue}” has two rooms named “{room}”")]
    SameRoomName {
        /// The venue.
        venue: String,
        /// The name.
        room: String,
    },
    /// A session is over before it begins.
    #[error("the session “{session}” ends at {end}, which is not after its start at {start}")]
    EndsBeforeStart {
        /// The session.
        session: String,
        /// Its start, as an instant.
        start: String,
        /// Its end, as an instant.
        end: String,
    },
    /// An event's last day is before its first.
    #[error("the event “{event}” has its last day ({last}) before its first ({first})")]
    LastDayBeforeFirst {
        /// The event.
        event: String,
        /// Its first day.
        first: String,
        /// Its last day.
        last: String,
    },
}

impl Programme {
    /// Every contradiction in the programme; empty when it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<ProgrammeFault> {
        let mut faults = self.ids_given_twice();
        faults.extend(self.venues.iter().flat_map(rooms_of_one_name));
        faults.extend(self.events.iter().flat_map(|event| self.faults_of_event(event)));
        faults.extend(self.sessions.iter().flat_map(|session| self.faults_of_session(session)));
        faults
    }

    fn ids_given_twice(&self) -> Vec<ProgrammeFault> {
        let rooms = self.venues.iter().flat_map(Venue::rooms);
        [
            twice("event", self.events.iter().map(|event| &event.id)),
            twice("venue", self.venues.iter().map(|venue| &venue.id)),
            twice("room", rooms.map(|room| &room.id)),
            twice("session", self.sessions.iter().map(|session| &session.id)),
            twice("speaker", self.speakers.iter().map(|speaker| &speaker.id)),
            twice("track", self.tracks.iter().map(|track| &track.id)),
        ]
        .concat()
    }

    fn faults_of_event(&self, event: &Event) -> Vec<ProgrammeFault> {
        let mut faults = Vec::new();
        if event.last_day < event.first_day {
            faults.push(ProgrammeFault::LastDayBeforeFirst {
                event: event.id.to_string(),
                first: event.first_day.to_string(),
                last: event.last_day.to_string(),
            });
        }
        if let Some(venue) = event.venue.as_ref().filter(|id| self.venue(id).is_none()) {
            faults.push(missing(format!("the event “{}”", event.id), "venue", venue));
        }
        faults
    }

    fn faults_of_session(&self, session: &Session) -> Vec<ProgrammeFault> {
        let whose = || format!("the session “{}”", session.id);
        let mut faults = Vec::new();
        if session.end <= session.start {
            faults.push(ProgrammeFault::EndsBeforeStart {
                session: session.id.to_string(),
                start: session.start.to_string(),
                end: session.end.to_string(),
            });
        }
        if self.event(&session.event).is_none() {
            faults.push(missing(whose(), "event", &session.event));
        }
        if let Some(room) = session.room.as_ref().filter(|id| self.room(id).is_none()) {
            faults.push(missing(whose(), "room", room));
        }
        if let Some(track) = session.track.as_ref().filter(|id| self.track(id).is_none()) {
            faults.push(missing(whose(), "track", track));
        }
        let speakers = session.speakers.iter().filter(|id| self.speaker(id).is_none());
        faults.extend(speakers.map(|id| missing(whose(), "speaker", id)));
        faults
    }
}

fn missing(whose: String, kind: &'static str, id: &impl Display) -> ProgrammeFault {
    ProgrammeFault::Missing { whose, kind, id: id.to_string() }
}

fn twice<I: Ord + Display>(
    kind: &'static str,
    ids: impl Iterator<Item = I>,
) -> Vec<ProgrammeFault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for id in ids {
        let name = id.to_string();
        if !seen.insert(id) {
            faults.push(ProgrammeFault::Twice { kind, id: name });
        }
    }
    faults
}

fn rooms_of_one_name(venue: &Venue) -> Vec<ProgrammeFault> {
    let mut seen = BTreeSet::new();
    let names = venue.rooms().flat_map(|room| room.name.filled());
    let doubled =
        names.filter(|(lang, name)| !seen.insert((lang.to_string(), name.to_lowercase())));
    let fault = |(_, name): (_, &str)| ProgrammeFault::SameRoomName {
        venue: venue.id.to_string(),
        room: name.to_owned(),
    };
    doubled.map(fault).collect()
}
