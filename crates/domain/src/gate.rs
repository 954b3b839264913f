//! Gates: places where admission is decided, and the rules they decide by.

mod scope;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::id::{EventId, GateId, RoomId, SessionId, VenueId};
use crate::programme::{Programme, Session};
use crate::text::{Lang, Text};
use crate::zone::Zone;

pub use scope::{Area, Part, Scope, ScopeError};

/// A place where admission is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its id.
    pub id: GateId,
    /// What the sign above it says.
    pub name: Text,
    /// The building it opens; `None` when the programme knows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// The room it opens; `None` for a gate to the whole building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// What is behind it. Two doors to the same hall share an area, so that a ticket admitted at
    /// one has been admitted at the other.
    pub area: Area,
    /// The zone of its clock.
    pub zone: Zone,
    /// The languages its screen offers, the usual one first.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// The rules it decides by.
    pub rule: Rule,
}

/// The rules of a gate. What is left empty restricts nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The events whose tickets it admits; at least one.
    pub events: Vec<EventId>,
    /// The days it is open; empty means every day of its events.
    #[serde(default)]
    pub days: Vec<Date>,
    /// The ticket types it admits; empty means every type.
    #[serde(default)]
    pub ticket_types: Vec<String>,
    /// The sessions behind it: a ticket must hold a seat in the one that is on or comes next.
    #[serde(default)]
    pub sessions: Vec<SessionId>,
    /// How often a ticket may pass.
    #[serde(default)]
    pub entry: Entry,
    /// Whether a multi-day ticket may enter once a day or once in all.
    #[serde(default)]
    pub counted: Counted,
    /// Which way people pass.
    #[serde(default)]
    pub direction: Direction,
    /// When it is open, by its own clock; empty means always.
    #[serde(default)]
    pub hours: Vec<Hours>,
    /// How many may be inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// What its screen may show of a person who is admitted.
    #[serde(default)]
    pub shows: Shows,
}

/// How often a ticket may pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Once.
    #[default]
    Single,
    /// As often as its holder likes; nobody scans on the way out.
    Reentry,
    /// In and out by turns, each recorded.
    EntryExit,
}

/// Over what admissions are counted at a gate without sessions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Each day anew.
    #[default]
    PerDay,
    /// Over the whole event.
    PerEvent,
}

/// Which way people pass a gate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Only in.
    #[default]
    In,
    /// Only out.
    Out,
    /// Who is inside goes out, who is outside comes in.
    Both,
}

/// A stretch of time in which a gate is open, by the clock on its wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// From here on.
    pub opens: DateTime,
    /// Until here, perhaps after midnight.
    pub closes: DateTime,
}

/// How many people may be inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// How many.
    pub seats: u32,
    /// What happens to one more.
    #[serde(default)]
    pub kind: CapacityKind,
}

/// What happens when a place is full.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapacityKind {
    /// One more is admitted, and staff are told.
    #[default]
    Advisory,
    /// One more is refused.
    Hard,
}

/// What the screen may show of a person who is admitted. A refusal shows nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// Nothing at all.
    Nothing,
    /// The first name.
    #[default]
    FirstName,
    /// The first name and the initial of the last.
    Initial,
    /// The whole name.
    FullName,
}

