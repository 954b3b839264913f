//! Simulated days, see `parvis_venue::day`. More of them: `make soak`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests stop where something is wrong, and say what they saw"
)]

use std::time::Instant;

use parvis_testkit::many::{Tally as _, number};
use parvis_venue::day::{Bug, Tally, live};
use tokio::runtime::{Builder, Runtime};

/// How many days are lived in `make test`.
const DAYS: u64 = 8;
/// How many days a planted bug has to be caught in.
const BUG_DAYS: u64 = 14;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn days_end_with_nothing_lost_and_all_copies_equal() {
    let (runtime, began) = (runtime(), Instant::now());
    let first = number("PARVIS_SEED").unwrap_or(1);
    let days = number("PARVIS_SOAK_DAYS").unwrap_or(DAYS);
    let mut tally = Tally::default();
    for seed in first..first + days {
        match runtime.block_on(live(seed, None)) {
            Ok(day) => tally.add(day),
            Err(broken) => panic!("seed {seed}: {broken}"),
        }
    }
    println!("{tally:?} in {:.0?}", began.elapsed());
    assert!(tally.doubles > 0 && tally.cuts > 0 && tally.broken_off > 0, "{tally:?}");
    assert!(tally.followed > 0 && tally.righted > 0 && tally.given_back > 0, "{tally:?}");
}

#[test]
fn every_planted_bug_is_caught() {
    let runtime = runtime();
    let mut missed = Vec::new();
    for bug in Bug::ALL {
        let mut days = 1..=BUG_DAYS;
        let caught =
            days.find_map(|seed| Some((seed, runtime.block_on(live(seed, Some(bug))).err()?)));
        match caught {
            Some((day, broken)) => println!("{bug:?}: caught on day {day}: {broken}"),
            None => missed.push(bug),
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
}

#[test]
fn answers_that_were_made_up_are_healed() {
    let runtime = runtime();
    for bug in Bug::HEALED {
        for seed in 1..=2 {
            assert_eq!(runtime.block_on(live(seed, Some(bug))).err(), None, "{bug:?}");
        }
    }
}

#[test]
fn a_seed_gives_the_same_day_again() {
    let runtime = runtime();
    for seed in [3, 17] {
        let once = runtime.block_on(live(seed, None));
        assert_eq!(once, runtime.block_on(live(seed, None)), "seed {seed}");
    }
}
