//! The hub's time on a device whose own clock may be wrong, and which of the two to decide by.
//!
//! Whether a gate is open, a ticket is valid yet or a session is over must not depend on which door
//! somebody comes to. So a kiosk that has heard its hub goes by the hub's time. It is kept by how
//! much time has passed since, which no setting of the machine's clock changes.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

/// Up to here a clock is taken to be right, as people's watches are.
pub const TOLERATED: SignedDuration = SignedDuration::from_mins(1);

/// From here on people are told that a clock is wrong.
pub const WORTH_TELLING: SignedDuration = SignedDuration::from_mins(2);

/// How far two clocks are apart, as people say it: in the largest unit of which there are at least
/// two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// So many minutes.
    Minutes(u32),
    /// So many hours.
    Hours(u32),
    /// So many days.
    Days(u32),
}

/// One look at a device's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What its own clock reads. It may be wrong, and set at any moment.
    pub now: Timestamp,
    /// How much time has passed since some moment in its past. Nobody sets this.
    pub passed: SignedDuration,
}

/// The hub's time, as it was heard once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubTime {
    /// What the hub's clock read,
    at: Timestamp,
    /// when so much time had passed here.
    passed: SignedDuration,
    /// How far from the truth that may be, one way or the other: half as long as the answer took.
    unsure: SignedDuration,
}

impl HubTime {
    /// Takes what the hub's clock read between two looks at the clocks here: before asking and
    /// when the answer was there. It is taken to have been halfway.
    #[must_use]
    pub fn heard(asked: Reading, there: Timestamp, answered: Reading) -> Self {
        let unsure = answered.passed.saturating_sub(asked.passed) / 2;
        Self { at: there, passed: asked.passed.saturating_add(unsure), unsure }
    }

    /// What the hub's clock reads now, as far as is known.
    #[must_use]
    pub fn reads(&self, here: Reading) -> Timestamp {
        let since = here.passed.saturating_sub(self.passed);
        let bound = if since.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
        self.at.saturating_add(since).unwrap_or(bound)
    }

    /// How far the device's own clock is ahead of the hub's; negative when it is behind. Zero as
    /// long as that is tolerated, or may come from how long the answer took.
    #[must_use]
    pub fn ahead(&self, here: Reading) -> SignedDuration {
        let ahead = here.now.duration_since(self.reads(here));
        if ahead.abs() <= TOLERATED.max(self.unsure) { SignedDuration::ZERO } else { ahead }
    }
}

impl Apart {
    /// How far apart they are, one way or the other; `None` when that is not worth telling.
    #[must_use]
    pub fn of(ahead: SignedDuration) -> Option<Self> {
        let seconds = ahead.abs().as_secs();
        let nearest =
            |unit: i64| u32::try_from(seconds.saturating_add(unit / 2) / unit).unwrap_or(u32::MAX);
        match (nearest(60), nearest(3_600), nearest(86_400)) {
            _ if ahead.abs() < WORTH_TELLING => None,
            (minutes, ..) if minutes < 120 => Some(Self::Minutes(minutes)),
            (_, hours, _) if hours < 48 => Some(Self::Hours(hours)),
            (.., days) => Some(Self::Days(days)),
        }
    }
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(n) => write!(f, "{n} minutes"),
            Self::Hours(n) => write!(f, "{n} hours"),
            Self::Days(n) => write!(f, "{n} days"),
        }
    }
}

