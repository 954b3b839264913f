//! A simulated day: kiosks and a hub with their real engine, handlers and stores, on a clock, a
//! network and disks that go wrong. Everything that happens follows from a seed.
//!
//! Through eight hours people come to the doors, connections come and go, power goes, backups are
//! restored, disks are cloned, clocks are two hours off or stand in 2099, the roster changes at
//! noon, admissions are undone and a kiosk is revoked. In the evening everything is mended, and
//! [`Broken`] says what was not kept: see [`verdict`].

mod bug;
mod central;
mod clock;
mod ledger;
mod station;
mod times;
mod verdict;
mod wire;

use std::collections::BTreeMap;

use parvis_domain::id::Incarnation;
use parvis_domain::ticket::RosterLine;
use parvis_hub::store::Store as _;
use parvis_kiosk::clock::Clock as _;
use parvis_protocol::replica::Replica as _;
use parvis_testkit::Chance;
use parvis_testkit::disk::{Disk, Fault};

pub use bug::Bug;
use central::Central;
use clock::Time;
use ledger::Ledger;
use station::{Shown, Station};
use times::Times;
pub use verdict::Broken;

use crate::people;

/// How many people come.
const PEOPLE: usize = 40;
/// How many things happen in a day.
const DEEDS: usize = 260;
/// How long passes between two of them, at most: eight hours in all.
const PAUSE_MS: u64 = 220_000;

/// Where the doors stand; the first four are always there.
const GATES: [&str; 7] = ["main", "garden", "workshop", "garden", "main", "workshop", "terrace"];

/// The one thing of a day that no network explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disaster {
    /// None today.
    None,
    /// A kiosk's backup is restored.
    KioskRestored,
    /// A kiosk's disk is cloned, and both go on.
    KioskCloned,
    /// The hub's backup is restored.
    HubRestored,
    /// A kiosk is revoked.
    KioskRevoked,
}

/// What happened in days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Days.
    pub days: u64,
    /// Records that somebody was answered for.
    pub promised: u64,
    /// Rounds that went well, and rounds that were broken off.
    pub rounds: u64,
    /// Rounds that were broken off.
    pub broken_off: u64,
    /// Power cuts.
    pub cuts: u64,
    /// Admissions that should not have been.
    pub doubles: u64,
    /// Tickets whose holders walked at several doors, and that stand where these are.
    pub followed: u64,
    /// Decisions that a wrong clock would have made wrong, had the kiosk gone by it.
    pub righted: u64,
}

impl Tally {
    /// Adds what happened in others.
    pub fn add(&mut self, more: Self) {
        self.days += more.days;
        self.promised += more.promised;
        self.rounds += more.rounds;
        self.broken_off += more.broken_off;
        self.cuts += more.cuts;
        self.doubles += more.doubles;
        self.followed += more.followed;
        self.righted += more.righted;
    }
}

/// A day under way.
struct Day {
    chance: Chance,
    time: Time,
    hub: Central,
    stations: Vec<Station>,
    ledger: Ledger,
    disaster: Disaster,
    bug: Option<Bug>,
    /// Copies of disks, made in the morning: a kiosk's and the hub's.
    backup: Option<(usize, Disk)>,
    hub_backup: Option<Disk>,
    /// Who is on the roster now.
    roster: Vec<RosterLine>,
    /// Everybody, whether on the roster or not.
    everybody: Vec<RosterLine>,
    times: Times,
    tally: Tally,
}

/// Lives a day. Every decision follows from the seed.
///
/// # Errors
/// What was not kept.
pub async fn live(seed: u64, bug: Option<Bug>) -> Result<Tally, Broken> {
    let mut day = Day::dawn(seed, bug).await.ok_or_else(|| Broken::new("the day did not begin"))?;
    for deed in 0..DEEDS {
        day.time.pass(i64::try_from(day.chance.below(PAUSE_MS)).unwrap_or(0));
        if deed == DEEDS / 2 {
            day.noon().await;
        }
        if deed == DEEDS * 2 / 3 {
            day.disaster().await;
        }
        day.deed().await;
    }
    day.evening().await
}

