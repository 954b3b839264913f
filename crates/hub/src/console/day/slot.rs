//! A session as it stands now, with what can be said of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use parvis_domain::id::RoomId;
use parvis_domain::programme::saying::LATEST_MINUTES;
use parvis_domain::programme::{Mark, Slot, Venue};

use super::super::attendance::Plan;
use super::super::overview::escaped;
use super::super::page::token;
use super::super::parts::{Sign, status};
use super::super::visit::Visit;
use super::super::words::{Called, Filling, Words};
use super::look::Look;

/// The delays that are one press away, in minutes.
const DELAYS: [u32; 4] = [5, 10, 15, 30];

/// A session in the list.
pub(super) fn card(
    visit: &Visit,
    plan: &Plan,
    look: &Look,
    slot: &Slot<'_>,
    now: Timestamp,
) -> Markup {
    let (words, zone) = (&visit.words, plan.zone(&look.event));
    let session = slot.session;
    let title = words.pick(&session.title, session.id.as_str());
    let id = escaped(session.id.as_str());
    html! {
        li .slot id={ "session-" (id) } {
            p .when { (times(words, slot, &zone)) }
            div {
                h3 { (title) }
                p { (rooms(words, plan, slot)) " " (marks(words, slot, now)) }
                @if let Some(said) = slot.said {
                    p .hint { (words.with("day-said-at", &[("time", Filling::Text(&clock(said, &zone)))])) }
                }
            }
            details id={ "say-" (id) } {
                summary { (words.say("day-say")) span .unseen { " – " (title) } }
                (sayings(visit, plan, look, slot))
            }
        }
    }
}

fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

fn times(words: &Words, slot: &Slot<'_>, zone: &TimeZone) -> Markup {
    let time = |at: Timestamp| html! { time datetime=(at) { (clock(at, zone)) } };
    html! {
        @if let Some(old) = slot.old_times {
            span .unseen { (words.say("day-planned")) " " }
            s { (time(old.start)) @if old.start == slot.start { "–" (time(old.end)) } }
            " "
        }
        span .whole { (time(slot.start)) "–" (time(slot.end)) }
    }
}

fn rooms(words: &Words, plan: &Plan, slot: &Slot<'_>) -> Markup {
    html! {
        @if let Some(old) = slot.old_room {
            span .unseen { (words.say("day-planned")) " " }
            s { (room(words, plan, old)) }
            " "
        }
        @if let Some(now) = slot.room { (room(words, plan, now)) }
        @else { span .aside { (words.say("day-no-room")) } }
    }
}

pub(super) fn room<'a>(words: &Words, plan: &'a Plan, id: &'a RoomId) -> Called<'a> {
    let known = plan.programme.room(id);
    known.map_or(Called::by_id(id.as_str()), |(_, room)| words.pick(&room.name, id.as_str()))
}

/// How it differs from the programme, and whether it is on.
fn marks(words: &Words, slot: &Slot<'_>, now: Timestamp) -> Markup {
    html! {
        @if slot.is_on(now) && slot.takes_place() { (status(Sign::Good, &words.say("day-on"))) " " }
        @for mark in &slot.marks {
            @match mark {
                Mark::Cancelled => (status(Sign::Bad, &words.say("mark-cancelled"))),
                Mark::Moved => (status(Sign::Attention, &words.say("mark-moved"))),
                Mark::Late { minutes } => (status(Sign::Waiting, &words.count("mark-late", u64::from(*minutes)))),
                Mark::Full => (status(Sign::Attention, &words.say("mark-full"))),
                Mark::Added => (status(Sign::Note, &words.say("mark-added"))),
            }
            " "
        }
    }
}

fn sayings(visit: &Visit, plan: &Plan, look: &Look, slot: &Slot<'_>) -> Markup {
    let words = &visit.words;
    let id = escaped(slot.session.id.as_str());
    let word = |word: &str, fields: Markup| form(visit, look, slot, word, &fields);
    let button = |id: &str| html! { button .quiet type="submit" { (words.say(id)) } };
    let (minutes, room, start) =
        (format!("minutes-{id}"), format!("room-{id}"), format!("start-{id}"));
    let most = LATEST_MINUTES.to_string();
    let added = slot.marks.contains(&Mark::Added);
    html! {
        (word("late", html! {
            fieldset .plain-set {
                legend { (words.say("day-late")) }
                p .actions { @for delay in DELAYS {
                    button .quiet type="submit" name="minutes" value=(delay) { (words.count("day-minutes", u64::from(delay))) }
                } }
            }
        }))
        (word("late", html! {
            div .choose {
                div .field {
                    label for=(minutes) { (words.say("day-late-by")) }
                    input id=(minutes) type="number" name="minutes" min="1" max=(most) required;
                }
                (button("day-say-late"))
            }
        }))
        (word("moved", html! {
            div .choose {
                div .field {
                    label for=(room) { (words.say("day-room")) }
                    select id=(room) name="room" {
                        option value="" { (words.say("day-unchanged")) }
                        (options(words, plan, look, slot.room))
                    }
                }
                div .field {
                    label for=(start) { (words.say("day-start")) }
                    input id=(start) type="time" name="start";
                }
                (button("day-say-moved"))
            }
        }))
        div .actions {
            (word("full", button("day-full")))
            (word("cancelled", button("day-cancelled")))
            (word("planned", button("day-as-planned")))
            @if added { (word("not-added", button("day-not-added"))) }
        }
    }
}

/// The rooms of the event's venue, but for the one that it is in.
pub(super) fn options(words: &Words, plan: &Plan, look: &Look, but: Option<&RoomId>) -> Markup {
    let event = plan.programme.event(&look.event);
    let venue = event.and_then(|event| plan.programme.venue_of(event));
    let rooms = venue.into_iter().flat_map(Venue::rooms);
    html! {
        @for room in rooms.filter(|room| Some(&room.id) != but) {
            option value=(room.id) { (words.pick(&room.name, room.id.as_str()).text) }
        }
    }
}

fn form(visit: &Visit, look: &Look, slot: &Slot<'_>, word: &str, fields: &Markup) -> Markup {
    html! {
        form method="post" action="/console/day" {
            (token(visit))
            input type="hidden" name="event" value=(look.event);
            input type="hidden" name="day" value=(look.day);
            input type="hidden" name="session" value=(slot.session.id);
            input type="hidden" name="word" value=(word);
            (fields)
        }
    }
}
