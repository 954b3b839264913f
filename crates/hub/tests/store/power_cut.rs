//! The power goes at any moment under the hub's SQLite store: what was acknowledged is there.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use parvis_domain::fact::Fact;
use parvis_hub::store::{Birth, SqliteStore, Store, StoreError};
use parvis_testkit::Chance;
use parvis_testkit::disk::{Disk, Fault};
use parvis_testkit::many::{self, Many, Seen, Until, number, unused_seed};

use crate::people::{at, device, hall, import, ticket};
use crate::series::Door;

/// How often the power goes in one life.
const CUTS: u64 = 4;
/// One in so many steps of the disk is looked at as if the power had gone with it, too.
const MOMENTS: u64 = 30;
/// Lives to an ordinary run of the tests.
const LIVES: u64 = 40;
/// In how few lives a planted fault must be caught.
const SOON: u64 = 12;
/// How often a long run says how far it is.
const OFTEN: Duration = Duration::from_secs(30);

/// What a life is lived with.
#[derive(Debug, Clone, Copy, Default)]
struct Plan {
    fault: Fault,
    /// Planted: acknowledged before the store has answered.
    answers_early: bool,
}

/// What happened in lives.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Power cuts after which the life went on.
    cuts: u64,
    /// Others that might have been, with another disk for each.
    beside: u64,
    acknowledged: u64,
}

impl many::Tally for Tally {
    fn add(&mut self, more: Self) {
        self.cuts += more.cuts;
        self.beside += more.beside;
        self.acknowledged += more.acknowledged;
    }

    fn count(&self) -> u64 {
        self.cuts + self.beside
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cuts, beside, acknowledged } = self;
        write!(f, "{} cuts ({cuts} in a row), {acknowledged} acknowledged", cuts + beside)
    }
}

/// What was acknowledged.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    records: u64,
    appended: u64,
    guests: u64,
}

/// One hub, its disk, and the door whose records it takes.
struct Life {
    plan: Plan,
    chance: Chance,
    disk: Disk,
    door: Door,
    kept: Kept,
    tally: Tally,
    /// For what is looked at beside this life, and changes nothing in it.
    beside: Chance,
}

/// One hub's life; gives what happened, or what was not kept.
async fn live(seed: u64, plan: Plan) -> Result<Tally, String> {
    let disk = Disk::new(seed);
    disk.plant(plan.fault);
    disk.note_moments(!seed, MOMENTS);
    let mut life = Life {
        plan,
        chance: Chance::new(seed),
        disk,
        door: Door::new(device(1), 1, None),
        kept: Kept::default(),
        tally: Tally::default(),
        beside: Chance::new(!seed),
    };
    for _ in 0..CUTS {
        life.until_cut().await?;
    }
    let Kept { records, appended, guests } = life.kept;
    Ok(Tally { acknowledged: records + appended + guests, ..life.tally })
}

fn open(disk: &Disk, chance: &mut Chance) -> Result<SqliteStore, StoreError> {
    let mut own = Chance::new(chance.any());
    let entropy = Box::new(move |buffer: &mut [u8]| own.fill(buffer));
    let birth = Birth { rehearsal: false, name: "Hub".into(), entropy };
    SqliteStore::open_on(Arc::new(disk.clone()), disk.folder(), birth)
}

impl Life {
    /// Lives on until the power goes, and looks what is left.
    async fn until_cut(&mut self) -> Result<(), String> {
        self.disk.cut_after(1 + self.chance.below(160));
        if let Ok(store) = open(&self.disk, &mut self.chance) {
            let held = store.ends(device(1)).await.ok().and_then(|ends| ends.first().copied());
            let mut last = held.map_or(0, |end| usize::try_from(end.seq).unwrap_or(0));
            while self.disk.has_power() {
                let done = self.deed(&store, last).await;
                self.look_beside().await?;
                match done {
                    Some((kept, taken)) => (self.kept, last) = (kept, taken),
                    None => break,
                }
            }
        }
        self.look_beside().await?;
        if self.disk.has_power() {
            self.disk.cut();
        }
        self.disk.power_on();
        self.tally.cuts += 1;
        let opened = open(&self.disk, &mut self.chance);
        look(opened, &self.door, self.kept).await
    }

    /// Takes records, appends or imports; gives what is acknowledged now, and how far the records
    /// were taken. `None` when records were refused.
    async fn deed(&mut self, store: &SqliteStore, last: usize) -> Option<(Kept, usize)> {
        let mut kept = self.kept;
        match self.chance.below(12) {
            0 => {
                let lease = Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
                kept.appended += u64::from(store.append(lease, at(1)).await.is_ok());
                return Some((kept, last));
            }
            1 => {
                let more = format!("CODE{}", kept.guests);
                let taken = import(store, "day", false, &[(&more, "Guest")]).await;
                kept.guests += u64::from(taken.is_ok());
                return Some((kept, last));
            }
            _ => {}
        }
        let next = last + 1 + self.chance.place(3);
        while self.door.records.len() < next {
            let n = u8::try_from(self.chance.below(9)).unwrap_or(0);
            self.door.admits(i64::try_from(self.door.records.len()).unwrap_or(0), ticket(n));
        }
        if self.plan.answers_early {
            self.kept.records = next as u64;
        }
        store.take(self.door.some(last + 1, next)).await.ok()?;
        kept.records = self.kept.records.max(next as u64);
        Some((kept, next))
    }

