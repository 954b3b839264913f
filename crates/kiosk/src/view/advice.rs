//! What is the matter and what would be right, as messages.

use parvis_domain::id::{EventId, GateId};
use parvis_domain::text::Text;
use parvis_domain::verdict::{Instead, Verdict};

use super::notice::{Argument, Notice, TextView, millis, text};
use super::verdict::Tone;
use crate::kiosk::Setup;

/// How a verdict is meant.
pub(crate) fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Admitted { .. } | Verdict::Left { .. } => Tone::Welcome,
        Verdict::OtherDay { .. }
        | Verdict::OtherVenue { .. }
        | Verdict::OtherSession { .. }
        | Verdict::TooEarly { .. }
        | Verdict::TooLate { .. }
        | Verdict::Full { .. }
        | Verdict::NotIn => Tone::Redirect,
        Verdict::AlreadyIn { .. }
        | Verdict::Unpaid
        | Verdict::Cancelled
        | Verdict::Revoked
        | Verdict::Ambiguous { .. }
        | Verdict::Unknown
        | Verdict::AnswersNeeded => Tone::Staff,
    }
}

/// The messages that go with a verdict. They name no person.
pub(crate) fn advice(setup: &Setup, verdict: &Verdict, zone: &str, here: &TextView) -> Vec<Notice> {
    let time = |at| Argument::Time { value: millis(at), zone: zone.to_owned() };
    let one = |notice| vec![notice];
    match verdict {
        Verdict::Admitted { over_capacity, before, .. } => {
            let again = before.map(|at| Notice::plain("advice-again").with("time", time(at)));
            let over = over_capacity.then(|| Notice::plain("advice-over-capacity"));
            let said: Vec<_> = again.into_iter().chain(over).collect();
            if said.is_empty() { one(Notice::plain("advice-welcome")) } else { said }
        }
        Verdict::Left { .. } => one(Notice::plain("advice-left")),
        Verdict::AlreadyIn { since, gate } => one(Notice::plain("advice-already-in")
            .with("time", time(*since))
            .with("gate", gate_name(setup, gate))),
        Verdict::NotIn => one(Notice::plain("advice-not-in")),
        Verdict::OtherDay { event, days } => one(Notice::plain("advice-other-day")
            .with("event", event_title(setup, event))
            .with("days", days_of(days))),
        Verdict::OtherVenue { event, days, instead } => {
            one(elsewhere(setup, event, days, instead, here))
        }
        Verdict::OtherSession { sessions } if sessions.is_empty() => {
            one(Notice::plain("advice-no-session"))
        }
        Verdict::OtherSession { sessions } => {
            let known = sessions.iter().filter_map(|id| setup.current.session(id));
            let titles = known.map(|session| text(&session.title)).collect();
            one(Notice::plain("advice-other-session")
                .with("sessions", Argument::Texts { value: titles }))
        }
        Verdict::TooEarly { opens } => {
            one(Notice::plain("advice-too-early").with("time", time(*opens)))
        }
        Verdict::TooLate { closed } => {
            one(Notice::plain("advice-too-late").with("time", time(*closed)))
        }
        Verdict::Unpaid => one(Notice::plain("advice-unpaid")),
        Verdict::Cancelled => one(Notice::plain("advice-cancelled")),
        Verdict::Revoked => one(Notice::plain("advice-revoked")),
        Verdict::Full { seats } => {
            one(Notice::plain("advice-full").with("seats", Argument::Number { value: *seats }))
        }
        Verdict::Ambiguous { events } => {
            let titles = events.iter().map(|event| title_of(setup, event)).collect();
            one(Notice::plain("advice-ambiguous").with("events", Argument::Texts { value: titles }))
        }
        Verdict::Unknown => one(Notice::plain("advice-unknown")),
        Verdict::AnswersNeeded => one(Notice::plain("advice-answers-needed")),
    }
}

/// Where a ticket is good that is refused here. `here` is the city of this gate, which need not
/// be said again.
fn elsewhere(
    setup: &Setup,
    event: &EventId,
    days: &[jiff::civil::Date],
    instead: &Instead,
    here: &TextView,
) -> Notice {
    let title = event_title(setup, event);
    match instead {
        Instead::Gates { gates } => {
            let names = gates.iter().map(|gate| name_of(setup, gate)).collect();
            Notice::plain("advice-other-gate").with("gates", Argument::Texts { value: names })
        }
        Instead::Online => Notice::plain("advice-online").with("event", title),
        Instead::Event => {
            let city = setup
                .programme
                .event(event)
                .and_then(|event| setup.programme.venue_of(event))
                .map(|venue| text(&venue.city))
                .filter(|city| !city.is_empty() && city != here);
            let id = if city.is_some() { "advice-other-venue" } else { "advice-other-event" };
            let notice = Notice::plain(id).with("event", title).with("days", days_of(days));
            match city {
                Some(value) => notice.with("city", Argument::Text { value }),
                None => notice,
            }
        }
    }
}

fn days_of(days: &[jiff::civil::Date]) -> Argument {
    Argument::Days { value: days.iter().map(ToString::to_string).collect() }
}

fn event_title(setup: &Setup, event: &EventId) -> Argument {
    Argument::Text { value: title_of(setup, event) }
}

/// An event's title, or its id when the programme does not know it.
fn title_of(setup: &Setup, event: &EventId) -> TextView {
    text_or(setup.programme.event(event).map(|event| &event.title), event.as_str())
}

pub(crate) fn gate_name(setup: &Setup, gate: &GateId) -> Argument {
    Argument::Text { value: name_of(setup, gate) }
}

fn name_of(setup: &Setup, gate: &GateId) -> TextView {
    text_or(setup.gate(gate).map(|gate| &gate.name), gate.as_str())
}

fn text_or(found: Option<&Text>, id: &str) -> TextView {
    match found.map(text).filter(|view| !view.is_empty()) {
        Some(view) => view,
        // `und` is BCP 47's tag for a text whose language is not known.
        None => TextView::from([("und".to_owned(), id.to_owned())]),
    }
}
