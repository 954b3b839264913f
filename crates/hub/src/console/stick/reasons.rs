//! Why a file of a stick is not taken, as the message that says what to do.

use parvis_protocol::refusal::RefusalCode;
use parvis_protocol::stick::StickError;
use parvis_sync::sealed::SealedError;
use parvis_sync::stick::FileError;

use super::carried::Refused;
use crate::service::DeclareError;
use crate::stick::StickProblem;

/// The words for a problem. What somebody at this machine must look after is logged as well.
pub(super) fn refused(problem: &StickProblem) -> Refused {
    let known = |id| Refused { id, why: None };
    let not_now = |error: &dyn std::fmt::Display| {
        tracing::warn!(%error, "a file of a stick could not be taken");
        Refused { id: "by-stick-not-now", why: None }
    };
    match problem {
        StickProblem::File(error) => match of_file(error) {
            Some(id) => known(id),
            None => not_now(error),
        },
        StickProblem::OtherHub => known("by-stick-other-hub"),
        StickProblem::OtherKind => known("by-stick-other-kind"),
        StickProblem::Nobody => known("by-stick-nobody"),
        StickProblem::NotWritten(error) => not_now(error),
        StickProblem::Declare(DeclareError::OtherKey) => known("by-stick-other-key"),
        StickProblem::Declare(DeclareError::Store(error)) => not_now(error),
        StickProblem::Declare(error) => {
            Refused { id: "by-stick-refused", why: Some(error.to_string()) }
        }
        StickProblem::Refused(refusal) => match refusal.code {
            RefusalCode::UnknownDevice => known("by-stick-unknown-sealed"),
            RefusalCode::Unavailable => not_now(refusal),
            _ => Refused { id: "by-stick-refused", why: Some(refusal.message.clone()) },
        },
    }
}

fn of_file(error: &FileError) -> Option<&'static str> {
    match error {
        FileError::Said(StickError::Format) => Some("by-stick-newer"),
        FileError::Said(StickError::Signature) => Some("by-stick-not-signed"),
        FileError::Said(StickError::Damaged | StickError::Unreadable(_) | StickError::TooLong)
        | FileError::Sealed(SealedError::NotOpened(_) | SealedError::Recipient(_)) => {
            Some("by-stick-damaged")
        }
        FileError::Sealed(SealedError::OtherReader) => Some("by-stick-other-hub"),
        FileError::Said(StickError::Io(_))
        | FileError::Sealed(SealedError::Key | SealedError::Io(_)) => None,
    }
}
