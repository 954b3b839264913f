//! The rows that new records make, put into the database: each kind with one statement, and all of
//! them sent before the first is answered.

use deadpool_postgres::Transaction;
use futures_util::future::{try_join3, try_join5};

use super::super::fold::Folded;
use super::super::settle::Settled;
use super::super::writes::{LeaseRow, Writes, reason_name};
use super::super::{Result, Taking};
use super::office::{execute, stored};

pub(crate) async fn all(tx: &Transaction<'_>, taking: &Taking, writes: &Writes<'_>) -> Result<()> {
    let (leases, folded) = (leases(tx, &writes.leases), folded(tx, &writes.folded));
    try_join3(records(tx, taking, writes), leases, folded).await.map(drop)
}

async fn records(tx: &Transaction<'_>, taking: &Taking, writes: &Writes<'_>) -> Result<()> {
    let rows = &writes.records;
    let n: Vec<i64> = rows.iter().map(|row| row.n).collect();
    let cursor: Vec<i64> = rows.iter().map(|row| row.cursor).collect();
    let audience: Vec<Option<&str>> = rows.iter().map(|row| row.audience.as_deref()).collect();
    let ticket: Vec<Option<&[u8]>> =
        rows.iter().map(|row| row.ticket.as_ref().map(|ticket| &ticket.0[..])).collect();
    let weighs: Vec<bool> = rows.iter().map(|row| row.weighs).collect();
    let hash: Vec<&[u8]> = rows.iter().map(|row| &row.hash.0[..]).collect();
    let bytes: Vec<&[u8]> = rows.iter().map(|row| row.text.as_bytes()).collect();
    let sql = "INSERT INTO record (n, cursor, audience, ticket, weighs, ahead_ms, received_ms, \
               hash, bytes) SELECT n, c, a, t, w, $8, $9, h, b \
               FROM UNNEST($1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::boolean[], \
               $6::bytea[], $7::bytea[]) AS new (n, c, a, t, w, h, b)";
    let received = taking.received.as_millisecond();
    let given: [&(dyn tokio_postgres::types::ToSql + Sync); 9] =
        [&n, &cursor, &audience, &ticket, &weighs, &hash, &bytes, &taking.ahead_ms, &received];
    execute(tx, sql, &given).await?;
    Ok(())
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
    let (passages, changed) = (passages(tx, folded), changed(tx, folded));
    let (sums, seats) = (sums(tx, folded), seats(tx, folded));
    try_join5(gone, passages, changed, sums, seats).await.map(drop)
}

async fn passages(tx: &Transaction<'_>, folded: &Folded) -> Result<()> {
    let rows = &folded.put;
    if rows.is_empty() {
        return Ok(());
    }
    let n: Vec<i64> = rows.iter().map(|row| row.n).collect();
    let ticket: Vec<&[u8]> = rows.iter().map(|row| &row.ticket.0[..]).collect();
    let event: Vec<&str> = rows.iter().map(|row| row.event.as_str()).collect();
    let scope: Vec<&str> = rows.iter().map(|row| row.scope.as_str()).collect();
    let gate: Vec<&str> = rows.iter().map(|row| row.gate.as_str()).collect();
    let at: Vec<i64> = rows.iter().map(|row| row.at_ms).collect();
    let double: Vec<bool> = rows.iter().map(|row| row.double).collect();
    let sql = "INSERT INTO passage (n, ticket, event, scope, gate, at_ms, double) \
               SELECT * FROM UNNEST($1::bigint[], $2::bytea[], $3::text[], $4::text[], \
               $5::text[], $6::bigint[], $7::boolean[])";
    execute(tx, sql, &[&n, &ticket, &event, &scope, &gate, &at, &double]).await.map(drop)
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
