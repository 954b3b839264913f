//! The door: what its screen shows while nobody is being judged.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::AnnouncementView;
use super::hub::HubView;
use super::notice::{Notice, TextView};
use super::session::SessionView;

/// Everything the door's screen shows while it waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DoorView {
    /// Whether people can check in.
    pub state: DoorState,
    /// The gate it decides for.
    pub gate: GateView,
    /// The languages to offer as buttons, the place's usual one first.
    pub languages: Vec<String>,
    /// What time it is: milliseconds since 1970, UTC. It runs on from here.
    #[ts(type = "number")]
    pub now: i64,
    /// The day's sessions that are not over, by start.
    pub sessions: Vec<SessionView>,
    /// What the camera is doing.
    pub camera: CameraView,
    /// This is a rehearsal: the screen says so, and offers the lobby board.
    pub rehearsal: bool,
    /// There are tickets to try here, and the screen offers them.
    pub samples: bool,
    /// Staff have its settings open: until they are done nothing is decided here.
    pub staff: bool,
    /// An emergency: the screen shows this and nothing else. The latest first; empty when there is
    /// none.
    pub emergencies: Vec<AnnouncementView>,
    /// How it stands with the central platform; `null` for a kiosk that works on its own.
    pub hub: Option<HubView>,
}

/// Whether people can check in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub enum DoorState {
    /// They can.
    Open,
    /// They cannot, and the screen says so until they can again.
    Closed {
        /// Why.
        reason: ClosedReason,
    },
}

/// Why a door is closed. Codes, not sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClosedReason {
    /// The disk is full: nothing can be recorded.
    DiskFull,
    /// The roster's file cannot be written for another reason.
    CannotRecord,
    /// No gate has been set up here yet.
    NoGate,
    /// The lists of the hub that this kiosk has joined have not come yet.
    Filling,
    /// The hub has taken this kiosk out of service.
    Revoked,
    /// An emergency has all screens of the venue.
    Emergency,
}

/// A gate, as its screen names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GateView {
    /// Its id.
    pub id: String,
    /// What the sign above it says.
    pub name: TextView,
    /// The event's title.
    pub event: TextView,
    /// The venue's name.
    pub venue: TextView,
    /// The city.
    pub city: TextView,
    /// The IANA zone of its clock.
    pub zone: String,
    /// People are also checked out here.
    pub exit: bool,
}

/// What the camera is doing. Only `watching` has a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CameraView {
    /// It is looking for codes.
    Watching,
    /// It is being started.
    Starting,
    /// There is none.
    Missing,
    /// Another program uses it.
    Busy,
    /// This program may not use it.
    Forbidden,
    /// It was there and is gone, or gives nothing.
    Lost,
}

/// A code as the door's screen hands it in.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
#[ts(export)]
pub enum ShownCode {
    /// Typed on the screen's own keyboard.
    Typed {
        /// Letters and digits.
        text: String,
    },
    /// Read by a hand-held scanner, which types.
    Scanner {
        /// Read by the keys' positions as on a US keyboard, which scanners assume.
        by_position: String,
        /// Read by the machine's own keyboard layout.
        by_layout: String,
    },
    /// Tried from the drawer of sample tickets.
    Sample {
        /// The whole code.
        text: String,
    },
}

/// The drawer of sample tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SampleView {
    /// The gates this kiosk can stand at.
    pub gates: Vec<GateView>,
    /// A ticket for each thing a gate can decide.
    pub tickets: Vec<SampleTicket>,
}

/// A ticket to try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SampleTicket {
    /// What the QR code says.
    pub code: String,
    /// The gate to try it at.
    pub gate: String,
    /// The verdict it is there to show.
    pub verdict: String,
    /// Who it is for: somebody plainly invented.
    pub person: String,
    /// What is special about it.
    pub about: Notice,
}
