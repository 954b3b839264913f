//! Devices that come by USB stick: enrolled by hand, heard, and answered.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::enrol::DeviceCard;
use parvis_protocol::exchange::{AsideReason, Push, Pushed, SeatsWanted, StatusRequest};
use parvis_protocol::hub::Hub as _;
use parvis_protocol::limits::TOLD_ASIDE;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::snapshot::SnapshotReader;
use parvis_protocol::statement::{DeviceStanding, SignedStatement};
use parvis_protocol::stick::{PackageHead, SignedPackage};

use super::refusing::unwritten;
use super::{DeclareError, Offer, Service, refused};
use crate::store::{Seen, Store, StoreError};

/// How many records are accepted in one transaction.
const ACCEPTED_AT_ONCE: u32 = 1_000;

/// What came of records that somebody carried here.
#[derive(Debug, PartialEq, Eq)]
pub struct Brought {
    /// How many records there were.
    pub records: u64,
    /// How many of them were not held before.
    pub new: u64,
    /// What is durable now, one end a series, and what was put aside of it.
    pub pushed: Pushed,
    /// How many could not be taken, because records before them are missing here: the device sends
    /// all of them when it has had the next package.
    pub left_out: u64,
}

impl Brought {
    /// Nothing.
    #[must_use]
    pub fn nothing() -> Self {
        let pushed = Pushed { series: Vec::new(), put_aside: Vec::new() };
        Self { records: 0, new: 0, pushed, left_out: 0 }
    }

    fn add(&mut self, pushed: Pushed) {
        for end in pushed.series {
            self.pushed.series.retain(|before| before.incarnation != end.incarnation);
            self.pushed.series.push(end);
        }
        self.pushed.put_aside.extend(pushed.put_aside);
    }
}

impl<S: Store> Service<S> {
    /// Enrols a device whose key somebody has compared, or gives it back after it was revoked. One
    /// that is enrolled stays as it is.
    ///
    /// # Errors
    /// See [`DeclareError`].
    pub async fn enrol_by_hand(
        &self,
        card: &DeviceCard,
        mut offer: Offer,
    ) -> Result<(), DeclareError> {
        let known = self.store().device(card.device).await?;
        if let Some(known) = &known {
            if known.statement.key != card.key {
                return Err(DeclareError::OtherKey);
            }
            if known.statement.standing == DeviceStanding::Enrolled {
                return Ok(());
            }
        }
        if card.device == self.identity().device {
            return Err(DeclareError::OtherKey);
        }
        let programme = self.store().programme().await?.ok_or(DeclareError::NoProgramme)?;
        if offer.events.is_empty() {
            offer.events = programme.events.iter().map(|event| event.id.clone()).collect();
        }
        self.check(&offer.name, &offer.events, offer.gate.as_ref()).await?;
        let edition = programme.edition.id;
        let statement = self.first_statement(card, offer, edition, known.as_ref());
        let signed = SignedStatement::sign(self.signing_key(), &statement)?;
        self.store().declare(&signed).await?;
        tracing::info!(device = %card.device, "a device was enrolled by stick");
        Ok(())
    }

    /// Takes what a device would have pushed and somebody carried here, the very way in which it
    /// would push it: each is durable before the next is looked at.
    ///
    /// # Errors
    /// What `next` gives; or a refusal of one of them, other than that records before it are missing.
    pub async fn take_brought<E: From<Refusal>>(
        &self,
        device: DeviceId,
        mut next: impl FnMut() -> Result<Option<Push>, E>,
    ) -> Result<Brought, E> {
        let held = self.held(device).await?;
        let desk = self.desk_of(device);
        let mut brought = Brought::nothing();
        while let Some(push) = next()? {
            let records = push.batches.iter().map(|batch| batch.records.len() as u64).sum::<u64>();
            brought.records += records;
            // What was on its way for days says nothing about the clock, unless it is ahead.
            let now = push.now.max(self.now());
            match desk.push(Push { now, ..push }).await {
                Ok(pushed) => brought.add(pushed),
                Err(refusal) if refusal.code == RefusalCode::NotNext => {
                    brought.left_out += records;
                }
                Err(refusal) => return Err(refusal.into()),
            }
        }
        brought.new = self.held(device).await?.saturating_sub(held);
        Ok(brought)
    }

