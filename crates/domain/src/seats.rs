//! Seats of a hard capacity, lent to devices so that a network that is cut cannot oversell.
//!
//! The hub lends parts of a capacity to devices ([`crate::fact::Fact::SeatsLeased`]), never more in
//! all than there are. A device admits while it has seats left, whether or not anybody can be
//! reached, and gives back what it does not need. Somebody who leaves frees the seat at the device
//! that gave it away, once that device hears of it: until then the seat is counted as taken, which
//! errs on the safe side.

use std::collections::BTreeMap;

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
