//! What becomes of each record that came: it goes on the series, is held already, or is put aside.

use std::collections::BTreeMap;

use parvis_domain::fact::{Record, RecordKey};
use parvis_domain::id::{DeviceId, Incarnation, RecordHash};
use parvis_protocol::exchange::{AsideReason, PutAside};
use parvis_protocol::series::SeriesEnd;

use super::writes::KnownTickets;
use super::{Incoming, Result, StoreError, Taking, entitled};

/// A series as it is held.
#[derive(Debug, Clone)]
pub(crate) struct HeldSeries {
    pub(crate) n: i64,
    pub(crate) incarnation: Incarnation,
    /// What its first record names as the one before.
    pub(crate) previous: RecordHash,
    pub(crate) end: u64,
    pub(crate) hash: RecordHash,
    /// Whether it goes on from what was known of the device. What does not waits for somebody.
    pub(crate) known: bool,
}

/// What has to be looked up before it can be told what becomes of records.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The hashes that are held under these numbers.
    pub(crate) hashes: Option<(u64, u64)>,
    /// Whether a record of this hash is held of the device, where its history may go two ways.
    pub(crate) within: Option<RecordHash>,
}

/// What was looked up.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) hashes: BTreeMap<u64, RecordHash>,
    pub(crate) within: bool,
    /// What was put aside of the series, from the record before the first that came.
    pub(crate) aside: BTreeMap<(u64, RecordHash), AsideReason>,
}

/// What becomes of the records.
#[derive(Debug)]
pub(crate) struct Settled<'t> {
    /// What goes on the series, and whether it counts.
    pub(crate) next: Vec<(u64, &'t Incoming, bool)>,
    /// What is to be put aside.
    pub(crate) aside: Vec<(u64, &'t Incoming, AsideReason)>,
    pub(crate) put_aside: Vec<PutAside>,
    pub(crate) end: Option<SeriesEnd>,
    pub(crate) known: bool,
    /// What the series' first record names as the one before, when the series is new.
    pub(crate) previous: RecordHash,
    /// Whether the series, being new, goes on from the midst of another.
    pub(crate) branches: bool,
    /// Series that turn out to go on from the midst of this one.
    pub(crate) branching: Vec<i64>,
}

fn held_of(taking: &Taking, held: &[HeldSeries]) -> Option<HeldSeries> {
    held.iter().find(|series| series.incarnation == taking.incarnation).cloned()
}

fn end_of(series: &HeldSeries) -> SeriesEnd {
    SeriesEnd { incarnation: series.incarnation, seq: series.end, hash: series.hash }
}

fn first_previous(taking: &Taking) -> RecordHash {
    let first = taking.records.first().and_then(|incoming| incoming.record.as_ref());
    first.map_or(RecordHash([0; 32]), |record| record.previous)
}

/// What has to be looked up; an error when records are missing before the first.
pub(crate) fn wanted(taking: &Taking, held: &[HeldSeries]) -> Result<Wanted> {
    let series = held_of(taking, held);
    let end = series.as_ref().map_or(0, |series| series.end);
    if taking.first == 0 {
        return Err(StoreError::Broken { seq: 0 });
    }
    if taking.first > end + 1 {
        return Err(StoreError::NotNext { end: series.as_ref().map(end_of) });
    }
    let hashes = (taking.first <= end).then_some((taking.first, end));
    let previous = first_previous(taking);
    let is_an_end = held.iter().any(|series| series.hash == previous);
    let elsewhere = series.is_none() && previous != RecordHash([0; 32]) && !is_an_end;
    Ok(Wanted { hashes, within: elsewhere.then_some(previous) })
}

/// Tells what becomes of records.
pub(crate) fn settle<'t>(
    taking: &'t Taking,
    held: &[HeldSeries],
    (found, tickets): (&Found, &KnownTickets),
    rehearsal: bool,
) -> Result<Settled<'t>> {
    let series = held_of(taking, held);
    let previous = first_previous(taking);
    // A device of which nothing was known yet goes on from nothing.
    let begins = held.is_empty() && previous == RecordHash([0; 32]);
    let goes_on = begins || held.iter().any(|series| series.known && series.hash == previous);
    let known = series.as_ref().map_or(goes_on, |series| series.known) || !taking.only_known_chain;
    let mut settled = Settled {
        next: Vec::with_capacity(taking.records.len()),
        aside: Vec::new(),
        put_aside: Vec::new(),
        end: series.as_ref().map(end_of),
        known,
        previous: series.as_ref().map_or(previous, |series| series.previous),
        branches: found.within,
        branching: Vec::new(),
    };
    // The end of another branch of this very series, when the records are on one.
    let mut branch: Option<RecordHash> = None;
    let mut midst: Vec<RecordHash> = series.iter().map(|series| series.hash).collect();
    for (seq, incoming) in (taking.first..).zip(&taking.records) {
        let key = key_of(taking, seq);
        if incoming.record.as_ref().is_some_and(|record| record.key != key) {
            return Err(StoreError::Broken { seq });
        }
        if series.as_ref().is_some_and(|series| seq <= series.end) {
            let held = found.hashes.get(&seq).ok_or_else(|| missing(seq))?;
            branch = (*held != incoming.hash).then_some(incoming.hash);
            match (branch, found.aside.get(&(seq, incoming.hash))) {
                (Some(_), _) => settled.put_aside(found, key, incoming, AsideReason::Forked),
                (None, Some(reason)) => settled.put_aside.push(PutAside { key, reason: *reason }),
                (None, None) => {}
            }
            continue;
        }
        let named = incoming.record.as_ref().map(|record| record.previous);
        let end = settled.end.map(|end| end.hash);
        let fits = |before: RecordHash| named.is_none_or(|named| named == before);
        if branch.is_none()
            && !end.is_none_or(fits)
            && let Some(named) = named
            && found.aside.get(&(seq - 1, named)) == Some(&AsideReason::Forked)
        {
            branch = Some(named);
        }
        if let Some(tip) = branch {
            if !fits(tip) {
                return Err(StoreError::Broken { seq });
            }
            branch = Some(incoming.hash);
            settled.put_aside(found, key, incoming, AsideReason::Forked);
            continue;
        }
        if !end.is_none_or(fits) {
            return Err(StoreError::Broken { seq });
        }
        let reason =
            reason(incoming, rehearsal, known, |record| entitled::refused(record, taking, tickets));
        if let Some(reason) = reason {
            settled.put_aside(found, key, incoming, reason);
        }
        settled.next.push((seq, incoming, reason.is_none()));
        midst.push(incoming.hash);
        let incarnation = taking.incarnation;
        settled.end = Some(SeriesEnd { incarnation, seq, hash: incoming.hash });
    }
    midst.pop();
    let branching = held
        .iter()
        .filter(|other| other.incarnation != taking.incarnation && midst.contains(&other.previous));
    settled.branching = branching.map(|other| other.n).collect();
    Ok(settled)
}

