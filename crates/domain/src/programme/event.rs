//! One gathering of the week.

use jiff::civil::{Date, Time, time};
use serde::{Deserialize, Serialize};

use super::edition::{Link, Partner};
use super::venue::Venue;
use crate::id::{EventId, VenueId};
use crate::text::{Lang, Text};

/// One gathering with an organiser, a venue and dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What it is called.
    pub title: Text,
    /// A sentence or two about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// Who holds it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organiser: String,
    /// On site, online or both.
    pub mode: Mode,
    /// Where; `None` when it is only online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// Its first day, in its zone.
    pub first_day: Date,
    /// Its last day, in its zone; the same as the first for an event of one day.
    pub last_day: Date,
    /// When one day ends and the next begins. Before it, the night still belongs to the day before.
    #[serde(default = "usual_day_start")]
    pub day_starts: Time,
    /// The languages of the place, in the order they are shown.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// Whether it is somebody else's event that is only announced here: it has no gate.
    #[serde(default)]
    pub relayed: bool,
    /// Pages, the live stream, replays.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Who supports it.
    #[serde(default)]
    pub partners: Vec<Partner>,
}

/// Four in the morning: late evenings end by then, and no programme has begun.
fn usual_day_start() -> Time {
    time(4, 0, 0, 0)
}

impl Event {
    /// When days begin, unless an event says otherwise: 04:00.
    #[must_use]
    pub fn usual_day_start() -> Time {
        usual_day_start()
    }

    /// Whether a day is one of the event's.
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        (self.first_day..=self.last_day).contains(&day)
    }

    /// Whether it is held in a venue.
    #[must_use]
    pub fn is_at(&self, venue: &Venue) -> bool {
        self.venue.as_ref() == Some(&venue.id)
    }

    /// Every day of the event, first to last.
    pub fn days(&self) -> impl Iterator<Item = Date> + '_ {
        self.first_day.series(jiff::ToSpan::days(1)).take_while(|day| *day <= self.last_day)
    }
}

/// Where people take part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In a venue.
    #[default]
    OnSite,
    /// On a screen of their own.
    Online,
    /// Either.
    Both,
}
