//! A `VTIMEZONE`: how far the clocks of a place are from UTC, and when that changes.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::lines::{Component, Property, fault};
use super::time::{Written, written};
use crate::programme_file::ProgrammeFileFault as Fault;

/// The most changes a definition may spell out.
const MAX_CHANGES: usize = 2_000;

/// The years over which the changes of a rule are worked out. What takes place outside them
/// keeps the offset of the nearest.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2100;

/// The offsets of a place over time.
#[derive(Debug)]
pub(super) struct Offsets {
    /// In order; never empty.
    changes: Vec<Change>,
}

/// A change of clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: Timestamp,
    before: Offset,
    after: Offset,
}

impl Offsets {
    /// Reads the definition of a zone.
    pub(super) fn read(definition: &Component) -> Result<Self, Fault> {
        let parts = definition.components.iter();
        let parts = parts.filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"));
        let mut changes = Vec::new();
        for part in parts {
            let offset = |name| offset(part, name);
            let (before, after) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
            for onset in onsets(part)? {
                let at = before.to_timestamp(onset).unwrap_or(Timestamp::MIN);
                changes.push(Change { at, before, after });
            }
            if changes.len() > MAX_CHANGES {
                return Err(fault(part.line, "the time zone has too many changes of clocks"));
            }
        }
        changes.sort_unstable();
        if changes.is_empty() {
            let message = "this time zone has neither STANDARD nor DAYLIGHT time";
            return Err(fault(definition.line, message));
        }
        Ok(Self { changes })
    }

    /// The instant at which clocks there show this. In the hour that comes twice it is the first,
    /// in the one that is skipped the instant after the gap, as RFC 5545 has it.
    pub(super) fn instant(&self, civil: DateTime) -> Timestamp {
        let earliest = self.changes.first().map_or(Offset::UTC, |change| change.before);
        let mut current = earliest;
        for change in &self.changes {
            let Ok(instant) = current.to_timestamp(civil) else { return Timestamp::MIN };
            if instant < change.at {
                return instant;
            }
            // Clocks went forward over this time: it is read with the offset before the gap.
            let after = change.after.to_timestamp(civil);
            if after.is_ok_and(|after| after < change.at) {
                return instant;
            }
            current = change.after;
        }
        current.to_timestamp(civil).unwrap_or(Timestamp::MAX)
    }
}

fn offset(part: &Component, name: &'static str) -> Result<Offset, Fault> {
    let missing = || fault(part.line, &format!("the {} time has no {name}", part.name));
    let property = part.property(name).ok_or_else(missing)?;
    let message = format!("{name} is not an offset such as +0100");
    parse_offset(property.value.trim()).ok_or_else(|| fault(property.line, &message))
}

/// Reads `+0100` or `+010000`.
fn parse_offset(value: &str) -> Option<Offset> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, value.strip_prefix('+').unwrap_or(value)),
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range| digits.get(range).map_or(Some(0), |part: &str| part.parse::<i32>().ok());
    let seconds = part(0..2)? * 3600 + part(2..4)? * 60 + part(4..6)?;
    Offset::from_seconds(sign * seconds).ok()
}

/// When a part of a definition begins to hold, by the clocks before it.
fn onsets(part: &Component) -> Result<Vec<DateTime>, Fault> {
    let missing = || fault(part.line, &format!("the {} time has no DTSTART", part.name));
    let property = part.property("DTSTART").ok_or_else(missing)?;
    let bad = |line| fault(line, "DTSTART is not a time such as 19701025T030000");
    let first = local(property.value.as_str()).ok_or_else(|| bad(property.line))?;
    let mut onsets = vec![first];
    for rule in part.properties.iter().filter(|property| property.name == "RRULE") {
        onsets.extend(Rule::read(rule)?.onsets(first));
    }
    for dates in part.properties.iter().filter(|property| property.name == "RDATE") {
        onsets.extend(dates.value.split(',').filter_map(local));
    }
    Ok(onsets)
}

fn local(value: &str) -> Option<DateTime> {
    match written(value)? {
        Written::Local(time) | Written::Utc(time) => Some(time),
        Written::Day => None,
    }
}

