//! Whoever guesses is slowed, and nobody who is somewhere else.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use parvis_domain::id::DeviceId;
use parvis_hub::administrators::{Administrators as _, Tried, TriedName};
use parvis_hub::guessing::{Source, WrongPasswords};
use parvis_hub::service::Offer;
use parvis_hub::store::Store as _;
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::key::DeviceKey;
use parvis_sync::http::router::router;
use tower::ServiceExt as _;

use crate::visitor::Visitor;
use crate::week::{PASSWORD, Week, event};

const MALLORY: &str = "192.0.2.7";
const ADA: &str = "2001:db8:1::5";

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// What a hub answers to somebody at an address who tries a code.
async fn enrols(week: &Week, at: &str, code: &EnrolmentCode, device: u8) -> StatusCode {
    let key = DeviceKey::from_seed(&[device; 32]);
    let card = DeviceCard {
        device: DeviceId([device; 16]),
        key: key.public(),
        seal_to: "age1".into(),
        version: "0.1.0".into(),
        rehearsal: true,
    };
    let asked = EnrolmentRequest::new(code, &card, &key).unwrap();
    let body = Body::from(serde_json::to_vec(&asked).unwrap());
    let mut request = Request::post("/v1/enrolment").body(body).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from((address(at), 40_000))));
    router(Arc::new(week.service.clone())).oneshot(request).await.unwrap().status()
}

async fn offered(week: &Week, random: u8) -> EnrolmentCode {
    let code = EnrolmentCode::from_random([random; 8]);
    let offer = Offer { name: "Door".into(), events: vec![event("brussels")], gate: None };
    week.service.offer(offer, &code).await.unwrap();
    code
}

#[tokio::test]
async fn the_twenty_first_wrong_code_is_not_looked_at_and_others_still_enrol() {
    let week = Week::filled().await;
    let wrong = EnrolmentCode::from_random([9; 8]);
    for _ in 0..20 {
        assert_eq!(enrols(&week, MALLORY, &wrong, 9).await, StatusCode::FORBIDDEN);
    }
    let (one, two) = (offered(&week, 1).await, offered(&week, 2).await);
    assert_eq!(enrols(&week, MALLORY, &wrong, 9).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(enrols(&week, MALLORY, &one, 9).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(enrols(&week, ADA, &one, 1).await, StatusCode::OK);
    // From so many places that these do not tell.
    for n in 0..1_980_u16 {
        let [a, b] = n.to_be_bytes();
        let source = Some(Source([a, b, 0, 0, 0, 0, 0, 1]));
        week.service.store().note_wrong_code(source, week.now()).await.unwrap();
    }
    assert_eq!(enrols(&week, ADA, &two, 2).await, StatusCode::TOO_MANY_REQUESTS);
    week.pass(SignedDuration::from_secs(61));
    assert_eq!(enrols(&week, ADA, &two, 2).await, StatusCode::OK);
}

#[tokio::test]
async fn wrong_passwords_from_one_address_keep_nobody_out_elsewhere() {
    let week = Week::empty().await;
    let at = |text: &str| {
        let mut visitor = Visitor::new(&week);
        visitor.address = Some(address(text));
        visitor
    };
    let (mut mallory, mut ada) = (at(MALLORY), at(ADA));
    for _ in 0..5 {
        assert_eq!(mallory.sign_in("not the password").await.status, StatusCode::FORBIDDEN);
    }
    for _ in 0..200 {
        let page = mallory.sign_in(PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "not even the right one");
    }
    assert_eq!(ada.sign_in(PASSWORD).await.goes_to(), "/console");
    // For whatever names.
    let (store, identity) = (week.service.store(), week.service.identity());
    let no_bounds = WrongPasswords {
        of_name_here: u64::MAX,
        of_source: u64::MAX,
        of_name: u64::MAX,
        of_all: u64::MAX,
    };
    for number in 0..95_u8 {
        let source = Source::of(identity, Some(address(MALLORY)));
        let tried = Tried { name: TriedName([number; 8]), source };
        store.note_password(tried, week.now(), week.now(), no_bounds).await.unwrap();
    }
    let page = mallory.send("/console/sign-in", &[("name", "root"), ("password", "x")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(at("198.51.100.1").sign_in(PASSWORD).await.goes_to(), "/console");
    week.pass(SignedDuration::from_mins(16));
    assert_eq!(mallory.sign_in(PASSWORD).await.goes_to(), "/console");
}
