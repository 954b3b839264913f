//! Backups, from one store into another.

use std::path::Path;

use parvis_domain::fact::Fact;
use parvis_hub::store::{Attendance, Enrolment, Plan, PlanNoun, Seen, Store, StoreError};
use parvis_protocol::change::Noun;
use parvis_protocol::enrol::EnrolmentCode;

use crate::ground::{Ground, Postgres, Sqlite};
use crate::people::{at, declared, device, event, hall, import, ticket};
use crate::series::{Door, refused};

async fn fill(store: &impl Store) {
    store.rename("Liège").await.unwrap();
    store.declare(&declared(1, 1)).await.unwrap();
    store.declare(&declared(2, 1)).await.unwrap();
    let seen = Seen { at: at(7), version: "1.0".into(), unsent: 3, ahead_ms: -4 };
    store.seen(device(1), &seen).await.unwrap();
    let code = EnrolmentCode::from_random([3; 8]);
    let enrolment = Enrolment {
        lookup: code.lookup(),
        proof_key: code.proof_key(),
        name: "Door".into(),
        events: vec![event("day")],
        gate: None,
        expires: at(600),
        used_by: None,
    };
    store.offer(&enrolment).await.unwrap();
    let gates = crate::roster::gates(&["main", "side"]);
    store.put_plan(&Plan::of_gates(&gates).unwrap()).await.unwrap();
    store.put_plan(&Plan::of_gates(&gates[..1]).unwrap()).await.unwrap();
    // A session that vanished and is shown, and one that did and is not.
    let session = |id: &str| PlanNoun { id: id.into(), body: crate::roster::session(id) };
    let sessions =
        |nouns: Vec<PlanNoun>, gone| Plan { nouns: [(Noun::Session, nouns)].into(), gone };
    store.put_plan(&sessions(["a", "b", "c"].map(session).into(), vec![])).await.unwrap();
    store.put_plan(&sessions(vec![session("a")], vec![session("b")])).await.unwrap();
    import(store, "day", true, &[("AAAA1", "Anna"), ("AAAA2", "Ben é \"x\"")]).await.unwrap();
    import(store, "day", true, &[("AAAA2", "Ben")]).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 0..60 {
        door.admits(i64::from(n), ticket(n % 50));
        door.record(i64::from(n), refused(ticket(n)));
    }
    door.rehearsal = true;
    door.admits(61, ticket(1));
    store.take(door.all()).await.unwrap();
    let lease = Fact::SeatsLeased { scope: hall(), device: device(1), seats: 80 };
    store.append(lease, at(70)).await.unwrap();
}

/// Everything that can be asked.
async fn told(store: &impl Store) -> String {
    let mut rows = Vec::new();
    store
        .attendance(&Attendance::default(), &mut |row| {
            rows.push(row);
            Ok(())
        })
        .await
        .unwrap();
    let view = parvis_hub::store::View {
        device: device(1),
        incarnation: parvis_domain::id::Incarnation([9; 8]),
        events: [event("day")].into(),
    };
    let page = store.page(&view, parvis_protocol::change::Cursor(0), 1_000, 1 << 20).await.unwrap();
    let identity = store.identity().await.unwrap();
    let answers = (
        (identity.device, identity.seed, identity.sealing_seed, identity.session_secret),
        identity.name,
        store.devices().await.unwrap(),
        store.offered(EnrolmentCode::from_random([3; 8]).lookup()).await.unwrap(),
        store.ends(device(1)).await.unwrap(),
        (store.gates().await.unwrap(), store.gone().await.unwrap()),
        store.counts().await.unwrap(),
        (store.scopes().await.unwrap(), store.put_aside(9).await.unwrap()),
        (page.changes, page.cursor, rows),
        (
            store.event_key(&event("day")).await.unwrap().bytes().to_vec(),
            store.cursor().await.unwrap(),
        ),
    );
    format!("{answers:?}")
}

