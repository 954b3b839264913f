//! Transactions: all or nothing, and no surprise in between.

use super::{admitted, assert_sound, at, count_records, nth, number, open, stop};
use crate::RosterError;

#[test]
fn what_fails_leaves_no_trace_in_the_file_or_the_series() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let failed = roster.write(|w| {
        w.append(at(5_000), admitted(number(1)))?;
        stop::<()>()
    });
    assert!(matches!(failed, Err(RosterError::RolledBack)));
    assert_eq!(count_records(&roster), 0);
    let sealed = roster.write(|w| w.append(at(0), admitted(number(2)))).unwrap();
    assert_eq!(sealed.record.key.seq, 1);
    // Neither has the clock moved.
    assert_eq!(sealed.record.stamp.ms, at(0).as_millisecond());
    assert_sound(&roster);
}

#[test]
fn a_callers_own_reason_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let failed = roster.write::<()>(|_| Err(RosterError::work("line 7 has no name")));
    assert_eq!(failed.unwrap_err().to_string(), "line 7 has no name");
}

#[test]
fn a_panic_is_an_error_and_the_next_write_works() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let panicked = roster.write::<()>(|w| {
        w.append(at(0), admitted(number(1)))?;
        panic!("on purpose");
    });
    assert!(matches!(panicked, Err(RosterError::Panicked)));
    let sealed = roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    assert_eq!((sealed.record.key.seq, count_records(&roster)), (1, 1));
}

#[test]
fn a_step_that_failed_cannot_be_overlooked() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let sealed = roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    let mut forged = sealed.record.clone();
    forged.key.incarnation = parvis_domain::id::Incarnation([9; 8]);
    forged.rehearsal = false;
    let forged = parvis_domain::series::Sealed::new(forged).unwrap();
    let outcome = roster.write(move |w| {
        w.append(at(1), admitted(number(2)))?;
        let _ = w.receive(forged);
        Ok(())
    });
    assert!(matches!(outcome, Err(RosterError::RolledBack)));
    assert_eq!(count_records(&roster), 1);
}

#[test]
fn writing_within_writing_is_refused_and_reading_within_it_sees_what_was() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let within = roster.clone();
    let outcome = roster.write(move |w| {
        w.append(at(0), admitted(number(1)))?;
        assert!(matches!(within.write(|_| Ok(())), Err(RosterError::Nested)));
        assert_eq!(count_records(&within), 0);
        assert!(!w.standing(number(1))?.is_empty());
        Ok(())
    });
    outcome.unwrap();
    assert_eq!(count_records(&roster), 1);
}

#[test]
fn readers_see_one_state_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let seen = roster.read(|reading| {
        assert!(reading.standing(number(1))?.is_empty());
        roster.write(|w| w.append(at(0), admitted(number(1))))?;
        reading.standing(number(1))
    });
    assert!(seen.unwrap().is_empty());
    assert_eq!(count_records(&roster), 1);
}

#[test]
fn many_write_at_once_and_every_record_has_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    std::thread::scope(|scope| {
        for gate in 0..4_u8 {
            let roster = roster.clone();
            scope.spawn(move || {
                for n in 0..25 {
                    let ticket = number(gate * 25 + n);
                    roster.write(move |w| w.append(at(0), admitted(ticket))).unwrap();
                    roster.read(|reading| reading.standing(ticket)).unwrap();
                }
            });
        }
    });
    assert_eq!(count_records(&roster), 100);
    assert_sound(&roster);
}

#[test]
fn closing_leaves_one_whole_file_and_an_open_roster_goes_on_in_the_last_clone() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let clone = roster.clone();
    drop(roster);
    clone.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    assert!(folder.path().join("roster.sqlite-wal").exists());
    drop(clone);
    assert!(!folder.path().join("roster.sqlite-wal").exists());
    assert_eq!(count_records(&open(folder.path())), 1);
}

#[test]
fn the_log_is_kept_short() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    for n in 0..600 {
        roster.write(move |w| w.append(at(n), admitted(nth(n)))).unwrap();
    }
    let log = std::fs::metadata(folder.path().join("roster.sqlite-wal")).unwrap().len();
    assert!(log < 8 * 1024 * 1024, "{log} bytes");
}
