//! Announcements, and emergencies that take all screens of a venue over.
//!
//! Both are facts and stand until a fact of their own withdraws them, which names their record. It
//! is idempotent, and one that arrives before its target waits for it. An announcement has an end
//! besides; a takeover has none, so that no clock that is off ends an emergency.
//!
//! A device speaks for its events alone: a withdrawal that names another event than its target
//! does withdraws nothing, and the hub takes none that is said of other events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::Stamp;
use crate::fact::{Fact, Record, RecordKey};
use crate::id::{EventId, VenueId};
use crate::text::Text;

/// Something is announced on the screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The event on whose behalf.
    pub event: EventId,
    /// The venue whose screens show it; `None` for all venues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// The words, in each language that there is; shown in turn.
    pub text: Text,
    /// From when on.
    pub from: Timestamp,
    /// Until when; the instant itself is no longer part of it.
    pub until: Timestamp,
}

/// An emergency: this and nothing else is on every screen of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// The event on whose behalf.
    pub event: EventId,
    /// The venue.
    pub venue: VenueId,
    /// The words, in each language that there is. Screens show an emergency also without any.
    #[serde(default)]
    pub text: Text,
}

/// The end of an announcement or of a takeover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The event of what is withdrawn.
    pub event: EventId,
    /// The record of what is withdrawn.
    pub target: RecordKey,
}

/// All that was announced, as far as the records that were added tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announcements {
    announced: BTreeMap<RecordKey, (Stamp, Announced)>,
    taken_over: BTreeMap<RecordKey, (Stamp, TakenOver)>,
    withdrawn: BTreeSet<(RecordKey, EventId)>,
    ended: BTreeSet<(RecordKey, EventId)>,
}

/// What a screen shows over or beside its board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'a> {
    /// An emergency, alone: the latest first, where there are several. Each with the record that a
    /// screen acknowledges.
    Takeover(Vec<(RecordKey, &'a TakenOver)>),
    /// Announcements beside the board, the earliest first; none when there are none.
    Announcements(Vec<(RecordKey, &'a Announced)>),
}

impl Announcements {
    /// What the records say, in whatever order they come and however often.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut all = Self::default();
        records.into_iter().for_each(|record| all.add(record));
        all
    }

    /// Adds what a record says, if it announces or withdraws something.
    pub fn add(&mut self, record: &Record) {
        let (key, stamp) = (record.key, record.stamp);
        match &record.fact {
            Fact::Announced(announced) => {
                self.announced.insert(key, (stamp, announced.clone()));
            }
            Fact::TakenOver(taken_over) => {
                self.taken_over.insert(key, (stamp, taken_over.clone()));
            }
            Fact::AnnouncementWithdrawn(Withdrawal { event, target }) => {
                self.withdrawn.insert((*target, event.clone()));
            }
            Fact::TakeoverEnded(Withdrawal { event, target }) => {
                self.ended.insert((*target, event.clone()));
            }
            _ => {}
        }
    }

    /// What a screen of a venue shows at an instant.
    #[must_use]
    pub fn shown(&self, venue: &VenueId, now: Timestamp) -> Shown<'_> {
        let takeovers = self.takeovers(venue);
        if !takeovers.is_empty() {
            return Shown::Takeover(takeovers);
        }
        let on = |announced: &Announced| announced.from <= now && now < announced.until;
        let mut shown: Vec<_> =
            self.standing(venue).filter(|(.., announced)| on(announced)).collect();
        shown.sort_by_key(|(key, stamp, announced)| (announced.from, *stamp, *key));
        Shown::Announcements(shown.into_iter().map(|(key, _, it)| (key, it)).collect())
    }

    /// When a screen of a venue will show something else, if nothing more is said; `None` when it
    /// will not.
    #[must_use]
    pub fn changes(&self, venue: &VenueId, now: Timestamp) -> Option<Timestamp> {
        if !self.takeovers(venue).is_empty() {
            return None;
        }
        let standing = self.standing(venue).filter(|(.., it)| it.from < it.until);
        standing.flat_map(|(.., it)| [it.from, it.until]).filter(|at| *at > now).min()
    }

    /// What is announced at a venue or will be, the earliest first: what staff can take back.
    #[must_use]
    pub fn to_come(&self, venue: &VenueId, now: Timestamp) -> Vec<(RecordKey, &Announced)> {
        let mut to_come: Vec<_> = self.standing(venue).filter(|(.., it)| now < it.until).collect();
        to_come.sort_by_key(|(key, stamp, it)| (it.from, *stamp, *key));
        to_come.into_iter().map(|(key, _, it)| (key, it)).collect()
    }

    /// The event of an announcement, which a withdrawal has to name.
    #[must_use]
    pub fn event_of_announcement(&self, key: RecordKey) -> Option<&EventId> {
        self.announced.get(&key).map(|(_, announced)| &announced.event)
    }

    /// The event of an emergency, which its end has to name.
    #[must_use]
    pub fn event_of_takeover(&self, key: RecordKey) -> Option<&EventId> {
        self.taken_over.get(&key).map(|(_, taken_over)| &taken_over.event)
    }

    /// Everything that is announced or will be, wherever, the earliest first.
    #[must_use]
    pub fn all_to_come(&self, now: Timestamp) -> Vec<(RecordKey, &Announced)> {
        let withdrawn = |key: RecordKey, it: &Announced| (key, it.event.clone());
        let mut to_come: Vec<_> = self
            .announced
            .iter()
            .filter(|(key, (_, it))| {
                now < it.until && !self.withdrawn.contains(&withdrawn(**key, it))
            })
            .collect();
        to_come.sort_by_key(|(key, (stamp, it))| (it.from, *stamp, **key));
        to_come.into_iter().map(|(key, (_, it))| (*key, it)).collect()
    }

    /// Every emergency that has not ended, wherever, the latest first.
    #[must_use]
    pub fn emergencies(&self) -> Vec<(RecordKey, &TakenOver)> {
        let venues: BTreeSet<_> = self.taken_over.values().map(|(_, it)| &it.venue).collect();
        let mut all: Vec<_> = venues.into_iter().flat_map(|venue| self.takeovers(venue)).collect();
        all.sort_by_key(|(key, _)| {
            let stamp = self.taken_over.get(key).map(|(stamp, _)| *stamp);
            std::cmp::Reverse((stamp, *key))
        });
        all
    }

    fn takeovers(&self, venue: &VenueId) -> Vec<(RecordKey, &TakenOver)> {
        let ended =
            |key: &RecordKey, it: &TakenOver| self.ended.contains(&(*key, it.event.clone()));
        let mut standing: Vec<_> = self
            .taken_over
            .iter()
            .filter(|(key, (_, it))| it.venue == *venue && !ended(key, it))
            .collect();
        standing.sort_by_key(|(key, (stamp, _))| std::cmp::Reverse((*stamp, **key)));
        standing.into_iter().map(|(key, (_, it))| (*key, it)).collect()
    }

    /// What was announced there and not withdrawn, whenever it is shown.
    fn standing(&self, venue: &VenueId) -> impl Iterator<Item = (RecordKey, Stamp, &Announced)> {
        let here = move |it: &Announced| it.venue.as_ref().is_none_or(|of| of == venue);
        self.announced
            .iter()
            .filter(move |(key, (_, it))| {
                here(it) && !self.withdrawn.contains(&(**key, it.event.clone()))
            })
            .map(|(key, (stamp, it))| (*key, *stamp, it))
    }
}
