//! The real programs: kiosks and a hub as processes that are killed at any moment, PostgreSQL
//! stopped and started, and a network between them that is slow and lies. When it is over, all
//! that anybody was answered is at the hub exactly once, and all copies are equal.
//!
//! `PARVIS_SOAK_PROGRAMS=600 cargo test -p parvis --test programs soak -- --ignored --nocapture`
//! goes on for so many seconds on either store; `PARVIS_SEED` says from which seed. What processes
//! do follows from no seed: it says only what is tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where something is wrong"
)]
#![allow(clippy::print_stdout, reason = "figures are for whoever runs it")]

mod hub;
mod kiosk;
mod look;
mod proxy;
mod request;
mod venue;

use std::time::Duration;

use hub::Place;
use venue::{Planted, live};

/// How long an ordinary run of the tests lives on each store.
const SHORT: Duration = Duration::from_secs(6);
/// How long a planted mistake has time to break something.
const PLANTED: Duration = Duration::from_secs(4);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn goes_well(seed: u64, place: Place, time: Duration) {
    match live(seed, place, time, None) {
        Ok(tally) => {
            println!("{tally}");
            // It is no proof where nothing was at stake.
            assert!(tally.answered > 0 && tally.kiosks_killed > 0, "{tally}");
            assert!(tally.hubs_killed > 0 && tally.syncs_failed > 0, "{tally}");
        }
        Err(broken) => panic!("seed {seed}: {broken}"),
    }
}

#[test]
fn killed_kiosks_and_a_killed_hub_lose_nothing() {
    goes_well(1, Place::folder(), SHORT);
}

#[test]
fn nothing_is_lost_when_postgresql_goes_away_as_well() {
    goes_well(2, Place::postgres(), SHORT);
}

#[test]
fn planted_mistakes_are_noticed() {
    for planted in Planted::ALL {
        // What processes do is chance: a second try is allowed, a third is not.
        let noticed = (3..5).find_map(|seed| {
            live(seed, Place::folder(), PLANTED, Some(planted)).err().map(|what| (seed, what))
        });
        match noticed {
            Some((_, what)) => println!("{planted:?}: noticed: {what}"),
            None => panic!("{planted:?} was not noticed"),
        }
    }
}

#[test]
#[ignore = "it goes on for long: make soak"]
fn soak() {
    let time = Duration::from_secs(number("PARVIS_SOAK_PROGRAMS").unwrap_or(120));
    let seed = number("PARVIS_SEED").unwrap_or(100);
    goes_well(seed, Place::folder(), time);
    goes_well(seed + 1, Place::postgres(), time);
}
