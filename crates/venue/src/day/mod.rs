//! A simulated day: kiosks and a hub with their real engine, handlers and stores, on a clock, a
//! network and disks that go wrong. Everything that happens follows from a seed.
//!
//! Through eight hours people come to the doors, connections come and go, power goes, backups are
//! restored, disks are cloned, clocks are two hours off or stand in 2099, the roster changes at
//! noon, kiosks get other names, admissions are undone and a kiosk is revoked. In the evening
//! everything is mended, and [`Broken`] says what was not kept: see [`verdict`].

mod bug;
mod central;
mod clock;
mod disaster;
mod giving_back;
mod invented;
mod ledger;
mod station;
mod tally;
mod times;
mod verdict;
mod wire;

use parvis_domain::ticket::RosterLine;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Offer;
use parvis_hub::store::Store as _;
use parvis_kiosk::clock::Clock as _;
use parvis_protocol::exchange::AsideReason;
use parvis_testkit::Chance;
use parvis_testkit::disk::{Disk, Fault};

pub use bug::Bug;
use central::{Central, HubBackup};
use clock::Time;
pub use disaster::Disaster;
use ledger::Ledger;
use station::{Shown, Station};
pub use tally::Tally;
use times::Times;
pub use verdict::Broken;

use crate::people;

/// How many people come.
const PEOPLE: usize = 40;
/// How many things happen in a day.
const DEEDS: usize = 260;
/// How long passes between two of them, at most: eight hours in all.
const PAUSE_MS: u64 = 220_000;

/// Where the doors stand; the first three are always there.
const GATES: [&str; 7] = ["main", "garden", "workshop", "garden", "main", "workshop", "terrace"];

