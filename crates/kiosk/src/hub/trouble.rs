//! What is wrong between a kiosk and its hub, as a code that the screen has words for.

use parvis_protocol::refusal::RefusalCode;
use parvis_protocol::snapshot::SnapshotError;
use parvis_roster::RosterError;
use parvis_sync::http::client::Trouble;
use parvis_sync::round::RoundError;

/// Why a round failed although something answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncTrouble {
    /// The hub asks to wait, or cannot store anything just now.
    Busy,
    /// The hub does not know this kiosk: it was made anew, perhaps.
    NotKnown,
    /// One of the two is a rehearsal's and the other is not.
    OtherKind,
    /// One does not understand the other: their versions are too far apart, perhaps.
    Versions,
    /// Something was not signed as it should be, or does not fit what was there before.
    NotBelieved,
    /// This kiosk could not read or keep something: its disk is full, perhaps.
    Disk,
}

impl SyncTrouble {
    /// The message that says it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Busy => "hub-busy",
            Self::NotKnown => "hub-not-known",
            Self::OtherKind => "hub-other-kind",
            Self::Versions => "hub-versions",
            Self::NotBelieved => "hub-not-believed",
            Self::Disk => "hub-disk",
        }
    }

    /// Whether nobody has to do anything.
    pub(crate) fn passes(self) -> bool {
        self == Self::Busy
    }

    fn of_refusal(code: RefusalCode) -> Self {
        match code {
            RefusalCode::SlowDown | RefusalCode::Unavailable => Self::Busy,
            // What the hub signed about this is yet to come.
            RefusalCode::Revoked => Self::Busy,
            RefusalCode::UnknownDevice | RefusalCode::EnrolmentCode => Self::NotKnown,
            RefusalCode::OtherKind => Self::OtherKind,
            RefusalCode::BadRequest | RefusalCode::Version | RefusalCode::Other => Self::Versions,
            RefusalCode::BadSignature
            | RefusalCode::BadHead
            | RefusalCode::NotNext
            | RefusalCode::StartOver => Self::NotBelieved,
        }
    }
}

impl From<&Trouble> for SyncTrouble {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Refused { refusal, .. } => Self::of_refusal(refusal.code),
            Trouble::Unreadable(_) | Trouble::TooLong => Self::Versions,
            Trouble::Spool(_) => Self::Disk,
            Trouble::Unreachable(_) | Trouble::NotTheHub { .. } | Trouble::PutOff { .. } => {
                Self::Busy
            }
        }
    }
}

impl From<&RoundError<Trouble, RosterError>> for SyncTrouble {
    fn from(error: &RoundError<Trouble, RosterError>) -> Self {
        match error {
            RoundError::Hub(trouble) => trouble.into(),
            RoundError::Store(_) | RoundError::Snapshot(SnapshotError::Io(_)) => Self::Disk,
            RoundError::Statement(_)
            | RoundError::Snapshot(SnapshotError::Signature | SnapshotError::Foreign) => {
                Self::NotBelieved
            }
            RoundError::Snapshot(_) | RoundError::Nonsense(_) => Self::Versions,
        }
    }
}
