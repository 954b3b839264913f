//! A question that is asked again because its answer was lost, on the way from a code to a device.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use parvis_domain::id::DeviceId;
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Plan, Store};
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::hub::Enrols as _;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::refusal::RefusalCode;
use parvis_protocol::statement::{DeviceStanding, Statement};

use crate::ground::Ground;
use crate::people::{at, device, event};

/// A hub with a programme, whose clock is set by hand, in seconds.
async fn hub<G: Ground>(ground: &G) -> (Service<G::Store>, Arc<AtomicI64>) {
    let store = Arc::new(ground.open().await);
    let programme = serde_json::from_str(
        r#"{"edition": {"id": "week", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
            "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels"}],
            "events": [{"id": "day", "title": {"en": "A day"}, "mode": "on_site", "venue": "hall",
                        "first_day": "2023-11-16", "last_day": "2023-11-16"}]}"#,
    );
    store.put_plan(&Plan::of_programme(&programme.unwrap()).unwrap()).await.unwrap();
    let identity = store.identity().await.unwrap();
    let clock = Arc::new(AtomicI64::new(0));
    let read = Arc::clone(&clock);
    let now = Arc::new(move || at(read.load(Ordering::Relaxed)));
    (Service::new(store, identity, "age1".into(), now), clock)
}

async fn offer(hub: &Service<impl Store>, random: u8) -> EnrolmentCode {
    let code = EnrolmentCode::from_random([random; 8]);
    let offer = Offer { name: "Door 1".into(), events: vec![event("day")], gate: None };
    hub.offer(offer, &code).await.unwrap();
    code
}

fn asks(code: &EnrolmentCode, of: u8, with_key: u8) -> (EnrolmentRequest, DeviceId) {
    let key = DeviceKey::from_seed(&[with_key; 32]);
    let (device, seal_to, version) = (device(of), "age1".into(), "1".into());
    let card = DeviceCard { device, key: key.public(), seal_to, version, rehearsal: false };
    (EnrolmentRequest::new(code, &card, &key).unwrap(), device)
}

/// What the hub declares when it is asked.
async fn told(
    hub: &Service<impl Store>,
    code: &EnrolmentCode,
    (request, device): &(EnrolmentRequest, DeviceId),
) -> Result<Statement, RefusalCode> {
    let answer = hub.enrol(request.clone()).await.map_err(|refusal| refusal.code)?;
    let card = answer.open(code, request, None).unwrap();
    Ok(card.statement.open(&card.key, card.hub, *device).unwrap())
}

pub(crate) async fn a_lost_answer_to_an_enrolment_is_given_again(ground: impl Ground) {
    let (hub, clock) = hub(&ground).await;
    let code = offer(&hub, 1).await;
    let one = asks(&code, 1, 1);
    let first = told(&hub, &code, &one).await.unwrap();
    assert_eq!((first.number, first.standing), (1, DeviceStanding::Enrolled));
    clock.store(590, Ordering::Relaxed);
    for _ in 0..25 {
        assert_eq!(told(&hub, &code, &one).await, Ok(first.clone()), "and declared only once");
    }
    let guesses = hub.store().wrong_codes(None, at(0)).await.unwrap().of_all;
    assert_eq!(guesses, 0, "whoever asks again guesses nothing");
    // What holds by now, and not what held then.
    hub.revoke(one.1).await.unwrap();
    let now = told(&hub, &code, &one).await.unwrap();
    assert_eq!((now.number, now.standing), (2, DeviceStanding::Revoked));
    // Nobody else, nobody with another key, and nobody who is late.
    for stranger in [asks(&code, 2, 2), asks(&code, 1, 2)] {
        assert_eq!(told(&hub, &code, &stranger).await, Err(RefusalCode::EnrolmentCode));
    }
    clock.store(600, Ordering::Relaxed);
    assert_eq!(told(&hub, &code, &one).await, Err(RefusalCode::EnrolmentCode));
    assert_eq!(hub.store().wrong_codes(None, at(0)).await.unwrap().of_all, 3);
    assert_eq!(hub.store().device(device(2)).await.unwrap(), None);
}

pub(crate) async fn two_questions_at_once_are_one_enrolment(ground: impl Ground) {
    let (hub, _) = hub(&ground).await;
    for n in 1..6 {
        let code = offer(&hub, n).await;
        let one = asks(&code, n, n);
        let (this, that) = tokio::join!(told(&hub, &code, &one), told(&hub, &code, &one));
        assert_eq!((this.clone().map(|said| said.number), this), (Ok(1), that));
    }
    assert_eq!(hub.store().wrong_codes(None, at(0)).await.unwrap().of_all, 0);
}
