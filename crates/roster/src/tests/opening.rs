//! Files that are opened, migrated or refused.

use std::fs;
use std::path::Path;

use parvis_domain::clock::{HybridClock, Stamp};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::series::Head;

use super::{admitted, assert_sound, at, count_records, entropy, fill, number, open, try_open};
use crate::migration::{ALL, Migration};
use crate::opening::open as open_with;
use crate::{DataKind, FILE_NAME, Opening, Result, Roster, RosterError};

/// The newest format.
const NOW: u32 = ALL[ALL.len() - 1].format;
const NEXT: &[Migration] = &and_then("ALTER TABLE gate_note ADD COLUMN more TEXT");
const NEXT_GOOD: &[Migration] = &and_then("CREATE TABLE note (text TEXT) STRICT");
/// What the first Parvis knew.
pub(super) const FIRST: &[Migration] = &[ALL[0]];

/// All steps there are, and one more.
pub(super) const fn and_then(sql: &'static str) -> [Migration; ALL.len() + 1] {
    let mut steps = [Migration { format: NOW + 1, sql }; ALL.len() + 1];
    let mut at = 0;
    while at < ALL.len() {
        steps[at] = ALL[at];
        at += 1;
    }
    steps
}

pub(super) fn open_as(folder: &Path, steps: &'static [Migration]) -> Result<Roster> {
    let kind = DataKind::Rehearsal;
    let disk = std::sync::Arc::new(parvis_disk::Machine);
    let inner = open_with(disk, &mut Opening { folder, kind, entropy: &mut entropy() }, steps)?;
    Ok(Roster { inner: inner.into() })
}

/// Whether a file was refused for being one format newer than what is known.
fn is_newer(error: &RosterError) -> bool {
    matches!(error, RosterError::Newer { found, known: NOW } if *found == NOW + 1)
}

fn filled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    fill(&roster, "day", &[("AAAA", "Ada One")]);
    roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    folder
}

/// The names and contents of everything in a folder but the lock.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut contents: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| name != "roster.lock")
        .collect();
    contents.sort();
    contents
}

/// Asserts that opening fails and changes nothing.
fn refused(folder: &Path, kind: DataKind) -> RosterError {
    let before = contents(folder);
    let error = try_open(folder, kind).unwrap_err();
    assert!(contents(folder) == before, "{error}: something was changed");
    error
}

#[test]
fn a_folder_is_made_and_its_file_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("venue/data");
    let roster = open(&deep);
    assert_eq!(roster.kind(), DataKind::Rehearsal);
    assert_sound(&roster);
    #[cfg(unix)]
    {
        let mode = |name| {
            let metadata = fs::metadata(deep.join(name)).unwrap();
            std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777
        };
        assert_eq!((mode(FILE_NAME), mode("roster.sqlite-wal")), (0o600, 0o600));
    }
}

#[test]
fn a_text_an_empty_file_a_folder_and_another_programs_database_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE_NAME);
    for text in ["", "code,name\nA,B\n", &"SQLite format 3 is what I am not\n".repeat(50)] {
        fs::write(&file, text).unwrap();
        let error = refused(folder.path(), DataKind::Real);
        assert!(matches!(error, RosterError::NotARoster { .. }), "{error}");
    }
    fs::remove_file(&file).unwrap();
    let foreign = rusqlite::Connection::open(&file).unwrap();
    foreign.execute_batch("CREATE TABLE browser_history (url TEXT)").unwrap();
    drop(foreign);
    let error = refused(folder.path(), DataKind::Real);
    assert!(matches!(error, RosterError::NotARoster { .. }), "{error}");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let error = try_open(folder.path(), DataKind::Real).unwrap_err();
    assert!(matches!(error, RosterError::NotARoster { .. }), "{error}");
}

#[test]
fn rehearsal_and_real_do_not_mix() {
    let folder = filled();
    let error = refused(folder.path(), DataKind::Real);
    assert!(matches!(error, RosterError::OtherKind { held: DataKind::Rehearsal, .. }), "{error}");
    let real = tempfile::tempdir().unwrap();
    let roster = try_open(real.path(), DataKind::Real).unwrap();
    let sealed = roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    assert!(!sealed.record.rehearsal);
    drop(roster);
    let error = refused(real.path(), DataKind::Rehearsal);
    assert!(matches!(error, RosterError::OtherKind { .. }), "{error}");
}

#[test]
fn a_folder_that_another_kiosk_holds_is_refused_until_it_is_closed() {
    let folder = filled();
    let roster = open(folder.path());
    let error = try_open(folder.path(), DataKind::Rehearsal).unwrap_err();
    assert!(matches!(error, RosterError::InUse { .. }), "{error}");
    drop(roster);
    assert_eq!(count_records(&open(folder.path())), 1);
}

