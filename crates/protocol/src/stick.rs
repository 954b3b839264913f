//! What a kiosk that sees no network and its hub say to each other: by USB stick, in two files.
//!
//! The *request* of a kiosk says who it is and, when it is enrolled, sealed to the hub, what it has
//! that the hub has not: the very bodies that it would push. The *package* of the hub, sealed to
//! the kiosk, says what the answers to an enrolment, a status and a push would say, and holds the
//! snapshot. Both can be carried twice, late or never: each is whole in itself, and the next one
//! says everything again. [`frame`] tells a damaged file from a whole one before anything is read.

pub mod frame;
pub mod report;

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, Incarnation};
use serde::{Deserialize, Serialize};

use crate::change::Cursor;
use crate::enrol::{DeviceCard, HubCard};
use crate::epoch::Epoch;
use crate::exchange::{Pushed, Status, StatusRequest};
use crate::key::{DeviceKey, PublicKey, Purpose, Signature};
use crate::series::SeriesEnd;

/// Who asks: the second line of a request, in the open. It names no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// The [`DeviceCard`] as JSON.
    pub card: String,
    /// Proves that whoever wrote it holds the card's key.
    pub signature: Signature,
}

/// How the kiosk stands: the first sealed line of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The hub it is for.
    pub hub: DeviceId,
    /// The device that it is of.
    pub device: DeviceId,
    /// The opening of the device's database that wrote it: its own records are not sent back.
    pub incarnation: Incarnation,
    /// What it would say over a network.
    pub status: StatusRequest,
}

/// What a package says before its snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageHead {
    /// The device it is for.
    pub device: DeviceId,
    /// Who answers, and what it declares about the device.
    pub hub: HubCard,
    /// Whether the hub's data is a rehearsal's.
    pub rehearsal: bool,
    /// When it was written, by the hub's clock.
    pub at: Timestamp,
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The number of its latest change.
    pub cursor: Cursor,
    /// What the hub has durably of each series of this device, without a gap.
    pub series: Vec<SeriesEnd>,
    /// What it would have answered to the request's pushes: one end a series,
    /// and at most [`crate::limits::TOLD_ASIDE`] records that were put aside.
    pub taken: Pushed,
    /// Whether a snapshot follows: not to a device that was revoked.
    pub snapshot: bool,
}

/// A [`PackageHead`] with the hub's signature: the first sealed line of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedPackage {
    /// The [`PackageHead`] as JSON.
    pub head: String,
    /// The hub's signature over that text.
    pub signature: Signature,
}

/// Why what came by stick is not believed.
#[derive(Debug, thiserror::Error)]
pub enum StickError {
    /// It is another kind of file, or of a format that is not known here.
    #[error("this is no file of Parvis, or one of a newer version")]
    Format,
    /// It was cut off or changed on its way.
    #[error("the file is damaged: it was cut off or changed on its way; write it once more")]
    Damaged,
    /// It is longer than any can be.
    #[error("the file is longer than any can be")]
    TooLong,
    /// A signature does not fit.
    #[error("the file was not signed by whom it names")]
    Signature,
    /// A part of it cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The system's reason.
    #[error("the file cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
}

impl Introduction {
    /// Says who asks.
    ///
    /// # Errors
    /// When the card cannot be written as JSON.
    pub fn sign(card: &DeviceCard, key: &DeviceKey) -> Result<Self, StickError> {
        let card = serde_json::to_string(card)?;
        let signature = key.sign(Purpose::Introduction, card.as_bytes());
        Ok(Self { card, signature })
    }

    /// Reads the card after checking that whoever wrote it holds its key.
    ///
    /// # Errors
    /// [`StickError::Signature`], or when it cannot be read.
    pub fn open(&self) -> Result<DeviceCard, StickError> {
        let card: DeviceCard = serde_json::from_str(&self.card)?;
        card.key
            .verify(Purpose::Introduction, self.card.as_bytes(), &self.signature)
            .map_err(|_| StickError::Signature)?;
        Ok(card)
    }
}

impl SignedPackage {
    /// Signs a package.
    ///
    /// # Errors
    /// When the head cannot be written as JSON.
    pub fn sign(head: &PackageHead, key: &DeviceKey) -> Result<Self, StickError> {
        let head = serde_json::to_string(head)?;
        let signature = key.sign(Purpose::Package, head.as_bytes());
        Ok(Self { head, signature })
    }

    /// Reads the head after checking that the hub which it names signed it. Whether that is the
    /// right hub, whoever calls must know.
    ///
    /// # Errors
    /// [`StickError::Signature`], or when it cannot be read.
    pub fn open(&self) -> Result<PackageHead, StickError> {
        let head: PackageHead = serde_json::from_str(&self.head)?;
        head.hub
            .key
            .verify(Purpose::Package, self.head.as_bytes(), &self.signature)
            .map_err(|_| StickError::Signature)?;
        Ok(head)
    }
}

impl PackageHead {
    /// What the hub would answer to a status over a network.
    #[must_use]
    pub fn status(&self) -> Status {
        Status {
            epoch: self.epoch,
            cursor: self.cursor,
            now: self.at,
            series: self.series.clone(),
            statement: self.hub.statement.clone(),
            // What is given back by stick comes too late for whoever waits.
            short: Vec::new(),
            // Nobody waits that long for a picture.
            pictures: Vec::new(),
        }
    }
}

/// The content that a device signs under a report: how many pushes, and the hash of every line.
fn content(pushes: u64, hash: &[u8; 32]) -> Vec<u8> {
    [&pushes.to_be_bytes()[..], hash].concat()
}

fn verify(
    key: &PublicKey,
    pushes: u64,
    hash: &[u8; 32],
    signature: &Signature,
) -> Result<(), StickError> {
    let content = content(pushes, hash);
    key.verify(Purpose::Report, &content, signature).map_err(|_| StickError::Signature)
}

#[cfg(test)]
mod tests;
