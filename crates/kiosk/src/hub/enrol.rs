//! Becoming one of a hub's devices.

use std::{io, thread};

use parvis_domain::id::EventId;
use parvis_protocol::enrol::{
    CodeTextError, DeviceCard, Enrolled, EnrolmentCode, EnrolmentError, EnrolmentLink,
    EnrolmentRequest,
};
use parvis_protocol::key::PublicKey;
use parvis_protocol::statement::StatementError;
use parvis_roster::{Enrolment, RosterError};
use parvis_sync::http::client::{self, Trouble};
use parvis_sync::sealed::{self, SealedError};

use crate::kiosk::Kiosk;

/// What a hub shows to let a kiosk in: read from its QR code, or typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The hub's address, `https://…`.
    pub address: String,
    /// The code.
    pub code: EnrolmentCode,
    /// The hub's key, which only the QR code names.
    pub hub_key: Option<PublicKey>,
}

/// Why something is no invitation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// The address is empty, or no web address.
    #[error("“{0}” is no address of a central platform; it looks like https://hub.example")]
    Address(String),
    /// The code cannot be one.
    #[error(transparent)]
    Code(#[from] CodeTextError),
}

/// Why a kiosk was not enrolled. Nothing was changed here.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// It holds lists of its own, which would mix with the hub's.
    #[error(
        "this kiosk holds a list of its own for “{0}”; enrol one with an empty data folder instead"
    )]
    OwnList(EventId),
    /// The hub could not be asked, or refused.
    #[error(transparent)]
    Hub(#[from] Trouble),
    /// The answer is not to be believed.
    #[error(transparent)]
    Answer(#[from] EnrolmentError),
    /// What the hub declares is not to be believed.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// No key for sealed files could be made.
    #[error(transparent)]
    Seal(#[from] SealedError),
    /// The roster could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The system did not give what it takes to ask anybody.
    #[error("the network cannot be used: {0}")]
    System(#[from] io::Error),
}

impl Invitation {
    /// What a hub's QR code says.
    ///
    /// # Errors
    /// See [`InvitationError`].
    pub fn scanned(text: &str) -> Result<Self, InvitationError> {
        let EnrolmentLink { address, code, hub_key } = text.parse()?;
        Ok(Self { address: checked(&address)?, code, hub_key: Some(hub_key) })
    }

    /// What somebody typed. An address without `https://` gets it.
    ///
    /// # Errors
    /// See [`InvitationError`].
    pub fn typed(address: &str, code: &str) -> Result<Self, InvitationError> {
        Ok(Self { address: checked(address)?, code: code.parse()?, hub_key: None })
    }
}

fn checked(address: &str) -> Result<String, InvitationError> {
    let wrong = || InvitationError::Address(address.trim().to_owned());
    let trimmed = address.trim().trim_end_matches('/');
    let whole = match trimmed.contains("://") {
        true => trimmed.to_owned(),
        false => format!("https://{trimmed}"),
    };
    let host = whole.strip_prefix("https://").or_else(|| whole.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.ends_with(':') && !host.contains(' ') => Ok(whole),
        _ => Err(wrong()),
    }
}

impl Kiosk {
    /// Asks the hub of an invitation to be let in, and keeps what it answers. Waits for the
    /// network: not for the thread that decides about scans.
    ///
    /// # Errors
    /// See [`EnrolError`].
    pub fn enrol(&self, invitation: &Invitation) -> Result<Enrolment, EnrolError> {
        if let Some(event) = self.roster().own_list()? {
            return Err(EnrolError::OwnList(event));
        }
        let key = self.roster().device_key()?;
        let card = self.card::<EnrolError>(key.public())?;
        let request = EnrolmentRequest::new(&invitation.code, &card, &key)?;
        let answer = ask(&invitation.address, &request)?;
        let hub = answer.open(&invitation.code, &request, invitation.hub_key.as_ref())?;
        let statement = hub.statement.open(&hub.key, hub.hub, card.device)?;
        let enrolment = Enrolment {
            hub: hub.hub,
            key: hub.key,
            seal_to: hub.seal_to,
            name: hub.name,
            address: invitation.address.clone(),
            signed: hub.statement,
            statement,
        };
        self.roster().write(|roster| roster.put_enrolment(&enrolment))?;
        tracing::info!(hub = %enrolment.hub, "this kiosk is enrolled");
        self.refresh()?;
        self.announce();
        Ok(enrolment)
    }

    /// Who this kiosk is.
    pub(super) fn card<E>(&self, key: PublicKey) -> Result<DeviceCard, E>
    where
        E: From<RosterError> + From<SealedError>,
    {
        Ok(DeviceCard {
            device: self.roster().device(),
            key,
            seal_to: sealed::recipient(&self.roster().seal_seed()?)?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rehearsal: self.is_rehearsal(),
        })
    }
}

/// Asks in a thread of its own: whoever calls may be at work in a runtime, as a window's commands
/// are, and no runtime can wait within another.
fn ask(address: &str, request: &EnrolmentRequest) -> Result<Enrolled, EnrolError> {
    let asking = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let asked = async { client::enrol(&client::client()?, address, request).await };
        Ok(runtime.block_on(asked)?)
    };
    let ended = |_| Err(io::Error::other("the thread that asks ended badly").into());
    thread::scope(|scope| scope.spawn(asking).join()).unwrap_or_else(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_as_people_type_it() {
        let typed = |address: &str| Invitation::typed(address, "K7QM-2HXW-90T1").map(|i| i.address);
        assert_eq!(typed(" hub.example/ "), Ok("https://hub.example".into()));
        assert_eq!(typed("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".into()));
        for wrong in ["", "ftp://hub.example", "https://", "two words"] {
            assert!(matches!(typed(wrong), Err(InvitationError::Address(_))), "{wrong}");
        }
    }
}
