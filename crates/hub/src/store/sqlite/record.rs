//! Records and what is folded from them, in the file.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use parvis_domain::clock::Stamp;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::id::{EventId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::standing::{Standing, fold};
use rusqlite::{Connection, OptionalExtension, params};

use super::super::audience::EVERYBODY;
use super::super::fold::Weighing;
use super::super::identity::drawn;
use super::super::own::OwnSeries;
use super::super::settle::{Found, HeldSeries, Settled, Wanted, settle, wanted};
use super::super::writes::{KnownTickets, Writes, number, numbers, place, reason};
use super::super::{GivenBack, Result, StoreError, Taken, Taking, said};
use super::desk::Writing;
use super::{identity, plan, put, ticket};

/// Finds what goes to everybody.
pub(crate) const SAID: &str = "SELECT bytes FROM record WHERE audience = ?1 ORDER BY cursor";

/// Finds the records that decide where a ticket stands.
pub(crate) const BY_TICKET: &str = "SELECT n, bytes FROM record WHERE ticket = ?1 AND weighs = 1";

pub(crate) fn take(writing: &mut Writing<'_>, taking: &Taking) -> Result<Taken> {
    let conn = writing.conn;
    let held = held_series(conn, taking)?;
    let wanted = wanted(taking, &held)?;
    let found = find(conn, taking, &held, &wanted)?;
    let known = known_tickets(conn, taking)?;
    let settled = settle(taking, &held, (&found, &known), writing.rehearsal)?;
    let series = held.iter().find(|series| series.incarnation == taking.incarnation);
    if !settled.next.is_empty() {
        let n = series.map(|series| series.n);
        let n = n.map_or_else(|| new_series(conn, taking, &settled), Ok)?;
        move_series(conn, n, &settled)?;
        put_next(writing, taking, (&settled, &known), n)?;
    }
    put::aside(conn, taking, &settled)?;
    Ok(Taken { end: settled.end, put_aside: settled.put_aside })
}

/// Takes the hub's own records back.
pub(crate) fn take_back(writing: &mut Writing<'_>, given: GivenBack) -> Result<u64> {
    let conn = writing.conn;
    let hub = identity::read(conn)?.device;
    let sql = "SELECT n FROM series WHERE device = ?1 AND incarnation = ?2";
    let mut query = conn.prepare_cached(sql)?;
    let series: Option<i64> =
        query.query_row(params![hub.0, given.incarnation.0], |row| row.get(0)).optional()?;
    let (taking, numbers) = given.lacking(hub, &numbers_held(conn, series)?);
    let settled = Settled::taken_back(&taking, &numbers, writing.rehearsal);
    if settled.next.is_empty() {
        return Ok(0);
    }
    let n = series.map_or_else(|| new_series(conn, &taking, &settled), Ok)?;
    let known = known_tickets(conn, &taking)?;
    put_next(writing, &taking, (&settled, &known), n)?;
    Ok(settled.next.len() as u64)
}

/// The numbers of all records that are held of a series.
fn numbers_held(conn: &Connection, series: Option<i64>) -> Result<BTreeSet<u64>> {
    let Some((first, last)) = series.map(numbers) else { return Ok(BTreeSet::new()) };
    let sql = "SELECT n FROM record WHERE n BETWEEN ?1 AND ?2";
    let mut query = conn.prepare_cached(sql)?;
    let held = query.query_map([first, last], |row| Ok(place(row.get(0)?).1))?;
    Ok(held.collect::<rusqlite::Result<_>>()?)
}

/// Puts records that go on a series, and what is folded from them.
fn put_next(
    writing: &mut Writing<'_>,
    taking: &Taking,
    (settled, known): (&Settled<'_>, &KnownTickets),
    n: i64,
) -> Result<()> {
    let conn = writing.conn;
    let writes = Writes::new(settled, n, writing.cursor, known)?;
    put::records(conn, taking, &writes)?;
    put::folded(conn, &writes.folded)?;
    writing.cursor = writes.cursor;
    Ok(())
}

fn held_series(conn: &Connection, taking: &Taking) -> Result<Vec<HeldSeries>> {
    let sql = "SELECT n, incarnation, previous, last, hash, known FROM series WHERE device = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let series = query.query_map([taking.device.0], |row| {
        Ok(HeldSeries {
            n: row.get(0)?,
            incarnation: Incarnation(row.get(1)?),
            previous: RecordHash(row.get(2)?),
            end: row.get(3)?,
            hash: RecordHash(row.get(4)?),
            known: row.get(5)?,
        })
    })?;
    Ok(series.collect::<rusqlite::Result<_>>()?)
}

