//! The hours at which a screen is on.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, time};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::zone::Zone;

/// From when until when a screen is on, each day, by the clock of the place. Over midnight where it
/// ends no later than it begins. Written as `07:30-21:00`.
///
/// ```
/// use parvis_domain::hours::Hours;
/// let zone = "Europe/Brussels".parse().unwrap();
/// let hours: Hours = "18:00-02:00".parse().unwrap();
/// assert!(hours.are_on(&zone, "2023-11-16T00:30:00Z".parse().unwrap()));
/// assert!(!hours.are_on(&zone, "2023-11-16T12:00:00Z".parse().unwrap()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    from: Time,
    until: Time,
}

/// A text that names no hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not from when until when, such as “07:30-21:00”")]
pub struct HoursError(String);

impl Hours {
    /// Whether a screen is on at an instant. The end is no longer part of them.
    #[must_use]
    pub fn are_on(&self, zone: &Zone, at: Timestamp) -> bool {
        let now = zone.civil(at).time();
        if self.from < self.until {
            return self.from <= now && now < self.until;
        }
        self.from <= now || now < self.until
    }

    /// When a screen goes on or off next, after an instant; `None` at the end of all time.
    #[must_use]
    pub fn next_change(&self, zone: &Zone, after: Timestamp) -> Option<Timestamp> {
        let today = zone.civil(after).date();
        // In the night the clocks change, an hour may be skipped or come twice.
        let days = [Ok(today), today.tomorrow(), today.checked_add(2.days())];
        let instants = days.into_iter().flatten().flat_map(|day| {
            [self.from, self.until].map(|time| zone.instant(day.to_datetime(time)))
        });
        let is_on = self.are_on(zone, after);
        instants.filter(|at| *at > after && self.are_on(zone, *at) != is_on).min()
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let read = || {
            let (from, until) = text.split_once(['-', '–'])?;
            let (from, until) = (clock(from)?, clock(until)?);
            (from != until).then_some(Self { from, until })
        };
        read().ok_or_else(|| HoursError(text.to_owned()))
    }
}

/// What a clock shows, in hours and minutes; midnight is the end of a day, too.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| match digits.len() {
        1 | 2 if digits.bytes().all(|digit| digit.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    match (number(hour)?, number(minute)?) {
        (24, 0) => Some(Time::midnight()),
        (hour @ 0..24, minute @ 0..60) => Some(time(hour, minute, 0, 0)),
        _ => None,
    }
}

impl TryFrom<String> for Hours {
    type Error = HoursError;

    fn try_from(text: String) -> Result<Self, HoursError> {
        text.parse()
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.to_string()
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.strftime("%H:%M"), self.until.strftime("%H:%M"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn brussels() -> Zone {
        "Europe/Brussels".parse().unwrap()
    }

    #[test]
    fn hours_are_read_as_they_are_written_and_nonsense_is_refused() {
        for text in ["07:30-21:00", "18:00-02:00", "00:00-23:59"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), text);
        }
        assert_eq!("8:00 – 24:00".parse::<Hours>().unwrap().to_string(), "08:00-00:00");
        for text in ["", "7-21", "07:30", "25:00-26:00", "07:60-08:00", "08:00-08:00", "a:b-c:d"] {
            assert_eq!(text.parse::<Hours>(), Err(HoursError(text.to_owned())));
        }
    }

    #[test]
    fn the_night_the_clocks_change_has_its_hours_too() {
        let hours: Hours = "02:30-05:00".parse().unwrap();
        // The hour from two to three comes twice, and another night not at all.
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let next = |text: &str| hours.next_change(&brussels(), at(text)).unwrap().to_string();
        assert_eq!(next("2023-10-28T22:00:00Z"), "2023-10-29T00:30:00Z");
        assert_eq!(next("2023-03-25T23:00:00Z"), "2023-03-26T01:30:00Z");
    }

    proptest! {
        #[test]
        fn nothing_changes_before_the_next_change(
            (from, until) in (0..1_440_i64, 0..1_440_i64),
            second in 1_698_400_000..1_698_700_000_i64,
            between in 0.0..1.0_f64,
        ) {
            prop_assume!(from != until);
            let clock = |minute: i64| Time::midnight() + minute.minutes();
            let hours = Hours { from: clock(from), until: clock(until) };
            let (zone, at) = (brussels(), Timestamp::from_second(second).unwrap());
            let next = hours.next_change(&zone, at).unwrap();
            prop_assert!(next > at);
            prop_assert_ne!(hours.are_on(&zone, next), hours.are_on(&zone, at));
            // Where no hour comes twice in between.
            let twice = Timestamp::from_second(1_698_541_200).unwrap();
            if next < twice || at > twice {
                #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a part of a day")]
                let part = ((next.as_second() - at.as_second()) as f64 * between) as i64;
                let then = Timestamp::from_second(second + part).unwrap();
                prop_assert_eq!(hours.are_on(&zone, then), hours.are_on(&zone, at));
            }
        }
    }
}
