//! How long to wait after wrong PINs.

use jiff::{SignedDuration, Timestamp};

use super::StaffId;

/// How many wrong PINs in a row cost nothing: fingers slip.
pub const FREE_TRIES: u32 = 3;
/// How long to wait after the last of these. Each further wrong PIN doubles it.
pub const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// The longest wait: a week of guessing is then 2,000 of a million PINs, and whoever mistyped
/// does not stand there for an hour.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(5);

/// What came of a PIN that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TryOutcome {
    /// It is nobody's.
    Wrong,
    /// It is this person's.
    Right(StaffId),
}

/// The wrong PINs in a row at one kiosk, whoever typed them. To be kept over a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How many there were since the last right one.
    pub wrong: u32,
    /// When the last of them was. Without meaning when there was none.
    pub last: Timestamp,
}

impl Tries {
    /// How long nothing is to be tried, seen from now. Zero: now is fine.
    ///
    /// By a clock that was set back the whole wait is still to come.
    #[must_use]
    pub fn wait(self, now: Timestamp) -> SignedDuration {
        let passed = now.duration_since(self.last).max(SignedDuration::ZERO);
        self.pause().saturating_sub(passed).max(SignedDuration::ZERO)
    }

    /// The same tries as this clock knows them: what it says of a time that is still to come was
    /// said before it was set back, and counts from now. So a wait is never longer than
    /// [`LONGEST_WAIT`], whatever happens to the clock, as long as this is what is kept.
    #[must_use]
    pub fn by_clock(self, now: Timestamp) -> Self {
        Self { last: self.last.min(now), ..self }
    }

    /// One more, and wrong.
    #[must_use]
    pub fn wrong(self, now: Timestamp) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last: now }
    }

    /// How long the wait is after the last wrong PIN.
    fn pause(self) -> SignedDuration {
        let Some(doubled) = self.wrong.checked_sub(FREE_TRIES) else { return SignedDuration::ZERO };
        let pause = 2_i32.checked_pow(doubled).and_then(|times| FIRST_WAIT.checked_mul(times));
        pause.map_or(LONGEST_WAIT, |pause| pause.min(LONGEST_WAIT))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn wrong(times: u32, second: i64) -> Tries {
        (0..times).fold(Tries::default(), |tries, _| tries.wrong(at(second)))
    }

    #[test]
    fn three_are_free_and_then_each_wait_is_twice_the_last() {
        let waits: Vec<_> = (0..14).map(|n| wrong(n, 0).wait(at(0)).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300]);
        assert_eq!(wrong(40, 0).wait(at(0)), LONGEST_WAIT);
        assert_eq!(Tries { wrong: u32::MAX, last: at(0) }.wrong(at(9)).wait(at(9)), LONGEST_WAIT);
    }

    #[test]
    fn a_wait_runs_out() {
        let tries = wrong(4, 0);
        assert_eq!(tries.wait(at(9)).as_secs(), 1);
        assert!(tries.wait(at(10)).is_zero());
    }

    #[test]
    fn a_clock_set_back_a_year_neither_opens_nor_locks_for_ever() {
        let (tries, year) = (wrong(4, 0), 365 * 86_400);
        let back = at(-year);
        assert_eq!(tries.wait(back).as_secs(), 10, "nothing is open early");
        let kept = tries.by_clock(back);
        assert_eq!(kept.wait(at(10 - year)).as_secs(), 0, "and it opens after the usual wait");
    }

    proptest! {
        #[test]
        fn whatever_the_clock_does_a_wait_has_its_bounds(
            wrong in 0_u32..60,
            last in any::<i32>(),
            now in any::<i32>(),
            later in 0_i64..600,
        ) {
            let tries = Tries { wrong, last: at(last.into()) };
            let now = i64::from(now);
            let wait = tries.wait(at(now));
            prop_assert!(!wait.is_negative() && wait <= LONGEST_WAIT);
            prop_assert_eq!(wrong < FREE_TRIES && !wait.is_zero(), false);
            // Keeping what the clock knows changes no answer that was given.
            let kept = tries.by_clock(at(now));
            prop_assert_eq!(kept.wait(at(now)), wait);
            // Time passes and the wait with it, second by second.
            let expected = (wait - SignedDuration::from_secs(later)).max(SignedDuration::ZERO);
            prop_assert_eq!(kept.wait(at(now + later)), expected);
        }

        #[test]
        fn setting_the_clock_back_never_shortens_a_wait(
            wrong in 0_u32..60, after in 0_i64..600, back in 0_i64..1_000_000_000,
        ) {
            let tries = Tries { wrong, last: at(0) };
            let before = tries.wait(at(after));
            let set_back = tries.by_clock(at(after - back)).wait(at(after - back));
            prop_assert!(set_back >= before);
        }
    }
}
