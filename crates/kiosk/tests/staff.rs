//! Staff: the first PIN, wrong ones, and what the settings do to the door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use folder::{Folder, keeping};
use jiff::{SignedDuration, Timestamp};
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_domain::series::Head;
use parvis_domain::staff::{MAX_STAFF, StaffId, TryOutcome};
use parvis_kiosk::clock::Clock;
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::staff::room::Room;
use parvis_kiosk::staff::{Entry, Staff, StaffError};
use parvis_kiosk::view::{
    Argument, DoublesAnswer, Notice, PadAnswer, PadView, SettingsAnswer, ShownCode,
};
use parvis_roster::DataKind;

const GATES: &str = r#"
[[gate]]
id = "main"
name = { en = "Main entrance" }
area = "hall"
zone = "Europe/Brussels"
rule = { events = ["party"] }

[[gate]]
id = "side"
name = { en = "Side entrance" }
area = "hall"
zone = "Europe/Brussels"
rule = { events = ["party"] }
"#;

const ADA: &str = "170529";
const BO: &str = "903317";
const WRONG: &str = "480012";

/// A clock that goes only when it is told to.
struct Hands(Mutex<Timestamp>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn passed(&self) -> SignedDuration {
        self.now().duration_since(Timestamp::UNIX_EPOCH)
    }
}

impl Hands {
    fn turn(&self, seconds: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_secs(seconds);
    }
}

/// A kiosk that stands somewhere, and its hands.
struct Hall {
    door: Door,
    staff: Arc<Staff>,
    hands: Arc<Hands>,
}

impl Hall {
    fn of(folder: &Folder) -> Self {
        let hands = Arc::new(Hands(Mutex::new("2023-11-16T08:50:00+01:00".parse().unwrap())));
        let clock: Arc<dyn Clock> = hands.clone();
        let kiosk = folder.kiosk_by(DataKind::Real, clock);
        let salt = Box::new(|bytes: &mut [u8]| bytes.fill(9));
        let staff = Arc::new(Staff::of(kiosk.clone(), salt));
        Self { door: Door::new(kiosk, None).kept_by(Arc::clone(&staff)), staff, hands }
    }

    /// With two guests, two gates, and Ada, who has a PIN and is not signed in.
    fn with_ada(folder: &Folder) -> Self {
        let hall = Self::of(folder);
        let kiosk = hall.door.kiosk();
        let guests = "code,name\nAB12CD,Cy Invented\nEF34GH,Di Made-Up\n";
        kiosk.import_roster(keeping(folder.file("party.csv", guests)), |_| ()).unwrap();
        kiosk.import_gates(&folder.file("gates.toml", GATES)).unwrap();
        hall.staff.add("Ada", ADA).unwrap();
        let Self { staff, hands, door } = hall;
        let door = Door::new(door.kiosk().clone(), None).kept_by(Arc::clone(&staff));
        Self { door, staff, hands }
    }

    fn room(&self) -> Room<'_> {
        Room { door: &self.door, staff: &self.staff }
    }

    fn show(&self, code: &str) -> Outcome {
        self.door.show(ShownCode::Sample { text: code.to_owned() })
    }

    fn wrong(&self, times: usize) -> Entry {
        let entries = (0..times).map(|_| self.staff.sign_in(WRONG).unwrap());
        entries.last().unwrap()
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn refused(answer: &SettingsAnswer) -> Option<&str> {
    answer.refusal.as_ref().map(|notice| notice.id.as_str())
}

#[test]
fn whoever_sets_the_kiosk_up_makes_the_first_pin_and_nobody_else_does() {
    let folder = Folder::new();
    let hall = Hall::of(&folder);
    assert_eq!(hall.room().pad(), PadView { first: true, wait_ms: 0 });
    assert_eq!(refused(&hall.room().begin("Ada", "123456")), Some("staff-refused-pin-run"));
    assert_eq!(refused(&hall.room().begin(" ", ADA)), Some("staff-refused-no-name"));
    let settings = hall.room().begin("Ada", ADA).settings.unwrap();
    assert_eq!((settings.people.len(), settings.people[0].you), (1, true));
    assert_eq!(settings.device.len(), 8);
    hall.staff.leave();
    assert_eq!(hall.room().pad(), PadView { first: false, wait_ms: 0 });
    let second = hall.room().begin("Bo", BO);
    assert_eq!((refused(&second), &second.settings), (Some("staff-refused-changed"), &None));
}

#[test]
fn a_pin_signs_its_owner_in_for_two_minutes_after_the_last_touch() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    let bo = hall.staff.add("Bo", BO).unwrap();
    let PadAnswer::Welcome { settings } = hall.room().sign_in(BO) else { panic!("not let in") };
    assert!(settings.people.iter().any(|person| person.you && person.name == "Bo"));
    hall.hands.turn(119);
    assert_eq!(hall.staff.touch(), Some(bo));
    hall.hands.turn(119);
    assert_eq!(hall.staff.signed_in(), Some(bo));
    hall.hands.turn(1);
    assert_eq!(hall.staff.signed_in(), None);
    assert_eq!(hall.staff.touch(), None, "a touch does not wake it");
    let too_late = hall.room().stand_at(&"side".parse().unwrap());
    assert_eq!(too_late, SettingsAnswer { settings: None, refusal: None });
    assert_eq!(hall.door.gate().unwrap().id.as_str(), "main");
}

