//! Kiosks and a hub over HTTP on loopback, measured: how soon a kiosk is filled, how a hub bears two
//! thousand of them, how soon one door knows of another's, what an idle kiosk costs, and whether a
//! hub that is away slows a scan down. Interleaved, medians of five rounds, ratios to a floor of the
//! same run. `PARVIS_BENCH_ONLY=filling,scans,news,idle,crowd` takes some of them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench stops and prints")]

mod crowd;
mod filling;
mod hub;
mod idle;
mod news;
mod scans;
mod station;

use std::time::Duration;

/// How often each thing is measured.
const ROUNDS: usize = 5;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The time that so many of a hundred do not exceed.
fn percentile(times: &mut [Duration], of_hundred: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * of_hundred / 100]
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A line of the table.
fn say(what: &str, measured: &str, bar: &str, good: bool) {
    let sign = if good { "" } else { "  MISSED" };
    println!("{what:<62} {measured:>34}   {bar}{sign}");
}

fn main() {
    // Other parts of this very program, as processes of their own.
    if let Some(folder) = std::env::var_os(idle::FOLDER) {
        return idle::be_idle(folder.as_ref());
    }
    if let Some(folder) = std::env::var_os(crowd::FOLDER) {
        return crowd::serve(folder.as_ref());
    }
    let only = std::env::var("PARVIS_BENCH_ONLY").ok();
    let all: [(&str, fn()); 5] = [
        ("filling", filling::measure),
        ("scans", scans::measure),
        ("news", news::measure),
        ("idle", idle::measure),
        ("crowd", crowd::measure),
    ];
    for (name, measure) in all {
        if only.as_ref().is_none_or(|only| only.split(',').any(|one| one == name)) {
            measure();
        }
    }
}
