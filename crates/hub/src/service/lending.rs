//! Seats of hard capacities, lent as the devices ask.

use parvis_domain::gate::CapacityKind;
use parvis_protocol::exchange::SeatsWanted;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::statement::DeviceStanding;

use super::{Service, refused};
use crate::store::{Device, Store, Wish};

/// The most wishes that are heard at once: a kiosk stands at one gate.
pub(super) const WISHES: usize = 8;

impl<S: Store> Service<S> {
    /// Lends seats as far as there are any. What a capacity is, the hub's own gates say.
    pub(super) async fn lend(&self, device: &Device, wanted: &SeatsWanted) -> Result<(), Refusal> {
        let gates = self.store().gates().await.map_err(|error| refused(&error))?;
        let of_scope = gates.iter().filter(|gate| gate.area == wanted.scope.area);
        let capacities = of_scope.filter_map(|gate| gate.rule.capacity);
        let hard = capacities.filter(|capacity| capacity.kind == CapacityKind::Hard);
        let Some(capacity) = hard.map(|capacity| capacity.seats).min() else { return Ok(()) };
        let devices = self.store().devices().await.map_err(|error| refused(&error))?;
        let same_events = |other: &&Device| {
            let of = &other.statement;
            of.standing == DeviceStanding::Enrolled
                && of.events.iter().any(|event| device.statement.events.contains(event))
        };
        let wish = Wish {
            device: device.statement.device,
            scope: wanted.scope.clone(),
            capacity,
            seats: wanted.seats,
            devices: u32::try_from(devices.iter().filter(same_events).count()).unwrap_or(u32::MAX),
        };
        let lent = self.store().lend(&wish, self.now()).await.map_err(|error| refused(&error))?;
        if lent > 0 {
            tracing::info!(device = %wish.device, scope = %wish.scope, lent, "seats were lent");
        }
        Ok(())
    }
}