#[test]
fn wrong_pins_are_slowed_recorded_and_forgiven_after_a_right_one() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    assert_eq!(hall.wrong(2), Entry::Wrong(seconds(0)));
    assert_eq!(hall.wrong(1), Entry::Wrong(seconds(5)));
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::TooSoon(seconds(5)), "even the right one");
    assert_eq!(hall.room().pad().wait_ms, 5_000);
    hall.hands.turn(5);
    assert_eq!(hall.wrong(1), Entry::Wrong(seconds(10)));
    hall.hands.turn(10);
    assert_eq!(hall.staff.sign_in("12").unwrap(), Entry::Wrong(seconds(20)), "what is no PIN");
    hall.hands.turn(20);
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::In(StaffId(1)));
    let recorded = |roster: &parvis_roster::Reading<'_>| roster.recorded_tries();
    let tries = hall.door.kiosk().roster().read(recorded).unwrap();
    let wrong = tries.iter().filter(|one| one.outcome == TryOutcome::Wrong).count();
    assert_eq!((wrong, tries.len()), (5, 6));
    assert_eq!(tries[5].outcome, TryOutcome::Right(StaffId(1)));
    assert_eq!(hall.wrong(2), Entry::Wrong(seconds(0)), "it begins anew");
}

#[test]
fn the_wait_goes_on_after_a_restart_and_a_clock_set_back_does_not_end_it_nor_keep_it() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    hall.wrong(3);
    hall.hands.turn(5);
    assert_eq!(hall.wrong(1), Entry::Wrong(seconds(10)));
    drop(hall);
    // The clock of the new start is set back to where it began.
    let hall = Hall::of(&folder);
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::TooSoon(seconds(10)));
    hall.hands.turn(-365 * 86_400);
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::TooSoon(seconds(10)));
    hall.hands.turn(10);
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::In(StaffId(1)));
}

#[test]
fn two_at_once_have_one_try() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    hall.wrong(2);
    let entries: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..4).map(|_| scope.spawn(|| hall.staff.sign_in(WRONG).unwrap())).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let looked_at = entries.iter().filter(|entry| matches!(entry, Entry::Wrong(_))).count();
    assert_eq!(looked_at, 1, "{entries:?}");
}

#[test]
fn nobody_is_let_in_behind_the_settings() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    assert!(matches!(hall.show("AB12CD"), Outcome::Verdict(_)));
    hall.wrong(1);
    assert!(matches!(hall.show("AB12CD"), Outcome::Verdict(_)), "the pad alone stops no queue");
    hall.staff.sign_in(ADA).unwrap();
    assert!(hall.door.view().staff);
    assert_eq!(hall.show("EF34GH"), Outcome::Hint(Notice::plain("hint-staff")));
    hall.staff.leave();
    let Outcome::Verdict(verdict) = hall.show("EF34GH") else { panic!("the door goes on") };
    assert_eq!(verdict.verdict, "admitted", "the ticket was not used up");
    hall.staff.sign_in(ADA).unwrap();
    hall.hands.turn(120);
    assert!(!hall.door.view().staff, "whoever forgets to leave leaves all the same");
    assert!(matches!(hall.show("EF34GH"), Outcome::Verdict(_)));
}

