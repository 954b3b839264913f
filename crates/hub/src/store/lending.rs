//! Seats of hard capacities that the hub lends, see [`parvis_domain::seats`].

use jiff::{SignedDuration, Timestamp};
use parvis_domain::gate::Scope;
use parvis_domain::id::DeviceId;
use parvis_domain::seats::{Others, grant};

/// For so long what a device said that it needs is believed: some rounds of an idle kiosk.
const BELIEVED: SignedDuration = SignedDuration::from_mins(1);

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
    /// How many of these it needs for people.
    pub needed: u32,
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
    /// What each other device needs, as it said not long ago.
    pub(crate) needs: Vec<i64>,
}

/// What comes of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Granted {
    /// How many seats to lend.
    pub(crate) seats: u32,
    /// How many more the device needs for people.
    pub(crate) short: u32,
}

/// The seats of a scope that others need, as they said not long ago.
#[derive(Debug)]
pub(crate) struct Needed {
    pub(crate) scope: String,
    pub(crate) capacity: i64,
    pub(crate) seats: i64,
}

/// What was said before this is believed no more.
pub(crate) fn believed_since(at: Timestamp) -> i64 {
    at.as_millisecond().saturating_sub(i64::try_from(BELIEVED.as_millis()).unwrap_or(i64::MAX))
}

/// How many seats to lend.
pub(crate) fn granted(wish: &Wish, lent: &Lent) -> Granted {
    let holds: i64 = lent.held.iter().filter(|(d, _)| *d == wish.device).map(|(_, s)| *s).sum();
    let left = count(holds - lent.taken);
    let others = Others {
        short: count(lent.needs.iter().sum()),
        waiting: u32::try_from(lent.needs.len()).unwrap_or(u32::MAX),
        devices: wish.devices,
    };
    let asked = parvis_domain::seats::Wish { seats: wish.seats, needed: wish.needed };
    let seats = grant(free(i64::from(wish.capacity), &lent.held), asked, left, others);
    let short = wish.needed.saturating_sub(left.saturating_add(seats));
    Granted { seats, short }
}

/// How many seats others need beyond those that are there to be lent to them.
pub(crate) fn short(needed: &Needed, held: &[(DeviceId, i64)]) -> u32 {
    count(needed.seats).saturating_sub(free(needed.capacity, held))
}

fn free(capacity: i64, held: &[(DeviceId, i64)]) -> u32 {
    // More given back than was lent is somebody's mistake, and no reason to lend more.
    let out: i64 = held.iter().map(|(_, seats)| (*seats).max(0)).sum();
    count(capacity - out)
}

fn count(seats: i64) -> u32 {
    u32::try_from(seats.max(0)).unwrap_or(u32::MAX)
}
