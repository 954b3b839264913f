//! Hints: what happens at one door is known at another long before anybody would ask by themselves.

use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use parvis_domain::verdict::VerdictName;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

/// A kiosk asks by itself every eleven to nineteen seconds: who hears of three things running
/// within so long each was told.
const SOON: Duration = Duration::from_secs(5);

/// The longest that one door took to hear of somebody at the other; it ends with the first that
/// took too long.
fn longest(hub: &Hub) -> Duration {
    let (one, two) = (Station::new(), Station::new());
    one.enrol(hub, "Door 1");
    two.enrol(hub, "Door 2");
    eventually("both are filled", || one.is_filled() && two.is_filled());
    let mut longest = Duration::ZERO;
    for person in 0..3 {
        let began = Instant::now();
        assert_eq!(one.admit("main", person), VerdictName::Admitted);
        eventually("the other door knows", || two.standing_of(person));
        longest = longest.max(began.elapsed());
        if longest >= SOON {
            break;
        }
        // Whatever was under way has come to rest: nobody hears of the next by chance.
        std::thread::sleep(Duration::from_millis(500));
    }
    longest
}

#[test]
fn another_door_is_told_and_does_not_have_to_ask() {
    let hub = Hub::start();
    hub.fill(20);
    let longest = longest(&hub);
    assert!(longest < SOON, "it took {longest:?}");
}

#[test]
fn without_hints_it_takes_longer_and_arrives_all_the_same() {
    let mut hub = Hub::start();
    hub.fill(20);
    hub.stop();
    hub.start_behind(|app| {
        app.layer(middleware::from_fn(async |request: Request, next: Next| {
            match request.uri().path() {
                "/v1/hints" => StatusCode::NOT_FOUND.into_response(),
                _ => next.run(request).await,
            }
        }))
    });
    let longest = longest(&hub);
    assert!(longest >= SOON, "the other door was told within {longest:?} without hints");
}
