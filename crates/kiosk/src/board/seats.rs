//! How many seats are left in rooms whose gates count who comes and goes.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::gate::{Capacity, Gate};
use parvis_domain::id::RoomId;
use parvis_domain::programme::{Mark, Slot};
use parvis_roster::{Reading, RosterError};

use crate::kiosk::{Kiosk, Setup};
use crate::view::SeatsView;

/// For how long nothing may have been heard of other doors before a number is said to be a bound.
const UNHEARD: SignedDuration = SignedDuration::from_mins(2);

/// The seats that are left, by room; rooms that no gate counts are not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seats(BTreeMap<RoomId, SeatsView>);

impl Seats {
    /// What this kiosk knows at an instant.
    pub(super) fn now(kiosk: &Kiosk, setup: &Setup, now: Timestamp) -> Result<Self, RosterError> {
        let counted: Vec<_> = setup.gates.iter().filter_map(counted).collect();
        if counted.is_empty() {
            return Ok(Self::default());
        }
        let heard = kiosk.lists_of();
        let at_most = heard.is_some_and(|of| now.duration_since(of) > UNHEARD);
        let inside = |roster: &Reading<'_>| {
            let mut rooms: BTreeMap<RoomId, SeatsView> = BTreeMap::new();
            for (gate, room, capacity) in counted {
                let Some(scope) = gate.scope_at(&setup.current, now) else { continue };
                let left = capacity.seats.saturating_sub(roster.inside(&scope)?);
                // Two gates of one room count the same area; of two areas the fuller one says it.
                let least = rooms.get(room).map_or(left, |seats| seats.left.min(left));
                rooms.insert(room.clone(), SeatsView { left: least, at_most });
            }
            Ok(Self(rooms))
        };
        kiosk.roster().read(inside)
    }

    /// Those of a room.
    pub(super) fn of(&self, room: &RoomId) -> Option<SeatsView> {
        self.0.get(room).copied()
    }

    /// Whether nobody else gets into a session: staff said so, or its room is full while it is on.
    pub(super) fn is_full(&self, slot: &Slot<'_>, now: Timestamp) -> bool {
        let room = slot.room.and_then(|room| self.of(room));
        let counted = room.is_some_and(|seats| seats.left == 0) && slot.is_on(now);
        counted || slot.marks.contains(&Mark::Full)
    }
}

/// A gate that counts who is in a room of so many seats.
fn counted(gate: &Gate) -> Option<(&Gate, &RoomId, &Capacity)> {
    Some((gate, gate.room.as_ref()?, gate.rule.capacity.as_ref()?))
}
