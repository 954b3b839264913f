//! Files in: what is taken, what is refused, and that a refusal changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use folder::{Folder, keeping};
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::import::{Absent, ImportError, RosterImported, RosterRequest, WithdrawalRefused};
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, ImportReport};

const PROGRAMME: &str = r#"{
  "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
  "events": [
    {"id": "day", "title": {"en": "The day", "fr": "La journée"}, "mode": "on_site",
     "venue": "hall", "first_day": "2023-11-16", "last_day": "2023-11-16"},
    {"id": "eve", "title": {"en": "The eve"}, "mode": "on_site",
     "venue": "hall", "first_day": "2023-11-15", "last_day": "2023-11-15"}],
  "venues": [{"id": "hall", "name": {"en": "The hall"}, "zone": "Europe/Brussels",
    "rooms": [{"id": "big", "name": {"en": "Big"}}]}],
  "sessions": [{"id": "s1", "event": "day", "room": "big", "title": {"en": "Opening"},
    "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"}]
}"#;

fn kiosk(folder: &Folder) -> Kiosk {
    let kiosk = folder.kiosk(DataKind::Real, "2023-11-16T08:50:00+01:00".parse().unwrap());
    kiosk.import_programme(&folder.file("programme.json", PROGRAMME), None).unwrap();
    kiosk
}

fn take(kiosk: &Kiosk, request: RosterRequest) -> Result<RosterImported, ImportError> {
    kiosk.import_roster(request, |_| ())
}

fn verdict(kiosk: &Kiosk, gate: &str, code: &str) -> VerdictName {
    let presented = Presented::Content(code.as_bytes().to_vec());
    kiosk.admit(&gate.parse().unwrap(), presented, Way::Camera).unwrap().verdict.name()
}

fn gate_of(kiosk: &Kiosk, event: &str) -> String {
    let event = event.parse().unwrap();
    let setup = kiosk.setup();
    setup.gates.iter().find(|gate| gate.admits_event(&event)).unwrap().id.to_string()
}

/// A roster of this many tickets: `A0000`, `A0001`…
fn roster(tickets: std::ops::Range<u32>) -> String {
    let rows = tickets.map(|n| format!("A{n:04},Person {n},The day\n"));
    std::iter::once("code,name,event\n".to_owned()).chain(rows).collect()
}

#[test]
fn a_file_of_two_events_fills_both_and_sessions_are_known_by_title() {
    let folder = Folder::new();
    let kiosk = kiosk(&folder);
    let csv = "code,name,event,sessions\n\
               D1,Ada Invented,La journée,opening\nE1,Bo Invented,eve,\nD2,Cy Invented,DAY,s1\n";
    let imported = take(&kiosk, keeping(folder.file("r.csv", csv))).unwrap();
    let added: Vec<_> = imported.events.iter().map(|(e, r)| (e.as_str(), r.added)).collect();
    assert_eq!(added, [("day", 2), ("eve", 1)]);
    assert_eq!(verdict(&kiosk, &gate_of(&kiosk, "day"), "D1"), VerdictName::Admitted);
    assert_eq!(verdict(&kiosk, &gate_of(&kiosk, "day"), "E1"), VerdictName::OtherVenue);
}

