//! What the hub declares about a device, under its own key.
//!
//! A kiosk believes nothing else about its own standing: not a status of HTTP, not a page that a
//! Wi-Fi puts in between.

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, EditionId, EventId, GateId};
use serde::{Deserialize, Serialize};

use crate::key::{DeviceKey, PublicKey, Purpose, Signature};

/// What is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The hub that declares it.
    pub hub: DeviceId,
    /// The device it is about.
    pub device: DeviceId,
    /// The device's key.
    pub key: PublicKey,
    /// Counts the statements about this device, from 1: the greatest is the one that holds. A hub
    /// that was restored from a backup gives numbers again that it has forgotten, see
    /// [`Statement::replaces`].
    pub number: u64,
    /// When it was declared, by the hub's clock.
    pub at: Timestamp,
    /// The edition it takes part in.
    pub edition: EditionId,
    /// What people call it (“Door 1”).
    pub name: String,
    /// The events it decides about and holds the roster of.
    pub events: Vec<EventId>,
    /// The gate it shall stand at first; `None` when whoever sets it up chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateId>,
    /// Whether it belongs.
    pub standing: DeviceStanding,
}

/// Whether a device belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStanding {
    /// It belongs.
    Enrolled,
    /// It does not any more: it seals what the hub has not, and forgets its roster.
    Revoked,
}

/// A statement with the hub's signature. The text is what is signed; nobody writes it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedStatement {
    /// The [`Statement`] as JSON.
    pub text: String,
    /// The hub's signature over the text.
    pub signature: Signature,
}

/// Why a statement is not believed.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// The hub's key did not sign it.
    #[error("the statement was not signed by the hub this device is enrolled with")]
    Signature,
    /// It cannot be read.
    #[error("the statement cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It is about somebody else.
    #[error("the statement is about another device or another hub")]
    Foreign,
}

/// Whether a statement comes from the same life of the hub's database ([`crate::epoch::Epoch`]) as
/// the one that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// The same: numbers are given once.
    Same,
    /// Another, or nobody knows: a backup was restored, and statements may be forgotten whose
    /// numbers are given again.
    Other,
}

impl Statement {
    /// Whether this one, which the hub declares now, takes the place of one that is held. Whoever
    /// calls has checked who signed it, and that it is what the hub says *now*: that the answer it
    /// came with was signed for this very question, or that the package is no older one.
    ///
    /// A hub's word that revokes is never passed over for its number. A word that lets a revoked
    /// device in again must have been given after the one that revoked it.
    #[must_use]
    pub fn replaces(&self, held: &Self, life: Life) -> bool {
        let (greater, later) = (self.number > held.number, self.at > held.at);
        match (held.standing, self.standing, life) {
            (DeviceStanding::Revoked, DeviceStanding::Enrolled, Life::Same) => greater,
            (DeviceStanding::Revoked, DeviceStanding::Enrolled, Life::Other) => later,
            (_, _, Life::Other) => self != held,
            (DeviceStanding::Enrolled, DeviceStanding::Revoked, Life::Same) => greater || later,
            (_, _, Life::Same) => greater,
        }
    }
}

impl SignedStatement {
    /// Declares something.
    ///
    /// # Errors
    /// When the statement cannot be written as JSON.
    pub fn sign(key: &DeviceKey, statement: &Statement) -> Result<Self, StatementError> {
        let text = serde_json::to_string(statement)?;
        let signature = key.sign(Purpose::Statement, text.as_bytes());
        Ok(Self { text, signature })
    }

    /// Reads a statement after checking that this hub declared it about this device.
    ///
    /// # Errors
    /// One variant of [`StatementError`] for each thing that is wrong with it.
    pub fn open(
        &self,
        hub_key: &PublicKey,
        hub: DeviceId,
        device: DeviceId,
    ) -> Result<Statement, StatementError> {
        hub_key
            .verify(Purpose::Statement, self.text.as_bytes(), &self.signature)
            .map_err(|_| StatementError::Signature)?;
        let statement: Statement = serde_json::from_str(&self.text)?;
        if (statement.hub, statement.device) != (hub, device) {
            return Err(StatementError::Foreign);
        }
        Ok(statement)
    }
}

#[cfg(test)]
mod tests;
