//! What a program costs, with everything that it has started, as Linux counts it.

use std::fs;
use std::time::{Duration, Instant};

/// What Linux counts the time of processes in, on every machine.
const TICK: Duration = Duration::from_millis(10);

/// A process and all its descendants.
pub(crate) fn family(program: u32) -> Vec<u32> {
    let mut family = vec![program];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
        for task in tasks {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        at += 1;
    }
    family
}

/// The same of a program with windows, whose web engine has processes of its own.
pub(crate) fn family_with_engine(program: u32) -> Vec<u32> {
    let family = family(program);
    assert!(family.len() >= 3, "the web engine has processes of its own: {family:?}");
    family
}

/// The proportional set size of some processes together.
pub(crate) fn memory_mib(family: &[u32]) -> f64 {
    let kib = family.iter().map(|process| {
        let rollup =
            fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        pss.and_then(|pss| pss.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0)
    });
    kib.sum::<f64>() / 1_024.0
}

/// How long a process has run on processors so far, in its own code and in the kernel, with all
/// the threads that it had.
fn processor(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"));
    let stat = stat.unwrap_or_else(|error| panic!("{process} has ended: {error}"));
    // After the name, which may have blanks and brackets in it, and ten more.
    let (_, rest) = stat.rsplit_once(") ").unwrap();
    let ticks = rest.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u32>().unwrap());
    TICK * ticks.sum::<u32>()
}

/// Processes, from a moment on.
pub(crate) struct Watched {
    family: Vec<u32>,
    since: Instant,
    before: Duration,
}

impl Watched {
    pub(crate) fn from_now(family: Vec<u32>) -> Self {
        let before = family.iter().copied().map(processor).sum();
        Self { family, since: Instant::now(), before }
    }

    /// What they took of a core since then, in per cent.
    pub(crate) fn percent(&self) -> f64 {
        let spent = self.family.iter().copied().map(processor).sum::<Duration>() - self.before;
        100.0 * spent.as_secs_f64() / self.since.elapsed().as_secs_f64()
    }
}
