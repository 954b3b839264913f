//! Kiosks and a hub over real HTTP on loopback: enrolled, filled, kept in step, revoked.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests stop where something is wrong")]

mod again;
mod bad_input;
mod busy;
mod clock;
mod demo;
mod door;
mod doubles;
mod events;
mod first_client;
mod hints;
mod hub;
mod kiosk;
mod lists;
mod out_of_date;
mod revoked;
mod screens;
mod seats;
mod vanished;
mod versions;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::Store as _;
use parvis_kiosk::hub::Invitation;
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
fn a_kiosk_whose_answer_was_lost_joins_with_the_same_code() {
    let mut hub = Hub::start();
    hub.fill(3);
    let (one, invitation) = (Station::new(), hub.invite("Door 1"));
    hub.stop();
    let lost = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&lost);
    hub.start_behind(move |hub| {
        hub.layer(middleware::from_fn(move |request: Request, next: Next| {
            let counted = Arc::clone(&counted);
            async move {
                // The hub has done it, and whatever stands between keeps the answer.
                let answer = next.run(request).await;
                match counted.fetch_add(1, Ordering::SeqCst) {
                    0..2 => StatusCode::BAD_GATEWAY.into_response(),
                    _ => answer,
                }
            }
        }))
    });
    let invitation = Invitation { address: hub.address(), ..invitation };
    for _ in 0..2 {
        one.kiosk().enrol(&invitation).unwrap_err();
    }
    one.kiosk().enrol(&invitation).unwrap();
    assert_eq!(lost.load(Ordering::SeqCst), 3);
    eventually("it is filled", || one.is_filled());
    let number = one.kiosk().roster().hub().unwrap().unwrap().enrolment.statement.number;
    assert_eq!(number, 1, "it was declared once");
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
