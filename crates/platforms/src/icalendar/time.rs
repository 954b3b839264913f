//! Points in time and durations as calendars write them.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// What a `DTSTART` or `DTEND` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A whole day.
    Day,
    /// A time by some clock.
    Local(DateTime),
    /// A time by the clock of UTC.
    Utc(DateTime),
}

/// Reads `20231116`, `20231116T090000` or `20231116T090000Z`.
pub(super) fn written(value: &str) -> Option<Written> {
    let value = value.trim();
    let (date, time) = match value.split_once('T') {
        None => return date(value).map(|_| Written::Day),
        Some(parts) => parts,
    };
    let (time, utc) = time.strip_suffix('Z').map_or((time, false), |time| (time, true));
    let (hour, minute) = (number(time, 0..2)?, number(time, 2..4)?);
    // A leap second has no place on a board.
    let second = number(time, 4..6)?.min(59);
    if time.len() != 6 {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let (hour, minute, second) = (small(hour)?, small(minute)?, small(second)?);
    let time = jiff::civil::Time::new(hour, minute, second, 0).ok()?;
    let local = date_of(date)?.to_datetime(time);
    Some(if utc { Written::Utc(local) } else { Written::Local(local) })
}

fn date_of(text: &str) -> Option<Date> {
    date(text)
}

/// Reads `20231116`.
fn date(text: &str) -> Option<Date> {
    let whole = text.len() == 8 && text.is_ascii();
    let (year, month, day) = (number(text, 0..4)?, number(text, 4..6)?, number(text, 6..8)?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    date.filter(|_| whole)
}

fn number(text: &str, range: std::ops::Range<usize>) -> Option<i16> {
    let digits = text.get(range).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    digits?.parse().ok()
}

/// Reads `PT45M`, `P1DT2H` or `P1W`; a day has 24 hours.
pub(super) fn duration(value: &str) -> Option<SignedDuration> {
    let span: jiff::Span = value.trim().parse().ok()?;
    let days = jiff::SpanRelativeTo::days_are_24_hours();
    span.to_duration(days).ok()
}
