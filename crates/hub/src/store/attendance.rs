//! Who came, in numbers and one by one.

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::gate::Scope;
use parvis_domain::id::{EventId, GateId, TicketId};
use parvis_protocol::change::TicketRow;
use parvis_protocol::exchange::AsideReason;

/// Which admissions; what is left out restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Of this event.
    pub event: Option<EventId>,
    /// At this gate.
    pub gate: Option<GateId>,
    /// Not before this: where an event's day begins.
    pub from: Option<Timestamp>,
    /// Before this: where the day ends.
    pub until: Option<Timestamp>,
}

/// An event in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCounts {
    /// The event.
    pub event: EventId,
    /// Tickets on its roster, without those withdrawn.
    pub tickets: u64,
    /// Tickets that were admitted anywhere at least once.
    pub admitted: u64,
    /// Tickets whose holder is inside of anything, over all days and sessions.
    pub inside: u64,
    /// Admissions of single-entry tickets that should not have been.
    pub doubles: u64,
}

/// A scope in numbers, for the tickets of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeCounts {
    /// The event.
    pub event: EventId,
    /// The scope.
    pub scope: Scope,
    /// Tickets that were admitted.
    pub admitted: u64,
    /// Tickets whose holder is inside.
    pub inside: u64,
    /// Admissions that should not have been.
    pub doubles: u64,
}

/// How many came in a quarter of an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrivals {
    /// Where the quarter begins; quarters of all zones begin together.
    pub quarter: Timestamp,
    /// The event.
    pub event: EventId,
    /// The gate.
    pub gate: GateId,
    /// How many.
    pub count: u64,
}

/// One admission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The record.
    pub key: RecordKey,
    /// When, as the device's clock read, to the millisecond.
    pub at: Timestamp,
    /// Where.
    pub gate: GateId,
}

/// An admission that should not have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The ticket.
    pub ticket: TicketId,
    /// Its event.
    pub event: EventId,
    /// What it was admitted to twice.
    pub scope: Scope,
    /// The admission that counts.
    pub first: Passage,
    /// The one that should not have been.
    pub again: Passage,
}

/// An admission with its ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The admission.
    pub passage: Passage,
    /// The ticket.
    pub ticket: TicketId,
    /// Its event, as the device knew it.
    pub event: EventId,
    /// What it counts for.
    pub scope: Scope,
    /// Whether it should not have been.
    pub double: bool,
    /// The ticket as its roster has it now, withdrawn or not; `None` when it is on none.
    pub row: Option<TicketRow>,
}

/// A record that was put aside.
#[derive(Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it stands, or claims to.
    pub key: RecordKey,
    /// Why.
    pub reason: AsideReason,
    /// The text that is hashed.
    pub text: String,
    /// When it came, by the hub's clock, to the millisecond.
    pub received: Timestamp,
}

impl std::fmt::Debug for Aside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Aside({:?}, {:?})", self.key, self.reason)
    }
}

impl Double {
    pub(crate) fn new(first: parvis_domain::standing::Passage, again: Attended) -> Self {
        let first = Passage { key: first.key, at: first.at, gate: first.gate };
        let Attended { passage, ticket, event, scope, .. } = again;
        Self { ticket, event, scope, first, again: passage }
    }
}
