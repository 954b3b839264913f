//! What only the SQLite store has: a file, and a disk that can be full.

use std::sync::Arc;

use parvis_hub::guessing::{Source, WrongCodes};
use parvis_hub::store::{FILE_NAME, SqliteStore, Store, StoreError};

use crate::ground::{Ground, Sqlite, birth};
use crate::people::{at, device, import, ticket};
use crate::series::Door;

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

#[tokio::test]
async fn an_older_file_gets_the_newest_format() {
    let ground = Sqlite::new();
    let store = ground.open().await;
    store.note_wrong_code(None, at(0)).await.unwrap();
    drop(store);
    let file = ground.folder.path().join(FILE_NAME);
    let older = "ALTER TABLE wrong_guess DROP COLUMN source; \
                 ALTER TABLE wrong_password DROP COLUMN source; DROP TABLE need; \
                 DROP TABLE screen; DROP TABLE picture; \
                 ALTER TABLE plan DROP COLUMN last; \
                 PRAGMA user_version = 3";
    rusqlite::Connection::open(file).unwrap().execute_batch(older).unwrap();
    let store = ground.open().await;
    let source = Some(Source([1; 8]));
    store.note_wrong_code(source, at(1)).await.unwrap();
    let counted = store.wrong_codes(source, at(0)).await.unwrap();
    assert_eq!(counted, WrongCodes { of_source: 1, of_all: 2 });
    assert!(ground.folder.path().join("hub.format-3.sqlite").exists(), "a copy of before");
}
