//! The day: what is said of sessions, and how they stand then.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::programme::Mode;
use parvis_domain::programme::change::{Added, Change, SessionChanged};
use parvis_domain::programme::saying::Word;
use parvis_domain::text::Text;
use parvis_hub::store::Store as _;

use crate::visitor::{Page, Visitor};
use crate::week::{Week, event};

pub(crate) const DAY: &str = "/console/day";
const ADD: &str = "/console/day/add";

async fn say(ada: &mut Visitor, session: &str, word: &[(&str, &str)]) -> Page {
    let about = [("event", "brussels"), ("day", "2023-11-16"), ("session", session)];
    ada.fill_in(DAY, DAY, &[&about[..], word].concat()).await
}

/// What stands on the page about a session.
fn card(page: &Page, session: &str) -> String {
    let text = page.text();
    let (_, card) = text.split_once(&format!("id=\"session-{session}\"")).expect("the session");
    card.split("</details>").next().unwrap().to_owned()
}

async fn said(week: &Week) -> Vec<Record> {
    week.service.store().said().await.unwrap()
}

fn change(record: &Record) -> &Change {
    let Fact::SessionChanged(SessionChanged { change, .. }) = &record.fact else {
        panic!("{record:?}")
    };
    change
}

/// A day of which something was said: a session of each mark, and an announcement.
pub(crate) async fn told(week: &Week) {
    let (service, brussels) = (&week.service, event("brussels"));
    let say = async |session: &str, word| {
        service.say(&brussels, &session.parse().unwrap(), word).await.unwrap();
    };
    say("bx-whose-europe", Word::Late(10)).await;
    let room = Some("bx-agora".parse().unwrap());
    say("bx-models", Word::Moved { room, start: None }).await;
    say("bx-open-mic", Word::Cancelled).await;
    say("bx-w-migrate", Word::Full).await;
    let at = |time: &str| format!("2023-11-16T{time}:00+01:00").parse().unwrap();
    let mut title = Text::only("en".parse().unwrap(), "Meet the people behind the maps");
    title.insert("fr".parse().unwrap(), "Rencontre avec celles et ceux qui font les cartes");
    let added = Added {
        title,
        room: Some("bx-canal".parse().unwrap()),
        start: at("12:30"),
        end: at("13:15"),
        language: Some("en".parse().unwrap()),
        track: None,
        speakers: Vec::new(),
        mode: Mode::OnSite,
        capacity: None,
    };
    service.add_session(&brussels, added).await.unwrap();
    let mut text = Text::only("en".parse().unwrap(), "The cloakroom has moved to the Gallery.");
    text.insert("fr".parse().unwrap(), "Le vestiaire est maintenant à la Galerie.");
    let venue = Some("halle-des-communs".parse().unwrap());
    service.announce(venue, text, (week.now(), at("12:00"))).await.unwrap();
    let text = Text::only("en".parse().unwrap(), "The live stream begins at eleven.");
    service.announce(None, text, (at("10:30"), at("11:00"))).await.unwrap();
}

#[tokio::test]
async fn the_day_is_told_by_start_and_what_is_over_apart() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get(DAY).await;
    let text = page.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("Opening of the day") < at("Whose digital Europe?"));
    assert!(at("Reception") < at("2 sessions that are over"));
    assert!(
        at("2 sessions that are over") < at("Welcome and coffee"),
        "it ended at half past nine"
    );
    assert!(card(&page, "bx-opening").contains("On now"));
    assert!(!page.has("2023-11-17T09"), "tomorrow’s are another event’s");
    let paris = ada.get("/console/day?event=paris&day=2023-11-09").await;
    assert!(
        paris.has("<option value=\"2023-11-09\" selected>") && !paris.has("Opening of the day")
    );
    let before = ada.get("/console/day?event=paris").await;
    assert!(before.has("<option value=\"2023-11-09\" selected>"), "its last day: it is over");
    assert_eq!(ada.get("/console/day?event=gala").await.status, StatusCode::NOT_FOUND);
    // A session after midnight is of its evening.
    assert!(card(&page, "bx-night").contains("20:30"));
}

