//! Who may open the settings, and what is kept of the PINs that were tried.

use parvis_domain::staff::{StaffId, StaffName, Tries, TryOutcome, Verifier};

use super::{assert_sound, at, open};
use crate::staff::KEPT_TRIES;
use crate::{RecordedTry, Roster};

fn add(roster: &Roster, name: &str) -> StaffId {
    let (name, verifier) = (StaffName::new(name).unwrap(), Verifier(format!("secret of {name}")));
    roster.write(move |w| w.add_staff(&name, &verifier, at(0))).unwrap()
}

fn names(roster: &Roster) -> Vec<String> {
    let staff = roster.read(|reading| reading.staff()).unwrap();
    staff.iter().map(|member| member.name.as_str().to_owned()).collect()
}

fn record(roster: &Roster, second: i64, outcome: TryOutcome, tries: Tries) {
    roster.write(move |w| w.record_try(at(second), outcome, tries)).unwrap();
}

fn recorded(roster: &Roster) -> Vec<RecordedTry> {
    roster.read(|reading| reading.recorded_tries()).unwrap()
}

#[test]
fn people_are_added_and_removed_and_no_number_is_given_twice() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    assert_eq!(names(&roster), [""; 0]);
    let (ada, bo) = (add(&roster, "Ada"), add(&roster, "Bo"));
    assert!(roster.write(move |w| w.withdraw_staff(bo, at(9))).unwrap());
    assert!(!roster.write(move |w| w.withdraw_staff(bo, at(10))).unwrap(), "gone already");
    let again = add(&roster, "Bo");
    assert!(again != bo && again != ada);
    drop(roster);
    let roster = open(folder.path());
    assert_eq!(names(&roster), ["Ada", "Bo"]);
    let erased = "SELECT count(*) FROM staff WHERE verifier IS NULL AND withdrawn_ms > 0";
    let erased = roster.read(|r| Ok(r.conn.query_row(erased, [], |row| row.get::<_, u32>(0))?));
    assert_eq!(erased.unwrap(), 1, "what a PIN was checked against is gone");
    assert_sound(&roster);
}

#[test]
fn what_was_tried_is_kept_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let tries = || roster.read(|reading| reading.staff_tries()).unwrap();
    assert_eq!(tries(), Tries::default());
    let ada = add(&roster, "Ada");
    record(&roster, 1, TryOutcome::Wrong, tries().wrong(at(1)));
    record(&roster, 2, TryOutcome::Wrong, tries().wrong(at(2)));
    drop(roster);
    let roster = open(folder.path());
    let tries = || roster.read(|reading| reading.staff_tries()).unwrap();
    assert_eq!(tries(), Tries { wrong: 2, last: at(2) });
    record(&roster, 3, TryOutcome::Right(ada), Tries::default());
    assert_eq!(tries(), Tries::default());
    let outcomes: Vec<_> = recorded(&roster).iter().map(|one| (one.at, one.outcome)).collect();
    let expected =
        [(at(1), TryOutcome::Wrong), (at(2), TryOutcome::Wrong), (at(3), TryOutcome::Right(ada))];
    assert_eq!(outcomes, expected);
    assert_sound(&roster);
}

#[test]
fn only_the_last_tries_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let many = i64::from(KEPT_TRIES) + 7;
    let record_all = move |w: &mut crate::Writing<'_>| {
        (0..many).try_for_each(|n| w.record_try(at(n), TryOutcome::Wrong, Tries::default()))
    };
    roster.write(record_all).unwrap();
    let kept = recorded(&roster);
    assert_eq!((kept.len(), kept[0].at), (KEPT_TRIES as usize, at(7)));
    assert_sound(&roster);
}

#[test]
fn nobody_is_right_who_is_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let stranger = TryOutcome::Right(StaffId(9));
    assert!(roster.write(move |w| w.record_try(at(0), stranger, Tries::default())).is_err());
    assert_eq!(recorded(&roster), []);
}
