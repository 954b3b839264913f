//! A decision as the command line prints it, for people who run it and programs that read it.

use parvis_domain::verdict::{Verdict, VerdictName};
use serde::Serialize;

use crate::admit::Decision;
use crate::export::in_zone;
use crate::kiosk::Kiosk;

/// A decision as one JSON object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionReport {
    /// The verdict's name.
    pub verdict: VerdictName,
    /// The whole name of the ticket's holder; `null` when this kiosk does not know the ticket.
    pub name: Option<String>,
    /// The event the ticket is for.
    pub event: Option<String>,
    /// The gate it was shown at.
    pub gate: String,
    /// When, with the offset of the gate's zone.
    pub at: String,
    /// The verdict with everything that belongs to it: since when, where and when it would be right.
    pub details: Verdict,
}

/// What the command line prints of a decision.
#[must_use]
pub fn of_decision(kiosk: &Kiosk, decision: &Decision) -> DecisionReport {
    let setup = kiosk.setup();
    let line = decision.line.as_ref();
    let elsewhere = match &decision.verdict {
        Verdict::OtherVenue { event, .. } | Verdict::OtherDay { event, .. } => Some(event),
        _ => None,
    };
    let event = line.map(|line| &line.ticket.event).or(elsewhere);
    DecisionReport {
        verdict: decision.verdict.name(),
        name: line.map(|line| line.attendee.full_name()),
        event: event.map(ToString::to_string),
        gate: decision.gate.to_string(),
        at: in_zone(decision.at, setup.gate(&decision.gate).map(|gate| &gate.zone)),
        details: decision.verdict.clone(),
    }
}
