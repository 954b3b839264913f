//! Seats of a hard capacity that go from the door that has them to the door where people come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Plan, Store as _};
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

const SEATS: u32 = 10;
/// Far longer than a door takes to hear of another, and less than it waits before it asks by itself.
const A_WHILE: Duration = Duration::from_secs(5);

/// A hub with a workshop of ten seats and two doors to it, to which all of them are lent; the first
/// door can be cut off.
fn venue() -> (Hub, Station, Station, Arc<AtomicBool>) {
    let mut hub = Hub::start();
    hub.fill(60);
    let mut gates = people::gates();
    let capacities = gates.iter_mut().filter_map(|gate| gate.rule.capacity.as_mut());
    capacities.for_each(|capacity| capacity.seats = SEATS);
    hub.wait(async |hub| hub.store().put_plan(&Plan::of_gates(&gates).unwrap()).await.unwrap());
    let (one, two) = (Station::at("workshop"), Station::at("workshop"));
    let cut_off = Arc::new(AtomicBool::new(false));
    let (cut, device) = (Arc::clone(&cut_off), format!("device={}", one.kiosk().roster().device()));
    hub.stop();
    hub.start_behind(move |hub| {
        hub.layer(middleware::from_fn(move |request: Request, next: Next| {
            let asks = request.headers().get("parvis-request");
            let of_one = asks.is_some_and(|asks| asks.to_str().unwrap().contains(&device));
            let lost = of_one && cut.load(Ordering::SeqCst);
            async move {
                match lost {
                    true => StatusCode::BAD_GATEWAY.into_response(),
                    false => next.run(request).await,
                }
            }
        }))
    });
    one.enrol(&hub, "Workshop 1");
    two.enrol(&hub, "Workshop 2");
    eventually("both are filled", || one.is_filled() && two.is_filled());
    // What the quiet door has is what the other cannot have.
    eventually("all seats are lent", || one.seats() + two.seats() == SEATS && one.seats() > 2);
    (hub, one, two, cut_off)
}

/// Somebody comes, and comes again a moment after being refused, for a while.
fn gets_in(station: &Station, person: usize) -> bool {
    let began = Instant::now();
    while began.elapsed() < A_WHILE {
        let verdict = station.admit("workshop", person);
        if verdict == VerdictName::Admitted {
            return true;
        }
        assert_eq!(verdict, VerdictName::Full);
        std::thread::sleep(Duration::from_millis(100));
    }
    false
}

#[test]
fn a_busy_door_gets_the_seats_of_a_quiet_one() {
    let (hub, one, two, _) = venue();
    for person in 0..10 {
        assert!(gets_in(&two, person), "person {person} was refused, and {} idle", one.seats());
    }
    assert_eq!((one.seats(), two.seats()), (0, 0));
    assert!(!gets_in(&two, 10) && !gets_in(&one, 11), "every seat is taken");
    eventually("everything is safe", || one.unsent() == 0 && two.unsent() == 0);
    assert_eq!(hub.admitted(), u64::from(SEATS));
}

#[test]
fn a_door_keeps_what_it_needs_itself_and_gives_the_rest() {
    let (_hub, one, two, _) = venue();
    // Where one came lately one more is expected, and the seat is free again.
    assert_eq!(one.admit("workshop", 0), VerdictName::Admitted);
    assert_eq!(one.admit("workshop", 0), VerdictName::Left);
    for person in 20..29 {
        assert!(gets_in(&two, person), "person {person} was refused, and {} idle", one.seats());
    }
    assert_eq!(one.seats(), 1);
    assert!(!gets_in(&two, 29));
    assert!(gets_in(&one, 1), "it was kept for somebody who comes here");
}

#[test]
fn a_door_that_is_cut_off_keeps_its_seats_and_nothing_is_oversold() {
    let (hub, one, two, cut_off) = venue();
    cut_off.store(true, Ordering::SeqCst);
    let kept = one.seats();
    let of_two = (0..20).filter(|person| two.admit("workshop", *person) == VerdictName::Admitted);
    let of_two = u32::try_from(of_two.count()).unwrap();
    assert_eq!(of_two, SEATS - kept);
    assert!(!gets_in(&two, 30), "what the other has cannot be had");
    assert_eq!(one.seats(), kept);
    let of_one = (40..60).filter(|person| one.admit("workshop", *person) == VerdictName::Admitted);
    assert_eq!(u32::try_from(of_one.count()).unwrap(), kept);
    cut_off.store(false, Ordering::SeqCst);
    eventually("everything is safe", || one.unsent() == 0 && two.unsent() == 0);
    assert_eq!(hub.admitted(), u64::from(SEATS));
    assert!(!gets_in(&one, 31) && !gets_in(&two, 32));
}
