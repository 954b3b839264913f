//! Double admissions: shown without names, and undone one by one.

use parvis_domain::fact::Fact;
use parvis_hub::store::{Attendance, Store as _};

use crate::visitor::Visitor;
use crate::week::Week;

/// Where the ways to undo lead, in the order of the page.
fn ways(text: &str) -> Vec<String> {
    let links = text.split("href=\"/console/doubles/undo?record=").skip(1);
    links.map(|link| link.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn both_admissions_are_told_and_names_only_when_asked_for() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let text = ada.get("/console/doubles").await.text();
    let doubles = week.service.store().doubles(&Attendance::default(), 10).await.unwrap();
    // Each ticket's first admission, and every one after it.
    assert_eq!((doubles.len(), ways(&text).len()), (4, 2 + 4));
    assert!(text.contains("Main entrance, left") && text.contains("Main entrance, right"));
    for double in &doubles {
        let row = week.service.store().ticket(double.ticket).await.unwrap().unwrap();
        let short = &double.ticket.to_string()[..8];
        let card = text.split("<li class=\"card\">").find(|card| card.contains(short)).unwrap();
        let (before, within) = card.split_once("<details>").unwrap();
        let escaped = row.last_name.replace('\'', "&#39;");
        assert!(!before.contains(&escaped), "a name is on the open page");
        assert!(within.contains(&escaped), "{within}");
        assert!(!text.contains(row.code.as_str()), "a code is on the page");
    }
    assert!(ada.get("/console/doubles?event=paris").await.has("No ticket was admitted twice."));
}

#[tokio::test]
async fn an_admission_is_undone_by_a_fact_of_the_hubs_own() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let store = week.service.store();
    let doubles = store.doubles(&Attendance::default(), 10).await.unwrap();
    let newest = doubles[0].clone();
    let ways = ways(&ada.get("/console/doubles").await.text());
    let key = newest.again.key;
    let record = format!("{}.{}.{}", key.device, key.incarnation, key.seq);
    assert!(ways.contains(&record));
    let again = format!("/console/doubles/undo?record={record}");
    let page = ada.get(&again).await;
    assert!(
        page.has("Undo this admission?") && page.has("The first admission of this ticket stays")
    );
    assert_eq!(store.doubles(&Attendance::default(), 10).await.unwrap(), doubles, "only asked");

    let record = [("record", record.as_str())];
    let page = ada.fill_in(&again, "/console/doubles/undo", &record).await;
    assert_eq!(page.goes_to(), "/console/doubles?done=undone");
    assert!(ada.get("/console/doubles?done=undone").await.has("The admission was undone."));
    let after = store.doubles(&Attendance::default(), 10).await.unwrap();
    assert_eq!(after.len(), doubles.len() - 1);
    let records = store.records_of(newest.ticket).await.unwrap();
    let undone = &records.last().unwrap().record;
    assert_eq!(undone.key.device, week.service.identity().device);
    let Fact::Undone { target, .. } = &undone.fact else { panic!("{undone:?}") };
    assert_eq!(*target, newest.again.key);
    let page = ada.get(&again).await;
    assert_eq!(page.status, 404, "it is not among them any more");
}

#[tokio::test]
async fn only_what_is_double_can_be_undone_here() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let store = week.service.store();
    let before = store.counts().await.unwrap();
    let others = format!("{}.{}.1", Week::id(1), "01".repeat(8));
    for record in [others.as_str(), "", "x.y.z", "1"] {
        let fields = [("record", record)];
        let page = ada.fill_in("/console/files", "/console/doubles/undo", &fields).await;
        assert_eq!(page.status, 404, "{record}");
    }
    assert_eq!(store.counts().await.unwrap(), before);
}
