//! Days in memory, see `parvis_venue::memory`; and many of both kinds, for `make soak`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests stop where something is wrong, and say what they saw"
)]

use std::time::Duration;

use parvis_testkit::many::{Many, Tally as _, Until, number, unused_seed};
use parvis_venue::day::live;
use parvis_venue::memory::{MemoryBug, MemoryTally, live_in_memory};
use tokio::runtime::{Builder, Runtime};

/// How many days are lived in `make test`.
const DAYS: u64 = 25;
/// How many days a planted mistake has to be noticed in.
const BUG_DAYS: u64 = 60;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
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

/// `PARVIS_SOAK_DAYS` on real stores and `PARVIS_SOAK_MEMORY_DAYS` in memory, from `PARVIS_SEED` on.
#[test]
#[ignore = "it goes on for long: make soak"]
fn soak() {
    let first = number("PARVIS_SEED").unwrap_or_else(unused_seed);
    let many = |days| {
        let until = Until { count: Some(days), ..Until::default() };
        Many { first, until, tells: Some(Duration::from_secs(30)) }
    };
    let in_memory = many(number("PARVIS_SOAK_MEMORY_DAYS").unwrap_or(2_000)).live(|| {
        let runtime = runtime();
        move |seed| runtime.block_on(live_in_memory(seed, None))
    });
    println!("from seed {first}: {in_memory}");
    let on_disks = many(number("PARVIS_SOAK_DAYS").unwrap_or(100)).live(|| {
        let runtime = runtime();
        move |seed| runtime.block_on(live(seed, None))
    });
    println!("from seed {first}: {on_disks}");
    assert!(in_memory.broken.is_empty() && on_disks.broken.is_empty());
}
