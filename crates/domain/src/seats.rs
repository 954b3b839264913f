//! Seats of a hard capacity, lent to devices so that a network that is cut cannot oversell.
//!
//! The hub lends parts of a capacity to devices ([`crate::fact::Fact::SeatsLeased`]), never more in
//! all than there are. A device admits while it has seats left, whether or not anybody can be
//! reached. Somebody who leaves frees the seat at the device that gave it away, once that device
//! hears of it: until then the seat is counted as taken, which errs on the safe side.
//!
//! A device gives seats back ([`crate::fact::Fact::SeatsReturned`]) that it does not need: which
//! these are, [`Stock::spare`] decides, and [`grant`] to whom they go. A door gives its own for people
//! who came elsewhere ([`LATELY`]), never for what another would only like to have at hand
//! ([`AT_HAND`]): that is lent out of what nobody waits for. So a seat does not wander to and fro:
//! where nobody comes, all come to rest. Several doors that hear of one need at once may each give
//! for it; what is too much is lent again.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::fact::{Fact, Record};
use crate::gate::Scope;
use crate::id::DeviceId;

/// The seats of one scope, as far as the records that were added tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leases {
    lent: BTreeMap<DeviceId, i64>,
}

impl Leases {
    /// Adds what a record says about the seats of a scope. Add each record once.
    pub fn add(&mut self, scope: &Scope, record: &Record) {
        match &record.fact {
            Fact::SeatsLeased { scope: of, device, seats } if of == scope => {
                *self.lent.entry(*device).or_default() += i64::from(*seats);
            }
            Fact::SeatsReturned { scope: of, seats } if of == scope => {
                *self.lent.entry(record.key.device).or_default() -= i64::from(*seats);
            }
            _ => {}
        }
    }

    /// How many seats a device holds, taken or not.
    #[must_use]
    pub fn held_by(&self, device: DeviceId) -> u32 {
        clamped(self.lent.get(&device).copied().unwrap_or_default())
    }

    /// How many seats of a capacity are still to be lent.
    #[must_use]
    pub fn free(&self, capacity: u32) -> u32 {
        // More given back than was lent is somebody's mistake, and no reason to lend more.
        let lent: i64 = self.lent.values().map(|lent| (*lent).max(0)).sum();
        clamped(i64::from(capacity) - lent)
    }
}

/// How many seats a door likes to have at hand: half a minute of a quick queue, for which it asks
/// nobody.
pub const AT_HAND: u32 = 10;
/// It asks for more when it has fewer than this.
pub const TOO_FEW: u32 = 5;
/// For so long people who came tell how many will: as many as in the last minutes are expected in
/// the next.
pub const LATELY: SignedDuration = SignedDuration::from_mins(3);

/// What a device knows of the seats of one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// How many it may still give away: those it holds, less those that are taken.
    pub left: u32,
    /// How many people came for one within [`LATELY`]: who were admitted, and who were refused
    /// because there was none.
    pub lately: u32,
    /// Whether its door admits to this scope now. It does not when the session or the day is over,
    /// nor when the device stands at another gate.
    pub serves: bool,
}

/// How many seats a device would like to have left to give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// So many at best, for a network that may be cut.
    pub seats: u32,
    /// So many of them for people who are to be expected soon.
    pub needed: u32,
}

impl Stock {
    /// How many it needs for the next minutes: one for each who came in the last, though no more
    /// than [`AT_HAND`], since it asks again long before these are given away.
    #[must_use]
    pub fn needed(&self) -> u32 {
        if self.serves { self.lately.min(AT_HAND) } else { 0 }
    }

    /// What to ask the hub for; `None` while there are enough.
    #[must_use]
    pub fn wish(&self) -> Option<Wish> {
        let asks = self.serves && self.left < TOO_FEW;
        asks.then(|| Wish { seats: AT_HAND, needed: self.needed() })
    }

    /// How many to give back, when others need so many that the hub does not have (`short`). Never
    /// more than are left: a seat that is taken stays.
    ///
    /// - Where others are short, it keeps what it needs itself, and gives of the rest as many as
    ///   they are short of. Nobody is sent away for the stock of a quiet door, and a door that does
    ///   not admit to the scope any more needs none.
    /// - Where nobody is, it keeps what it has, so that it can be cut off at any time: given back,
    ///   a seat would help nobody. Only beyond twice [`AT_HAND`] it gives up what is more than
    ///   that: where many leave by one door, it would gather their seats. From there down to where
    ///   it asks again ([`TOO_FEW`]) is far enough for people coming and going to set nothing in
    ///   motion.
    #[must_use]
    pub fn spare(&self, short: u32) -> u32 {
        let gathered = if self.left > 2 * AT_HAND { self.left - AT_HAND } else { 0 };
        gathered.max(self.left.saturating_sub(self.needed()).min(short))
    }
}

/// What the other devices of a scope wait for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Others {
    /// How many seats they need that could not be lent.
    pub short: u32,
    /// How many of them are short.
    pub waiting: u32,
    /// How many devices may ask for seats of the scope, whoever asks among them.
    pub devices: u32,
}

/// How many to lend to a device that has so many `left`, when so many are `free`: what it needs for
/// people, evenly with the others who wait for some; and for its stock an even [`share`] of what
/// nobody waits for.
#[must_use]
pub fn grant(free: u32, wish: Wish, left: u32, others: Others) -> u32 {
    let needed = share(free, wish.needed.saturating_sub(left), others.waiting);
    let unneeded = free.saturating_sub(others.short);
    needed.max(share(unneeded, wish.seats.saturating_sub(left), others.devices))
}

/// How many to lend to one of several devices that ask, when so many are free: an even share, so
/// that the last seats are found at every door, and at least one while there is one.
#[must_use]
pub fn share(free: u32, asked: u32, devices: u32) -> u32 {
    let even = free.div_ceil(devices.saturating_add(1).max(1));
    asked.min(even).min(free)
}

fn clamped(seats: i64) -> u32 {
    u32::try_from(seats.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_share_is_never_more_than_there_is(free in 0_u32..500, asked in 0_u32..500, devices in 0_u32..50) {
            let lent = share(free, asked, devices);
            prop_assert!(lent <= free && lent <= asked);
            prop_assert_eq!(lent == 0, free == 0 || asked == 0);
        }
    }
}