/// The time to decide and to show by: the hub's, where it is known and the device's own clock is
/// too far from it; or else its own.
#[must_use]
pub fn time(here: Reading, hub: Option<&HubTime>) -> Timestamp {
    match hub {
        Some(hub) if !hub.ahead(here).is_zero() => hub.reads(here),
        _ => here.now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY_MS: i64 = 24 * 3_600_000;

    /// A device that was switched on at some instant, and a clock of its own that is off.
    fn look(truth_ms: i64, on_since_ms: i64, off_ms: i64) -> Reading {
        let now = Timestamp::from_millisecond(truth_ms + off_ms).unwrap();
        Reading { now, passed: SignedDuration::from_millis(truth_ms - on_since_ms) }
    }

    fn instant(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    fn apart(one: Timestamp, other: Timestamp) -> SignedDuration {
        one.duration_since(other).abs()
    }

    /// A clock off by hours, by years, or hardly at all.
    fn off() -> impl Strategy<Value = i64> {
        prop_oneof![
            2 => -3 * 3_600_000_i64..3 * 3_600_000,
            1 => -50 * 365 * DAY_MS..75 * 365 * DAY_MS,
            1 => -90_000_i64..90_000,
        ]
    }

    /// Something was asked at `asked`, answered after `there + back`, and it is `later` now. The
    /// clock is set between the three.
    #[derive(Debug, Clone)]
    struct Case {
        asked: i64,
        there: i64,
        back: i64,
        later: i64,
        off: [i64; 3],
    }

    fn case() -> impl Strategy<Value = Case> {
        let way = || prop_oneof![4 => 0_i64..1_000, 1 => 0_i64..300_000];
        let asked = 1_700_000_000_000_i64..1_700_100_000_000;
        (asked, way(), way(), 0..2 * DAY_MS, [off(), off(), off()])
            .prop_map(|(asked, there, back, later, off)| Case { asked, there, back, later, off })
    }

    impl Case {
        /// What was heard, how it looks now, and what time it really is.
        fn heard(&self) -> (HubTime, Reading, Timestamp) {
            let since = self.asked - 5_000;
            let made = self.asked + self.there;
            let answered = made + self.back;
            let truth = answered + self.later;
            let hub = HubTime::heard(
                look(self.asked, since, self.off[0]),
                instant(made),
                look(answered, since, self.off[1]),
            );
            (hub, look(truth, since, self.off[2]), instant(truth))
        }
    }

    proptest! {
        #[test]
        fn whatever_the_clock_reads_the_time_is_right_to_a_minute_or_half_an_answer(case in case()) {
            let (hub, here, truth) = case.heard();
            let half = SignedDuration::from_millis((case.there + case.back) / 2 + 1);
            // Where its own clock is kept it is within what is tolerated of what was heard.
            let bound = half.max(TOLERATED) + half;
            let wrong = apart(time(here, Some(&hub)), truth);
            prop_assert!(wrong <= bound, "wrong by {wrong:#}");
        }

        #[test]
        fn setting_the_clock_by_more_than_is_tolerated_changes_nothing(
            case in case(), other in off(),
        ) {
            let (hub, here, _) = case.heard();
            let set = Reading { now: instant(here.now.as_millisecond() + other), ..here };
            let corrected = |at: Reading| !hub.ahead(at).is_zero();
            if corrected(here) && corrected(set) {
                prop_assert_eq!(time(here, Some(&hub)), time(set, Some(&hub)));
            }
        }

        #[test]
        fn a_clock_that_is_right_is_kept(case in case(), off in -60_000_i64..=60_000) {
            let quick = Case { there: 0, back: 0, off: [off; 3], ..case };
            let (hub, here, _) = quick.heard();
            prop_assert_eq!(time(here, Some(&hub)), here.now);
            prop_assert_eq!(hub.ahead(here), SignedDuration::ZERO);
        }

        #[test]
        fn without_a_hub_there_is_only_the_own_clock(truth in 0..DAY_MS, off in off()) {
            let here = look(truth, 0, off);
            prop_assert_eq!(time(here, None), here.now);
        }
    }

    #[test]
    fn how_far_apart_clocks_are_is_said_in_whole_units() {
        let said = |seconds| Apart::of(SignedDuration::from_secs(seconds));
        assert_eq!(said(119), None);
        assert_eq!(said(-119), None);
        assert_eq!(said(120), Some(Apart::Minutes(2)));
        assert_eq!(said(-150), Some(Apart::Minutes(3)));
        assert_eq!(said(119 * 60), Some(Apart::Minutes(119)));
        assert_eq!(said(2 * 3_600 - 1), Some(Apart::Hours(2)));
        assert_eq!(said(47 * 3_600), Some(Apart::Hours(47)));
        assert_eq!(said(-48 * 3_600), Some(Apart::Days(2)));
        assert_eq!(
            Apart::of(SignedDuration::MIN + SignedDuration::from_secs(1)).unwrap(),
            Apart::Days(u32::MAX)
        );
        assert_eq!(Apart::Hours(2).to_string(), "2 hours");
    }

    #[test]
    fn an_answer_that_took_long_corrects_nothing_it_could_explain() {
        let slow = HubTime::heard(look(0, 0, 90_000), instant(200_000), look(200_000, 0, 90_000));
        // Halfway was 100 s before: the clock seems to be 10 s behind, or 190 s ahead, or neither.
        let here = look(200_000, 0, 90_000);
        assert_eq!(time(here, Some(&slow)), here.now);
        let two_hours = look(200_000, 0, 7_200_000);
        assert_eq!(time(two_hours, Some(&slow)), instant(300_000));
    }
}
