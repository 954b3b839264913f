//! The board of the week: every city and venue of an edition, each by its own clocks.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::Phase;
use super::day::Day;
use crate::programme::{Event, Slot, Timetable, Venue};

/// What is on in every venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week<'t> {
    /// The venues in which events are held, in the programme's order.
    pub places: Vec<Place<'t>>,
    /// When this board will be different, its clocks apart; `None` when nothing more is planned.
    pub changes: Option<Timestamp>,
}

/// One venue of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'t> {
    /// The venue.
    pub venue: &'t Venue,
    /// The events that are held there in the week, by their first days.
    pub events: Vec<&'t Event>,
    /// Where the day stands there.
    pub phase: Phase,
    /// What is on in its rooms.
    pub now: Vec<&'t Slot<'t>>,
    /// What comes next today: all that begin at that instant.
    pub next: Vec<&'t Slot<'t>>,
    /// When this place will be different.
    changes: Option<Timestamp>,
}

/// What the board of the week shows at an instant.
#[must_use]
pub fn week<'t>(timetable: &'t Timetable<'t>, now: Timestamp) -> Week<'t> {
    let venues = timetable.programme.venues.iter();
    let places: Vec<_> = venues.filter_map(|venue| place(timetable, venue, now)).collect();
    let changes = places.iter().filter_map(|place| place.changes).min();
    Week { places, changes }
}

fn place<'t>(timetable: &'t Timetable<'t>, venue: &'t Venue, now: Timestamp) -> Option<Place<'t>> {
    let mut events: Vec<_> =
        timetable.programme.events.iter().filter(|event| event.is_at(venue)).collect();
    events.sort_by_key(|event| (event.first_day, event.last_day));
    let day = Day::new(timetable, venue, now);
    let coming = || day.today.iter().filter(|slot| slot.start > now);
    let first = coming().map(|slot| slot.start).min();
    (!events.is_empty() || !day.all.is_empty()).then(|| Place {
        venue,
        events,
        phase: Phase::of(&day.all, &day.today, now),
        now: day.today.iter().filter(|slot| slot.is_on(now)).copied().collect(),
        next: coming().filter(|slot| Some(slot.start) == first).copied().collect(),
        changes: day.changes(now),
    })
}

impl Place<'_> {
    /// What clocks on the wall show there at an instant.
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> DateTime {
        self.venue.zone.civil(at)
    }
}
