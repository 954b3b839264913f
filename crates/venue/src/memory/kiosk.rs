//! A kiosk in plain memory: series, what it was sent, and what it does at a door.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::clock::{HybridClock, Stamp};
use parvis_domain::fact::{Fact, Record, RecordKey, Scanned, Way};
use parvis_domain::gate::{Entry, Scope};
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::standing::{Standing, fold};
use parvis_domain::verdict::VerdictName;
use parvis_protocol::exchange::Push;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::replica::Bookmark;
use parvis_testkit::Chance;

use super::bug::MemoryBug;
use super::held;
use super::hub::Central;
use crate::people;

/// What a kiosk keeps.
#[derive(Clone)]
pub(super) struct State {
    pub(super) bookmark: Option<Bookmark>,
    /// Its own series, oldest first, and how much of each is safe at the hub.
    pub(super) own: Vec<(Incarnation, Vec<Sealed>, u64)>,
    pub(super) others: BTreeMap<RecordKey, Sealed>,
    pub(super) roster: BTreeSet<TicketId>,
    head: Head,
    clock: HybridClock,
    pub(super) incarnation: Incarnation,
}

/// A kiosk.
pub(super) struct Kiosk {
    pub(super) device: DeviceId,
    pub(super) key: DeviceKey,
    pub(super) hub_key: parvis_protocol::key::PublicKey,
    /// How far its clock is ahead.
    pub(super) off: SignedDuration,
    /// What was sent and will arrive later.
    pub(super) late: Mutex<VecDeque<Push>>,
    pub(super) state: Mutex<State>,
    pub(super) breaks: Mutex<(u64, Chance)>,
    pub(super) bug: Option<MemoryBug>,
}

fn incarnation(chance: &mut Chance) -> Incarnation {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    Incarnation(bytes)
}

impl Kiosk {
    pub(super) fn enrolled(chance: &mut Chance, hub: &mut Central) -> Self {
        let mut seed = [0; 32];
        chance.fill(&mut seed);
        let key = DeviceKey::from_seed(&seed);
        let device = hub.enrol(chance, key.public()).unwrap_or(DeviceId([0; 16]));
        let incarnation = incarnation(chance);
        let state = State {
            bookmark: None,
            own: Vec::new(),
            others: BTreeMap::new(),
            roster: BTreeSet::new(),
            head: Head::new(device, incarnation, None),
            clock: HybridClock::after(None),
            incarnation,
        };
        Self {
            device,
            key,
            hub_key: hub.key.public(),
            off: SignedDuration::ZERO,
            late: Mutex::default(),
            state: Mutex::new(state),
            breaks: Mutex::new((0, chance.clone())),
            bug: hub.bug,
        }
    }

    /// A cloned disk, or a backup.
    pub(super) fn copy(&self) -> Self {
        Self {
            device: self.device,
            key: self.key.clone(),
            hub_key: self.hub_key,
            off: self.off,
            late: Mutex::default(),
            state: Mutex::new(held(&self.state).clone()),
            breaks: Mutex::new(held(&self.breaks).clone()),
            bug: self.bug,
        }
    }

    /// The program begins anew: a new opening that goes on from the last record.
    pub(super) fn open_again(&mut self, chance: &mut Chance) {
        let mut state = held(&self.state);
        let last = state.last_hash();
        state.incarnation = incarnation(chance);
        state.head = Head::new(self.device, state.incarnation, last);
    }

    /// From now on one in so many changes here is broken off.
    pub(super) fn breaks_off_one_in(&self, times: u64, seed: u64) {
        *held(&self.breaks) = (times, Chance::new(seed));
    }

