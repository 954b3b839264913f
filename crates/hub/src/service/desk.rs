//! The hub as one enrolled device sees it.

use std::io::Write;

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use parvis_protocol::hub::Hub;
use parvis_protocol::limits::{PAGE_BYTES, PAGE_CHANGES, PUSHED_RECORDS, RECORD_BYTES};
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::screen::{Picture, PictureTaken};
use parvis_protocol::series::{Batch, SeriesEnd};
use parvis_protocol::snapshot::{FORMAT, SnapshotError, SnapshotHead, SnapshotWriter};
use parvis_protocol::statement::DeviceStanding;

use super::{Service, refused};
use crate::store::{BoxError, Device, Filling, Incoming, Seen, Store, StoreError, Taking, View};

/// The hub as one device sees it. Whoever makes one has checked that it is this device.
pub struct Desk<S> {
    service: Service<S>,
    device: DeviceId,
}

impl<S: Store> Desk<S> {
    pub(super) fn new(service: Service<S>, device: DeviceId) -> Self {
        Self { service, device }
    }

    fn store(&self) -> &S {
        self.service.store()
    }

    /// The device, which must still belong.
    async fn enrolled(&self) -> Result<Device, Refusal> {
        let device = self.service.device_of(self.device).await?;
        match device.statement.standing {
            DeviceStanding::Enrolled => Ok(device),
            DeviceStanding::Revoked => {
                Err(Refusal::new(RefusalCode::Revoked, "this device was revoked"))
            }
        }
    }

    fn view(&self, device: &Device, incarnation: Incarnation) -> View {
        let events = device.statement.events.iter().cloned().collect();
        View { device: self.device, incarnation, events }
    }

    async fn take(
        &self,
        device: &Device,
        batch: Batch,
        sent: Timestamp,
    ) -> Result<Pushed, Refusal> {
        let head = batch.head;
        let incarnation = batch.incarnation;
        check(&batch)?;
        let key = device.statement.key;
        head.verify(&key, self.device, incarnation).map_err(|_| {
            Refusal::new(RefusalCode::BadHead, "the series was not signed by its device")
        })?;
        let received = self.service.now();
        let ahead_ms = ahead_ms(sent, received);
        let taking = Taking::of_batch(&device.statement, batch, received, ahead_ms);
        if taking.records.last().map(|incoming: &Incoming| incoming.hash) != Some(head.hash) {
            let message = "the signature is not under the last record";
            return Err(Refusal::new(RefusalCode::BadHead, message));
        }
        let taken = self.store().take(taking).await.map_err(|error| refused(&error))?;
        // Whatever became of each record, all of them are durable: in the series or aside.
        let end = SeriesEnd { incarnation, seq: head.seq, hash: head.hash };
        Ok(Pushed { series: vec![end], put_aside: taken.put_aside })
    }
}

pub(super) fn ahead_ms(there: Timestamp, here: Timestamp) -> i64 {
    there.as_millisecond().saturating_sub(here.as_millisecond())
}

/// The limits of a batch, and that it ends where its signature says.
fn check(batch: &Batch) -> Result<(), Refusal> {
    let bad = |message: &str| Err(Refusal::new(RefusalCode::BadRequest, message));
    let last = batch.first.checked_add(batch.records.len() as u64).and_then(|n| n.checked_sub(1));
    if batch.records.is_empty() || batch.first == 0 {
        return bad("a batch has records, and their numbers begin at 1");
    }
    if last != Some(batch.head.seq) {
        return bad("the batch does not end where its signature says");
    }
    if batch.records.iter().any(|record| record.len() > RECORD_BYTES) {
        return bad("a record is longer than any can be");
    }
    Ok(())
}

impl<S: Store> Hub for Desk<S> {
    type Trouble = Refusal;

