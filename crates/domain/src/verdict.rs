//! What a gate decided, with what would have been right.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::gate::Scope;
use crate::id::{EventId, GateId, SessionId};

/// The decision about one scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Come in.
    Admitted {
        /// What the admission counts for.
        scope: Scope,
        /// There were already as many inside as an advisory capacity allows.
        over_capacity: bool,
        /// When the ticket was admitted last, at a gate that allows re-entry.
        before: Option<Timestamp>,
    },
    /// Goodbye: recorded on the way out.
    Left {
        /// What the exit counts for.
        scope: Scope,
    },
    /// The ticket has been admitted already.
    AlreadyIn {
        /// When.
        since: Timestamp,
        /// Where.
        gate: GateId,
    },
    /// On the way out, but never came in.
    NotIn,
    /// The right event on another day.
    OtherDay {
        /// The event it is for.
        event: EventId,
        /// The days it is for.
        days: Vec<Date>,
    },
    /// Good, but not here.
    OtherVenue {
        /// The event it is for.
        event: EventId,
        /// The days it is for.
        days: Vec<Date>,
        /// Where it is good.
        instead: Instead,
    },
    /// The right event, but no seat in what is behind this gate.
    OtherSession {
        /// The sessions it holds seats in; empty when it holds none.
        sessions: Vec<SessionId>,
    },
    /// The gate or the ticket is not open yet.
    TooEarly {
        /// When it opens.
        opens: Timestamp,
    },
    /// The gate is closed, or the ticket has run out.
    TooLate {
        /// Since when.
        closed: Timestamp,
    },
    /// The order has not been paid.
    Unpaid,
    /// The ticket was given up.
    Cancelled,
    /// The ticket was declared void, or replaced.
    Revoked,
    /// There is no seat left.
    Full {
        /// How many there are.
        seats: u32,
    },
    /// The code is good for several events of this gate.
    Ambiguous {
        /// Which ones.
        events: Vec<EventId>,
    },
    /// Nobody here knows this code.
    Unknown,
    /// Something the organiser asks has not been answered yet.
    AnswersNeeded,
}

/// Where a ticket is good that is refused here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Instead {
    /// At its own event.
    Event,
    /// At another gate of this event.
    Gates {
        /// Which ones.
        gates: Vec<GateId>,
    },
    /// Only online.
    Online,
}

/// A verdict's name alone, as records, exports and the command line write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictName {
    /// See [`Verdict::Admitted`].
    Admitted,
    /// See [`Verdict::Left`].
    Left,
    /// See [`Verdict::AlreadyIn`].
    AlreadyIn,
    /// See [`Verdict::NotIn`].
    NotIn,
    /// See [`Verdict::OtherDay`].
    OtherDay,
    /// See [`Verdict::OtherVenue`].
    OtherVenue,
    /// See [`Verdict::OtherSession`].
    OtherSession,
    /// See [`Verdict::TooEarly`].
    TooEarly,
    /// See [`Verdict::TooLate`].
    TooLate,
    /// See [`Verdict::Unpaid`].
    Unpaid,
    /// See [`Verdict::Cancelled`].
    Cancelled,
    /// See [`Verdict::Revoked`].
    Revoked,
    /// See [`Verdict::Full`].
    Full,
    /// See [`Verdict::Ambiguous`].
    Ambiguous,
    /// See [`Verdict::Unknown`].
    Unknown,
    /// See [`Verdict::AnswersNeeded`].
    AnswersNeeded,
}

impl Verdict {
    /// The verdict's name alone.
    #[must_use]
    pub fn name(&self) -> VerdictName {
        match self {
            Self::Admitted { .. } => VerdictName::Admitted,
            Self::Left { .. } => VerdictName::Left,
            Self::AlreadyIn { .. } => VerdictName::AlreadyIn,
            Self::NotIn => VerdictName::NotIn,
            Self::OtherDay { .. } => VerdictName::OtherDay,
            Self::OtherVenue { .. } => VerdictName::OtherVenue,
            Self::OtherSession { .. } => VerdictName::OtherSession,
            Self::TooEarly { .. } => VerdictName::TooEarly,
            Self::TooLate { .. } => VerdictName::TooLate,
            Self::Unpaid => VerdictName::Unpaid,
            Self::Cancelled => VerdictName::Cancelled,
            Self::Revoked => VerdictName::Revoked,
            Self::Full { .. } => VerdictName::Full,
            Self::Ambiguous { .. } => VerdictName::Ambiguous,
            Self::Unknown => VerdictName::Unknown,
            Self::AnswersNeeded => VerdictName::AnswersNeeded,
        }
    }

    /// What an admission or an exit counts for; `None` for a refusal.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Admitted { scope, .. } | Self::Left { scope } => Some(scope),
            _ => None,
        }
    }
}

impl VerdictName {
    /// Every verdict, in the order above.
    pub const ALL: [Self; 16] = [
        Self::Admitted,
        Self::Left,
        Self::AlreadyIn,
        Self::NotIn,
        Self::OtherDay,
        Self::OtherVenue,
        Self::OtherSession,
        Self::TooEarly,
        Self::TooLate,
        Self::Unpaid,
        Self::Cancelled,
        Self::Revoked,
        Self::Full,
        Self::Ambiguous,
        Self::Unknown,
        Self::AnswersNeeded,
    ];

    /// Whether somebody passed the gate, in or out.
    #[must_use]
    pub fn passed(self) -> bool {
        matches!(self, Self::Admitted | Self::Left)
    }

    /// The name as it is written: `already_in`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Left => "left",
            Self::AlreadyIn => "already_in",
            Self::NotIn => "not_in",
            Self::OtherDay => "other_day",
            Self::OtherVenue => "other_venue",
            Self::OtherSession => "other_session",
            Self::TooEarly => "too_early",
            Self::TooLate => "too_late",
            Self::Unpaid => "unpaid",
            Self::Cancelled => "cancelled",
            Self::Revoked => "revoked",
            Self::Full => "full",
            Self::Ambiguous => "ambiguous",
            Self::Unknown => "unknown",
            Self::AnswersNeeded => "answers_needed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_they_are_serialised() {
        for name in VerdictName::ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
        }
    }
}
