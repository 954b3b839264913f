//! The door: every way in, and what it says when it cannot decide.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use folder::{Folder, keeping};
use parvis_kiosk::demo::Samples;
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::view::{ClosedReason, DoorState, Notice, ShownCode, VerdictView};
use parvis_roster::DataKind;

const GATES: &str = r#"
[[gate]]
id = "main"
name = { en = "Main entrance" }
area = "hall"
zone = "Europe/Brussels"
languages = ["nl", "fr"]
rule = { events = ["party"], shows = "initial" }
"#;

fn door(folder: &Folder) -> Door {
    let kiosk = folder.kiosk(DataKind::Real, "2023-11-16T08:50:00+01:00".parse().unwrap());
    let csv =
        "code,first_name,last_name,language\nKQ7-2MH,Ada,Invented,pt-BR\nA-B:C,Bo,Made-Up,el\n";
    kiosk.import_roster(keeping(folder.file("party.csv", csv)), |_| ()).unwrap();
    kiosk.import_gates(&folder.file("gates.toml", GATES)).unwrap();
    Door::new(kiosk, None)
}

fn verdict(outcome: Outcome) -> VerdictView {
    match outcome {
        Outcome::Verdict(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn scanner(by_position: &str, by_layout: &str) -> ShownCode {
    let (by_position, by_layout) = (by_position.to_owned(), by_layout.to_owned());
    ShownCode::Scanner { by_position, by_layout }
}

#[test]
fn a_typed_code_needs_no_signs_and_no_capitals() {
    let folder = Folder::new();
    let door = door(&folder);
    let view = verdict(door.show(ShownCode::Typed { text: "kq7 2mh".into() }));
    assert_eq!((view.verdict.as_str(), view.lang.as_deref()), ("admitted", Some("pt")));
    assert_eq!(view.person.as_deref(), Some("Ada I."));
}

#[test]
fn too_few_letters_are_no_guess_at_a_code() {
    let folder = Folder::new();
    let outcome = door(&folder).show(ShownCode::Typed { text: "kq7".into() });
    assert_eq!(outcome, Outcome::Hint(Notice::plain("hint-too-short")));
}

#[test]
fn a_scanner_is_understood_by_position_or_by_layout() {
    let folder = Folder::new();
    let door = door(&folder);
    assert_eq!(verdict(door.show(scanner("KQ7-2MH", "KA7)2?H"))).verdict, "admitted");
    assert_eq!(verdict(door.show(scanner("Q_B>C", "A-B:C"))).verdict, "admitted");
    assert_eq!(verdict(door.show(scanner("nothing", "such"))).verdict, "unknown");
}

#[test]
fn a_refusal_shows_nothing_of_the_person_and_a_language_nobody_speaks_is_not_taken() {
    let folder = Folder::new();
    let door = door(&folder);
    let code = || ShownCode::Sample { text: "A-B:C".into() };
    assert_eq!(verdict(door.show(code())).lang, None, "Greek is not spoken yet");
    let again = verdict(door.show(code()));
    assert_eq!((again.verdict.as_str(), again.person), ("already_in", None));
}

#[test]
fn strange_codes_are_refused_kindly_and_only_their_trace_is_kept() {
    let folder = Folder::new();
    let door = door(&folder);
    for strange in ["https://menu.example/today".to_owned(), "x".repeat(4096), "\u{1b}[2J".into()] {
        let view = verdict(door.show(ShownCode::Sample { text: strange.clone() }));
        assert_eq!(view.verdict, "unknown");
    }
    let mut kept = Vec::new();
    door.kiosk()
        .roster()
        .read(|roster| {
            roster.records(&mut |sealed| {
                kept.push(String::from_utf8(sealed.bytes.clone()).unwrap());
                Ok(())
            })
        })
        .unwrap();
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|record| !record.contains("menu.example")), "{kept:?}");
}

#[test]
fn the_languages_of_the_place_come_first() {
    let folder = Folder::new();
    assert_eq!(door(&folder).view().languages, ["nl", "fr", "en", "es", "pt"]);
}

#[test]
fn without_a_gate_the_door_is_closed_and_says_so() {
    let folder = Folder::new();
    let now = "2023-11-16T08:50:00+01:00".parse().unwrap();
    let door = Door::new(folder.kiosk(DataKind::Real, now), None);
    let closed = DoorState::Closed { reason: ClosedReason::NoGate };
    assert_eq!(door.view().state, closed);
    let outcome = door.show(ShownCode::Sample { text: "ABCD".into() });
    assert_eq!(outcome, Outcome::Closed(ClosedReason::NoGate));
}

#[test]
fn a_rehearsal_has_tickets_to_try_only_where_they_are_offered() {
    let folder = Folder::new();
    let now = "2023-11-16T08:50:00+01:00".parse().unwrap();
    let rehearsal = Door::new(folder.kiosk(DataKind::Rehearsal, now), None);
    let says = |door: &Door| (door.view().rehearsal, door.view().samples);
    assert_eq!(says(&rehearsal), (true, false));
    assert_eq!(rehearsal.samples(), None);
    let offering = rehearsal.offering(Samples::load().unwrap());
    assert_eq!(says(&offering), (true, true));

    let folder = Folder::new();
    assert_eq!(says(&door(&folder)), (false, false));
}

#[test]
fn pictures_say_what_is_wrong_with_them() {
    let folder = Folder::new();
    let door = door(&folder);
    let code = parvis_codes::draw::Code::new("KQ7-2MH").unwrap().png(8).unwrap();
    let path = folder.path().join("ticket.png");
    std::fs::write(&path, &code).unwrap();
    assert_eq!(verdict(door.present_picture(&path)).verdict, "admitted");

    std::fs::write(&path, &code[..code.len() / 2]).unwrap();
    assert_eq!(door.present_picture(&path), hint("hint-picture-damaged"));
    let text = folder.file("ticket.jpg", "this is not a picture");
    assert_eq!(door.present_picture(&text), hint("hint-not-a-picture"));
    assert_eq!(door.present_picture(folder.path()), hint("hint-not-a-picture"));
}

fn hint(id: &str) -> Outcome {
    Outcome::Hint(Notice::plain(id))
}
