//! What changed at the hub: rows of the programme and of rosters, and records of other devices.

use jiff::Timestamp;
use jiff::civil::Date;
use parvis_domain::code::{Code, CodeHash};
use parvis_domain::id::{EventId, SessionId, TicketId};
use parvis_domain::text::Lang;
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use serde::{Deserialize, Serialize};

use crate::key::Signature;
#[cfg(doc)]
use crate::series::SignedHead;

/// How far somebody has read what changed at the hub: the number of the last change.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cursor(pub u64);

/// One row or record as it is now. Taking it twice changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// An event whose tickets follow.
    Event(EventRow),
    /// A noun of the programme, or a gate.
    Plan(PlanRow),
    /// A ticket of an event that the device decides about.
    Ticket(Box<TicketRow>),
    /// A ticket of another event: enough to say where it is good.
    Elsewhere(ElsewhereRow),
    /// A ticket that was taken off its roster.
    Withdrawn(WithdrawnRow),
    /// A record of a device, as the text that is hashed.
    Record(RecordRow),
    /// Something that a newer hub sends and this version does not know: it is passed over.
    #[serde(other)]
    Unknown,
}

/// An event, with the secret it was born with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// The event.
    pub event: EventId,
    /// 64 hexadecimal digits: what ticket ids and code hashes are made with.
    pub key: String,
    /// Whether its tickets come in full, or as hashes alone.
    pub full: bool,
}

// The key must not end up in a log by accident.
impl std::fmt::Debug for EventRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EventRow({}, full: {})", self.event, self.full)
    }
}

/// One noun of the programme (`edition`, `event`, `venue`, `session`, `speaker`, `track`) or a
/// `gate`, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Which noun.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// Its place among those of its noun.
    pub place: u32,
    /// The noun as JSON; `None` when it was withdrawn.
    pub body: Option<String>,
    /// With a session that vanished from the programme and is shown as cancelled: the noun as it
    /// was last, also to whoever never had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// A noun of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// The week.
    Edition,
    /// A gathering.
    Event,
    /// A building.
    Venue,
    /// A slot.
    Session,
    /// Who speaks.
    Speaker,
    /// A subject.
    Track,
    /// A place where admission is decided.
    Gate,
}

impl Noun {
    /// Every noun, in the order in which they refer to each other.
    pub const ALL: [Self; 7] = [
        Self::Edition,
        Self::Event,
        Self::Venue,
        Self::Session,
        Self::Speaker,
        Self::Track,
        Self::Gate,
    ];

    /// The noun as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Event => "event",
            Self::Venue => "venue",
            Self::Session => "session",
            Self::Speaker => "speaker",
            Self::Track => "track",
            Self::Gate => "gate",
        }
    }
}

/// A ticket in full, with its holder and code. What is empty is left out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRow {
    /// The ticket.
    pub id: TicketId,
    /// Its event.
    pub event: EventId,
    /// What its QR code says.
    pub code: Code,
    /// Whether it is good.
    #[serde(default)]
    pub status: TicketStatus,
    /// Its type.
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The days it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Date>,
    /// The sessions it holds a seat in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionId>,
    /// It opens no gate before this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// It opens no gate from this on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// The given name or names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// The family name, or the whole name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    /// Who they come for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// A group the organiser sorts people into.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// The language they want to be spoken to in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// The order it was bought in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
}

// Names and codes must not end up in a log by accident.
impl std::fmt::Debug for TicketRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TicketRow({} of {})", self.id, self.event)
    }
}

impl From<RosterLine> for TicketRow {
    fn from(RosterLine { ticket, attendee, code, order }: RosterLine) -> Self {
        let Ticket { id, event, kind, days, sessions, status, valid_from, valid_until } = ticket;
        let Attendee { first_name, last_name, organisation, category, language } = attendee;
        Self {
            id,
            event,
            code,
            status,
            kind,
            days,
            sessions,
            valid_from,
            valid_until,
            first_name,
            last_name,
            organisation,
            category,
            language,
            order,
        }
    }
}

impl From<TicketRow> for RosterLine {
    fn from(row: TicketRow) -> Self {
        Self {
            ticket: Ticket {
                id: row.id,
                event: row.event,
                kind: row.kind,
                days: row.days,
                sessions: row.sessions,
                status: row.status,
                valid_from: row.valid_from,
                valid_until: row.valid_until,
            },
            attendee: Attendee {
                first_name: row.first_name,
                last_name: row.last_name,
                organisation: row.organisation,
                category: row.category,
                language: row.language,
            },
            code: row.code,
            order: row.order,
        }
    }
}

/// What a kiosk knows of a ticket that is for another event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElsewhereRow {
    /// The ticket.
    pub id: TicketId,
    /// Its event.
    pub event: EventId,
    /// The days it is for; empty means every day of the event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Date>,
    /// The keyed hash of its code as a machine reads it.
    pub scanned: CodeHash,
    /// The keyed hash of its code as a person types it; `None` when it is too short for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<CodeHash>,
}

/// A ticket that was taken off its roster: it opens no gate until it comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawnRow {
    /// The ticket.
    pub id: TicketId,
    /// Its event.
    pub event: EventId,
}

/// A record of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRow {
    /// The record, as the text that is hashed.
    pub text: String,
    /// How far the device's clock was ahead of the hub's when it was received, in milliseconds, as
    /// the hub estimates it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub ahead_ms: i64,
    /// With a record of the hub's own: its signature, as [`SignedHead::sign`] makes it under the
    /// series up to this record. Who holds the record can give it back with this to a hub that was
    /// restored from an older backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

fn is_zero(number: &i64) -> bool {
    *number == 0
}
