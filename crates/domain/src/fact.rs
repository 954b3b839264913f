//! Facts: what a device recorded, never changed afterwards.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::announcement::{Announced, TakenOver, Withdrawal};
use crate::clock::Stamp;
use crate::code::Looks;
use crate::gate::{Entry, Scope};
use crate::id::{DeviceId, EventId, GateId, Incarnation, RecordHash, TicketId};
use crate::programme::change::SessionChanged;
use crate::verdict::VerdictName;

/// One entry of a device's series.
///
/// Its bytes (see [`crate::series`]) are what is hashed, stored and sent; they hold nothing
/// about those who come, since they can never be erased. Titles and announcements in them are words
/// for everybody in the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Where it stands.
    pub key: RecordKey,
    /// The hash of the device's record before it; zeros for its very first.
    pub previous: RecordHash,
    /// When, for putting records in order.
    pub stamp: Stamp,
    /// When, as the device's clock read: what people are told.
    pub at: Timestamp,
    /// Made while rehearsing: never counted, never sent as real.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rehearsal: bool,
    /// What happened.
    pub fact: Fact,
}

/// Where a record stands: the device, the opening of its database, and a number without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// Who recorded it.
    pub device: DeviceId,
    /// In which opening of its database.
    pub incarnation: Incarnation,
    /// The how-manieth record of that opening, from 1.
    pub seq: u64,
}

/// What a device can record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// A known ticket was shown at a gate.
    Scanned(Scanned),
    /// A code that no ticket here has was shown.
    Strange(Strange),
    /// An earlier admission or exit was a mistake and shall not count. Doing it twice changes
    /// nothing; one that arrives before its target waits for it.
    Undone {
        /// What does not count.
        target: RecordKey,
        /// The ticket of the target, so that this fact is folded with it.
        ticket: TicketId,
        /// Where it was undone.
        gate: GateId,
    },
    /// The hub lends seats of a hard capacity to a device, which may then admit as many without
    /// asking anybody. See [`crate::seats`].
    SeatsLeased {
        /// What they are seats of.
        scope: Scope,
        /// Who may give them away.
        device: DeviceId,
        /// How many more than before.
        seats: u32,
    },
    /// A device gives seats back that it was lent and did not need.
    SeatsReturned {
        /// What they are seats of.
        scope: Scope,
        /// How many fewer than before.
        seats: u32,
    },
    /// Something was said of a session: late, moved, full, cancelled, added, as planned again.
    /// See [`crate::programme::change`].
    SessionChanged(SessionChanged),
    /// Something is announced on the screens. See [`crate::announcement`].
    Announced(Announced),
    /// An announcement is taken back.
    AnnouncementWithdrawn(Withdrawal),
    /// An emergency takes all screens of a venue over.
    TakenOver(TakenOver),
    /// An emergency is over.
    TakeoverEnded(Withdrawal),
    /// Something that a newer version records and this one does not know. The bytes are kept and
    /// passed on; nothing is folded from them here.
    #[serde(other)]
    Unknown,
}

/// A known ticket was shown at a gate, and this was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// The ticket.
    pub ticket: TicketId,
    /// The event it is for.
    pub event: EventId,
    /// The gate.
    pub gate: GateId,
    /// What was decided.
    pub verdict: VerdictName,
    /// What it counts for; `None` for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The policy it was judged by, so that a later change of rules rewrites nothing.
    pub entry: Entry,
    /// How the ticket was shown.
    pub way: Way,
    /// Admitted although an advisory capacity was used up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over_capacity: bool,
}

/// A code that no ticket here has: enough to see that it came twice, too little to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strange {
    /// The gate.
    pub gate: GateId,
    /// A hash of the code under a secret of the device, as 16 hexadecimal digits.
    pub digest: String,
    /// Its length in bytes.
    pub bytes: u32,
    /// What it looked like.
    pub looks: Looks,
    /// What was decided: it was unknown, or good for several events.
    pub verdict: VerdictName,
    /// How it was shown.
    pub way: Way,
}

/// How a code came to the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Held before the camera.
    Camera,
    /// Read by a hand-held scanner.
    Scanner,
    /// Typed on the screen.
    Typed,
    /// A picture file dropped on the window.
    Picture,
    /// The command line.
    CommandLine,
}

impl Fact {
    /// The ticket this fact is about.
    #[must_use]
    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::Scanned(scanned) => Some(scanned.ticket),
            Self::Undone { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }

    /// The gate it happened at; `None` for what happens at no gate.
    #[must_use]
    pub fn gate(&self) -> Option<&GateId> {
        match self {
            Self::Scanned(Scanned { gate, .. })
            | Self::Strange(Strange { gate, .. })
            | Self::Undone { gate, .. } => Some(gate),
            _ => None,
        }
    }

    /// The event it is about, where the fact says so itself.
    #[must_use]
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Self::Scanned(scanned) => Some(&scanned.event),
            _ => self.for_boards(),
        }
    }

    /// The event on whose behalf something is said for the boards, which show the whole week:
    /// every device gets it. `None` for facts of other kinds.
    #[must_use]
    pub fn for_boards(&self) -> Option<&EventId> {
        match self {
            Self::SessionChanged(SessionChanged { event, .. })
            | Self::Announced(Announced { event, .. })
            | Self::TakenOver(TakenOver { event, .. })
            | Self::AnnouncementWithdrawn(Withdrawal { event, .. })
            | Self::TakeoverEnded(Withdrawal { event, .. }) => Some(event),
            _ => None,
        }
    }

    /// Whether it can change where a ticket stands. Refusals cannot, and there may be many: a
    /// code that a crowd holds before the camera is folded no slower for it.
    #[must_use]
    pub fn weighs(&self) -> bool {
        match self {
            Self::Scanned(scanned) => scanned.verdict.passed(),
            Self::Undone { .. } => true,
            _ => false,
        }
    }
}
