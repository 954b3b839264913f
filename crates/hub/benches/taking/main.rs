//! How fast records are taken, beside inserting the very same rows into the same tables and indexes
//! with plain multi-row inserts. The ratio counts: the machine may be shared.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench stops and prints")]

use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Birth, FILE_NAME, Incoming, PostgresStore, SqliteStore, Store, Taking};
use parvis_testkit::Chance;
use parvis_testkit::postgres::Cluster;
use tokio_postgres::types::ToSql;

const BATCH: u64 = 1_000;
const BATCHES: u64 = 60;

/// Batches of four doors by turns, of which each lets other tickets in; one in 50 comes twice.
fn batches() -> Vec<Taking> {
    let mut chance = Chance::new(1);
    let mut doors: Vec<_> = (0..4_u8)
        .map(|n| {
            let (device, incarnation) = (DeviceId([n; 16]), Incarnation([n; 8]));
            (device, incarnation, Head::new(device, incarnation, None), HybridClock::after(None))
        })
        .collect();
    let mut tickets: Vec<TicketId> = Vec::new();
    (0..BATCHES)
        .map(|batch| {
            let place = usize::try_from(batch % 4).unwrap();
            let (device, incarnation, head, clock) = &mut doors[place];
            let first = head.seq() + 1;
            let records = (0..BATCH).map(|n| {
                let mut id = [0; 16];
                chance.fill(&mut id);
                let ticket = match chance.one_in(50) && !tickets.is_empty() {
                    true => tickets[chance.place(tickets.len())],
                    false => TicketId(id),
                };
                tickets.push(ticket);
                let second = i64::try_from(batch * BATCH + n).unwrap() / 10;
                let at = Timestamp::from_second(1_700_121_000 + second).unwrap();
                let scanned = Scanned {
                    ticket,
                    event: "brussels-day".parse().unwrap(),
                    gate: "main-entrance".parse().unwrap(),
                    verdict: VerdictName::Admitted,
                    scope: Some("hall/day/2023-11-16".parse().unwrap()),
                    entry: Entry::Single,
                    way: Way::Camera,
                    over_capacity: false,
                };
                let sealed = head.next(clock, at, false, Fact::Scanned(scanned)).unwrap();
                head.advance(&sealed).unwrap();
                Incoming::read(String::from_utf8(sealed.bytes).unwrap())
            });
            let records = records.collect();
            let received = Timestamp::from_second(1_700_200_000).unwrap();
            let (device, incarnation) = (*device, *incarnation);
            let (ahead_ms, only_known_chain) = (0, false);
            Taking { device, incarnation, first, records, ahead_ms, received, only_known_chain }
        })
        .collect()
}

fn birth() -> Birth {
    let mut chance = Chance::new(9);
    let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
    Birth { rehearsal: false, name: "Hub".into(), entropy }
}

async fn taken(store: &impl Store, batches: &[Taking]) -> Duration {
    let batches = batches.to_vec();
    let begun = Instant::now();
    for taking in batches {
        store.take(taking).await.unwrap();
    }
    begun.elapsed()
}

/// The rows that a taking makes, without anything being looked up or folded.
struct Rows {
    n: Vec<i64>,
    cursor: Vec<i64>,
    ticket: Vec<Vec<u8>>,
    hash: Vec<Vec<u8>>,
    bytes: Vec<Vec<u8>>,
    at: Vec<i64>,
}

fn rows(taking: &Taking, batch: usize) -> Rows {
    let series = i64::from(taking.device.0[0]) + 1;
    let first = series << 40 | i64::try_from(taking.first).unwrap();
    let count = i64::try_from(taking.records.len()).unwrap();
    let cursor = i64::try_from(batch).unwrap() * count;
    let records = || taking.records.iter();
    let ticket = |i: &Incoming| i.record.as_ref().unwrap().fact.ticket().unwrap().0.to_vec();
    Rows {
        n: (first..first + count).collect(),
        cursor: (cursor..cursor + count).collect(),
        ticket: records().map(ticket).collect(),
        hash: records().map(|incoming| incoming.hash.0.to_vec()).collect(),
        bytes: records().map(|incoming| incoming.text.as_bytes().to_vec()).collect(),
        at: records().map(|i| i.record.as_ref().unwrap().at.as_millisecond()).collect(),
    }
}

