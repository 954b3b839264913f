//! Rounds for ever: when something was recorded here, when the hub hints at news, now and then.

use std::time::Duration;

use jiff::Timestamp;
use parvis_protocol::limits::POLL_EVERY;

use crate::jitter::Jitter;

/// The first wait after a round that failed. It doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait after rounds that failed: whoever repairs the Wi-Fi shall not wait long.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The longest silence that somebody is granted who asks to come back later: it may be no hub.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);
/// How long further news are gathered before a round is made for them.
pub const GATHER: Duration = Duration::from_millis(100);

/// When the next round is due.
#[derive(Debug, Clone)]
pub struct Pace {
    failures: u32,
    jitter: Jitter,
}

impl Pace {
    /// A pace whose jitter follows from a seed, so that two thousand kiosks that were switched on
    /// together do not ask together.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { failures: 0, jitter: Jitter::new(seed) }
    }

    /// A round went well: how long to wait for the next when nothing happens.
    pub fn succeeded(&mut self) -> Duration {
        self.failures = 0;
        self.jittered(POLL_EVERY)
    }

    /// A round failed: how long to wait before the next.
    pub fn failed(&mut self) -> Duration {
        let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(self.failures));
        self.failures = self.failures.saturating_add(1);
        self.jittered(doubled.min(LONGEST_WAIT))
    }

    /// Somebody asked to come back later: how long to ask nothing at all, whatever happens here.
    /// Never less than was asked for, but for who asks for more than anybody should.
    pub fn put_off(&mut self, later: Duration) -> Duration {
        let asked = later.clamp(FIRST_WAIT, LONGEST_SILENCE);
        // Between one and one and a half of it: all the others were told the same.
        asked + asked * self.jitter.below(512) / 1024
    }

    /// A duration between three and five quarters of this one.
    fn jittered(&mut self, around: Duration) -> Duration {
        around * (768 + self.jitter.below(512)) / 1024
    }
}

/// How the last round went, for the line on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// No round has been made yet.
    Starting,
    /// It went well.
    Well {
        /// When it ended, by the kiosk's clock.
        at: Timestamp,
    },
    /// The hub cannot be reached.
    Unreachable,
    /// Something answers that is not the hub: the page of a Wi-Fi, say.
    NotTheHub,
    /// Something answers that it cannot just now, and the hub's signature is missing: it is busy,
    /// or what stands between is.
    PutOff,
    /// The hub refused, or something went wrong that waiting may not mend.
    Failed {
        /// Why, in English, without personal data.
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_wait_longer_and_longer_up_to_half_a_minute() {
        let mut pace = Pace::new(7);
        let waits: Vec<_> = (0..12).map(|_| pace.failed()).collect();
        assert!(waits[0] < Duration::from_millis(1_300));
        assert!(waits.iter().all(|wait| *wait < Duration::from_secs(38)));
        assert!(waits[11] > Duration::from_secs(22));
        assert!(pace.succeeded() > Duration::from_secs(11));
        assert!(pace.failed() < Duration::from_millis(1_300));
    }

    #[test]
    fn who_asks_for_patience_gets_as_much_and_not_a_day() {
        let mut pace = Pace::new(7);
        for (asked, granted) in [(5, 5), (1, 1), (60, 60), (0, 1), (86_400, 60), (u64::MAX, 60)] {
            let waits = (0..50).map(|_| pace.put_off(Duration::from_secs(asked)));
            let (least, most) =
                (Duration::from_secs(granted), Duration::from_secs(granted) * 3 / 2);
            let waits: Vec<_> = waits.collect();
            assert!(waits.iter().all(|wait| (least..most).contains(wait)), "{asked}: {waits:?}");
            assert!(
                waits.iter().any(|wait| *wait != waits[0]),
                "{asked}: together with all others"
            );
        }
    }

    #[test]
    fn two_kiosks_do_not_ask_together() {
        assert_ne!(Pace::new(1).succeeded(), Pace::new(2).succeeded());
    }
}
