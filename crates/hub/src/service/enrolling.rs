//! Devices that are let in, declared anew and revoked.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::{DeviceId, EditionId, EventId, GateId};
use parvis_protocol::enrol::{
    DeviceCard, Enrolled, EnrolmentCode, EnrolmentRequest, HubCard, ProofKey,
};
use parvis_protocol::hub::Enrols;
use parvis_protocol::limits::{ENROLMENT_LASTS, NAME_BYTES};
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement, StatementError};
use serde::{Deserialize, Serialize};

use super::refusing::unwritten;
use super::{Service, refused};
use crate::guessing::{Source, WrongCodes};
use crate::store::{Device, Enrolment, Store, StoreError};

/// In what time wrong codes are counted.
const GUESSING: SignedDuration = SignedDuration::from_mins(1);
/// How many wrong codes are looked at in that time. Of sixty bits a millionth of a millionth is
/// guessed in ten minutes at the pace of all; and whoever guesses stops nobody somewhere else.
const GUESSES: WrongCodes = WrongCodes { of_source: 20, of_all: 2_000 };

/// What a device that is to be enrolled shall be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What people call it (“Door 1”).
    pub name: String,
    /// The events it decides about.
    pub events: Vec<EventId>,
    /// The gate it shall stand at first.
    pub gate: Option<GateId>,
}

/// Why a device could not be offered a place, changed or revoked.
#[derive(Debug, thiserror::Error)]
pub enum DeclareError {
    /// The name is empty or too long.
    #[error("a device’s name has 1 to {NAME_BYTES} bytes")]
    Name,
    /// It names an event that the hub does not have.
    #[error("there is no event “{0}” here")]
    NoEvent(EventId),
    /// It names a gate that the hub does not have.
    #[error("there is no gate “{0}” here")]
    NoGate(GateId),
    /// There is no programme yet.
    #[error("there is no programme yet; import one first")]
    NoProgramme,
    /// There is no such device.
    #[error("no device of this id is enrolled here")]
    NoDevice,
    /// Somebody else's key under a device's id.
    #[error("a device of this id is enrolled here with another key")]
    OtherKey,
    /// The statement could not be written.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Store> Service<S> {
    /// Offers a place under a code, for ten minutes. Gives until when the code is good.
    ///
    /// # Errors
    /// See [`DeclareError`].
    pub async fn offer(
        &self,
        offer: Offer,
        code: &EnrolmentCode,
    ) -> Result<Timestamp, DeclareError> {
        let Offer { name, events, gate } = offer;
        self.check(&name, &events, gate.as_ref()).await?;
        let lasts = SignedDuration::try_from(ENROLMENT_LASTS).unwrap_or(GUESSING);
        let expires = self.now().saturating_add(lasts).unwrap_or(Timestamp::MAX);
        let (lookup, proof_key) = (code.lookup(), code.proof_key());
        let enrolment = Enrolment { lookup, proof_key, name, events, gate, expires, used_by: None };
        self.store().offer(&enrolment).await?;
        Ok(expires)
    }