impl Day {
    async fn dawn(seed: u64, bug: Option<Bug>) -> Option<Self> {
        let mut chance = Chance::new(seed);
        let time = Time::new(people::morning());
        let disasters = [
            Disaster::None,
            Disaster::KioskRestored,
            Disaster::KioskCloned,
            Disaster::HubRestored,
            Disaster::KioskRevoked,
        ];
        let disaster = match bug {
            Some(Bug::RestoredWithoutNewLife | Bug::NothingGivenBack) => Disaster::HubRestored,
            Some(Bug::SeatsLentTwice) => Disaster::None,
            _ => disasters[chance.place(disasters.len())],
        };
        let mut hub =
            Central::new(Disk::new(chance.any()), time.clock(), Chance::new(chance.any()));
        let key = hub.service().await?.store().event_key(&people::event()).await.ok()?;
        let roster = people::roster(&people::event(), &key, PEOPLE);
        hub.twice_the_seats = bug == Some(Bug::SeatsLentTwice);
        hub.fill(&roster[..PEOPLE - 5], false).await?;
        if bug == Some(Bug::HubDiskLies) {
            hub.disk.plant(Fault::NothingEver);
        }
        let doors = 4 + chance.place(4);
        let mut stations = Vec::new();
        for name in 0..doors {
            let gate = GATES[name % GATES.len()];
            let disk = Disk::new(chance.any());
            let own = Chance::new(chance.any());
            let mut station = Station::new(name, gate, time.clock(), disk, own);
            hub.enrol(&mut station).await?;
            if let Some(bug) = bug {
                station.plant(bug);
            }
            stations.push(station);
        }
        let everybody = roster.clone();
        let roster = roster[..PEOPLE - 5].to_vec();
        let ledger = Ledger::default();
        let tally = Tally { days: 1, ..Tally::default() };
        let (backup, hub_backup) = (None, None);
        let mut day = Self {
            chance,
            time,
            hub,
            stations,
            ledger,
            disaster,
            bug,
            backup,
            hub_backup,
            roster,
            everybody,
            times: Times::new(),
            tally,
        };
        for nth in 0..day.stations.len() {
            for _ in 0..4 {
                day.sync(nth, 0).await;
            }
        }
        Some(day)
    }

    /// Something happens.
    async fn deed(&mut self) {
        let nth = self.chance.place(self.stations.len());
        match self.chance.below(100) {
            0..55 => self.somebody_comes(nth),
            55..85 => {
                let badness = [0, 8, 3][self.chance.place(3)];
                self.sync(nth, badness).await;
            }
            85..89 => {
                let connected = self.chance.one_in(2);
                self.stations[nth].connected = connected;
            }
            89..92 => self.cut(nth).await,
            92..94 => self.stations[nth].close(),
            94 => self.hub.close(),
            95..97 => self.clock_goes_wrong(nth),
            97 => self.organiser_undoes().await,
            98 => self.back_up(nth),
            _ => self.staff_undoes(nth),
        }
    }

    fn somebody_comes(&mut self, nth: usize) {
        // Nobody stands before a kiosk that was taken out of service.
        if self.stations[nth].retired {
            return;
        }
        // Few people, so that the same ticket is often shown at two doors. Those who come to the
        // workshop keep to one door: two who enter on one ticket are two bodies on one seat.
        let workshop = self.stations[nth].gate.as_str() == "workshop";
        let mut who = self.chance.place(PEOPLE);
        if workshop {
            let doors = self.stations.len().max(1);
            who = (who / doors) * doors + nth;
            if who >= PEOPLE {
                return;
            }
        }
        let ticket = self.everybody[who].ticket.id;
        let heard = self.stations[nth].has_heard();
        let knew = self.stations[nth].knows(ticket);
        let told = match self.stations[nth].show(people::code(who)) {
            Shown::Told(verdict, records) => {
                if heard {
                    let (station, ticket) = (&self.stations[nth], &self.everybody[who].ticket);
                    let (right, own) = (self.time.now(), station.clock.now());
                    self.times.told(&station.gate, ticket, &verdict, right, own);
                }
                self.ledger.told(ticket, &verdict, knew, &records);
                self.ledger.promise(records);
                Some(verdict.name())
            }
            Shown::Nothing => {
                self.ledger.walks.unsure(ticket);
                None
            }
        };
        if workshop {
            self.ledger.at_workshop(who, told);
        }
    }

    fn staff_undoes(&mut self, nth: usize) {
        let which = self.chance.place(1_000);
        if self.stations[nth].retired {
            return;
        }
        let Some((target, ticket)) = self.ledger.admission(which) else { return };
        self.ledger.walks.unsure(ticket);
        let records = self.stations[nth].undo(target, ticket);
        self.ledger.promise(records);
    }

    async fn organiser_undoes(&mut self) {
        let which = self.chance.place(1_000);
        if let Some((target, ticket)) = self.ledger.admission(which) {
            self.ledger.walks.unsure(ticket);
            let _ = self.hub.undo(target, ticket).await;
        }
    }

    fn clock_goes_wrong(&mut self, nth: usize) {
        let hours = [-2, -1, 0, 1, 2][self.chance.place(5)];
        let mut off_ms = hours * 3_600_000;
        if self.chance.one_in(12) {
            // 2099.
            off_ms = 75 * 365 * 24 * 3_600_000;
        }
        self.stations[nth].clock.set(off_ms);
    }

    async fn cut(&mut self, nth: usize) {
        self.tally.cuts += 1;
        if self.chance.one_in(4) {
            return self.hub.cut();
        }
        // In the midst of something: with one of the next steps.
        let steps = 1 + self.chance.below(40);
        self.stations[nth].disk.cut_after(steps);
        match self.chance.one_in(2) {
            true => self.somebody_comes(nth),
            false => drop(self.sync(nth, 0).await),
        }
        self.stations[nth].cut();
    }

