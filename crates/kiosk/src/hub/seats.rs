//! Seats of a hard capacity that this kiosk asks its hub to lend, and those that it gives back: what
//! [`parvis_domain::seats`] says of what stands on the disk.

use jiff::Timestamp;
use parvis_domain::fact::Fact;
use parvis_domain::gate::{Capacity, CapacityKind, Gate, Scope};
use parvis_domain::id::GateId;
use parvis_domain::seats::{AT_HAND, LATELY, Stock};
use parvis_protocol::exchange::{SeatsShort, SeatsWanted};
use parvis_roster::{Reading, RosterError};

use super::Membership;
use crate::kiosk::{Kiosk, Setup};

impl Kiosk {
    /// What to ask the hub for, standing at this gate.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn seats_wanted(&self, gate: &GateId) -> Result<Vec<SeatsWanted>, RosterError> {
        let setup = self.setup();
        let Some((gate, scope, capacity)) = self.seats_at(&setup, gate) else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let stock = self.roster().read(|roster| {
            let left = roster.seats_left(&scope)?.unwrap_or(0);
            Ok(Stock { left, lately: lately(roster, gate, now)?, serves: true })
        })?;
        let wanted = stock.wish().map(|wish| SeatsWanted {
            scope: scope.clone(),
            capacity: capacity.seats,
            seats: wish.seats,
            needed: wish.needed,
        });
        Ok(wanted.into_iter().collect())
    }

    /// How many seats this kiosk can give away at a gate without asking; `None` where they are not
    /// counted so.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn seats_at_hand(&self, gate: &GateId) -> Result<Option<u32>, RosterError> {
        let setup = self.setup();
        let Some((_, scope, _)) = self.seats_at(&setup, gate) else { return Ok(None) };
        let left = self.roster().read(|roster| roster.seats_left(&scope))?;
        Ok(Some(left.unwrap_or(0)))
    }

    /// Gives back the seats that it does not need, standing at this gate, when others are short of
    /// so many. Gives how many. To be called when the hub was reached just now: seats that are
    /// given back and cannot be told of are at nobody's hand.
    ///
    /// What is left is read, and what is given back recorded, in one transaction: no admission
    /// comes between, and none that follows finds a seat that was given back.
    ///
    /// # Errors
    /// When the roster cannot be read or written. Nothing was given back then.
    pub fn give_back_seats(&self, gate: &GateId, short: &[SeatsShort]) -> Result<u32, RosterError> {
        let setup = self.setup();
        if setup.membership != Membership::Filled {
            return Ok(0);
        }
        let Some(door) = setup.gate(gate) else { return Ok(0) };
        let scope = self.seats_at(&setup, gate).map(|(_, scope, _)| scope);
        let now = self.now();
        let spare = |roster: &Reading<'_>| spare(roster, door, scope.as_ref(), short, now);
        // Mostly there is nothing to write, and check-ins would wait for the transaction.
        if self.roster().read(spare)?.is_empty() {
            return Ok(0);
        }
        let given = self.roster().write(|roster| {
            let spare = spare(roster)?;
            let given: u32 = spare.iter().map(|(_, seats)| seats).sum();
            for (scope, seats) in spare {
                roster.append(now, Fact::SeatsReturned { scope, seats })?;
            }
            Ok(given)
        })?;
        if given > 0 {
            self.announce();
            tracing::info!(given, "seats were given back");
        }
        Ok(given)
    }

    /// The gate, what it admits to now, and its capacity, where seats of that are lent.
    fn seats_at<'s>(&self, setup: &'s Setup, gate: &GateId) -> Option<(&'s Gate, Scope, Capacity)> {
        let gate = setup.gate(gate).filter(|_| setup.membership != Membership::Revoked)?;
        let hard = gate.rule.capacity.filter(|capacity| capacity.kind == CapacityKind::Hard)?;
        Some((gate, gate.scope_at(&setup.current, self.time())?, hard))
    }
}

/// The seats to give back, by scope.
fn spare(
    roster: &Reading<'_>,
    gate: &Gate,
    serves: Option<&Scope>,
    short: &[SeatsShort],
    now: Timestamp,
) -> Result<Vec<(Scope, u32)>, RosterError> {
    let idle = roster.idle_seats()?;
    if idle.is_empty() {
        return Ok(Vec::new());
    }
    let lately = lately(roster, gate, now)?;
    let spare = idle.into_iter().map(|(scope, left)| {
        let stock = Stock { left, lately, serves: serves == Some(&scope) };
        let short = short.iter().filter(|short| short.scope == scope).map(|short| short.seats);
        let seats = stock.spare(short.sum());
        (scope, seats)
    });
    Ok(spare.filter(|(_, seats)| *seats > 0).collect())
}

/// How many people came for a seat lately.
fn lately(roster: &Reading<'_>, gate: &Gate, now: Timestamp) -> Result<u32, RosterError> {
    let since = now.checked_sub(LATELY).unwrap_or(now);
    roster.came_for_seats(&gate.id, since..=now, AT_HAND)
}
