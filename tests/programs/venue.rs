//! A while of check-ins and rounds, with everything that can go away going away.

use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Birth, SqliteStore, Store as _};
use parvis_protocol::key::DeviceKey;
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::{Hub, Place};
use crate::kiosk::{Kill, Kiosk, copy};
use crate::look;
use crate::proxy::Proxy;

/// How many people come: few, so that the same ticket is shown at several doors.
pub(crate) const PEOPLE: usize = 30;
const KIOSKS: usize = 3;
/// How often a kiosk may fail to reach a hub that is well, over a network that is.
const TRIES: usize = 20;

/// What is planted, to see that it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Planted {
    /// A kiosk's disk forgets, now and then, what was written last.
    DiskForgets,
    /// The hub leaves records out of its pages.
    PageWithoutRecords,
}

impl Planted {
    pub(crate) const ALL: [Self; 2] = [Self::DiskForgets, Self::PageWithoutRecords];
}

/// Somebody was told something at a door.
pub(crate) struct Answered {
    pub(crate) kiosk: usize,
    pub(crate) person: usize,
    pub(crate) verdict: VerdictName,
}

/// What happened.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) answered: usize,
    pub(crate) kiosks_killed: u64,
    pub(crate) hubs_killed: u64,
    pub(crate) hubs_ended: u64,
    /// How often a hub was away and its kiosks went on at another.
    pub(crate) moved: u64,
    servers_gone: u64,
    syncs: u64,
    pub(crate) syncs_failed: u64,
    spoiled: u64,
    records: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} answers at the doors, {} kiosks killed, {} hubs killed, {} ended, {} times another \
             hub in its place, {} times without PostgreSQL, {} requests spoiled, {} rounds and {} that failed; {} records at the hub, \
             none lost, none twice, no difference",
            self.answered,
            self.kiosks_killed,
            self.hubs_killed,
            self.hubs_ended,
            self.moved,
            self.servers_gone,
            self.spoiled,
            self.syncs,
            self.syncs_failed,
            self.records
        )
    }
}

/// What all threads share.
struct Venue {
    place: Place,
    /// The way to each hub. Kiosks are shared out among them.
    proxies: Vec<Proxy>,
    kiosks: Vec<Kiosk>,
    over: AtomicBool,
    answered: Mutex<Vec<Answered>>,
    kiosks_killed: AtomicU64,
    syncs: AtomicU64,
    syncs_failed: AtomicU64,
    planted: Option<Planted>,
}

/// Closes the doors when it goes.
struct Closing<'v>(&'v AtomicBool);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Lives for a while with so many hubs on one store, and looks.
pub(crate) fn live(
    seed: u64,
    place: Place,
    hubs: usize,
    time: Duration,
    planted: Option<Planted>,
) -> Result<Tally, String> {
    let mut chance = Chance::new(seed);
    place.fill(PEOPLE);
    let forger = (planted == Some(Planted::PageWithoutRecords)).then(|| key_of(&place));
    let proxies = (0..hubs).map(|_| Proxy::start(chance.any(), forger.clone())).collect();
    let kiosks = (1..=KIOSKS).map(|n| Kiosk::new(&format!("Door {n}"))).collect();
    let venue = Venue {
        place,
        proxies,
        kiosks,
        over: AtomicBool::new(false),
        answered: Mutex::default(),
        kiosks_killed: AtomicU64::new(0),
        syncs: AtomicU64::new(0),
        syncs_failed: AtomicU64::new(0),
        planted,
    };
    let mut hubs = Vec::new();
    for proxy in &venue.proxies {
        let hub = Hub::start_for_sure(&venue.place);
        proxy.lead_to(hub.port);
        hubs.push(hub);
    }
    for (nth, kiosk) in venue.kiosks.iter().enumerate() {
        let proxy = &venue.proxies[nth % venue.proxies.len()];
        kiosk.enrol(&venue.place.offer(&kiosk.name), &proxy.address());
    }
    let mut tally = Tally::default();
    thread::scope(|scope| {
        // Also when something here panics: the doors would stay open for ever.
        let _closing = Closing(&venue.over);
        for nth in 0..venue.kiosks.len() {
            let chance = Chance::new(chance.any());
            let venue = &venue;
            scope.spawn(move || venue.stand_at_a_door(nth, chance));
        }
        let until = Instant::now() + time;
        // On a busy machine it takes longer until every kiosk had to move.
        while Instant::now() < until || (hubs.len() > 1 && tally.moved < 2) {
            venue.something_goes_away(&mut hubs, &mut chance, &mut tally);
        }
    });
    venue.mend()?;
    // The one that is left knows everything.
    let hub = hubs.pop().ok_or("no hub")?;
    for other in hubs {
        if !other.end() {
            return Err("a hub did not end in good order".into());
        }
    }
    let answered = std::mem::take(&mut *venue.answered.lock().unwrap());
    look::look(&venue.place, hub, &venue.kiosks, &answered).map(|records| {
        let count = |of: &AtomicU64| of.load(Ordering::SeqCst);
        tally.answered = answered.len();
        tally.kiosks_killed = count(&venue.kiosks_killed);
        tally.syncs = count(&venue.syncs);
        tally.syncs_failed = count(&venue.syncs_failed);
        tally.spoiled = venue.proxies.iter().map(Proxy::spoiled).sum();
        tally.records = records;
        tally
    })
}