#[test]
fn a_gate_nobody_wrote_follows_the_programme_and_one_that_somebody_wrote_does_not() {
    let folder = Folder::new();
    let kiosk = kiosk(&folder);
    let zones = |kiosk: &Kiosk| {
        let zones =
            kiosk.setup().gates.iter().map(|gate| gate.zone.to_string()).collect::<Vec<_>>();
        zones.join(" ")
    };
    assert_eq!(zones(&kiosk), "Europe/Brussels Europe/Brussels");
    let moved = PROGRAMME
        .replace(r#"hall"}, "zone": "Europe/Brussels""#, r#"hall"}, "zone": "Europe/Lisbon""#);
    kiosk.import_programme(&folder.file("moved.json", &moved), None).unwrap();
    assert_eq!(zones(&kiosk), "Europe/Lisbon Europe/Lisbon");

    let written = "[[gate]]\nid = \"day\"\nname = { en = \"Side\" }\narea = \"hall\"\n\
                   zone = \"Europe/Paris\"\nrule = { events = [\"day\", \"eve\"] }\n";
    kiosk.import_gates(&folder.file("gates.toml", written)).unwrap();
    kiosk.import_programme(&folder.file("again.json", PROGRAMME), None).unwrap();
    assert_eq!(zones(&kiosk), "Europe/Paris");
}

#[test]
fn a_list_of_guests_alone_founds_its_event() {
    let folder = Folder::new();
    let kiosk = folder.kiosk(DataKind::Real, "2023-11-16T08:50:00+01:00".parse().unwrap());
    let imported = take(&kiosk, keeping(folder.file("Summer party.csv", "code,name\nX123,Ada\n")));
    assert_eq!(imported.unwrap().events.keys().next().unwrap().as_str(), "summer-party");
    let gate = gate_of(&kiosk, "summer-party");
    assert_eq!(verdict(&kiosk, &gate, "X123"), VerdictName::Admitted);
    assert_eq!(verdict(&kiosk, &gate, "X123"), VerdictName::AlreadyIn);
}

#[test]
fn what_the_programme_does_not_know_is_named_with_its_line_and_changes_nothing() {
    let folder = Folder::new();
    let kiosk = kiosk(&folder);
    for (csv, expected) in [
        ("code,name,event\nD1,Ada,day\nD2,Bo,gala\n", "line 3: the event “gala” is not in"),
        ("code,name,event,sessions\nD1,Ada,day,s1|s9\n", "line 2: the session “s9” is not in"),
        ("code,name\nD1,Ada\n", "choose one of day, eve with --event"),
    ] {
        let error = take(&kiosk, keeping(folder.file("r.csv", csv))).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        assert_eq!(verdict(&kiosk, &gate_of(&kiosk, "day"), "D1"), VerdictName::Unknown);
    }
}

#[test]
fn a_preview_tells_and_changes_nothing() {
    let folder = Folder::new();
    let kiosk = kiosk(&folder);
    let preview = RosterRequest { preview: true, ..keeping(folder.file("r.csv", &roster(0..3))) };
    let report = take(&kiosk, preview).unwrap().events.into_values().next().unwrap();
    assert_eq!(report, ImportReport { added: 3, ..ImportReport::default() });
    assert_eq!(verdict(&kiosk, &gate_of(&kiosk, "day"), "A0000"), VerdictName::Unknown);
}

#[test]
fn absent_tickets_go_only_when_their_number_was_said() {
    let folder = Folder::new();
    let kiosk = kiosk(&folder);
    take(&kiosk, keeping(folder.file("all.csv", &roster(0..100)))).unwrap();
    let gate = gate_of(&kiosk, "day");
    let complete = |csv: String, asked, more_than_5_percent| {
        let absent = Absent::Withdraw { asked, more_than_5_percent };
        take(&kiosk, RosterRequest { absent, ..keeping(folder.file("new.csv", &csv)) })
    };
    let refusal = |result: Result<RosterImported, ImportError>| match result.unwrap_err() {
        ImportError::Withdrawal(refusal) => refusal,
        other => panic!("{other}"),
    };

    let not_asked = WithdrawalRefused::NotAsked { absent: 4, held: 100 };
    assert_eq!(refusal(complete(roster(4..100), None, false)), not_asked);
    let other = WithdrawalRefused::OtherNumber { absent: 4, asked: 3 };
    assert_eq!(refusal(complete(roster(4..100), Some(3), false)), other);
    let too_many = WithdrawalRefused::TooMany { absent: 40, held: 100 };
    assert_eq!(refusal(complete(roster(40..100), Some(40), false)), too_many);
    assert_eq!(verdict(&kiosk, &gate, "A0000"), VerdictName::Admitted);

    complete(roster(4..100), Some(4), false).unwrap();
    assert_eq!(verdict(&kiosk, &gate, "A0001"), VerdictName::Revoked);
    complete(roster(40..100), Some(36), true).unwrap();
    assert_eq!(verdict(&kiosk, &gate, "A0030"), VerdictName::Revoked);
    take(&kiosk, keeping(folder.file("back.csv", &roster(1..2)))).unwrap();
    assert_eq!(verdict(&kiosk, &gate, "A0001"), VerdictName::Admitted);
}
