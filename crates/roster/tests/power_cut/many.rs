//! Many lives, on all processors.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use super::expected::Broken;
use super::life::{Plan, Tally, live};

/// How long it goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Until {
    Lives(u64),
    Passed(Duration),
}

/// What was seen.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) tally: Tally,
    /// By seed.
    pub(crate) broken: Vec<(u64, Broken)>,
    took: Duration,
}

/// Lives one life to a seed.
pub(crate) fn run(plan: Plan, first: u64, until: Until) -> Seen {
    let (started, next) = (Instant::now(), AtomicU64::new(0));
    let goes_on = |lived: u64| match until {
        Until::Lives(lives) => lived < lives,
        Until::Passed(time) => started.elapsed() < time,
    };
    let some = || {
        let (mut tally, mut broken) = (Tally::default(), Vec::new());
        loop {
            let lived = next.fetch_add(1, Ordering::Relaxed);
            if !goes_on(lived) {
                return (tally, broken);
            }
            let seed = first.wrapping_add(lived);
            match live(seed, plan) {
                Ok(life) => tally.add(life),
                Err(how) => broken.push((seed, how)),
            }
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let mut seen = Seen { tally: Tally::default(), broken: Vec::new(), took: Duration::ZERO };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(some)).collect();
        for thread in threads {
            let (tally, broken) = thread.join().unwrap();
            seen.tally.add(tally);
            seen.broken.extend(broken);
        }
    });
    seen.took = started.elapsed();
    seen.broken.sort_by_key(|(seed, _)| *seed);
    seen
}

/// A number from the environment.
pub(crate) fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// A seed that was not used before.
pub(crate) fn never_the_same() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    since.as_secs() * 1_000_000
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |kind: fn(&Broken) -> bool| self.broken.iter().filter(|(_, b)| kind(b)).count();
        let Tally { cuts, acknowledged, refused, .. } = self.tally;
        let seconds = self.took.as_secs_f64();
        let rate = f64::from(u32::try_from(cuts).unwrap_or(u32::MAX)) / seconds;
        write!(
            f,
            "{cuts} cuts, {acknowledged} acknowledged, {refused} refused, {} lost, {} corrupt, \
             {} stuck; {rate:.0} cuts/s over {seconds:.0} s",
            of(|broken| matches!(broken, Broken::Lost(_))),
            of(|broken| matches!(broken, Broken::Corrupt(_))),
            of(|broken| matches!(broken, Broken::Stuck(_))),
        )
    }
}
