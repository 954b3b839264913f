//! Kiosks and a hub over real HTTP on loopback: enrolled, filled, kept in step, revoked.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests stop where something is wrong")]

mod bad_input;
mod busy;
mod clock;
mod demo;
mod door;
mod first_client;
mod hub;
mod kiosk;
mod lists;
mod versions;

use std::time::Duration;

use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::Store as _;
use parvis_kiosk::admit::AdmitError;
use parvis_sync::runner::Outcome;
use parvis_venue::people;

use hub::Hub;
use kiosk::{Station, eventually};

#[test]
fn a_kiosk_is_enrolled_filled_and_its_check_ins_come_to_the_hub_and_to_the_other_door() {
    let hub = Hub::start();
    hub.fill(200);
    let (one, two) = (Station::new(), Station::new());
    for (station, name) in [(&one, "Door 1"), (&two, "Door 2")] {
        station.enrol(&hub, name);
    }
    eventually("both are filled", || one.is_filled() && two.is_filled());
    assert_eq!(one.admit("main", 7), VerdictName::Admitted);
    eventually("the hub knows", || hub.admitted() == 1);
    eventually("the other door knows", || two.standing_of(7));
    assert_eq!(two.admit("main", 7), VerdictName::AlreadyIn);
    assert_eq!(two.admit("main", 8), VerdictName::Admitted);
    eventually("everything is safe", || one.unsent() == 0 && two.unsent() == 0);
    assert_eq!(hub.admitted(), 2);
    let devices = hub.wait(async |hub| hub.store().devices().await.unwrap());
    assert!(devices.iter().all(|device| device.seen.is_some()));
}

#[test]
fn a_wrong_code_lets_nobody_in_and_one_is_good_once() {
    let hub = Hub::start();
    hub.fill(3);
    let (one, two) = (Station::new(), Station::new());
    let invitation = hub.invite("Door 1");
    let mut wrong = invitation.clone();
    wrong.code = "AAAA-BBBB-CCCC".parse().unwrap();
    let refused = one.kiosk().enrol(&wrong).unwrap_err().to_string();
    assert!(refused.contains("the code is wrong"), "{refused}");
    one.kiosk().enrol(&invitation).unwrap();
    let refused = two.kiosk().enrol(&invitation).unwrap_err().to_string();
    assert!(refused.contains("used"), "{refused}");
}

#[test]
fn the_door_goes_on_without_a_hub_and_everything_arrives_when_it_is_back() {
    let mut hub = Hub::start();
    hub.fill(50);
    let one = Station::new();
    one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    hub.stop();
    for n in 0..20 {
        assert_eq!(one.admit("main", n), VerdictName::Admitted);
    }
    eventually("it is said", || one.outcome() == Outcome::Unreachable);
    assert_eq!(one.unsent(), 20);
    hub.start_again();
    eventually("everything arrived", || one.unsent() == 0 && hub.admitted() == 20);
}

#[test]
fn a_revoked_kiosk_sends_what_it_has_and_forgets_names() {
    let hub = Hub::start();
    hub.fill(50);
    let one = Station::new();
    let device = one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    assert_eq!(one.admit("main", 1), VerdictName::Admitted);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    let filled = || one.kiosk().roster().hub().unwrap().unwrap().bookmark.is_some();
    eventually("it has forgotten", || !filled());
    eventually("it says that it is out of service, and not that nobody is known", || {
        matches!(one.try_admit("main", 1, Way::CommandLine), Err(AdmitError::Revoked))
    });
    assert_eq!(one.unsent(), 0, "nothing was decided and nothing recorded");
    eventually("what it recorded arrived", || hub.admitted() == 1);
    let names = std::fs::read(one.folder().join(parvis_roster::FILE_NAME)).unwrap();
    let person = b"Person 2";
    assert!(!names.windows(person.len()).any(|window| window == person), "a name is left");
}

#[test]
fn seats_that_are_few_are_not_oversold() {
    let hub = Hub::start();
    hub.fill(50);
    let (one, two) = (Station::at("workshop"), Station::at("workshop"));
    one.enrol(&hub, "Workshop 1");
    two.enrol(&hub, "Workshop 2");
    eventually("both have seats", || one.seats() > 0 && two.seats() > 0);
    let mut admitted = 0;
    for n in 0..20 {
        for (station, person) in [(&one, n), (&two, n + 20)] {
            let verdict = station.admit("workshop", person);
            assert!(matches!(verdict, VerdictName::Admitted | VerdictName::Full), "{verdict:?}");
            admitted += usize::from(verdict == VerdictName::Admitted);
        }
        std::thread::sleep(Duration::from_millis(60));
    }
    eventually("everything is safe", || one.unsent() == 0 && two.unsent() == 0);
    assert_eq!(admitted, 6, "as many as there are seats, and all of them");
    assert_eq!(hub.admitted(), 6);
}

#[test]
fn a_change_of_the_roster_comes_to_the_doors() {
    let hub = Hub::start();
    hub.fill(5);
    let one = Station::new();
    one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    assert_eq!(one.admit_as("main", 9, Way::Typed), VerdictName::Unknown);
    hub.fill(10);
    eventually("the new ones are known", || one.admit("main", 9) == VerdictName::Admitted);
    let elsewhere = people::other_event();
    hub.fill_event(&elsewhere, 3, 100);
    eventually("others are known as elsewhere", || {
        one.admit("main", 101) == VerdictName::OtherVenue
    });
}
