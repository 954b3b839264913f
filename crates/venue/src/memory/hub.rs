//! A hub in plain memory, after `docs/protocol.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Mutex;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Sealed;
use parvis_protocol::change::{Change, Cursor, RecordRow, TicketRow, WithdrawnRow};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{
    AsideReason, Page, Pull, Push, Pushed, PutAside, Status, StatusRequest,
};
use parvis_protocol::hub::Hub;
use parvis_protocol::key::{DeviceKey, PublicKey};
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::screen::{Picture, PictureTaken};
use parvis_protocol::series::{Batch, SeriesEnd};
use parvis_protocol::snapshot::{FORMAT, SnapshotHead, SnapshotWriter};
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};
use parvis_testkit::Chance;

use super::bug::MemoryBug;
use super::held;
use crate::people;

/// Few, so that there are several pages.
const PAGE: u32 = 9;

/// Something that changed, and who is not told.
#[derive(Clone)]
struct Logged {
    made_by: Option<Incarnation>,
    change: Change,
}

/// The hub.
#[derive(Clone)]
pub(super) struct Central {
    pub(super) id: DeviceId,
    pub(super) key: DeviceKey,
    epoch: Epoch,
    devices: BTreeMap<DeviceId, (PublicKey, SignedStatement)>,
    /// Everybody there could be.
    pub(super) tickets: Vec<TicketRow>,
    listed: BTreeSet<TicketId>,
    series: BTreeMap<(DeviceId, Incarnation), BTreeMap<u64, RecordHash>>,
    aside: BTreeMap<RecordKey, AsideReason>,
    log: Vec<Logged>,
    pub(super) bug: Option<MemoryBug>,
}

fn id(chance: &mut Chance) -> DeviceId {
    let mut bytes = [0; 16];
    chance.fill(&mut bytes);
    DeviceId(bytes)
}

fn refusal(code: RefusalCode, message: &str) -> Refusal {
    Refusal::new(code, message)
}

impl Central {
    pub(super) fn new(chance: &mut Chance, tickets: usize) -> Self {
        let (mut seed, mut secret) = ([0; 32], [0; 32]);
        chance.fill(&mut seed);
        chance.fill(&mut secret);
        let lines = people::roster(&people::event(), &EventKey::new(secret), tickets);
        let mut hub = Self {
            id: id(chance),
            key: DeviceKey::from_seed(&seed),
            epoch: Epoch::from_bytes([1; 8]),
            devices: BTreeMap::new(),
            tickets: lines.into_iter().map(TicketRow::from).collect(),
            listed: BTreeSet::new(),
            series: BTreeMap::new(),
            aside: BTreeMap::new(),
            log: Vec::new(),
            bug: None,
        };
        for row in hub.tickets.clone().into_iter().take(tickets - 5) {
            hub.listed.insert(row.id);
            hub.note(None, Change::Ticket(Box::new(row)));
        }
        hub
    }

    fn note(&mut self, made_by: Option<Incarnation>, change: Change) {
        self.log.push(Logged { made_by, change });
    }

    fn cursor(&self) -> Cursor {
        Cursor(self.log.len() as u64)
    }

    /// Lets a device in.
    pub(super) fn enrol(&mut self, chance: &mut Chance, key: PublicKey) -> Option<DeviceId> {
        let device = id(chance);
        let statement = Statement {
            hub: self.id,
            device,
            key,
            number: 1,
            at: people::morning(),
            edition: "week".parse().ok()?,
            name: "Door".into(),
            events: vec![people::event()],
            gate: None,
            standing: DeviceStanding::Enrolled,
        };
        let signed = SignedStatement::sign(&self.key, &statement).ok()?;
        self.devices.insert(device, (key, signed));
        Some(device)
    }

    /// The first so many leave the roster, and everybody else is on it.
    pub(super) fn change_roster(&mut self, leave: usize) {
        for (nth, row) in self.tickets.clone().into_iter().enumerate() {
            let event = row.event.clone();
            match (nth < leave, self.listed.contains(&row.id)) {
                (true, true) => {
                    self.listed.remove(&row.id);
                    self.note(None, Change::Withdrawn(WithdrawnRow { id: row.id, event }));
                }
                (false, false) => {
                    self.listed.insert(row.id);
                    self.note(None, Change::Ticket(Box::new(row)));
                }
                _ => {}
            }
        }
    }

