//! Why a hub does not do what it was asked.

use serde::{Deserialize, Serialize};

/// A refusal, as it is sent: a code that stays the same and a sentence for whoever looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}: {message}", .code.as_str())]
pub struct Refusal {
    /// What is the matter.
    pub code: RefusalCode,
    /// The same in a sentence, in English, without personal data.
    pub message: String,
}

/// What is the matter. New ones may be added: an unknown one reads as [`RefusalCode::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The request cannot be read, or breaks a limit.
    BadRequest,
    /// The request's signature is not the device's.
    BadSignature,
    /// No device of this id is enrolled here.
    UnknownDevice,
    /// The device was revoked. The proof is the statement that [`crate::exchange::Status`] carries.
    Revoked,
    /// The enrolment code is wrong, was used, or is too old.
    EnrolmentCode,
    /// Too many wrong codes, or too many requests: wait as long as the answer says.
    SlowDown,
    /// The records do not follow what the hub has of the series.
    NotNext,
    /// A signature under a series is not the device's.
    BadHead,
    /// The cursor is of another time or another set of events: begin with a snapshot.
    StartOver,
    /// The data is a rehearsal's and the hub's is real, or the other way round.
    OtherKind,
    /// This version of the protocol is not spoken here any more.
    Version,
    /// The hub cannot store anything at the moment.
    Unavailable,
    /// Something that this version does not know.
    #[serde(other)]
    Other,
}

impl RefusalCode {
    /// The code as it is sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::BadSignature => "bad_signature",
            Self::UnknownDevice => "unknown_device",
            Self::Revoked => "revoked",
            Self::EnrolmentCode => "enrolment_code",
            Self::SlowDown => "slow_down",
            Self::NotNext => "not_next",
            Self::BadHead => "bad_head",
            Self::StartOver => "start_over",
            Self::OtherKind => "other_kind",
            Self::Version => "version",
            Self::Unavailable => "unavailable",
            Self::Other => "other",
        }
    }
}

impl Refusal {
    /// A refusal with its sentence.
    #[must_use]
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}