    pub(super) fn clock_reads(&self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.off).unwrap_or(now)
    }

    /// Somebody shows a ticket at a gate; gives the record that was made, once it is kept.
    pub(super) fn admit(&self, ticket: TicketId, at: Gate, now: Timestamp) -> Option<Sealed> {
        let now = self.clock_reads(now);
        let mut state = held(&self.state);
        if !state.roster.contains(&ticket) {
            return None;
        }
        let scope: Scope = format!("{}/day/2023-11-16", at.name()).parse().ok()?;
        let here = state.standing(ticket).within(&scope).map(|standing| standing.inside);
        let verdict = match (at, here) {
            (Gate::Main, Some(_)) => VerdictName::AlreadyIn,
            (Gate::Garden, Some(true)) => VerdictName::Left,
            (Gate::Main | Gate::Garden, _) => VerdictName::Admitted,
        };
        let fact = Fact::Scanned(Scanned {
            ticket,
            event: people::event(),
            gate: at.id()?,
            verdict,
            scope: verdict.passed().then_some(scope),
            entry: if at == Gate::Main { Entry::Single } else { Entry::EntryExit },
            way: Way::Camera,
            over_capacity: false,
        });
        let follows = self.follows(&state, ticket);
        state.record(follows, fact, now)
    }

    pub(super) fn undo(
        &self,
        target: RecordKey,
        ticket: TicketId,
        now: Timestamp,
    ) -> Option<Sealed> {
        let mut state = held(&self.state);
        let follows = self.follows(&state, ticket);
        let fact = Fact::Undone { target, ticket, gate: Gate::Main.id()? };
        state.record(follows, fact, self.clock_reads(now))
    }

    /// The stamps that a record about a ticket has to follow.
    fn follows(&self, state: &State, ticket: TicketId) -> Vec<Stamp> {
        if self.bug == Some(MemoryBug::FollowsNothing) {
            return Vec::new();
        }
        state.weighing(ticket).into_values().map(|record| record.stamp).collect()
    }

    /// What it knows of a ticket.
    pub(super) fn knows(&self, ticket: TicketId) -> BTreeSet<RecordKey> {
        held(&self.state).weighing(ticket).into_keys().collect()
    }

    /// The admissions that this kiosk knows of.
    pub(super) fn admissions(&self) -> Vec<(RecordKey, TicketId)> {
        let state = held(&self.state);
        let admitted = state.records().filter_map(|sealed| match &sealed.record.fact {
            Fact::Scanned(scanned) if scanned.verdict == VerdictName::Admitted => {
                Some((sealed.record.key, scanned.ticket))
            }
            _ => None,
        });
        admitted.collect()
    }

    pub(super) fn own_keys(&self) -> BTreeSet<RecordKey> {
        let state = held(&self.state);
        let own = state.own.iter().flat_map(|(_, records, _)| records);
        own.map(|sealed| sealed.record.key).collect()
    }
}

/// Where somebody shows a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// Where it passes once.
    Main,
    /// Where its holder goes in and out.
    Garden,
}

impl Gate {
    fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Garden => "garden",
        }
    }

    fn id(self) -> Option<GateId> {
        self.name().parse().ok()
    }
}

impl State {
    fn last_hash(&self) -> Option<RecordHash> {
        let made = self.own.iter().rev().find_map(|(_, records, _)| records.last());
        made.map(|sealed| sealed.hash)
    }

    /// Everything it knows, its own and others'.
    pub(super) fn records(&self) -> impl Iterator<Item = &Sealed> {
        self.own.iter().flat_map(|(_, records, _)| records).chain(self.others.values())
    }

    /// The records that decide where a ticket stands.
    fn weighing(&self, ticket: TicketId) -> BTreeMap<RecordKey, &Record> {
        let of = self.records().map(|sealed| &sealed.record);
        let of = of.filter(|record| record.fact.ticket() == Some(ticket) && record.fact.weighs());
        // What it made itself may have come back from the hub.
        of.map(|record| (record.key, record)).collect()
    }

    pub(super) fn standing(&self, ticket: TicketId) -> Standing {
        fold(self.weighing(ticket).into_values())
    }

    fn record(&mut self, follows: Vec<Stamp>, fact: Fact, at: Timestamp) -> Option<Sealed> {
        let mut clock = self.clock;
        let stamp = clock.tick_after(follows, at);
        let sealed = self.head.next_stamped(stamp, at, true, fact).ok()?;
        self.head.advance(&sealed).ok()?;
        self.clock = clock;
        match self.own.last_mut() {
            Some((of, records, _)) if *of == self.incarnation => records.push(sealed.clone()),
            _ => self.own.push((self.incarnation, vec![sealed.clone()], 0)),
        }
        Some(sealed)
    }

    /// Takes a record of another device, or of another life of this one.
    pub(super) fn take(&mut self, sealed: Sealed) {
        self.others.insert(sealed.record.key, sealed);
    }
}
