//! The programme and the gates, row by row.

use std::collections::BTreeMap;
use std::slice::from_ref;

use parvis_domain::gate::Gate;
use parvis_domain::programme::{Programme, Session};
use parvis_protocol::change::{Change, Noun};
use serde_json::json;

use super::open;
use crate::{Roster, RosterError};

fn programme() -> Programme {
    let session = |id: &str, hour: u8| {
        json!({"id": id, "event": "day", "room": "big", "title": {"en": id},
               "start": format!("2023-11-16T{hour:02}:00:00Z"),
               "end": format!("2023-11-16T{hour:02}:30:00Z")})
    };
    serde_json::from_value(json!({
        "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
        "events": [{"id": "day", "title": {"fr": "Le jour"}, "mode": "on_site", "venue": "hall",
                    "first_day": "2023-11-16", "last_day": "2023-11-16"}],
        "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels",
                    "rooms": [{"id": "big", "name": {"en": "Big"}}]}],
        "sessions": [session("opening", 9), session("repair", 10), session("closing", 11)],
        "speakers": [{"id": "ada", "name": "Ada Invented"}],
        "tracks": [{"id": "law", "name": {"en": "Law"}}]
    }))
    .unwrap()
}

fn gates() -> Vec<Gate> {
    ["main", "side"]
        .iter()
        .map(|id| {
            serde_json::from_value(json!({
                "id": id, "name": {"en": id}, "area": "hall", "zone": "Europe/Lisbon",
                "rule": {"events": ["day"]}
            }))
            .unwrap()
        })
        .collect()
}

fn put(roster: &Roster, programme: &Programme) {
    let programme = programme.clone();
    roster.write(move |w| w.put_programme(&programme)).unwrap();
}

fn held(roster: &Roster) -> Programme {
    roster.read(|reading| reading.programme()).unwrap().unwrap()
}

/// Version and tombstone of every session.
fn sessions(roster: &Roster) -> BTreeMap<String, (i64, bool)> {
    let sql = "SELECT id, version, withdrawn FROM plan WHERE noun = 'session'";
    let rows = roster.read(|reading| {
        let mut query = reading.conn.prepare(sql)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    });
    rows.unwrap()
}

#[test]
fn a_programme_is_read_as_it_was_put() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    assert_eq!(roster.read(|reading| reading.programme()).unwrap(), None);
    put(&roster, &programme());
    drop(roster);
    assert_eq!(held(&open(folder.path())), programme());
}

#[test]
fn only_what_changed_gets_a_new_version_and_what_vanished_leaves_a_tombstone() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    put(&roster, &programme());
    let before = sessions(&roster);
    put(&roster, &programme());
    assert_eq!(sessions(&roster), before);

    let mut changed = programme();
    changed.sessions[1].title.insert("en".parse().unwrap(), "Repair, moved");
    changed.sessions.remove(0);
    put(&roster, &changed);
    assert_eq!(held(&roster), changed);
    let after = sessions(&roster);
    assert_eq!(after["closing"], before["closing"]);
    assert!(after["repair"].0 > before["repair"].0);
    assert_eq!(after["opening"], (after["repair"].0, true));

    put(&roster, &programme());
    assert_eq!(held(&roster), programme());
    assert!(sessions(&roster)["opening"].0 > after["opening"].0);
}

/// What a tombstone of a session says.
fn tombstone(id: &str, last: Option<String>) -> Change {
    let (noun, id) = (Noun::Session, id.to_owned());
    Change::Plan(parvis_protocol::change::PlanRow { noun, id, place: 1, body: None, last })
}

