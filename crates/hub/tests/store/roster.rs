//! The programme, gates and rosters.

use parvis_domain::code::Code;
use parvis_domain::gate::Gate;
use parvis_domain::id::{Incarnation, TicketId};
use parvis_domain::programme::Programme;
use parvis_domain::ticket::TicketStatus;
use parvis_hub::store::{
    Filling, ImportReport, Importing, Plan, PlanNoun, Store, StoreError, View,
};
use parvis_protocol::change::{Change, Noun};

use crate::ground::Ground;
use crate::people::{device, event, import, line, lines};

pub(crate) fn gates(names: &[&str]) -> Vec<Gate> {
    let gate = |name: &&str| {
        let text = format!(
            "{{\"id\":\"{name}\",\"name\":{{\"en\":\"{name}\"}},\"area\":\"hall\",\"zone\":\"Europe/Brussels\",\
             \"rule\":{{\"events\":[\"day\"]}}}}"
        );
        serde_json::from_str(&text).unwrap()
    };
    names.iter().map(gate).collect()
}

fn nouns(rows: &[(&str, &str)]) -> Vec<PlanNoun> {
    let noun = |(id, body): &(&str, &str)| PlanNoun { id: (*id).into(), body: (*body).into() };
    rows.iter().map(noun).collect()
}

fn plan(rows: &[(&str, &str)]) -> Plan {
    Plan { nouns: [(Noun::Session, nouns(rows))].into(), gone: Vec::new() }
}

/// A session as the programme has it.
pub(crate) fn session(id: &str) -> String {
    let session = serde_json::json!({"id": id, "event": "day", "title": {"en": id},
        "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"});
    let session: parvis_domain::programme::Session = serde_json::from_value(session).unwrap();
    serde_json::to_string(&session).unwrap()
}

pub(crate) async fn what_vanished_keeps_what_it_said(ground: impl Ground) {
    let store = ground.open().await;
    let (a, b, c) = (session("a"), session("b"), session("c"));
    let cursor = async || store.cursor().await.unwrap();
    let gone = async || {
        let gone = store.gone().await.unwrap().into_iter();
        gone.map(|session| session.id.to_string()).collect::<Vec<_>>()
    };
    store.put_plan(&plan(&[("a", &a), ("b", &b), ("c", &c)])).await.unwrap();
    let before = cursor().await;
    let without = |gone: &[(&str, &str)]| Plan { gone: nouns(gone), ..plan(&[("a", &a)]) };
    store.put_plan(&without(&[("b", &b)])).await.unwrap();
    assert_eq!(gone().await, ["b"], "nobody asked for the other");
    let view =
        View { device: device(9), incarnation: Incarnation([9; 8]), events: [event("day")].into() };
    let rows = async |after| {
        let page = store.page(&view, after, 100, 1 << 20).await.unwrap();
        let rows = page.changes.into_iter().filter_map(|change| match change {
            Change::Plan(row) => Some((row.id, row.body, row.last)),
            _ => None,
        });
        rows.collect::<Vec<_>>()
    };
    let vanished = [("b".to_owned(), None, Some(b.clone())), ("c".to_owned(), None, None)];
    assert_eq!(rows(before).await, vanished);
    // Who is filled now learns of what vanished and is shown, and of nothing else that did.
    let mut filled = Vec::new();
    let each = &mut |filling: Filling<'_>| {
        if let Filling::Line(line) = filling {
            filled.push(serde_json::from_str::<Change>(line)?);
        }
        Ok(())
    };
    store.snapshot(&view, each).await.unwrap();
    let rows_of = |change: &Change| match change {
        Change::Plan(row) => Some((row.id.clone(), row.body.is_some(), row.last.clone())),
        _ => None,
    };
    let told: Vec<_> = filled.iter().map(rows_of).collect();
    let expected = [("a", true, None), ("b", false, Some(b.clone()))];
    assert_eq!(told, expected.map(|(id, is_there, last)| Some((id.to_owned(), is_there, last))));
    // Gates say nothing of sessions; another programme does.
    let cursor_then = cursor().await;
    store.put_plan(&Plan::of_gates(&gates(&["main"])).unwrap()).await.unwrap();
    store.put_plan(&without(&[("b", &b)])).await.unwrap();
    assert_eq!((gone().await, cursor().await.0), (vec!["b".to_owned()], cursor_then.0 + 1));
    store.put_plan(&without(&[])).await.unwrap();
    assert_eq!(gone().await, [""; 0], "it has ended");
    store.put_plan(&without(&[("b", &b)])).await.unwrap();
    store.put_plan(&plan(&[("a", &a), ("b", &b)])).await.unwrap();
    assert_eq!(gone().await, [""; 0], "it is back");
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn a_plan_changes_what_says_something_else(ground: impl Ground) {
    let store = ground.open().await;
    let cursor = async || store.cursor().await.unwrap().0;
    store.put_plan(&plan(&[("a", "1"), ("b", "2")])).await.unwrap();
    assert_eq!(cursor().await, 2);
    store.put_plan(&plan(&[("a", "1"), ("b", "2")])).await.unwrap();
    assert_eq!(cursor().await, 2);
    store.put_plan(&plan(&[("a", "1"), ("b", "3"), ("c", "4")])).await.unwrap();
    assert_eq!(cursor().await, 4);
    // One vanishes, and another moves up to its place.
    store.put_plan(&plan(&[("b", "3"), ("c", "4")])).await.unwrap();
    assert_eq!(cursor().await, 7);
    store.put_plan(&plan(&[("b", "3"), ("c", "4")])).await.unwrap();
    store.put_plan(&Plan::default()).await.unwrap();
    assert_eq!(cursor().await, 7);
    let twice = store.put_plan(&plan(&[("b", "9"), ("d", "4"), ("d", "5")])).await;
    assert!(matches!(twice, Err(StoreError::IdTwice { noun: "session", id }) if id == "d"));
    assert_eq!(cursor().await, 7);
}

