//! What a file on a stick says, and what the hub does with it.

use std::fs::File;
use std::io;

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::enrol::DeviceCard;
use parvis_protocol::exchange::Push;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::series::Batch;
use parvis_protocol::statement::DeviceStanding;
use parvis_protocol::stick::{SignedPackage, StickError};
use parvis_sync::sealed::SealedError;
use parvis_sync::stick::{FileError, request, retired};
use serde::Deserialize;

use super::{Naming, Taken, shown};
use crate::service::{Brought, DeclareError, Service};
use crate::store::{Device, Store, StoreError};

/// Why a file of a stick is not taken.
#[derive(Debug, thiserror::Error)]
pub enum StickProblem {
    /// It is not whole, or not to be believed.
    #[error(transparent)]
    File(FileError),
    /// What is in it is for another hub.
    #[error("it is for another central platform, or for this one before it was made anew")]
    OtherHub,
    /// Rehearsal and real do not mix.
    #[error("a rehearsal’s kiosk belongs to a rehearsal’s hub, and a real one to a real one")]
    OtherKind,
    /// It says nothing of whose it is.
    #[error("it does not say which kiosk it is of")]
    Nobody,
    /// The kiosk could not be enrolled.
    #[error(transparent)]
    Declare(#[from] DeclareError),
    /// The records could not be taken.
    #[error("{}", .0.message)]
    Refused(#[from] Refusal),
    /// The answer could not be written. What the kiosk sent is safe all the same.
    #[error(
        "its records are safe here, and the answer could not be written: {0}; try it once more"
    )]
    NotWritten(#[source] FileError),
}

impl From<FileError> for StickProblem {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Sealed(SealedError::OtherReader) => Self::OtherHub,
            error => Self::File(error),
        }
    }
}

impl From<StickError> for StickProblem {
    fn from(error: StickError) -> Self {
        Self::File(error.into())
    }
}

impl From<io::Error> for StickProblem {
    fn from(error: io::Error) -> Self {
        Self::File(error.into())
    }
}

impl From<StoreError> for StickProblem {
    fn from(error: StoreError) -> Self {
        Self::Declare(error.into())
    }
}

/// What came of a request.
pub enum Read {
    /// It was taken, and this is the answer.
    Answered(Box<Answer>),
    /// The kiosk is not enrolled, and nobody named it. Nothing was changed.
    Unknown {
        /// The fingerprint of its key.
        fingerprint: String,
        /// Its version.
        version: String,
    },
}

/// The answer to a request, to be written.
pub struct Answer {
    /// What became of the kiosk's records.
    pub taken: Taken,
    /// Whether it was enrolled just now.
    pub enrolled: bool,
    /// Whether it was revoked.
    pub revoked: bool,
    pub(super) seal_to: String,
    pub(super) signed: SignedPackage,
    pub(super) snapshot: File,
}

/// Takes a kiosk's request: enrols it when `naming` means it, takes its records, and makes the
/// answer.
///
/// # Errors
/// See [`StickProblem`].
pub async fn read_request<S: Store>(
    service: &Service<S>,
    input: impl io::Read,
    naming: Option<&Naming>,
) -> Result<Read, StickProblem> {
    let request = request::read(input, tempfile::tempfile()?)?;
    let card = request.card.clone();
    if card.rehearsal != service.identity().rehearsal {
        return Err(StickProblem::OtherKind);
    }
    let report = request.open(&service.identity().sealing_seed, tempfile::tempfile()?)?;
    if let Some(report) = &report
        && report.report().hub != service.identity().device
    {
        return Err(StickProblem::OtherHub);
    }
    let (device, enrolled) = match known(service, &card, naming).await? {
        Some(known) => known,
        None => {
            let (fingerprint, version) = (card.key.fingerprint(), shown(&card.version));
            return Ok(Read::Unknown { fingerprint, version });
        }
    };
    let mut brought = Brought::nothing();
    let mut incarnation = Incarnation([0; 8]);
    if let Some(mut lines) = report {
        let report = lines.report().clone();
        incarnation = report.incarnation;
        let next = || lines.next_push().map_err(StickProblem::from);
        brought = service.take_brought(card.device, next).await?;
        service.heard_by_stick(card.device, &report.status, brought.left_out).await?;
    }
    let taken = taken(&device, &brought);
    let mut snapshot = tempfile::tempfile()?;
    let pushed = brought.pushed;
    let signed = service.package(card.device, incarnation, pushed, &mut snapshot).await?;
    let revoked = device.statement.standing == DeviceStanding::Revoked;
    let seal_to = card.seal_to;
    let answer = Answer { taken, enrolled, revoked, seal_to, signed, snapshot };
    Ok(Read::Answered(Box::new(answer)))
}

/// The device of a card, and whether it was enrolled just now; `None` when it is unknown.
async fn known<S: Store>(
    service: &Service<S>,
    card: &DeviceCard,
    naming: Option<&Naming>,
) -> Result<Option<(Device, bool)>, StickProblem> {
    let held = service.store().device(card.device).await?;
    if held.as_ref().is_some_and(|held| held.statement.key != card.key) {
        return Err(DeclareError::OtherKey.into());
    }
    let is_in = |device: &Device| device.statement.standing == DeviceStanding::Enrolled;
    let named = naming.filter(|naming| card.key.has_fingerprint(&naming.fingerprint));
    match (held, named) {
        (Some(device), _) if is_in(&device) => Ok(Some((device, false))),
        (held, None) => Ok(held.map(|device| (device, false))),
        (_, Some(naming)) => {
            service.enrol_by_hand(card, naming.offer.clone()).await?;
            let device = service.store().device(card.device).await?;
            Ok(Some((device.ok_or(DeclareError::NoDevice)?, true)))
        }
    }
}

fn taken(device: &Device, brought: &Brought) -> Taken {
    Taken {
        device: device.statement.device,
        name: device.statement.name.clone(),
        records: brought.records,
        new: brought.new,
        put_aside: brought.pushed.put_aside.len() as u64,
        left_out: brought.left_out,
    }
}

/// Takes what a revoked kiosk had sealed.
///
/// # Errors
/// See [`StickProblem`].
pub async fn read_retired<S: Store>(
    service: &Service<S>,
    input: impl io::Read,
) -> Result<Taken, StickProblem> {
    let seed = &service.identity().sealing_seed;
    let mut batches = retired::read(input, seed, tempfile::tempfile()?)?;
    let mut first = batches.next_batch()?;
    let device = first.as_ref().and_then(device_of).ok_or(StickProblem::Nobody)?;
    let Some(known) = service.store().device(device).await? else {
        let message = "its kiosk is not known here; bring a request of that kiosk as well";
        return Err(Refusal::new(RefusalCode::UnknownDevice, message).into());
    };
    let next = || {
        let batch = match first.take() {
            Some(batch) => Some(batch),
            None => batches.next_batch()?,
        };
        // When it was sealed is not written there.
        let now = Timestamp::MIN;
        let push = |batch| Push { now, batches: vec![batch], given_back: Vec::new() };
        Ok::<_, StickProblem>(batch.map(push))
    };
    let brought = service.take_brought(device, next).await?;
    Ok(taken(&known, &brought))
}

/// Whose records these are. A record that cannot be read says it all the same, as a rule.
fn device_of(batch: &Batch) -> Option<DeviceId> {
    #[derive(Deserialize)]
    struct Keyed {
        key: RecordKey,
    }
    let keyed = |text: &String| serde_json::from_str::<Keyed>(text).ok();
    batch.records.iter().find_map(keyed).map(|keyed| keyed.key.device)
}
