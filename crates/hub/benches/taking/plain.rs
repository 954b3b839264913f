//! The floor: the rows that takings make, inserted without anything being looked up or folded.

use std::path::Path;
use std::time::{Duration, Instant};

use parvis_hub::store::{FILE_NAME, Incoming, Taking};
use tokio_postgres::Statement;
use tokio_postgres::types::ToSql;

use crate::series::DOORS;

pub(crate) struct Rows {
    n: Vec<i64>,
    cursor: Vec<i64>,
    ticket: Vec<Vec<u8>>,
    hash: Vec<Vec<u8>>,
    bytes: Vec<Vec<u8>>,
    at: Vec<i64>,
}

pub(crate) fn rows(taking: &Taking, batch: usize) -> Rows {
    let series = i64::from(taking.device.0[0]);
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

/// By one connection: SQLite lets one write at a time, and more would only wait for each other.
pub(crate) fn sqlite(folder: &Path, all: &[Rows]) -> Duration {
    let conn = rusqlite::Connection::open(folder.join(FILE_NAME)).unwrap();
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -131072").unwrap();
    let (first, rest) = all.split_at(DOORS);
    first.iter().for_each(|rows| put(&conn, rows));
    let begun = Instant::now();
    rest.iter().for_each(|rows| put(&conn, rows));
    begun.elapsed()
}

fn put(conn: &rusqlite::Connection, rows: &Rows) {
    let many = |row: &str| vec![row; 40].join(", ");
    let record =
        format!("INSERT INTO record VALUES {}", many("(?, ?, 'e:brussels-day', ?, 1, 0, 0, ?, ?)"));
    let passage = format!(
        "INSERT INTO passage VALUES {}",
        many("(?, ?, 'brussels-day', 'hall/day/2023-11-16', 'main-entrance', ?, 0)")
    );
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

/// By as many connections as there are doors.
pub(crate) async fn postgres(url: &str, all: &[Rows]) -> Duration {
    let mut clients = Vec::new();
    for _ in 0..DOORS {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let record = "INSERT INTO record SELECT n, c, 'e:brussels-day', t, true, 0, 0, h, b FROM \
                      UNNEST($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[]) \
                      AS new (n, c, t, h, b)";
        let passage = "INSERT INTO passage SELECT n, t, 'brussels-day', 'hall/day/2023-11-16', \
                       'main-entrance', at, false FROM \
                       UNNEST($1::bigint[], $2::bytea[], $3::bigint[]) AS new (n, t, at)";
        let statements =
            (client.prepare(record).await.unwrap(), client.prepare(passage).await.unwrap());
        clients.push((client, statements));
    }
    let (first, rest) = all.split_at(DOORS);
    put_by_doors(&mut clients, first).await;
    let begun = Instant::now();
    put_by_doors(&mut clients, rest).await;
    begun.elapsed()
}

/// A connection with its two statements.
type Connected = (tokio_postgres::Client, (Statement, Statement));

async fn put_by_doors(clients: &mut [Connected], all: &[Rows]) {
    let each =
        clients.iter_mut().enumerate().map(|(door, (client, (record, passage)))| async move {
            for rows in all.iter().skip(door).step_by(DOORS) {
                let tx = client.transaction().await.unwrap();
                let given: [&(dyn ToSql + Sync); 5] =
                    [&rows.n, &rows.cursor, &rows.ticket, &rows.hash, &rows.bytes];
                tx.execute(&*record, &given).await.unwrap();
                tx.execute(&*passage, &[&rows.n, &rows.ticket, &rows.at]).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
    futures_util::future::join_all(each).await;
}