fn find(conn: &Connection, taking: &Taking, held: &[HeldSeries], wanted: &Wanted) -> Result<Found> {
    let mut found = Found::default();
    let series = held.iter().find(|series| series.incarnation == taking.incarnation);
    if let (Some((first, last)), Some(series)) = (wanted.hashes, series) {
        let sql = "SELECT n, hash FROM record WHERE n BETWEEN ?1 AND ?2 LIMIT ?3";
        let mut query = conn.prepare_cached(sql)?;
        let bounds = params![number(series.n, first), number(series.n, last), taking.records.len()];
        let mut rows = query.query(bounds)?;
        for seq in first.. {
            let Some(row) = rows.next()? else { break };
            let n: i64 = row.get(0)?;
            if Some(n) != number(series.n, seq) {
                return Err(StoreError::damaged(format!("record {seq} is missing in its series")));
            }
            found.hashes.insert(seq, RecordHash(row.get(1)?));
        }
    }
    if let Some(hash) = wanted.within {
        found.within = is_within(conn, held, hash)?;
    }
    let sql = "SELECT seq, hash, reason FROM aside \
               WHERE device = ?1 AND incarnation = ?2 AND seq BETWEEN ?3 AND ?4";
    let mut query = conn.prepare_cached(sql)?;
    let last = taking.first.saturating_add(taking.records.len() as u64);
    let bounds = params![taking.device.0, taking.incarnation.0, taking.first - 1, last];
    let mut rows = query.query(bounds)?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(2)?;
        found.aside.insert((row.get(0)?, RecordHash(row.get(1)?)), reason(&name));
    }
    Ok(found)
}

/// Whether a record stands in one of these series. Asked once for an opening that does not go on
/// from the end of another, which happens after an accident only.
fn is_within(conn: &Connection, held: &[HeldSeries], hash: RecordHash) -> Result<bool> {
    let sql = "SELECT 1 FROM record WHERE n BETWEEN ?1 AND ?2 AND hash = ?3 LIMIT 1";
    let mut query = conn.prepare_cached(sql)?;
    for series in held {
        let (first, last) = numbers(series.n);
        if query.exists(params![first, last, hash.0])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Moves the end of a series, and marks those that turn out to go on from its midst.
fn move_series(conn: &Connection, n: i64, settled: &Settled<'_>) -> Result<()> {
    let end = settled.end.ok_or_else(|| StoreError::damaged("a series without an end"))?;
    let sql = "UPDATE series SET last = ?2, hash = ?3, known = ?4 WHERE n = ?1";
    conn.prepare_cached(sql)?.execute(params![n, end.seq, end.hash.0, settled.known])?;
    for n in &settled.branching {
        conn.prepare_cached("UPDATE series SET branches = 1 WHERE n = ?1")?.execute([n])?;
    }
    Ok(())
}

/// Begins a series, of which nothing is held yet.
fn new_series(conn: &Connection, taking: &Taking, settled: &Settled<'_>) -> Result<i64> {
    let sql = "INSERT INTO series (device, incarnation, previous, last, hash, known, branches) \
               VALUES (?1, ?2, ?3, 0, ?3, ?4, ?5)";
    conn.prepare_cached(sql)?.execute(params![
        taking.device.0,
        taking.incarnation.0,
        settled.previous.0,
        settled.known,
        settled.branches,
    ])?;
    Ok(conn.last_insert_rowid())
}

pub(crate) fn known_tickets(conn: &Connection, taking: &Taking) -> Result<KnownTickets> {
    let (touched, without_event) = taking.touched();
    let mut known = KnownTickets::default();
    for ticket in &touched {
        let records = weighing(conn, *ticket)?;
        if !records.is_empty() {
            known.records.insert(*ticket, records);
        }
    }
    known.events = events_of(conn, &without_event)?;
    if let Some(events) = &taking.events {
        known.of_others = ticket::of_others(conn, &touched, events)?;
    }
    known.venues = plan::venues(conn, &taking.taking_over())?;
    Ok(known)
}

fn events_of(
    conn: &Connection,
    tickets: &BTreeSet<TicketId>,
) -> Result<std::collections::HashMap<TicketId, EventId>> {
    let sql =
        "SELECT event.id FROM ticket JOIN event ON event.n = ticket.event WHERE ticket.id = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let mut events = std::collections::HashMap::new();
    for ticket in tickets {
        let event: Option<String> = query.query_row([ticket.0], |row| row.get(0)).optional()?;
        if let Some(event) = event {
            events.insert(*ticket, event.parse().map_err(StoreError::unreadable("event"))?);
        }
    }
    Ok(events)
}

/// The records that decide where a ticket stands.
pub(crate) fn weighing(conn: &Connection, ticket: TicketId) -> Result<Vec<Weighing>> {
    let mut query = conn.prepare_cached(BY_TICKET)?;
    let mut rows = query.query([ticket.0])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let record = serde_json::from_slice(row.get_ref(1)?.as_blob().map_err(unreadable)?);
        records.push(Weighing { n: row.get(0)?, record: record.map_err(unreadable)? });
    }
    Ok(records)
}

fn unreadable(source: impl Into<super::super::BoxError>) -> StoreError {
    StoreError::Unreadable { what: "record", source: source.into() }
}

pub(crate) fn standing(conn: &Connection, ticket: TicketId) -> Result<Standing> {
    let records = weighing(conn, ticket)?;
    Ok(fold(records.iter().map(|weighing| &weighing.record)))
}

pub(crate) fn records_of(conn: &Connection, ticket: TicketId) -> Result<Vec<Sealed>> {
    let sql = "SELECT cursor, bytes FROM record WHERE ticket = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([ticket.0])?;
    let mut records: BTreeMap<i64, Sealed> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        records.insert(row.get(0)?, Sealed::read(row.get(1)?)?);
    }
    Ok(records.into_values().collect())
}

