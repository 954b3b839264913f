//! What a venue or the hub says of a session on the day: late, moved, full, cancelled, added, and
//! as planned again.
//!
//! Each is a fact. A word is about some of a session's fields; for each field the latest word
//! holds, by the hybrid clock and then by the record's key, so that the same records in any order
//! give the same answer. A withdrawal is a word like the others. Whoever records one stamps it
//! after every word it knows of the session ([`Changes::stamps`], see
//! [`crate::clock::HybridClock::tick_after`]), so that it holds whatever other clocks read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::Mode;
use super::session::{Session, SessionStatus};
use crate::clock::Stamp;
use crate::fact::{Fact, Record, RecordKey};
use crate::id::{EventId, RoomId, SessionId, SpeakerId, TrackId};
use crate::text::{Lang, Text};

/// Something was said of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChanged {
    /// The event that the session is of. A word that names another event than the session's own
    /// changes nothing: a device speaks for its events alone.
    pub event: EventId,
    /// The session.
    pub session: SessionId,
    /// What was said.
    pub change: Change,
}

/// What can be said of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// It begins later.
    Late {
        /// By so many minutes.
        minutes: u32,
        /// The start that it is late from. A programme that takes the delay up later does not make
        /// it later still.
        from: Timestamp,
    },
    /// It is elsewhere, at another time, or both.
    Moved {
        /// The room it is in now; `None` when that stays as it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room: Option<RoomId>,
        /// When it is now; `None` when that stays as it is. A delay that was said before is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Times>,
    },
    /// Nobody else gets in.
    Full,
    /// It does not take place.
    Cancelled,
    /// It takes place and is in no programme yet.
    Added(Box<Added>),
    /// What was said of some fields no longer holds: they are again as the programme has them.
    AsPlanned {
        /// Of which.
        of: Vec<Field>,
    },
    /// Something that a newer version says and this one does not know. Nothing is changed by it.
    #[serde(other)]
    Unknown,
}

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// The start.
    pub start: Timestamp,
    /// The end, after the start.
    pub end: Timestamp,
}

/// A session that is in no programme. Its words are for everybody in the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// What it is called.
    pub title: Text,
    /// Where; `None` when it is only online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, after the start.
    pub end: Timestamp,
    /// The language spoken in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Its subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// Who speaks, of those whom the programme knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerId>,
    /// On site, online or both.
    #[serde(default)]
    pub mode: Mode,
    /// How many may take part, when fewer than the room holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
}

/// What of a session a word can be about. Each is resolved by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// How much later it begins.
    Delay,
    /// Its start and end.
    Time,
    /// Its room.
    Room,
    /// Whether there are seats.
    Seats,
    /// Whether it takes place.
    Status,
    /// That there is such a session at all.
    Added,
    /// One that only a newer version knows.
    #[serde(other)]
    Unknown,
}

impl Change {
    /// Withdraws all that was said of a session, but not that it was added.
    #[must_use]
    pub fn all_as_planned() -> Self {
        use Field::{Delay, Room, Seats, Status, Time};
        Self::AsPlanned { of: vec![Delay, Time, Room, Seats, Status] }
    }

    /// The fields that this is about.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Late { .. } => vec![Field::Delay],
            Self::Moved { room, time } => {
                let of_time: &[_] = if time.is_some() { &[Field::Time, Field::Delay] } else { &[] };
                room.iter().map(|_| Field::Room).chain(of_time.iter().copied()).collect()
            }
            Self::Full => vec![Field::Seats],
            Self::Cancelled => vec![Field::Status],
            Self::Added(_) => vec![Field::Added],
            Self::AsPlanned { of } => of.clone(),
            Self::Unknown => Vec::new(),
        }
    }
}

/// A session's name in words about it: that of its event, and its own.
type About = (EventId, SessionId);

/// All that was said of sessions, as far as the records that were added tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    words: BTreeMap<About, BTreeMap<Field, Word>>,
    added: BTreeMap<About, Session>,
}

/// The latest word about a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    order: (Stamp, RecordKey),
    pub(super) at: Timestamp,
    pub(super) change: Change,
}

impl Changes {
    /// What the records say, in whatever order they come and however often.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut changes = Self::default();
        records.into_iter().for_each(|record| changes.add(record));
        changes
    }

    /// Adds what a record says, if it is about a session.
    pub fn add(&mut self, record: &Record) {
        let Fact::SessionChanged(said) = &record.fact else { return };
        let about = (said.event.clone(), said.session.clone());
        let word =
            Word { order: (record.stamp, record.key), at: record.at, change: said.change.clone() };
        for field in said.change.fields() {
            let of_session = self.words.entry(about.clone()).or_default();
            if of_session.get(&field).is_some_and(|latest| latest.order >= word.order) {
                continue;
            }
            of_session.insert(field, word.clone());
            match &word.change {
                Change::Added(added) => {
                    self.added.insert(about.clone(), session(said, added));
                }
                _ if field == Field::Added => {
                    self.added.remove(&about);
                }
                _ => {}
            }
        }
    }

    /// The stamps of the words that hold about a session: the next word is stamped after them.
    #[must_use]
    pub fn stamps(&self, event: &EventId, session: &SessionId) -> Vec<Stamp> {
        let words = self.words.get(&(event.clone(), session.clone()));
        words.into_iter().flat_map(BTreeMap::values).map(|word| word.order.0).collect()
    }

    /// Whether a change is what was said last about each of its fields, so that saying it once more
    /// changes nothing. What nobody said anything about is as planned.
    #[must_use]
    pub fn holds(&self, event: &EventId, session: &SessionId, change: &Change) -> bool {
        let words = self.words.get(&(event.clone(), session.clone()));
        let latest = |field: &Field| words.and_then(|words| words.get(field)).map(|w| &w.change);
        let is_said = |field: &Field| match (latest(field), change) {
            (None | Some(Change::AsPlanned { .. }), Change::AsPlanned { .. }) => true,
            (latest, change) => latest == Some(change),
        };
        change.fields().iter().all(is_said)
    }

    pub(super) fn word(&self, session: &Session, field: Field) -> Option<&Word> {
        self.words.get(&(session.event.clone(), session.id.clone()))?.get(&field)
    }

    /// The sessions that were added, whether or not a programme has them by now.
    pub(super) fn added(&self) -> impl Iterator<Item = &Session> {
        self.added.values()
    }
}

fn session(said: &SessionChanged, added: &Added) -> Session {
    let Added { title, room, start, end, language, track, speakers, mode, capacity } =
        added.clone();
    Session {
        id: said.session.clone(),
        event: said.event.clone(),
        room,
        start,
        end,
        title,
        summary: Text::default(),
        language,
        track,
        speakers,
        mode,
        capacity,
        status: SessionStatus::Planned,
        links: Vec::new(),
    }
}
