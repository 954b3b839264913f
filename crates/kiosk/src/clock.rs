//! Where the time comes from.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

/// Tells the time. Everything a kiosk does asks this, never the machine itself.
pub trait Clock: Send + Sync {
    /// The instant it is now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that was set to some instant and runs on from there: for rehearsals only.
#[derive(Debug, Clone, Copy)]
pub struct RehearsalClock {
    set_to: Timestamp,
    set_at: Instant,
}

impl RehearsalClock {
    /// Sets the clock. `set_at` is when, by the machine's own count.
    #[must_use]
    pub fn set(set_to: Timestamp, set_at: Instant) -> Self {
        Self { set_to, set_at }
    }
}

impl Clock for RehearsalClock {
    fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.set_at.elapsed()).unwrap_or(SignedDuration::MAX);
        self.set_to.saturating_add(passed).unwrap_or(Timestamp::MAX)
    }
}
