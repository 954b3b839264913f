//! A hybrid logical clock: instants that never run backwards on a device, and that order what
//! happened on several devices as well as their clocks allow.
//!
//! After Kulkarni et al., “Logical Physical Clocks” (2014), with a bound on what is believed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// When a record was made, for putting records in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC, never less than those of an earlier record of the device.
    pub ms: i64,
    /// Counts records within the millisecond.
    pub count: u32,
}

/// The clock of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HybridClock {
    last: Stamp,
}

/// How far ahead another device's stamp may be before it is no longer believed: one whose clock
/// stands in 2099 must not drag the others along.
pub const BELIEVED_AHEAD: SignedDuration = SignedDuration::from_hours(3);

impl HybridClock {
    /// A clock that goes on after the last stamp its device gave out, or anew when there is none.
    #[must_use]
    pub fn after(last: Option<Stamp>) -> Self {
        Self { last: last.unwrap_or(Stamp { ms: 0, count: 0 }) }
    }

    /// The next stamp, given what the machine's clock reads. Later than every one before.
    pub fn tick(&mut self, now: Timestamp) -> Stamp {
        let ms = now.as_millisecond();
        self.last = if ms > self.last.ms {
            Stamp { ms, count: 0 }
        } else {
            // A wall clock that was set back: hold the time and count on.
            match self.last.count.checked_add(1) {
                Some(count) => Stamp { ms: self.last.ms, count },
                None => Stamp { ms: self.last.ms.saturating_add(1), count: 0 },
            }
        };
        self.last
    }

    /// Takes note of another device's stamp, so that what is recorded here from now on comes
    /// after it. Gives `false`, and believes nothing, when it is too far ahead of the clock here.
    pub fn observe(&mut self, other: Stamp, now: Timestamp) -> bool {
        let bound = now.as_millisecond().saturating_add(millis(BELIEVED_AHEAD));
        if other.ms > bound {
            return false;
        }
        self.last = self.last.max(other);
        true
    }
}

fn millis(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    proptest! {
        #[test]
        fn stamps_of_a_device_only_grow(readings in prop::collection::vec(0_i64..1_000, 1..50)) {
            let mut clock = HybridClock::after(None);
            let stamps: Vec<_> = readings.iter().map(|ms| clock.tick(at(*ms))).collect();
            prop_assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn what_follows_an_observation_comes_after_it(here in 0_i64..1_000, there in 0_i64..1_000) {
            let mut clock = HybridClock::after(None);
            let other = Stamp { ms: there, count: 7 };
            prop_assert!(clock.observe(other, at(here)));
            prop_assert!(clock.tick(at(here)) > other);
        }
    }

    #[test]
    fn a_clock_in_2099_is_not_believed() {
        let mut clock = HybridClock::after(None);
        let now = "2023-11-16T08:00:00Z".parse().unwrap();
        let far: Timestamp = "2099-01-01T00:00:00Z".parse().unwrap();
        assert!(!clock.observe(Stamp { ms: far.as_millisecond(), count: 0 }, now));
        assert_eq!(clock.tick(now).ms, now.as_millisecond());
    }

    #[test]
    fn a_restart_goes_on_after_the_last_stamp() {
        let last = Stamp { ms: 5_000, count: u32::MAX };
        let mut clock = HybridClock::after(Some(last));
        assert_eq!(clock.tick(at(10)), Stamp { ms: 5_001, count: 0 });
    }
}
