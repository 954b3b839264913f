//! Seats of a hard capacity that this kiosk asks its hub to lend.

use parvis_domain::gate::{Capacity, CapacityKind, Scope};
use parvis_domain::id::GateId;
use parvis_protocol::exchange::SeatsWanted;
use parvis_roster::RosterError;

use super::Membership;
use crate::kiosk::Kiosk;

/// How many seats a door likes to have at hand: half a minute of a quick queue.
const AT_HAND: u32 = 10;
/// It asks for more when it has fewer than this.
const TOO_FEW: u32 = 5;

impl Kiosk {
    /// What to ask the hub for, standing at this gate.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn seats_wanted(&self, gate: &GateId) -> Result<Vec<SeatsWanted>, RosterError> {
        let Some((scope, capacity, left)) = self.seats_here(gate)? else { return Ok(Vec::new()) };
        if left >= TOO_FEW {
            return Ok(Vec::new());
        }
        let seats = AT_HAND - left;
        Ok(vec![SeatsWanted { scope, capacity: capacity.seats, seats }])
    }

    /// How many seats this kiosk can give away at a gate without asking; `None` where they are not
    /// counted so.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn seats_at_hand(&self, gate: &GateId) -> Result<Option<u32>, RosterError> {
        Ok(self.seats_here(gate)?.map(|(_, _, left)| left))
    }

    fn seats_here(&self, gate: &GateId) -> Result<Option<(Scope, Capacity, u32)>, RosterError> {
        let setup = self.setup();
        let Some(gate) = setup.gate(gate) else { return Ok(None) };
        if setup.membership == Membership::Revoked {
            return Ok(None);
        }
        let hard = gate.rule.capacity.filter(|capacity| capacity.kind == CapacityKind::Hard);
        let scope = gate.scope_at(&setup.programme, self.time());
        let (Some(capacity), Some(scope)) = (hard, scope) else { return Ok(None) };
        let left = self.roster().read(|roster| roster.seats_left(&scope))?.unwrap_or(0);
        Ok(Some((scope, capacity, left)))
    }
}
