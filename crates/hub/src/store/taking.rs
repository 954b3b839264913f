//! Records as they come in, and what becomes of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use parvis_domain::fact::Record;
use parvis_domain::id::{DeviceId, EventId, Incarnation, RecordHash};
use parvis_protocol::exchange::PutAside;
use parvis_protocol::series::{Batch, SeriesEnd};
use parvis_protocol::statement::{DeviceStanding, Statement};

/// A record as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The text that is hashed.
    pub text: String,
    /// Its BLAKE3 hash.
    pub hash: RecordHash,
    /// What it says; `None` when it cannot be read.
    pub record: Option<Record>,
}

impl Incoming {
    /// Reads a record's text.
    #[must_use]
    pub fn read(text: String) -> Self {
        let hash = RecordHash(*blake3::hash(text.as_bytes()).as_bytes());
        let record = serde_json::from_str(&text).ok();
        Self { text, hash, record }
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incoming({})", self.hash)
    }
}

/// Records of one series that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    /// Whose they are.
    pub device: DeviceId,
    /// In which opening of its database they were made.
    pub incarnation: Incarnation,
    /// The number of the first.
    pub first: u64,
    /// The records.
    pub records: Vec<Incoming>,
    /// How far the device's clock was ahead of the hub's, in milliseconds.
    pub ahead_ms: i64,
    /// When they came, by the hub's clock.
    pub received: Timestamp,
    /// Take only what goes on from what is known of the device, and put everything else aside: for
    /// a device that was revoked.
    pub only_known_chain: bool,
    /// The events that the device decides about; what it says of others is put aside. `None` for
    /// the hub itself, which may say everything.
    pub events: Option<BTreeSet<EventId>>,
}

impl Taking {
    /// The first record, and the others.
    pub(crate) fn parted(&self) -> (Self, Self) {
        let (first, others) = self.records.split_at(self.records.len().min(1));
        let of = |records: &[Incoming], from| Self {
            first: self.first.saturating_add(from),
            records: records.to_vec(),
            events: self.events.clone(),
            ..*self
        };
        (of(first, 0), of(others, 1))
    }

    /// The records of a batch, read, as far as what is declared about their device lets them count.
    #[must_use]
    pub fn of_batch(of: &Statement, batch: Batch, received: Timestamp, ahead_ms: i64) -> Self {
        Self {
            device: of.device,
            incarnation: batch.incarnation,
            first: batch.first,
            records: batch.records.into_iter().map(Incoming::read).collect(),
            ahead_ms,
            received,
            only_known_chain: of.standing == DeviceStanding::Revoked,
            events: Some(of.events.iter().cloned().collect()),
        }
    }
}

/// Records of the hub's own that somebody gives back: those of one of its openings, as far as they
/// were held there, so that some in between may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    /// In which opening of the hub's store they were made.
    pub incarnation: Incarnation,
    /// The records, each with its number. Whoever calls has checked the hub's signature under each.
    pub records: BTreeMap<u64, Incoming>,
    /// When they came, by the hub's clock.
    pub received: Timestamp,
}

impl GivenBack {
    /// The same as records to be taken, but for those whose numbers are held.
    pub(crate) fn lacking(self, hub: DeviceId, held: &BTreeSet<u64>) -> (Taking, Vec<u64>) {
        let missing = self.records.into_iter().filter(|(seq, _)| !held.contains(seq));
        let (numbers, records): (Vec<u64>, Vec<Incoming>) = missing.unzip();
        let taking = Taking {
            device: hub,
            incarnation: self.incarnation,
            first: numbers.first().copied().unwrap_or(0),
            records,
            ahead_ms: 0,
            received: self.received,
            only_known_chain: false,
            events: None,
        };
        (taking, numbers)
    }
}

/// What became of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// How far the series is held now, without a gap; `None` when nothing came and nothing is held.
    pub end: Option<SeriesEnd>,
    /// Those that were put aside, now or when they first came.
    pub put_aside: Vec<PutAside>,
}

impl Taken {
    /// What became of records and of those that came after them.
    pub(crate) fn and(mut self, then: Self) -> Self {
        self.end = then.end.or(self.end);
        self.put_aside.extend(then.put_aside);
        self
    }
}