    /// The power might as well have gone at the moments that the disk has noted.
    async fn look_beside(&mut self) -> Result<(), String> {
        for moment in self.disk.moments() {
            let disk = moment.cut(self.beside.any());
            let opened = open(&disk, &mut self.beside);
            look(opened, &self.door, self.kept).await?;
            self.tally.beside += 1;
        }
        Ok(())
    }
}

async fn look(
    opened: Result<SqliteStore, StoreError>,
    door: &Door,
    Kept { records, appended, guests }: Kept,
) -> Result<(), String> {
    let text = |error: StoreError| error.to_string();
    let store = opened.map_err(|error| format!("it does not open: {error}"))?;
    let end = store.ends(device(1)).await.map_err(text)?;
    let end = end.first().map_or(0, |end| end.seq);
    if end < records || end > door.records.len() as u64 {
        return Err(format!("{end} of {records} records"));
    }
    let own = store.identity().await.map_err(text)?.device;
    let own: u64 = store.ends(own).await.map_err(text)?.iter().map(|end| end.seq).sum();
    if own < appended {
        return Err(format!("{own} of {appended} facts of the hub's own"));
    }
    let counts = store.counts().await.map_err(text)?;
    let listed = counts.first().map_or(0, |count| count.tickets);
    if listed < guests || listed > guests + 1 {
        return Err(format!("{listed} of {guests} guests"));
    }
    let findings = store.check().await.map_err(text)?;
    if findings.is_empty() { Ok(()) } else { Err(format!("{findings:?}")) }
}

fn run(plan: Plan, many: Many) -> Seen<Tally, String> {
    many.live(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        move |seed| runtime.block_on(live(seed, plan))
    })
}

#[test]
fn what_was_acknowledged_is_there_after_a_power_cut() {
    let seen = run(Plan::default(), Many::lives(0, LIVES));
    assert_eq!(seen.broken, Vec::new());
    assert_eq!(seen.tally.cuts, LIVES * CUTS);
    // It is no proof where nothing was at stake.
    assert!(seen.tally.acknowledged > LIVES * 10, "{:?}", seen.tally);
    assert!(seen.tally.beside > LIVES * 4, "{:?}", seen.tally);
}

#[test]
fn the_same_seed_is_the_same_life() {
    let once = run(Plan::default(), Many::lives(5, 2)).tally;
    assert_eq!(once, run(Plan::default(), Many::lives(5, 2)).tally);
}

fn planted() -> [(&'static str, Plan); 5] {
    let disk = |fault| Plan { fault, answers_early: false };
    [
        ("synchronous=NORMAL", disk(Fault::LogLate)),
        ("a log that is never synced", disk(Fault::LogNever)),
        ("a checkpoint that is answered before it is synced", disk(Fault::FileNever)),
        ("a disk that lies about every sync", disk(Fault::NothingEver)),
        ("an answer before COMMIT has returned", Plan { answers_early: true, ..Plan::default() }),
    ]
}

#[test]
fn every_planted_fault_is_caught_soon() {
    for (name, plan) in planted() {
        let broken = run(plan, Many::lives(0, SOON)).broken;
        assert!(!broken.is_empty(), "{name}: not caught in {SOON} lives");
    }
}

/// For `PARVIS_SOAK_CUTS` power cuts or `PARVIS_SOAK_SECONDS`, from the seed `PARVIS_SEED` on.
#[test]
#[ignore = "it goes on for long: make soak"]
#[allow(clippy::print_stdout, reason = "figures are for whoever runs it")]
fn soak() {
    let first = number("PARVIS_SEED").unwrap_or_else(unused_seed);
    let count = number("PARVIS_SOAK_CUTS");
    let seconds = number("PARVIS_SOAK_SECONDS").or(count.is_none().then_some(60));
    let until = Until { count, time: seconds.map(Duration::from_secs), ..Until::default() };
    let seen = run(Plan::default(), Many { first, until, tells: Some(OFTEN) });
    println!("power cuts under the hub's store from seed {first}: {seen}");
    for (name, plan) in planted() {
        let caught = run(plan, Many::lives(first, 100)).broken.len();
        println!("planted under the hub: {name}: caught in {caught} of 100 lives");
        assert!(caught > 0, "{name} was not caught");
    }
    assert_eq!(seen.broken, Vec::new());
}
