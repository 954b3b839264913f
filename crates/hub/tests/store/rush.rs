//! Doors that bring their records at once, over several hubs on one database, with people who went
//! through several of them: nothing is skipped by who reads meanwhile, and the sums are right.

use std::collections::BTreeSet;
use std::time::Duration;

use parvis_domain::id::Incarnation;
use parvis_hub::store::{PostgresStore, Store, View};
use parvis_protocol::change::{Change, Cursor};

use crate::ground::{Ground, Postgres};
use crate::people::{device, event, ticket};
use crate::series::Door;

const DOORS: u8 = 4;
const BATCHES: usize = 25;
const BATCH: usize = 20;
const PEOPLE: u8 = 200;

/// A door to which the people of the day come in another order than to the others.
fn door(n: u8) -> Door {
    let mut door = Door::new(device(n), n, None);
    for second in 0..BATCHES * BATCH {
        let person = (second * (2 * usize::from(n) + 1) + 7) % usize::from(PEOPLE);
        door.admits(i64::try_from(second).unwrap(), ticket(u8::try_from(person).unwrap()));
    }
    door
}

/// Everything that who is told page by page gets, until the writers are done and nothing is new.
async fn told(store: PostgresStore, mut done: tokio::sync::watch::Receiver<bool>) -> usize {
    let events = BTreeSet::from([event("day")]);
    let reader = View { device: device(99), incarnation: Incarnation([9; 8]), events };
    let (mut after, mut read) = (Cursor(0), BTreeSet::new());
    loop {
        let last = *done.borrow_and_update();
        let page = store.page(&reader, after, 50, 1 << 20).await.unwrap();
        assert!(page.cursor >= after);
        let nothing = page.changes.is_empty();
        after = page.cursor;
        read.extend(page.changes.into_iter().filter_map(|change| match change {
            Change::Record(row) => Some(row.text),
            _ => None,
        }));
        if nothing && last {
            return read.len();
        }
        if nothing {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// What is wrong after all doors brought everything.
async fn wrong_after_a_rush(ground: &Postgres, stores: [PostgresStore; 2]) -> Vec<String> {
    let (tell, done) = tokio::sync::watch::channel(false);
    let reading = tokio::spawn(told(ground.open().await, done));
    let writing: Vec<_> = (1..=DOORS)
        .map(|n| {
            let (door, store) = (door(n), stores[usize::from(n) % 2].clone());
            tokio::spawn(async move {
                for first in (1..=BATCHES * BATCH).step_by(BATCH) {
                    store.take(door.some(first, first + BATCH - 1)).await.unwrap();
                }
            })
        })
        .collect();
    for door in writing {
        door.await.unwrap();
    }
    tell.send(true).unwrap();
    let (read, all) = (reading.await.unwrap(), usize::from(DOORS) * BATCHES * BATCH);
    let mut wrong = Vec::new();
    if read != all {
        wrong.push(format!("{read} of {all} were read"));
    }
    let findings = stores[0].check().await.unwrap();
    wrong.extend(findings.into_iter().map(|finding| format!("{finding:?}")));
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doors_of_one_hub_bring_records_at_once() {
    let ground = Postgres::new();
    let store = ground.open().await;
    assert_eq!(wrong_after_a_rush(&ground, [store.clone(), store]).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doors_of_two_hubs_bring_records_at_once() {
    let ground = Postgres::new();
    let stores = [ground.open().await, ground.open().await];
    assert_eq!(wrong_after_a_rush(&ground, stores).await, [""; 0]);
}

/// What the database does by turns, done wrongly.
const MISTAKES: [(&str, &str); 2] = [
    (
        "nobody waits for a turn",
        "CREATE OR REPLACE FUNCTION await_turn(first BIGINT) RETURNS VOID LANGUAGE SQL AS \
         $$ SELECT $$",
    ),
    (
        "everybody's turn has another lock than is looked for",
        "CREATE OR REPLACE FUNCTION turn_lock(first BIGINT) RETURNS BIGINT LANGUAGE SQL VOLATILE \
         AS $$ SELECT 4611686018427387904 - (random() * 1000000)::BIGINT $$",
    ),
];

async fn run(ground: &Postgres, sql: &str) {
    let tls = tokio_postgres::NoTls;
    let (client, connection) = tokio_postgres::connect(&ground.url, tls).await.unwrap();
    let driving = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    driving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_that_is_not_kept_is_noticed() {
    for (mistake, sql) in MISTAKES {
        let noticed = async {
            for _ in 0..5 {
                let ground = Postgres::new();
                let stores = [ground.open().await, ground.open().await];
                run(&ground, sql).await;
                let rush = tokio::spawn(async move { wrong_after_a_rush(&ground, stores).await });
                // A panic is a store that refused what is right.
                if rush.await.map_or(true, |wrong| !wrong.is_empty()) {
                    return true;
                }
            }
            false
        };
        assert!(noticed.await, "{mistake}");
    }
}
