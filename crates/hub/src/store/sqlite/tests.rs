//! That a page never reads a whole table.
#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use super::*;
use crate::store::identity::Birth;

#[test]
fn pages_follow_indexes() {
    let folder = tempfile::tempdir().unwrap();
    let birth = Birth { rehearsal: false, name: String::new(), entropy: Box::new(|_| {}) };
    let store = SqliteStore::open(folder.path(), birth).unwrap();
    let plans = [
        change::PLAN,
        change::EVENTS,
        change::TICKETS,
        change::RECORDS,
        record::BY_TICKET,
        record::SAID,
    ];
    for sql in plans {
        let plan = store.office.read(|conn| {
            let mut query = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let mut rows = query.raw_query();
            let mut plan = Vec::new();
            while let Some(row) = rows.next()? {
                plan.push(row.get::<_, String>(3)?);
            }
            Ok(plan)
        });
        let plan = plan.unwrap();
        let slow = |step: &String| step.starts_with("SCAN") || step.contains("TEMP B-TREE");
        assert!(!plan.is_empty() && !plan.iter().any(slow), "{sql}: {plan:?}");
    }
}
