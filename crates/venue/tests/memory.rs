//! Days in memory, see `parvis_venue::memory`; and many of both kinds, for `make soak`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests stop where something is wrong, and say what they saw"
)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use parvis_venue::day::{Tally, live};
use parvis_venue::memory::{MemoryBug, MemoryTally, live_in_memory};
use tokio::runtime::{Builder, Runtime};

/// How many days are lived in `make test`.
const DAYS: u64 = 25;
/// How many days a planted mistake has to be noticed in.
const BUG_DAYS: u64 = 60;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn days_in_memory_end_with_all_copies_equal() {
    let (runtime, mut tally) = (runtime(), MemoryTally::default());
    for seed in 1..=DAYS {
        match runtime.block_on(live_in_memory(seed, None)) {
            Ok(day) => tally.add(day),
            Err(broken) => panic!("seed {seed}: {broken}"),
        }
    }
    println!("{tally:?}");
    assert!(tally.doubles > 0 && tally.broken_off > 0 && tally.records > DAYS * 50, "{tally:?}");
    assert!(tally.followed > DAYS, "{tally:?}");
}

#[test]
fn every_mistake_planted_in_memory_is_noticed() {
    let runtime = runtime();
    let mut missed = Vec::new();
    for bug in MemoryBug::ALL {
        let noticed = (1..=BUG_DAYS).find_map(|seed| {
            let broken = runtime.block_on(live_in_memory(seed, Some(bug))).err()?;
            Some((seed, broken))
        });
        match noticed {
            Some((day, broken)) => println!("{bug:?}: noticed on day {day}: {broken}"),
            None => missed.push(bug),
        }
    }
    assert!(missed.is_empty(), "not noticed: {missed:?}");
}

#[test]
fn a_seed_gives_the_same_day_in_memory_again() {
    let runtime = runtime();
    let once = runtime.block_on(live_in_memory(5, None));
    assert_eq!(once, runtime.block_on(live_in_memory(5, None)));
}

/// Lives days on all processors; gives how many seconds it took, and what was broken.
fn many(
    days: u64,
    first: u64,
    live: impl Fn(&Runtime, u64) -> Result<(), String> + Sync,
) -> (Duration, Vec<String>) {
    let (began, next, broken) = (Instant::now(), AtomicU64::new(0), Mutex::new(Vec::new()));
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                let runtime = runtime();
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= days {
                        return;
                    }
                    let seed = first.wrapping_add(nth);
                    if let Err(how) = live(&runtime, seed) {
                        broken.lock().unwrap().push(format!("PARVIS_SEED={seed}  {how}"));
                    }
                }
            });
        }
    });
    (began.elapsed(), broken.into_inner().unwrap())
}

fn say(
    what: &str,
    days: u64,
    first: u64,
    tally: &dyn std::fmt::Debug,
    took: Duration,
    broken: &[String],
) {
    let seconds = took.as_secs_f64();
    let rate = f64::from(u32::try_from(days).unwrap_or(u32::MAX)) / seconds;
    println!(
        "{what} from seed {first}: {days} days, {} broken; {rate:.1} days/s over {seconds:.0} s; {tally:?}",
        broken.len()
    );
    broken.iter().for_each(|how| println!("  {how}"));
}

/// `PARVIS_SOAK_DAYS` on real stores and `PARVIS_SOAK_MEMORY_DAYS` in memory, from `PARVIS_SEED` on.
#[test]
#[ignore = "it goes on for long: make soak"]
fn soak() {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let first = number("PARVIS_SEED").unwrap_or(since * 1_000_000);
    let days = number("PARVIS_SOAK_MEMORY_DAYS").unwrap_or(2_000);
    let tally = Mutex::new(MemoryTally::default());
    let (took, in_memory) = many(days, first, |runtime, seed| {
        let day = runtime.block_on(live_in_memory(seed, None))?;
        tally.lock().unwrap().add(day);
        Ok(())
    });
    say("days in memory", days, first, &tally.lock().unwrap(), took, &in_memory);
    let days = number("PARVIS_SOAK_DAYS").unwrap_or(100);
    let tally = Mutex::new(Tally::default());
    let (took, on_disks) = many(days, first, |runtime, seed| {
        let day = runtime.block_on(live(seed, None)).map_err(|broken| broken.to_string())?;
        tally.lock().unwrap().add(day);
        Ok(())
    });
    say("days on real stores", days, first, &tally.lock().unwrap(), took, &on_disks);
    assert!(in_memory.is_empty() && on_disks.is_empty());
}
