//! The power goes at any moment under the hub's SQLite store: what was acknowledged is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parvis_hub::store::{SqliteStore, Store};
use parvis_testkit::Chance;
use parvis_testkit::disk::{Disk, Fault};

use crate::ground::birth;
use crate::people::{at, device, hall, import, ticket};
use crate::series::Door;
use parvis_domain::fact::Fact;

/// How often the power goes in one life.
const CUTS: u64 = 4;
/// Lives to an ordinary run of the tests.
const LIVES: u64 = 60;
/// In how few lives a planted fault must be caught.
const SOON: u64 = 12;

/// What a life is lived with.
#[derive(Debug, Clone, Copy, Default)]
struct Plan {
    fault: Fault,
    /// Planted: acknowledged before the store has answered.
    answers_early: bool,
}

/// One hub's life; gives how many records were acknowledged, or what was not kept.
async fn live(seed: u64, plan: Plan) -> Result<u64, String> {
    let mut chance = Chance::new(seed);
    let disk = Disk::new(seed);
    disk.plant(plan.fault);
    let open = || SqliteStore::open_on(Arc::new(disk.clone()), disk.folder(), birth(false));
    let mut door = Door::new(device(1), 1, None);
    let (mut acknowledged, mut appended, mut guests) = (0, 0, 0);
    for _ in 0..CUTS {
        disk.cut_after(1 + chance.below(160));
        if let Ok(store) = open() {
            let held = store.ends(device(1)).await.ok().and_then(|ends| ends.first().copied());
            let mut last = held.map_or(0, |end| usize::try_from(end.seq).unwrap_or(0));
            while disk.has_power() {
                match chance.below(12) {
                    0 => {
                        let lease =
                            Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
                        appended += u64::from(store.append(lease, at(1)).await.is_ok());
                        continue;
                    }
                    1 => {
                        let more = format!("CODE{guests}");
                        let taken = import(&store, "day", false, &[(&more, "Guest")]).await;
                        guests += u64::from(taken.is_ok());
                        continue;
                    }
                    _ => {}
                }
                let next = last + 1 + chance.place(3);
                while door.records.len() < next {
                    let n = u8::try_from(chance.below(9)).unwrap_or(0);
                    door.admits(i64::try_from(door.records.len()).unwrap_or(0), ticket(n));
                }
                if plan.answers_early {
                    acknowledged = next as u64;
                }
                match store.take(door.some(last + 1, next)).await {
                    Ok(_) => {
                        last = next;
                        acknowledged = acknowledged.max(last as u64);
                    }
                    Err(_) => break,
                }
            }
        }
        if disk.has_power() {
            disk.cut();
        }
        disk.power_on();
        look(&open, &door, (acknowledged, appended, guests)).await?;
    }
    Ok(acknowledged + appended + guests)
}

async fn look(
    open: &impl Fn() -> parvis_hub::store::Result<SqliteStore>,
    door: &Door,
    (acknowledged, appended, guests): (u64, u64, u64),
) -> Result<(), String> {
    let text = |error: parvis_hub::store::StoreError| error.to_string();
    let store = open().map_err(|error| format!("it does not open: {error}"))?;
    let end = store.ends(device(1)).await.map_err(text)?;
    let end = end.first().map_or(0, |end| end.seq);
    if end < acknowledged || end > door.records.len() as u64 {
        return Err(format!("{end} of {acknowledged} records"));
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

/// Lives lives on all processors until it is told to stop; gives how many, what was acknowledged,
/// and what was not kept.
fn lives(first: u64, plan: Plan, goes_on: impl Fn(u64) -> bool + Sync) -> (u64, u64, Vec<String>) {
    let next = AtomicU64::new(0);
    let some = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (mut lived, mut acknowledged, mut broken) = (0, 0, Vec::new());
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if !goes_on(nth) {
                return (lived, acknowledged, broken);
            }
            lived += 1;
            let seed = first.wrapping_add(nth);
            match runtime.block_on(live(seed, plan)) {
                Ok(of_life) => acknowledged += of_life,
                Err(how) => broken.push(format!("seed {seed}: {how}")),
            }
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(some)).collect();
        threads.into_iter().fold((0, 0, Vec::new()), |mut all, thread| {
            let (lived, acknowledged, broken) = thread.join().unwrap();
            all.2.extend(broken);
            (all.0 + lived, all.1 + acknowledged, all.2)
        })
    })
}

#[test]
fn what_was_acknowledged_is_there_after_a_power_cut() {
    let (lived, acknowledged, broken) = lives(0, Plan::default(), |nth| nth < LIVES);
    assert_eq!(broken, Vec::<String>::new());
    assert_eq!(lived, LIVES);
    // It is no proof where nothing was at stake.
    assert!(acknowledged > LIVES * 10, "{acknowledged}");
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
        let (_, _, broken) = lives(0, plan, |nth| nth < SOON);
        assert!(!broken.is_empty(), "{name}: not caught in {SOON} lives");
    }
}

/// For `PARVIS_SOAK_CUTS` power cuts or `PARVIS_SOAK_SECONDS`, from the seed `PARVIS_SEED` on.
#[test]
#[ignore = "it goes on for long: make soak"]
#[allow(clippy::print_stdout, reason = "figures are for whoever runs it")]
fn soak() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let first = number("PARVIS_SEED").unwrap_or_else(|| u64::from(std::process::id()) << 32);
    let time = Duration::from_secs(number("PARVIS_SOAK_SECONDS").unwrap_or(60));
    let (began, wanted) = (Instant::now(), number("PARVIS_SOAK_CUTS"));
    let (lived, acknowledged, broken) = lives(first, Plan::default(), |nth| match wanted {
        Some(cuts) => nth * CUTS < cuts,
        None => began.elapsed() < time,
    });
    let seconds = began.elapsed().as_secs();
    let cuts = lived * CUTS;
    println!(
        "power cuts under the hub's store from seed {first}: {cuts} cuts, {acknowledged} \
         acknowledged, {} lives broken; {} cuts/s over {seconds} s",
        broken.len(),
        cuts / seconds.max(1)
    );
    for (name, plan) in planted() {
        let caught = lives(first, plan, |nth| nth < 100).2.len();
        println!("planted under the hub: {name}: caught in {caught} of 100 lives");
        assert!(caught > 0, "{name} was not caught");
    }
    assert_eq!(broken, Vec::<String>::new());
}
