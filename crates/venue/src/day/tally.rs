//! What happened in days, in numbers.

use std::fmt;

use parvis_testkit::many;

/// What happened in days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Days.
    pub days: u64,
    /// Records that somebody was answered for.
    pub promised: u64,
    /// Rounds that went well, and rounds that were broken off.
    pub rounds: u64,
    /// Rounds that were broken off.
    pub broken_off: u64,
    /// Power cuts.
    pub cuts: u64,
    /// Admissions that should not have been.
    pub doubles: u64,
    /// Tickets whose holders walked at several doors, and that stand where these are.
    pub followed: u64,
    /// Decisions that a wrong clock would have made wrong, had the kiosk gone by it.
    pub righted: u64,
    /// Seats that kiosks gave back for others.
    pub given_back: u64,
}

impl many::Tally for Tally {
    fn add(&mut self, more: Self) {
        self.days += more.days;
        self.promised += more.promised;
        self.rounds += more.rounds;
        self.broken_off += more.broken_off;
        self.cuts += more.cuts;
        self.doubles += more.doubles;
        self.followed += more.followed;
        self.righted += more.righted;
        self.given_back += more.given_back;
    }

    fn count(&self) -> u64 {
        self.days
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, promised, rounds, broken_off, cuts, doubles, .. } = self;
        let Self { followed, righted, given_back, .. } = self;
        write!(
            f,
            "{days} days on real stores, {promised} records promised, {rounds} rounds, \
             {broken_off} more broken off, {cuts} cuts, {doubles} doubles, {followed} followed, \
             {righted} righted, {given_back} seats given back"
        )
    }
}