/// A yearly rule: the last Sunday of March.
#[derive(Debug)]
struct Rule {
    month: i8,
    day: RuleDay,
    /// No change after this.
    until: Option<DateTime>,
    /// At most so many, the first included.
    count: Option<usize>,
}

#[derive(Debug)]
enum RuleDay {
    /// The nth weekday of the month, from its end when negative.
    Nth(i8, Weekday),
    /// The first of these days of the month that is this weekday, or the first of them at all.
    OneOf(Vec<i8>, Option<Weekday>),
    /// The day of the month on which the rule begins.
    Same,
}

impl Rule {
    fn read(property: &Property) -> Result<Self, Fault> {
        let bad = || {
            let message = "the time zone changes by a rule that is not understood: only yearly \
                ones such as FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU are";
            fault(property.line, message)
        };
        let mut rule = Self { month: 0, day: RuleDay::Same, until: None, count: None };
        let (mut weekday, mut days) = (None, Vec::new());
        for (name, value) in property.value.split(';').filter_map(|part| part.split_once('=')) {
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" if value.eq_ignore_ascii_case("YEARLY") => {}
                "INTERVAL" if value == "1" => {}
                "WKST" => {}
                "BYMONTH" => rule.month = value.parse().map_err(|_| bad())?,
                "BYDAY" => weekday = Some(nth_weekday(value).ok_or_else(bad)?),
                "BYMONTHDAY" => {
                    let parsed: Result<Vec<i8>, _> = value.split(',').map(str::parse).collect();
                    days = parsed.map_err(|_| bad())?;
                }
                "UNTIL" => rule.until = Some(until(value).ok_or_else(bad)?),
                "COUNT" => rule.count = Some(value.parse().map_err(|_| bad())?),
                _ => return Err(bad()),
            }
        }
        rule.day = match (weekday, days.is_empty()) {
            (Some((Some(nth), weekday)), true) => RuleDay::Nth(nth, weekday),
            (Some((None, weekday)), false) => RuleDay::OneOf(days, Some(weekday)),
            (None, false) => RuleDay::OneOf(days, None),
            (None, true) => RuleDay::Same,
            _ => return Err(bad()),
        };
        Ok(rule)
    }

    /// The changes of the rule after its first, which is known.
    fn onsets(&self, first: DateTime) -> Vec<DateTime> {
        let years = first.year().max(*YEARS.start())..=*YEARS.end();
        let days = years.filter_map(|year| self.in_year(year, first.date()));
        let onsets = days.map(|day| day.to_datetime(first.time())).filter(|onset| *onset > first);
        let until = self.until;
        let onsets = onsets.take_while(|onset| until.is_none_or(|until| *onset <= until));
        onsets.take(self.count.map_or(usize::MAX, |count| count.saturating_sub(1))).collect()
    }

    fn in_year(&self, year: i16, first: Date) -> Option<Date> {
        let month = if self.month == 0 { first.month() } else { self.month };
        let start = Date::new(year, month, 1).ok()?;
        match &self.day {
            RuleDay::Nth(nth, weekday) => start.nth_weekday_of_month(*nth, *weekday).ok(),
            RuleDay::Same => Date::new(year, month, first.day()).ok(),
            RuleDay::OneOf(days, weekday) => {
                let dates = days.iter().filter_map(|day| Date::new(year, month, *day).ok());
                let mut fits = dates.filter(|date| weekday.is_none_or(|w| date.weekday() == w));
                fits.next()
            }
        }
    }
}

/// The end of a rule, by the clock: what is given in UTC is taken a day later, since no two
/// changes are that close.
fn until(value: &str) -> Option<DateTime> {
    let day = value.get(..8)?;
    match written(value)? {
        Written::Local(time) => Some(time),
        Written::Utc(time) => time.checked_add(1.day()).ok(),
        Written::Day => local(&format!("{day}T235959")),
    }
}

/// Reads `-1SU` or `SU`.
fn nth_weekday(value: &str) -> Option<(Option<i8>, Weekday)> {
    let value = value.trim();
    let at = value.len().checked_sub(2)?;
    let weekday = match value.get(at..)?.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth = value.get(..at)?;
    if nth.is_empty() {
        return Some((None, weekday));
    }
    nth.parse().ok().map(|nth| (Some(nth), weekday))
}