fn plain_sqlite(folder: &std::path::Path, all: &[Rows]) -> Duration {
    let conn = rusqlite::Connection::open(folder.join(FILE_NAME)).unwrap();
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -131072").unwrap();
    let many = |row: &str| vec![row; 40].join(", ");
    let record =
        format!("INSERT INTO record VALUES {}", many("(?, ?, 'e:brussels-day', ?, 1, 0, 0, ?, ?)"));
    let passage = format!(
        "INSERT INTO passage VALUES {}",
        many("(?, ?, 'brussels-day', 'hall/day/2023-11-16', 'main-entrance', ?, 0)")
    );
    let begun = Instant::now();
    for rows in all {
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        for chunk in (0..rows.n.len()).collect::<Vec<_>>().chunks(40) {
            let mut put = conn.prepare_cached(&record).unwrap();
            for (place, row) in chunk.iter().enumerate() {
                let at = place * 5;
                put.raw_bind_parameter(at + 1, rows.n[*row]).unwrap();
                put.raw_bind_parameter(at + 2, rows.cursor[*row]).unwrap();
                put.raw_bind_parameter(at + 3, &rows.ticket[*row]).unwrap();
                put.raw_bind_parameter(at + 4, &rows.hash[*row]).unwrap();
                put.raw_bind_parameter(at + 5, &rows.bytes[*row]).unwrap();
            }
            put.raw_execute().unwrap();
            let mut put = conn.prepare_cached(&passage).unwrap();
            for (place, row) in chunk.iter().enumerate() {
                put.raw_bind_parameter(place * 3 + 1, rows.n[*row]).unwrap();
                put.raw_bind_parameter(place * 3 + 2, &rows.ticket[*row]).unwrap();
                put.raw_bind_parameter(place * 3 + 3, rows.at[*row]).unwrap();
            }
            put.raw_execute().unwrap();
        }
        conn.execute_batch("COMMIT").unwrap();
    }
    begun.elapsed()
}

async fn plain_postgres(url: &str, all: &[Rows]) -> Duration {
    let (mut client, connection) =
        tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let record = "INSERT INTO record SELECT n, c, 'e:brussels-day', t, true, 0, 0, h, b FROM \
                  UNNEST($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[]) \
                  AS new (n, c, t, h, b)";
    let passage = "INSERT INTO passage SELECT n, t, 'brussels-day', 'hall/day/2023-11-16', \
                   'main-entrance', at, false FROM \
                   UNNEST($1::bigint[], $2::bytea[], $3::bigint[]) AS new (n, t, at)";
    let record = client.prepare(record).await.unwrap();
    let passage = client.prepare(passage).await.unwrap();
    let begun = Instant::now();
    for rows in all {
        let tx = client.transaction().await.unwrap();
        let given: [&(dyn ToSql + Sync); 5] =
            [&rows.n, &rows.cursor, &rows.ticket, &rows.hash, &rows.bytes];
        tx.execute(&record, &given).await.unwrap();
        tx.execute(&passage, &[&rows.n, &rows.ticket, &rows.at]).await.unwrap();
        tx.commit().await.unwrap();
    }
    begun.elapsed()
}

fn say(what: &str, plain: &mut [Duration], taken: &mut [Duration]) {
    plain.sort();
    taken.sort();
    let (plain, taken) = (plain[plain.len() / 2], taken[taken.len() / 2]);
    let rate =
        |time: Duration| f64::from(u32::try_from(BATCH * BATCHES).unwrap()) / time.as_secs_f64();
    let ratio = plain.as_secs_f64() / taken.as_secs_f64();
    println!("{what}: plain {:.0}/s, taken {:.0}/s, ratio {ratio:.2}", rate(plain), rate(taken));
}

#[tokio::main]
async fn main() {
    let batches = batches();
    let rows: Vec<_> = batches.iter().enumerate().map(|(n, taking)| rows(taking, n)).collect();
    let (mut plain, mut with) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        drop(SqliteStore::open(folder.path(), birth()).unwrap());
        plain.push(plain_sqlite(folder.path(), &rows));
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), birth()).unwrap();
        with.push(taken(&store, &batches).await);
    }
    say("sqlite", &mut plain, &mut with);
    let cluster = Cluster::start().unwrap();
    let (mut plain, mut with) = (Vec::new(), Vec::new());
    for round in 0..3 {
        let url = cluster.create_database(&format!("plain_{round}")).unwrap();
        drop(PostgresStore::open(&url, birth()).await.unwrap());
        plain.push(plain_postgres(&url, &rows).await);
        let url = cluster.create_database(&format!("taken_{round}")).unwrap();
        let store = PostgresStore::open(&url, birth()).await.unwrap();
        with.push(taken(&store, &batches).await);
    }
    say("postgres", &mut plain, &mut with);
}