impl Gate {
    /// The session behind this gate that is on at an instant, or else the next one.
    #[must_use]
    pub fn session_at<'p>(&self, programme: &'p Programme, now: Timestamp) -> Option<&'p Session> {
        self.sessions(programme)
            .filter(|session| session.end > now)
            .min_by_key(|s| (s.start, s.end))
    }

    /// The sessions behind this gate that the programme knows.
    pub fn sessions<'p>(&self, programme: &'p Programme) -> impl Iterator<Item = &'p Session> {
        self.rule.sessions.iter().filter_map(|id| programme.session(id))
    }

    /// The day an instant belongs to at this gate.
    #[must_use]
    pub fn day_at(&self, programme: &Programme, now: Timestamp) -> Date {
        let event = self.rule.events.first().and_then(|id| programme.event(id));
        let usual = crate::programme::Event::usual_day_start();
        self.zone.event_day(now, event.map_or(usual, |event| event.day_starts))
    }

    /// What an admission at this gate counts for at an instant. At a gate to sessions it is the
    /// session that is on or next, and `None` after the last one.
    #[must_use]
    pub fn scope_at(&self, programme: &Programme, now: Timestamp) -> Option<Scope> {
        let part = match (self.rule.sessions.is_empty(), self.rule.counted) {
            (false, _) => Part::Session(self.session_at(programme, now)?.id.clone()),
            (true, Counted::PerDay) => Part::Day(self.day_at(programme, now)),
            (true, Counted::PerEvent) => Part::Whole,
        };
        Some(Scope { area: self.area.clone(), part })
    }

    /// Whether an admission here can count for a scope, at whatever time.
    #[must_use]
    pub fn counts_for(&self, scope: &Scope) -> bool {
        let part = match (&scope.part, self.rule.counted) {
            (Part::Session(session), _) => self.rule.sessions.contains(session),
            (Part::Day(_), Counted::PerDay) | (Part::Whole, Counted::PerEvent) => {
                self.rule.sessions.is_empty()
            }
            _ => false,
        };
        part && scope.area == self.area
    }

    /// Whether what is behind this gate and behind another can be one place: they are doors of one
    /// building, or admit one event.
    #[must_use]
    pub fn may_share_area_with(&self, other: &Self) -> bool {
        let building = self.venue.is_some() && self.venue == other.venue;
        building || self.rule.events.iter().any(|event| other.admits_event(event))
    }

    /// Whether tickets of this type pass here.
    #[must_use]
    pub fn admits_type(&self, kind: &str) -> bool {
        let types = &self.rule.ticket_types;
        types.is_empty() || types.iter().any(|t| t.eq_ignore_ascii_case(kind))
    }

    /// Whether tickets of this event pass here.
    #[must_use]
    pub fn admits_event(&self, event: &EventId) -> bool {
        self.rule.events.contains(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(id: &str, venue: Option<&str>, events: &[&str], sessions: &[&str]) -> Gate {
        serde_json::from_value(serde_json::json!({
            "id": id, "name": {"en": id}, "area": "hall", "zone": "Europe/Brussels", "venue": venue,
            "rule": {"events": events, "sessions": sessions}
        }))
        .unwrap()
    }

    #[test]
    fn a_gate_counts_for_its_area_and_its_part_of_time() {
        let mut gate = gate("main", None, &["day"], &[]);
        let counts = |gate: &Gate| {
            let scopes = ["hall", "hall/day/2023-11-16", "hall/session/opening", "attic"];
            scopes.map(|scope| gate.counts_for(&scope.parse().unwrap()))
        };
        assert_eq!(counts(&gate), [false, true, false, false]);
        gate.rule.counted = Counted::PerEvent;
        assert_eq!(counts(&gate), [true, false, false, false]);
        gate.rule.sessions = vec![SessionId::new("opening").unwrap()];
        assert_eq!(counts(&gate), [false, false, true, false]);
        assert!(!gate.counts_for(&"hall/session/closing".parse().unwrap()));
    }

    #[test]
    fn an_area_is_of_one_building_or_of_one_event() {
        let here = gate("main", Some("hall"), &["day"], &[]);
        for (venue, events, may) in [
            (Some("hall"), &["night"], true),
            (Some("quai"), &["night"], false),
            (None, &["night"], false),
            (Some("quai"), &["day"], true),
            (None, &["day"], true),
        ] {
            let other = gate("other", venue, events, &[]);
            assert_eq!(here.may_share_area_with(&other), may, "{venue:?} {events:?}");
            assert_eq!(other.may_share_area_with(&here), may, "{venue:?} {events:?}");
        }
        let nowhere = gate("main", None, &["day"], &[]);
        assert!(!nowhere.may_share_area_with(&gate("other", None, &["night"], &[])));
    }
}
