//! That a page never reads a whole table.
#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use parvis_testkit::postgres::Cluster;

use super::*;

#[tokio::test]
async fn pages_follow_indexes() {
    let cluster = Cluster::start().unwrap();
    let url = cluster.create_database("hub").unwrap();
    let birth = Birth { rehearsal: false, name: String::new(), entropy: Box::new(|_| {}) };
    let store = PostgresStore::open(&url, birth).await.unwrap();
    let conn = store.office.conn().await.unwrap();
    let fill = "INSERT INTO series VALUES (1, '\\x00', '\\x00', '\\x00', 1, '\\x00', true, false)";
    // As many rows as make a whole table a bad choice.
    let fill = format!(
        "ALTER TABLE series DROP CONSTRAINT IF EXISTS series_device_check, \
         DROP CONSTRAINT IF EXISTS series_incarnation_check, \
         DROP CONSTRAINT IF EXISTS series_previous_check, \
         DROP CONSTRAINT IF EXISTS series_hash_check; {fill}; \
         INSERT INTO event SELECT n, 'e' || n, sha256('x'), 0, n FROM generate_series(1, 500) n; \
         INSERT INTO ticket SELECT n, substr(sha256(n::text::bytea), 1, 16), 1, repeat('x', 300), \
         '', false, n FROM generate_series(1, 20000) n; \
         INSERT INTO record SELECT n, n, 'e:' || n % 7, substr(sha256(n::text::bytea), 1, 16), \
         true, 0, 0, sha256('x'), repeat('x', 300)::bytea FROM generate_series(1, 50000) n; \
         INSERT INTO plan SELECT 'session', 's' || n, n, repeat('x', 300), n \
         FROM generate_series(1, 5000) n"
    );
    conn.batch_execute(&fill).await.unwrap();
    for (sql, near) in [
        (change::PLAN, 4_000),
        (change::EVENTS, 400),
        (change::TICKETS, 19_000),
        (change::RECORDS, 45_000),
    ] {
        let near = near.to_string();
        let given = [
            ("$1", near.as_str()),
            ("$2", "100"),
            ("$3", "'{e:1,*,d:00}'"),
            ("$4", "0"),
            ("$5", "9"),
        ];
        let asked =
            given.iter().fold(sql.to_owned(), |sql, (name, value)| sql.replace(name, value));
        let rows = conn.query(&format!("EXPLAIN {asked}"), &[]).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let slow = |line: &String| line.contains("Seq Scan") && !line.contains("Seq Scan on event");
        assert!(!plan.iter().any(slow), "{plan:#?}");
    }
}