/// The hub's own key, which a forger would need.
fn key_of(place: &Place) -> DeviceKey {
    let entropy = Box::new(|_: &mut [u8]| panic!("the hub is there already"));
    let entropy: parvis_hub::store::Entropy = entropy;
    let birth = Birth { rehearsal: true, name: String::new(), entropy };
    let store = SqliteStore::open(&place.data(), birth).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    DeviceKey::from_seed(&runtime.block_on(store.identity()).unwrap().seed)
}

impl Venue {
    fn stand_at_a_door(&self, nth: usize, mut chance: Chance) {
        let kiosk = &self.kiosks[nth];
        while !self.over.load(Ordering::SeqCst) {
            let kill = match chance.below(8) {
                0 => Kill::WhenTold,
                1 | 2 => Kill::After(Duration::from_millis(chance.below(120))),
                _ => Kill::Never,
            };
            self.kiosks_killed.fetch_add(u64::from(kill != Kill::Never), Ordering::SeqCst);
            if chance.one_in(3) {
                let ended = kiosk.sync(kill);
                self.syncs.fetch_add(1, Ordering::SeqCst);
                if kill == Kill::Never && ended.code != Some(0) {
                    self.syncs_failed.fetch_add(1, Ordering::SeqCst);
                }
                continue;
            }
            let forgets = self.planted == Some(Planted::DiskForgets) && chance.one_in(4);
            let (data, before) = (kiosk.data(), kiosk.data().with_extension("before"));
            if forgets {
                copy(&data, &before);
            }
            let person = chance.place(PEOPLE);
            if let Some(verdict) = kiosk.check_in(&people::code(person), kill) {
                self.answered.lock().unwrap().push(Answered { kiosk: nth, person, verdict });
            }
            if forgets {
                copy(&before, &data);
            }
        }
    }

    /// A hub is killed or ended, their database goes, or the network changes its mood.
    fn something_goes_away(&self, hubs: &mut [Hub], chance: &mut Chance, tally: &mut Tally) {
        for proxy in &self.proxies {
            proxy.spoil_one_in([2, 3, 6][chance.place(3)]);
        }
        thread::sleep(Duration::from_millis(200 + chance.below(900)));
        let nth = chance.place(hubs.len());
        let kind = match (tally.hubs_killed, tally.hubs_ended) {
            (0, _) => 0,
            // Both have to happen where kiosks move from hub to hub.
            (_, 0) if hubs.len() > 1 => 3,
            _ => chance.below(6),
        };
        match (kind, self.place.cluster()) {
            (0..3, _) => tally.hubs_killed += 1,
            (3, _) => tally.hubs_ended += 1,
            (_, Some(cluster)) => {
                tally.servers_gone += 1;
                match chance.one_in(2) {
                    true => cluster.stop().unwrap(),
                    false => cluster.kill().unwrap(),
                }
                thread::sleep(Duration::from_millis(chance.below(800)));
                // The hubs stay, and find their way back by themselves.
                return cluster.start_again().unwrap();
            }
            _ => return,
        }
        hubs[nth].go(kind == 3);
        if let Some(other) = hubs.iter().enumerate().find(|(other, _)| *other != nth) {
            tally.moved += 1;
            self.proxies[nth].lead_to(other.1.port);
            thread::sleep(Duration::from_millis(500 + chance.below(1_000)));
        } else {
            thread::sleep(Duration::from_millis(chance.below(400)));
        }
        hubs[nth] = Hub::start_for_sure(&self.place);
        self.proxies[nth].lead_to(hubs[nth].port);
    }

    /// Everything is well again: every kiosk sends what it has, and learns what the others had.
    fn mend(&self) -> Result<(), String> {
        for proxy in &self.proxies {
            proxy.spoil_one_in(0);
        }
        for _ in 0..2 {
            for kiosk in &self.kiosks {
                let mut last = String::new();
                let well = (0..TRIES).any(|_| {
                    let ended = kiosk.sync(Kill::Never);
                    last = ended.said;
                    ended.code == Some(0)
                });
                if !well {
                    return Err(format!("{} does not come in step: {last}", kiosk.name));
                }
            }
        }
        Ok(())
    }
}
