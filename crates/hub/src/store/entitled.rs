//! What a device may say: what it admits, lets out and undoes of its own events, and what it says
//! for the boards on their behalf.
//!
//! A kiosk knows the ids of other events' tickets too, so as to say where they are good. Without
//! this it could invent check-ins for them, and take real ones back.

use parvis_domain::announcement::TakenOver;
use parvis_domain::fact::{Fact, Record};
use parvis_protocol::exchange::AsideReason;

use super::Taking;
use super::writes::KnownTickets;

/// Why something that a device recorded is not for it to say; `None` where it is.
pub(crate) fn refused(
    record: &Record,
    taking: &Taking,
    known: &KnownTickets,
) -> Option<AsideReason> {
    let events = taking.events.as_ref()?;
    let fact = &record.fact;
    if let Fact::SeatsLeased { .. } = fact {
        return Some(AsideReason::HubOnly);
    }
    if let Some(event) = fact.for_boards() {
        let own = events.contains(event) && is_there(fact, known);
        return (!own).then_some(AsideReason::OtherEvent);
    }
    // A refusal says what was shown, of whichever event. Seats that are given back are its own.
    let ticket = fact.ticket().filter(|_| fact.weighs())?;
    let named = match fact {
        Fact::Undone { target, .. } => known.event_in(ticket, *target),
        fact => fact.event(),
    };
    // Whatever it names: the ticket may be another event's all the same.
    let others =
        known.of_others.contains(&ticket) || named.is_some_and(|event| !events.contains(event));
    others.then_some(AsideReason::OtherEvent)
}

/// Whether an emergency takes a venue over in which its event is held; true of what is none. It is
/// shown alone, so that whoever speaks for one place must not silence the others.
fn is_there(fact: &Fact, known: &KnownTickets) -> bool {
    match fact {
        Fact::TakenOver(TakenOver { event, venue, .. }) => known.venues.get(event) == Some(venue),
        _ => true,
    }
}
