//! Seats that a kiosk gives back, rightly or not.

use parvis_domain::clock::HybridClock;
use parvis_domain::fact::Fact;
use parvis_domain::gate::Scope;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::seats::Leases;
use parvis_domain::series::Head;
use parvis_kiosk::kiosk::Kiosk;
use parvis_protocol::exchange::SeatsShort;

use super::bug::Bug;
use super::station::Station;

impl Station {
    /// Gives back the seats that others are short of. Gives how many.
    pub(super) fn give_back(&self, kiosk: &Kiosk, short: &[SeatsShort]) -> u64 {
        if self.bug == Some(Bug::TakenSeatsReturned) {
            return short.iter().filter_map(|short| give_what_was_lent(kiosk, short)).sum();
        }
        let before = self.seats_left(kiosk, short);
        let given = kiosk.give_back_seats(&self.gate, short).unwrap_or_default();
        if self.bug == Some(Bug::ReturnedSeatsUsed) && given > 0 {
            for (scope, left) in before {
                self.lend_itself(kiosk, scope, left);
            }
        }
        u64::from(given)
    }

    fn seats_left(&self, kiosk: &Kiosk, short: &[SeatsShort]) -> Vec<(Scope, u32)> {
        let left = |scope: &Scope| kiosk.roster().read(|roster| roster.seats_left(scope));
        let left =
            short.iter().filter_map(|short| Some((short.scope.clone(), left(&short.scope).ok()??)));
        left.collect()
    }

    /// Planted: as many seats count as left here as before some were given back.
    fn lend_itself(&self, kiosk: &Kiosk, scope: Scope, before: u32) {
        let left = kiosk.roster().read(|roster| roster.seats_left(&scope));
        let seats = before.saturating_sub(left.ok().flatten().unwrap_or(before));
        let mut random = [0; 16];
        self.chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill(&mut random);
        let nobody = Head::new(DeviceId(random), Incarnation([1; 8]), None);
        let device = kiosk.roster().device();
        let fact = Fact::SeatsLeased { scope, device, seats };
        let lease = nobody.next(&mut HybridClock::after(None), kiosk.now(), true, fact);
        if let Ok(lease) = lease {
            let _ = kiosk.roster().write(|roster| roster.receive(lease));
        }
    }
}

/// Planted: every seat that it holds is given back, whoever sits on it.
fn give_what_was_lent(kiosk: &Kiosk, short: &SeatsShort) -> Option<u64> {
    let mut leases = Leases::default();
    let records = kiosk.roster().read(|roster| {
        roster.records(&mut |sealed| {
            leases.add(&short.scope, &sealed.record);
            Ok(())
        })
    });
    records.ok()?;
    let seats = leases.held_by(kiosk.roster().device());
    let fact = Fact::SeatsReturned { scope: short.scope.clone(), seats };
    let given =
        (seats > 0).then(|| kiosk.roster().write(|roster| roster.append(kiosk.now(), fact)));
    given?.ok().map(|_| u64::from(seats))
}
