//! The real programs: kiosks and a hub as processes that are killed at any moment, PostgreSQL
//! stopped and started, and a network between them that is slow and lies. When it is over, all
//! that anybody was answered is at the hub exactly once, and all copies are equal.
//!
//! `PARVIS_SOAK_PROGRAMS=600 cargo test -p parvis --test programs soak -- --ignored --nocapture`
//! goes on for so many seconds on either store, and with several hubs on PostgreSQL; `PARVIS_SEED`
//! says from which seed. What processes do follows from no seed: it says only what is tried.
//! `PARVIS_SOAK_OUTAGE=600 cargo test -p parvis --test programs outage -- --ignored --nocapture`
//! takes PostgreSQL away for so long. `PARVIS_PROGRAMS` names a folder with other programs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where something is wrong"
)]
#![allow(clippy::print_stdout, reason = "figures are for whoever runs it")]

#[path = "../stage/browser.rs"]
mod browser;
mod hub;
mod keeping;
mod kiosk;
mod live;
mod logs;
mod look;
mod outage;
mod proxy;
mod request;
mod several;
mod tls;
mod venue;

use std::path::{Path, PathBuf};
use std::time::Duration;

use hub::Place;
use venue::{Planted, live};

/// How long an ordinary run of the tests lives on each store.
const SHORT: Duration = Duration::from_secs(6);
/// How long PostgreSQL is gone in an ordinary run.
const OUTAGE: Duration = Duration::from_secs(10);
/// How long a planted mistake has time to break something.
const PLANTED: Duration = Duration::from_secs(4);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A program: of `PARVIS_PROGRAMS`, a folder, or else where the tests are built.
fn program(name: &str) -> PathBuf {
    let built = || Path::new(env!("CARGO_BIN_EXE_parvis")).parent().map(Path::to_owned);
    let folder = std::env::var_os("PARVIS_PROGRAMS").map(PathBuf::from).or_else(built);
    let program = folder.unwrap_or_default().join(name);
    assert!(
        program.is_file(),
        "{name} is not built; “cargo test --workspace” does it, and so does “cargo build \
         --package parvis-hub”"
    );
    program
}

fn goes_well(seed: u64, place: Place, hubs: usize, time: Duration) {
    match live(seed, place, hubs, time, None) {
        Ok(tally) => {
            println!("{tally}");
            // It is no proof where nothing was at stake.
            assert!(tally.answered > 0 && tally.kiosks_killed > 0, "{tally}");
            assert!(tally.hubs_killed > 0 && tally.syncs_failed > 0, "{tally}");
            assert!(hubs == 1 || (tally.hubs_ended > 0 && tally.moved > 1), "{tally}");
        }
        Err(broken) => panic!("seed {seed}: {broken}"),
    }
}

#[test]
fn killed_kiosks_and_a_killed_hub_lose_nothing() {
    goes_well(1, Place::folder(), 1, SHORT);
}

#[test]
fn nothing_is_lost_when_postgresql_goes_away_as_well() {
    goes_well(2, Place::postgres(), 1, SHORT);
}

#[test]
fn several_hubs_share_a_database_and_any_of_them_may_go() {
    goes_well(6, Place::postgres(), 2, SHORT * 2);
}

#[test]
fn the_doors_go_on_while_postgresql_is_gone_and_everything_arrives_afterwards() {
    let outage = outage::live_through(OUTAGE).unwrap();
    println!("{outage}");
    assert!(outage.unsent > 0 && outage.busy > 0, "{outage}");
}

#[test]
fn planted_mistakes_are_noticed() {
    for planted in Planted::ALL {
        // What processes do is chance: a second try is allowed, a third is not.
        let noticed = (3..5).find_map(|seed| {
            live(seed, Place::folder(), 1, PLANTED, Some(planted)).err().map(|what| (seed, what))
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
    goes_well(seed, Place::folder(), 1, time);
    goes_well(seed + 1, Place::postgres(), 1, time);
    goes_well(seed + 2, Place::postgres(), 3, time);
}

#[test]
#[ignore = "it goes on for long: make soak"]
fn outage() {
    let gone = Duration::from_secs(number("PARVIS_SOAK_OUTAGE").unwrap_or(300));
    println!("{}", outage::live_through(gone).unwrap());
}
