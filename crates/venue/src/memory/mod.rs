//! A day in memory, for breadth: the real engine, series, signatures and snapshots between a hub and
//! kiosks that keep everything in plain memory. No disk and no SQL, so that many more days can be
//! lived than in [`crate::day`], which has them.
//!
//! The hub is written after `docs/protocol.md` alone and shares nothing with the real one: what the
//! engine asks of a hub is tried against a second one.

mod bug;
mod hub;
mod kiosk;
mod replica;
mod verdict;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Cursor as Memory;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use parvis_domain::fact::{Fact, RecordKey, Scanned};
use parvis_domain::hub_time::Reading;
use parvis_domain::id::TicketId;
use parvis_domain::series::Sealed;
use parvis_protocol::hub::Hub as _;
use parvis_sync::round::{Bond, Means, round};
use parvis_testkit::{Chance, many};

pub use bug::MemoryBug;
use hub::{Central, Desk};
use kiosk::{Gate, Kiosk};
use wire::Wire;

use crate::people;
use crate::walks::{Walk, Walks};

/// How many tickets there are.
const TICKETS: usize = 30;
/// How many things happen in a day.
const DEEDS: usize = 220;

/// What happened in days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MemoryTally {
    /// Days.
    pub days: u64,
    /// Records that were made.
    pub records: u64,
    /// Rounds that went well.
    pub rounds: u64,
    /// Rounds that were broken off.
    pub broken_off: u64,
    /// Double admissions.
    pub doubles: u64,
    /// Tickets whose holders walked at several doors, and that stand where these are.
    pub followed: u64,
}

impl many::Tally for MemoryTally {
    fn add(&mut self, more: Self) {
        self.days += more.days;
        self.records += more.records;
        self.rounds += more.rounds;
        self.broken_off += more.broken_off;
        self.doubles += more.doubles;
        self.followed += more.followed;
    }

    fn count(&self) -> u64 {
        self.days
    }
}

impl fmt::Display for MemoryTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, records, rounds, broken_off, doubles, followed } = self;
        write!(
            f,
            "{days} days in memory, {records} records, {rounds} rounds, {broken_off} more broken \
             off, {doubles} doubles, {followed} followed"
        )
    }
}

/// Something that is shared within one day.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A day under way.
struct Day {
    chance: Chance,
    now: Timestamp,
    hub: Mutex<Central>,
    kiosks: Vec<Kiosk>,
    hub_backup: Option<Central>,
    kiosk_backup: Option<(usize, Kiosk)>,
    /// Every record that somebody was answered for, by its key, and its bytes.
    promised: BTreeMap<RecordKey, Vec<u8>>,
    /// Who really walked where.
    walks: Walks,
    bug: Option<MemoryBug>,
    tally: MemoryTally,
}

/// Lives a day. Every decision follows from the seed.
///
/// # Errors
/// What was not kept, in words.
pub async fn live_in_memory(seed: u64, bug: Option<MemoryBug>) -> Result<MemoryTally, String> {
    let mut day = Day::dawn(seed, bug);
    for deed in 0..DEEDS {
        let pause = i64::try_from(day.chance.below(220)).unwrap_or(0);
        day.now = day.now.saturating_add(SignedDuration::from_secs(pause)).unwrap_or(day.now);
        match deed {
            _ if deed == DEEDS / 4 => day.back_up(),
            _ if deed == DEEDS / 2 => held(&day.hub).change_roster(3),
            _ if deed == DEEDS * 2 / 3 => day.disaster(),
            _ => day.deed().await,
        }
    }
    day.evening().await
}

impl Day {
    fn dawn(seed: u64, bug: Option<MemoryBug>) -> Self {
        let mut chance = Chance::new(seed);
        let mut hub = Central::new(&mut chance, TICKETS);
        hub.bug = bug;
        let doors = 3 + chance.place(4);
        let kiosks = (0..doors).map(|_| Kiosk::enrolled(&mut chance, &mut hub)).collect();
        Self {
            chance,
            now: people::morning(),
            hub: Mutex::new(hub),
            kiosks,
            hub_backup: None,
            kiosk_backup: None,
            promised: BTreeMap::new(),
            walks: Walks::default(),
            bug,
            tally: MemoryTally { days: 1, ..MemoryTally::default() },
        }
    }

    async fn deed(&mut self) {
        let nth = self.chance.place(self.kiosks.len());
        match self.chance.below(100) {
            0..55 => self.somebody_comes(nth),
            55..88 => {
                let badness = [0, 8, 3][self.chance.place(3)];
                self.sync(nth, badness).await;
            }
            88..92 => self.kiosks[nth].open_again(&mut self.chance),
            92..95 => {
                let hours = match self.chance.one_in(12) {
                    // 2099.
                    true => 75 * 365 * 24,
                    false => [-2, -1, 0, 1, 2][self.chance.place(5)],
                };
                self.kiosks[nth].off = SignedDuration::from_hours(hours);
            }
            _ => self.somebody_undoes(nth),
        }
    }

