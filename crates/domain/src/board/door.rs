//! The board at a room's door.

use jiff::{SignedDuration, Timestamp};

use super::day::Day;
use super::{Phase, RoomLine};
use crate::id::RoomId;
use crate::programme::{Slot, Timetable, Venue};

/// What is on in one room, and for how much longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door<'t> {
    /// The venue, whose clocks it goes by.
    pub venue: &'t Venue,
    /// The room and what is in it.
    pub line: RoomLine<'t>,
    /// Where the room's day stands.
    pub phase: Phase,
    /// How many minutes are left of what is on, begun ones counted; of several, of the first to
    /// end. `None` when nothing is on.
    pub minutes_left: Option<u32>,
    /// How many may be in the room now: what it holds, or fewer when a session says so. `None`
    /// when nobody knows.
    pub capacity: Option<u32>,
    /// When this board will be different, each minute of what is on included; `None` when nothing
    /// more is planned.
    pub changes: Option<Timestamp>,
}

/// What the board at a room's door shows at an instant; `None` when the programme has no such room.
#[must_use]
pub fn door<'t>(timetable: &'t Timetable<'t>, room: &RoomId, now: Timestamp) -> Option<Door<'t>> {
    let (venue, room) = timetable.programme.room(room)?;
    let day = Day::new(timetable, venue, now);
    let line = RoomLine::new(&day, room, now);
    let here = |slots: &[&'t Slot<'t>]| -> Vec<_> {
        slots.iter().filter(|slot| slot.room == Some(&room.id)).copied().collect()
    };
    let on = || line.now.iter().filter(|slot| slot.takes_place());
    let ends = on().map(|slot| slot.end).min();
    let minutes_left = ends.map(|ends| minutes_until(ends, now));
    let tick = ends.zip(minutes_left).and_then(|(ends, minutes)| minute_ends(ends, minutes));
    Some(Door {
        venue,
        phase: Phase::of(&here(&day.all), &here(&day.today), now),
        minutes_left,
        capacity: room.capacity.into_iter().chain(on().filter_map(|s| s.session.capacity)).min(),
        changes: day.changes(now).into_iter().chain(tick).min(),
        line,
    })
}

fn minutes_until(end: Timestamp, now: Timestamp) -> u32 {
    let left = end.duration_since(now).as_millis().max(0);
    u32::try_from((left + 59_999) / 60_000).unwrap_or(u32::MAX)
}

/// When so many minutes before the end are one fewer.
fn minute_ends(end: Timestamp, minutes: u32) -> Option<Timestamp> {
    let left = SignedDuration::from_mins(i64::from(minutes.checked_sub(1)?));
    end.checked_sub(left).ok()
}