pub(crate) async fn a_programme_and_its_gates_come_back(ground: impl Ground) {
    let store = ground.open().await;
    assert_eq!(store.programme().await.unwrap(), None);
    assert_eq!(store.gates().await.unwrap(), []);
    let programme: Programme = serde_json::from_str(
        "{\"edition\":{\"id\":\"week\",\"title\":{\"en\":\"Week\"},\
          \"zone\":\"Europe/Brussels\"},\"events\":[]}",
    )
    .unwrap();
    store.put_plan(&Plan::of_programme(&programme).unwrap()).await.unwrap();
    store.put_plan(&Plan::of_gates(&gates(&["side", "main"])).unwrap()).await.unwrap();
    assert_eq!(store.programme().await.unwrap(), Some(programme));
    assert_eq!(store.gates().await.unwrap(), gates(&["side", "main"]));
}

pub(crate) async fn an_import_tells_what_it_did(ground: impl Ground) {
    let store = ground.open().await;
    let people = [("AAAA1", "Anna"), ("AAAA2", "Ben"), ("AAAA3", "Cleo")];
    let report = import(&store, "day", true, &people).await.unwrap();
    assert_eq!(report, ImportReport { added: 3, ..ImportReport::default() });
    assert_eq!(store.cursor().await.unwrap().0, 4);
    let report = import(&store, "day", true, &people).await.unwrap();
    assert_eq!(report, ImportReport { unchanged: 3, ..ImportReport::default() });
    assert_eq!(store.cursor().await.unwrap().0, 4);
    let next = [("AAAA1", "Anna"), ("AAAA2", "Benedikt"), ("AAAA4", "Dora")];
    let report = import(&store, "day", false, &next).await.unwrap();
    let expected = ImportReport { added: 1, changed: 1, unchanged: 1, absent: 1, withdrawn: 0 };
    assert_eq!(report, expected);
    let report = import(&store, "day", true, &next).await.unwrap();
    assert_eq!((report.unchanged, report.absent, report.withdrawn), (3, 1, 1));
    let key = store.event_key(&event("day")).await.unwrap();
    let id = |code: &str| key.ticket_id(&Code::new(code).unwrap());
    let of = async |code: &str| store.ticket(id(code)).await.unwrap().unwrap();
    assert_eq!(of("AAAA2").await.last_name, "Benedikt");
    assert_eq!(of("AAAA2").await.status, TicketStatus::Valid);
    assert_eq!(of("AAAA3").await.status, TicketStatus::Revoked);
    assert_eq!(store.ticket(TicketId([1; 16])).await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap()[0].tickets, 3);
    // What comes again is good again; another event's roster is not touched.
    let report = import(&store, "night", true, &[("AAAA1", "Anna")]).await.unwrap();
    assert_eq!(report.added, 1);
    let report = import(&store, "day", true, &people).await.unwrap();
    assert_eq!((report.changed, report.withdrawn), (2, 1));
    assert_eq!(of("AAAA3").await.status, TicketStatus::Valid);
    let tickets: Vec<_> = store.counts().await.unwrap().iter().map(|c| c.tickets).collect();
    assert_eq!(tickets, [3, 1]);
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn a_preview_changes_nothing(ground: impl Ground) {
    let store = ground.open().await;
    import(&store, "day", true, &[("AAAA1", "Anna")]).await.unwrap();
    let event = event("day");
    let key = store.event_key(&event).await.unwrap();
    let importing = Importing { event: event.clone(), complete: true, preview: true };
    let roster = vec![line(&key, &event, "AAAA2", "Ben")];
    let report = store.import(importing, lines(roster)).await.unwrap();
    assert_eq!((report.added, report.withdrawn), (1, 1));
    assert_eq!(store.cursor().await.unwrap().0, 2);
    assert_eq!(*store.changed().borrow(), store.cursor().await.unwrap());
    let report = import(&store, "day", true, &[("AAAA1", "Anna")]).await.unwrap();
    assert_eq!(report.unchanged, 1);
}

pub(crate) async fn what_contradicts_itself_is_refused_whole(ground: impl Ground) {
    let store = ground.open().await;
    let (day, night) = (event("day"), event("night"));
    let key = store.event_key(&day).await.unwrap();
    let before = store.cursor().await.unwrap();
    let of = |code: &str| line(&key, &day, code, "Name");
    let take = async |roster| {
        let importing = Importing { event: day.clone(), complete: true, preview: false };
        store.import(importing, roster).await.unwrap_err()
    };
    let mut other = of("AAAA3");
    other.ticket.id = of("AAAA1").ticket.id;
    let many = (0..2_000).map(|n| of(&format!("MANY{n}")));
    let twice = take(lines(many.chain([of("MANY7")]).collect())).await;
    assert!(matches!(twice, StoreError::CodeTwice { first: 8, second: 2_001 }));
    let twice = take(lines(vec![of("AAAA1"), of("AAAA2"), other.clone()])).await;
    assert!(matches!(twice, StoreError::TicketTwice { first: 1, second: 3 }));
    let foreign = take(lines(vec![of("AAAA1"), line(&key, &night, "AAAA2", "Ben")])).await;
    assert!(matches!(foreign, StoreError::OtherEvent { entry: 2, .. }));
    let broken = Box::new([Ok(of("AAAA1")), Err("line 2 of the file".into())].into_iter());
    let said = take(broken).await;
    assert!(matches!(&said, StoreError::Line(why) if why.to_string() == "line 2 of the file"));
    assert_eq!(store.cursor().await.unwrap(), before);
    // A ticket of another event's roster.
    let mut elsewhere = line(&key, &night, "BBBB1", "Ben");
    elsewhere.ticket.id = other.ticket.id;
    let importing = Importing { event: night.clone(), complete: true, preview: false };
    store.import(importing, lines(vec![elsewhere])).await.unwrap();
    let refused = take(lines(vec![of("AAAA1"), of("AAAA2")])).await;
    assert!(matches!(refused, StoreError::TicketElsewhere { event, .. } if event == night));
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn an_event_key_is_born_once(ground: impl Ground) {
    let store = ground.open().await;
    let day = event("day");
    let (one, other) = tokio::join!(store.event_key(&day), store.event_key(&day));
    let key = one.unwrap();
    assert_eq!(key, other.unwrap());
    assert_ne!(store.event_key(&event("night")).await.unwrap(), key);
    drop(store);
    let store = ground.open().await;
    assert_eq!(store.event_key(&day).await.unwrap(), key);
    assert_eq!(store.cursor().await.unwrap().0, 2);
}
