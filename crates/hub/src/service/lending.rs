//! Seats of hard capacities, lent as the devices ask.

use parvis_domain::gate::{CapacityKind, Gate};
use parvis_protocol::exchange::SeatsWanted;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::statement::{DeviceStanding, Statement};

use super::{Service, refused};
use crate::store::{Device, Store, Wish};

/// The most wishes that are heard at once: a kiosk stands at one gate.
pub(super) const WISHES: usize = 8;

impl<S: Store> Service<S> {
    /// Lends seats as far as there are any, of what is behind a gate to the device's events. What a
    /// capacity is, the hub's own gates say: the least, where several share an area.
    pub(super) async fn lend(&self, device: &Device, wanted: &SeatsWanted) -> Result<(), Refusal> {
        let gates = self.store().gates().await.map_err(|error| refused(&error))?;
        let is_hard = |gate: &&Gate| {
            gate.counts_for(&wanted.scope)
                && gate.rule.capacity.is_some_and(|capacity| capacity.kind == CapacityKind::Hard)
        };
        let doors: Vec<_> = gates.iter().filter(is_hard).collect();
        let decides = |of: &Statement| {
            of.standing == DeviceStanding::Enrolled
                && doors.iter().any(|door| of.events.iter().any(|event| door.admits_event(event)))
        };
        let capacities = doors.iter().filter_map(|door| door.rule.capacity);
        let Some(capacity) = capacities.map(|capacity| capacity.seats).min() else { return Ok(()) };
        if !decides(&device.statement) {
            return Ok(());
        }
        let devices = self.store().devices().await.map_err(|error| refused(&error))?;
        let sharing = devices.iter().filter(|other| decides(&other.statement)).count();
        let wish = Wish {
            device: device.statement.device,
            scope: wanted.scope.clone(),
            capacity,
            seats: wanted.seats,
            needed: wanted.needed,
            devices: u32::try_from(sharing).unwrap_or(u32::MAX),
        };
        let lent = self.store().lend(&wish, self.now()).await.map_err(|error| refused(&error))?;
        if lent > 0 {
            tracing::info!(device = %wish.device, scope = %wish.scope, lent, "seats were lent");
        }
        Ok(())
    }
}
