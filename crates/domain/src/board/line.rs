//! A room's line.

use jiff::Timestamp;

use super::day::Day;
use crate::programme::{Room, Slot};

/// What is on in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomLine<'t> {
    /// The room.
    pub room: &'t Room,
    /// What is on; more than one only when the programme puts two sessions in one room at once.
    /// One that is cancelled stays until it would have ended.
    pub now: Vec<&'t Slot<'t>>,
    /// What comes next today.
    pub next: Option<&'t Slot<'t>>,
    /// What comes after that today.
    pub later: Vec<&'t Slot<'t>>,
    /// What was planned here for today and is in another room or on another day: whoever comes for
    /// it is shown the way.
    pub away: Vec<&'t Slot<'t>>,
}

impl<'t> RoomLine<'t> {
    pub(super) fn new(day: &Day<'t>, room: &'t Room, now: Timestamp) -> Self {
        let here = day.today.iter().filter(|slot| slot.room == Some(&room.id));
        let mut coming = here.clone().filter(|slot| slot.start > now).copied();
        let planned_here = |slot: &&&Slot<'_>| slot.old_room.or(slot.room) == Some(&room.id);
        Self {
            room,
            now: here.filter(|slot| slot.is_on(now)).copied().collect(),
            next: coming.next(),
            later: coming.collect(),
            away: day.away.iter().filter(planned_here).copied().collect(),
        }
    }

    /// Whether it says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.now.is_empty() && self.next.is_none() && self.away.is_empty()
    }
}
