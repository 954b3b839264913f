//! The single values of a `schedule.json`: times, durations, states, colours, links.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp, ToSpan};
use parvis_domain::programme::{Link, LinkKind, SessionStatus};
use parvis_domain::zone::Zone;

use super::shape::{IdOrNumber, LinkOrText, Slot};
use crate::programme_parts::{text, unknown_language};

/// A point in time with an offset, or by the clocks of the place.
pub(super) fn instant(text: &str, zone: &Zone) -> Option<Timestamp> {
    let civil = || text.parse::<DateTime>().ok().map(|civil| zone.instant(civil));
    text.parse().ok().or_else(civil)
}

pub(super) fn day_of(text: &str) -> Option<Date> {
    text.get(..10).and_then(|day| day.parse().ok())
}

/// Hours and minutes, perhaps with seconds or with days before them; or a number of minutes.
pub(super) fn duration(given: &IdOrNumber) -> Option<SignedDuration> {
    let text = match given {
        IdOrNumber::Number(minutes) => return SignedDuration::try_from_mins(*minutes),
        IdOrNumber::Text(text) => text.trim(),
    };
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let parts: Option<Vec<i64>> = digits.split(':').map(|part| part.parse().ok()).collect();
    let (hours, minutes, seconds) = match parts?.as_slice() {
        [hours, minutes] => (*hours, *minutes, 0),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    let fits = (0..10_000).contains(&hours) && (0..60).contains(&minutes);
    let fits = fits && (0..60).contains(&seconds);
    let span = hours.hours().minutes(minutes).seconds(seconds);
    fits.then(|| SignedDuration::try_from(span).ok()).flatten().map(|span| span * sign)
}

pub(super) fn status(state: Option<&str>) -> SessionStatus {
    match state.map(str::to_ascii_lowercase).as_deref() {
        Some("canceled" | "cancelled") => SessionStatus::Cancelled,
        _ => SessionStatus::Planned,
    }
}

pub(super) fn is_colour(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn page(url: Option<&str>) -> Option<Link> {
    link(LinkKind::Page, url, None)
}

fn link(kind: LinkKind, url: Option<&str>, title: Option<&str>) -> Option<Link> {
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
    let title = title.and_then(|title| Some(text(&unknown_language()?, title)));
    Some(Link { kind, url: url.to_owned(), title: title.unwrap_or_default() })
}

pub(super) fn links(slot: &Slot) -> Vec<Link> {
    let others = slot.links.iter().chain(&slot.attachments).flatten();
    let others = others.filter_map(|other| match other {
        LinkOrText::Link { url, title } => {
            link(LinkKind::Material, url.as_deref(), title.as_deref())
        }
        LinkOrText::Text(url) => link(LinkKind::Material, Some(url), None),
    });
    page(slot.url.as_deref()).into_iter().chain(others).collect()
}
