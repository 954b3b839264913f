//! What one device shall know of everything that changes.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::id::{DeviceId, EventId, Incarnation, RecordHash};
use parvis_protocol::change::{
    Change, Cursor, EventRow, PlanRow, RecordRow, TicketRow, WithdrawnRow,
};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::series::SignedHead;
use serde::de::DeserializeOwned;

use super::writes::place;
use super::{Identity, Result, StoreError};

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The device.
    pub device: DeviceId,
    /// The opening of its database that asks: the records it made itself are not sent to it.
    pub incarnation: Incarnation,
    /// The events whose tickets it gets in full.
    pub events: BTreeSet<EventId>,
}

/// Some changes in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged {
    /// The life of the store that these are of.
    pub epoch: Epoch,
    /// What changed.
    pub changes: Vec<Change>,
    /// Everything up to here is in the page, was before it, or is not for this view. Before what was
    /// asked about where so much never changed: it was of another life of the store.
    pub cursor: Cursor,
    /// Whether more is there already.
    pub more: bool,
}

/// A piece of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling<'a> {
    /// What it is as of: comes once, first.
    Head {
        /// The life of the store.
        epoch: Epoch,
        /// The number of the latest change in it.
        cursor: Cursor,
        /// About how many lines follow.
        about: u64,
    },
    /// A [`Change`] as JSON, without a line end.
    Line(&'a str),
}

/// A row or record as it is stored, to be sent.
pub(crate) enum ChangeRow {
    Plan(PlanRow),
    Event { event: EventId, key: [u8; 32] },
    Ticket { event: EventId, body: String, hashes: String, withdrawn: bool },
    Record { n: i64, text: String, ahead_ms: i64 },
}

/// The hub's own series, with what it signs its records with as it sends them.
pub(crate) struct OwnRecords {
    hub: DeviceId,
    key: DeviceKey,
    /// By the number of the series in the store.
    series: BTreeMap<i64, Incarnation>,
}

impl OwnRecords {
    /// Of a hub whose series in the store are these.
    pub(crate) fn new(identity: &Identity, series: BTreeMap<i64, Incarnation>) -> Self {
        Self { hub: identity.device, key: DeviceKey::from_seed(&identity.seed), series }
    }

    fn row(&self, n: i64, text: String, ahead_ms: i64) -> RecordRow {
        let (series, seq) = place(n);
        let signature = self.series.get(&series).map(|incarnation| {
            let hash = RecordHash(*blake3::hash(text.as_bytes()).as_bytes());
            SignedHead::sign(&self.key, self.hub, *incarnation, seq, hash).signature
        });
        RecordRow { text, ahead_ms, signature }
    }
}

impl ChangeRow {
    /// About how many bytes it has as it is sent.
    fn length(&self) -> usize {
        64 + match self {
            Self::Plan(row) => row.body.as_ref().or(row.last.as_ref()).map_or(0, String::len),
            Self::Event { .. } => 64,
            Self::Ticket { body, .. } => body.len(),
            Self::Record { text, .. } => text.len(),
        }
    }

    /// What a device shall know of it.
    fn change(self, view: &View, own: &OwnRecords) -> Result<Change> {
        Ok(match self {
            Self::Plan(row) => Change::Plan(row),
            Self::Record { n, text, ahead_ms } => Change::Record(own.row(n, text, ahead_ms)),
            Self::Event { event, key } => {
                let full = view.events.contains(&event);
                let key = const_hex::Buffer::<32>::new().format(&key).to_owned();
                Change::Event(EventRow { event, key, full })
            }
            Self::Ticket { event, body, withdrawn: true, .. } => {
                let row: TicketRow = read(&body)?;
                Change::Withdrawn(WithdrawnRow { id: row.id, event })
            }
            Self::Ticket { event, body, .. } if view.events.contains(&event) => {
                Change::Ticket(Box::new(read(&body)?))
            }
            Self::Ticket { hashes, .. } => Change::Elsewhere(read(&hashes)?),
        })
    }

    /// The same as JSON, for a snapshot. Tickets are copied as they are stored.
    pub(crate) fn line(self, view: &View, own: &OwnRecords) -> Result<String> {
        match self {
            Self::Ticket { event, body, withdrawn: false, .. } if view.events.contains(&event) => {
                Ok(tagged("ticket", &body))
            }
            Self::Ticket { hashes, withdrawn: false, .. } => Ok(tagged("elsewhere", &hashes)),
            other => {
                let change = other.change(view, own)?;
                serde_json::to_string(&change).map_err(StoreError::unreadable("change"))
            }
        }
    }
}

/// The JSON of an object that has fields, as a change of a kind.
fn tagged(kind: &str, object: &str) -> String {
    let fields = object.strip_prefix('{').unwrap_or(object);
    format!("{{\"kind\":\"{kind}\",{fields}")
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T> {
    serde_json::from_str(body).map_err(StoreError::unreadable("ticket"))
}

/// Makes a page of rows that were found after a number, of each kind at most `limit`. `counter` is
/// the number of the latest change at that moment.
pub(crate) fn page(
    (view, own): (&View, &OwnRecords),
    epoch: Epoch,
    mut rows: Vec<(i64, ChangeRow)>,
    counter: i64,
    (limit, bytes): (u32, usize),
) -> Result<Paged> {
    rows.sort_unstable_by_key(|(cursor, _)| *cursor);
    let limit = usize::try_from(limit.max(1)).unwrap_or(usize::MAX);
    let (mut changes, mut length, mut last) = (Vec::new(), 0, 0);
    let mut more = false;
    for (cursor, row) in rows {
        // The first is always taken, so that a long one is no end.
        if changes.len() == limit || (length > 0 && length + row.length() > bytes) {
            more = true;
            break;
        }
        length += row.length();
        last = cursor;
        changes.push(row.change(view, own)?);
    }
    // A kind of which there were `limit` may have more; whether it has, the next page tells.
    more |= changes.len() == limit && last < counter;
    let cursor = Cursor(if more { last } else { counter }.unsigned_abs());
    Ok(Paged { epoch, changes, cursor, more })
}
