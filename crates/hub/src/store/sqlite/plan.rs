//! The programme and the gates, in the file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use parvis_domain::id::{EventId, VenueId};
use parvis_protocol::change::Noun;
use rusqlite::{Connection, OptionalExtension, params};

use super::super::Result;
use super::super::plan::{HeldNoun, Plan, changed, venue_of};
use super::desk::Writing;

/// The rows of a noun that are not withdrawn, in their order.
pub(crate) fn bodies(conn: &Connection, noun: Noun) -> Result<Vec<String>> {
    let sql = "SELECT body FROM plan WHERE noun = ?1 AND body IS NOT NULL ORDER BY place, id";
    let mut query = conn.prepare_cached(sql)?;
    let bodies = query.query_map([noun.as_str()], |row| row.get(0))?;
    Ok(bodies.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn all(conn: &Connection) -> Result<BTreeMap<Noun, Vec<String>>> {
    Noun::ALL.into_iter().map(|noun| Ok((noun, bodies(conn, noun)?))).collect()
}

/// What vanished and is shown as cancelled, as it was last.
pub(crate) fn gone(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT last FROM plan WHERE last IS NOT NULL ORDER BY place, id";
    let mut query = conn.prepare_cached(sql)?;
    let gone = query.query_map([], |row| row.get(0))?;
    Ok(gone.collect::<rusqlite::Result<_>>()?)
}

/// Where events are held.
pub(crate) fn venues(
    conn: &Connection,
    events: &BTreeSet<EventId>,
) -> Result<HashMap<EventId, VenueId>> {
    let sql = "SELECT body FROM plan WHERE noun = ?1 AND id = ?2 AND body IS NOT NULL";
    let mut query = conn.prepare_cached(sql)?;
    let mut venues = HashMap::new();
    for event in events {
        let of_event = params![Noun::Event.as_str(), event.as_str()];
        let body: Option<String> = query.query_row(of_event, |row| row.get(0)).optional()?;
        let venue = body.as_deref().map(venue_of).transpose()?.flatten();
        venues.extend(venue.map(|venue| (event.clone(), venue)));
    }
    Ok(venues)
}

pub(crate) fn put(writing: &mut Writing<'_>, plan: &Plan) -> Result<()> {
    let sql = "INSERT INTO plan (noun, id, place, body, last, cursor) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (noun, id) DO UPDATE SET \
               place = excluded.place, body = excluded.body, last = excluded.last, \
               cursor = excluded.cursor";
    for noun in plan.nouns.keys() {
        for row in changed(*noun, held(writing.conn, *noun)?, plan)? {
            let HeldNoun { id, place, body, last } = row;
            writing.cursor += 1;
            let mut put = writing.conn.prepare_cached(sql)?;
            put.execute(params![noun.as_str(), id, place, body, last, writing.cursor])?;
        }
    }
    Ok(())
}

fn held(conn: &Connection, noun: Noun) -> Result<Vec<HeldNoun>> {
    let mut query =
        conn.prepare_cached("SELECT id, place, body, last FROM plan WHERE noun = ?1")?;
    let rows = query.query_map([noun.as_str()], |row| {
        Ok(HeldNoun { id: row.get(0)?, place: row.get(1)?, body: row.get(2)?, last: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
