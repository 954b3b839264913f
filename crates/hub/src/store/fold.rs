//! What new records change about everything that is folded from records: sums, passages, seats.

use std::collections::BTreeMap;

use parvis_domain::fact::{Fact, Record, RecordKey, Scanned};
use parvis_domain::id::{DeviceId, TicketId};
use parvis_domain::standing::{Passage, fold};

/// Where the sums over all scopes of an event stand: no scope is written so.
pub(crate) const EVERYWHERE: &str = "";

/// A record that weighs, and its number in the store.
#[derive(Debug, Clone)]
pub(crate) struct Weighing {
    pub(crate) n: i64,
    pub(crate) record: Record,
}

/// How many tickets were admitted, are inside, and how often one was admitted that should not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) admitted: i64,
    pub(crate) inside: i64,
    pub(crate) doubles: i64,
}

/// An admission that counts, or a double one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PassageRow {
    pub(crate) n: i64,
    pub(crate) ticket: TicketId,
    pub(crate) event: String,
    pub(crate) scope: String,
    pub(crate) gate: String,
    pub(crate) at_ms: i64,
    pub(crate) double: bool,
}

/// What is to be changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    /// To be added, by scope and event.
    sums: BTreeMap<(String, String), Sum>,
    /// Taken seats to be added, by scope and the device that gave them away.
    seats: BTreeMap<(String, DeviceId), i64>,
    /// Passages that are new.
    pub(crate) put: Vec<PassageRow>,
    /// Passages that there were and that became double, or are not any more.
    pub(crate) changed: Vec<PassageRow>,
    /// Passages that are none any more.
    pub(crate) gone: Vec<i64>,
}

/// One ticket, folded.
#[derive(Default)]
struct Projected {
    scopes: Vec<ScopeRow>,
    passages: BTreeMap<i64, PassageRow>,
}

struct ScopeRow {
    scope: String,
    event: String,
    inside: bool,
    doubles: i64,
    seats: Vec<(DeviceId, i64)>,
}

impl Folded {
    /// Adds what some new records of one ticket change, given those that were known.
    pub(crate) fn add(&mut self, ticket: TicketId, mut known: Vec<Weighing>, new: Vec<Weighing>) {
        let before = projected(ticket, &known);
        known.extend(new);
        let after = projected(ticket, &known);
        self.count(&before.scopes, -1);
        self.count(&after.scopes, 1);
        self.gone.extend(before.passages.keys().filter(|n| !after.passages.contains_key(n)));
        for row in after.passages.into_values() {
            match before.passages.get(&row.n) {
                None => self.put.push(row),
                Some(same) if *same == row => {}
                Some(_) => self.changed.push(row),
            }
        }
    }

    /// The sums that are not nothing: scope, event and what is to be added.
    pub(crate) fn sums(&self) -> impl Iterator<Item = (&str, &str, Sum)> {
        let given = self.sums.iter().filter(|(_, sum)| **sum != Sum::default());
        given.map(|((scope, event), sum)| (scope.as_str(), event.as_str(), *sum))
    }

    /// The seats that are not nothing: scope, device and what is to be added.
    pub(crate) fn seats(&self) -> impl Iterator<Item = (&str, DeviceId, i64)> {
        let given = self.seats.iter().filter(|(_, seats)| **seats != 0);
        given.map(|((scope, device), seats)| (scope.as_str(), *device, *seats))
    }

    fn count(&mut self, rows: &[ScopeRow], sign: i64) {
        let mut everywhere: BTreeMap<&str, (bool, i64)> = BTreeMap::new();
        for row in rows {
            let (inside, doubles) = everywhere.entry(&row.event).or_default();
            *inside |= row.inside;
            *doubles += row.doubles;
            self.count_one(&row.scope, &row.event, (row.inside, row.doubles), sign);
            for (device, seats) in &row.seats {
                *self.seats.entry((row.scope.clone(), *device)).or_default() += sign * seats;
            }
        }
        for (event, sum) in everywhere {
            self.count_one(EVERYWHERE, event, sum, sign);
        }
    }

    fn count_one(&mut self, scope: &str, event: &str, (inside, doubles): (bool, i64), sign: i64) {
        let sum = self.sums.entry((scope.to_owned(), event.to_owned())).or_default();
        sum.admitted += sign;
        sum.inside += sign * i64::from(inside);
        sum.doubles += sign * doubles;
    }
}

fn projected(ticket: TicketId, records: &[Weighing]) -> Projected {
    let mut projected = Projected::default();
    if records.is_empty() {
        return projected;
    }
    let standing = fold(records.iter().map(|weighing| &weighing.record));
    for (scope, standing) in standing.scopes() {
        let scope = scope.to_string();
        let counted = std::iter::once((&standing.first, false));
        let doubles = standing.doubles.iter().map(|double| (&double.again, true));
        for (passage, double) in counted.chain(doubles) {
            if let Some(row) = row(ticket, records, &scope, passage, double) {
                projected.passages.insert(row.n, row);
            }
        }
        let event = found(records, standing.first.key);
        let event = event.map(|(_, scanned)| scanned.event.to_string()).unwrap_or_default();
        let doubles = i64::try_from(standing.doubles.len()).unwrap_or(i64::MAX);
        let seats = standing.seats.iter().map(|(d, seats)| (*d, i64::from(*seats))).collect();
        projected.scopes.push(ScopeRow { scope, event, inside: standing.inside, doubles, seats });
    }
    projected
}

fn row(
    ticket: TicketId,
    records: &[Weighing],
    scope: &str,
    passage: &Passage,
    double: bool,
) -> Option<PassageRow> {
    let (n, scanned) = found(records, passage.key)?;
    Some(PassageRow {
        n,
        ticket,
        event: scanned.event.to_string(),
        scope: scope.to_owned(),
        gate: passage.gate.to_string(),
        at_ms: passage.at.as_millisecond(),
        double,
    })
}

fn found(records: &[Weighing], key: RecordKey) -> Option<(i64, &Scanned)> {
    let weighing = records.iter().find(|weighing| weighing.record.key == key)?;
    match &weighing.record.fact {
        Fact::Scanned(scanned) => Some((weighing.n, scanned)),
        _ => None,
    }
}
