//! The board in the lobby: every room of a venue.

use jiff::Timestamp;

use super::day::Day;
use super::{Phase, RoomLine};
use crate::id::VenueId;
use crate::programme::{Event, Timetable, Venue};

/// Now, next and later in every room of a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lobby<'t> {
    /// The venue.
    pub venue: &'t Venue,
    /// The events that are held there on this day.
    pub events: Vec<&'t Event>,
    /// Where the day stands.
    pub phase: Phase,
    /// A line for each room in which something is on, still to come today, or was to be and is
    /// elsewhere; in the venue's order. A screen that cannot hold them shows them in
    /// [`super::blocks`].
    pub rooms: Vec<RoomLine<'t>>,
    /// When this board will be different; `None` when nothing more is planned.
    pub changes: Option<Timestamp>,
}

/// What the lobby of a venue shows at an instant; `None` when the programme has no such venue.
#[must_use]
pub fn lobby<'t>(
    timetable: &'t Timetable<'t>,
    venue: &VenueId,
    now: Timestamp,
) -> Option<Lobby<'t>> {
    let venue = timetable.programme.venue(venue)?;
    let day = Day::new(timetable, venue, now);
    let lines = venue.rooms().map(|room| RoomLine::new(&day, room, now));
    Some(Lobby {
        venue,
        phase: Phase::of(&day.all, &day.today, now),
        rooms: lines.filter(|line| !line.is_empty()).collect(),
        changes: day.changes(now),
        events: day.events,
    })
}
