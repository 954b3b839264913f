//! The gates that nobody wrote: one for each event that needs a door.

use parvis_domain::gate::{Area, Counted, Direction, Entry, Gate, Rule, Shows};
use parvis_domain::id::GateId;
use parvis_domain::programme::{Event, Mode, Programme};

/// Whether people come to a door of this event.
pub(super) fn has_gate(event: &Event) -> bool {
    !event.relayed && event.mode != Mode::Online
}

/// The gate of an event for which nobody wrote one: one door to the whole venue, every ticket of
/// the event, once a day. `None` for an event that is relayed or only online, which has no door.
#[must_use]
pub fn usual_gate(programme: &Programme, event: &Event) -> Option<Gate> {
    if !has_gate(event) {
        return None;
    }
    let id = GateId::new(event.id.as_str()).ok()?;
    let languages = if event.languages.is_empty() {
        programme.edition.languages.clone()
    } else {
        event.languages.clone()
    };
    Some(Gate {
        area: Area::new(&id.as_str().replace('/', "-")).ok()?,
        id,
        name: event.title.clone(),
        venue: event.venue.clone(),
        room: None,
        zone: programme.zone_of(event).clone(),
        languages,
        rule: Rule {
            events: vec![event.id.clone()],
            days: Vec::new(),
            ticket_types: Vec::new(),
            sessions: Vec::new(),
            entry: Entry::default(),
            counted: Counted::default(),
            direction: Direction::default(),
            hours: Vec::new(),
            capacity: None,
            shows: Shows::default(),
        },
    })
}

/// The gates for a new programme: those there are (`held`, for the programme of `before`) as far
/// as their events are in it, and the usual one for each event that none of them admits. A gate
/// that nobody wrote follows the new programme: its venue may be in another zone now.
#[must_use]
pub fn with_usual_gates(held: &[Gate], before: &Programme, programme: &Programme) -> Vec<Gate> {
    let followed = |gate: &Gate| refreshed(gate, before, programme);
    let mut gates: Vec<_> =
        held.iter().map(|gate| followed(gate).unwrap_or_else(|| gate.clone())).collect();
    gates.retain(|gate| gate.rule.events.iter().any(|event| programme.event(event).is_some()));
    for event in &programme.events {
        if !gates.iter().any(|gate| gate.admits_event(&event.id)) {
            gates.extend(usual_gate(programme, event));
        }
    }
    gates
}

/// The usual gate by the programme of `now`, if this one is the usual one by the programme of
/// `before`. What an admission counts for stays: whoever is inside must not become somebody new.
fn refreshed(gate: &Gate, before: &Programme, now: &Programme) -> Option<Gate> {
    let usual = |programme: &Programme| {
        let event = programme.events.iter().find(|event| event.id.as_str() == gate.id.as_str())?;
        let mut usual = usual_gate(programme, event)?;
        usual.rule.counted = gate.rule.counted;
        Some(usual)
    };
    if usual(before)? == *gate { usual(now) } else { None }
}