/// Records a fact of the hub itself.
pub(crate) fn append(writing: &mut Writing<'_>, fact: Fact, at: Timestamp) -> Result<Sealed> {
    let mut own = match writing.own.take() {
        Some(own) => own,
        None => begin(writing)?,
    };
    let known = stamps(writing.conn, &fact)?;
    let (taking, sealed) = own.next(known, at, writing.rehearsal, fact)?;
    take(writing, &taking)?;
    *writing.own = Some(own);
    Ok(sealed)
}

/// The stamps that a fact has to come after.
fn stamps(conn: &Connection, fact: &Fact) -> Result<Vec<Stamp>> {
    match fact.ticket() {
        Some(ticket) if fact.weighs() => {
            Ok(weighing(conn, ticket)?.iter().map(|known| known.record.stamp).collect())
        }
        _ if fact.for_boards().is_some() => Ok(said::stamps(&said(conn)?, fact)),
        _ => Ok(Vec::new()),
    }
}

/// Records a fact that says something for the boards, unless it stands already.
pub(crate) fn say(writing: &mut Writing<'_>, fact: Fact, at: Timestamp) -> Result<Option<Sealed>> {
    let stands = said::stands(&said(writing.conn)?, &fact);
    if stands { Ok(None) } else { append(writing, fact, at).map(Some) }
}

/// What was said for the boards.
pub(crate) fn said(conn: &Connection) -> Result<Vec<Record>> {
    let mut query = conn.prepare_cached(SAID)?;
    let mut rows = query.query([EVERYBODY])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        said::add(&mut found, row.get_ref(0)?.as_blob().map_err(unreadable)?)?;
    }
    Ok(found)
}

fn begin(writing: &mut Writing<'_>) -> Result<OwnSeries> {
    let device = identity::read(writing.conn)?.device;
    let sql = "SELECT record.cursor, record.bytes FROM series \
               JOIN record ON record.n = (series.n << 40 | series.last) WHERE series.device = ?1";
    let mut query = writing.conn.prepare_cached(sql)?;
    let ends = query.query_map([device.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let ends = ends.collect::<rusqlite::Result<_>>()?;
    OwnSeries::begin(device, Incarnation(drawn(writing.entropy)), ends)
}
