//! A kiosk that enrols once more with the hub it belongs to.

use std::time::Duration;

use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Store as _, Wish};

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

#[test]
fn it_gives_a_restored_hub_back_what_that_forgot_and_no_seat_is_lent_twice() {
    let hub = Hub::start();
    hub.fill(50);
    let one = Station::new();
    let device = one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    let backup = hub.backup();
    let scope = "workshop/day/2023-11-16".parse().unwrap();
    let wish = Wish { device, scope, capacity: 6, seats: 4, needed: 0, devices: 0 };
    let lent = hub.wait(async |hub| hub.store().lend(&wish, hub.now()).await.unwrap());
    assert_eq!(lent, 4);
    eventually("it has its seats", || one.seats() == 4);
    let hub = hub.restored(&backup);
    one.kiosk().enrol(&hub.invite("Door 1 again")).unwrap();
    eventually("it is filled again", || one.is_filled());
    let two = Station::at("workshop");
    two.enrol(&hub, "Workshop");
    eventually("the other gets some", || two.seats() > 0);
    let mut admitted = 0;
    for n in 0..20 {
        for (station, person) in [(&one, n), (&two, n + 20)] {
            let verdict = station.admit("workshop", person);
            assert!(matches!(verdict, VerdictName::Admitted | VerdictName::Full), "{verdict:?}");
            admitted += usize::from(verdict == VerdictName::Admitted);
        }
        std::thread::sleep(Duration::from_millis(60));
    }
    assert_eq!(admitted, 6, "as many as there are seats");
}
