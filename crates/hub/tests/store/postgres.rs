//! What only the PostgreSQL store has: several hubs on one database, and a server that goes away.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use parvis_domain::fact::Fact;
use parvis_hub::guessing::{Source, WrongCodes};
use parvis_hub::store::{PostgresStore, Store, StoreError, View};
use parvis_protocol::change::{Change, Cursor};
use parvis_testkit::postgres::Cluster;

use crate::ground::{Ground, Postgres, birth};
use crate::people::{at, device, event, hall, ticket};
use crate::series::Door;

async fn within<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.unwrap()
}

fn reader() -> View {
    let events = BTreeSet::from([event("day")]);
    View { device: device(99), incarnation: parvis_domain::id::Incarnation([9; 8]), events }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_hubs_share_one_database() {
    let ground = Postgres::new();
    // Born once, whoever comes first.
    let (one, two) = tokio::join!(ground.open_as(false), ground.open_as(false));
    let (one, two) = (one.unwrap(), two.unwrap());
    let hub = one.identity().await.unwrap();
    assert_eq!(two.identity().await.unwrap(), hub);
    let mut told = two.changed();
    told.borrow_and_update();
    let lease = |n| Fact::SeatsLeased { scope: hall(), device: device(n), seats: 1 };
    let first = one.append(lease(1), at(1)).await.unwrap();
    // By a notification: who only asks from time to time learns of it after 15 seconds.
    let told = told.wait_for(|cursor| *cursor == Cursor(1));
    tokio::time::timeout(Duration::from_secs(8), told).await.unwrap().unwrap();
    // Each has a series of its own, and none is a fork.
    let second = two.append(lease(2), at(2)).await.unwrap();
    assert_ne!(second.record.key.incarnation, first.record.key.incarnation);
    assert_eq!(second.record.previous, first.hash);
    one.append(lease(3), at(3)).await.unwrap();
    assert_eq!(one.forks().await.unwrap(), []);
    // Both take, a third reads: no number is skipped.
    let writers = [one.clone(), two.clone()].into_iter().zip(1..).map(|(store, n)| {
        tokio::spawn(async move {
            let mut door = Door::new(device(n), n, None);
            for second in 0..60_u8 {
                door.admits(i64::from(second), ticket(second));
                let last = door.records.len();
                store.take(door.some(last, last)).await.unwrap();
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let third = ground.open().await;
    let (mut after, mut read) = (Cursor(0), Vec::new());
    while read.len() < 120 {
        let page = within(third.page(&reader(), after, 7, 1 << 20)).await.unwrap();
        assert!(page.cursor >= after);
        after = page.cursor;
        read.extend(page.changes.into_iter().map(|change| match change {
            Change::Record(row) => row.text,
            other => panic!("{other:?}"),
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(read.len(), read.iter().collect::<BTreeSet<_>>().len());
    assert_eq!(third.check().await.unwrap(), []);
    // One goes, and the others stay.
    drop(one);
    two.append(lease(4), at(4)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_gone_is_told_quickly_and_comes_back() {
    let cluster = Cluster::start().unwrap();
    let url = cluster.create_database("hub").unwrap();
    let store = PostgresStore::open(&url, birth(false)).await.unwrap();
    let other = PostgresStore::open(&url, birth(false)).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 0..250 {
        door.admits(i64::from(n), ticket(n));
    }
    store.take(door.some(1, 10)).await.unwrap();
    let lease = Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
    store.append(lease.clone(), at(1)).await.unwrap();
    cluster.stop().unwrap();
    for _ in 0..3 {
        let asked = Instant::now();
        let refused = store.take(door.some(11, 20)).await;
        assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
        let refused = store.append(lease.clone(), at(2)).await;
        assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
        assert!(store.cursor().await.unwrap_err().is_transient());
        assert!(asked.elapsed() < Duration::from_secs(10));
    }
    let refused = PostgresStore::open(&url, birth(false)).await;
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
    cluster.start_again().unwrap();
    store.take(door.some(11, 20)).await.unwrap();
    store.append(lease, at(3)).await.unwrap();
    // The other hears of it again, too.
    let mut told = other.changed();
    within(told.wait_for(|cursor| *cursor == Cursor(22))).await.unwrap();
    // Killed while it writes: what it acknowledged is there.
    let taking = {
        let (store, door) = (store.clone(), door.clone());
        tokio::spawn(async move {
            for n in 21..=250 {
                if let Err(error) = store.take(door.some(n, n)).await {
                    assert!(error.is_transient(), "{error:?}");
                    return n - 1;
                }
            }
            250
        })
    };
    tokio::time::sleep(Duration::from_millis(150)).await;
    cluster.kill().unwrap();
    let acknowledged = taking.await.unwrap();
    cluster.start_again().unwrap();
    let end = store.ends(device(1)).await;
    let end = match end {
        // A connection that was there before may say for a last time that it is not any more.
        Err(error) if error.is_transient() => store.ends(device(1)).await.unwrap(),
        ends => ends.unwrap(),
    };
    assert!(end[0].seq >= acknowledged as u64, "{} of {acknowledged}", end[0].seq);
    assert_eq!(store.check().await.unwrap(), []);
    // Pushed again from what was acknowledged: nothing is there twice.
    store.take(door.some(acknowledged + 1, 250)).await.unwrap();
    assert_eq!(store.ends(device(1)).await.unwrap()[0].seq, 250);
    assert_eq!(store.check().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_with_something_else_in_it_is_left_alone() {
    let ground = Postgres::new();
    let (client, connection) =
        tokio_postgres::connect(&ground.url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("CREATE TABLE orders (n INTEGER)").await.unwrap();
    assert!(matches!(ground.open_as(false).await, Err(StoreError::NotAHub { .. })));
    client.batch_execute("DROP TABLE orders").await.unwrap();
    drop(ground.open().await);
    client.batch_execute("UPDATE parvis_hub SET format = 99").await.unwrap();
    assert!(matches!(ground.open_as(false).await, Err(StoreError::Newer { found: 99, .. })));
    client.batch_execute("UPDATE parvis_hub SET format = 1").await.unwrap();
    client.batch_execute("ALTER DATABASE CURRENT SET synchronous_commit = off").await.unwrap_err();
    let sql = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', \
               current_database()); END $$";
    client.batch_execute(sql).await.unwrap();
    let refused = ground.open_as(false).await;
    assert!(matches!(refused, Err(StoreError::Setting { name: "synchronous_commit", .. })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_database_gets_the_newest_format() {
    let ground = Postgres::new();
    let store = ground.open().await;
    store.note_wrong_code(None, at(0)).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 1..=4 {
        door.admits(i64::from(n), ticket(n));
    }
    store.take(door.some(1, 2)).await.unwrap();
    drop(store);
    let older = "ALTER TABLE wrong_guess DROP COLUMN source; \
                 ALTER TABLE wrong_password DROP COLUMN source; \
                 DROP FUNCTION write_alone, await_turn, take_turn, hold_device, turn_lock; \
                 DROP SEQUENCE place; DROP TABLE need, screen, picture; \
                 ALTER TABLE plan DROP COLUMN last; UPDATE parvis_hub SET format = 3";
    client_of(&ground.url).await.batch_execute(older).await.unwrap();
    let (store, source) = (ground.open().await, Some(Source([1; 8])));
    store.note_wrong_code(source, at(1)).await.unwrap();
    let counted = store.wrong_codes(source, at(0)).await.unwrap();
    assert_eq!(counted, WrongCodes { of_source: 1, of_all: 2 });
    store.take(door.some(3, 4)).await.unwrap();
    assert_eq!(store.cursor().await.unwrap(), Cursor(4));
    assert_eq!(store.check().await.unwrap(), []);
}

async fn client_of(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_number_of_a_burst_is_heard() {
    let ground = Postgres::new();
    let store = ground.open().await;
    let mut told = store.changed();
    // All of them come at once, when the transaction ends; nobody who asks learns these numbers.
    let burst = "SELECT pg_notify('parvis_hub', n::text) FROM generate_series(1, 5000) AS n";
    client_of(&ground.url).await.batch_execute(burst).await.unwrap();
    let newest = told.wait_for(|cursor| *cursor == Cursor(5_000));
    tokio::time::timeout(Duration::from_secs(8), newest).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_restored_under_a_hub_that_has_the_database_open() {
    let cluster = Cluster::start().unwrap();
    let opened = async |name: &str| {
        let url = cluster.create_database(name).unwrap();
        (PostgresStore::open(&url, birth(false)).await.unwrap(), url)
    };
    let (source, _) = opened("source").await;
    let lease = Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
    source.append(lease, at(1)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    source.backup(&file).await.unwrap();
    let backed_up = source.identity().await.unwrap().device;

    // Two that serve, and somebody with the backup.
    let (one, url) = opened("hub").await;
    let two = PostgresStore::open(&url, birth(false)).await.unwrap();
    let restoring = PostgresStore::open(&url, birth(false)).await.unwrap();
    let born = one.identity().await.unwrap();
    let refused = restoring.restore(&file).await;
    assert!(matches!(refused, Err(StoreError::OpenElsewhere)), "{refused:?}");
    drop(one);
    assert!(restoring.restore(&file).await.is_err(), "the other serves on");
    // The server was gone for a while: they say again that they are there.
    cluster.stop().unwrap();
    cluster.start_again().unwrap();
    tokio::time::sleep(Duration::from_secs(4)).await;
    let refused = restoring.restore(&file).await;
    assert!(matches!(refused, Err(StoreError::OpenElsewhere)), "{refused:?}");
    assert_eq!(two.identity().await.unwrap(), born, "nothing has happened");
    drop(two);
    restoring.restore(&file).await.unwrap();
    assert_eq!(restoring.identity().await.unwrap().device, backed_up);
    // It stays its own, and others can come again; also after one that was refused.
    let again = PostgresStore::open(&url, birth(false)).await.unwrap();
    assert_eq!(again.identity().await.unwrap().device, backed_up);
    drop(again);
    let refused = restoring.restore(&file).await;
    assert!(matches!(refused, Err(StoreError::NotEmpty)), "{refused:?}");
    drop(PostgresStore::open(&url, birth(false)).await.unwrap());
    // While somebody restores, nobody comes in between.
    drop(restoring);
    let elsewhere = client_of(&url).await;
    let alone = "SELECT pg_advisory_lock(1347573327)";
    elsewhere.batch_execute(alone).await.unwrap();
    let refused = PostgresStore::open(&url, birth(false)).await;
    assert!(matches!(&refused, Err(error) if error.to_string().contains("being restored")));
}
