//! What the pages tell.

use axum::http::StatusCode;
use parvis_hub::store::Store as _;

use crate::guard::PAGES;
use crate::visitor::Visitor;
use crate::week::{Week, event};

#[tokio::test]
async fn an_empty_hub_says_what_to_do_first() {
    let week = Week::empty().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console").await;
    assert!(page.has("There is no programme yet.") && page.has("href=\"/console/files\""));
    assert!(page.has("No device is enrolled yet"));
    assert!(page.has("This is a rehearsal"));
    assert!(ada.get("/console/devices").await.has("No device is enrolled yet."));
    assert!(ada.get("/console/doubles").await.has("No ticket was admitted twice."));
    assert!(ada.get("/console/aside").await.has("Nothing was put aside."));
    let new = ada.fill_in("/console/devices/new", "/console/devices/new", &[("name", "D")]).await;
    assert!(new.has("There is no programme yet."), "{}", new.text());
}

#[tokio::test]
async fn the_overview_counts_every_event() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let counts = week.service.store().counts().await.unwrap();
    let brussels = counts.iter().find(|counts| counts.event == event("brussels")).unwrap();
    let text = ada.get("/console").await.text();
    let row = text.split("<tr>").find(|row| row.contains("/console/events/brussels")).unwrap();
    for number in [brussels.tickets, brussels.admitted, brussels.inside, brussels.doubles] {
        assert!(number > 0);
        assert!(row.contains(&number.to_string()), "{number} in {row}");
    }
    assert!(text.contains("4 devices are enrolled"));
    assert!(text.contains("Not heard of for long"), "the crew’s entrance");
    assert!(text.contains("12 records not sent yet"));
    assert!(text.contains("Its clock is 3 minutes ahead"));
}

#[tokio::test]
async fn an_event_is_told_by_place_gate_and_quarter_of_an_hour() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let text = ada.get("/console/events/brussels").await.text();
    assert!(text.contains("Admissions by session"), "a workshop has begun");
    let text = ada.get("/console/events/brussels?gate=main&day=2023-11-16").await.text();
    assert!(text.contains("Main entrance") && text.contains("2023-11-16"));
    assert!(text.contains("<svg") && text.contains("class=\"bar\""), "a drawing");
    let (_, table) = text.split_once("id=\"arrivals-table\"").unwrap();
    let table = table.split("</table>").next().unwrap();
    assert!(table.contains("08:30") && table.contains("09:15"), "{table}");
    let cells = table.split("<td class=\"number\">").skip(1);
    let sum: u64 = cells.map(|c| c.split('<').next().unwrap().parse::<u64>().unwrap()).sum();
    let counts = week.service.store().counts().await.unwrap();
    let brussels = counts.iter().find(|counts| counts.event == event("brussels")).unwrap();
    assert_eq!(sum, brussels.admitted, "the table has everybody");
    let side = ada.get("/console/events/brussels?gate=side&day=2023-11-16").await;
    assert!(side.has("Nobody came in on this day and at this gate."));
    assert!(ada.get("/console/events/lisbon").await.has("Nobody has come in yet."));
}

#[tokio::test]
async fn a_page_speaks_the_language_of_who_reads_it() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    ada.language = "fr-BE, en;q=0.5";
    let text = ada.get("/console").await.text();
    assert!(text.contains("<html lang=\"fr\">") && text.contains("Vue d’ensemble"));
    let english = ada.get("/console?lang=en").await;
    assert!(english.has("Overview"));
    assert!(english.cookie("parvis_language").contains("parvis_language=en"));
    assert!(ada.get("/console").await.has("Overview"), "it is kept");
    for page in PAGES {
        let page = ada.get(page).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("?lang=fr"));
    }
}

#[tokio::test]
async fn the_hub_tells_who_it_is() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get("/console/about").await;
    assert!(page.has(&week.service.signing_key().public().fingerprint()));
    assert!(page.has("/var/lib/parvis-hub/hub.sqlite") && page.has("parvis-hub backup"));
    assert!(page.has("A rehearsal’s"));
}
