//! Files in: a preview first, then the file; and what is wrong in the words of whoever made it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_hub::store::Store as _;

use crate::visitor::{Page, Visitor};
use crate::week::{Week, demo, event};

/// Sends a file, and gives where its preview is.
async fn send(ada: &mut Visitor, kind: &str, more: &[(&str, &str)], file: (&str, &[u8])) -> Page {
    let token = ada.get("/console/files").await.token();
    let fields = [&[("form", token.as_str())], more].concat();
    ada.upload(&format!("/console/files/{kind}"), &fields, &[file]).await
}

fn roster(people: std::ops::Range<u32>) -> String {
    let rows = people.map(|n| format!("CODE{n:04},Person {n}\n"));
    std::iter::once("code,name\n".to_owned()).chain(rows).collect()
}

#[tokio::test]
async fn a_programme_is_shown_before_it_is_taken() {
    let week = Week::empty().await;
    let mut ada = Visitor::signed_in(&week).await;
    let content = std::fs::read(demo("programme.json")).unwrap();
    let page = send(&mut ada, "programme", &[], ("programme.json", &content)).await;
    let preview = page.goes_to().to_owned();
    let page = ada.get(&preview).await;
    assert!(page.has("What programme.json would change") && page.has("brussels"));
    assert!(week.service.store().programme().await.unwrap().is_none(), "only shown");

    let mut other = Visitor::signed_in(&week).await;
    assert_eq!(other.get(&preview).await.status, StatusCode::OK, "her own, elsewhere");
    let page = ada.fill_in(&preview, &preview, &[]).await;
    assert_eq!(page.goes_to(), "/console/files?done=programme");
    let programme = week.service.store().programme().await.unwrap().unwrap();
    assert_eq!(programme.events.len(), 7);
    let gates = week.service.store().gates().await.unwrap();
    assert!(gates.iter().any(|gate| gate.admits_event(&event("brussels"))), "the usual gate");
    assert_eq!(ada.get(&preview).await.status, StatusCode::NOT_FOUND, "it was taken");

    let page = send(&mut ada, "programme", &[], ("programme.json", &content)).await;
    let page = ada.get(page.goes_to()).await;
    assert!(page.has("The file changes nothing"));
    let gates = std::fs::read(demo("gates.toml")).unwrap();
    let preview = send(&mut ada, "gates", &[], ("gates.toml", &gates)).await.goes_to().to_owned();
    assert!(ada.get(&preview).await.has("main"));
    ada.fill_in(&preview, &preview, &[]).await;
    let gates = week.service.store().gates().await.unwrap();
    assert!(gates.iter().any(|gate| gate.id.as_str() == "main"));
}

#[tokio::test]
async fn a_roster_is_shown_event_by_event_and_taken() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let csv = "code,name,event,shoe size\nA1B2,Ada,brussels,38\nC3D4,Bo,paris,44\n";
    let page = send(&mut ada, "roster", &[], ("guests.csv", csv.as_bytes())).await;
    let preview = page.goes_to().to_owned();
    let page = ada.get(&preview).await;
    assert!(page.has("Columns that are left out: shoe size"), "{}", page.text());
    assert!(page.has("Not in the file"));
    let tickets = async || {
        let counts = week.service.store().counts().await.unwrap();
        counts.iter().map(|counts| counts.tickets).sum::<u64>()
    };
    let before = tickets().await;
    ada.fill_in(&preview, &preview, &[]).await;
    assert_eq!(tickets().await, before + 2);
}

#[tokio::test]
async fn a_bad_file_says_what_is_wrong_as_the_kiosk_would() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let before = week.service.store().counts().await.unwrap();
    for (kind, name, content, words) in [
        (
            "roster",
            "guests.csv",
            "code,name,event\nA1B2,Ada,brussels\nC3D4,Bo,gala\n",
            "guests.csv, line 3: the event “gala” is not in the programme",
        ),
        ("roster", "guests.csv", "code,name\nA1B2,Ada\n", "Choose one of january-round-table, "),
        ("roster", "menu.csv", "<!doctype html><html>", "menu.csv"),
        ("programme", "p.json", "", "p.json: the file is empty"),
        ("gates", "g.toml", "[[gate]]\nid = \"x\"\n", "g.toml, line 1, gate “x”"),
    ] {
        let page = send(&mut ada, kind, &[], (name, content.as_bytes())).await;
        let preview = page.goes_to().to_owned();
        let page = ada.get(&preview).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.has(words), "{words}: {}", page.text());
        assert!(!page.has("--"), "no option of a command: {}", page.text());
        assert!(page.has("Nothing was changed."));
    }
    assert_eq!(week.service.store().counts().await.unwrap(), before);
}

