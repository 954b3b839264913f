//! Events with their keys, and their tickets, in the file.

use std::collections::BTreeSet;

use parvis_domain::code::EventKey;
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::TicketStatus;
use parvis_protocol::change::TicketRow;
use rusqlite::{Connection, OptionalExtension, params};

use super::super::identity::drawn;
use super::super::importing::{Run, TicketPut};
use super::super::{ImportReport, Importing, Lines, Result, StoreError};
use super::desk::Writing;
use super::many;

/// How many rows wait for each other.
const HANDFUL: usize = 1_024;

/// An event's number and key; born when there is none.
pub(crate) fn event(writing: &mut Writing<'_>, event: &EventId) -> Result<(i64, EventKey)> {
    let sql = "SELECT n, key FROM event WHERE id = ?1";
    let held = writing.conn.query_row(sql, [event.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
    if let Some((n, key)) = held.optional()? {
        return Ok((n, EventKey::new(key)));
    }
    let key = EventKey::new(drawn(writing.entropy));
    writing.cursor += 1;
    let sql = "INSERT INTO event (id, key, tickets, cursor) VALUES (?1, ?2, 0, ?3)";
    writing.conn.execute(sql, params![event.as_str(), key.bytes(), writing.cursor])?;
    Ok((writing.conn.last_insert_rowid(), key))
}

pub(crate) fn import(
    writing: &mut Writing<'_>,
    importing: Importing,
    lines: Lines,
) -> Result<ImportReport> {
    let (event, key) = event(writing, &importing.event)?;
    let mut run = Run::new(importing, key, writing.cursor);
    hold(writing.conn, event, &mut run)?;
    let mut waiting = Vec::with_capacity(HANDFUL);
    for line in lines {
        waiting.extend(run.line(line)?);
        if waiting.len() == HANDFUL {
            put(writing.conn, event, &waiting)?;
            waiting.clear();
        }
    }
    put(writing.conn, event, &waiting)?;
    let (withdrawn, report) = run.finish();
    let sql = "UPDATE ticket SET withdrawn = 1, cursor = ?2 WHERE id = ?1";
    let mut withdraw = writing.conn.prepare_cached(sql)?;
    for (ticket, cursor) in withdrawn {
        withdraw.execute(params![ticket.0, cursor])?;
    }
    let sql = "UPDATE event SET tickets = tickets + ?2 WHERE n = ?1";
    writing.conn.execute(sql, [event, run.more])?;
    writing.cursor = run.cursor;
    Ok(report)
}

fn hold(conn: &Connection, event: i64, run: &mut Run) -> Result<()> {
    let mut query = conn.prepare("SELECT id, body, withdrawn FROM ticket WHERE event = ?1")?;
    let mut rows = query.query([event])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_str().map_err(StoreError::unreadable("ticket"))?;
        run.hold(TicketId(row.get(0)?), body, row.get(2)?);
    }
    Ok(())
}

fn put(conn: &Connection, event: i64, rows: &[TicketPut]) -> Result<()> {
    let start = "INSERT INTO ticket (id, event, body, hashes, withdrawn, cursor) VALUES";
    let end = "ON CONFLICT (id) DO UPDATE SET body = excluded.body, hashes = excluded.hashes, \
               withdrawn = 0, cursor = excluded.cursor WHERE event = excluded.event";
    let count = many::put(conn, (start, 6, end), rows, |row, to| {
        to.bind(&row.id.0)?;
        to.bind(&event)?;
        to.bind(&row.body)?;
        to.bind(&row.hashes)?;
        to.bind(&false)?;
        to.bind(&row.cursor)
    })?;
    if count == rows.len() {
        return Ok(());
    }
    let sql = "SELECT event.id FROM ticket JOIN event ON event.n = ticket.event \
               WHERE ticket.id = ?1 AND event.n != ?2";
    let mut query = conn.prepare_cached(sql)?;
    for row in rows {
        let other: Option<String> =
            query.query_row(params![row.id.0, event], |row| row.get(0)).optional()?;
        if let Some(other) = other {
            let event = other.parse().map_err(StoreError::unreadable("event"))?;
            return Err(StoreError::TicketElsewhere { ticket: row.id, event });
        }
    }
    Err(StoreError::damaged("a ticket could not be put"))
}

/// Those of some tickets that stand on the roster of another event than these.
pub(crate) fn of_others(
    conn: &Connection,
    tickets: &BTreeSet<TicketId>,
    events: &BTreeSet<EventId>,
) -> Result<BTreeSet<TicketId>> {
    let mut query = conn.prepare_cached("SELECT n, id FROM event")?;
    let mut rows = query.query([])?;
    let mut others: BTreeSet<i64> = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(1)?.as_str().map_err(StoreError::unreadable("event"))?;
        if !events.iter().any(|event| event.as_str() == id) {
            others.insert(row.get(0)?);
        }
    }
    if others.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut query = conn.prepare_cached("SELECT event FROM ticket WHERE id = ?1")?;
    let mut found = BTreeSet::new();
    for ticket in tickets {
        let event = query.query_row([ticket.0], |row| row.get(0)).optional()?;
        if event.is_some_and(|event: i64| others.contains(&event)) {
            found.insert(*ticket);
        }
    }
    Ok(found)
}

pub(crate) fn one(conn: &Connection, ticket: TicketId) -> Result<Option<TicketRow>> {
    let sql = "SELECT body, withdrawn FROM ticket WHERE id = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([ticket.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let body: String = row.get(0)?;
    let mut ticket: TicketRow =
        serde_json::from_str(&body).map_err(StoreError::unreadable("ticket"))?;
    if row.get(1)? {
        ticket.status = TicketStatus::Revoked;
    }
    Ok(Some(ticket))
}
