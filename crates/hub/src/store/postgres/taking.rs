//! Records that devices bring, taken into the database: those of several devices at once.

use std::collections::{BTreeSet, HashMap};

use deadpool_postgres::Object;
use futures_util::future::{try_join, try_join3, try_join5};
use parvis_domain::id::TicketId;

use super::super::fold::Weighing;
use super::super::settle::{Found, Settled, settle, wanted};
use super::super::writes::{KnownTickets, Writes};
use super::super::{Result, Taken, Taking};
use super::office::{Office, Writing};
use super::record::{
    find, held_series, known_tickets, move_series, new_series, of_others, put_aside, weighing,
};
use super::{change, plan, put};

type Known = HashMap<TicketId, Vec<Weighing>>;

/// What came of taking records while those of other devices are taken.
enum Among {
    /// They are taken.
    Taken(Taken),
    /// Their series begins, which is done alone.
    Begins,
    /// All of them have to be taken alone.
    NotThese,
}

/// Takes records, those of several devices at once where that can be.
pub(crate) async fn take(office: &Office, taking: &Taking) -> Result<Taken> {
    let mut conn = office.conn().await?;
    match take_among_others(office, &mut conn, taking).await? {
        Among::Taken(taken) => Ok(taken),
        Among::Begins if taking.records.len() > 1 => begin(office, &mut conn, taking).await,
        Among::Begins | Among::NotThese => take_alone(office, &mut conn, taking).await,
    }
}

/// Begins a series with its first record, so that everybody waits for that one only.
async fn begin(office: &Office, conn: &mut Object, taking: &Taking) -> Result<Taken> {
    let (first, rest) = taking.parted();
    let begun = take_alone(office, conn, &first).await?;
    let then = match take_among_others(office, conn, &rest).await? {
        Among::Taken(taken) => taken,
        Among::Begins | Among::NotThese => take_alone(office, conn, &rest).await?,
    };
    Ok(begun.and(then))
}

async fn take_alone(office: &Office, conn: &mut Object, taking: &Taking) -> Result<Taken> {
    let mut writing = Writing::begin_of(conn, taking.device).await?;
    let announced = office.in_flight.announce(taking.touched().0);
    writing.write_alone().await?;
    let taken = alone(&mut writing, taking, office.rehearsal).await?;
    announced.was_given(writing.first(), writing.count());
    office.commit(writing).await?;
    Ok(taken)
}

async fn take_among_others(office: &Office, conn: &mut Object, taking: &Taking) -> Result<Among> {
    let mut writing = Writing::begin_of(conn, taking.device).await?;
    let among = among_others(office, &mut writing, taking).await?;
    match among {
        Among::Taken(_) => office.commit(writing).await?,
        Among::Begins | Among::NotThese => writing.tx.rollback().await?,
    }
    Ok(among)
}

/// Takes records while nobody else writes.
pub(crate) async fn alone(
    writing: &mut Writing<'_>,
    taking: &Taking,
    rehearsal: bool,
) -> Result<Taken> {
    // What does not depend on each other is asked at once: waiting for answers one by one would
    // cost as much as the work.
    let (held, aside, known) = try_join3(
        held_series(writing, taking),
        put_aside(writing, taking),
        known_tickets(writing, taking),
    )
    .await?;
    let wanted = wanted(taking, &held)?;
    let found = Found { aside, ..find(writing, taking, &held, &wanted).await? };
    let settled = settle(taking, &held, (&found, &known), rehearsal)?;
    if !settled.next.is_empty() {
        let series = held.iter().find(|series| series.incarnation == taking.incarnation);
        let n = match series {
            Some(series) => series.n,
            None => new_series(writing, taking, &settled).await?,
        };
        let writes = Writes::new(&settled, n, writing.cursor, &known)?;
        put::records(writing, taking, &writes).await?;
        finish(writing, n, &settled, &writes).await?;
    }
    put::aside(writing, taking, &settled).await?;
    Ok(Taken { end: settled.end, put_aside: settled.put_aside })
}

/// Takes records while those of other devices are taken: all that nobody else's have a say in is
/// looked up and written before its turn comes. Where it has to be done alone after all, what was
/// written is to be taken back: where a series begins, where a record does not say of which event its
/// ticket is, and where somebody was quicker with one of the tickets.
async fn among_others(
    office: &Office,
    writing: &mut Writing<'_>,
    taking: &Taking,
) -> Result<Among> {
    let (touched, without_event) = taking.touched();
    let taking_over = taking.taking_over();
    // One after the other, and all of them asked at once: the number comes before what is read.
    let looked_up = try_join5(
        held_series(writing, taking),
        put_aside(writing, taking),
        of_others(writing, taking, &touched),
        weighing(writing, &touched),
        plan::venues(writing, &taking_over),
    );
    let (cursor, (held, aside, of_others, records, venues)) =
        try_join(change::cursor(writing), looked_up).await?;
    let from = cursor + 1;
    let series = held.iter().find(|series| series.incarnation == taking.incarnation);
    let Some(series) = series else { return Ok(Among::Begins) };
    if !without_event.is_empty() {
        return Ok(Among::NotThese);
    }
    let known = KnownTickets { of_others, records, venues, ..KnownTickets::default() };
    let wanted = wanted(taking, &held)?;
    let found = Found { aside, ..find(writing, taking, &held, &wanted).await? };
    let settled = settle(taking, &held, (&found, &known), office.rehearsal)?;
    if !settled.next.is_empty() {
        let announced = office.in_flight.announce(touched.clone());
        writing.take_turn(settled.next.len()).await?;
        announced.was_given(writing.first(), settled.next.len());
        let numbers = (from, writing.first());
        let mut writes = Writes::unfolded(&settled, series.n, writing.cursor, &known)?;
        // Those that somebody writes about just now are folded when that is known.
        let late = office.in_flight.about(numbers, &touched);
        writes.fold_but(&known.records, &late);
        let early = std::mem::take(&mut writes.folded.put);
        let (records, passages) =
            (put::records(writing, taking, &writes), put::passages(writing, &early));
        try_join(records, passages).await?;
        writing.await_turn().await?;
        let mut again = office.in_flight.written(numbers, &touched);
        // Who was only announced may have come later, or not at all.
        again.extend(&late);
        let now = weighing(writing, &again).await?;
        if is_overtaken(&writes, again.difference(&late), (&known.records, &now)) {
            return Ok(Among::NotThese);
        }
        writes.fold(&now);
        finish(writing, series.n, &settled, &writes).await?;
    }
    put::aside(writing, taking, &settled).await?;
    Ok(Among::Taken(Taken { end: settled.end, put_aside: settled.put_aside }))
}

/// Whether of tickets that were folded already more is known now than then.
fn is_overtaken<'a>(
    writes: &Writes<'_>,
    mut folded: impl Iterator<Item = &'a TicketId>,
    (then, now): (&Known, &Known),
) -> bool {
    let new: BTreeSet<i64> = writes.records.iter().map(|row| row.n).collect();
    folded.any(|ticket| {
        let of_others = |known: &Known| {
            let known = known.get(ticket).into_iter().flatten();
            known.filter(|known| !new.contains(&known.n)).count()
        };
        of_others(then) != of_others(now)
    })
}

/// Writes what follows from records that are there.
async fn finish(
    writing: &mut Writing<'_>,
    series: i64,
    settled: &Settled<'_>,
    writes: &Writes<'_>,
) -> Result<()> {
    try_join(move_series(writing, series, settled), put::derived(writing, writes)).await?;
    writing.cursor = writes.cursor;
    Ok(())
}
