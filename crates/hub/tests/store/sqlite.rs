//! What only the SQLite store has: a file, and a disk that can lose its power.

use std::sync::Arc;

use parvis_hub::store::{FILE_NAME, SqliteStore, Store, StoreError};
use parvis_testkit::Chance;

use crate::ground::{Ground, Sqlite, birth};
use crate::people::{device, import, ticket};
use crate::series::Door;

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_power_cut() {
    let mut cuts = 0;
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let disk = parvis_testkit::disk::Disk::new(seed);
        let open = || {
            let simulated = Arc::new(disk.clone());
            SqliteStore::open_on(simulated, disk.folder(), birth(false))
        };
        let mut door = Door::new(device(1), 1, None);
        let mut acknowledged = 0;
        for _ in 0..4 {
            disk.cut_after(1 + chance.below(120));
            if let Ok(store) = open() {
                let held = store.ends(device(1)).await.ok().and_then(|ends| ends.first().copied());
                let mut last = held.map_or(0, |end| usize::try_from(end.seq).unwrap());
                while disk.has_power() {
                    let next = last + 1 + chance.place(3);
                    while door.records.len() < next {
                        let n = u8::try_from(chance.below(9)).unwrap();
                        door.admits(i64::try_from(door.records.len()).unwrap(), ticket(n));
                    }
                    match store.take(door.some(last + 1, next)).await {
                        Ok(taken) => {
                            last = next;
                            acknowledged = taken.end.unwrap().seq;
                        }
                        Err(_) => break,
                    }
                }
            }
            if disk.has_power() {
                disk.cut();
            }
            cuts += 1;
            disk.power_on();
            let store = open().unwrap();
            let end = store.ends(device(1)).await.unwrap().first().map_or(0, |end| end.seq);
            assert!(end >= acknowledged, "seed {seed}: {end} of {acknowledged}");
            assert_eq!(store.cursor().await.unwrap().0, end, "seed {seed}");
            assert_eq!(store.check().await.unwrap(), [], "seed {seed}");
        }
    }
    assert_eq!(cuts, 240);
}

#[tokio::test]
async fn a_full_disk_is_told_and_passes() {
    let disk = parvis_testkit::disk::Disk::new(1);
    let simulated = Arc::new(disk.clone());
    let store = SqliteStore::open_on(simulated, disk.folder(), birth(false)).unwrap();
    let mut door = Door::new(device(1), 1, None);
    for n in 0..200 {
        door.admits(i64::from(n), ticket(n));
    }
    let size = Some(disk.used() + 8 * 1024);
    disk.set_trouble(parvis_testkit::disk::Trouble { size, ..Default::default() });
    let full = store.take(door.all()).await;
    assert!(matches!(&full, Err(error) if error.is_transient()), "{full:?}");
    disk.set_trouble(parvis_testkit::disk::Trouble::default());
    store.take(door.all()).await.unwrap();
    assert_eq!(store.check().await.unwrap(), []);
}

#[tokio::test]
async fn a_folder_is_held_and_a_foreign_file_is_left_alone() {
    let ground = Sqlite::new();
    let store = ground.open().await;
    assert!(matches!(ground.open_as(false).await, Err(StoreError::InUse { .. })));
    drop(store);
    let file = ground.folder.path().join(FILE_NAME);
    let whole = std::fs::read(&file).unwrap();
    let mut newer = whole.clone();
    newer[63] = 99;
    std::fs::write(&file, &newer).unwrap();
    let refused = ground.open_as(false).await;
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
    std::fs::write(&file, b"something else").unwrap();
    assert!(matches!(ground.open_as(false).await, Err(StoreError::NotAHub { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), b"something else");
    std::fs::write(&file, &whole).unwrap();
    ground.open().await;
}

#[tokio::test]
async fn sums_that_were_falsified_are_found_and_mended() {
    let ground = Sqlite::new();
    let store = ground.open().await;
    import(&store, "day", true, &[("AAAA1", "Anna")]).await.unwrap();
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    door.admits(2, ticket(1));
    store.take(door.all()).await.unwrap();
    drop(store);
    let falsify = |sql: &str| {
        let file = ground.folder.path().join(FILE_NAME);
        rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
    };
    for sql in [
        "UPDATE occupancy SET inside = inside + 1",
        "UPDATE passage SET double = 1 - double",
        "DELETE FROM seat",
        "UPDATE event SET tickets = 7",
    ] {
        falsify(sql);
        let store = ground.open().await;
        assert_eq!(store.check().await.unwrap().len(), 1, "{sql}");
        store.rebuild().await.unwrap();
        assert_eq!(store.check().await.unwrap(), [], "{sql}");
    }
    falsify("UPDATE record SET bytes = CAST(replace(bytes, 'main', 'side') AS BLOB) WHERE n & 1");
    assert_eq!(ground.open().await.check().await.unwrap().len(), 2);
}
