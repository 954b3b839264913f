//! Events with their keys, and their tickets, in the database.

use std::collections::BTreeSet;
use std::pin::pin;

use deadpool_postgres::Transaction;
use futures_util::stream::TryStreamExt;
use parvis_domain::code::EventKey;
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::TicketStatus;
use parvis_protocol::change::TicketRow;

use super::super::importing::{Run, TicketPut};
use super::super::rows::parsed;
use super::super::{ImportReport, Importing, Lines, Result, StoreError};
use super::office::{Office, Writing, bytes, execute, query, stream};

/// How many rows are put with one statement.
const HANDFUL: usize = 1_024;

/// An event's number and key; born when there is none.
pub(crate) async fn event(
    office: &Office,
    writing: &mut Writing<'_>,
    event: &EventId,
) -> Result<(i64, EventKey)> {
    let sql = "SELECT n, key FROM event WHERE id = $1";
    if let Some(row) = query(writing, sql, &[&event.as_str()]).await?.first() {
        return Ok((row.try_get(0)?, EventKey::new(bytes(row, 1)?)));
    }
    let key = EventKey::new(office.drawn());
    writing.cursor += 1;
    let sql = "INSERT INTO event (n, id, key, tickets, cursor) \
               SELECT coalesce(max(n), 0) + 1, $1, $2, 0, $3 FROM event RETURNING n";
    let cursor = writing.cursor;
    let rows = query(writing, sql, &[&event.as_str(), &&key.bytes()[..], &cursor]).await?;
    let row = rows.first().ok_or_else(|| StoreError::damaged("an event without a number"))?;
    Ok((row.try_get(0)?, key))
}

/// The key of an event that has one: nobody has to wait for it.
pub(crate) async fn key(tx: &Transaction<'_>, event: &EventId) -> Result<Option<EventKey>> {
    let rows = query(tx, "SELECT key FROM event WHERE id = $1", &[&event.as_str()]).await?;
    rows.first().map(|row| bytes(row, 0).map(EventKey::new)).transpose()
}

pub(crate) async fn import(
    office: &Office,
    writing: &mut Writing<'_>,
    importing: Importing,
    lines: Lines,
) -> Result<ImportReport> {
    let (event, key) = event(office, writing, &importing.event).await?;
    let mut run = Run::new(importing, key, writing.cursor);
    hold(writing, event, &mut run).await?;
    let mut waiting = Vec::with_capacity(HANDFUL);
    for line in lines {
        waiting.extend(run.line(line)?);
        if waiting.len() == HANDFUL {
            put(writing, event, &waiting).await?;
            waiting.clear();
        }
    }
    put(writing, event, &waiting).await?;
    let (withdrawn, report) = run.finish();
    let ids: Vec<&[u8]> = withdrawn.iter().map(|(ticket, _)| &ticket.0[..]).collect();
    let cursors: Vec<i64> = withdrawn.iter().map(|(_, cursor)| *cursor).collect();
    let sql = "UPDATE ticket SET withdrawn = true, cursor = gone.cursor \
               FROM UNNEST($1::bytea[], $2::bigint[]) AS gone (id, cursor) \
               WHERE ticket.id = gone.id";
    execute(writing, sql, &[&ids, &cursors]).await?;
    let sql = "UPDATE event SET tickets = tickets + $2 WHERE n = $1";
    execute(writing, sql, &[&event, &run.more]).await?;
    writing.cursor = run.cursor;
    Ok(report)
}

async fn hold(tx: &Transaction<'_>, event: i64, run: &mut Run) -> Result<()> {
    let sql = "SELECT id, body, withdrawn FROM ticket WHERE event = $1";
    let mut rows = pin!(stream(tx, sql, &[&event]).await?);
    while let Some(row) = rows.try_next().await? {
        run.hold(TicketId(bytes(&row, 0)?), row.try_get(1)?, row.try_get(2)?);
    }
    Ok(())
}

async fn put(tx: &Transaction<'_>, event: i64, rows: &[TicketPut]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO ticket (id, event, body, hashes, withdrawn, cursor) \
               SELECT id, $5, body, hashes, false, cursor FROM \
               UNNEST($1::bytea[], $2::text[], $3::text[], $4::bigint[]) \
               AS new (id, body, hashes, cursor) \
               ON CONFLICT (id) DO UPDATE SET body = excluded.body, hashes = excluded.hashes, \
               withdrawn = false, cursor = excluded.cursor WHERE ticket.event = excluded.event";
    let ids: Vec<&[u8]> = rows.iter().map(|row| &row.id.0[..]).collect();
    let bodies: Vec<&str> = rows.iter().map(|row| row.body.as_str()).collect();
    let hashes: Vec<&str> = rows.iter().map(|row| row.hashes.as_str()).collect();
    let cursors: Vec<i64> = rows.iter().map(|row| row.cursor).collect();
    let count = execute(tx, sql, &[&ids, &bodies, &hashes, &cursors, &event]).await?;
    if count == rows.len() as u64 {
        return Ok(());
    }
    let sql = "SELECT ticket.id, event.id FROM ticket JOIN event ON event.n = ticket.event \
               WHERE ticket.id = ANY($1) AND event.n != $2 LIMIT 1";
    match query(tx, sql, &[&ids, &event]).await?.first() {
        Some(row) => {
            let (ticket, event) = (TicketId(bytes(row, 0)?), parsed(row.try_get(1)?)?);
            Err(StoreError::TicketElsewhere { ticket, event })
        }
        None => Err(StoreError::damaged("a ticket could not be put")),
    }
}

/// Those of some tickets that stand on the roster of another event than these.
pub(crate) async fn of_others(
    tx: &Transaction<'_>,
    tickets: &BTreeSet<TicketId>,
    events: &BTreeSet<EventId>,
) -> Result<BTreeSet<TicketId>> {
    let events: Vec<&str> = events.iter().map(EventId::as_str).collect();
    let rows = query(tx, "SELECT n FROM event WHERE id <> ALL($1)", &[&events]).await?;
    let others: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if others.is_empty() {
        return Ok(BTreeSet::new());
    }
    // Ticket by ticket, as known records are looked up.
    let sql = "SELECT wanted.id FROM UNNEST($1::bytea[]) AS wanted (id) \
               CROSS JOIN LATERAL (SELECT event FROM ticket WHERE ticket.id = wanted.id OFFSET 0) \
               AS found WHERE found.event = ANY($2)";
    let tickets: Vec<&[u8]> = tickets.iter().map(|ticket| &ticket.0[..]).collect();
    let rows = query(tx, sql, &[&tickets, &others]).await?;
    rows.iter().map(|row| Ok(TicketId(bytes(row, 0)?))).collect()
}

pub(crate) async fn one(tx: &Transaction<'_>, ticket: TicketId) -> Result<Option<TicketRow>> {
    let sql = "SELECT body, withdrawn FROM ticket WHERE id = $1";
    let rows = query(tx, sql, &[&&ticket.0[..]]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let mut ticket: TicketRow =
        serde_json::from_str(row.try_get(0)?).map_err(StoreError::unreadable("ticket"))?;
    if row.try_get(1)? {
        ticket.status = TicketStatus::Revoked;
    }
    Ok(Some(ticket))
}
