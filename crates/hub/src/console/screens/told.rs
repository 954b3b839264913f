//! How a screen is, in words.

use maud::{Markup, html};

use super::super::parts::{Sign, ago, instant, status};
use super::super::saying::name as language;
use super::super::words::{Called, Filling, Words};
use super::Hall;
use crate::service::ScreenState;
use crate::store::KnownScreen;

/// A sign, a word and a colour.
pub(super) fn state(words: &Words, state: ScreenState) -> Markup {
    match state {
        ScreenState::Silent => status(Sign::Waiting, &words.say("screen-silent")),
        ScreenState::Wrong => status(Sign::Attention, &words.say("screen-wrong")),
        ScreenState::Fine => status(Sign::Good, &words.say("screen-fine")),
    }
}

/// How a screen is; of one that is well and dark, until when.
pub(super) fn standing(words: &Words, hall: &Hall, one: &KnownScreen) -> Markup {
    match (hall.state(one), one.report.dark_until) {
        (ScreenState::Fine, Some(until)) => {
            let there = until.to_zoned(hall.zone(one)).strftime("%H:%M").to_string();
            let until = words.with("screen-dark", &[("time", Filling::Text(&there))]);
            status(Sign::Note, &until)
        }
        (found, _) => state(words, found),
    }
}

/// What is wrong, as somebody can look after it.
pub(super) fn reasons(words: &Words, one: &KnownScreen) -> Markup {
    let report = &one.report;
    html! {
        @if report.silent_ms > 0 { p { (words.say("screen-silent-page")) } }
        @if !report.wrong.is_empty() {
            ul .plain { @for code in &report.wrong { li { (reason(words, code)) } } }
        }
    }
}

fn reason(words: &Words, code: &str) -> Markup {
    let id = match code {
        "missing" => "screen-lacks",
        "twice" => "screen-twice",
        "stray" => "screen-stray",
        "words" => "screen-other-words",
        "not-struck" => "screen-not-struck",
        "no-mark" => "screen-no-mark",
        "cut" => "screen-cut",
        "emergency" => "screen-no-emergency",
        "nothing" => "screen-nothing",
        "other" => "screen-other",
        "closed" => "screen-closed",
        "camera" => "screen-camera",
        // A newer kiosk knows more.
        _ => return html! { (words.say("screen-unknown")) " " code { (code) } },
    };
    html! { (words.say(id)) }
}

/// What it shows, and when it was heard of.
pub(super) fn facts(words: &Words, hall: &Hall, one: &KnownScreen) -> Markup {
    let (report, zone) = (&one.report, hall.plan.own_zone());
    let heard = one.heard();
    html! {
        dl {
            dt { (words.say("screen-shows")) } dd { (shows(words, hall, &report.shows)) }
            @if report.width > 0 {
                dt { (words.say("screen-size")) } dd .whole { (report.width) " × " (report.height) }
            }
            @if let Some(lang) = report.language.as_deref().and_then(|lang| lang.parse().ok()) {
                dt { (words.say("screen-language")) } dd { (language(&lang)) }
            }
            @if let Some(as_of) = report.as_of {
                dt { (words.say("screen-lists")) } dd { (status(Sign::Attention, &ago(words, as_of, hall.now))) " " span .aside { (instant(as_of, &zone)) } }
            }
            @if !report.emergencies.is_empty() {
                dt { (words.say("emergency")) } dd { (words.say("screen-in-emergency")) }
            }
            dt { (words.say("seen")) }
            dd { (ago(words, heard, hall.now)) " " span .aside { (instant(heard, &zone)) } }
        }
    }
}

/// What a screen is there to show.
pub(super) fn shows(words: &Words, hall: &Hall, what: &str) -> Markup {
    let plain = |id: &str| html! { (words.say(id)) };
    match what.split_once(':') {
        None => match what {
            "door" => plain("screen-door"),
            "lobby" => plain("screen-lobby"),
            "week" => plain("screen-week"),
            "online" => plain("screen-online"),
            "programme" => plain("screen-programme"),
            other => html! { code { (other) } },
        },
        Some((kind @ ("lobby" | "programme"), venue)) => {
            let id = venue.parse().ok();
            let name = id.as_ref().map_or(Called::by_id(venue), |id| hall.venue(words, id));
            html! { (shows(words, hall, kind)) ": " (name) }
        }
        Some(("room", room)) => {
            let id = room.parse().ok();
            let known = id.as_ref().and_then(|id| hall.plan.programme.room(id));
            let name =
                known.map_or(Called::by_id(room), |(_, found)| words.pick(&found.name, room));
            html! { (words.say("screen-room")) ": " (name) }
        }
        Some(_) => html! { code { (what) } },
    }
}