async fn restored_equals(into: impl Ground, file: &Path, expected: &str, epoch: &str) {
    let store = into.open().await;
    let born = store.identity().await.unwrap();
    store.restore(file).await.unwrap();
    assert_eq!(told(&store).await, expected);
    assert_eq!(store.check().await.unwrap(), []);
    let restored = store.identity().await.unwrap();
    assert_ne!(restored.epoch.to_string(), epoch);
    assert_ne!(restored.epoch, born.epoch);
    assert!(matches!(store.restore(file).await, Err(StoreError::NotEmpty)));
    // It goes on: rows get numbers of their own, and the hub's series goes on from its last.
    let lease = Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
    store.append(lease, at(80)).await.unwrap();
    import(&store, "day", false, &[("NEW1", "New")]).await.unwrap();
    let mut more = Door::new(device(2), 7, None);
    more.rehearsal = true;
    more.admits(1, ticket(2));
    store.take(more.all()).await.unwrap();
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn a_backup_is_restored_into_either_store(ground: impl Ground) {
    let store = ground.open().await;
    fill(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    store.backup(&file).await.unwrap();
    assert!(matches!(store.backup(&file).await, Err(StoreError::Folder { .. })));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let (expected, epoch) = (told(&store).await, store.identity().await.unwrap().epoch);
    restored_equals(Sqlite::new(), &file, &expected, &epoch.to_string()).await;
    restored_equals(Postgres::new(), &file, &expected, &epoch.to_string()).await;
}

/// A backup as a version wrote it that kept nothing of what vanished.
fn older(backup: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(zstd::decode_all(backup).unwrap()).unwrap();
    let (mut older, mut table) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.starts_with("{\"rows\"")) {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        match &mut value {
            serde_json::Value::Array(row) if table == "plan" => drop(row.pop()),
            serde_json::Value::Object(of) if of.contains_key("table") => {
                table = of["table"].as_str().unwrap().to_owned();
            }
            _ => {}
        }
        older.push_str(&value.to_string());
        older.push('\n');
    }
    let rows = older.lines().filter(|line| line.starts_with('[')).count();
    let hash = blake3::hash(older.as_bytes()).to_hex();
    older.push_str(&format!("{{\"rows\":{rows},\"hash\":\"{hash}\"}}\n"));
    zstd::encode_all(older.as_bytes(), 1).unwrap()
}

pub(crate) async fn a_backup_of_an_older_version_is_restored(ground: impl Ground) {
    let store = ground.open().await;
    fill(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    store.backup(&file).await.unwrap();
    assert_eq!(store.gone().await.unwrap().len(), 1);
    let before = folder.path().join("older.backup");
    std::fs::write(&before, older(&std::fs::read(&file).unwrap())).unwrap();
    let into = ground.another();
    let restored = into.open().await;
    restored.restore(&before).await.unwrap();
    assert_eq!(restored.gone().await.unwrap(), []);
    assert_eq!(restored.gates().await.unwrap(), store.gates().await.unwrap());
    assert_eq!(restored.counts().await.unwrap(), store.counts().await.unwrap());
    assert_eq!(restored.check().await.unwrap(), []);
}

pub(crate) async fn a_backup_that_is_not_whole_is_refused(ground: impl Ground) {
    let store = ground.open().await;
    fill(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    store.backup(&file).await.unwrap();
    let whole = std::fs::read(&file).unwrap();
    let bad = folder.path().join("bad");
    let into = ground.another();
    let store = into.open().await;
    let born = store.identity().await.unwrap();
    let mut altered = whole.clone();
    let midst = altered.len() / 2;
    altered[midst] ^= 1;
    let mut cases = vec![vec![], b"not a backup".to_vec(), altered];
    cases.extend(
        [1, 20, whole.len() / 3, whole.len() / 2, whole.len() - 1].map(|n| whole[..n].into()),
    );
    // Cut between two lines and compressed anew: only the end is missing.
    let text = zstd::decode_all(&whole[..]).unwrap();
    let cut = text[..text.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    cases.push(zstd::encode_all(&text[..=cut], 1).unwrap());
    // A line that says something else, compressed anew.
    let other = String::from_utf8(text).unwrap().replacen("Ben", "Bob", 1);
    cases.push(zstd::encode_all(other.as_bytes(), 1).unwrap());
    for case in cases {
        std::fs::write(&bad, case).unwrap();
        let refused = store.restore(&bad).await;
        assert!(matches!(refused, Err(StoreError::BadBackup { .. })), "{refused:?}");
    }
    assert_eq!(store.identity().await.unwrap(), born);
    assert_eq!(store.cursor().await.unwrap().0, 0);
    assert_eq!(store.devices().await.unwrap(), []);
    std::fs::write(&bad, whole).unwrap();
    let rehearsal = ground.another();
    let rehearsal = rehearsal.open_as(true).await.unwrap();
    assert!(matches!(rehearsal.restore(&bad).await, Err(StoreError::OtherKind { held: true })));
    store.restore(&bad).await.unwrap();
}

pub(crate) async fn a_store_that_is_not_empty_takes_no_backup(ground: impl Ground) {
    let store = ground.open().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    store.backup(&file).await.unwrap();
    store.declare(&declared(1, 1)).await.unwrap();
    assert!(matches!(store.restore(&file).await, Err(StoreError::NotEmpty)));
    assert_eq!(store.devices().await.unwrap().len(), 1);
}
