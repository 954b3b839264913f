//! Who may come in: tickets, the people who hold them, and the lines of a roster.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::id::{EventId, SessionId, TicketId};
use crate::text::Lang;

/// The right to enter an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The same for every device and for every code that was issued for it.
    pub id: TicketId,
    /// The event it is for.
    pub event: EventId,
    /// Its type as the organiser calls it (“standard”, “press”, “online”); empty when there is one.
    pub kind: String,
    /// The days it is for, in order; empty means every day of the event.
    pub days: Vec<Date>,
    /// The sessions it holds a seat in; empty when none were booked.
    pub sessions: Vec<SessionId>,
    /// Whether it is good.
    pub status: TicketStatus,
    /// It opens no gate before this.
    pub valid_from: Option<Timestamp>,
    /// It opens no gate from this on.
    pub valid_until: Option<Timestamp>,
}

/// Whether a ticket is good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// It is good.
    #[default]
    Valid,
    /// Its order has not been paid.
    Unpaid,
    /// Its holder or the organiser gave it up.
    Cancelled,
    /// It was declared void, or replaced by another.
    Revoked,
    /// Something the organiser asks of every attendee has not been answered yet.
    AnswersNeeded,
}

impl TicketStatus {
    /// Every status, in the order above.
    pub const ALL: [Self; 5] =
        [Self::Valid, Self::Unpaid, Self::Cancelled, Self::Revoked, Self::AnswersNeeded];
}

/// The person a ticket is for: as little as the door needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// The given name or names.
    pub first_name: String,
    /// The family name, or the whole name when it came undivided.
    pub last_name: String,
    /// Who they come for.
    pub organisation: String,
    /// A group the organiser sorts people into (“speaker”, “volunteer”).
    pub category: String,
    /// The language they want to be spoken to in.
    pub language: Option<Lang>,
}

impl Attendee {
    /// The whole name, first name first, as a badge has it.
    ///
    /// ```
    /// use parvis_domain::ticket::Attendee;
    /// let ada = Attendee { last_name: "Invented".into(), ..Attendee::default() };
    /// assert_eq!(ada.full_name(), "Invented");
    /// ```
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

/// One line of a roster: a ticket, its holder, and the code that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// The right to enter.
    pub ticket: Ticket,
    /// Who holds it.
    pub attendee: Attendee,
    /// What the printed or shown ticket says.
    pub code: Code,
    /// The order it was bought in; empty when unknown.
    pub order: String,
}