    pub(super) async fn check(
        &self,
        name: &str,
        events: &[EventId],
        gate: Option<&GateId>,
    ) -> Result<(), DeclareError> {
        if name.trim().is_empty() || name.len() > NAME_BYTES {
            return Err(DeclareError::Name);
        }
        let programme = self.store().programme().await?.ok_or(DeclareError::NoProgramme)?;
        if let Some(unknown) = events.iter().find(|event| programme.event(event).is_none()) {
            return Err(DeclareError::NoEvent(unknown.clone()));
        }
        let gates = self.store().gates().await?;
        match gate {
            Some(gate) if !gates.iter().any(|known| known.id == *gate) => {
                Err(DeclareError::NoGate(gate.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Declares a device revoked. Doing it twice changes nothing.
    ///
    /// # Errors
    /// See [`DeclareError`].
    pub async fn revoke(&self, device: DeviceId) -> Result<(), DeclareError> {
        self.redeclare(device, |statement| statement.standing = DeviceStanding::Revoked).await
    }

    /// Declares that a device shall be called otherwise, or hold other events.
    ///
    /// # Errors
    /// See [`DeclareError`].
    pub async fn reassign(&self, device: DeviceId, offer: Offer) -> Result<(), DeclareError> {
        self.check(&offer.name, &offer.events, offer.gate.as_ref()).await?;
        self.redeclare(device, |statement| {
            let Offer { name, events, gate } = offer;
            (statement.name, statement.events, statement.gate) = (name, events, gate);
        })
        .await
    }

    async fn redeclare(
        &self,
        device: DeviceId,
        change: impl FnOnce(&mut Statement),
    ) -> Result<(), DeclareError> {
        let held = self.store().device(device).await?.ok_or(DeclareError::NoDevice)?;
        let mut statement = held.statement.clone();
        change(&mut statement);
        if statement == held.statement {
            return Ok(());
        }
        statement.number += 1;
        statement.at = self.now();
        let signed = SignedStatement::sign(self.signing_key(), &statement)?;
        self.store().declare(&signed).await?;
        tracing::info!(device = %device, standing = ?statement.standing, "a device was declared");
        Ok(())
    }

    async fn edition(&self) -> Result<EditionId, Refusal> {
        let programme = self.store().programme().await.map_err(|error| refused(&error))?;
        programme
            .map(|programme| programme.edition.id)
            .ok_or_else(|| Refusal::new(RefusalCode::Unavailable, "the hub has no programme yet"))
    }

    /// Somebody tried a code that is not good.
    async fn wrong_code(&self, source: Option<Source>) -> Refusal {
        match self.store().note_wrong_code(source, self.now()).await {
            Ok(()) => Refusal::new(
                RefusalCode::EnrolmentCode,
                "the code is wrong, was used already, or is older than ten minutes",
            ),
            Err(error) => refused(&error),
        }
    }

    async fn slow_guessing(&self, source: Option<Source>) -> Result<(), Refusal> {
        let from = self.now().saturating_sub(GUESSING).unwrap_or(Timestamp::MIN);
        let guesses = self.store().wrong_codes(source, from).await;
        match guesses.map_err(|error| refused(&error))?.reach(&GUESSES) {
            false => Ok(()),
            true => Err(Refusal::new(
                RefusalCode::SlowDown,
                "too many wrong codes were tried; wait a minute",
            )),
        }
    }

    /// The statement that lets a device in.
    pub(super) fn first_statement(
        &self,
        card: &DeviceCard,
        offer: Offer,
        edition: EditionId,
        before: Option<&Device>,
    ) -> Statement {
        let Offer { name, events, gate } = offer;
        Statement {
            hub: self.identity().device,
            device: card.device,
            key: card.key,
            number: before.map_or(0, |device| device.statement.number) + 1,
            at: self.now(),
            edition,
            name,
            events,
            gate,
            standing: DeviceStanding::Enrolled,
        }
    }

    /// The hub as a device gets to know it.
    pub(super) async fn card(&self, statement: SignedStatement) -> Result<HubCard, StoreError> {
        let identity = self.store().identity().await?;
        Ok(HubCard {
            hub: identity.device,
            key: self.signing_key().public(),
            seal_to: self.core.seal_to.clone(),
            name: identity.name,
            statement,
        })
    }

    async fn let_in(
        &self,
        request: &EnrolmentRequest,
        offered: &Enrolment,
        card: &DeviceCard,
        source: Option<Source>,
    ) -> Result<Enrolled, Refusal> {
        let known = self.store().device(card.device).await.map_err(|error| refused(&error))?;
        let other_key = known.as_ref().is_some_and(|known| known.statement.key != card.key);
        if other_key || card.device == self.identity().device {
            let message = "a device of this id is enrolled here with another key";
            return Err(Refusal::new(RefusalCode::BadRequest, message));
        }
        let edition = self.edition().await?;
        let Enrolment { name, events, gate, .. } = offered.clone();
        let offer = Offer { name, events, gate };
        let statement = self.first_statement(card, offer, edition, known.as_ref());
        let statement = SignedStatement::sign(self.signing_key(), &statement)
            .map_err(|error| unwritten(&error))?;
        let used = self.store().enrol(request.lookup, self.now(), &statement).await;
        if !used.map_err(|error| refused(&error))? {
            // Somebody was quicker: perhaps this very device, whose question came twice.
            let offered = self.offered(request).await?;
            return match offered.filter(|offered| offered.used_by == Some(card.device)) {
                Some(offered) => self.answer_again(request, &offered, card, source).await,
                None => Err(self.wrong_code(source).await),
            };
        }
        tracing::info!(device = %card.device, "a device was enrolled");
        self.answer(request, offered, statement).await
    }

    /// Whoever used the code asks once more, because the answer was lost: they hear what holds for
    /// them now, as long as the code would be good.
    async fn answer_again(
        &self,
        request: &EnrolmentRequest,
        offered: &Enrolment,
        card: &DeviceCard,
        source: Option<Source>,
    ) -> Result<Enrolled, Refusal> {
        let known = self.store().device(card.device).await.map_err(|error| refused(&error))?;
        let same = known.filter(|known| known.statement.key == card.key);
        match same.filter(|_| self.now() < offered.expires) {
            Some(known) => self.answer(request, offered, known.signed).await,
            None => Err(self.wrong_code(source).await),
        }
    }

    async fn answer(
        &self,
        request: &EnrolmentRequest,
        offered: &Enrolment,
        statement: SignedStatement,
    ) -> Result<Enrolled, Refusal> {
        let hub = self.card(statement).await.map_err(|error| refused(&error))?;
        Enrolled::new(&offered.proof_key, request, &hub).map_err(|error| unwritten(&error))
    }

    async fn offered(&self, request: &EnrolmentRequest) -> Result<Option<Enrolment>, Refusal> {
        self.store().offered(request.lookup).await.map_err(|error| refused(&error))
    }
}

impl<S: Store> Enrols for Service<S> {
    type Trouble = Refusal;

    async fn enrol(&self, request: EnrolmentRequest) -> Result<Enrolled, Refusal> {
        self.enrol_at(request, None).await
    }
}

impl<S: Store> Service<S> {
    /// As [`Enrols::enrol`], for somebody at this address.
    pub(super) async fn enrol_at(
        &self,
        request: EnrolmentRequest,
        address: Option<IpAddr>,
    ) -> Result<Enrolled, Refusal> {
        let source = Source::of(self.identity(), address);
        self.slow_guessing(source).await?;
        let Some(offered) = self.offered(&request).await? else {
            return Err(self.wrong_code(source).await);
        };
        let card = match opened(&request, &offered.proof_key) {
            Ok(card) => card,
            Err(refusal) => {
                self.wrong_code(source).await;
                return Err(refusal);
            }
        };
        if card.rehearsal != self.identity().rehearsal {
            return Err(Refusal::new(
                RefusalCode::OtherKind,
                "a rehearsal’s kiosk belongs to a rehearsal’s hub, and a real one to a real one",
            ));
        }
        match offered.used_by {
            None => self.let_in(&request, &offered, &card, source).await,
            Some(device) if device == card.device => {
                self.answer_again(&request, &offered, &card, source).await
            }
            Some(_) => Err(self.wrong_code(source).await),
        }
    }
}

fn opened(request: &EnrolmentRequest, key: &ProofKey) -> Result<DeviceCard, Refusal> {
    request.open(key).map_err(|error| Refusal::new(RefusalCode::EnrolmentCode, error.to_string()))
}
