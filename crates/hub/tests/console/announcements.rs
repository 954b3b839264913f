//! Announcements and emergencies: written, shown, and ended.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_domain::announcement::{Announcements, Shown};
use parvis_domain::id::VenueId;
use parvis_hub::store::Store as _;

use crate::visitor::{Page, Visitor};
use crate::week::Week;

const LIST: &str = "/console/announcements";
const NEW: &str = "/console/announcements/new";
pub(crate) const EMERGENCY: &str = "/console/announcements/emergency";

fn venue(id: &str) -> VenueId {
    id.parse().unwrap()
}

async fn announcements(week: &Week) -> Announcements {
    Announcements::fold(&week.service.store().said().await.unwrap())
}

/// What a screen there shows: how many announcements, or none because of an emergency.
async fn shown(week: &Week, at: &str) -> Option<usize> {
    match announcements(week).await.shown(&venue(at), week.now()) {
        Shown::Takeover(_) => None,
        Shown::Announcements(all) => Some(all.len()),
    }
}

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let text = page.text();
    let (_, after) = text.split_once(&format!("name=\"{name}\" value=\"")).expect("the field");
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn words_are_announced_once_shown_and_taken_back() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    assert!(ada.get(LIST).await.has("Nothing is announced."));
    let form = ada.get(NEW).await;
    assert!(form.has("name=\"venue\" value=\"halle-des-communs\""), "where an event is on");
    assert!(form.has("name=\"text-nl\"") && form.has("value=\"2023-11-16T10:47\""));
    let opened = hidden(&form, "opened");
    let fields = [
        ("form", form.token()),
        ("opened", opened),
        ("venue", "halle-des-communs".to_owned()),
        ("text-en", "The last tram leaves at 23:40".to_owned()),
        ("text-fr", " Le dernier tram part à 23 h 40 ".to_owned()),
        ("from", String::new()),
        ("until", "2023-11-16T12:00".to_owned()),
    ];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(ada.send(NEW, &fields).await.goes_to(), "/console/announcements?done=announced");
    week.pass(SignedDuration::from_secs(3));
    ada.send(NEW, &fields).await.goes_to();
    assert_eq!(shown(&week, "halle-des-communs").await, Some(1), "sent twice, it is said once");
    assert_eq!(shown(&week, "eesc").await, Some(0));
    let page = ada.get("/console/announcements?done=announced").await;
    for words in ["It is announced.", "last tram", "Le dernier tram", "On now", "Said at this hub"]
    {
        assert!(page.has(words), "{words}");
    }
    assert!(page.has("Commons Hall") && page.has("2023-11-16 12:00"));
    let record = hidden(&page, "record");
    let withdraw = format!("{LIST}/withdraw");
    for _ in 0..2 {
        let page = ada.fill_in(LIST, &withdraw, &[("record", record.as_str())]).await;
        assert_eq!(page.goes_to(), "/console/announcements?done=withdrawn");
    }
    assert_eq!(shown(&week, "halle-des-communs").await, Some(0));
    assert_eq!(week.service.store().said().await.unwrap().len(), 2, "and taken back once");
    for nothing in ["", "1.2.3"] {
        let page = ada.fill_in(LIST, &withdraw, &[("record", nothing)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_announcement_for_all_venues_waits_for_its_time() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let form = ada.get(&format!("{NEW}?venue=")).await;
    assert!(form.has("name=\"text-eu\"") && form.has("Times are those of Europe/Brussels."));
    let lisbon = ada.get(&format!("{NEW}?venue=casa-do-cais")).await;
    assert!(lisbon.has("Times are those of Europe/Lisbon.") && !lisbon.has("text-eu"));
    assert_eq!(ada.get(&format!("{NEW}?venue=the-moon")).await.status, StatusCode::NOT_FOUND);
    let opened = hidden(&form, "opened");
    let fields = |from, until, words| {
        [("opened", opened.as_str()), ("text-en", words), ("from", from), ("until", until)]
    };
    let (ten, noon) = ("2023-11-16T10:00", "2023-11-16T12:00");
    let long = "x".repeat(1_001);
    for (from, until, words) in [
        (noon, ten, "Lunch"),
        (ten, "soon", "Lunch"),
        ("2023-11-15T10:00", "2023-11-15T12:00", "Over"),
        (ten, noon, " "),
        (ten, noon, long.as_str()),
    ] {
        let page = ada.fill_in(NEW, NEW, &fields(from, until, words)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {until}");
        assert!(page.has(&format!("value=\"{until}\"")), "what was written stays");
    }
    ada.fill_in(NEW, NEW, &fields(ten, noon, "Lunch is at noon")).await.goes_to();
    assert!(ada.get(LIST).await.has("All venues") && ada.get(LIST).await.has("To come"));
    assert_eq!(shown(&week, "eesc").await, Some(0));
    week.pass(SignedDuration::from_mins(20));
    assert_eq!(shown(&week, "eesc").await, Some(1));
    assert_eq!(shown(&week, "casa-do-cais").await, Some(1));
    week.pass(SignedDuration::from_hours(3));
    let mut ada = Visitor::signed_in(&week).await;
    assert!(ada.get(LIST).await.has("Nothing is announced."), "it ended by itself");
}

#[tokio::test]
async fn an_emergency_takes_a_second_press_and_lasts_until_it_is_ended() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let form = ada.get(EMERGENCY).await;
    assert!(form.has("name=\"venue\" value=\"halle-des-communs\"") && form.has("text-nl"));
    let fields = [("venue", "halle-des-communs"), ("text-en", "Leave by the canal side")];
    let check = format!("{EMERGENCY}/check");
    let page = ada.fill_in(EMERGENCY, &check, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Show this on all screens?") && page.has("Leave by the canal side"));
    assert_eq!(shown(&week, "halle-des-communs").await, Some(0), "asking does nothing");
    let wordless = ada.fill_in(EMERGENCY, &check, &fields[..1]).await;
    assert!(wordless.has("Without words"));

    for _ in 0..2 {
        let page = ada.fill_in(EMERGENCY, EMERGENCY, &fields).await;
        assert_eq!(page.goes_to(), "/console/announcements?done=taken-over");
    }
    assert_eq!(announcements(&week).await.emergencies().len(), 1, "pressed twice");
    assert_eq!(shown(&week, "halle-des-communs").await, None);
    assert_eq!(shown(&week, "eesc").await, Some(0), "elsewhere nothing is different");
    let end = format!("{EMERGENCY}/end");
    for page in ["/console", "/console/day", LIST] {
        let page = ada.get(page).await;
        assert!(page.has("Emergency on all screens") && page.has(&format!("href=\"{end}?record=")));
    }
    let text = ada.get(LIST).await.text();
    let (_, record) = text.split_once(&format!("{end}?record=")).unwrap();
    let record = record.split('"').next().unwrap().to_owned();
    let ask = format!("{end}?record={record}");
    assert!(ada.get(&ask).await.has("The screens show their boards again."));
    assert_eq!(shown(&week, "halle-des-communs").await, None);
    let page = ada.fill_in(&ask, &end, &[("record", record.as_str())]).await;
    assert_eq!(page.goes_to(), "/console/announcements?done=ended");
    assert_eq!(shown(&week, "halle-des-communs").await, Some(0));
    assert!(!ada.get("/console").await.has("Emergency on all screens"));
    assert_eq!(ada.get(&ask).await.status, StatusCode::NOT_FOUND, "it is over");
    let again = ada.fill_in(LIST, &end, &[("record", record.as_str())]).await;
    assert_eq!(again.goes_to(), "/console/announcements?done=ended");
    let nowhere = ada.fill_in(EMERGENCY, EMERGENCY, &[("venue", "the-moon")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let nowhere = ada.fill_in(EMERGENCY, EMERGENCY, &[]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND, "all venues at once are none");
}
