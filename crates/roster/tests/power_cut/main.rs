//! The power goes at any moment, again and again: what was acknowledged is there, whole.
//!
//! Each life of a kiosk follows from a seed. To see one of them again:
//! `PARVIS_SEED=17 cargo test -p parvis-roster --test power_cut -- --ignored one_life`. How it goes
//! on for hours: `make soak`. What it is good for: `docs/reliability.md`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]
#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of a type with a lifetime is not general enough where a closure is"
)]
#![allow(clippy::print_stdout, reason = "figures are for whoever runs it")]

mod deeds;
mod expected;
mod facts;
mod life;
mod many;
mod planted;

use std::time::Duration;

use life::{Plan, live};
use many::{Until, number, run};

/// Lives to an ordinary run of the tests, each with four power cuts.
const LIVES: u64 = 90;

#[test]
fn what_was_acknowledged_survives_power_cuts_full_disks_and_failing_ones() {
    let seen = run(Plan::usual(), 0, Until::Lives(LIVES));
    assert!(seen.broken.is_empty(), "{:?}", seen.broken);
    assert_eq!(seen.tally.cuts, LIVES * 4);
    // It is no proof where nothing was at stake.
    assert!(seen.tally.acknowledged > LIVES * 20, "{:?}", seen.tally);
    assert!(seen.tally.refused > LIVES, "{:?}", seen.tally);
}

#[test]
fn the_same_seed_is_the_same_life() {
    for seed in [3, 4, 5] {
        assert_eq!(live(seed, Plan::usual()), live(seed, Plan::usual()));
    }
}

#[test]
#[ignore = "for one seed at a time, in PARVIS_SEED"]
fn one_life() {
    match live(number("PARVIS_SEED").unwrap_or(0), Plan::usual()) {
        Ok(tally) => println!("{tally:?}"),
        Err(broken) => panic!("{broken}"),
    }
}

/// For `PARVIS_SOAK_CUTS` power cuts or `PARVIS_SOAK_SECONDS`, from the seed `PARVIS_SEED` on.
#[test]
#[ignore = "it goes on for long: make soak"]
fn soak() {
    let first = number("PARVIS_SEED").unwrap_or_else(many::never_the_same);
    let until = match (number("PARVIS_SOAK_CUTS"), number("PARVIS_SOAK_SECONDS")) {
        (Some(cuts), _) => Until::Lives(cuts.div_ceil(u64::from(Plan::usual().cuts))),
        (None, seconds) => Until::Passed(Duration::from_secs(seconds.unwrap_or(600))),
    };
    let seen = run(Plan::usual(), first, until);
    println!("power cuts from seed {first}: {seen}");
    for (seed, broken) in &seen.broken {
        println!("  PARVIS_SEED={seed}  {broken}");
    }
    let forgetful = Plan { forgets: true, ..Plan::usual() };
    let known = run(forgetful, first, Until::Lives(1_000));
    println!("where failed syncs forget what was written (a known limit): {known}");
    let missed = planted::all().into_iter().filter(|planted| {
        let caught = run(planted.plan, first, Until::Lives(100)).broken.len();
        println!("planted: {}: caught in {caught} of 100 lives", planted.name);
        caught == 0
    });
    assert_eq!(missed.count(), 0, "a planted fault was not caught");
    assert!(seen.broken.is_empty());
}
