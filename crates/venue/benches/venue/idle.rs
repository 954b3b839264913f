//! What keeping in step costs a kiosk where nothing happens.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::hub::Hub;
use crate::station::Station;
use crate::{number, say};

/// Names the folder of the kiosk that is to be idle, in a process of its own.
pub(crate) const FOLDER: &str = "PARVIS_BENCH_IDLE";
/// At most so much of a core, in per cent.
const BAR: f64 = 0.2;

pub(crate) fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start(folder.path());
    hub.fill(1_000);
    let folder = tempfile::tempdir().unwrap();
    drop(Station::filled(folder.path(), &hub));
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command.env(FOLDER, folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let percent: f64 = said.trim().parse().unwrap();
    say(
        "a kiosk in step with its hub, where nothing happens",
        &format!("{percent:.3} % of a core"),
        &format!("below {BAR} %"),
        percent < BAR,
    );
}

/// Is in step and idle, and says what share of a core that took, in per cent.
pub(crate) fn be_idle(folder: &Path) {
    let station = Station::open(folder);
    let _syncing = station.sync(folder);
    thread::sleep(Duration::from_secs(5));
    let (begun, before) = (Instant::now(), of_processor());
    thread::sleep(Duration::from_secs(number("PARVIS_BENCH_IDLE_SECONDS", 90) as u64));
    let used = of_processor().saturating_sub(before).as_secs_f64();
    println!("{}", 100.0 * used / begun.elapsed().as_secs_f64());
}

/// How long this process has run on processors, as Linux counts it.
pub(crate) fn of_processor() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap().map(Result::unwrap);
    // A thread may end while it is looked at.
    let counted =
        tasks.filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok());
    let nanos = counted.map(|text| text.split(' ').next().unwrap().parse::<u64>().unwrap());
    Duration::from_nanos(nanos.sum())
}
