//! Gates: places where admission is decided, and the rules they decide by.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::id::{EventId, GateId, IdError, RoomId, SessionId, VenueId};
use crate::programme::{Programme, Session};
use crate::text::{Lang, Text};
use crate::zone::Zone;

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

/// What is behind one or more gates: the place that admissions are counted for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Area(String);

/// What admissions are counted over: an area, on a day or for a session.
///
/// It is written `hall`, `hall/day/2023-11-16` or `hall/session/opening`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope {
    /// The place.
    pub area: Area,
    /// The part of its time.
    pub part: Part,
}

/// The part of an area's time that admissions are counted over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// One day of the event.
    Day(Date),
    /// One session.
    Session(SessionId),
}

/// A text that is not an [`Area`] or a [`Scope`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// Not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Areas are parted from days and sessions by a slash, so they hold none.
    #[error("the area “{0}” holds a “/”")]
    Slash(String),
    /// What follows the area is neither a day nor a session.
    #[error("“{0}” is neither “day/2023-11-16” nor “session/…”")]
    Part(String),
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

impl Area {
    /// Takes a text without a slash as an area.
    pub fn new(text: &str) -> Result<Self, ScopeError> {
        let id = GateId::new(text)?;
        if text.contains('/') {
            return Err(ScopeError::Slash(text.to_owned()));
        }
        Ok(Self(id.into()))
    }

    /// The area as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Area {
    type Error = ScopeError;
    fn try_from(text: String) -> Result<Self, ScopeError> {
        Self::new(&text)
    }
}

impl From<Area> for String {
    fn from(area: Area) -> String {
        area.0
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.area.0)?;
        match &self.part {
            Part::Whole => Ok(()),
            Part::Day(day) => write!(f, "/day/{day}"),
            Part::Session(session) => write!(f, "/session/{session}"),
        }
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, ScopeError> {
        let (area, rest) = text.split_once('/').map_or((text, None), |(a, r)| (a, Some(r)));
        let wrong = || ScopeError::Part(rest.unwrap_or_default().to_owned());
        let part = match rest.map(|rest| rest.split_once('/')) {
            None => Part::Whole,
            Some(Some(("day", day))) => Part::Day(day.parse().map_err(|_| wrong())?),
            Some(Some(("session", session))) => Part::Session(session.parse()?),
            Some(_) => return Err(wrong()),
        };
        Ok(Self { area: Area::new(area)?, part })
    }
}

impl TryFrom<String> for Scope {
    type Error = ScopeError;
    fn try_from(text: String) -> Result<Self, ScopeError> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> String {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_what_it_writes() {
        for text in ["hall", "hall/day/2023-11-16", "hall/session/a/b@c"] {
            assert_eq!(text.parse::<Scope>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_scope_says_so() {
        assert!("hall/day/soon".parse::<Scope>().is_err());
        assert!("hall/2023-11-16".parse::<Scope>().is_err());
        assert!("/day/2023-11-16".parse::<Scope>().is_err());
    }
}