impl<'t> Settled<'t> {
    /// The hub's own records, taken back whatever lies between them.
    pub(crate) fn taken_back(taking: &'t Taking, numbers: &[u64], rehearsal: bool) -> Self {
        let records = numbers.iter().copied().zip(&taking.records);
        let counting = records.filter(|(_, of)| reason(of, rehearsal, true, |_| None).is_none());
        Self { previous: first_previous(taking), ..Self::counting(counting) }
    }

    /// Records that count, whatever becomes of their series' end.
    pub(crate) fn counting(records: impl Iterator<Item = (u64, &'t Incoming)>) -> Self {
        Self {
            next: records.map(|(seq, incoming)| (seq, incoming, true)).collect(),
            aside: Vec::new(),
            put_aside: Vec::new(),
            end: None,
            known: true,
            previous: RecordHash([0; 32]),
            branches: false,
            branching: Vec::new(),
        }
    }
}

fn key_of(taking: &Taking, seq: u64) -> RecordKey {
    let (device, incarnation): (DeviceId, Incarnation) = (taking.device, taking.incarnation);
    RecordKey { device, incarnation, seq }
}

fn missing(seq: u64) -> StoreError {
    StoreError::damaged(format!("record {seq} is missing in its series"))
}

/// Why a record that goes on its series does not count.
fn reason(
    incoming: &Incoming,
    rehearsal: bool,
    known: bool,
    refused: impl FnOnce(&Record) -> Option<AsideReason>,
) -> Option<AsideReason> {
    match &incoming.record {
        None => Some(AsideReason::Unreadable),
        Some(record) if record.rehearsal != rehearsal => Some(AsideReason::OtherKind),
        Some(record) => refused(record).or((!known).then_some(AsideReason::AfterRevocation)),
    }
}

impl<'t> Settled<'t> {
    fn put_aside(
        &mut self,
        found: &Found,
        key: RecordKey,
        incoming: &'t Incoming,
        reason: AsideReason,
    ) {
        self.put_aside.push(PutAside { key, reason });
        if !found.aside.contains_key(&(key.seq, incoming.hash)) {
            self.aside.push((key.seq, incoming, reason));
        }
    }
}