#[tokio::test]
async fn what_is_said_of_a_session_stands_beside_what_was_planned() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let late = [("word", "late"), ("minutes", "10")];
    let page = say(&mut ada, "bx-whose-europe", &late).await;
    let to = "/console/day?event=brussels&day=2023-11-16&done=said#session-bx-whose-europe";
    assert_eq!(page.goes_to(), to);
    let page = ada.get("/console/day?event=brussels&day=2023-11-16&done=said").await;
    assert!(page.has("It is said."));
    let shown = card(&page, "bx-whose-europe");
    assert!(shown.contains("10 min late") && shown.contains("Said at 09:47"), "{shown}");
    let (old, new) = shown.split_once("</s>").unwrap();
    assert!(old.contains("<s>") && old.contains("10:00") && new.contains("10:10"), "{shown}");
    // Pressed twice, it is said once.
    say(&mut ada, "bx-whose-europe", &late).await.goes_to();
    assert_eq!(said(&week).await.len(), 1);
    // Later still is from the start that it should have had.
    say(&mut ada, "bx-whose-europe", &[("word", "late"), ("minutes", "25")]).await.goes_to();
    assert!(card(&ada.get(DAY).await, "bx-whose-europe").contains("25 min late"));

    let moved = [("word", "moved"), ("room", "bx-agora"), ("start", "13:00")];
    say(&mut ada, "bx-whose-europe", &moved).await.goes_to();
    say(&mut ada, "bx-whose-europe", &[("word", "full")]).await.goes_to();
    let shown = card(&ada.get(DAY).await, "bx-whose-europe");
    for words in ["Moved", "Full", "<s>Great Hall</s>", "Agora", "13:00", "13:45"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(!shown.contains("min late"), "another time ends a delay");
    say(&mut ada, "bx-whose-europe", &[("word", "cancelled")]).await.goes_to();
    assert!(card(&ada.get(DAY).await, "bx-whose-europe").contains("Cancelled</span>"));
    say(&mut ada, "bx-whose-europe", &[("word", "planned")]).await.goes_to();
    let shown = card(&ada.get(DAY).await, "bx-whose-europe");
    assert!(!shown.contains("<s>") && !shown.contains("class=\"status"), "{shown}");
    let hub = week.service.identity().device;
    assert!(said(&week).await.iter().all(|record| record.key.device == hub && record.rehearsal));
    // Half past midnight is of the night, not of the morning before.
    say(&mut ada, "bx-night", &[("word", "moved"), ("start", "00:15")]).await.goes_to();
    let shown = card(&ada.get(DAY).await, "bx-night");
    assert!(shown.contains("datetime=\"2023-11-16T23:15:00Z\""), "{shown}");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_says_nothing() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    for word in [
        &[("word", "late")][..],
        &[("word", "late"), ("minutes", "0")],
        &[("word", "late"), ("minutes", "721")],
        &[("word", "late"), ("minutes", "soon")],
        &[("word", "moved")],
        &[("word", "moved"), ("start", "25:00")],
        &[("word", "moved"), ("room", "the-moon")],
        &[("word", "weather")],
        &[],
    ] {
        let page = say(&mut ada, "bx-opening", word).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{word:?}");
        assert!(page.has("nothing was said") || page.has("Nothing was said"), "{word:?}");
        assert!(page.has("Opening of the day"), "the same day is shown: {word:?}");
    }
    let gone = say(&mut ada, "gala-dinner", &[("word", "full")]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(said(&week).await, []);
}

#[tokio::test]
async fn a_session_is_added_once_and_taken_back() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get(ADD).await;
    assert!(
        page.has("name=\"text-nl\"") && page.has("Nederlands"),
        "in the languages of the place"
    );
    assert!(!page.has("name=\"text-eu\""));
    let whole = [
        ("event", "brussels"),
        ("day", "2023-11-16"),
        ("text-fr", "Bis !"),
        ("text-en", "Encore"),
        ("room", "bx-agora"),
        ("start", "10:30"),
        ("end", "11:00"),
        ("language", "fr"),
    ];
    let without = |name: &str| {
        let kept = whole.into_iter().filter(|(field, _)| !field.starts_with(name));
        kept.collect::<Vec<_>>()
    };
    for bad in ["text-", "start", "end"] {
        let page = ada.fill_in(ADD, ADD, &without(bad)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(bad == "text-" || page.has("value=\"Encore\""), "what was written stays");
    }
    assert_eq!(said(&week).await, []);
    let page = ada.fill_in(ADD, ADD, &whole).await;
    assert_eq!(page.goes_to(), "/console/day?event=brussels&day=2023-11-16&done=added");
    week.pass(SignedDuration::from_secs(2));
    ada.fill_in(ADD, ADD, &whole).await.goes_to();
    let added = said(&week).await;
    assert_eq!(added.len(), 1, "pressed twice");
    let Fact::SessionChanged(SessionChanged { session, .. }) = &added[0].fact else { panic!() };
    assert!(matches!(change(&added[0]), Change::Added(_)));
    let page = ada.get(DAY).await;
    let shown = card(&page, session.as_str());
    assert!(shown.contains("Encore") && shown.contains("Added") && shown.contains("Agora"));
    say(&mut ada, session.as_str(), &[("word", "late"), ("minutes", "5")]).await.goes_to();
    assert!(card(&ada.get(DAY).await, session.as_str()).contains("5 min late"));
    say(&mut ada, session.as_str(), &[("word", "not-added")]).await.goes_to();
    assert!(!ada.get(DAY).await.has("Encore"));
}

#[tokio::test]
async fn a_session_that_vanished_is_shown_as_cancelled() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let store = week.service.store();
    let mut programme = store.programme().await.unwrap().unwrap();
    programme.sessions.retain(|session| session.id.as_str() != "bx-lunch");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("programme.json");
    std::fs::write(&file, serde_json::to_vec(&programme).unwrap()).unwrap();
    let request = parvis_hub::import::ProgrammeRequest { file, ..Default::default() };
    parvis_hub::import::import_programme(&**store, request, week.now()).await.unwrap();
    assert!(card(&ada.get(DAY).await, "bx-lunch").contains("Cancelled</span>"));
    week.pass(SignedDuration::from_hours(5));
    let text = Visitor::signed_in(&week).await.get(DAY).await.text();
    let (to_come, over) = text.split_once("id=\"day-over\"").unwrap();
    assert!(!to_come.contains("session-bx-lunch") && over.contains("session-bx-lunch"));
}
