//! The rows that new records make, the same for both stores.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use parvis_domain::fact::{Fact, Record, RecordKey};
use parvis_domain::id::{DeviceId, EventId, RecordHash, TicketId, VenueId};
use parvis_protocol::exchange::AsideReason;

use super::fold::{Folded, Weighing};
use super::settle::Settled;
use super::{Result, StoreError, Taking, audience};

/// A record's row, but for what all of a batch share.
pub(crate) struct RecordRow<'t> {
    pub(crate) n: i64,
    pub(crate) cursor: i64,
    pub(crate) audience: Option<String>,
    pub(crate) ticket: Option<TicketId>,
    pub(crate) weighs: bool,
    pub(crate) hash: RecordHash,
    pub(crate) text: &'t str,
}

/// Seats that were lent or given back.
pub(crate) struct LeaseRow {
    pub(crate) n: i64,
    pub(crate) scope: String,
    pub(crate) device: DeviceId,
    pub(crate) seats: i64,
}

/// Everything that is to be written.
#[derive(Default)]
pub(crate) struct Writes<'t> {
    pub(crate) records: Vec<RecordRow<'t>>,
    pub(crate) leases: Vec<LeaseRow>,
    pub(crate) folded: Folded,
    /// The records that are not folded yet.
    weighing: BTreeMap<TicketId, Vec<Weighing>>,
    /// Where the counter stands afterwards.
    pub(crate) cursor: i64,
}

/// What is known of the tickets that new records are about, and of the venues that they take over.
#[derive(Default)]
pub(crate) struct KnownTickets {
    pub(crate) records: HashMap<TicketId, Vec<Weighing>>,
    /// The events of those whose new record does not say it.
    pub(crate) events: HashMap<TicketId, EventId>,
    /// Those that stand on the roster of an event which the device does not decide about.
    pub(crate) of_others: BTreeSet<TicketId>,
    /// Where the events are held on whose behalf a venue is taken over.
    pub(crate) venues: HashMap<EventId, VenueId>,
}

impl KnownTickets {
    /// The event that a record about a ticket names, where the record is known.
    pub(crate) fn event_in(&self, ticket: TicketId, key: RecordKey) -> Option<&EventId> {
        let known = self.records.get(&ticket)?;
        known.iter().find(|known| known.record.key == key)?.record.fact.event()
    }
}

impl Taking {
    /// The tickets whose known records are needed, and those among them whose event is, too.
    pub(crate) fn touched(&self) -> (BTreeSet<TicketId>, BTreeSet<TicketId>) {
        let (mut touched, mut without_event) = (BTreeSet::new(), BTreeSet::new());
        for record in self.records.iter().filter_map(|incoming| incoming.record.as_ref()) {
            let fact = &record.fact;
            if let Some(ticket) = fact.ticket().filter(|_| fact.weighs()) {
                touched.insert(ticket);
                if fact.event().is_none() {
                    without_event.insert(ticket);
                }
            }
        }
        (touched, without_event)
    }

    /// The events on whose behalf a device takes a venue over.
    pub(crate) fn taking_over(&self) -> BTreeSet<EventId> {
        let of_device = self.records.iter().filter(|_| self.events.is_some());
        let taken_over = of_device.filter_map(|incoming| match &incoming.record.as_ref()?.fact {
            Fact::TakenOver(taken_over) => Some(taken_over.event.clone()),
            _ => None,
        });
        taken_over.collect()
    }
}

impl<'t> Writes<'t> {
    /// The rows of records that go on a series, numbered from the counter on, and what they change.
    pub(crate) fn new(
        settled: &Settled<'t>,
        series: i64,
        cursor: i64,
        known: &KnownTickets,
    ) -> Result<Self> {
        let mut writes = Self::unfolded(settled, series, cursor, known)?;
        writes.fold(&known.records);
        Ok(writes)
    }

