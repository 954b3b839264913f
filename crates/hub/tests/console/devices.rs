//! Devices: let in, changed, revoked.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_hub::store::Store as _;
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::hub::Enrols as _;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::statement::DeviceStanding;

use crate::visitor::{Page, Visitor};
use crate::week::{Week, event};

const NEW: &str = "/console/devices/new";

/// The code that a page shows.
fn code(page: &Page) -> EnrolmentCode {
    let text = page.text();
    let (_, after) = text.split_once("<code class=\"code\">").expect("a code");
    let code = after.split('<').next().unwrap();
    assert_eq!((code.len(), code.matches('-').count()), (14, 2), "in fours: {code}");
    code.parse().unwrap()
}

async fn enrol(week: &Week, code: &EnrolmentCode) {
    let key = DeviceKey::from_seed(&[42; 32]);
    let card = DeviceCard {
        device: Week::id(42),
        key: key.public(),
        seal_to: "age1nobody".into(),
        version: "0.1.0".into(),
        rehearsal: true,
    };
    let request = EnrolmentRequest::new(code, &card, &key).unwrap();
    week.service.enrol(request).await.unwrap();
}

#[tokio::test]
async fn a_code_lets_a_device_in_and_the_page_says_so() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let fields =
        [("name", "Door 1"), ("event", "brussels"), ("event", "closing"), ("gate", "main")];
    let page = ada.fill_in(NEW, NEW, &fields).await;
    let offer = page.goes_to().to_owned();
    let page = ada.get(&offer).await;
    let code = code(&page);
    assert!(page.has("A code for Door 1") && page.has("good until 09:57"));
    assert!(page.has("<div class=\"qr\"") && page.has("<svg"), "the QR code is drawn");
    assert!(page.has("data-seconds=\"600\""));

    // Another browser, of somebody else perhaps, does not see the code.
    let mut elsewhere = Visitor::signed_in(&week).await;
    let other = elsewhere.get(&offer).await;
    assert!(other.has("only in the browser in which it was made"));
    assert!(!other.has(&code.to_string()));

    enrol(&week, &code).await;
    let page = ada.get(&format!("{offer}/live")).await;
    assert!(page.has("The device has come.") && !page.has("class=\"code\""));
    let device = week.service.store().device(Week::id(42)).await.unwrap().unwrap();
    assert_eq!(device.statement.name, "Door 1");
    assert_eq!(device.statement.events, [event("brussels"), event("closing")]);
    assert_eq!(device.statement.gate.unwrap().as_str(), "main");
}

#[tokio::test]
async fn a_code_that_is_too_old_is_not_shown_any_more() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let fields = [("name", "Door 1"), ("event", "brussels")];
    let offer = ada.fill_in(NEW, NEW, &fields).await.goes_to().to_owned();
    week.pass(SignedDuration::from_mins(10));
    let page = ada.get(&offer).await;
    assert!(page.has("The code is too old") && !page.has("class=\"code\""));
}

#[tokio::test]
async fn a_card_that_is_not_filled_in_right_comes_back_with_what_was_typed() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let long = "x".repeat(101);
    for (fields, words) in [
        (vec![("name", ""), ("event", "brussels")], "between 1 and 100 letters"),
        (vec![("name", long.as_str()), ("event", "brussels")], "between 1 and 100 letters"),
        (vec![("name", "Door <1>")], "Choose at least one event."),
        (vec![("name", "Door"), ("event", "gala")], "The programme was changed meanwhile."),
        (
            vec![("name", "Door"), ("event", "brussels"), ("gate", "moon")],
            "The programme was changed meanwhile.",
        ),
    ] {
        let page = ada.fill_in(NEW, NEW, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.has(words), "{fields:?}");
        assert!(!page.has("<1>"), "what was typed is text, never part of the page");
    }
    let page = ada.fill_in(NEW, NEW, &[("name", "Door <1>")]).await;
    assert!(page.has("value=\"Door &lt;1&gt;\""));
}

#[tokio::test]
async fn a_device_gets_another_name_and_other_events() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let address = format!("/console/devices/{}", Week::id(1));
    let page = ada.get(&address).await;
    assert!(page.has("value=\"Main entrance, left\""));
    assert_eq!(page.text().matches(" checked").count(), 2, "its events");
    let fields = [("name", "Left"), ("event", "brussels"), ("gate", "")];
    let page = ada.fill_in(&address, &address, &fields).await;
    assert_eq!(page.goes_to(), "/console/devices?done=changed");
    let device = week.service.store().device(Week::id(1)).await.unwrap().unwrap();
    let statement = device.statement;
    assert_eq!((statement.name.as_str(), statement.number), ("Left", 2));
    assert_eq!((statement.events, statement.gate), (vec![event("brussels")], None));
}

#[tokio::test]
async fn a_device_is_revoked_after_a_page_that_says_what_happens() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let address = format!("/console/devices/{}/revoke", Week::id(2));
    let page = ada.get(&address).await;
    assert!(page.has("Revoke Main entrance, right?") && page.has("sealed"));
    assert!(page.has("it had 12 records that it had not sent yet"));
    let standing = async || {
        let device = week.service.store().device(Week::id(2)).await.unwrap();
        device.unwrap().statement.standing
    };
    assert_eq!(standing().await, DeviceStanding::Enrolled, "asking does nothing");
    let page = ada.fill_in(&address, &address, &[]).await;
    assert_eq!(page.goes_to(), "/console/devices?done=revoked");
    assert_eq!(standing().await, DeviceStanding::Revoked);
    let page = ada.get("/console/devices?done=revoked").await;
    assert!(
        page.has("The device was revoked.")
            && page.text().matches("class=\"card revoked\"").count() == 2
    );
}