/// A day under way.
struct Day {
    chance: Chance,
    time: Time,
    hub: Central,
    stations: Vec<Station>,
    ledger: Ledger,
    disaster: Disaster,
    bug: Option<Bug>,
    /// A copy of a kiosk's disk, and a backup of the hub, made some time before.
    backup: Option<(usize, Disk)>,
    hub_backup: Option<HubBackup>,
    /// The kiosk that got another name last.
    renamed: usize,
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
        let disaster = match bug {
            Some(Bug::RestoredWithoutNewLife | Bug::NothingGivenBack) => Disaster::HubRestored,
            Some(Bug::SeatsLentTwice | Bug::TakenSeatsReturned | Bug::ReturnedSeatsUsed) => {
                Disaster::None
            }
            Some(Bug::RevokedKeepsLists) => Disaster::KioskRevoked,
            Some(Bug::NumberPassedOver) => Disaster::HubRestoredKioskRevoked,
            _ => Disaster::ALL[chance.place(Disaster::ALL.len())],
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
        let doors = 3 + chance.place(6);
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
            renamed: 0,
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
            0..55 => {
                if self.somebody_comes(nth) == Some(VerdictName::Full) {
                    self.need_is_told(nth).await;
                }
            }
            55..85 => {
                let badness = [0, 8, 3][self.chance.place(3)];
                self.sync(nth, badness).await;
            }
            85..89 => {
                let connected = self.chance.one_in(2);
                self.stations[nth].connected = connected;
            }
            89..92 => self.cut(nth).await,
            92 => self.stations[nth].close(),
            93 => self.organiser_renames(nth).await,
            94 => self.hub.close(),
            95..97 => self.clock_goes_wrong(nth),
            97 => self.organiser_undoes().await,
            98 => self.back_up(nth).await,
            _ => self.staff_undoes(nth),
        }
    }

    /// Somebody was refused for want of a seat: a round follows at once, and the other doors to the
    /// workshop are told that there is something new.
    async fn need_is_told(&mut self, nth: usize) {
        let badness = [0, 8][self.chance.place(2)];
        let workshop = |door: &usize| self.stations[*door].gate == self.stations[nth].gate;
        let mut doors: Vec<_> = (0..self.stations.len()).filter(workshop).collect();
        doors.sort_by_key(|door| *door != nth);
        for door in doors.iter().chain(&doors).chain(&doors) {
            self.time.pass(1_000);
            self.sync(*door, badness).await;
        }
    }

    /// Gives what they were told.
    fn somebody_comes(&mut self, nth: usize) -> Option<VerdictName> {
        // Nobody stands before a kiosk that was taken out of service.
        if self.stations[nth].retired {
            return None;
        }
        // Few people, so that the same ticket is often shown at two doors. Those who come to the
        // workshop keep to one door: two who enter on one ticket are two bodies on one seat.
        let workshop = self.stations[nth].gate.as_str() == "workshop";
        let mut who = self.chance.place(PEOPLE);
        if workshop {
            let doors = self.stations.len().max(1);
            who = (who / doors) * doors + nth;
            if who >= PEOPLE {
                return None;
            }
        }
        let ticket = self.everybody[who].ticket.id;
        let heard = self.stations[nth].has_heard();
        let knew = self.stations[nth].knows(ticket);
        let told = match self.stations[nth].show(&people::code(who)) {
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
        told
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

    async fn organiser_renames(&mut self, nth: usize) {
        let (Some(device), Some(service)) = (self.stations[nth].device(), self.hub.service().await)
        else {
            return;
        };
        let name = format!("Door {nth} at {}", self.time.now().as_millisecond());
        let offer = Offer { name, events: vec![people::event()], gate: None };
        if service.reassign(device, offer).await.is_ok() {
            self.renamed = nth;
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
            true => drop(self.somebody_comes(nth)),
            false => drop(self.sync(nth, 0).await),
        }
        self.stations[nth].cut();
    }

    async fn back_up(&mut self, nth: usize) {
        if self.backup.is_none() {
            self.stations[nth].close();
            self.backup = Some((nth, self.stations[nth].disk.twin(self.chance.any())));
        }
        if self.hub_backup.is_none() {
            let seed = self.chance.any();
            // Planted: somebody copies its files, instead of asking for a backup.
            let copied = self.bug == Some(Bug::RestoredWithoutNewLife);
            self.hub_backup = self.hub.back_up(copied, seed).await;
        }
    }

    async fn sync(&mut self, nth: usize, badness: u64) -> Option<bool> {
        let station = &mut self.stations[nth];
        if !station.connected {
            return None;
        }
        let device = station.device()?;
        let service = self.hub.service().await?;
        let moved = station.sync(service.desk_of(device), badness).await;
        self.invent(nth, &service).await;
        match moved {
            Some(_) => self.tally.rounds += 1,
            None => self.tally.broken_off += 1,
        }
        moved
    }

    /// Some leave the roster, some come on it.
    async fn noon(&mut self) {
        let nth = self.chance.place(self.stations.len());
        self.organiser_renames(nth).await;
        let Some(service) = self.hub.service().await else { return };
        let Ok(key) = service.store().event_key(&people::event()).await else { return };
        let roster = people::roster(&people::event(), &key, PEOPLE)[3..].to_vec();
        if self.hub.fill(&roster, true).await.is_some() {
            self.roster = roster;
        }
    }

    /// Everybody speaks with the hub until nothing moves any more.
    async fn come_to_rest(&mut self) -> Result<(), Broken> {
        let mut quiet = 0;
        for _ in 0..40 {
            let mut moved = false;
            for nth in 0..self.stations.len() {
                self.time.pass(1_000);
                moved |= self.sync(nth, 0).await != Some(false);
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
        Ok(())
    }

    /// A restored hub forgot what a kiosk had recorded before it was revoked, and puts it aside when
    /// it comes again; those that heard of it from the hub as it was still count it. So an organiser
    /// lets it count.
    async fn accept_aside(&mut self) {
        let Some(service) = self.hub.service().await else { return };
        for station in &mut self.stations {
            if let Some(device) = station.device() {
                let _ = service.accept_aside(device, AsideReason::AfterRevocation).await;
            }
        }
    }

    /// Everything is mended, and looked at.
    async fn evening(mut self) -> Result<Tally, Broken> {
        for station in &mut self.stations {
            station.connected = true;
            station.close();
        }
        self.come_to_rest().await?;
        if self.disaster.restores_hub() {
            self.accept_aside().await;
            self.come_to_rest().await?;
        }
        let disaster = self.disaster;
        verdict::look(&mut self).await.map_err(|broken| broken.on(disaster))?;
        self.tally.righted = self.times.righted;
        self.tally.given_back = self.stations.iter().map(|station| station.given_back).sum();
        self.tally.promised = self.ledger.promised.len() as u64;
        Ok(self.tally)
    }
}
