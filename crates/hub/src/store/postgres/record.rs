//! Records and what is folded from them, in the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::Transaction;
use futures_util::future::try_join4;
use jiff::Timestamp;
use parvis_domain::clock::Stamp;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::id::{EventId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::standing::{Standing, fold};
use parvis_protocol::exchange::AsideReason;
use tokio_postgres::Row;

use super::super::audience::EVERYBODY;
use super::super::fold::Weighing;
use super::super::own::OwnSeries;
use super::super::rows::parsed;
use super::super::settle::{Found, HeldSeries, Settled, Wanted};
use super::super::writes::{KnownTickets, Writes, number, numbers, place, reason};
use super::super::{GivenBack, Result, StoreError, Taking, said};
use super::office::{Office, Writing, bytes, count, execute, query, stored};
use super::{opening, plan, put, taking, ticket};

/// Finds what goes to everybody.
pub(crate) const SAID: &str = "SELECT bytes FROM record WHERE audience = $1 ORDER BY cursor";

/// Takes the hub's own records back.
pub(crate) async fn take_back(
    writing: &mut Writing<'_>,
    given: GivenBack,
    rehearsal: bool,
) -> Result<u64> {
    let hub = opening::read(writing).await?.device;
    let sql = "SELECT n FROM series WHERE device = $1 AND incarnation = $2";
    let found = query(writing, sql, &[&&hub.0[..], &&given.incarnation.0[..]]).await?;
    let series: Option<i64> = found.first().map(|row| row.try_get(0)).transpose()?;
    let (taking, numbers) = given.lacking(hub, &numbers_held(writing, series).await?);
    let settled = Settled::taken_back(&taking, &numbers, rehearsal);
    if settled.next.is_empty() {
        return Ok(0);
    }
    let n = match series {
        Some(n) => n,
        None => new_series(writing, &taking, &settled).await?,
    };
    let known = known_tickets(writing, &taking).await?;
    let writes = Writes::new(&settled, n, writing.cursor, &known)?;
    put::records(writing, &taking, &writes).await?;
    put::derived(writing, &writes).await?;
    writing.cursor = writes.cursor;
    Ok(settled.next.len() as u64)
}

/// The numbers of all records that are held of a series.
async fn numbers_held(tx: &Transaction<'_>, series: Option<i64>) -> Result<BTreeSet<u64>> {
    let Some((first, last)) = series.map(numbers) else { return Ok(BTreeSet::new()) };
    let sql = "SELECT n FROM record WHERE n BETWEEN $1 AND $2";
    let rows = query(tx, sql, &[&first, &last]).await?;
    rows.iter().map(|row| Ok(place(row.try_get(0)?).1)).collect()
}

pub(crate) async fn held_series(tx: &Transaction<'_>, taking: &Taking) -> Result<Vec<HeldSeries>> {
    let sql = "SELECT n, incarnation, previous, last, hash, known FROM series WHERE device = $1";
    let rows = query(tx, sql, &[&&taking.device.0[..]]).await?;
    let series = rows.iter().map(|row| {
        Ok(HeldSeries {
            n: row.try_get(0)?,
            incarnation: Incarnation(bytes(row, 1)?),
            previous: RecordHash(bytes(row, 2)?),
            end: count(row, 3)?,
            hash: RecordHash(bytes(row, 4)?),
            known: row.try_get(5)?,
        })
    });
    series.collect()
}

pub(crate) async fn find(
    tx: &Transaction<'_>,
    taking: &Taking,
    held: &[HeldSeries],
    wanted: &Wanted,
) -> Result<Found> {
    let mut found = Found::default();
    let series = held.iter().find(|series| series.incarnation == taking.incarnation);
    if let (Some((first, last)), Some(series)) = (wanted.hashes, series) {
        let sql = "SELECT n, hash FROM record WHERE n BETWEEN $1 AND $2 ORDER BY n LIMIT $3";
        let most = stored(taking.records.len())?;
        let bounds = (number(series.n, first), number(series.n, last));
        for row in query(tx, sql, &[&bounds.0, &bounds.1, &most]).await? {
            found.hashes.insert(place(row.try_get(0)?).1, RecordHash(bytes(&row, 1)?));
        }
    }
    if let Some(hash) = wanted.within {
        found.within = is_within(tx, held, hash).await?;
    }
    Ok(found)
}

type Asides = BTreeMap<(u64, RecordHash), AsideReason>;

/// What was put aside of the series, from the record before the first that came.
pub(crate) async fn put_aside(tx: &Transaction<'_>, taking: &Taking) -> Result<Asides> {
    let mut found = Asides::new();
    let sql = "SELECT seq, hash, reason FROM aside \
               WHERE device = $1 AND incarnation = $2 AND seq BETWEEN $3 AND $4";
    let last = taking.first.saturating_add(taking.records.len() as u64);
    let (first, last) = (stored(taking.first.saturating_sub(1))?, stored(last)?);
    let series = (&taking.device.0[..], &taking.incarnation.0[..]);
    for row in query(tx, sql, &[&series.0, &series.1, &first, &last]).await? {
        let place = (count(&row, 0)?, RecordHash(bytes(&row, 1)?));
        found.insert(place, reason(row.try_get(2)?));
    }
    Ok(found)
}

/// Whether a record stands in one of these series. Asked once for an opening that does not go on
/// from the end of another, which happens after an accident only.
async fn is_within(tx: &Transaction<'_>, held: &[HeldSeries], hash: RecordHash) -> Result<bool> {
    let sql = "SELECT 1 FROM record WHERE n BETWEEN $1 AND $2 AND hash = $3 LIMIT 1";
    for series in held {
        let (first, last) = numbers(series.n);
        if !query(tx, sql, &[&first, &last, &&hash.0[..]]).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Moves the end of a series, and marks those that turn out to go on from its midst.
pub(crate) async fn move_series(tx: &Transaction<'_>, n: i64, settled: &Settled<'_>) -> Result<()> {
    let end = settled.end.ok_or_else(|| StoreError::damaged("a series without an end"))?;
    let (last, hash) = (stored(end.seq)?, &end.hash.0[..]);
    let sql = "UPDATE series SET last = $2, hash = $3, known = $4 WHERE n = $1";
    execute(tx, sql, &[&n, &last, &hash, &settled.known]).await?;
    if !settled.branching.is_empty() {
        let sql = "UPDATE series SET branches = true WHERE n = ANY($1)";
        execute(tx, sql, &[&settled.branching]).await?;
    }
    Ok(())
}

/// Begins a series. Whoever takes holds the counter: nobody else gives the same number.
pub(crate) async fn new_series(
    tx: &Transaction<'_>,
    taking: &Taking,
    settled: &Settled<'_>,
) -> Result<i64> {
    let sql = "INSERT INTO series (n, device, incarnation, previous, last, hash, known, branches) \
               SELECT coalesce(max(n), 0) + 1, $1, $2, $3, 0, $3, $4, $5 FROM series RETURNING n";
    let (device, incarnation) = (&taking.device.0[..], &taking.incarnation.0[..]);
    let previous = &settled.previous.0[..];
    let (known, branches) = (&settled.known, &settled.branches);
    let rows = query(tx, sql, &[&device, &incarnation, &previous, known, branches]).await?;
    let row = rows.first().ok_or_else(|| StoreError::damaged("a series without a number"))?;
    Ok(row.try_get(0)?)
}

/// What is known of the tickets that records are about, while nobody else writes.
pub(crate) async fn known_tickets(tx: &Transaction<'_>, taking: &Taking) -> Result<KnownTickets> {
    let (touched, without_event) = taking.touched();
    let taking_over = taking.taking_over();
    let (records, of_others, events, venues) = try_join4(
        weighing(tx, &touched),
        of_others(tx, taking, &touched),
        events(tx, &without_event),
        plan::venues(tx, &taking_over),
    )
    .await?;
    Ok(KnownTickets { records, events, of_others, venues })
}

/// The tickets that stand on the roster of an event which the device does not decide about.
pub(crate) async fn of_others(
    tx: &Transaction<'_>,
    taking: &Taking,
    tickets: &BTreeSet<TicketId>,
) -> Result<BTreeSet<TicketId>> {
    match &taking.events {
        Some(events) => ticket::of_others(tx, tickets, events).await,
        None => Ok(BTreeSet::new()),
    }
}

/// The events of tickets, by their roster.
async fn events(
    tx: &Transaction<'_>,
    tickets: &BTreeSet<TicketId>,
) -> Result<HashMap<TicketId, EventId>> {
    if tickets.is_empty() {
        return Ok(HashMap::new());
    }
    let tickets: Vec<&[u8]> = tickets.iter().map(|ticket| &ticket.0[..]).collect();
    let sql = "SELECT ticket.id, event.id FROM ticket JOIN event ON event.n = ticket.event \
               WHERE ticket.id = ANY($1)";
    let rows = query(tx, sql, &[&tickets]).await?;
    rows.iter().map(|row| Ok((TicketId(bytes(row, 0)?), parsed(row.try_get(1)?)?))).collect()
}

/// The records that decide where tickets stand.
pub(crate) async fn weighing(
    tx: &Transaction<'_>,
    tickets: impl IntoIterator<Item = &TicketId>,
) -> Result<HashMap<TicketId, Vec<Weighing>>> {
    let mut known: HashMap<TicketId, Vec<Weighing>> = HashMap::new();
    let tickets: Vec<&[u8]> = tickets.into_iter().map(|ticket| &ticket.0[..]).collect();
    if tickets.is_empty() {
        return Ok(known);
    }
    // Ticket by ticket: what an array of a thousand would find cannot be estimated in less time
    // than it takes to find it.
    let sql = "SELECT of.ticket, of.n, of.bytes FROM UNNEST($1::bytea[]) AS wanted (ticket) \
               CROSS JOIN LATERAL (SELECT ticket, n, bytes FROM record \
               WHERE record.ticket = wanted.ticket AND weighs OFFSET 0) AS of";
    for row in query(tx, sql, &[&tickets]).await? {
        known.entry(TicketId(bytes(&row, 0)?)).or_default().push(weighing_of(&row)?);
    }
    Ok(known)
}

/// A record that weighs, from a row of ticket, number and bytes.
pub(crate) fn weighing_of(row: &Row) -> Result<Weighing> {
    let record = serde_json::from_slice(row.try_get(2)?).map_err(StoreError::unreadable("record"));
    Ok(Weighing { n: row.try_get(1)?, record: record? })
}

pub(crate) async fn standing(tx: &Transaction<'_>, ticket: TicketId) -> Result<Standing> {
    let records = weighing(tx, &[ticket]).await?.remove(&ticket).unwrap_or_default();
    Ok(fold(records.iter().map(|weighing| &weighing.record)))
}

pub(crate) async fn records_of(tx: &Transaction<'_>, ticket: TicketId) -> Result<Vec<Sealed>> {
    let sql = "SELECT cursor, bytes FROM record WHERE ticket = $1";
    let mut records: BTreeMap<i64, Sealed> = BTreeMap::new();
    for row in query(tx, sql, &[&&ticket.0[..]]).await? {
        records.insert(row.try_get(0)?, Sealed::read(row.try_get(1)?)?);
    }
    Ok(records.into_values().collect())
}

/// Records a fact of the hub itself; the series is kept again by whoever commits.
pub(crate) async fn append(
    office: &Office,
    writing: &mut Writing<'_>,
    own: &mut Option<OwnSeries>,
    fact: Fact,
    at: Timestamp,
) -> Result<Sealed> {
    let mut series = match own.take() {
        Some(series) => series,
        None => begin(office, writing).await?,
    };
    let known = stamps(writing, &fact).await?;
    let (taking, sealed) = series.next(known, at, office.rehearsal, fact)?;
    taking::alone(writing, &taking, office.rehearsal).await?;
    *own = Some(series);
    Ok(sealed)
}

/// The stamps that a fact has to come after.
async fn stamps(tx: &Transaction<'_>, fact: &Fact) -> Result<Vec<Stamp>> {
    match fact.ticket() {
        Some(ticket) if fact.weighs() => {
            let known = weighing(tx, &[ticket]).await?.remove(&ticket).unwrap_or_default();
            Ok(known.iter().map(|known| known.record.stamp).collect())
        }
        _ if fact.for_boards().is_some() => Ok(said::stamps(&said(tx).await?, fact)),
        _ => Ok(Vec::new()),
    }
}

/// As [`append`], for a fact that says something for the boards, unless it stands already.
pub(crate) async fn say(
    office: &Office,
    writing: &mut Writing<'_>,
    own: &mut Option<OwnSeries>,
    fact: Fact,
    at: Timestamp,
) -> Result<Option<Sealed>> {
    if said::stands(&said(writing).await?, &fact) {
        return Ok(None);
    }
    append(office, writing, own, fact, at).await.map(Some)
}

/// What was said for the boards.
pub(crate) async fn said(tx: &Transaction<'_>) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for row in query(tx, SAID, &[&EVERYBODY]).await? {
        said::add(&mut found, row.try_get(0)?)?;
    }
    Ok(found)
}

async fn begin(office: &Office, writing: &Writing<'_>) -> Result<OwnSeries> {
    let device = opening::read(writing).await?.device;
    let sql = "SELECT record.cursor, record.bytes FROM series \
               JOIN record ON record.n = (series.n << 40 | series.last) WHERE series.device = $1";
    let rows = query(writing, sql, &[&&device.0[..]]).await?;
    let ends = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    OwnSeries::begin(device, Incarnation(office.drawn()), ends.collect::<Result<_>>()?)
}
