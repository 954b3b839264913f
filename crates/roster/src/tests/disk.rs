//! Disks that are full or read-only. The real ones are small file systems in memory, which only
//! some accounts may mount; the test says so when it could not.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::{
    admitted, assert_sound, at, count_records, event, fill, import, nth, number, open, try_open,
};
use crate::{DataKind, Holds, Roster, RosterError};

/// A small file system in memory, gone when dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    fn mount(kib: u32) -> Option<Self> {
        let place = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", &format!("size={kib}k"), "parvis-test"];
        let mounted = Command::new("mount").args(mount).arg(place.path()).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(place));
        }
        // Not by a macro: its words would be kept back from whoever runs the tests.
        let words = "SKIPPED: no file system can be mounted here, so no real disk was filled";
        writeln!(std::io::stderr(), "{words}").unwrap();
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn remount(&self, options: &str) {
        let remount = Command::new("mount").args(["-o", options]).arg(self.path()).status();
        assert!(remount.unwrap().success());
    }

    /// Takes all room there is but some.
    fn fill(&self) {
        let filler = vec![0x77; 4096];
        let mut file = fs::File::create(self.path().join("filler")).unwrap();
        while file.write_all(&filler).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A test beside this one that is just starting a program may hold it for a moment.
        let unmounted = (0..100).any(|_| {
            let unmounted = Command::new("umount").arg("--quiet").arg(self.path()).status();
            let done = unmounted.is_ok_and(|status| status.success());
            if !done {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            done
        });
        assert!(unmounted || std::thread::panicking());
    }
}

/// Checks people in until it fails; gives how often it did not.
fn until_it_fails(roster: &Roster) -> (usize, RosterError) {
    for n in 0.. {
        if let Err(error) = roster.write(move |w| w.append(at(n), admitted(nth(n)))) {
            return (usize::try_from(n).unwrap(), error);
        }
    }
    unreachable!()
}

#[test]
fn a_full_disk_is_said_and_when_there_is_room_it_goes_on() {
    let Some(disk) = Disk::mount(4096) else { return };
    let roster = open(disk.path());
    fill(&roster, "day", &[("AAAA", "Ada One")]);
    disk.fill();
    let (acknowledged, error) = until_it_fails(&roster);
    assert!(matches!(error, RosterError::DiskFull), "{error:?}");
    assert_eq!(count_records(&roster), acknowledged);
    let (none, error) = until_it_fails(&roster);
    assert!(none < 2 && matches!(error, RosterError::DiskFull), "{none}: {error:?}");
    let records = count_records(&roster);

    disk.make_room();
    let sealed = roster.write(|w| w.append(at(9_999), admitted(number(255)))).unwrap();
    assert_eq!(usize::try_from(sealed.record.key.seq).unwrap(), records + 1);
    assert_sound(&roster);
    drop(roster);
    let roster = open(disk.path());
    assert_eq!(count_records(&roster), records + 1);
    assert_sound(&roster);
}

#[test]
fn a_roster_on_a_full_disk_is_not_half_born_and_does_not_open() {
    let Some(disk) = Disk::mount(512) else { return };
    disk.fill();
    let error = try_open(disk.path(), DataKind::Real).unwrap_err();
    assert!(matches!(error, RosterError::DiskFull), "{error:?}");
    assert!(!disk.path().join(crate::FILE_NAME).exists());
    disk.make_room();
    drop(try_open(disk.path(), DataKind::Real).unwrap());
    disk.fill();
    match try_open(disk.path(), DataKind::Real) {
        Err(error) => assert!(matches!(error, RosterError::DiskFull), "{error:?}"),
        Ok(roster) => {
            let (_, error) = until_it_fails(&roster);
            assert!(matches!(error, RosterError::DiskFull), "{error:?}");
        }
    }
    disk.make_room();
    assert_sound(&try_open(disk.path(), DataKind::Real).unwrap());
}

#[test]
fn a_read_only_file_system_is_said() {
    let Some(disk) = Disk::mount(4096) else { return };
    drop(open(disk.path()));
    disk.remount("remount,ro");
    let error = try_open(disk.path(), DataKind::Rehearsal).unwrap_err();
    assert!(matches!(error, RosterError::ReadOnly { .. }), "{error:?}");
    disk.remount("remount,rw");
    drop(open(disk.path()));
}

/// The same without a disk: SQLite is told that the file may grow no more.
fn limit(roster: &Roster, more: i64) {
    roster
        .write(move |w| {
            let pages: i64 = w.conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let limit = format!("PRAGMA max_page_count = {}", pages + more);
            Ok(w.conn.query_row(&limit, [], |_| Ok(()))?)
        })
        .unwrap();
}

#[test]
fn a_file_that_cannot_grow_is_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    limit(&roster, 4);
    let (acknowledged, error) = until_it_fails(&roster);
    assert!(matches!(error, RosterError::DiskFull), "{error:?}");
    assert!(acknowledged > 0);
    assert_eq!(count_records(&roster), acknowledged);
    limit(&roster, 10_000);
    let sealed = roster.write(|w| w.append(at(9_999), admitted(number(255)))).unwrap();
    assert_eq!(usize::try_from(sealed.record.key.seq).unwrap(), acknowledged + 1);
    assert_sound(&roster);
}

#[test]
fn what_comes_after_a_full_disk_in_the_same_transaction_does_not_stay() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    limit(&roster, 2);
    // SQLite undoes the transaction by itself, and would take what follows for one of its own.
    let outcome = roster.write(|w| {
        let mut failures = 0;
        for n in 0..400 {
            failures += u32::from(w.append(at(n), admitted(nth(n))).is_err());
        }
        assert!(failures > 0);
        Ok(())
    });
    assert!(outcome.is_err());
    assert_eq!(count_records(&roster), 0);
    limit(&roster, 10_000);
    assert_sound(&roster);
}

#[test]
fn an_import_that_does_not_fit_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    limit(&roster, 40);
    let names: Vec<_> =
        (0..3_000).map(|n| (format!("CODE-{n}"), format!("First Last{n}"))).collect();
    let outcome = roster.write(move |w| {
        let people: Vec<_> = names.iter().map(|(c, n)| (c.as_str(), n.as_str())).collect();
        import(w, &event("day"), Holds::Full, false, &people)
    });
    assert!(matches!(outcome, Err(RosterError::DiskFull)), "{outcome:?}");
    limit(&roster, 10_000);
    assert_eq!(roster.read(|r| r.counts()).unwrap(), []);
    assert_eq!(fill(&roster, "day", &[("AAAA", "Ada One")]).added, 1);
}
