//! Whole lives by stick, with everything that people do with sticks.

use std::fs;

use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Offer;
use parvis_hub::stick::Outcome;
use parvis_hub::store::Store as _;
use parvis_protocol::exchange::AsideReason;
use parvis_protocol::limits::PUSHED_RECORDS;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::Station;

#[test]
fn a_kiosk_is_enrolled_filled_and_its_check_ins_come_to_the_hub_and_are_acknowledged() {
    let (hub, stick) = (Hub::filled(200), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::new();
    let request = one.request(stick);
    assert!(!request.enrolled);
    // Nobody is enrolled unless somebody says so.
    let visited = hub.visit(stick);
    let [file] = &visited[..] else { panic!("{visited:?}") };
    let Outcome::Unknown { fingerprint, .. } = &file.outcome else { panic!("{file:?}") };
    assert_eq!(*fingerprint, request.fingerprint, "what both show, for somebody to compare");
    assert!(!one.package_file(stick).exists());
    hub.visit_naming(stick, "0000-0000-0000-0000", "Door 1");
    assert_eq!(hub.wait(async |hub| hub.store().devices().await.unwrap()), []);
    let visited = hub.visit_naming(stick, &fingerprint.to_uppercase(), "Door 1");
    assert!(matches!(&visited[0].outcome, Outcome::Answered { enrolled: true, .. }));
    // Nor is a hub believed unless somebody says so.
    assert_eq!(one.refuses(stick), "stick-unconfirmed");
    let wrong = one.take_from(stick, Some("0000-0000-0000-0000")).unwrap_err();
    assert_eq!(wrong.code(), "stick-other-fingerprint");
    let package = one.kiosk().read_stick(stick, one.folder()).unwrap();
    assert_eq!((package.known, package.fingerprint), (false, hub.fingerprint()));
    let taken = one.take_from(stick, Some(&hub.fingerprint())).unwrap();
    assert!(taken.enrolled && taken.filled && !taken.revoked);
    assert_eq!(one.kiosk().setup().gates.len(), people::gates().len());

    for person in 0..50 {
        assert_eq!(one.admit(person), VerdictName::Admitted);
    }
    assert_eq!(one.admit(7), VerdictName::AlreadyIn);
    assert_eq!(one.unsent(), 51);
    assert_eq!(one.request(stick).records, 51);
    let taken = hub.answers(stick);
    assert_eq!((taken.records, taken.new, taken.put_aside), (51, 51, 0));
    assert_eq!(hub.admitted(), 50);
    assert_eq!(one.unsent(), 51, "it knows nothing of that before the stick is back");
    // Meanwhile the door goes on.
    assert_eq!(one.admit(60), VerdictName::Admitted);
    let taken = one.take(stick);
    assert_eq!((taken.acknowledged, taken.unsent), (51, 1));
    assert_eq!(one.request(stick).records, 1);
    hub.answers(stick);
    one.take(stick);
    assert_eq!(one.unsent(), 0);
    assert_eq!(hub.admitted(), 51);
    hub.state();
}

#[test]
fn several_kiosks_share_a_stick_and_know_of_each_other() {
    let (hub, stick) = (Hub::filled(20), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let two = Station::enrolled(&hub, stick, "Door 2");
    assert_eq!(one.admit(1), VerdictName::Admitted);
    assert_eq!(two.admit(2), VerdictName::Admitted);
    assert_eq!(two.admit(1), VerdictName::Admitted, "it cannot know yet");
    one.request(stick);
    two.request(stick);
    // One more, which is damaged, is in nobody's way.
    fs::write(stick.join("parvis-00000000.request"), "parvis-request-1 and no more").unwrap();
    let visited = hub.visit(stick);
    let answered = visited.iter().filter(|v| matches!(v.outcome, Outcome::Answered { .. }));
    assert_eq!((answered.count(), visited.len()), (2, 3));
    one.take(stick);
    two.take(stick);
    assert_eq!((one.unsent(), two.unsent(), hub.admitted()), (0, 0, 2));
    // The first request was read before the second: the next turn tells both.
    one.request(stick);
    two.request(stick);
    hub.visit(stick);
    one.take(stick);
    two.take(stick);
    assert_eq!(one.admit(2), VerdictName::AlreadyIn);
    assert_eq!(two.admit(1), VerdictName::AlreadyIn);
    let doubles = hub.wait(async |hub| {
        hub.store().doubles(&parvis_hub::store::Attendance::default(), 10).await.unwrap()
    });
    assert_eq!(doubles.len(), 1);
}

#[test]
fn files_that_are_lost_late_or_carried_twice_change_nothing() {
    let (hub, stick) = (Hub::filled(40), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let mut one = Station::enrolled(&hub, stick, "Door 1");
    let (mut requests, mut packages) = (Vec::new(), Vec::new());
    for turn in 0..4 {
        one.admit(2 * turn);
        one.admit(2 * turn + 1);
        one.restart();
        one.request(stick);
        requests.push(fs::read(one.request_file(stick)).unwrap());
        // Every other request is lost, and so is every other package.
        if turn % 2 == 1 {
            hub.answers(stick);
            packages.push(fs::read(one.package_file(stick)).unwrap());
        }
        if turn == 3 {
            one.take(stick);
        }
    }
    assert_eq!((one.unsent(), hub.admitted()), (0, 8));
    let settled = one.state();
    // The very same again.
    let again = one.take(stick);
    assert!(!again.filled && !again.enrolled);
    assert_eq!(one.state(), settled);
    // The older one.
    fs::write(one.package_file(stick), &packages[0]).unwrap();
    assert_eq!(one.refuses(stick), "stick-older");
    // Every request, in any order: none adds anything, and each answer is as good as the last.
    for request in [2, 0, 3, 1, 0] {
        fs::write(one.request_file(stick), &requests[request]).unwrap();
        let taken = hub.answers(stick);
        assert_eq!((taken.new, taken.put_aside), (0, 0));
        assert_eq!(hub.admitted(), 8);
        one.take(stick);
        assert_eq!(one.unsent(), 0);
    }
}

#[test]
fn a_hub_restored_from_a_backup_gets_back_what_it_lost() {
    let (hub, stick) = (Hub::filled(40), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    one.admit(1);
    one.request(stick);
    hub.answers(stick);
    one.take(stick);
    let backup = hub.backup();
    one.admit(2);
    one.request(stick);
    hub.answers(stick);
    let of_before = fs::read(one.package_file(stick)).unwrap();
    one.take(stick);
    one.admit(3);
    hub.later(60);
    let hub = hub.restored(&backup);
    one.request(stick);
    // What it has does not reach as far as the kiosk was told: that is said, and healed.
    let taken = hub.answers(stick);
    assert_eq!((taken.records, taken.new, taken.left_out), (1, 0, 1));
    assert_eq!(hub.admitted(), 1);
    one.take(stick);
    assert_eq!(one.unsent(), 2);
    // A package of the life before comes too late.
    fs::write(one.package_file(stick), of_before).unwrap();
    assert_eq!(one.refuses(stick), "stick-older");
    one.request(stick);
    assert_eq!(hub.answers(stick).new, 2);
    one.take(stick);
    assert_eq!((one.unsent(), hub.admitted()), (0, 3));
}

#[test]
fn two_machines_of_one_disk_lose_nothing_and_come_to_an_end() {
    let (hub, stick) = (Hub::filled(40), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let mut one = Station::enrolled(&hub, stick, "Door 1");
    one.admit(1);
    let mut two = one.cloned();
    one.admit(2);
    two.admit(3);
    for station in [&one, &two] {
        station.request(stick);
        hub.answers(stick);
        station.take(stick);
        assert_eq!(station.unsent(), 0);
    }
    one.restart();
    two.restart();
    assert_eq!((hub.admitted(), hub.put_aside()), (3, 0));
    let forks = hub.wait(async |hub| hub.store().forks().await.unwrap());
    assert_eq!(forks.len(), 1, "it is seen");
}

#[test]
fn what_the_hub_decided_itself_comes_back_to_it() {
    let (hub, stick) = (Hub::filled(40), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    one.admit_all(1..4);
    one.request(stick);
    hub.answers(stick);
    let backup = hub.backup();
    hub.undo_one();
    one.request(stick);
    hub.answers(stick);
    one.take(stick);
    assert_eq!(hub.admitted(), 2);
    hub.later(60);
    let hub = hub.restored(&backup);
    assert_eq!(hub.admitted(), 3, "it forgot");
    one.request(stick);
    for _ in 0..2 {
        hub.answers(stick);
        assert_eq!(hub.admitted(), 2);
    }
    one.take(stick);
    assert_eq!(one.unsent(), 0);
    hub.state();
}

#[test]
fn more_than_one_push_holds_travels_on_one_stick() {
    let people = PUSHED_RECORDS + 150;
    let (hub, stick) = (Hub::filled(people), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let mut one = Station::enrolled(&hub, stick, "Door 1");
    one.admit_all(0..100);
    one.restart();
    one.admit_all(100..people);
    assert_eq!(one.request(stick).records, people as u64);
    let taken = hub.answers(stick);
    assert_eq!((taken.records, taken.new, taken.left_out), (people as u64, people as u64, 0));
    one.take(stick);
    assert_eq!((one.unsent(), hub.admitted()), (0, people as u64));
}

#[test]
fn what_is_about_events_it_was_taken_off_waits_for_somebody_to_accept_it() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    one.admit_all(0..3);
    one.request(stick);
    let events = vec![people::other_event()];
    let offer = Offer { name: "Door 1".into(), events, gate: None };
    hub.wait(async |hub| hub.reassign(one.device(), offer).await.unwrap());
    let taken = hub.answers(stick);
    assert_eq!((taken.records, taken.new, taken.put_aside), (3, 3, 3));
    assert_eq!((hub.put_aside(), hub.admitted()), (3, 0));
    one.take(stick);
    assert_eq!((one.unsent(), one.put_aside()), (0, 3), "they are safe there");
    let why = AsideReason::OtherEvent;
    let accepted = hub.wait(async |hub| hub.accept_aside(one.device(), why).await.unwrap());
    assert_eq!((accepted, hub.put_aside(), hub.admitted()), (3, 0, 3));
    hub.state();
}
