//! What is asked and answered between a kiosk at work and its hub.

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::gate::Scope;
use parvis_domain::id::Incarnation;
use serde::{Deserialize, Serialize};

use crate::change::{Change, Cursor, RecordRow};
use crate::epoch::Epoch;
use crate::screen::ScreenReport;
use crate::series::{Batch, SeriesEnd};
use crate::statement::SignedStatement;

/// `POST /v1/status`: how do we stand?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRequest {
    /// What the kiosk's clock reads, for the hub to see how far it is off.
    pub now: Timestamp,
    /// The kiosk's version.
    pub version: String,
    /// How many of its records are not yet safe at the hub.
    pub unsent: u64,
    /// Seats of hard capacities that it would like to be lent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<SeatsWanted>,
    /// The life of the hub's database that the kiosk last took everything of. To one that comes
    /// from another life nothing is lent yet: first it gives back what the hub may have lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// All its screens, at most [`crate::limits::SCREENS`]; `None` from whoever says nothing of
    /// screens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screens: Option<Vec<ScreenReport>>,
}

/// A wish for seats, see [`parvis_domain::seats`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsWanted {
    /// Seats of what.
    pub scope: Scope,
    /// The capacity, as the kiosk knows the gate's rule.
    pub capacity: u32,
    /// How many it would like to have left; it gets as many or fewer.
    pub seats: u32,
    /// How many of them it needs for people, not for its stock: where the hub has too few, others
    /// are asked for theirs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub needed: u32,
}

/// Seats that others need, of a scope that the device was lent seats of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsShort {
    /// Seats of what.
    pub scope: Scope,
    /// How many others need for people, beyond those that the hub has to lend.
    pub seats: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_zero(seats: &u32) -> bool {
    *seats == 0
}

/// The answer to [`StatusRequest`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The number of its latest change.
    pub cursor: Cursor,
    /// What its clock reads.
    pub now: Timestamp,
    /// What it has durably of each series of this device, without a gap.
    pub series: Vec<SeriesEnd>,
    /// What it declares about this device now.
    pub statement: SignedStatement,
    /// Seats that other devices need, for this one to give back what it does not need itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short: Vec<SeatsShort>,
    /// Boards of this device that somebody wants a picture of, by the names of their screens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
}

/// `POST /v1/facts`: take these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// What the kiosk's clock reads.
    pub now: Timestamp,
    /// Records of the device's series, at most [`crate::limits::PUSHED_RECORDS`] in all.
    pub batches: Vec<Batch>,
    /// Records of the hub's own, each with the hub's signature, given back to a hub that began a
    /// new life of its database; at most [`crate::limits::PUSHED_RECORDS`]. What it has, and what
    /// it did not sign, it passes over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_back: Vec<RecordRow>,
}

/// The answer to [`Push`]: everything up to here is durable at the hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    /// How far the hub has each series that was pushed.
    pub series: Vec<SeriesEnd>,
    /// Records that the hub put aside for somebody to look into. They are behind these ends too
    /// and need not be sent again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub put_aside: Vec<PutAside>,
}

/// A record that was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAside {
    /// Which record.
    pub key: RecordKey,
    /// Why.
    pub reason: AsideReason,
}

/// Why a record was put aside. An unknown reason reads as [`AsideReason::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideReason {
    /// Another record stands under its key: two machines wrote as one.
    Forked,
    /// It cannot be read as a record.
    Unreadable,
    /// The device had been revoked, and it does not follow what was known of its series.
    AfterRevocation,
    /// It is a rehearsal's and the hub's data is real, or the other way round.
    OtherKind,
    /// It would change where a ticket stands of an event that the device does not decide about.
    OtherEvent,
    /// It says what only a hub decides: that seats are lent.
    HubOnly,
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}

/// `GET /v1/changes`: what is new?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// The life of the hub's database that the cursor is of.
    pub epoch: Epoch,
    /// The number of the statement that the cursor was read under: it says which events.
    pub statement: u64,
    /// Everything up to here is known.
    pub after: Cursor,
    /// The opening of the device's database that asks: its own records are not sent back to it.
    pub incarnation: Incarnation,
    /// The most changes to give.
    pub limit: u32,
}

/// The answer to [`Pull`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// What changed, in the order of the changes' numbers.
    pub changes: Vec<Change>,
    /// Everything up to here is in this page or was before it, or is not for this device.
    pub cursor: Cursor,
    /// Whether there is more behind it already.
    pub more: bool,
}

/// A hint by server-sent events (`GET /v1/hints`): something is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The number of the latest change.
    pub cursor: Cursor,
}

#[cfg(test)]
mod tests;
