//! What screens show: projections of a [`Timetable`] at an instant.
//!
//! A lobby shows every room of a venue, a door one room, a week every venue in its own zone, and
//! the online board what is streamed. Each says when it will be different, so that a screen draws
//! only then. When there is nothing to show, a [`Phase`] says why. A [`listing()`] is what a visitor
//! asks for at the programme to touch, and [`next_change`] says when that will be different.

mod blocks;
mod by_day;
mod day;
mod door;
mod line;
mod listing;
mod lobby;
mod online;
mod similar;
mod week;

use jiff::Timestamp;

pub use blocks::{block_at, blocks};
pub use by_day::{PlannedDay, by_day};
pub use door::{Door, door};
pub use line::RoomLine;
pub use listing::{
    Choices, Counted, Found, InPlace, Listing, OnDay, Remedy, Script, Wish, Words, listing, page_of,
};
pub use lobby::{Lobby, lobby};
pub use online::{Online, Streamed, online};
pub use similar::similar;
pub use week::{Place, Week, week};

use crate::programme::{Slot, Timetable};

/// Where a programme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is none.
    Empty,
    /// The day's first session is still to come.
    Before(Timestamp),
    /// The day is under way.
    Running,
    /// The day is over, or has no session, and another one follows.
    DayOver {
        /// When the next session begins.
        next: Timestamp,
    },
    /// Everything is over.
    Over,
}

impl Phase {
    /// Where these sessions stand, of which some are today's. What is cancelled opens no day.
    fn of(all: &[&Slot<'_>], today: &[&Slot<'_>], now: Timestamp) -> Self {
        let takes_place = |slot: &&&Slot<'_>| slot.takes_place();
        let first = today.iter().filter(takes_place).map(|slot| slot.start).min();
        let last = today.iter().filter(takes_place).map(|slot| slot.end).max();
        let later =
            all.iter().filter(takes_place).map(|slot| slot.start).filter(|s| *s > now).min();
        match (first, last, later) {
            (Some(first), ..) if now < first => Self::Before(first),
            (_, Some(last), _) if now < last => Self::Running,
            (_, _, Some(next)) => Self::DayOver { next },
            _ if all.is_empty() => Self::Empty,
            _ => Self::Over,
        }
    }
}

/// When anything of a programme will be different that visitors may ask for: the next instant at
/// which a session begins, ends or would have ended; or a day begins somewhere, while there are any.
#[must_use]
pub fn next_change(timetable: &Timetable<'_>, now: Timestamp) -> Option<Timestamp> {
    let border = next_border(timetable.slots(), now)?;
    let venues = timetable.programme.venues.iter();
    let days = venues.map(|venue| day::tomorrow_at(timetable, venue, now));
    days.chain([border]).min()
}

/// The next instant after `now` at which one of these sessions begins, ends or would have ended
/// where it was planned.
fn next_border<'s, 'a: 's>(
    slots: impl IntoIterator<Item = &'s Slot<'a>>,
    now: Timestamp,
) -> Option<Timestamp> {
    let borders = |slot: &'s Slot<'a>| {
        [Some(slot.start), Some(slot.end), slot.old_times.map(|old| old.end)].into_iter().flatten()
    };
    slots.into_iter().flat_map(borders).filter(|border| *border > now).min()
}
