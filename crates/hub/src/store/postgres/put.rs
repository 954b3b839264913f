//! The rows that new records make, put into the database: each kind with one statement, and as many
//! of them as possible sent before the first is answered.

use deadpool_postgres::Transaction;
use futures_util::future::{try_join, try_join5};
use tokio_postgres::types::Type;

use super::super::fold::{Folded, PassageRow};
use super::super::settle::Settled;
use super::super::writes::{LeaseRow, Writes, reason_name};
use super::super::{Result, Taking};
use super::copying::Copying;
use super::office::{Given, execute, stored};

/// The columns of a record, and of a passage, as they are put.
const RECORD: &[Type] = &[
    Type::INT8,
    Type::INT8,
    Type::TEXT,
    Type::BYTEA,
    Type::BOOL,
    Type::INT8,
    Type::INT8,
    Type::BYTEA,
    Type::BYTEA,
];
const PASSAGE: &[Type] =
    &[Type::INT8, Type::BYTEA, Type::TEXT, Type::TEXT, Type::TEXT, Type::INT8, Type::BOOL];

/// Everything that follows from records.
pub(crate) async fn derived(tx: &Transaction<'_>, writes: &Writes<'_>) -> Result<()> {
    try_join(leases(tx, &writes.leases), folded(tx, &writes.folded)).await.map(drop)
}

/// As a COPY: for each row the server reads and plans less than for an INSERT from arrays.
pub(crate) async fn records(
    tx: &Transaction<'_>,
    taking: &Taking,
    writes: &Writes<'_>,
) -> Result<()> {
    let sql = "COPY record (n, cursor, audience, ticket, weighs, ahead_ms, received_ms, hash, \
               bytes) FROM STDIN BINARY";
    let received = taking.received.as_millisecond();
    let mut copying = Copying::new(RECORD);
    for row in &writes.records {
        let ticket = row.ticket.as_ref().map(|ticket| &ticket.0[..]);
        let (hash, bytes) = (&row.hash.0[..], row.text.as_bytes());
        let given: Given<'_> = &[
            &row.n,
            &row.cursor,
            &row.audience,
            &ticket,
            &row.weighs,
            &taking.ahead_ms,
            &received,
            &hash,
            &bytes,
        ];
        copying.row(given)?;
    }
    copying.put(tx, sql).await.map(drop)
}

pub(crate) async fn leases(tx: &Transaction<'_>, leases: &[LeaseRow]) -> Result<()> {
    let sql = "INSERT INTO lease (n, scope, device, seats) VALUES ($1, $2, $3, $4)";
    for LeaseRow { n, scope, device, seats } in leases {
        execute(tx, sql, &[n, scope, &&device.0[..], seats]).await?;
    }
    Ok(())
}

/// Adds to everything that is folded.
pub(crate) async fn folded(tx: &Transaction<'_>, folded: &Folded) -> Result<()> {
    let gone = async {
        if folded.gone.is_empty() {
            return Ok(0);
        }
        execute(tx, "DELETE FROM passage WHERE n = ANY($1)", &[&folded.gone]).await
    };
    let (passages, changed) = (passages(tx, &folded.put), changed(tx, folded));
    let (sums, seats) = (sums(tx, folded), seats(tx, folded));
    try_join5(gone, passages, changed, sums, seats).await.map(drop)
}

pub(crate) async fn passages(tx: &Transaction<'_>, rows: &[PassageRow]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "COPY passage (n, ticket, event, scope, gate, at_ms, double) FROM STDIN BINARY";
    let mut copying = Copying::new(PASSAGE);
    for row in rows {
        let ticket = &row.ticket.0[..];
        let given: Given<'_> =
            &[&row.n, &ticket, &row.event, &row.scope, &row.gate, &row.at_ms, &row.double];
        copying.row(given)?;
    }
    copying.put(tx, sql).await.map(drop)
}

async fn changed(tx: &Transaction<'_>, folded: &Folded) -> Result<()> {
    if folded.changed.is_empty() {
        return Ok(());
    }
    let n: Vec<i64> = folded.changed.iter().map(|row| row.n).collect();
    let double: Vec<bool> = folded.changed.iter().map(|row| row.double).collect();
    let sql = "UPDATE passage SET double = now.double \
               FROM UNNEST($1::bigint[], $2::boolean[]) AS now (n, double) \
               WHERE passage.n = now.n";
    execute(tx, sql, &[&n, &double]).await.map(drop)
}

async fn sums(tx: &Transaction<'_>, folded: &Folded) -> Result<()> {
    let (mut scopes, mut events) = (Vec::new(), Vec::new());
    let (mut admitted, mut inside, mut doubles) = (Vec::new(), Vec::new(), Vec::new());
    for (scope, event, sum) in folded.sums() {
        scopes.push(scope);
        events.push(event);
        admitted.push(sum.admitted);
        inside.push(sum.inside);
        doubles.push(sum.doubles);
    }
    if scopes.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO occupancy AS kept (scope, event, admitted, inside, doubles) \
               SELECT * FROM UNNEST($1::text[], $2::text[], $3::bigint[], $4::bigint[], \
               $5::bigint[]) ON CONFLICT (scope, event) DO UPDATE SET \
               admitted = kept.admitted + excluded.admitted, \
               inside = kept.inside + excluded.inside, doubles = kept.doubles + excluded.doubles";
    execute(tx, sql, &[&scopes, &events, &admitted, &inside, &doubles]).await.map(drop)
}

async fn seats(tx: &Transaction<'_>, folded: &Folded) -> Result<()> {
    let (mut scopes, mut devices, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for (scope, device, seats) in folded.seats() {
        scopes.push(scope);
        devices.push(device.0.to_vec());
        taken.push(seats);
    }
    if scopes.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO seat AS kept (scope, device, taken) \
               SELECT * FROM UNNEST($1::text[], $2::bytea[], $3::bigint[]) \
               ON CONFLICT (scope, device) DO UPDATE SET taken = kept.taken + excluded.taken";
    execute(tx, sql, &[&scopes, &devices, &taken]).await.map(drop)
}

pub(crate) async fn aside(
    tx: &Transaction<'_>,
    taking: &Taking,
    settled: &Settled<'_>,
) -> Result<()> {
    let sql = "INSERT INTO aside (device, incarnation, seq, hash, reason, received_ms, bytes) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let received = taking.received.as_millisecond();
    let (device, incarnation) = (&taking.device.0[..], &taking.incarnation.0[..]);
    for (seq, incoming, reason) in &settled.aside {
        let (seq, hash, bytes) = (stored(*seq)?, &incoming.hash.0[..], incoming.text.as_bytes());
        let reason = reason_name(*reason);
        let given: [&(dyn tokio_postgres::types::ToSql + Sync); 7] =
            [&device, &incarnation, &seq, &hash, &reason, &received, &bytes];
        execute(tx, sql, &given).await?;
    }
    Ok(())
}
