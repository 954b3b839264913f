//! Many lives, each from a seed of its own, on all processors.

use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// What happened in lives, in numbers; shown as whoever waits for them wants to read it.
pub trait Tally: Default + Display + Send {
    /// Adds what happened in others.
    fn add(&mut self, more: Self);

    /// How much there was of what a run is for: power cuts, or days.
    fn count(&self) -> u64;
}

/// Which lives are lived, and how it is told.
#[derive(Debug, Clone, Copy)]
pub struct Many {
    /// The seed of the first; each other has the next one.
    pub first: u64,
    /// It ends with the first of these that is reached.
    pub until: Until,
    /// How often it is written to the standard output how far it is, and what was found at once;
    /// `None` for never. So a run that is cut off has still told what it saw.
    pub tells: Option<Duration>,
}

/// When it is enough.
#[derive(Debug, Clone, Copy, Default)]
pub struct Until {
    /// So many lives.
    pub lives: Option<u64>,
    /// So much of what [`Tally::count`] counts.
    pub count: Option<u64>,
    /// So long.
    pub time: Option<Duration>,
}

/// What was seen.
#[derive(Debug)]
pub struct Seen<T, B> {
    /// Of all lives that nothing was wrong with.
    pub tally: T,
    /// What was wrong, by seed.
    pub broken: Vec<(u64, B)>,
    /// How many lives were lived.
    pub lives: u64,
    /// All seeds before this one were lived: another run goes on from it.
    pub next: u64,
    /// How long it took.
    pub took: Duration,
}

/// What the threads share.
struct Shared<T, B> {
    seen: Seen<T, B>,
    /// How many lives were begun, and the seeds of those that are not over.
    begun: u64,
    under_way: BTreeSet<u64>,
    told: Instant,
}

impl Many {
    /// As many lives of this seed and those after it, without a word.
    #[must_use]
    pub fn lives(first: u64, lives: u64) -> Self {
        Self { first, until: Until { lives: Some(lives), ..Until::default() }, tells: None }
    }

    /// Lives them: `worker` is made once for each processor, and lives a seed's life each time.
    pub fn live<T: Tally, B: Display + Send, W: FnMut(u64) -> Result<T, B>>(
        self,
        worker: impl Fn() -> W + Sync,
    ) -> Seen<T, B> {
        let began = Instant::now();
        let (tally, took) = (T::default(), Duration::ZERO);
        let seen = Seen { tally, broken: Vec::new(), lives: 0, next: self.first, took };
        let under_way = BTreeSet::new();
        let shared = Mutex::new(Shared { seen, begun: 0, under_way, told: began });
        let work = || {
            let mut live = worker();
            let begin = || held(&shared).begin(&self, began);
            while let Some(seed) = begin() {
                let outcome = live(seed);
                held(&shared).end(&self, began, seed, outcome);
            }
        };
        let processors = number("PARVIS_SOAK_THREADS").and_then(|n| usize::try_from(n).ok());
        let processors = processors
            .or_else(|| std::thread::available_parallelism().map(usize::from).ok())
            .unwrap_or(1);
        std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
        let mut seen = shared.into_inner().unwrap_or_else(PoisonError::into_inner).seen;
        seen.took = began.elapsed();
        seen.broken.sort_by_key(|(seed, _)| *seed);
        seen
    }

    fn is_enough<T: Tally, B>(&self, shared: &Shared<T, B>, took: Duration) -> bool {
        let Until { lives, count, time } = self.until;
        lives.is_some_and(|lives| shared.begun >= lives)
            || count.is_some_and(|count| shared.seen.tally.count() >= count)
            || time.is_some_and(|time| took >= time)
    }
}

impl<T: Tally, B: Display> Shared<T, B> {
    fn begin(&mut self, many: &Many, began: Instant) -> Option<u64> {
        if many.is_enough(self, began.elapsed()) {
            return None;
        }
        let seed = many.first.wrapping_add(self.begun);
        self.begun += 1;
        self.under_way.insert(seed);
        Some(seed)
    }

    #[allow(clippy::print_stdout, reason = "for whoever waits for a long run")]
    fn end(&mut self, many: &Many, began: Instant, seed: u64, outcome: Result<T, B>) {
        self.seen.lives += 1;
        self.under_way.remove(&seed);
        let next = many.first.wrapping_add(self.begun);
        self.seen.next = self.under_way.first().copied().unwrap_or(next);
        match outcome {
            Ok(tally) => self.seen.tally.add(tally),
            Err(how) => {
                if many.tells.is_some() {
                    println!("  PARVIS_SEED={seed}  {how}");
                }
                self.seen.broken.push((seed, how));
            }
        }
        if many.tells.is_some_and(|often| self.told.elapsed() >= often) {
            self.told = Instant::now();
            self.seen.took = began.elapsed();
            println!("so far: {}", self.seen);
        }
    }
}

impl<T: Tally, B> Display for Seen<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        let count = f64::from(u32::try_from(self.tally.count()).unwrap_or(u32::MAX));
        let (rate, broken) = (count / seconds.max(0.001), self.broken.len());
        let Self { tally, lives, next, .. } = self;
        write!(
            f,
            "{tally}; {broken} of {lives} lives broken; {rate:.1}/s over {seconds:.0} s; goes on \
             from PARVIS_SEED={next}"
        )
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number from the environment; `None` where there is none.
#[must_use]
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A seed that was not used before.
#[must_use]
pub fn unused_seed() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    since.as_secs() * 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seeds that were lived, each of which counts three.
    #[derive(Debug, Default)]
    struct Seeds(BTreeSet<u64>);

    impl Display for Seeds {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{:?}", self.0)
        }
    }

    impl Tally for Seeds {
        fn add(&mut self, more: Self) {
            self.0.extend(more.0);
        }

        fn count(&self) -> u64 {
            self.0.len() as u64 * 3
        }
    }

    fn live(seed: u64) -> Result<Seeds, String> {
        match seed {
            13 => Err("unlucky".into()),
            _ => Ok(Seeds(BTreeSet::from([seed]))),
        }
    }

    #[test]
    fn each_seed_is_lived_once_and_what_is_broken_is_told_with_its_seed() {
        let seen = Many::lives(10, 5).live(|| live);
        assert_eq!(seen.tally.0, BTreeSet::from([10, 11, 12, 14]));
        assert_eq!(seen.broken, [(13, "unlucky".to_owned())]);
        assert_eq!((seen.lives, seen.next), (5, 15));
    }

    #[test]
    fn it_ends_when_enough_was_counted_and_says_where_to_go_on() {
        let until = Until { count: Some(100), ..Until::default() };
        let seen = Many { first: 50, until, tells: None }.live(|| live);
        assert!(seen.tally.count() >= 100);
        let lived: BTreeSet<_> = (50..seen.next).collect();
        assert_eq!(seen.tally.0, lived);
        // No more than each processor had begun by then.
        let processors = std::thread::available_parallelism().map_or(1, usize::from) as u64;
        assert!(seen.lives <= 34 + processors, "{}", seen.lives);
    }

    #[test]
    fn it_ends_when_the_time_is_over() {
        let until = Until { time: Some(Duration::from_millis(20)), ..Until::default() };
        let seen = Many { first: 100, until, tells: None }.live(|| live);
        assert!(seen.lives > 0 && seen.took < Duration::from_secs(20));
    }
}
