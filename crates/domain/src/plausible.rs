//! Whether what a clock reads can be at all.
//!
//! A machine whose battery is empty begins in 1970, or when its maker built it. As long as the hub
//! was not heard nobody can say how late it is; but that it cannot be so early, or so late, is
//! sometimes certain. Only that is said here: a clock that may be right is taken to be right.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::hub_time::WORTH_TELLING;

/// How far the clock of the machine on which a program was made may be ahead.
const MADE_ELSEWHERE: SignedDuration = SignedDuration::from_hours(24);

/// In how many years from now no programme is shown.
const YEARS: i16 = 10;

/// What is known that a clock must agree with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// When the program was made; `None` when nobody says.
    pub made: Option<Timestamp>,
    /// What the hub's clock read when it was heard last, perhaps before a restart; `None` when it
    /// never was.
    pub heard: Option<Timestamp>,
    /// The first and the last day of the programme; `None` without one.
    pub days: Option<(Date, Date)>,
}

impl Known {
    /// Whether a clock that reads this is wrong for certain: it is not that early any more, or the
    /// programme is of another decade.
    #[must_use]
    pub fn rules_out(&self, now: Timestamp) -> bool {
        let before = |at: Option<Timestamp>, tolerated: SignedDuration| {
            at.is_some_and(|at| at.duration_since(now) > tolerated)
        };
        let year = now.in_tz("UTC").map_or(0, |now| now.year());
        let far = |(first, last): (Date, Date)| {
            year < first.year().saturating_sub(YEARS) || year > last.year().saturating_add(YEARS)
        };
        before(self.made, MADE_ELSEWHERE)
            || before(self.heard, WORTH_TELLING)
            || self.days.is_some_and(far)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn of_nothing_is_known_anything_may_be_right() {
        let known = Known::default();
        for now in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
            assert!(!known.rules_out(now));
        }
    }

    #[test]
    fn a_program_does_not_run_before_it_was_made() {
        let known = Known { made: Some(at("2026-05-01T12:00:00Z")), ..Known::default() };
        assert!(known.rules_out(Timestamp::UNIX_EPOCH));
        assert!(known.rules_out(at("2026-04-30T11:59:59Z")));
        assert!(!known.rules_out(at("2026-04-30T12:00:00Z")), "made on a machine that was ahead");
        assert!(!known.rules_out(at("2031-01-01T00:00:00Z")));
    }

    #[test]
    fn it_is_later_than_when_the_hub_was_heard_last() {
        let known = Known { heard: Some(at("2026-11-16T09:00:00Z")), ..Known::default() };
        assert!(known.rules_out(at("2026-11-16T08:57:59Z")));
        assert!(!known.rules_out(at("2026-11-16T08:58:00Z")), "clocks are never quite the same");
        assert!(!known.rules_out(at("2026-11-17T08:00:00Z")));
    }

    #[test]
    fn no_programme_is_of_another_decade() {
        let days = Some((date(2023, 11, 7), date(2023, 11, 17)));
        let known = Known { days, ..Known::default() };
        for (now, out) in [
            ("1970-01-01T00:00:00Z", true),
            ("2012-12-31T23:59:59Z", true),
            ("2013-01-01T00:00:00Z", false),
            ("2023-11-16T09:00:00Z", false),
            ("2033-12-31T23:59:59Z", false),
            ("2099-11-16T09:00:00Z", true),
        ] {
            assert_eq!(known.rules_out(at(now)), out, "{now}");
        }
        assert!(known.rules_out(Timestamp::MIN) && known.rules_out(Timestamp::MAX));
    }
}
