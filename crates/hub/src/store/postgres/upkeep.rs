//! Folding everything anew, and looking whether all is as it should be, in the database.

use std::pin::pin;

use deadpool_postgres::Transaction;
use futures_util::stream::TryStreamExt;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};

use super::super::fold::{PassageRow, Sum};
use super::super::upkeep::{Follower, Following, Projection, Refolding};
use super::super::writes::{LeaseRow, lease};
use super::super::{Finding, Result, StoreError};
use super::change::cursor;
use super::office::{bytes, count, execute, query, stream};
use super::record::weighing_of;
use super::{opening, put};

/// Records that weigh, one ticket after the other; a part of the tickets by their first byte, so
/// that what comes of a part can be written before the next is read.
const PART: &str = "SELECT ticket, n, bytes FROM record \
                    WHERE ticket IS NOT NULL AND weighs AND get_byte(ticket, 0) % 64 = $1 \
                    ORDER BY ticket";
const EVERYTHING: &str = "SELECT ticket, n, bytes FROM record \
                          WHERE ticket IS NOT NULL AND weighs ORDER BY ticket";

pub(crate) async fn rebuild(tx: &Transaction<'_>) -> Result<()> {
    let sql = "DELETE FROM occupancy; DELETE FROM seat; DELETE FROM passage; DELETE FROM lease;";
    tx.batch_execute(sql).await?;
    for part in 0..64_i32 {
        let mut refolding = Refolding::default();
        for row in query(tx, PART, &[&part]).await? {
            refolding.add(TicketId(bytes(&row, 0)?), weighing_of(&row)?);
        }
        put::folded(tx, &refolding.rest()).await?;
    }
    put::leases(tx, &leases(tx).await?).await?;
    let sql = "UPDATE event SET tickets = \
               (SELECT count(*) FROM ticket WHERE ticket.event = event.n AND NOT withdrawn)";
    execute(tx, sql, &[]).await?;
    Ok(())
}

/// Seats that were lent or given back, as the records say. They alone have one device as audience.
async fn leases(tx: &Transaction<'_>) -> Result<Vec<LeaseRow>> {
    let sql = "SELECT n, bytes FROM record WHERE audience >= 'd:' AND audience < 'd;'";
    let mut leases = Vec::new();
    for row in query(tx, sql, &[]).await? {
        let record = serde_json::from_slice(row.try_get(1)?);
        let record = record.map_err(StoreError::unreadable("record"))?;
        leases.extend(lease(row.try_get(0)?, &record));
    }
    Ok(leases)
}

pub(crate) async fn check(tx: &Transaction<'_>) -> Result<Vec<Finding>> {
    let mut findings = broken_chains(tx).await?;
    let (mut anew, mut refolding) = (Projection::default(), Refolding::default());
    let mut rows = pin!(stream(tx, EVERYTHING, &[]).await?);
    while let Some(row) = rows.try_next().await? {
        refolding.add(TicketId(bytes(&row, 0)?), weighing_of(&row)?);
        if let Some(folded) = refolding.handful() {
            anew.add(&folded);
        }
    }
    anew.add(&refolding.rest());
    for LeaseRow { n, scope, device, seats } in leases(tx).await? {
        anew.add_lease(n, &scope, device, seats);
    }
    findings.extend(kept(tx).await?.compare(anew));
    findings.extend(wrong_counts(tx).await?);
    Ok(findings)
}

async fn broken_chains(tx: &Transaction<'_>) -> Result<Vec<Finding>> {
    let rows = query(tx, "SELECT n, device, incarnation, last, hash FROM series", &[]).await?;
    let series = rows.iter().map(|row| {
        Ok(Following {
            n: row.try_get(0)?,
            device: DeviceId(bytes(row, 1)?),
            incarnation: Incarnation(bytes(row, 2)?),
            last: count(row, 3)?,
            hash: RecordHash(bytes(row, 4)?),
        })
    });
    let hub = opening::read(tx).await?.device;
    let mut follower = Follower::new(hub, series.collect::<Result<_>>()?);
    let mut rows = pin!(stream(tx, "SELECT n, hash, bytes FROM record ORDER BY n", &[]).await?);
    while let Some(row) = rows.try_next().await? {
        follower.record(row.try_get(0)?, RecordHash(bytes(&row, 1)?), row.try_get(2)?);
    }
    Ok(follower.end())
}

/// What is kept.
async fn kept(tx: &Transaction<'_>) -> Result<Projection> {
    let mut kept = Projection::default();
    let sql = "SELECT scope, event, admitted, inside, doubles FROM occupancy";
    for row in query(tx, sql, &[]).await? {
        let (admitted, inside, doubles) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        kept.add_sum(row.try_get(0)?, row.try_get(1)?, Sum { admitted, inside, doubles });
    }
    for row in query(tx, "SELECT scope, device, taken FROM seat", &[]).await? {
        kept.add_seats(row.try_get(0)?, DeviceId(bytes(&row, 1)?), row.try_get(2)?);
    }
    for row in query(tx, "SELECT n, scope, device, seats FROM lease", &[]).await? {
        let device = DeviceId(bytes(&row, 2)?);
        kept.add_lease(row.try_get(0)?, row.try_get(1)?, device, row.try_get(3)?);
    }
    let sql = "SELECT n, ticket, event, scope, gate, at_ms, double FROM passage";
    let mut rows = pin!(stream(tx, sql, &[]).await?);
    while let Some(row) = rows.try_next().await? {
        kept.add_passage(&PassageRow {
            n: row.try_get(0)?,
            ticket: TicketId(bytes(&row, 1)?),
            event: row.try_get(2)?,
            scope: row.try_get(3)?,
            gate: row.try_get(4)?,
            at_ms: row.try_get(5)?,
            double: row.try_get(6)?,
        });
    }
    Ok(kept)
}

async fn wrong_counts(tx: &Transaction<'_>) -> Result<Vec<Finding>> {
    let sql = "SELECT id FROM event WHERE tickets != \
               (SELECT count(*) FROM ticket WHERE ticket.event = event.n AND NOT withdrawn)";
    let rows = query(tx, sql, &[]).await?;
    let findings = rows.iter().map(|row| Ok(Finding::Tickets { event: row.try_get(0)? }));
    let mut findings: Vec<Finding> = findings.collect::<Result<_>>()?;
    let counter = cursor(tx).await?;
    let sql = "SELECT coalesce(greatest((SELECT max(cursor) FROM record), \
               (SELECT max(cursor) FROM plan), (SELECT max(cursor) FROM event), \
               (SELECT max(cursor) FROM ticket)), 0)";
    let rows = query(tx, sql, &[]).await?;
    let found: i64 = rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default();
    if found > counter {
        let (found, counter) = (found.unsigned_abs(), counter.unsigned_abs());
        findings.push(Finding::Ahead { found, counter });
    }
    Ok(findings)
}
