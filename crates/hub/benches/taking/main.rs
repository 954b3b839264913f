//! How fast records are taken, by the store alone and over HTTP with everything that is checked and
//! folded, beside inserting the very same rows into the same tables and indexes with plain
//! multi-row inserts. Each door's first batch, which begins its series, comes before the time is
//! taken. Interleaved, medians of five rounds; the ratio counts, for the machine may be shared.
//! `PARVIS_BENCH_BATCHES` makes it shorter.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench stops and prints")]

mod plain;
mod pushed;
mod series;

use std::time::{Duration, Instant};

use parvis_hub::store::{Birth, PostgresStore, SqliteStore, Store, Taking};
use parvis_testkit::Chance;
use parvis_testkit::postgres::Cluster;

use plain::{Rows, rows};
use series::{DOORS, Door, doors};

/// As in the hub's program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many records a batch has.
pub(crate) const BATCH: u64 = 1_000;
const ROUNDS: usize = 5;
/// What is asked of taking over HTTP: at least so much of plain inserting.
const BAR: f64 = 0.6;

fn birth() -> Birth {
    let mut chance = Chance::new(9);
    let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
    Birth { rehearsal: false, name: "Hub".into(), entropy }
}

async fn taken(store: &impl Store, mut batches: Vec<Taking>) -> Duration {
    let rest = batches.split_off(DOORS);
    for taking in batches {
        store.take(taking).await.unwrap();
    }
    let begun = Instant::now();
    for taking in rest {
        store.take(taking).await.unwrap();
    }
    begun.elapsed()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// What the rounds took, in seconds, and what making the load took of a processor.
#[derive(Default)]
struct Times {
    plain: Vec<f64>,
    taken: Vec<f64>,
    pushed: Vec<f64>,
    load: Vec<f64>,
}

impl Times {
    fn say(mut self, what: &str, records: u64) {
        let [plain, taken, pushed, load] =
            [&mut self.plain, &mut self.taken, &mut self.pushed, &mut self.load]
                .map(|times| median(times));
        let records = f64::from(u32::try_from(records).unwrap());
        let (stored, whole) = (plain / taken, plain / pushed);
        let sign = if whole < BAR { "  TOO SLOW" } else { "" };
        println!(
            "{what}: plain {:.0}/s; by the store {:.0}/s, ratio {stored:.2}; over HTTP {:.0}/s, \
             ratio {whole:.2} (at least {BAR}){sign}; the load maker used {:.0} % of a core",
            records / plain,
            records / taken,
            records / pushed,
            100.0 * load / pushed
        );
    }
}

/// Takings of all doors by turns.
fn by_turns(doors: &[Door]) -> Vec<Taking> {
    let most = doors.iter().map(|door| door.batches.len()).max().unwrap();
    let turns = (0..most).flat_map(|n| doors.iter().map(move |door| door.taking(n)));
    turns.collect()
}

fn main() {
    let asked = std::env::var("PARVIS_BENCH_BATCHES").map(|text| text.parse().unwrap());
    let batches: usize = asked.unwrap_or(64);
    let doors = doors(1 + batches.div_ceil(DOORS));
    let takings = by_turns(&doors);
    let rows: Vec<Rows> = takings.iter().enumerate().map(|(n, taking)| rows(taking, n)).collect();
    let records = (takings.len() - DOORS) as u64 * BATCH;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir().unwrap();
        drop(SqliteStore::open(folder.path(), birth()).unwrap());
        times.plain.push(plain::sqlite(folder.path(), &rows).as_secs_f64());
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), birth()).unwrap();
        times.taken.push(runtime.block_on(taken(&store, takings.clone())).as_secs_f64());
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), birth()).unwrap();
        let (pushed, load) = pushed::over_http(&runtime, store, &doors);
        times.pushed.push(pushed.as_secs_f64());
        times.load.push(load.as_secs_f64());
    }
    times.say("sqlite", records);
    let cluster = Cluster::start().unwrap();
    let mut times = Times::default();
    for round in 0..ROUNDS {
        let open = |what: &str| {
            let url = cluster.create_database(&format!("{what}_{round}")).unwrap();
            let store = runtime.block_on(PostgresStore::open(&url, birth())).unwrap();
            (url, store)
        };
        let (url, store) = open("plain");
        drop(store);
        times.plain.push(runtime.block_on(plain::postgres(&url, &rows)).as_secs_f64());
        let (_, store) = open("taken");
        times.taken.push(runtime.block_on(taken(&store, takings.clone())).as_secs_f64());
        let (_, store) = open("pushed");
        let (pushed, load) = pushed::over_http(&runtime, store, &doors);
        times.pushed.push(pushed.as_secs_f64());
        times.load.push(load.as_secs_f64());
    }
    times.say("postgres", records);
}
