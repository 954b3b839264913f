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
mod look;
mod planted;

use std::time::Duration;

use expected::Broken;
use life::{Plan, Tally, live};
use parvis_testkit::many::{Many, Seen, Until, number, unused_seed};

/// Lives to an ordinary run of the tests, each with four power cuts and some more beside it.
const LIVES: u64 = 60;

/// How often a long run says how far it is.
const OFTEN: Duration = Duration::from_secs(30);

fn run(plan: Plan, many: Many) -> Seen<Tally, Broken> {
    many.live(|| move |seed| live(seed, plan))
}

#[test]
fn what_was_acknowledged_survives_power_cuts_full_disks_and_failing_ones() {
    // Fewer moments beside them than in a long run, for more lives.
    let seen = run(Plan { moments: 160, ..Plan::usual() }, Many::lives(0, LIVES));
    assert!(seen.broken.is_empty(), "{:?}", seen.broken);
    assert_eq!(seen.tally.cuts, LIVES * 4);
    assert!(seen.tally.beside > LIVES * 4, "{:?}", seen.tally);
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
fn looking_beside_a_life_changes_nothing_in_it() {
    for seed in [3, 4, 5] {
        let alone = live(seed, Plan { moments: 0, ..Plan::usual() }).unwrap();
        let life = live(seed, Plan::usual()).unwrap();
        assert!(alone.beside == 0 && life.beside > 0, "{life:?}");
        assert_eq!(Tally { beside: 0, ..life }, alone);
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
    let first = number("PARVIS_SEED").unwrap_or_else(unused_seed);
    let count = number("PARVIS_SOAK_CUTS");
    let seconds = number("PARVIS_SOAK_SECONDS").or(count.is_none().then_some(600));
    let until = Until { count, time: seconds.map(Duration::from_secs), ..Until::default() };
    let seen = run(Plan::usual(), Many { first, until, tells: Some(OFTEN) });
    println!("power cuts from seed {first}: {seen}");
    for (seed, broken) in &seen.broken {
        println!("  PARVIS_SEED={seed}  {broken}");
    }
    let forgetful = Plan { forgets: true, moments: 0, ..Plan::usual() };
    let known = run(forgetful, Many::lives(first, 1_000));
    println!("where failed syncs forget what was written (a known limit): {known}");
    let missed = planted::all().into_iter().filter(|planted| {
        let caught = run(planted.plan, Many::lives(first, 100)).broken.len();
        println!("planted: {}: caught in {caught} of 100 lives", planted.name);
        caught == 0
    });
    assert_eq!(missed.count(), 0, "a planted fault was not caught");
    assert!(seen.broken.is_empty());
}