    /// Lets the records of a device count that were put aside for a reason among
    /// [`crate::store::LIFTABLE`]. Gives how many there were; doing it twice changes nothing.
    ///
    /// # Errors
    /// [`DeclareError::NoDevice`], or when the store cannot be used. What was accepted by then
    /// stays so.
    pub async fn accept_aside(
        &self,
        device: DeviceId,
        why: AsideReason,
    ) -> Result<u64, DeclareError> {
        self.store().device(device).await?.ok_or(DeclareError::NoDevice)?;
        let mut accepted = 0;
        loop {
            match self.store().accept_aside(device, why, ACCEPTED_AT_ONCE).await? {
                0 => break,
                some => accepted += some,
            }
        }
        if accepted > 0 {
            tracing::info!(device = %device, ?why, accepted, "records that were put aside count now");
        }
        Ok(accepted)
    }

    /// How many records are held of a device.
    async fn held(&self, device: DeviceId) -> Result<u64, Refusal> {
        let ends = self.ends(device).await?;
        Ok(ends.iter().map(|end| end.seq).sum())
    }

    async fn ends(&self, device: DeviceId) -> Result<Vec<SeriesEnd>, Refusal> {
        self.store().ends(device).await.map_err(|error| refused(&error))
    }

    /// Notes how a device said that it stands, and lends it seats that it wishes for. What is known
    /// of a later day stays.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn heard_by_stick(
        &self,
        device: DeviceId,
        said: &StatusRequest,
        left_out: u64,
    ) -> Result<(), Refusal> {
        let known = self.device_of(device).await?;
        let now = self.now();
        let seen = Seen {
            at: said.now.min(now),
            version: said.version.chars().take(40).collect(),
            unsent: left_out,
            ahead_ms: super::desk::ahead_ms(said.now.max(now), now),
        };
        if known.seen.as_ref().is_none_or(|before| before.at <= seen.at) {
            self.store().seen(device, &seen).await.map_err(|error| refused(&error))?;
        }
        let identity = self.store().identity().await.map_err(|error| refused(&error))?;
        // As in a round: what it gave back came before this, and it may hold more seats than that.
        let of_now = said.epoch.is_none_or(|epoch| epoch == identity.epoch);
        if of_now && known.statement.standing == DeviceStanding::Enrolled {
            for wanted in said.seats.iter().take(super::lending::WISHES) {
                // Nobody gives seats back for somebody who comes for them in hours.
                self.lend(&known, &SeatsWanted { needed: 0, ..wanted.clone() }).await?;
            }
        }
        Ok(())
    }

    /// What a device gets by stick. The snapshot, where there is one, is put into `snapshot`.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn package(
        &self,
        device: DeviceId,
        incarnation: Incarnation,
        mut taken: Pushed,
        snapshot: &mut File,
    ) -> Result<SignedPackage, Refusal> {
        let failed = |error: StoreError| refused(&error);
        let known = self.device_of(device).await?;
        let enrolled = known.statement.standing == DeviceStanding::Enrolled;
        let (epoch, cursor) = if enrolled {
            self.desk_of(device).snapshot(incarnation, snapshot).await?;
            read_back(snapshot, known.statement.number)?
        } else {
            let identity = self.store().identity().await.map_err(failed)?;
            (identity.epoch, self.store().cursor().await.map_err(failed)?)
        };
        taken.put_aside.truncate(TOLD_ASIDE);
        let head = PackageHead {
            device,
            hub: self.card(known.signed).await.map_err(failed)?,
            rehearsal: self.identity().rehearsal,
            at: self.now(),
            epoch,
            cursor,
            series: self.ends(device).await?,
            taken,
            snapshot: enrolled,
        };
        SignedPackage::sign(&head, self.signing_key()).map_err(|error| unwritten(&error))
    }
}

/// What a snapshot says of itself. It must be of the statement that goes with it.
fn read_back(
    snapshot: &mut File,
    statement: u64,
) -> Result<(parvis_protocol::epoch::Epoch, parvis_protocol::change::Cursor), Refusal> {
    let rewind = |mut file: &File| file.seek(SeekFrom::Start(0)).map_err(|e| unwritten(&e));
    rewind(snapshot)?;
    let reader = SnapshotReader::begin(BufReader::new(&*snapshot)).map_err(|e| unwritten(&e))?;
    let head = reader.head().clone();
    drop(reader);
    rewind(snapshot)?;
    if head.statement != statement {
        return Err(unwritten(&"the device was changed meanwhile; do it once more"));
    }
    Ok((head.epoch, head.cursor))
}
