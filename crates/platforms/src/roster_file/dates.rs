//! Days and points in time as people write them. The day always comes before the month.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan};

use super::error::{RosterFault, quoted};
use super::row::When;

/// The longest range of days that is taken.
pub(super) const MAX_RANGE_DAYS: usize = 60;

/// Reads days: one, several parted by `;`, `,`, `|` or blanks, or ranges as `first..last`. Each
/// is given once, in order.
pub(super) fn days(text: &str) -> Result<Vec<Date>, RosterFault> {
    let spaced = text.replace("..", " .. ").replace(['–', '—', '→'], " .. ");
    let words = spaced.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|'));
    let mut days: Vec<Date> = Vec::new();
    let mut to = false;
    for word in words.filter(|word| !word.is_empty()) {
        match (word, days.last()) {
            (".." | "-", Some(_)) if !to => to = true,
            // The hour of a date with a time of day: the day is all that is asked here.
            (time, Some(_)) if !to && time_of_day(time).is_some() => {}
            (last, Some(first)) if std::mem::take(&mut to) => {
                let range = range(*first, last, text)?;
                days.extend(range);
            }
            (word, _) => days.push(date(word)?),
        }
    }
    if to {
        return Err(RosterFault::BadRange { found: quoted(text) });
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

fn range(first: Date, last: &str, whole: &str) -> Result<Vec<Date>, RosterFault> {
    let last = date(last)?;
    let days = first.series(1.day()).take_while(|day| *day <= last);
    let days: Vec<Date> = days.take(MAX_RANGE_DAYS + 1).collect();
    if days.is_empty() || days.len() > MAX_RANGE_DAYS {
        return Err(RosterFault::BadRange { found: quoted(whole) });
    }
    Ok(days)
}

/// Reads one day: `2023-11-16`, `16/11/2023`, `16.11.2023`, `16-11-2023`, or the day of a time.
fn date(word: &str) -> Result<Date, RosterFault> {
    let found = || quoted(word);
    let bad = || RosterFault::BadDay { found: found() };
    let day = word.split_once('T').map_or(word, |(day, _)| day);
    let sign = day.chars().find(|c| matches!(c, '/' | '.' | '-')).ok_or_else(bad)?;
    let parts: Vec<&str> = day.split(sign).collect();
    let &[one, two, three] = parts.as_slice() else { return Err(bad()) };
    let numbers = [one, two, three].map(number);
    let [Some(first), Some(month), Some(last)] = numbers else { return Err(bad()) };
    let (year, day) = match (one.len(), three.len()) {
        (4, ..=2) => (first, last),
        (..=2, 4) => (last, first),
        (..=2, 2) => return Err(RosterFault::ShortYear { found: found() }),
        _ => return Err(bad()),
    };
    if month > 12 && day <= 12 {
        return Err(RosterFault::MonthFirst { found: found(), month });
    }
    let narrow = |number: u32| i8::try_from(number).map_err(|_| bad());
    let year = i16::try_from(year).map_err(|_| bad())?;
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| bad())
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Whether a word is all of a day.
pub(super) fn is_date(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && date(word).is_ok()
}

fn time_of_day(word: &str) -> Option<Time> {
    let word = word.to_ascii_lowercase().replace('h', ":");
    let word = word.strip_suffix(':').map_or(word.clone(), |hour| format!("{hour}:00"));
    let (hour, _) = word.split_once(':')?;
    let padded = if hour.len() == 1 { format!("0{word}") } else { word };
    padded.parse().ok()
}

/// Reads a point in time; a day alone begins it.
pub(super) fn from(text: &str) -> Result<When, RosterFault> {
    when(text).map(|(when, _)| when)
}

/// Reads a point in time that something lasts until; a day alone is meant to its end.
pub(super) fn until(text: &str) -> Result<When, RosterFault> {
    match when(text)? {
        (When::Civil(midnight), false) => Ok(When::Civil(end_of(midnight))),
        (when, _) => Ok(when),
    }
}

/// The midnight after a day.
pub(super) fn end_of(midnight: DateTime) -> DateTime {
    midnight.checked_add(1.day()).unwrap_or(midnight)
}

/// A point in time, and whether the text gives the time of day.
fn when(text: &str) -> Result<(When, bool), RosterFault> {
    let text = text.trim();
    let bad = || RosterFault::BadTime { found: quoted(text) };
    let border = text.find(|c: char| c == 'T' || c.is_whitespace());
    let (day, time) = border.map_or((text, ""), |at| text.split_at(at));
    let day = date(day)?;
    let time = time.trim_start_matches(|c: char| c == 'T' || c.is_whitespace() || c == ',');
    if time.is_empty() {
        return Ok((When::Civil(day.to_datetime(Time::midnight())), false));
    }
    let (time, offset) = offset(time);
    let time = time_of_day(time.trim()).ok_or_else(bad)?;
    let civil = day.to_datetime(time);
    if offset.is_empty() {
        return Ok((When::Civil(civil), true));
    }
    let instant: Timestamp = format!("{civil}{offset}").parse().map_err(|_| bad())?;
    Ok((When::Instant(instant), true))
}

/// Parts the time of day from the offset behind it: `Z`, `UTC`, `+01:00` or `-0300`.
fn offset(time: &str) -> (&str, &str) {
    for name in ["Z", "z", "UTC", "GMT"] {
        if let Some(time) = time.strip_suffix(name) {
            return (time, "Z");
        }
    }
    time.find(['+', '-']).map_or((time, ""), |at| time.split_at(at))
}
