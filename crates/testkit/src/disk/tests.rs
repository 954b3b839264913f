//! SQLite on a disk that can fail.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Result};

use super::{Disk, Fault, Trouble};

fn open(disk: &Disk) -> Result<Connection> {
    let file = disk.folder().join("notes.sqlite");
    let conn = Connection::open_with_flags_and_vfs(file, OpenFlags::default(), disk.vfs())?;
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
    conn.execute_batch("CREATE TABLE IF NOT EXISTS note (text TEXT)")?;
    Ok(conn)
}

fn note(conn: &Connection) -> Result<usize> {
    conn.execute("INSERT INTO note VALUES (hex(randomblob(500)))", [])
}

fn count(conn: &Connection) -> u32 {
    conn.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).unwrap()
}

/// Notes until the power goes; gives how many were acknowledged and how many are left.
fn notes_over_a_cut(seed: u64, fault: Fault) -> (u32, Option<u32>) {
    let disk = Disk::new(seed);
    let conn = open(&disk).unwrap();
    disk.sync_folder().unwrap();
    disk.plant(fault);
    disk.cut_after(5 + seed);
    let mut acknowledged = 0;
    while note(&conn).is_ok() {
        acknowledged += 1;
    }
    assert!(!disk.has_power());
    disk.power_on();
    assert!(note(&conn).is_err(), "a connection from before the cut is not dead");
    drop(conn);
    (acknowledged, open(&disk).ok().map(|conn| count(&conn)))
}

#[test]
fn what_was_synced_is_there_after_a_cut_and_what_was_not_is_not() {
    for seed in 0..60 {
        let (acknowledged, left) = notes_over_a_cut(seed, Fault::None);
        assert!(left == Some(acknowledged) || left == Some(acknowledged + 1), "seed {seed}");
    }
    let lost = (0..60).filter(|seed| {
        let (acknowledged, left) = notes_over_a_cut(*seed, Fault::LogNever);
        left.is_none_or(|left| left < acknowledged)
    });
    assert!(lost.count() > 10);
}

#[test]
fn readers_keep_what_they_see_while_another_connection_writes() {
    let disk = Disk::new(1);
    let (writer, reader) = (open(&disk).unwrap(), open(&disk).unwrap());
    note(&writer).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    assert_eq!(count(&reader), 1);
    note(&writer).unwrap();
    assert_eq!((count(&reader), count(&writer)), (1, 2));
    reader.execute_batch("ROLLBACK").unwrap();
    assert_eq!(count(&reader), 2);
}

#[test]
fn connections_in_many_threads_take_turns() {
    let disk = Disk::new(1);
    let first = open(&disk).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let conn = open(&disk).unwrap();
                (0..50).for_each(|_| assert_eq!(note(&conn), Ok(1)));
            });
        }
    });
    assert_eq!(count(&first), 200);
}

#[test]
fn a_full_disk_and_a_failing_one_are_said_and_it_goes_on_afterwards() {
    let disk = Disk::new(1);
    let conn = open(&disk).unwrap();
    let code = |outcome: Result<usize>| outcome.unwrap_err().sqlite_error_code();
    disk.set_trouble(Trouble { size: Some(disk.used() + 100), ..Trouble::default() });
    assert_eq!(code(note(&conn)), Some(ErrorCode::DiskFull));
    disk.set_trouble(Trouble { failing_syncs: 1, ..Trouble::default() });
    assert_eq!(code(note(&conn)), Some(ErrorCode::SystemIoFailure));
    disk.set_trouble(Trouble::default());
    note(&conn).unwrap();
    drop(conn);
    let conn = open(&disk).unwrap();
    disk.set_trouble(Trouble { failing_reads: 1, ..Trouble::default() });
    assert_eq!(code(note(&conn)), Some(ErrorCode::SystemIoFailure));
    disk.set_trouble(Trouble::default());
    assert_eq!(count(&conn), 1);
}

#[test]
fn a_twin_has_what_was_written_and_goes_its_own_way() {
    let disk = Disk::new(1);
    let open = |disk: &Disk| {
        let file = disk.folder().join("notes.sqlite");
        Connection::open_with_flags_and_vfs(file, OpenFlags::default(), disk.vfs()).unwrap()
    };
    let count = |notes: &Connection| -> i64 {
        notes.query_row("SELECT count(*) FROM note", [], |row| row.get(0)).unwrap()
    };
    let notes = open(&disk);
    notes.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)").unwrap();
    notes.execute_batch("INSERT INTO note VALUES ('kept')").unwrap();
    let twin = open(&disk.twin(2));
    assert_eq!(count(&twin), 1);
    twin.execute_batch("INSERT INTO note VALUES ('there'), ('there too')").unwrap();
    notes.execute_batch("INSERT INTO note VALUES ('here')").unwrap();
    assert_eq!((count(&notes), count(&twin)), (2, 3));
}

#[test]
fn a_moment_has_what_was_synced_by_then_and_any_part_of_the_rest() {
    let disk = Disk::new(1);
    let conn = open(&disk).unwrap();
    disk.sync_folder().unwrap();
    disk.note_moments(2, 3);
    let (mut looked_at, mut with_the_last) = (0, 0);
    for acknowledged in 0..40 {
        note(&conn).unwrap();
        for (seed, moment) in (0..).zip(disk.moments()) {
            let left = count(&open(&moment.cut(seed)).unwrap());
            assert!(left == acknowledged || left == acknowledged + 1, "{left} of {acknowledged}");
            looked_at += 1;
            with_the_last += u32::from(left > acknowledged);
        }
    }
    assert!(looked_at > 30 && with_the_last > 0 && with_the_last < looked_at);
    assert_eq!(count(&conn), 40);
}

#[test]
fn noting_moments_changes_nothing() {
    let left = |one_in| {
        let disk = Disk::new(5);
        let conn = open(&disk).unwrap();
        disk.note_moments(7, one_in);
        disk.cut_after(50);
        while note(&conn).is_ok() {}
        drop(conn);
        disk.power_on();
        let file = disk.folder().join("notes.sqlite-wal");
        (disk.steps(), disk.content(&file).unwrap())
    };
    // What is random in the notes themselves is as long.
    assert_eq!(left(0).0, left(2).0);
    assert_eq!(left(0).1.len(), left(2).1.len());
}