    /// As [`Self::new`], before it is known what they change. Of tickets whose new record names its
    /// event nothing needs to be known.
    pub(crate) fn unfolded(
        settled: &Settled<'t>,
        series: i64,
        cursor: i64,
        known: &KnownTickets,
    ) -> Result<Self> {
        let mut writes = Writes { cursor, ..Writes::default() };
        for (seq, incoming, counts) in &settled.next {
            writes.cursor += 1;
            let n = number(series, *seq).ok_or(StoreError::Broken { seq: *seq })?;
            let mut row = RecordRow {
                n,
                cursor: writes.cursor,
                audience: None,
                ticket: None,
                weighs: false,
                hash: incoming.hash,
                text: &incoming.text,
            };
            if let Some(record) = incoming.record.as_ref().filter(|_| *counts) {
                let new = &mut writes.weighing;
                let event = record.fact.ticket().and_then(|ticket| event_of(ticket, known, new));
                row.audience = audience::of_record(record, event.as_ref());
                row.ticket = record.fact.ticket();
                row.weighs = row.ticket.is_some() && record.fact.weighs();
                writes.leases.extend(lease(n, record));
                if let Some(ticket) = row.ticket.filter(|_| row.weighs) {
                    new.entry(ticket).or_default().push(Weighing { n, record: record.clone() });
                }
            }
            writes.records.push(row);
        }
        Ok(writes)
    }

    /// Works out what the records change that are not folded yet, given those that are known of
    /// their tickets: without or with the new ones themselves.
    pub(crate) fn fold(&mut self, known: &HashMap<TicketId, Vec<Weighing>>) {
        self.fold_but(known, &BTreeSet::new());
    }

    /// As [`Self::fold`], but for these tickets.
    pub(crate) fn fold_but(
        &mut self,
        known: &HashMap<TicketId, Vec<Weighing>>,
        except: &BTreeSet<TicketId>,
    ) {
        for (ticket, new) in std::mem::take(&mut self.weighing) {
            if except.contains(&ticket) {
                self.weighing.insert(ticket, new);
                continue;
            }
            let mut before = known.get(&ticket).cloned().unwrap_or_default();
            before.retain(|known| new.iter().all(|new| new.n != known.n));
            self.folded.add(ticket, before, new);
        }
    }
}

/// The event of a ticket: its roster's, or the one that a record about it names.
fn event_of(
    ticket: TicketId,
    known: &KnownTickets,
    new: &BTreeMap<TicketId, Vec<Weighing>>,
) -> Option<EventId> {
    let of = |records: Option<&Vec<Weighing>>| {
        records.into_iter().flatten().find_map(|weighing| weighing.record.fact.event().cloned())
    };
    let of_roster = known.events.get(&ticket).cloned();
    of_roster.or_else(|| of(known.records.get(&ticket))).or_else(|| of(new.get(&ticket)))
}

/// What a record says about seats.
pub(crate) fn lease(n: i64, record: &Record) -> Option<LeaseRow> {
    let row = |scope: &dyn ToString, device, seats| {
        Some(LeaseRow { n, scope: scope.to_string(), device, seats })
    };
    match &record.fact {
        Fact::SeatsLeased { scope, device, seats } => row(scope, *device, i64::from(*seats)),
        Fact::SeatsReturned { scope, seats } => row(scope, record.key.device, -i64::from(*seats)),
        _ => None,
    }
}

/// A record's number in the store; `None` where there can be no record.
pub(crate) fn number(series: i64, seq: u64) -> Option<i64> {
    let seq = i64::try_from(seq).ok().filter(|seq| (1..1 << 40).contains(seq))?;
    (1..1 << 23).contains(&series).then_some(series << 40 | seq)
}

/// The numbers that the records of a series can have.
pub(crate) fn numbers(series: i64) -> (i64, i64) {
    (series << 40, series << 40 | 0xff_ffff_ffff)
}

/// The series and the place in it that a number stands for.
pub(crate) fn place(n: i64) -> (i64, u64) {
    (n >> 40, (n & 0xff_ffff_ffff).unsigned_abs())
}

/// A reason as it is stored.
pub(crate) fn reason_name(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Forked => "forked",
        AsideReason::Unreadable => "unreadable",
        AsideReason::AfterRevocation => "after_revocation",
        AsideReason::OtherKind => "other_kind",
        AsideReason::OtherEvent => "other_event",
        AsideReason::HubOnly => "hub_only",
        AsideReason::Other => "other",
    }
}

/// A reason that was stored.
pub(crate) fn reason(name: &str) -> AsideReason {
    match name {
        "forked" => AsideReason::Forked,
        "unreadable" => AsideReason::Unreadable,
        "after_revocation" => AsideReason::AfterRevocation,
        "other_kind" => AsideReason::OtherKind,
        "other_event" => AsideReason::OtherEvent,
        "hub_only" => AsideReason::HubOnly,
        _ => AsideReason::Other,
    }
}
