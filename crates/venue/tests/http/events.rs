//! A device speaks for its own events alone.

use parvis_domain::id::EventId;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Offer;
use parvis_hub::store::Store as _;
use parvis_protocol::exchange::AsideReason;
use parvis_venue::people;
use serde_json::{Value, json};

use crate::first_client::{DEVICE, FirstClient};
use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

fn admitted(ticket: &Value, event: &str) -> Value {
    json!({
        "kind": "scanned", "ticket": ticket, "event": event, "gate": "main",
        "verdict": "admitted", "scope": "main/day/2023-11-16", "entry": "single", "way": "camera",
    })
}

#[test]
fn a_device_invents_no_check_in_of_another_event_and_takes_none_back() {
    let hub = Hub::start();
    hub.fill(5);
    hub.fill_event(&people::other_event(), 3, 100);
    let mut client = FirstClient::enrol(&hub, &hub.invite("A door"));
    let (changes, _) = client.snapshot(&hub);
    let of_kind = |kind: &str| {
        let rows = changes.iter().filter(|change| change["kind"] == kind);
        rows.map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    let (own, elsewhere) = (of_kind("ticket"), of_kind("elsewhere"));
    let first = client.records(&admitted(&own[0], "brussels"));
    for (ticket, event) in [(&elsewhere[0], "paris"), (&elsewhere[1], "brussels")] {
        client.records(&admitted(ticket, event));
    }
    let undone = json!({"kind": "undone", "target": first, "ticket": elsewhere[2], "gate": "main"});
    client.records(&undone);
    client.records(&json!({
        "kind": "seats_leased", "scope": "workshop/day/2023-11-16", "device": DEVICE, "seats": 6,
    }));
    client.records(&admitted(&own[1], "brussels"));
    let pushed = client.push(&hub, 0).json();
    assert_eq!(pushed["series"][0]["seq"], 6, "nothing is held up");
    let told = pushed["put_aside"].as_array().unwrap().iter();
    let told: Vec<_> = told.map(|aside| (&aside["key"]["seq"], &aside["reason"])).collect();
    let other_event = |seq: u64| (json!(seq), json!("other_event"));
    let expected = [other_event(2), other_event(3), other_event(4), (json!(5), json!("hub_only"))];
    assert_eq!(told, expected.iter().map(|(seq, why)| (seq, why)).collect::<Vec<_>>());
    assert_eq!((hub.admitted(), hub.admitted_to(&people::other_event())), (2, 0));
}

#[test]
fn a_kiosk_that_had_not_heard_of_its_new_events_loses_nothing() {
    let mut hub = Hub::start();
    hub.fill(20);
    let one = Station::new();
    let device = one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    hub.stop();
    for n in 0..3 {
        assert_eq!(one.admit("main", n), VerdictName::Admitted);
    }
    let events = vec![people::other_event()];
    let offer = Offer { name: "Door 1".into(), events, gate: None };
    hub.wait(async |hub| hub.reassign(device, offer).await.unwrap());
    hub.start_again();
    eventually("everything arrived", || one.unsent() == 0);
    let aside = hub.wait(async |hub| hub.store().put_aside(10).await.unwrap());
    assert!(aside.iter().all(|aside| aside.reason == AsideReason::OtherEvent));
    assert_eq!((aside.len(), hub.admitted()), (3, 0));
    let why = AsideReason::OtherEvent;
    let accepted = hub.wait(async |hub| hub.accept_aside(device, why).await.unwrap());
    assert_eq!((accepted, hub.admitted()), (3, 3));
}

#[test]
fn seats_are_lent_behind_gates_of_the_devices_events_alone() {
    let hub = Hub::start();
    hub.fill(5);
    let of =
        |events: &[EventId]| Offer { name: "A door".into(), events: events.into(), gate: None };
    let invitation = hub.offer(of(&[people::other_event()]));
    let client = FirstClient::enrol(&hub, &invitation);
    let wish = |scope: &str| json!([{"scope": scope, "capacity": 6, "seats": 6}]);
    let own = hub.wait(async |hub| hub.identity().device);
    let lent = || hub.wait(async |hub| hub.store().ends(own).await.unwrap()).len();
    client.status_wishing(&hub, &wish("workshop/day/2023-11-16"));
    assert_eq!(lent(), 0, "the workshop is in Brussels");
    let device = DEVICE.parse().unwrap();
    hub.wait(async |hub| hub.reassign(device, of(&[people::event()])).await.unwrap());
    for scope in ["workshop", "workshop/session/opening", "main/day/2023-11-16"] {
        client.status_wishing(&hub, &wish(scope));
        assert_eq!(lent(), 0, "{scope}");
    }
    client.status_wishing(&hub, &wish("workshop/day/2023-11-16"));
    assert_eq!(lent(), 1);
}
