//! The hours at which a screen is on.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::zone::Zone;

/// From when until when a screen is on, each day, by the clock of the place. Over midnight where it
/// ends no later than it begins. Written as `07:30-21:00`; `00:00-24:00` is always.
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
    /// The same as `from` where they never end.
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
        let today = zone.civil(at).date();
        // What began yesterday may go on over midnight.
        let days = [today.yesterday(), Ok(today)];
        self.from == self.until
            || days.into_iter().flatten().any(|day| {
                let [from, until] = self.on(zone, day);
                from <= at && at < until
            })
    }

    /// When a screen goes on or off next, after an instant; `None` when it never does.
    #[must_use]
    pub fn next_change(&self, zone: &Zone, after: Timestamp) -> Option<Timestamp> {
        if self.from == self.until {
            return None;
        }
        let today = zone.civil(after).date();
        // In the night in which clocks skip an hour, what lies in it may not come at all.
        let days = [today.yesterday(), Ok(today), today.tomorrow(), today.checked_add(2.days())];
        let instants = days.into_iter().flatten().flat_map(|day| self.on(zone, day));
        let is_on = self.are_on(zone, after);
        instants.filter(|at| *at > after && self.are_on(zone, *at) != is_on).min()
    }

    /// When it goes on and off, as it is written.
    #[must_use]
    pub fn times(&self) -> [String; 2] {
        let written = |time: Time| time.strftime("%H:%M").to_string();
        let until =
            if self.until == Time::midnight() { "24:00".into() } else { written(self.until) };
        [written(self.from), until]
    }

    /// From when until when it is on that begins on a day. By instants, so that an hour which comes
    /// twice is one span like any other.
    fn on(&self, zone: &Zone, day: Date) -> [Timestamp; 2] {
        let ends = if self.from < self.until { day } else { day.tomorrow().unwrap_or(day) };
        [zone.instant(day.to_datetime(self.from)), zone.instant(ends.to_datetime(self.until))]
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let read = || {
            let (from, until) = text.split_once(['-', '–'])?;
            let ((from, begins), (until, ends)) = (clock(from)?, clock(until)?);
            let always = begins == 0 && ends == DAY;
            (always || from != until).then_some(Self { from, until })
        };
        read().ok_or_else(|| HoursError(text.to_owned()))
    }
}

/// The minute at which a day ends.
const DAY: u16 = 24 * 60;

/// What a clock shows, and the minute of the day. Midnight is the end of a day, too.
fn clock(text: &str) -> Option<(Time, u16)> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| match digits.len() {
        1 | 2 if digits.bytes().all(|digit| digit.is_ascii_digit()) => digits.parse::<i8>().ok(),
        _ => None,
    };
    match (number(hour)?, number(minute)?) {
        (24, 0) => Some((Time::midnight(), DAY)),
        (hour @ 0..24, minute @ 0..60) => {
            let of_day = u16::from(hour.unsigned_abs()) * 60 + u16::from(minute.unsigned_abs());
            Some((time(hour, minute, 0, 0), of_day))
        }
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
        let [from, until] = self.times();
        write!(f, "{from}-{until}")
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
        for text in ["07:30-21:00", "18:00-02:00", "00:00-23:59", "08:00-24:00", "00:00-24:00"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), text);
        }
        assert_eq!("8:00 – 24:00".parse::<Hours>().unwrap().to_string(), "08:00-24:00");
        assert_eq!("20:00-0:00".parse::<Hours>().unwrap().to_string(), "20:00-24:00");
        for text in [
            "",
            "7-21",
            "07:30",
            "25:00-26:00",
            "07:60-08:00",
            "08:00-08:00",
            "00:00-00:00",
            "24:00-24:00",
            "a:b-c:d",
            "+7:30-21:00",
        ] {
            assert_eq!(text.parse::<Hours>(), Err(HoursError(text.to_owned())));
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_night_the_clocks_change_has_its_hours_too() {
        let hours: Hours = "02:30-05:00".parse().unwrap();
        let next = |text: &str| hours.next_change(&brussels(), at(text)).unwrap().to_string();
        // The hour from two to three comes twice, and another night not at all.
        assert_eq!(next("2023-10-28T22:00:00Z"), "2023-10-29T00:30:00Z");
        assert_eq!(next("2023-10-29T00:30:00Z"), "2023-10-29T04:00:00Z");
        assert!(hours.are_on(&brussels(), at("2023-10-29T01:10:00Z")), "ten past two once more");
        assert_eq!(next("2023-03-25T23:00:00Z"), "2023-03-26T01:30:00Z");
        // Half past two to ten past three: all of it is skipped, and the next night has it again.
        let skipped: Hours = "02:30-03:10".parse().unwrap();
        let next = skipped.next_change(&brussels(), at("2023-03-25T23:00:00Z")).unwrap();
        assert_eq!(next.to_string(), "2023-03-27T00:30:00Z");
    }

    #[test]
    fn over_midnight_and_around_the_clock() {
        let late: Hours = "18:00-02:00".parse().unwrap();
        let next = |text: &str| late.next_change(&brussels(), at(text)).unwrap().to_string();
        assert_eq!(next("2023-11-16T00:59:59Z"), "2023-11-16T01:00:00Z");
        assert_eq!(next("2023-11-16T01:00:00Z"), "2023-11-16T17:00:00Z");
        assert_eq!(next("2023-11-16T17:00:00Z"), "2023-11-17T01:00:00Z");
        let always: Hours = "00:00-24:00".parse().unwrap();
        assert!(always.are_on(&brussels(), at("2023-11-16T23:00:00Z")));
        assert_eq!(always.next_change(&brussels(), at("2023-11-16T12:00:00Z")), None);
    }

    proptest! {
        #[test]
        fn nothing_changes_before_the_next_change(
            (from, until) in (0..1_440_i64, 0..1_440_i64),
            // Some days around each of the two nights in which clocks change.
            second in prop_oneof![1_679_600_000..1_679_900_000_i64, 1_698_400_000..1_698_700_000_i64],
            between in 0.0..1.0_f64,
        ) {
            prop_assume!(from != until);
            let clock = |minute: i64| Time::midnight() + minute.minutes();
            let hours = Hours { from: clock(from), until: clock(until) };
            let (zone, at) = (brussels(), Timestamp::from_second(second).unwrap());
            let next = hours.next_change(&zone, at).unwrap();
            prop_assert!(next > at);
            prop_assert_ne!(hours.are_on(&zone, next), hours.are_on(&zone, at));
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a part of a day")]
            let part = ((next.as_second() - at.as_second()) as f64 * between) as i64;
            let then = Timestamp::from_second(second + part).unwrap();
            prop_assert_eq!(hours.are_on(&zone, then), hours.are_on(&zone, at));
        }
    }
}
