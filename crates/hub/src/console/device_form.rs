//! The form in which a device’s name, events and gate are filled in.

use maud::{Markup, html};
use parvis_domain::id::{EventId, GateId};
use parvis_protocol::limits::NAME_BYTES;

use super::attendance::Plan;
use super::page::token;
use super::parts::{Sign, notice};
use super::posted::Fields;
use super::visit::Visit;
use crate::service::{DeclareError, Offer};

/// What is filled in already.
#[derive(Clone, Default)]
pub(super) struct Filled {
    pub(super) name: String,
    pub(super) events: Vec<EventId>,
    pub(super) gate: Option<GateId>,
}

impl Filled {
    /// As it is asked of the hub.
    pub(super) fn offer(&self) -> Offer {
        let Self { name, events, gate } = self.clone();
        Offer { name, events, gate }
    }
}

/// Where a form leads.
pub(super) struct Ways<'w> {
    /// Who takes it.
    pub(super) action: &'w str,
    /// What its button says.
    pub(super) button: String,
    /// Where to go without it.
    pub(super) back: &'w str,
}

/// The form, with what is filled in, and something that stands before the rest.
pub(super) fn form(
    visit: &Visit,
    plan: &Plan,
    filled: &Filled,
    ways: &Ways<'_>,
    before: &Markup,
) -> Markup {
    let words = &visit.words;
    let (most, tags) = (NAME_BYTES.to_string(), &plan.programme.events);
    html! {
        form method="post" action=(ways.action) {
            (token(visit))
            (before)
            div .field {
                label for="name" { (words.say("device-name")) }
                input #name name="name" value=(filled.name) required maxlength=(most) aria-describedby="name-hint" autocomplete="off";
                p #name-hint .hint { (words.say("device-name-hint")) }
            }
            fieldset {
                legend { (words.say("device-events")) }
                @for event in tags {
                    @let id = event.id.as_str();
                    label .choice {
                        input type="checkbox" name="event" value=(id) checked[filled.events.contains(&event.id)];
                        span { (plan.event(words, &event.id)) " " time .aside datetime=(event.first_day) { (event.first_day) } }
                    }
                }
            }
            div .field {
                label for="gate" { (words.say("gate-first")) }
                select #gate name="gate" aria-describedby="gate-hint" {
                    option value="" { (words.say("gate-later")) }
                    @for gate in &plan.gates {
                        option value=(gate.id) selected[filled.gate.as_ref() == Some(&gate.id)] { (plan.gate(words, &gate.id).text) }
                    }
                }
                p #gate-hint .hint { (words.say("gate-hint")) }
            }
            p .actions {
                button type="submit" { (ways.button) }
                a .button .quiet href=(ways.back) { (words.say("cancel")) }
            }
        }
    }
}

/// What somebody filled in.
pub(super) fn filled_in(fields: &Fields) -> Filled {
    Filled {
        name: fields.one("name").unwrap_or_default().to_owned(),
        events: fields.all("event").filter_map(|id| id.parse().ok()).collect(),
        gate: fields.one("gate").and_then(|id| id.parse().ok()),
    }
}

/// What the person who filled a card in can mend; anything else is the hub's matter.
pub(super) fn mendable(visit: &Visit, error: &DeclareError) -> Option<Markup> {
    let id = match error {
        DeclareError::Name => "device-name-wrong",
        DeclareError::NoEvent(_) | DeclareError::NoGate(_) => "device-plan-changed",
        DeclareError::NoProgramme => "device-no-programme",
        _ => return None,
    };
    Some(notice(Sign::Bad, &visit.words.count(id, NAME_BYTES as u64)))
}

/// A device without events decides about nothing.
pub(super) fn events_missing(visit: &Visit) -> Markup {
    notice(Sign::Bad, &visit.words.say("device-events-missing"))
}