#[test]
fn a_newer_format_is_refused() {
    let folder = filled();
    drop(open_as(folder.path(), NEXT_GOOD).unwrap());
    let error = refused(folder.path(), DataKind::Rehearsal);
    assert!(is_newer(&error), "{error}");
    // As it is when the newer one was not closed: the number stands in the log alone.
    let folder = filled();
    let newer = open_as(folder.path(), NEXT_GOOD).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in [FILE_NAME, "roster.sqlite-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let before = fs::read(copy.path().join(FILE_NAME)).unwrap();
    let error = try_open(copy.path(), DataKind::Rehearsal).unwrap_err();
    assert!(is_newer(&error), "{error}");
    assert!(fs::read(copy.path().join(FILE_NAME)).unwrap() == before);
    drop(newer);
    drop(open_as(copy.path(), NEXT_GOOD).unwrap());
}

#[test]
fn an_older_format_is_migrated_and_a_copy_of_it_kept() {
    let folder = filled();
    let roster = open_as(folder.path(), NEXT_GOOD).unwrap();
    roster.write(|w| w.append(at(60), admitted(number(2)))).unwrap();
    assert_eq!(count_records(&roster), 2);
    assert_sound(&roster);
    drop(roster);

    // The copy is a whole roster of the format before.
    let backup = folder.path().join(format!("roster.format-{NOW}.sqlite"));
    let restored = tempfile::tempdir().unwrap();
    fs::copy(&backup, restored.path().join(FILE_NAME)).unwrap();
    let roster = open(restored.path());
    assert_eq!(count_records(&roster), 1);
    assert_sound(&roster);
    drop(roster);

    // A second migration to the same format does not touch the first one's copy.
    let kept = fs::read(&backup).unwrap();
    fs::copy(restored.path().join(FILE_NAME), folder.path().join(FILE_NAME)).unwrap();
    drop(open_as(folder.path(), NEXT_GOOD).unwrap());
    assert!(fs::read(&backup).unwrap() == kept);
    assert!(folder.path().join(format!("roster.format-{NOW}.2.sqlite")).exists());
}

#[test]
fn a_roster_of_the_first_format_is_brought_to_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let first = open_as(folder.path(), FIRST).unwrap();
    fill(&first, "day", &[("AAAA", "Ada One")]);
    first.write(|w| Ok(w.conn.execute_batch(&record_of_the_first_format())?)).unwrap();
    drop(first);
    let roster = open(folder.path());
    assert_eq!(count_records(&roster), 1);
    assert_eq!(roster.read(|reading| reading.staff()).unwrap(), []);
    assert_sound(&roster);
    drop(roster);

    // Whoever goes back to the first Parvis takes the copy.
    let restored = tempfile::tempdir().unwrap();
    let copy = folder.path().join("roster.format-1.sqlite");
    fs::copy(&copy, restored.path().join(FILE_NAME)).unwrap();
    let first = open_as(restored.path(), FIRST).unwrap();
    assert_eq!(count_records(&first), 1);
    drop(first);
    let error = open_as(folder.path(), FIRST).unwrap_err();
    assert!(matches!(error, RosterError::Newer { found: NOW, known: 1 }), "{error}");
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let folder = filled();
    let error = open_as(folder.path(), NEXT).unwrap_err();
    assert!(matches!(error, RosterError::Migration { from: NOW, .. }), "{error}");
    let roster = open(folder.path());
    assert_eq!(count_records(&roster), 1);
    assert_sound(&roster);
}

#[test]
fn a_read_only_file_or_folder_is_refused() {
    for name in [FILE_NAME, ""] {
        let folder = filled();
        let path = folder.path().join(name);
        let usual = fs::metadata(&path).unwrap().permissions();
        let mut locked = usual.clone();
        locked.set_readonly(true);
        fs::set_permissions(&path, locked).unwrap();
        let error = refused(folder.path(), DataKind::Rehearsal);
        assert!(matches!(error, RosterError::ReadOnly { .. }), "{error}");
        fs::set_permissions(&path, usual).unwrap();
        assert_eq!(count_records(&open(folder.path())), 1);
    }
}

#[test]
fn a_log_without_its_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roster.sqlite-wal"), "left behind").unwrap();
    let error = refused(folder.path(), DataKind::Real);
    assert!(matches!(error, RosterError::Damaged { .. }), "{error}");
}

#[test]
fn a_damaged_first_page_is_refused() {
    let folder = filled();
    let file = folder.path().join(FILE_NAME);
    let mut bytes = fs::read(&file).unwrap();
    bytes[100..4096].fill(0xff);
    fs::write(&file, bytes).unwrap();
    let error = try_open(folder.path(), DataKind::Rehearsal).unwrap_err();
    assert!(matches!(error, RosterError::Damaged { .. }), "{error}");
}

#[test]
fn a_birth_that_was_interrupted_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roster.unborn"), "half a file").unwrap();
    fs::write(folder.path().join("roster.unborn-wal"), "half a log").unwrap();
    assert_sound(&open(folder.path()));
    assert!(!folder.path().join("roster.unborn").exists());
}

#[test]
fn a_source_of_randomness_that_is_none_does_not_repeat_an_incarnation() {
    let folder = tempfile::tempdir().unwrap();
    let opened = |number: &mut u8| {
        let mut entropy = |buffer: &mut [u8]| {
            buffer.fill(*number);
            *number += 1;
        };
        let kind = DataKind::Real;
        Roster::open(Opening { folder: folder.path(), kind, entropy: &mut entropy }).unwrap()
    };
    let roster = opened(&mut 0);
    let first = roster.incarnation();
    roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    drop(roster);
    let mut again = first.0[0];
    assert_ne!(opened(&mut again).incarnation(), first);
}

/// An admission as the first Parvis stored it, without the sums: those are made anew.
fn record_of_the_first_format() -> String {
    let (device, incarnation) = (DeviceId([7; 16]), Incarnation([8; 8]));
    let mut clock = HybridClock::after(None);
    let head = Head::new(device, incarnation, None);
    let sealed = head.next(&mut clock, at(0), false, admitted(number(1))).unwrap();
    let Stamp { ms, count } = sealed.record.stamp;
    let (hash, ticket) = (sealed.hash, number(1));
    let bytes = String::from_utf8(sealed.bytes).unwrap();
    format!(
        "INSERT INTO series VALUES (1, x'{device}', x'{incarnation}', 0);
         INSERT INTO record VALUES
         (1 << 40 | 1, 1, 1, {ms}, {count}, x'{ticket}', 1, x'{hash}', CAST('{bytes}' AS BLOB))"
    )
}
