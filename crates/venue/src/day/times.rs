//! Whether kiosks that have heard their hub decide by the right time, whatever their clocks read.

use jiff::Timestamp;
use parvis_domain::gate::Gate;
use parvis_domain::id::GateId;
use parvis_domain::judge::{Case, Found, judge};
use parvis_domain::programme::Programme;
use parvis_domain::standing::Standing;
use parvis_domain::ticket::Ticket;
use parvis_domain::verdict::{Verdict, VerdictName};

use crate::people;

/// What was decided, seen by the right time.
pub(super) struct Times {
    programme: Programme,
    gates: Vec<Gate>,
    /// What somebody was told that was wrong at that time.
    pub(super) wrong: Vec<String>,
    /// Decisions that the kiosk's own clock would have made wrong.
    pub(super) righted: u64,
}

impl Times {
    pub(super) fn new() -> Self {
        let (programme, gates) = (people::programme(), people::gates());
        Self { programme, gates, wrong: Vec::new(), righted: 0 }
    }

    /// Somebody was told something at the right time, while the kiosk's own clock read another.
    pub(super) fn told(
        &mut self,
        gate: &GateId,
        ticket: &Ticket,
        told: &Verdict,
        right: Timestamp,
        own: Timestamp,
    ) {
        let (Some(expected), Some(by_clock)) =
            (self.at(gate, ticket, right), self.at(gate, ticket, own))
        else {
            return;
        };
        let fits = match told {
            told if is_about_time(told) => told.name() == expected.name(),
            // A ticket that was never used gets the same room and hour.
            Verdict::Admitted { scope, .. } => expected.scope() == Some(scope),
            Verdict::AlreadyIn { .. } | Verdict::Full { .. } => !is_about_time(&expected),
            // Decided before any time is looked at.
            _ => return,
        };
        if !fits {
            let (told, at) = (told.name().as_str(), gate.as_str());
            self.wrong.push(format!("{told} at {at} at {right}, by a clock that read {own}"));
        }
        let differs = is_about_time(&by_clock) != is_about_time(&expected)
            || by_clock.scope() != expected.scope();
        self.righted += u64::from(differs);
    }

    /// What is right for a ticket that was never used, as far as that depends on the time.
    fn at(&self, gate: &GateId, ticket: &Ticket, now: Timestamp) -> Option<Verdict> {
        let Self { programme, gates, .. } = self;
        let gate = gates.iter().find(|known| known.id == *gate)?;
        let standing = Standing::default();
        let found = Found::Ticket(ticket, &standing);
        Some(judge(&Case { gate, gates, programme, found, inside: 0, seats_left: None, now }))
    }
}

fn is_about_time(verdict: &Verdict) -> bool {
    use VerdictName::{OtherDay, OtherSession, TooEarly, TooLate};
    matches!(verdict.name(), OtherDay | OtherSession | TooEarly | TooLate)
}
