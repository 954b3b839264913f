//! That the doctor sees what is wrong: each test does some damage.

use jiff::SignedDuration;
use parvis_domain::hub_time::Apart;
use parvis_domain::id::DeviceId;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};

use super::{admitted, assert_sound, at, event, fill, number, open, try_open};
use crate::{DataKind, Enrolment, Finding, Roster};

fn treated(sql: &'static str) -> Vec<Finding> {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    fill(&roster, "day", &[("AAAA", "Ada One"), ("BBBB", "Bea Two")]);
    for n in 1..4 {
        roster.write(move |w| w.append(at(0), admitted(number(n)))).unwrap();
    }
    assert_sound(&roster);
    harm(&roster, sql);
    let findings = roster.doctor().unwrap();
    if findings.contains(&Finding::Sums) {
        roster.write(|w| w.rebuild()).unwrap();
        assert!(!roster.doctor().unwrap().contains(&Finding::Sums));
    }
    findings
}

fn harm(roster: &Roster, sql: &'static str) {
    roster.write(move |w| Ok(w.conn.execute_batch(sql)?)).unwrap();
}

#[test]
fn a_changed_record_is_found() {
    let altered = treated(
        "UPDATE record SET bytes = CAST(replace(CAST(bytes AS TEXT), 'camera', 'typed') AS BLOB) \
         WHERE seq = 2",
    );
    assert!(matches!(altered[..], [Finding::Changed { key, .. }] if key.seq == 2), "{altered:?}");
    let unreadable = treated("UPDATE record SET bytes = x'00', ticket = NULL WHERE seq = 3");
    assert!(unreadable.iter().any(|f| matches!(f, Finding::Changed { .. })), "{unreadable:?}");
}

#[test]
fn a_missing_record_and_a_wrongly_filed_one_are_found() {
    let gap = treated("DELETE FROM record WHERE seq = 2");
    assert!(
        matches!(gap[..], [Finding::Gap { before }, Finding::Sums] if before.seq == 3),
        "{gap:?}"
    );
    let filed = treated("UPDATE record SET ticket = zeroblob(16) WHERE seq = 2");
    assert!(matches!(filed[0], Finding::Changed { .. }), "{filed:?}");
}

#[test]
fn wrong_counts_are_found_and_rebuilt() {
    assert_eq!(treated("UPDATE occupancy SET inside = 7"), [Finding::Sums]);
    assert_eq!(treated("DELETE FROM occupancy"), [Finding::Sums]);
    let invented = "INSERT INTO occupancy VALUES ('cellar', 'day', 1, 1, 0)";
    assert_eq!(treated(invented), [Finding::Sums]);
    let invented = "INSERT INTO double_here SELECT n, 0 FROM record LIMIT 1";
    assert_eq!(treated(invented), [Finding::Sums]);
}

#[test]
fn wrong_indexes_orphans_and_settings_are_found() {
    let index = treated("DELETE FROM name_index WHERE n = 1");
    assert_eq!(index, [Finding::Index { index: "name_index" }]);
    let tickets = treated("UPDATE event SET tickets = 9");
    assert_eq!(tickets, [Finding::Tickets { event: "day".into() }]);
    // A pragma within a transaction would be ignored, so the transaction is ended first.
    let orphans = treated(
        "COMMIT; PRAGMA foreign_keys = OFF; UPDATE ticket SET event = 99; \
         PRAGMA foreign_keys = ON; BEGIN",
    );
    assert_eq!(orphans[0], Finding::Orphans { table: "ticket".into(), rows: 2 });

    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let weakened = roster.preview(|w| {
        w.conn.execute_batch(
            "ROLLBACK; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; BEGIN",
        )?;
        Ok(())
    });
    weakened.unwrap();
    let findings = roster.doctor().unwrap();
    let names: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_restored_backup_is_seen_as_a_fork() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let roster = open(folder.path());
    roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    drop(roster);
    std::fs::copy(folder.path().join(crate::FILE_NAME), copy.path().join(crate::FILE_NAME))
        .unwrap();
    let (one, two) = (open(folder.path()), open(copy.path()));
    let branch = |roster: &Roster, ticket| {
        roster.write(move |w| w.append(at(60), admitted(number(ticket)))).unwrap()
    };
    let (_, other) = (branch(&one, 2), branch(&two, 3));
    assert_sound(&one);
    one.write(move |w| w.receive(other)).unwrap();
    assert_eq!(one.doctor().unwrap(), [Finding::Fork { device: one.device() }]);
    assert_eq!(one.read(|r| r.inside(&super::hall())).unwrap(), 3);

    // What is recorded next goes on from the own branch.
    let last = branch(&one, 4);
    drop(one);
    let one = open(folder.path());
    assert_eq!(branch(&one, 5).record.previous, last.hash);
}

#[test]
fn a_damaged_page_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    fill(&roster, "day", &[("AAAA", "Ada One"), ("BBBB", "Bea Two")]);
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'name_index'";
    let page: usize = roster.read(|r| Ok(r.conn.query_row(sql, [], |row| row.get(0))?)).unwrap();
    drop(roster);
    let file = folder.path().join(crate::FILE_NAME);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let roster = open(folder.path());
    let findings = roster.doctor().unwrap();
    assert!(matches!(findings[0], Finding::Damaged(_)), "{findings:?}");
}

fn enrolled(roster: &Roster) {
    let (hub, key) = (DeviceId([9; 16]), DeviceKey::from_seed(&[9; 32]));
    let statement = Statement {
        hub,
        device: roster.device(),
        key: roster.device_key().unwrap().public(),
        number: 1,
        at: at(0),
        edition: "week".parse().unwrap(),
        name: "Door".into(),
        events: vec![event("day")],
        gate: None,
        standing: DeviceStanding::Enrolled,
    };
    let enrolment = Enrolment {
        hub,
        key: key.public(),
        seal_to: "age1".into(),
        name: "Hub".into(),
        address: "https://hub.example".into(),
        signed: SignedStatement::sign(&key, &statement).unwrap(),
        statement,
    };
    roster.write(move |w| w.put_enrolment(&enrolment)).unwrap();
}

#[test]
fn a_clock_that_the_hub_found_wrong_is_found_where_it_is_not_set_on_purpose() {
    for kind in [DataKind::Real, DataKind::Rehearsal] {
        let folder = tempfile::tempdir().unwrap();
        let roster = try_open(folder.path(), kind).unwrap();
        enrolled(&roster);
        assert_sound(&roster);
        let hears = |ahead: SignedDuration| {
            let ahead_ms = i64::try_from(ahead.as_millis()).unwrap();
            roster.write(move |w| w.note_spoken(at(60), ahead_ms)).unwrap();
            roster.doctor().unwrap()
        };
        assert_eq!(hears(SignedDuration::from_secs(119)), []);
        let found = hears(SignedDuration::from_hours(-3));
        if kind == DataKind::Rehearsal {
            assert_eq!(found, []);
            continue;
        }
        let wanted = Finding::Clock { apart: Apart::Hours(3), ahead: false, heard: at(60) };
        assert_eq!(found, [wanted]);
        let words = "was 3 hours behind the central platform's when that was last heard, 2023-";
        assert!(found[0].to_string().contains(words), "{}", found[0]);
    }
}
