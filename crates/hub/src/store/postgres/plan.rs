//! The programme and the gates, in the database.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use parvis_protocol::change::Noun;

use super::super::Result;
use super::super::plan::{HeldNoun, Plan, changed, noun};
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

pub(crate) async fn put(writing: &mut Writing<'_>, plan: &Plan) -> Result<()> {
    let sql = "INSERT INTO plan (noun, id, place, body, cursor) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (noun, id) DO UPDATE SET place = excluded.place, \
               body = excluded.body, cursor = excluded.cursor";
    for (noun, rows) in &plan.nouns {
        let held = held(writing, *noun).await?;
        for HeldNoun { id, place, body } in changed(*noun, held, rows)? {
            writing.cursor += 1;
            let (place, cursor) = (i64::from(place), writing.cursor);
            execute(writing, sql, &[&noun.as_str(), &id, &place, &body, &cursor]).await?;
        }
    }
    Ok(())
}

async fn held(tx: &Transaction<'_>, noun: Noun) -> Result<Vec<HeldNoun>> {
    let sql = "SELECT id, place, body FROM plan WHERE noun = $1";
    let rows = query(tx, sql, &[&noun.as_str()]).await?;
    let held = rows.iter().map(|row| {
        Ok(HeldNoun { id: row.try_get(0)?, place: count(row, 1)?, body: row.try_get(2)? })
    });
    held.collect()
}
