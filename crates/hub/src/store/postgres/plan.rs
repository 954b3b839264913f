//! The programme and the gates, in the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::Transaction;
use parvis_domain::id::{EventId, VenueId};
use parvis_protocol::change::Noun;

use super::super::Result;
use super::super::plan::{HeldNoun, Plan, changed, noun, venue_of};
use super::super::rows::parsed;
use super::office::{Writing, count, execute, query};

/// The rows that are not withdrawn, by noun and in their order.
pub(crate) async fn all(tx: &Transaction<'_>) -> Result<BTreeMap<Noun, Vec<String>>> {
    let sql = "SELECT noun, body FROM plan WHERE body IS NOT NULL ORDER BY noun, place, id";
    let mut rows: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
    for row in query(tx, sql, &[]).await? {
        rows.entry(noun(row.try_get(0)?)?).or_default().push(row.try_get(1)?);
    }
    Ok(rows)
}

/// What vanished and is shown as cancelled, as it was last.
pub(crate) async fn gone(tx: &Transaction<'_>) -> Result<Vec<String>> {
    let sql = "SELECT last FROM plan WHERE last IS NOT NULL ORDER BY place, id";
    let rows = query(tx, sql, &[]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Where events are held.
pub(crate) async fn venues(
    tx: &Transaction<'_>,
    events: &BTreeSet<EventId>,
) -> Result<HashMap<EventId, VenueId>> {
    let mut venues = HashMap::new();
    if events.is_empty() {
        return Ok(venues);
    }
    let ids: Vec<&str> = events.iter().map(EventId::as_str).collect();
    let sql = "SELECT id, body FROM plan WHERE noun = $1 AND id = ANY($2) AND body IS NOT NULL";
    for row in query(tx, sql, &[&Noun::Event.as_str(), &ids]).await? {
        let event = parsed(row.try_get(0)?)?;
        venues.extend(venue_of(row.try_get(1)?)?.map(|venue| (event, venue)));
    }
    Ok(venues)
}

pub(crate) async fn put(writing: &mut Writing<'_>, plan: &Plan) -> Result<()> {
    let sql = "INSERT INTO plan (noun, id, place, body, last, cursor) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (noun, id) DO UPDATE SET \
               place = excluded.place, body = excluded.body, last = excluded.last, \
               cursor = excluded.cursor";
    for noun in plan.nouns.keys() {
        let held = held(writing, *noun).await?;
        for HeldNoun { id, place, body, last } in changed(*noun, held, plan)? {
            writing.cursor += 1;
            let (place, cursor) = (i64::from(place), writing.cursor);
            execute(writing, sql, &[&noun.as_str(), &id, &place, &body, &last, &cursor]).await?;
        }
    }
    Ok(())
}

async fn held(tx: &Transaction<'_>, noun: Noun) -> Result<Vec<HeldNoun>> {
    let sql = "SELECT id, place, body, last FROM plan WHERE noun = $1";
    let rows = query(tx, sql, &[&noun.as_str()]).await?;
    let held = rows.iter().map(|row| {
        Ok(HeldNoun {
            id: row.try_get(0)?,
            place: count(row, 1)?,
            body: row.try_get(2)?,
            last: row.try_get(3)?,
        })
    });
    held.collect()
}
