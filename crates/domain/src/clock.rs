//! A hybrid logical clock: instants that order what happened on several devices as well as their
//! clocks allow, and that always put what is recorded about a ticket after what was known of it.
//!
//! After Kulkarni et al., “Logical Physical Clocks” (2014), with a bound on what is believed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// When a record was made, for putting records in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC: what the device's clock read, or later where the record
    /// follows one with a later stamp.
    pub ms: i64,
    /// Counts records within the millisecond.
    pub count: u32,
}

/// The clock of one device.
///
/// Its stamps only grow as long as the machine's clock is not set back by more than
/// [`BELIEVED_AHEAD`]. Whoever needs an order that never fails has the sequence numbers of the
/// series; between two records about one ticket, [`HybridClock::tick_after`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HybridClock {
    last: Stamp,
}

/// How far ahead of the machine's clock a stamp may be before it is no longer believed: a clock
/// that stands in 2099, here for a while or elsewhere, must not drag others along.
pub const BELIEVED_AHEAD: SignedDuration = SignedDuration::from_hours(3);

impl Stamp {
    /// The next one.
    fn next(self) -> Self {
        match self.count.checked_add(1) {
            Some(count) => Self { ms: self.ms, count },
            None => Self { ms: self.ms.saturating_add(1), count: 0 },
        }
    }

    fn is_believed(self, now: Timestamp) -> bool {
        self.ms <= now.as_millisecond().saturating_add(millis(BELIEVED_AHEAD))
    }
}

impl HybridClock {
    /// A clock that goes on after the last stamp its device gave out, or anew when there is none.
    #[must_use]
    pub fn after(last: Option<Stamp>) -> Self {
        Self { last: last.unwrap_or(Stamp { ms: 0, count: 0 }) }
    }

    /// The next stamp, given what the machine's clock reads, for a record that follows none.
    ///
    /// It is later than the one before, but where that is so far ahead that the machine's clock
    /// must have been wrong then: it begins anew from now. What was recorded while it was wrong
    /// stays in its wrong place.
    pub fn tick(&mut self, now: Timestamp) -> Stamp {
        let ms = now.as_millisecond();
        self.last = if ms > self.last.ms || !self.last.is_believed(now) {
            Stamp { ms, count: 0 }
        } else {
            // A wall clock that was set back: hold the time and count on.
            self.last.next()
        };
        self.last
    }

    /// The next stamp for a record that follows others, those that are known about its ticket:
    /// later than theirs, whatever their devices' clocks read.
    ///
    /// As far as theirs are believed, what is recorded here from now on comes after them, too. One
    /// that is too far ahead is followed by this record alone.
    pub fn tick_after(&mut self, known: impl IntoIterator<Item = Stamp>, now: Timestamp) -> Stamp {
        let own = self.tick(now);
        let Some(latest) = known.into_iter().max().filter(|latest| *latest >= own) else {
            return own;
        };
        let next = latest.next();
        if latest.is_believed(now) {
            self.last = next;
        }
        next
    }
}

fn millis(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Some machine's clock, in milliseconds: within an hour, or wildly wrong.
    fn reading() -> impl Strategy<Value = i64> {
        const YEAR: i64 = 365 * 24 * 3_600_000;
        prop_oneof![4 => 0_i64..3_600_000, 1 => (-50 * YEAR)..(100 * YEAR)]
    }

    fn stamp() -> impl Strategy<Value = Stamp> {
        let wild = any::<i64>().prop_filter("one may follow", |ms| *ms < i64::MAX);
        let ms = prop_oneof![4 => reading(), 1 => wild];
        (ms, any::<u32>()).prop_map(|(ms, count)| Stamp { ms, count })
    }

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    proptest! {
        #[test]
        fn stamps_of_a_device_grow_while_its_clock_jumps_by_hours(
            readings in prop::collection::vec(0_i64..3 * 3_600_000, 1..50),
        ) {
            let mut clock = HybridClock::after(None);
            let stamps: Vec<_> = readings.iter().map(|ms| clock.tick(at(*ms))).collect();
            prop_assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn what_follows_a_record_comes_after_it_by_whatever_clock(
            last in prop::option::of(stamp()),
            known in prop::collection::vec(stamp(), 0..5),
            now in reading(),
        ) {
            let stamp = HybridClock::after(last).tick_after(known.clone(), at(now));
            prop_assert!(known.iter().all(|before| *before < stamp));
        }

        #[test]
        fn nothing_ever_drags_a_clock_further_than_is_believed(
            last in prop::option::of(stamp()),
            known in prop::collection::vec(stamp(), 0..5),
            readings in prop::collection::vec(reading(), 1..20),
        ) {
            let mut clock = HybridClock::after(last);
            for now in readings {
                clock.tick_after(known.clone(), at(now));
                let next = clock.tick(at(now));
                // A count may be used up.
                prop_assert!(next.ms <= now + millis(BELIEVED_AHEAD) + 1, "{next:?}");
                prop_assert!(next.ms >= now);
            }
        }
    }

    #[test]
    fn a_clock_in_2099_is_followed_by_the_record_alone() {
        let mut clock = HybridClock::after(None);
        let now = "2023-11-16T08:00:00Z".parse().unwrap();
        let far: Timestamp = "2099-01-01T00:00:00Z".parse().unwrap();
        let stamp = Stamp { ms: far.as_millisecond(), count: 0 };
        assert_eq!(clock.tick_after([stamp], now), Stamp { count: 1, ..stamp });
        assert_eq!(clock.tick(now).ms, now.as_millisecond());
    }

    #[test]
    fn a_clock_that_stood_in_2099_begins_anew() {
        let far: Timestamp = "2099-01-01T00:00:00Z".parse().unwrap();
        let now: Timestamp = "2023-11-16T08:00:00Z".parse().unwrap();
        let mut clock = HybridClock::after(None);
        let wrong = clock.tick(far);
        let right = Stamp { ms: now.as_millisecond(), count: 0 };
        assert_eq!(clock.tick(now), right);
        // Also when the program was started again in between.
        assert_eq!(HybridClock::after(Some(wrong)).tick(now), right);
    }

    #[test]
    fn a_restart_goes_on_after_the_last_stamp() {
        let last = Stamp { ms: 5_000, count: u32::MAX };
        let mut clock = HybridClock::after(Some(last));
        assert_eq!(clock.tick(at(10)), Stamp { ms: 5_001, count: 0 });
    }
}
