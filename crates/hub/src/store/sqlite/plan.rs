//! The programme and the gates, in the file.

use std::collections::BTreeMap;

use parvis_protocol::change::Noun;
use rusqlite::{Connection, params};

use super::super::Result;
use super::super::plan::{HeldNoun, Plan, changed};
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

pub(crate) fn put(writing: &mut Writing<'_>, plan: &Plan) -> Result<()> {
    let sql = "INSERT INTO plan (noun, id, place, body, cursor) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (noun, id) DO UPDATE SET place = excluded.place, \
               body = excluded.body, cursor = excluded.cursor";
    for (noun, rows) in &plan.nouns {
        for HeldNoun { id, place, body } in changed(*noun, held(writing.conn, *noun)?, rows)? {
            writing.cursor += 1;
            let mut put = writing.conn.prepare_cached(sql)?;
            put.execute(params![noun.as_str(), id, place, body, writing.cursor])?;
        }
    }
    Ok(())
}

fn held(conn: &Connection, noun: Noun) -> Result<Vec<HeldNoun>> {
    let mut query = conn.prepare_cached("SELECT id, place, body FROM plan WHERE noun = ?1")?;
    let rows = query.query_map([noun.as_str()], |row| {
        Ok(HeldNoun { id: row.get(0)?, place: row.get(1)?, body: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
