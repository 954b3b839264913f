//! Where a ticket stands: everything known about it, folded from facts.
//!
//! The fold depends on the set of records alone, not on the order in which they arrived: every
//! device that knows the same records gives the same answer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::clock::Stamp;
use crate::fact::{Fact, Record, RecordKey};
use crate::gate::{Area, Entry, Scope};
use crate::id::{DeviceId, GateId};
use crate::verdict::VerdictName;

/// Where a ticket stands, for everything it was ever admitted to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    scopes: BTreeMap<Scope, ScopeStanding>,
}

/// Where a ticket stands within one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeStanding {
    /// The admission that counts.
    pub first: Passage,
    /// The latest admission.
    pub latest: Passage,
    /// Whether its holder is inside, as far as is known.
    pub inside: bool,
    /// Admissions that should not have been: two devices that did not know of each other let the
    /// same ticket in.
    pub doubles: Vec<Double>,
    /// How many seats it takes of those lent to each device, see [`crate::seats`]. Admitted twice
    /// by mistake it takes two: there may be two people.
    pub seats: BTreeMap<DeviceId, u32>,
    /// The admission that its holder came inside by, when they last did.
    entered: Passage,
}

/// An admission that should not have been, and the one that counts in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The admission that counts: the first one ever, or, where people go in and out, the one that
    /// the holder was inside by.
    pub counts: Passage,
    /// The one that should not have been.
    pub again: Passage,
}

impl Double {
    /// Whether a device recorded one of the two, so that its staff may remember.
    #[must_use]
    pub fn concerns(&self, device: DeviceId) -> bool {
        [&self.counts, &self.again].into_iter().any(|passage| passage.key.device == device)
    }
}

/// One admission, with what staff need to look into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The record.
    pub key: RecordKey,
    /// When, as the device's clock read.
    pub at: Timestamp,
    /// Where.
    pub gate: GateId,
}

/// What orders records when they are folded.
type Order = (Stamp, RecordKey);

impl Standing {
    /// Where the ticket stands within a scope; `None` when it was never admitted there.
    #[must_use]
    pub fn within(&self, scope: &Scope) -> Option<&ScopeStanding> {
        self.scopes.get(scope)
    }

    /// The scope of an area that its holder is inside of, the latest entered when several are.
    #[must_use]
    pub fn inside_of(&self, area: &Area) -> Option<&Scope> {
        self.scopes
            .iter()
            .filter(|(scope, standing)| scope.area == *area && standing.inside)
            .max_by_key(|(_, standing)| standing.latest.at)
            .map(|(scope, _)| scope)
    }

    /// What a record is the second admission of; `None` when it is none.
    #[must_use]
    pub fn double(&self, again: RecordKey) -> Option<&Double> {
        let mut doubles = self.scopes.values().flat_map(|scope| &scope.doubles);
        doubles.find(|double| double.again.key == again)
    }

    /// Every scope the ticket was admitted to.
    pub fn scopes(&self) -> impl Iterator<Item = (&Scope, &ScopeStanding)> {
        self.scopes.iter()
    }

    /// Whether it was ever admitted anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }
}

/// Folds all that is known of one ticket. Records of other tickets must not be among them; the
/// same record twice counts once.
pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Standing {
    let records: BTreeMap<Order, &Record> =
        records.into_iter().map(|record| ((record.stamp, record.key), record)).collect();
    let undone: BTreeSet<RecordKey> = records.values().filter_map(|r| undone_by(&r.fact)).collect();
    let mut standing = Standing::default();
    for record in records.values().filter(|record| !undone.contains(&record.key)) {
        standing.add(record);
    }
    standing
}

fn undone_by(fact: &Fact) -> Option<RecordKey> {
    match fact {
        Fact::Undone { target, .. } => Some(*target),
        _ => None,
    }
}

impl Standing {
    fn add(&mut self, record: &Record) {
        let Fact::Scanned(scanned) = &record.fact else { return };
        let Some(scope) = &scanned.scope else { return };
        let passage = Passage { key: record.key, at: record.at, gate: scanned.gate.clone() };
        match (scanned.verdict, self.scopes.get_mut(scope)) {
            (VerdictName::Admitted, None) => {
                self.scopes.insert(scope.clone(), ScopeStanding::entered(passage));
            }
            (VerdictName::Admitted, Some(standing)) => standing.enter(passage, scanned.entry),
            (VerdictName::Left, Some(standing)) => standing.leave(),
            // An exit without an entry, or a refusal: nothing changes.
            _ => {}
        }
    }
}

impl ScopeStanding {
    fn entered(passage: Passage) -> Self {
        let seats = BTreeMap::from([(passage.key.device, 1)]);
        Self {
            first: passage.clone(),
            latest: passage.clone(),
            inside: true,
            doubles: Vec::new(),
            seats,
            entered: passage,
        }
    }

    fn leave(&mut self) {
        self.inside = false;
        self.seats.clear();
    }

    fn enter(&mut self, passage: Passage, entry: Entry) {
        let counts = match entry {
            Entry::Single => Some(&self.first),
            Entry::EntryExit if self.inside => Some(&self.entered),
            Entry::EntryExit | Entry::Reentry => None,
        };
        if counts.is_some() || !self.inside {
            *self.seats.entry(passage.key.device).or_default() += 1;
        }
        if let Some(counts) = counts {
            self.doubles.push(Double { counts: counts.clone(), again: passage.clone() });
        }
        if !self.inside {
            self.entered = passage.clone();
        }
        self.latest = passage;
        self.inside = true;
    }
}
