//! Records that were put aside: shown, and let count where somebody may.

use axum::http::StatusCode;
use parvis_hub::store::Store as _;

use crate::visitor::Visitor;
use crate::week::{Week, event};

#[tokio::test]
async fn what_was_put_aside_is_shown_with_its_reason() {
    let week = Week::filled().await;
    let mut real = week.door(7, "Door 7", "main").await;
    real.make_real();
    real.admit("M2LE3MKD", 60);
    week.push(real).await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console/aside").await;
    assert!(page.has("A rehearsal’s among real ones") && page.has("Door 7"), "{}", page.text());
}

async fn admitted(week: &Week) -> u64 {
    let counts = week.service.store().counts().await.unwrap();
    counts.iter().find(|counts| counts.event == event("brussels")).map_or(0, |of| of.admitted)
}

#[tokio::test]
async fn what_came_after_a_revocation_counts_after_a_page_that_says_what_happens() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let address = format!("/console/aside/{}/late", Week::id(5));
    let page = ada.get("/console/aside").await;
    assert!(page.has("From devices that were revoked") && page.has("Let these count"));
    assert_eq!(page.text().matches(&format!("href=\"{address}\"")).count(), 1, "one button");
    let before = admitted(&week).await;
    let page = ada.get(&address).await;
    assert!(page.has("Let 3 records from Spare kiosk count?"), "{}", page.text());
    assert!(page.has("somebody else may have made them"));
    assert_eq!(admitted(&week).await, before, "asking does nothing");

    let page = ada.fill_in(&address, &address, &[]).await;
    assert_eq!(page.goes_to(), "/console/aside?counted=3");
    assert_eq!(admitted(&week).await, before + 3);
    let page = ada.get("/console/aside?counted=3").await;
    assert!(page.has("3 records count now.") && page.has("Nothing was put aside."));
    assert!(!page.has("Let these count"));

    // Sent once more, by a button that was pressed twice.
    assert_eq!(ada.get(&address).await.goes_to(), "/console/aside?counted=0");
    let token = ada.get("/console/files").await.token();
    let again = ada.send(&address, &[("form", token.as_str())]).await;
    assert_eq!(again.goes_to(), "/console/aside?counted=0");
    assert!(ada.get("/console/aside?counted=0").await.has("There was nothing left"));
    assert_eq!(admitted(&week).await, before + 3);
}

#[tokio::test]
async fn what_is_no_matter_of_trust_cannot_be_let_count() {
    let week = Week::filled().await;
    let mut real = week.door(7, "Door 7", "main").await;
    real.make_real();
    real.admit("M2LE3MKD", 60);
    week.push(real).await;
    let mut ada = Visitor::signed_in(&week).await;
    assert!(!ada.get("/console/aside").await.has("Let these count"));
    let address = format!("/console/aside/{}/late", Week::id(7));
    assert_eq!(ada.get(&address).await.goes_to(), "/console/aside?counted=0");
    let token = ada.get("/console/files").await.token();
    ada.send(&address, &[("form", token.as_str())]).await;
    assert_eq!(week.service.store().put_aside(10).await.unwrap().len(), 1);
    let nobody = ada.send("/console/aside/00/late", &[("form", token.as_str())]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_about_another_event_counts_after_a_page_that_says_so() {
    let week = Week::filled().await;
    let mut door = week.door(8, "Door 8", "main").await;
    for (second, code) in (0_i64..).zip(&week.codes()[..2]) {
        door.admit(code, second);
    }
    week.push_of(door, "paris").await;
    let mut ada = Visitor::signed_in(&week).await;
    let address = format!("/console/aside/{}/other-event", Week::id(8));
    let page = ada.get("/console/aside").await;
    assert!(page.has("About other events") && page.has(&format!("href=\"{address}\"")));
    assert!(!page.has("From devices that were revoked"));
    let late = format!("/console/aside/{}/late", Week::id(8));
    assert_eq!(ada.get(&late).await.goes_to(), "/console/aside?counted=0");
    let page = ada.get(&address).await;
    assert!(page.has("Let 2 records from Door 8 count?"), "{}", page.text());
    assert!(page.has("somebody may have made them up") && !page.has("The device is revoked"));
    assert_eq!(admitted(&week).await, 0);
    let page = ada.fill_in(&address, &address, &[]).await;
    assert_eq!(page.goes_to(), "/console/aside?counted=2");
    assert_eq!(admitted(&week).await, 2);
    week.service.revoke(Week::id(8)).await.unwrap();
    for why in ["nonsense", "hub-only"] {
        let page = ada.get(&format!("/console/aside/{}/{why}", Week::id(8))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}