#[tokio::test]
async fn tickets_are_withdrawn_only_when_somebody_said_how_many() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let complete = [("event", "donostia"), ("complete", "yes")];
    let all = roster(0..100);
    let first = send(&mut ada, "roster", &complete[..1], ("all.csv", all.as_bytes())).await;
    let preview = first.goes_to().to_owned();
    ada.fill_in(&preview, &preview, &[]).await;

    let less = roster(10..100);
    let page = send(&mut ada, "roster", &complete, ("less.csv", less.as_bytes())).await;
    let preview = page.goes_to().to_owned();
    let page = ada.get(&preview).await;
    assert!(page.has("10 tickets that are held are not in the file."));
    assert!(page.has("more than 5 %"));
    let held = async || {
        let counts = week.service.store().counts().await.unwrap();
        counts.iter().find(|counts| counts.event == event("donostia")).unwrap().tickets
    };
    for fields in [vec![], vec![("withdraw", "9")], vec![("withdraw", "10")]] {
        let page = ada.fill_in(&preview, &preview, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.has("10 tickets would be withdrawn."));
        assert_eq!(held().await, 100);
    }
    let fields = [("withdraw", "10"), ("much", "yes")];
    let page = ada.fill_in(&preview, &preview, &fields).await;
    assert_eq!(page.goes_to(), "/console/files?done=roster");
    assert_eq!(held().await, 90);
}

#[tokio::test]
async fn many_sessions_vanish_only_when_somebody_said_how_many() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let store = week.service.store();
    let mut programme = store.programme().await.unwrap().unwrap();
    let sessions = async || store.programme().await.unwrap().unwrap().sessions.len();
    let all = sessions().await;
    programme.sessions.retain(|session| session.event != event("brussels"));
    let vanished = all - programme.sessions.len();
    let less = serde_json::to_vec(&programme).unwrap();
    let page = send(&mut ada, "programme", &[], ("less.json", &less)).await;
    let preview = page.goes_to().to_owned();
    let page = ada.get(&preview).await;
    assert!(page.has(&format!("{vanished} sessions are not in the file any more")));
    assert!(page.has("shown as cancelled until they would have ended"));
    for fields in [vec![], vec![("vanish", "1")], vec![("vanish", "all")]] {
        let page = ada.fill_in(&preview, &preview, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.has(&format!("{vanished} sessions would vanish.")), "{}", page.text());
        assert!(!page.has("--"), "no option of a command");
        assert_eq!(sessions().await, all);
        assert_eq!(store.gone().await.unwrap(), []);
    }
    let said = vanished.to_string();
    let page = ada.fill_in(&preview, &preview, &[("vanish", said.as_str())]).await;
    assert_eq!(page.goes_to(), "/console/files?done=programme");
    assert_eq!(sessions().await, all - vanished);
    let gone = store.gone().await.unwrap();
    assert!(gone.iter().all(|session| session.event == event("brussels")));
    assert!(gone.iter().all(|session| session.end > week.now()) && gone.len() < vanished);

    // A few are lost without a word, and are back with the next programme that has them.
    programme.sessions.pop();
    let fewer = serde_json::to_vec(&programme).unwrap();
    let page = send(&mut ada, "programme", &[], ("fewer.json", &fewer)).await;
    let preview = page.goes_to().to_owned();
    assert!(!ada.get(&preview).await.has("name=\"vanish\""));
    ada.fill_in(&preview, &preview, &[]).await.goes_to();
    assert!(store.gone().await.unwrap().len() >= gone.len(), "those before are still shown");
    let content = std::fs::read(demo("programme.json")).unwrap();
    let page = send(&mut ada, "programme", &[], ("programme.json", &content)).await;
    let preview = page.goes_to().to_owned();
    ada.fill_in(&preview, &preview, &[]).await.goes_to();
    assert_eq!((sessions().await, store.gone().await.unwrap().len()), (all, 0));
}

#[tokio::test]
async fn a_list_of_guests_alone_founds_its_event() {
    let week = Week::empty().await;
    let mut ada = Visitor::signed_in(&week).await;
    let csv = b"code,name\nX123,Ada\n".as_slice();
    let page = send(&mut ada, "roster", &[], ("../Summer party.csv", csv)).await;
    let preview = page.goes_to().to_owned();
    assert!(ada.get(&preview).await.has("an event is made for this roster"));
    assert!(week.service.store().programme().await.unwrap().is_none());
    ada.fill_in(&preview, &preview, &[]).await;
    let programme = week.service.store().programme().await.unwrap().unwrap();
    assert_eq!(programme.events[0].id.as_str(), "summer-party");
    let counts = week.service.store().counts().await.unwrap();
    assert_eq!((counts.len(), counts[0].tickets), (1, 1));
}

#[tokio::test]
async fn a_file_waits_for_half_an_hour_and_no_file_is_no_file() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let csv = roster(0..3);
    let page = send(&mut ada, "roster", &[("event", "paris")], ("r.csv", csv.as_bytes())).await;
    let preview = page.goes_to().to_owned();
    week.pass(SignedDuration::from_mins(31));
    let other = send(&mut ada, "roster", &[("event", "paris")], ("r.csv", csv.as_bytes())).await;
    assert_eq!(ada.get(&preview).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get(other.goes_to()).await.status, StatusCode::OK);
    let page = send(&mut ada, "roster", &[], ("", b"")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Choose a file first."));
    assert_eq!(send(&mut ada, "menu", &[], ("r.csv", b"x")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let large = vec![b'x'; 100_000_001];
    let page = send(&mut ada, "roster", &[], ("large.csv", &large)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.has("At most 100 MB are taken."));
}
