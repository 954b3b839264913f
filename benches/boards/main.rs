//! What boards cost, and how soon they show what they are told: the real program over a whole
//! screen that draws into memory, by `screens.toml` as in a hall, and belonging to a hub.
//! `cargo bench -p parvis --bench boards`.
//!
//! What counts is the program with all processes of its web engine; the X server paints into memory
//! what a graphics card would, and stands on a line of its own. No screen has a graphics card here,
//! so what a turn costs is the most that it may.
//!
//! `PARVIS_BENCH_ONLY=still,turning,told,walk,four` takes some of the parts. The rig itself is
//! tried first, each time: what is planted there must be found.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops where something is wrong"
)]
#![allow(clippy::print_stdout, reason = "it is run for its figures")]

mod days;
mod four;
mod hall;
mod planted;
mod resting;
#[path = "../shared/mod.rs"]
mod shared;
mod slope;
mod stage;
mod told;
mod walk;

use std::process::ExitCode;

/// The lines of the table, and whether all bars were held.
pub(crate) struct Table {
    good: bool,
}

impl Table {
    /// A figure that has no bar.
    pub(crate) fn tell(&self, what: &str, measured: &str) {
        println!("{what:<66} {measured:>22}");
    }

    /// A figure that must not be above its bar.
    pub(crate) fn hold(&mut self, what: &str, measured: f64, bar: f64, unit: &str) {
        let held = measured <= bar;
        self.good &= held;
        let sign = if held { "" } else { "  MISSED" };
        let measured = format!("{measured:.2} {unit}");
        println!("{what:<66} {measured:>22}   ≤ {bar}{sign}");
    }

    /// A mistake that was planted, and whether the bar that it is held against finds it.
    pub(crate) fn planted(&mut self, what: &str, measured: f64, bar: f64, unit: &str) {
        let found = measured > bar;
        self.good &= found;
        let sign = if found { "found" } else { "NOT FOUND" };
        let (what, measured) = (format!("planted: {what}"), format!("{measured:.2} {unit}"));
        println!("{what:<66} {measured:>22}   > {bar}: {sign}");
    }
}

/// Something that is measured, by its name.
type Part = (&'static str, fn(&mut Table));

fn main() -> ExitCode {
    let only = std::env::var("PARVIS_BENCH_ONLY").ok();
    let parts: [Part; 5] = [
        ("still", resting::still),
        ("turning", resting::turning),
        ("told", told::measure),
        ("walk", walk::measure),
        ("four", four::measure),
    ];
    let mut table = Table { good: true };
    planted::measure(&mut table);
    for (name, measure) in parts {
        if only.as_ref().is_none_or(|only| only.split(',').any(|one| one == name)) {
            measure(&mut table);
        }
    }
    if table.good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