    fn promise(&mut self, made: &Sealed) {
        self.promised.insert(made.record.key, made.bytes.clone());
    }

    fn somebody_comes(&mut self, nth: usize) {
        let ticket = held(&self.hub).tickets[self.chance.place(TICKETS)].id;
        let gate = if self.chance.one_in(2) { Gate::Main } else { Gate::Garden };
        let knew = self.kiosks[nth].knows(ticket);
        let Some(made) = self.kiosks[nth].admit(ticket, gate, self.now) else { return };
        self.promise(&made);
        if let Fact::Scanned(Scanned { verdict: told, scope: Some(scope), .. }) = made.record.fact {
            let made = BTreeSet::from([made.record.key]);
            self.walks.walked(ticket, Walk { made, knew, told, scope });
        }
    }

    fn somebody_undoes(&mut self, nth: usize) {
        let admitted = self.kiosks[nth].admissions();
        if let Some((key, ticket)) = admitted.get(self.chance.place(admitted.len())) {
            let (key, ticket): (RecordKey, TicketId) = (*key, *ticket);
            self.walks.unsure(ticket);
            if let Some(made) = self.kiosks[nth].undo(key, ticket, self.now) {
                self.promise(&made);
            }
        }
    }

    fn back_up(&mut self) {
        let nth = self.chance.place(self.kiosks.len());
        self.kiosk_backup = Some((nth, self.kiosks[nth].copy()));
        self.hub_backup = Some(held(&self.hub).clone());
    }

    /// The one thing of a day that no network explains.
    fn disaster(&mut self) {
        let kind = match self.bug {
            Some(MemoryBug::RestoredWithoutNewLife) => 0,
            _ => self.chance.below(4),
        };
        match kind {
            0 => {
                if let Some(mut backup) = self.hub_backup.take() {
                    // The organiser has the list still, and imports it again.
                    backup.change_roster(3);
                    if self.bug != Some(MemoryBug::RestoredWithoutNewLife) {
                        backup.begin_new_life(&mut self.chance);
                    }
                    self.hub = Mutex::new(backup);
                }
            }
            1 => {
                if let Some((nth, mut backup)) = self.kiosk_backup.take() {
                    backup.open_again(&mut self.chance);
                    let lost = self.kiosks[nth].own_keys();
                    let kept = backup.own_keys();
                    let there = held(&self.hub);
                    self.promised.retain(|key, _| {
                        !lost.contains(key) || kept.contains(key) || there.has(key)
                    });
                    drop(there);
                    self.kiosks[nth] = backup;
                }
            }
            2 => {
                let nth = self.chance.place(self.kiosks.len());
                let mut twin = self.kiosks[nth].copy();
                twin.open_again(&mut self.chance);
                self.kiosks.push(twin);
            }
            _ => {}
        }
    }

    /// One round. Gives whether anything moved; `None` when it was broken off.
    async fn sync(&mut self, nth: usize, badness: u64) -> Option<bool> {
        let kiosk = &self.kiosks[nth];
        kiosk.breaks_off_one_in(badness * 4, self.chance.any());
        let (hub, hub_key) = {
            let hub = held(&self.hub);
            (hub.id, hub.key.public())
        };
        let bond = Bond { device: kiosk.device, hub, hub_key };
        let own = kiosk.clock_reads(self.now);
        let clocks = move || Reading { now: own, passed: SignedDuration::ZERO };
        let desk = Desk { hub: &self.hub, device: kiosk.device, now: self.now };
        let chance = Mutex::new(Chance::new(self.chance.any()));
        let wire = Wire { desk, chance, badness, late: &kiosk.late, bug: self.bug };
        let mut spool = Memory::new(Vec::new());
        let mut means = Means {
            bond,
            version: "memory",
            clocks: &clocks,
            heard: &mut |_| (),
            seats: Vec::new(),
            screens: None,
            spool: &mut spool,
            progress: &mut |_| (),
        };
        match round(kiosk, &wire, &mut means).await {
            Ok(done) => {
                self.tally.rounds += 1;
                Some(done.pushed + done.taken > 0)
            }
            Err(_) => {
                self.tally.broken_off += 1;
                None
            }
        }
    }

    /// Everything is mended, and looked at.
    async fn evening(mut self) -> Result<MemoryTally, String> {
        // What was sent long ago still arrives.
        for kiosk in &self.kiosks {
            let desk = Desk { hub: &self.hub, device: kiosk.device, now: self.now };
            let late: Vec<_> = held(&kiosk.late).drain(..).collect();
            for push in late {
                let _ = desk.push(push).await;
            }
        }
        let mut quiet = 0;
        for _ in 0..30 {
            let mut moved = false;
            for nth in 0..self.kiosks.len() {
                moved |= self.sync(nth, 0).await != Some(false);
            }
            quiet = if moved { 0 } else { quiet + 1 };
            if quiet == 2 {
                return verdict::look(self);
            }
        }
        Err("it never came to rest".into())
    }
}
