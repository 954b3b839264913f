//! Seats of hard capacities that the hub lends, see [`parvis_domain::seats`].

use parvis_domain::gate::Scope;
use parvis_domain::id::DeviceId;
use parvis_domain::seats::share;

/// A device's wish for seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Who wishes.
    pub device: DeviceId,
    /// Seats of what.
    pub scope: Scope,
    /// How many there are in all.
    pub capacity: u32,
    /// How many the device would like to have left to give away.
    pub seats: u32,
    /// How many devices may ask for seats of this scope, for the last ones to be shared evenly.
    pub devices: u32,
}

/// What is known of a scope's seats.
#[derive(Debug, Default)]
pub(crate) struct Lent {
    /// How many each device holds, taken or not.
    pub(crate) held: Vec<(DeviceId, i64)>,
    /// How many of those that the wishing device holds are taken.
    pub(crate) taken: i64,
}

/// How many seats to lend.
pub(crate) fn granted(wish: &Wish, lent: &Lent) -> u32 {
    // More given back than was lent is somebody's mistake, and no reason to lend more.
    let out: i64 = lent.held.iter().map(|(_, seats)| (*seats).max(0)).sum();
    let holds: i64 = lent.held.iter().filter(|(d, _)| *d == wish.device).map(|(_, s)| *s).sum();
    let left = (holds - lent.taken).max(0);
    let asked = (i64::from(wish.seats) - left).max(0);
    let count = |seats: i64| u32::try_from(seats.max(0)).unwrap_or(u32::MAX);
    share(count(i64::from(wish.capacity) - out), count(asked), wish.devices)
}
