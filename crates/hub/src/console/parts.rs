//! Small parts of pages: signs, figures, times, notices.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::words::Words;

/// A sign that stands beside a word, never for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Parvis,
    Person,
    Good,
    Attention,
    Bad,
    Waiting,
    Note,
}

impl Sign {
    /// Its lines on a square of 24.
    fn lines(self) -> &'static str {
        match self {
            Self::Parvis => "M4 21V10l8-6 8 6v11M9 21v-6a3 3 0 0 1 6 0v6M2 21h20",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0",
            Self::Good => "m5 13 4.5 4.5L19 7",
            Self::Attention => "M12 3 2 20h20L12 3Zm0 6v5m0 3v.01",
            Self::Bad => "M6 6l12 12M18 6 6 18",
            Self::Waiting => "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
            Self::Note => "M12 11v6m0-10v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Attention | Self::Waiting => "attention",
            Self::Bad => "bad",
            Self::Parvis | Self::Person | Self::Note => "note",
        }
    }
}

/// The sign alone, for eyes only.
pub(super) fn icon(sign: Sign) -> Markup {
    html! {
        svg .icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d=(sign.lines()) {}
        }
    }
}

/// A status: a sign, a word and a colour.
pub(super) fn status(sign: Sign, word: &str) -> Markup {
    html! { span .status .(sign.class()) { (icon(sign)) (word) } }
}

/// Something that just happened, or stands in the way.
pub(super) fn notice(sign: Sign, text: &str) -> Markup {
    let role = if sign == Sign::Bad { "alert" } else { "status" };
    html! { p .notice .(sign.class()) role=(role) { (icon(sign)) span { (text) } } }
}

/// A number with its thousands apart, as ISO 31 writes it.
pub(super) fn figure(number: u64) -> String {
    let digits = number.to_string();
    let mut told = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push('\u{202f}');
        }
        told.push(digit);
    }
    told
}

/// An instant by the clocks of a place.
pub(super) fn instant(at: Timestamp, zone: &TimeZone) -> Markup {
    let there = at.to_zoned(zone.clone());
    html! { time datetime=(at.to_string()) { (there.strftime("%Y-%m-%d %H:%M").to_string()) } }
}

/// An instant by the clocks of a place, to the second, for two that are compared.
pub(super) fn exact(at: Timestamp, zone: &TimeZone) -> Markup {
    let there = at.to_zoned(zone.clone());
    html! { time datetime=(at.to_string()) { (there.strftime("%Y-%m-%d %H:%M:%S").to_string()) } }
}

/// How long ago something was, roughly.
pub(super) fn ago(words: &Words, at: Timestamp, now: Timestamp) -> String {
    let seconds = now.duration_since(at).as_secs().max(0).unsigned_abs();
    match seconds {
        0..60 => words.say("ago-now"),
        60..3_600 => words.count("ago-minutes", seconds / 60),
        3_600..86_400 => words.count("ago-hours", seconds / 3_600),
        _ => words.count("ago-days", seconds / 86_400),
    }
}

/// A name and a number, large.
pub(super) fn large(name: &str, number: u64, sign: Option<Sign>) -> Markup {
    html! {
        div .large {
            dt { (name) }
            dd { @if let Some(sign) = sign { (status(sign, &figure(number))) } @else { (figure(number)) } }
        }
    }
}

/// A part of a page that the script keeps fresh: what is in it can be asked for alone.
pub(super) fn live(address: &str, inner: &Markup) -> Markup {
    html! { div data-live=(address) { (inner) } }
}

/// When the numbers above were right, and the switch for keeping them so. Without the script there
/// is a link instead.
pub(super) fn freshness(words: &Words, now: Timestamp, zone: &TimeZone, address: &str) -> Markup {
    let clock = now.to_zoned(zone.clone()).strftime("%H:%M:%S").to_string();
    html! {
        p .fresh {
            span { (words.with("as-of", &[("time", super::words::Filling::Text(&clock))])) }
            a .without-script href=(address) { (words.say("refresh")) }
            button .quiet .with-script type="button" data-pause aria-pressed="false" hidden { (words.say("pause")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(figure(0), "0");
        assert_eq!(figure(999), "999");
        assert_eq!(figure(1_000), "1\u{202f}000");
        assert_eq!(figure(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
