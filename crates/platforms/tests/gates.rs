//! Files of gates.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::file;
use parvis_domain::programme::{Mode, Programme};
use parvis_platforms::gates_file::{read_gates, usual_gate};
use parvis_platforms::programme_file::read_programme;

fn programme() -> Programme {
    let (_folder, path) = file("schedule.json", include_str!("fixtures/schedule.json"));
    read_programme(path).unwrap().0
}

const MAIN: &str = r#"
[[gate]]
id = "main"
name = "Eingang"
languages = ["de", "en"]

[gate.rule]
events = ["conf"]
entry = "entry_exit"
direction = "both"
days = [2026-11-22]
hours = [{ opens = 2026-11-22T08:00:00, closes = 2026-11-22T19:00:00 }]
capacity = { seats = 800 }
"#;

#[test]
fn a_gate_leaves_out_what_the_programme_knows() {
    let (_folder, path) = file("gates.toml", MAIN);
    let gates = read_gates(path, &programme()).unwrap_or_else(|error| panic!("{error}"));
    insta::assert_json_snapshot!(gates);
}

#[test]
fn the_usual_gate_of_an_event() {
    let mut programme = programme();
    insta::assert_json_snapshot!(usual_gate(&programme, &programme.events[0]));
    programme.events[0].mode = Mode::Online;
    assert_eq!(usual_gate(&programme, &programme.events[0]), None);
    programme.events[0].mode = Mode::Both;
    assert!(usual_gate(&programme, &programme.events[0]).is_some());
    programme.events[0].relayed = true;
    assert_eq!(usual_gate(&programme, &programme.events[0]), None);
}

#[test]
fn what_is_wrong_with_a_gate() {
    let programme = programme();
    let with = |from: &str, to: &str| {
        assert!(MAIN.contains(from), "{from}");
        MAIN.replacen(from, to, 1)
    };
    let rule = "[gate.rule]\n";
    let cases = [
        ("no gate", String::new()),
        ("not TOML", with("\"main\"", "main")),
        ("another table", format!("{MAIN}\n[[gates]]\nid = \"x\"\n")),
        ("a field nobody knows", with("languages", "languaes")),
        ("no rule", "[[gate]]\nid = \"x\"\nname = \"X\"\n".to_owned()),
        ("no name", with("name = \"Eingang\"", "")),
        ("a way in nobody knows", with("entry_exit", "sometimes")),
        ("an event nobody knows", with("\"conf\"", "\"brussels\"")),
        ("no event", with("\"conf\"", "")),
        ("a session nobody knows", with(rule, "[gate.rule]\nsessions = [\"x\"]\n")),
        ("a room nobody knows", with("languages", "room = \"x\"\nlanguages")),
        ("a venue nobody knows", with("languages", "venue = \"x\"\nlanguages")),
        ("a zone nobody knows", with("languages", "zone = \"x\"\nlanguages")),
        ("closes before it opens", with("T19:00:00", "T07:00:00")),
        ("an area with a slash", with("languages", "area = \"a/b\"\nlanguages")),
        ("twice", format!("{MAIN}{MAIN}")),
    ];
    let told = cases.map(|(case, text)| {
        let (_folder, path) = file("gates.toml", text);
        let told = read_gates(path, &programme).map(|gates| format!("taken: {}", gates.len()));
        format!("{case}:\n  {}", told.unwrap_or_else(|error| error.to_string()))
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_area_is_one_place() {
    let mut programme = programme();
    let mut other = programme.events[0].clone();
    other.id = "other".parse().unwrap();
    let mut quai = programme.venues[0].clone();
    (quai.id, quai.rooms) = ("quai".parse().unwrap(), Vec::new());
    programme.events.push(other);
    programme.venues.push(quai);
    let second = |more: &str| {
        let rule = "[gate.rule]\nevents = [\"other\"]\n";
        let gate = format!("{MAIN}[[gate]]\nid = \"side\"\nname = \"Side\"\n{more}\n{rule}");
        let (_folder, path) = file("gates.toml", gate);
        read_gates(path, &programme).map(|gates| gates.len()).map_err(|error| error.to_string())
    };
    assert_eq!(second("area = \"main\""), Ok(2), "two events in one building");
    assert_eq!(second("venue = \"quai\""), Ok(2), "an area of its own");
    let told = second("area = \"main\"\nvenue = \"quai\"").unwrap_err();
    let words = "gate “side”: the gate “main” has the area “main” too, in another building and for \
                 other events; an area is one place, so give this one another name";
    assert!(told.starts_with("gates.toml, line 1") && told.ends_with(words), "{told}");
}
