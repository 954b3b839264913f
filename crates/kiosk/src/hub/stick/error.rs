//! Why a stick is of no use, in words that say what to do.

use std::io;

use parvis_domain::id::EventId;
use parvis_protocol::statement::StatementError;
use parvis_protocol::stick::StickError as Said;
use parvis_roster::RosterError;
use parvis_sync::sealed::SealedError;
use parvis_sync::stick::FileError;

use crate::hub::RevokedError;

/// Why a request was not written, or a package not taken. But for [`StickError::Roster`] and
/// [`StickError::Retiring`], nothing was changed here.
#[derive(Debug, thiserror::Error)]
pub enum StickError {
    /// There is no package for this kiosk.
    #[error(
        "there is no {file} on the stick; write a request with this kiosk and take it to the \
         central platform first"
    )]
    NoPackage {
        /// What it would be called.
        file: String,
    },
    /// It is no package.
    #[error("the file is no package of a central platform, or one of a newer version")]
    NotAPackage,
    /// It was cut off or changed.
    #[error("the package is damaged: it was cut off or changed on its way; have it written anew")]
    Damaged,
    /// It is for another kiosk.
    #[error("the package is for another kiosk")]
    OtherKiosk,
    /// It was not signed by the hub that it names.
    #[error("the package is not to be believed: its central platform did not sign it")]
    NotSigned,
    /// It is another hub's.
    #[error("the package is of another central platform; this kiosk belongs to “{0}”")]
    OtherHub(String),
    /// Rehearsal and real do not mix.
    #[error("a rehearsal’s kiosk belongs to a rehearsal’s hub, and a real one to a real one")]
    OtherKind,
    /// It is of another edition.
    #[error("the package is of the edition “{found}”, and this kiosk takes part in “{wanted}”")]
    OtherEdition {
        /// The package's.
        found: String,
        /// This kiosk's.
        wanted: String,
    },
    /// Something newer is known.
    #[error("the package is older than what this kiosk knows already; have a new one written")]
    Older,
    /// Somebody has to say that it is the right hub.
    #[error(
        "compare first: the package is of “{name}”, whose fingerprint is {fingerprint}. If the \
         central platform shows the same, say so"
    )]
    Unconfirmed {
        /// What the hub calls itself.
        name: String,
        /// The fingerprint of its key.
        fingerprint: String,
    },
    /// It is not the hub that somebody expects.
    #[error(
        "the package is of a central platform with the fingerprint {found}, and not the one that \
         was named; do not take it"
    )]
    OtherFingerprint {
        /// The fingerprint of the package's hub.
        found: String,
    },
    /// The kiosk holds lists of its own, which would mix with the hub's.
    #[error(
        "this kiosk holds a list of its own for “{0}”; use one with an empty data folder instead"
    )]
    OwnList(EventId),
    /// The stick, or the data folder, cannot be read or written.
    #[error("the stick cannot be read or written: {0}")]
    Stick(#[source] io::Error),
    /// What is for the hub could not be sealed.
    #[error(transparent)]
    Sealed(SealedError),
    /// The roster could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// This kiosk was revoked, and could not seal what it has.
    #[error(transparent)]
    Retiring(#[from] RevokedError),
}

impl StickError {
    /// A code that stays the same, for a screen to find its words by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPackage { .. } => "stick-no-package",
            Self::NotAPackage => "stick-not-a-package",
            Self::Damaged => "stick-damaged",
            Self::OtherKiosk => "stick-other-kiosk",
            Self::NotSigned => "stick-not-signed",
            Self::OtherHub(_) => "stick-other-hub",
            Self::OtherKind => "stick-other-kind",
            Self::OtherEdition { .. } => "stick-other-edition",
            Self::Older => "stick-older",
            Self::Unconfirmed { .. } => "stick-unconfirmed",
            Self::OtherFingerprint { .. } => "stick-other-fingerprint",
            Self::OwnList(_) => "stick-own-list",
            Self::Stick(_) => "stick-unreadable",
            Self::Sealed(_) => "stick-not-sealed",
            Self::Roster(_) | Self::Retiring(_) => "stick-roster",
        }
    }
}

impl From<io::Error> for StickError {
    fn from(error: io::Error) -> Self {
        Self::Stick(error)
    }
}

impl From<SealedError> for StickError {
    fn from(error: SealedError) -> Self {
        match error {
            SealedError::OtherReader => Self::OtherKiosk,
            SealedError::NotOpened(_) => Self::Damaged,
            SealedError::Io(error) => Self::Stick(error),
            error => Self::Sealed(error),
        }
    }
}

impl From<FileError> for StickError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Said(Said::Format) => Self::NotAPackage,
            FileError::Said(Said::Signature) => Self::NotSigned,
            FileError::Said(Said::Io(error)) => Self::Stick(error),
            FileError::Said(Said::Damaged | Said::TooLong | Said::Unreadable(_)) => Self::Damaged,
            FileError::Sealed(error) => error.into(),
        }
    }
}

impl From<StatementError> for StickError {
    fn from(_: StatementError) -> Self {
        Self::NotSigned
    }
}