    async fn status(&self, request: StatusRequest) -> Result<Status, Refusal> {
        let device = self.service.device_of(self.device).await?;
        let now = self.service.now();
        let seen = Seen {
            at: now,
            version: request.version.chars().take(40).collect(),
            unsent: request.unsent,
            ahead_ms: ahead_ms(request.now, now),
        };
        let failed = |error: StoreError| refused(&error);
        self.store().seen(self.device, &seen).await.map_err(failed)?;
        let identity = self.store().identity().await.map_err(failed)?;
        let (mut short, mut pictures) = (Vec::new(), Vec::new());
        if device.statement.standing == DeviceStanding::Enrolled {
            // Whoever comes from another life of the store may still hold what it forgot to have lent.
            let of_now = request.epoch.is_none_or(|epoch| epoch == identity.epoch);
            for wanted in request.seats.iter().take(super::lending::WISHES).filter(|_| of_now) {
                self.service.lend(&device, wanted).await?;
            }
            short = self.store().short(self.device, now).await.map_err(failed)?;
            if let Some(told) = request.screens {
                pictures = self.service.hear_screens(&device.statement, told).await?;
            }
        }
        Ok(Status {
            epoch: identity.epoch,
            cursor: self.store().cursor().await.map_err(failed)?,
            now,
            series: self.store().ends(self.device).await.map_err(failed)?,
            statement: device.signed,
            short,
            pictures,
        })
    }

    async fn push(&self, push: Push) -> Result<Pushed, Refusal> {
        let records: usize = push.batches.iter().map(|batch| batch.records.len()).sum();
        if records.max(push.given_back.len()) > PUSHED_RECORDS {
            let message = format!("at most {PUSHED_RECORDS} records are taken at once");
            return Err(Refusal::new(RefusalCode::BadRequest, message));
        }
        let device = self.service.device_of(self.device).await?;
        let mut pushed = Pushed { series: Vec::new(), put_aside: Vec::new() };
        for batch in push.batches {
            let taken = self.take(&device, batch, push.now).await?;
            pushed.series.extend(taken.series);
            pushed.put_aside.extend(taken.put_aside);
        }
        if device.statement.standing == DeviceStanding::Enrolled {
            self.service.take_back(push.given_back).await?;
        }
        Ok(pushed)
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Refusal> {
        let device = self.enrolled().await?;
        let view = self.view(&device, pull.incarnation);
        let limit = pull.limit.clamp(1, PAGE_CHANGES);
        let paged = self.store().page(&view, pull.after, limit, PAGE_BYTES).await;
        let paged = paged.map_err(|error| refused(&error))?;
        let other_events = pull.statement != device.statement.number;
        if paged.epoch != pull.epoch || other_events || paged.cursor < pull.after {
            let message = "the cursor is of another time, or of other events: take a snapshot";
            return Err(Refusal::new(RefusalCode::StartOver, message));
        }
        let Paged { epoch, changes, cursor, more } = paged;
        Ok(Page { epoch, changes, cursor, more })
    }

    async fn picture(&self, picture: Picture) -> Result<PictureTaken, Refusal> {
        let device = self.enrolled().await?;
        self.service.take_picture(&device.statement, &picture).await
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Refusal> {
        let device = self.enrolled().await?;
        let view = self.view(&device, incarnation);
        let mut into = Some(into);
        let mut writer: Option<SnapshotWriter<&mut (dyn Write + Send)>> = None;
        let (hub, at) = (self.service.identity().device, self.service.now());
        let mut each = |filling: Filling<'_>| -> Result<(), BoxError> {
            match filling {
                Filling::Head { epoch, cursor, about } => {
                    let head = SnapshotHead {
                        format: FORMAT.to_owned(),
                        hub,
                        device: self.device,
                        epoch,
                        statement: device.statement.number,
                        cursor,
                        at,
                        about,
                    };
                    let out = into.take().ok_or("a snapshot has one beginning")?;
                    writer = Some(SnapshotWriter::begin(out, &head)?);
                }
                Filling::Line(line) => {
                    writer.as_mut().ok_or("a snapshot begins with its head")?.add_text(line)?;
                }
            }
            Ok(())
        };
        self.store().snapshot(&view, &mut each).await.map_err(|error| refused(&error))?;
        let finished = match writer {
            Some(writer) => writer.finish(self.service.signing_key()).map(drop),
            None => Err(SnapshotError::NotWhole),
        };
        finished.map_err(|error| Refusal::new(RefusalCode::Unavailable, error.to_string()))
    }
}

use crate::store::Paged;
