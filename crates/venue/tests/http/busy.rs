//! A hub that is asked too much, and what looks the same: who says so without the hub's signature
//! is granted some patience, and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use parvis_domain::verdict::VerdictName;
use parvis_hub::http::Limits;
use parvis_kiosk::door::Door;
use parvis_kiosk::view::HubMood;
use parvis_sync::runner::Outcome;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

/// One kiosk that is filled, and what it knows of its hub.
fn filled(hub: &Hub) -> (Station, Door) {
    let one = Station::new();
    one.enrol(hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    let door = Door::new(one.kiosk().clone(), None);
    eventually("it is in step", || says(&door) == (HubMood::Safe, vec!["hub-safe".into()]));
    (one, door)
}

/// The line's mood, and the ids of everything that it says.
fn says(door: &Door) -> (HubMood, Vec<String>) {
    let line = door.view().hub.unwrap();
    let ids = std::iter::once(line.said).chain(line.more).map(|notice| notice.id);
    (line.mood, ids.collect())
}

#[test]
fn a_kiosk_whose_hub_is_busy_says_so_waits_and_changes_nothing() {
    let mut hub = Hub::start();
    hub.fill(50);
    let (one, door) = filled(&hub);
    let enrolment = one.kiosk().roster().hub().unwrap().unwrap().enrolment;
    hub.stop();
    hub.start_with(Limits { a_second: 1, ..Limits::default() });
    // A round asks twice at least, at once.
    assert_eq!(one.admit("main", 0), VerdictName::Admitted);
    eventually("it is put off", || one.outcome() == Outcome::PutOff);
    let (mood, said) = says(&door);
    assert_eq!(mood, HubMood::Waiting, "nobody has to do anything");
    assert_eq!(said, ["hub-put-off", "hub-goes-on", "hub-only-here", "hub-lists-of"]);
    for person in 1..20 {
        assert_eq!(one.admit("main", person), VerdictName::Admitted, "the door goes on");
    }
    assert_eq!((one.unsent(), hub.admitted()), (20, 0));
    assert_eq!(one.kiosk().roster().hub().unwrap().unwrap().enrolment, enrolment);
    hub.stop();
    hub.start_again();
    eventually("everything arrives by itself", || one.unsent() == 0 && hub.admitted() == 20);
    eventually("and is said", || says(&door).0 == HubMood::Safe);
}

#[test]
fn whoever_asks_for_patience_gets_it_and_nothing_is_lost() {
    let mut hub = Hub::start();
    hub.fill(200);
    let (one, door) = filled(&hub);
    for (n, status) in [429, 502, 503, 504].into_iter().enumerate() {
        hub.stop();
        // A page of a Wi-Fi may say so as well as a hub.
        let asked = Arc::new(AtomicU64::new(0));
        let (counting, status) = (Arc::clone(&asked), StatusCode::from_u16(status).unwrap());
        hub.serve(Router::new().fallback(async move || {
            counting.fetch_add(1, Ordering::SeqCst);
            (status, [("retry-after", "3")], "one moment, please")
        }));
        // Hints are asked for as well, and each is asked for patience.
        let put_off = || {
            one.admit("main", 0);
            asked.load(Ordering::SeqCst) > 0 && one.outcome() == Outcome::PutOff
        };
        eventually("it is put off", put_off);
        assert_eq!(says(&door).1[0], "hub-put-off", "{status}");
        let (before, began) = (asked.load(Ordering::SeqCst), Instant::now());
        while began.elapsed() < Duration::from_millis(2_500) {
            one.admit("main", 1 + n);
            std::thread::sleep(Duration::from_millis(50));
        }
        let more = asked.load(Ordering::SeqCst) - before;
        assert!(more <= 1, "{status}: asked {more} times within 2.5 s, told to wait 3");
    }
    hub.stop();
    assert_eq!(one.admit("main", 9), VerdictName::Admitted, "its lists are as they were");
    hub.start_again();
    eventually("everything arrives", || one.unsent() == 0 && hub.admitted() == 6);
}