#[test]
fn another_gate_stays_chosen_over_a_restart() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    hall.staff.sign_in(ADA).unwrap();
    let settings = hall.room().stand_at(&"side".parse().unwrap()).settings.unwrap();
    assert_eq!((settings.gate.as_deref(), settings.gates.len()), (Some("side"), 2));
    let stays = hall.room().stand_at(&"nowhere".parse().unwrap());
    assert_eq!(stays.settings.unwrap().gate.as_deref(), Some("side"));
    assert_eq!(hall.door.gate().unwrap().id.as_str(), "side");
    drop(hall);
    let hall = Hall::of(&folder);
    assert_eq!(hall.door.gate().unwrap().id.as_str(), "side");
    let named = Door::new(hall.door.kiosk().clone(), Some("main".parse().unwrap()));
    assert_eq!(named.gate().unwrap().id.as_str(), "main", "what is named at the start counts");
}

#[test]
fn people_are_added_and_removed_but_for_the_last() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    hall.staff.sign_in(ADA).unwrap();
    let room = hall.room();
    assert_eq!(refused(&room.remove(StaffId(1))), Some("staff-refused-last"));
    assert_eq!(refused(&room.add("ÁDA", BO)), Some("staff-refused-name-taken"));
    assert_eq!(refused(&room.add("Bo", ADA)), Some("staff-refused-pin-taken"));
    let settings = room.add("Bo", BO).settings.unwrap();
    assert_eq!(settings.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Ada", "Bo"]);
    assert_eq!(refused(&room.remove(StaffId(7))), Some("staff-refused-changed"));
    let gone = room.remove(StaffId(1));
    assert_eq!(gone.settings, None, "whoever removes themselves is out");
    assert_eq!(hall.staff.sign_in(ADA).unwrap(), Entry::Wrong(seconds(0)));
    assert_eq!(hall.door.kiosk().roster().doctor().unwrap(), []);
}

#[test]
fn there_is_room_for_so_many_and_no_more() {
    let folder = Folder::new();
    let hall = Hall::of(&folder);
    // As an older list might be: their PINs do not matter here, and would take long to make.
    let add_all = |w: &mut parvis_roster::Writing<'_>| {
        (0..MAX_STAFF).try_for_each(|n| {
            let name = parvis_domain::staff::StaffName::new(&format!("Person {n}")).unwrap();
            let verifier = parvis_domain::staff::Verifier("none".into());
            w.add_staff(&name, &verifier, Timestamp::UNIX_EPOCH).map(drop)
        })
    };
    hall.door.kiosk().roster().write(add_all).unwrap();
    assert!(matches!(hall.staff.add("One more", BO), Err(StaffError::TooMany)));
}

/// The same ticket as was let in here, let in at another gate by a kiosk that did not know.
fn let_in_elsewhere(hall: &Hall) {
    let roster = hall.door.kiosk().roster();
    let mut facts = Vec::new();
    roster
        .read(|roster| {
            roster.records(&mut |sealed| {
                facts.push(sealed.record.fact.clone());
                Ok(())
            })
        })
        .unwrap();
    let Some(Fact::Scanned(scanned)) = facts.pop() else { panic!("nobody was scanned") };
    let fact = Fact::Scanned(Scanned { gate: "side".parse().unwrap(), ..scanned });
    let other = Head::new(DeviceId([7; 16]), Incarnation([7; 8]), None);
    let later = *hall.hands.0.lock().unwrap() + SignedDuration::from_mins(3);
    let sealed = other.next(&mut HybridClock::after(None), later, false, fact).unwrap();
    assert!(roster.write(|roster| roster.receive(sealed)).unwrap());
}

#[test]
fn a_ticket_that_came_in_twice_is_shown_with_both_gates_to_whoever_is_signed_in() {
    let folder = Folder::new();
    let hall = Hall::with_ada(&folder);
    assert!(matches!(hall.show("AB12CD"), Outcome::Verdict(_)));
    let_in_elsewhere(&hall);
    let nobody = DoublesAnswer { doubles: None, only: None, refusal: None };
    assert_eq!(hall.room().doubles(), nobody);
    let PadAnswer::Welcome { settings } = hall.room().sign_in(ADA) else { panic!("not let in") };
    assert_eq!(settings.doubles, 1);
    let listed = hall.room().doubles().doubles.unwrap();
    assert_eq!(listed[0].person.as_deref(), Some("Cy Invented"));
    let gate = |notice: &Notice| match &notice.args["gate"] {
        Argument::Text { value } => value["en"].clone(),
        other => panic!("{other:?}"),
    };
    let gates = [&listed[0].first, &listed[0].again].map(gate);
    assert_eq!(gates, ["Main entrance", "Side entrance"]);
    let brussels = |notice: &Notice| matches!(&notice.args["time"], Argument::Time { zone, .. } if zone == "Europe/Brussels");
    assert!(brussels(&listed[0].first) && brussels(&listed[0].again));
}