    fn back_up(&mut self, nth: usize) {
        if self.backup.is_none() {
            self.stations[nth].close();
            self.backup = Some((nth, self.stations[nth].disk.twin(self.chance.any())));
        }
        if self.hub_backup.is_none() {
            self.hub.close();
            self.hub_backup = Some(self.hub.disk.twin(self.chance.any()));
        }
    }

    async fn sync(&mut self, nth: usize, badness: u64) -> Option<bool> {
        let station = &mut self.stations[nth];
        if !station.connected || station.retired {
            return None;
        }
        let device = station.device()?;
        let service = self.hub.service().await?;
        let moved = station.sync(service.desk_of(device), badness).await;
        match moved {
            Some(_) => self.tally.rounds += 1,
            None => self.tally.broken_off += 1,
        }
        moved
    }

    /// Some leave the roster, some come on it.
    async fn noon(&mut self) {
        let Some(service) = self.hub.service().await else { return };
        let Ok(key) = service.store().event_key(&people::event()).await else { return };
        let roster = people::roster(&people::event(), &key, PEOPLE)[3..].to_vec();
        if self.hub.fill(&roster, true).await.is_some() {
            self.roster = roster;
        }
    }

    async fn disaster(&mut self) {
        match self.disaster {
            Disaster::None => {}
            Disaster::KioskRestored => {
                if let Some((nth, disk)) = self.backup.take() {
                    self.restore_kiosk(nth, disk).await;
                }
            }
            Disaster::KioskCloned => {
                let nth = self.chance.place(self.stations.len());
                self.clone_kiosk(nth);
            }
            Disaster::HubRestored => {
                if let Some(disk) = self.hub_backup.take() {
                    let new_life = self.bug != Some(Bug::RestoredWithoutNewLife);
                    self.hub.restore(disk, new_life).await;
                    // The organiser has the list still, and imports it again.
                    let roster = self.roster.clone();
                    let _ = self.hub.fill(&roster, true).await;
                }
            }
            Disaster::KioskRevoked => {
                let nth = self.chance.place(self.stations.len());
                if let Some(device) = self.stations[nth].device()
                    && let Some(service) = self.hub.service().await
                {
                    let _ = service.revoke(device).await;
                }
            }
        }
    }

    /// What only the lost disk had, nobody can keep.
    async fn restore_kiosk(&mut self, nth: usize, disk: Disk) {
        let (Some(device), Some(service)) = (self.stations[nth].device(), self.hub.service().await)
        else {
            return;
        };
        self.stations[nth].swap_disk(disk);
        let mut kept: BTreeMap<Incarnation, u64> = BTreeMap::new();
        let held = self.stations[nth].kiosk().map(|kiosk| kiosk.roster().own_series());
        for own in held.and_then(Result::ok).unwrap_or_default() {
            kept.insert(own.incarnation, own.last);
        }
        for end in service.store().ends(device).await.unwrap_or_default() {
            let last = kept.entry(end.incarnation).or_default();
            *last = end.seq.max(*last);
        }
        self.ledger.forget(device, &kept);
    }

    fn clone_kiosk(&mut self, nth: usize) {
        self.stations[nth].close();
        let disk = self.stations[nth].disk.twin(self.chance.any());
        let chance = Chance::new(self.chance.any());
        let gate = self.stations[nth].gate.as_str().to_owned();
        let name = self.stations.len();
        let mut twin = Station::new(name, &gate, self.time.clock(), disk, chance);
        if let Some(bug) = self.bug {
            twin.plant(bug);
        }
        self.stations.push(twin);
    }

    /// Everything is mended, and looked at.
    async fn evening(mut self) -> Result<Tally, Broken> {
        for station in &mut self.stations {
            station.connected = true;
            station.close();
        }
        let mut quiet = 0;
        for _ in 0..40 {
            let mut moved = false;
            for nth in 0..self.stations.len() {
                self.time.pass(1_000);
                let retired = self.stations[nth].retired;
                moved |= !retired && self.sync(nth, 0).await != Some(false);
            }
            quiet = if moved { 0 } else { quiet + 1 };
            if quiet == 2 {
                break;
            }
        }
        if quiet < 2 {
            let reasons: Vec<_> =
                self.stations.iter().filter_map(|s| s.broken_off.clone()).collect();
            let disaster = self.disaster;
            return Err(Broken::new(format!("{disaster:?}: it never came to rest: {reasons:?}")));
        }
        let disaster = self.disaster;
        verdict::look(&mut self).await.map_err(|broken| broken.on(disaster))?;
        self.tally.righted = self.times.righted;
        self.tally.promised = self.ledger.promised.len() as u64;
        Ok(self.tally)
    }
}
