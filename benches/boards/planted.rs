//! What would make every figure worthless, tried before any is taken.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::Table;
use crate::resting::TURNING;
use crate::shared::cost::{Watched, family, memory_mib};
use crate::slope::Line;

pub(crate) fn measure(table: &mut Table) {
    busy(table);
    kept(table);
    growing(table);
}

/// A process that was started by another one, and is busy.
fn busy(table: &mut Table) {
    let mut shell = Command::new("sh");
    // The inner one is busy, the outer one waits for it.
    let started = shell.args(["-c", "sh -c 'while :; do :; done' & wait"]).stdin(Stdio::null());
    let mut started = started.spawn().unwrap();
    sleep(Duration::from_millis(300));
    let family = family(started.id());
    let watched = Watched::from_now(family.clone());
    sleep(Duration::from_secs(1));
    let percent = watched.percent();
    for process in family {
        let _ = Command::new("kill").args(["-KILL", &process.to_string()]).status();
    }
    let _ = started.wait();
    table.planted("a process of a process that is busy", percent, TURNING, "% of a core");
}

/// Memory that is taken and not given back.
fn kept(table: &mut Table) {
    let own = [std::process::id()];
    let before = memory_mib(&own);
    let kept = black_box(vec![1_u8; 64 << 20]);
    let grown = memory_mib(&own) - before;
    drop(kept);
    table.planted("64 MiB that are kept", grown, 60.0, "MiB");
}

/// A line that rises, and one that goes up and down about itself.
fn growing(table: &mut Table) {
    let sample = |each: f64| {
        move |n: u32| (f64::from(n) / 30.0, each * f64::from(n) / 30.0 + f64::from(n * 7 % 5))
    };
    let rises = Line::through(&(0..240).map(sample(4.0)).collect::<Vec<_>>());
    let rests = Line::through(&(0..240).map(sample(0.0)).collect::<Vec<_>>());
    assert!((rises.slope - 4.0).abs() < 0.05 && rests.slope.abs() < 0.05, "{rises:?}, {rests:?}");
    assert!((rises.spread - 2.0_f64.sqrt()).abs() < 0.05, "{rises:?}");
    let noise = 2.0 * rises.spread;
    table.planted("memory that grows by 4 MiB an hour", 8.0 * rises.slope, noise, "MiB in 8 h");
}