    pub(super) fn begin_new_life(&mut self, chance: &mut Chance) {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        self.epoch = Epoch::from_bytes(bytes);
    }

    pub(super) fn has(&self, key: &RecordKey) -> bool {
        let series = self.series.get(&(key.device, key.incarnation));
        series.is_some_and(|series| series.contains_key(&key.seq))
    }

    /// Who is on the roster.
    pub(super) fn listed(&self) -> &BTreeSet<TicketId> {
        &self.listed
    }

    /// Every record that anybody can be told.
    pub(super) fn records(&self) -> BTreeMap<RecordKey, Vec<u8>> {
        let texts = self.log.iter().filter_map(|logged| match &logged.change {
            Change::Record(row) => Some(row.text.clone().into_bytes()),
            _ => None,
        });
        let read = texts.filter_map(|text| Sealed::read(text).ok());
        read.map(|sealed| (sealed.record.key, sealed.bytes)).collect()
    }

    pub(super) fn put_aside(&self) -> usize {
        self.aside.len()
    }

    fn take(&mut self, device: DeviceId, batch: &Batch) -> Result<Pushed, Refusal> {
        let Some((key, _)) = self.devices.get(&device) else {
            return Err(refusal(RefusalCode::UnknownDevice, "who is that?"));
        };
        let wrong = |_| refusal(RefusalCode::BadHead, "not signed by its device");
        batch.head.verify(key, device, batch.incarnation).map_err(wrong)?;
        let mut series = self.series.remove(&(device, batch.incarnation)).unwrap_or_default();
        let taken = self.go_on(&mut series, device, batch);
        self.series.insert((device, batch.incarnation), series);
        let put_aside = taken?;
        let (incarnation, seq, hash) = (batch.incarnation, batch.head.seq, batch.head.hash);
        Ok(Pushed { series: vec![SeriesEnd { incarnation, seq, hash }], put_aside })
    }

    fn go_on(
        &mut self,
        series: &mut BTreeMap<u64, RecordHash>,
        device: DeviceId,
        batch: &Batch,
    ) -> Result<Vec<PutAside>, Refusal> {
        let incarnation = batch.incarnation;
        let mut put_aside = Vec::new();
        for (seq, text) in (batch.first..).zip(&batch.records) {
            let key = RecordKey { device, incarnation, seq };
            let hash = RecordHash(*blake3::hash(text.as_bytes()).as_bytes());
            if let Some(kept) = series.get(&seq) {
                if *kept != hash {
                    let reason = AsideReason::Forked;
                    self.aside.insert(key, reason);
                    put_aside.push(PutAside { key, reason });
                }
                continue;
            }
            let last = series.last_key_value().map(|(last, kept)| (*last, *kept));
            let next = last.map_or(1, |(last, _)| last + 1);
            if self.bug == Some(MemoryBug::GapTaken) && seq < next {
                continue;
            }
            let sealed = Sealed::read(text.clone().into_bytes());
            let sealed = sealed.map_err(|_| refusal(RefusalCode::BadRequest, "unreadable"))?;
            let follows = last.is_none_or(|(_, before)| before == sealed.record.previous);
            let fits = seq == next && follows && sealed.record.key == key;
            if !fits && self.bug != Some(MemoryBug::GapTaken) {
                return Err(refusal(RefusalCode::NotNext, "that does not follow"));
            }
            series.insert(seq, hash);
            let lost = self.bug == Some(MemoryBug::AcknowledgedNotKept) && hash.0[0] < 16;
            if !lost {
                let row = RecordRow { text: text.clone(), ahead_ms: 0, signature: None };
                self.note(Some(incarnation), Change::Record(row));
            }
        }
        Ok(put_aside)
    }

