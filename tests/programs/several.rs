//! Several hubs that share one database: what one of them is told, kiosks at the others hear of.

use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;

use crate::hub::{Hub, Place};
use crate::kiosk::{Kill, Kiosk};
use crate::live::Live;

/// A kiosk asks by itself every eleven to nineteen seconds. Who hears three times running of what
/// happened within this time was told.
const SOON: Duration = Duration::from_secs(5);

fn eventually(what: &str, holds: impl Fn() -> bool) -> Duration {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "it never came to be: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    began.elapsed()
}

#[test]
fn a_hint_crosses_from_one_hub_to_a_kiosk_that_listens_at_another() {
    let place = Place::postgres();
    place.fill(20);
    let (here, there) = (Hub::start_for_sure(&place), Hub::start_for_sure(&place));
    let (one, two) = (Kiosk::new("Door 1"), Kiosk::new("Door 2"));
    one.enrol(&place.offer(&one.name), &here.address());
    two.enrol(&place.offer(&two.name), &there.address());
    let listening = Live::open(&two);
    assert_eq!(one.sync(Kill::Never).code, Some(0));
    eventually("it is filled and listens", || listening.is_well());
    for person in 0..3 {
        assert_eq!(one.check_in(&person_code(person), Kill::Never), Some(VerdictName::Admitted));
        assert_eq!(one.sync(Kill::Never).code, Some(0));
        let took = eventually("it is known at the other hub's door", || listening.knows(person));
        assert!(took < SOON, "it was not told, but asked by itself after {took:?}");
        assert_eq!(listening.check_in(person), VerdictName::AlreadyIn);
    }

    assert!(there.end(), "it ends in good order, with a kiosk that listens");
    assert_eq!(one.check_in(&person_code(7), Kill::Never), Some(VerdictName::Admitted));
    assert_eq!(one.sync(Kill::Never).code, Some(0), "the other hub goes on");
    drop(here);
}

fn person_code(person: usize) -> String {
    parvis_venue::people::code(person)
}