#[test]
fn what_vanished_at_the_hub_is_kept_with_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    put(&roster, &programme());
    let mut foyer = programme().sessions[0].clone();
    foyer.id = "foyer".parse().unwrap();
    let foyer = serde_json::to_string(&foyer).unwrap();
    let take = |changes: Vec<Change>| {
        let changes = changes.into_iter().map(Ok);
        roster.write(|writing| writing.take_changes(changes, None)).unwrap();
    };
    let withdrawn = || {
        let sql = "SELECT id, body FROM plan WHERE noun = 'session' AND withdrawn = 1 ORDER BY id";
        let rows = roster.read(|reading| {
            let mut query = reading.conn.prepare(sql)?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<(String, String)>>>()?)
        });
        rows.unwrap()
    };
    let body = |session: &Session| serde_json::to_string(session).unwrap();
    let [opening, repair, closing] = &programme().sessions[..] else { panic!() };
    let kept =
        ["closing", "repair"].map(str::to_owned).into_iter().zip([body(closing), body(repair)]);
    take(vec![tombstone("closing", None), tombstone("repair", Some(body(repair)))]);
    assert_eq!(held(&roster).sessions, from_ref(opening));
    assert_eq!(withdrawn(), kept.clone().collect::<Vec<_>>());
    // One that was never here, one of which nothing is said, and one that nobody here can read.
    let newer = Some("{\"a newer\": \"session\"}".to_owned());
    let never = tombstone("foyer", Some(foyer.clone()));
    take(vec![never.clone(), tombstone("unheard-of", None), tombstone("newer", newer), never]);
    assert_eq!(held(&roster).sessions, from_ref(opening));
    let mut all: Vec<_> = kept.chain([("foyer".to_owned(), foyer)]).collect();
    all.sort();
    assert_eq!(withdrawn(), all);
    // It is back.
    put(&roster, &programme());
    assert_eq!(held(&roster), programme());
}

#[test]
fn two_of_an_id_are_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    put(&roster, &programme());
    let mut wrong = programme();
    wrong.sessions.push(wrong.sessions[0].clone());
    wrong.events.clear();
    let error = roster.write(move |w| w.put_programme(&wrong)).unwrap_err();
    assert!(matches!(error, RosterError::IdTwice { noun: "session", .. }), "{error}");
    assert_eq!(held(&roster), programme());
}

#[test]
fn gates_are_kept_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let put = |gates: Vec<Gate>| roster.write(move |w| w.put_gates(&gates)).unwrap();
    put(gates());
    let mut reversed = gates();
    reversed.reverse();
    put(reversed.clone());
    assert_eq!(roster.read(|reading| reading.gates()).unwrap(), reversed);
    put(gates()[..1].to_vec());
    assert_eq!(roster.read(|reading| reading.gates()).unwrap(), gates()[..1]);
}

#[test]
fn the_gate_that_was_chosen_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let chosen = |roster: &Roster| roster.read(|reading| reading.chosen_gate()).unwrap();
    assert_eq!(chosen(&roster), None);
    for id in ["main", "side"] {
        roster.write(move |w| w.choose_gate(&id.parse().unwrap())).unwrap();
    }
    drop(roster);
    assert_eq!(chosen(&open(folder.path())), Some("side".parse().unwrap()));
}

#[test]
fn a_session_that_vanished_is_known_until_its_end_and_one_that_comes_back_is_not_gone() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let whole = programme();
    put(&roster, &whole);
    let gone = |at: &str| -> Vec<String> {
        let at = at.parse().unwrap();
        let gone = roster.read(move |reading| reading.gone_sessions(at)).unwrap();
        gone.iter().map(|session| session.id.to_string()).collect()
    };
    assert_eq!(gone("2023-11-16T08:00:00Z"), [""; 0]);
    let mut without = whole.clone();
    without.sessions.retain(|session| session.id.as_str() == "closing");
    put(&roster, &without);
    assert_eq!(gone("2023-11-16T08:00:00Z"), ["opening", "repair"]);
    assert_eq!(gone("2023-11-16T09:30:00Z"), ["repair"]);
    put(&roster, &whole);
    assert_eq!(gone("2023-11-16T08:00:00Z"), [""; 0]);
}
