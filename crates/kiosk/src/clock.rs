//! Where the time comes from.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::hub_time::Reading;

/// Tells the time. Everything a kiosk does asks this, never the machine itself.
pub trait Clock: Send + Sync {
    /// What the clock reads. It may be wrong, and somebody may set it at any moment.
    fn now(&self) -> Timestamp;

    /// How much time has passed since some moment. It is never set, and goes on while the machine
    /// sleeps.
    fn passed(&self) -> SignedDuration;

    /// Whether it stands apart from other clocks on purpose. Then nobody's time is taken for its.
    fn stands_apart(&self) -> bool {
        false
    }

    /// A look at both.
    fn read(&self) -> Reading {
        Reading { now: self.now(), passed: self.passed() }
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[cfg(target_os = "linux")]
    fn passed(&self) -> SignedDuration {
        // Not `Instant`, which stands still while the machine sleeps.
        let since_boot = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let nanoseconds = i32::try_from(since_boot.tv_nsec).unwrap_or_default();
        SignedDuration::new(since_boot.tv_sec, nanoseconds)
    }

    #[cfg(not(target_os = "linux"))]
    fn passed(&self) -> SignedDuration {
        static BEGAN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        elapsed(*BEGAN.get_or_init(Instant::now))
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
        self.set_to.saturating_add(self.passed()).unwrap_or(Timestamp::MAX)
    }

    fn passed(&self) -> SignedDuration {
        elapsed(self.set_at)
    }

    fn stands_apart(&self) -> bool {
        true
    }
}

/// A clock that is set to what a file says whenever that is something else, and runs on from there:
/// for walking through a day in a rehearsal. What cannot be read sets nothing.
#[derive(Debug)]
pub struct FollowedClock {
    file: PathBuf,
    began: Instant,
    set: Mutex<(String, RehearsalClock)>,
}

impl FollowedClock {
    /// A clock that follows a file, and reads `at_first` until that says something.
    #[must_use]
    pub fn new(file: PathBuf, at_first: Timestamp) -> Self {
        let began = Instant::now();
        Self { file, began, set: Mutex::new((String::new(), RehearsalClock::set(at_first, began))) }
    }
}

impl Clock for FollowedClock {
    fn now(&self) -> Timestamp {
        let said = std::fs::read_to_string(&self.file).unwrap_or_default();
        let mut set = self.set.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(to) = said.trim().parse()
            && set.0 != said
        {
            *set = (said, RehearsalClock::set(to, Instant::now()));
        }
        set.1.now()
    }

    fn passed(&self) -> SignedDuration {
        elapsed(self.began)
    }

    fn stands_apart(&self) -> bool {
        true
    }
}

fn elapsed(since: Instant) -> SignedDuration {
    SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::MAX)
}