    fn page(&self, device: DeviceId, pull: &Pull) -> Result<Page, Refusal> {
        let statement = self.devices.get(&device).map_or(0, |_| 1);
        let too_far = pull.after > self.cursor();
        if pull.epoch != self.epoch || pull.statement != statement || too_far {
            return Err(refusal(RefusalCode::StartOver, "take a snapshot"));
        }
        let (mut changes, mut cursor) = (Vec::new(), pull.after);
        let from = usize::try_from(pull.after.0).unwrap_or(usize::MAX);
        for logged in self.log.iter().skip(from) {
            if changes.len() >= usize::try_from(pull.limit.min(PAGE)).unwrap_or(1) {
                break;
            }
            cursor.0 += 1;
            if logged.made_by != Some(pull.incarnation) {
                changes.push(logged.change.clone());
            }
        }
        let more = cursor < self.cursor();
        if more && self.bug == Some(MemoryBug::CursorOneTooFar) {
            cursor.0 += 1;
        }
        Ok(Page { epoch: self.epoch, changes, cursor, more: cursor < self.cursor() })
    }

    fn snapshot(
        &self,
        device: DeviceId,
        incarnation: Incarnation,
        at: Timestamp,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Refusal> {
        let head = SnapshotHead {
            format: FORMAT.to_owned(),
            hub: self.id,
            device,
            epoch: self.epoch,
            statement: 1,
            cursor: self.cursor(),
            at,
            about: self.log.len() as u64,
        };
        let listed = self.tickets.iter().filter(|row| self.listed.contains(&row.id));
        let tickets = listed.cloned().map(|row| Change::Ticket(Box::new(row)));
        let records = self.log.iter().filter(|logged| {
            matches!(logged.change, Change::Record(_)) && logged.made_by != Some(incarnation)
        });
        let mut changes: Vec<_> =
            tickets.chain(records.map(|logged| logged.change.clone())).collect();
        if self.bug == Some(MemoryBug::SnapshotCutShort) {
            changes.pop();
        }
        let written = SnapshotWriter::begin(into, &head).and_then(|mut writer| {
            changes.iter().try_for_each(|change| writer.add(change))?;
            writer.finish(&self.key).map(drop)
        });
        written.map_err(|error| refusal(RefusalCode::Unavailable, &error.to_string()))
    }
}

/// The hub as one device sees it.
pub(super) struct Desk<'h> {
    pub(super) hub: &'h Mutex<Central>,
    pub(super) device: DeviceId,
    pub(super) now: Timestamp,
}

impl Hub for Desk<'_> {
    type Trouble = Refusal;

    async fn status(&self, _: StatusRequest) -> Result<Status, Refusal> {
        let hub = held(self.hub);
        let Some((_, statement)) = hub.devices.get(&self.device) else {
            return Err(refusal(RefusalCode::UnknownDevice, "who is that?"));
        };
        let own = hub.series.iter().filter(|((device, _), _)| *device == self.device);
        let ends = own.filter_map(|((_, incarnation), series)| {
            let (seq, kept) = series.last_key_value()?;
            Some(SeriesEnd { incarnation: *incarnation, seq: *seq, hash: *kept })
        });
        Ok(Status {
            epoch: hub.epoch,
            cursor: hub.cursor(),
            now: self.now,
            series: ends.collect(),
            statement: statement.clone(),
            short: Vec::new(),
            pictures: Vec::new(),
        })
    }

    async fn push(&self, push: Push) -> Result<Pushed, Refusal> {
        let mut all = Pushed { series: Vec::new(), put_aside: Vec::new() };
        for batch in &push.batches {
            let taken = held(self.hub).take(self.device, batch)?;
            all.series.extend(taken.series);
            all.put_aside.extend(taken.put_aside);
        }
        Ok(all)
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Refusal> {
        held(self.hub).page(self.device, &pull)
    }

    async fn picture(&self, _: Picture) -> Result<PictureTaken, Refusal> {
        Ok(PictureTaken { kept: false })
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Refusal> {
        held(self.hub).snapshot(self.device, incarnation, self.now, into)
    }
}
