//! Programmes as pretalx and calendars give them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::file;
use parvis_domain::programme::{Programme, SessionStatus};
use parvis_platforms::programme_file::{Note, read_programme};

const SCHEDULE: &str = include_str!("fixtures/schedule.json");
const CALENDAR: &str = include_str!("fixtures/schedule.ics");

fn taken(name: &str, content: impl AsRef<[u8]>) -> (Programme, Vec<Note>) {
    let (_folder, path) = file(name, content);
    read_programme(path).unwrap_or_else(|error| panic!("{error}"))
}

fn wrong(name: &str, content: impl AsRef<[u8]>) -> String {
    let (_folder, path) = file(name, content);
    match read_programme(path) {
        Ok((programme, _)) => format!("taken, with {} sessions", programme.sessions.len()),
        Err(error) => error.to_string(),
    }
}

/// What both formats say of a session: room, start, end, and how its title begins.
fn told(programme: &Programme) -> Vec<String> {
    let room = |session: &parvis_domain::programme::Session| {
        let room = session.room.as_ref().and_then(|id| programme.room(id));
        room.and_then(|(_, room)| room.name.pick(&[])).map(|(_, name)| name.to_owned())
    };
    let mut told: Vec<_> = programme
        .sessions
        .iter()
        .map(|s| {
            let (_, title) = s.title.pick(&[]).unwrap();
            format!("{} {} {} {title}", s.start, s.end, room(s).unwrap_or_default())
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_schedule_of_pretalx() {
    let (programme, notes) = taken("schedule.json", SCHEDULE);
    assert_eq!(notes, []);
    let event = &programme.events[0];
    let facts = format!(
        "{} in {}, {} to {}, days start at {}\nlanguages {:?}\nrooms {}\ntracks {}\n{} speakers, {} sessions\n{}",
        event.id,
        programme.venues[0].zone,
        event.first_day,
        event.last_day,
        event.day_starts,
        event.languages,
        programme.venues[0]
            .rooms
            .iter()
            .map(|r| format!("{} ({:?})", r.name.pick(&[]).unwrap().1, r.capacity))
            .collect::<Vec<_>>()
            .join(", "),
        programme
            .tracks
            .iter()
            .map(|t| format!("{} {:?}", t.id, t.colour))
            .collect::<Vec<_>>()
            .join(", "),
        programme.speakers.len(),
        programme.sessions.len(),
        told(&programme).join("\n"),
    );
    insta::assert_snapshot!(facts);
    insta::assert_json_snapshot!(programme.sessions[0]);
}

#[test]
fn the_calendar_of_pretalx_has_the_same_sessions() {
    let (schedule, _) = taken("schedule.json", SCHEDULE);
    let (calendar, notes) = taken("schedule.ics", CALENDAR);
    let [Note::ZoneChosen { named, zone }] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((named.as_str(), zone.as_str()), ("CET", "Europe/Brussels"));
    let (one, two) = (told(&schedule), told(&calendar));
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(&two) {
        // The calendar puts the speakers behind the title.
        assert!(two.starts_with(one.as_str()), "{one}\n{two}");
    }
    assert_eq!(calendar.events[0].id, schedule.events[0].id);
    assert_eq!(calendar.events[0].first_day, schedule.events[0].first_day);
}

#[test]
fn a_programme_of_parvis_reads_what_it_writes() {
    let (programme, _) = taken("schedule.json", SCHEDULE);
    let text = serde_json::to_string_pretty(&programme).unwrap();
    assert_eq!(taken("programme.json", text), (programme, Vec::new()));
}

/// The schedule with something else in it.
fn with(from: &str, to: &str) -> String {
    assert!(SCHEDULE.contains(from), "{from}");
    SCHEDULE.replacen(from, to, 1)
}

#[test]
fn what_is_wrong_with_a_schedule() {
    let first = "\"guid\": \"3093d017-35a1-5ee9-83fb-caabd8ec40f5\", ";
    let two_keys = r#"{"schedule":{"conference":{"acronym":"x","title":"X","time_zone_name":"Europe/Lisbon",
        "days":[{"date":"2023-11-16","rooms":{"Hall":[],"hall ":[]}}]}}}"#;
    let cases = [
        ("no zone", with("\"time_zone_name\": \"Europe/Berlin\", ", "")),
        ("empty zone", with("\"Europe/Berlin\"", "\"\"")),
        ("zone nobody knows", with("Europe/Berlin", "Europe/Bruxelles")),
        ("end before start", with("\"duration\": \"01:00\"", "\"duration\": \"-01:00\"")),
        ("no duration", with("\"duration\": \"01:00\"", "\"duration\": \"00:00\"")),
        ("unreadable duration", with("\"duration\": \"01:00\"", "\"duration\": \"an hour\"")),
        ("unreadable date", with("2026-11-22T09:00:00+01:00", "22 November, nine")),
        ("two rooms", with("\"name\": \"Room 2\"", "\"name\": \"hall 1\"")),
        ("two rooms on a day", two_keys.to_owned()),
        ("no guid, but an id", with(first, "")),
        ("no id at all", with(&format!("{first}\"code\": \"PTEE8F\", \"id\": 1,"), "")),
        ("a session twice", with("d734fc0f-87a1-5b73-b356-37d89c09020c", "3093d017-35a1-5ee9-83fb-caabd8ec40f5")),
        ("no title", with("\"title\": \"Keynote: The trouble with Rust on small boards\"", "\"title\": \" \"")),
        ("broken off", SCHEDULE[..5000].to_owned()),
        ("a number for a title", with("\"title\": \"Keynote: The trouble with Rust on small boards\"", "\"title\": 7")),
        ("nothing at all", r#"{"schedule":{"conference":{"acronym":"x","title":"X","time_zone_name":"Europe/Lisbon"}}}"#.to_owned()),
        ("other JSON", "{\"orders\": []}".to_owned()),
        ("a list", "[1, 2]".to_owned()),
        ("a programme of Parvis with a slip", "{\"edition\": {\"id\": \"x\", \"titel\": {}}}".to_owned()),
        ("a web page", "<!DOCTYPE html><title>Sign in</title>".to_owned()),
        ("an empty file", " \n".to_owned()),
        ("a roster", "code,name\nA,B\n".to_owned()),
    ];
    let told = cases.map(|(case, text)| format!("{case}:\n  {}", wrong("schedule.json", text)));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_session_across_midnight_and_one_in_the_night_belong_to_the_evening() {
    let text = r#"{"schedule":{"conference":{"acronym":"x","title":"X","time_zone_name":"Europe/Lisbon",
        "start":"2023-11-16","days":[{"date":"2023-11-16","day_start":"2023-11-16T06:00:00+00:00","rooms":{
        "Hall":[{"guid":"a","title":"<b>Late</b>","date":"2023-11-16T23:30:00+00:00","duration":"02:00","state":"CANCELED"},
                {"guid":"b","title":"Later","start":"05:00","duration":30,"unknown":{"a":[1]}}]}}]}}}"#;
    let (programme, _) = taken("schedule.json", text);
    let [late, later] = programme.sessions.as_slice() else { panic!() };
    assert_eq!(late.end.to_string(), "2023-11-17T01:30:00Z");
    assert_eq!((late.status, later.status), (SessionStatus::Cancelled, SessionStatus::Planned));
    assert_eq!(later.start.to_string(), "2023-11-17T05:00:00Z");
    assert_eq!(programme.events[0].last_day.to_string(), "2023-11-16");
    assert_eq!(late.title.pick(&[]).unwrap().1, "Late");
}

#[test]
fn ten_thousand_sessions_are_not_too_many() {
    let slot = |n: usize| {
        format!(
            r#"{{"guid":"g{n}","title":"T{n}","date":"2023-11-16T09:00:00+01:00","duration":"00:05","persons":[{{"name":"P{n}"}}]}}"#
        )
    };
    let slots: Vec<_> = (0..10_000).map(slot).collect();
    let text = format!(
        r#"{{"schedule":{{"conference":{{"acronym":"x","title":"X","time_zone_name":"Europe/Paris","days":[{{"rooms":{{"Hall":[{}]}}}}]}}}}}}"#,
        slots.join(",")
    );
    assert_eq!(taken("schedule.json", text).0.sessions.len(), 10_000);
}

fn calendar(head: &str, entry: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}BEGIN:VEVENT\r\nUID:one@example.org\r\nSUMMARY:Opening\r\n{entry}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const NINE: &str =
    "DTSTART;TZID=Europe/Lisbon:20231116T090000\r\nDTEND;TZID=Europe/Lisbon:20231116T100000\r\n";

#[test]
fn what_is_wrong_with_a_calendar() {
    let local = "DTSTART:20231116T090000\r\nDTEND:20231116T100000\r\n";
    let cases = [
        ("no zone at all", calendar("", local)),
        ("only UTC", calendar("", "DTSTART:20231116T090000Z\r\nDTEND:20231116T100000Z\r\n")),
        ("zone nobody knows", calendar("X-WR-TIMEZONE:Middle Earth\r\n", local)),
        ("TZID nobody knows", calendar("", &NINE.replace("Europe/Lisbon", "Heure de Paris"))),
        ("end before start", calendar("", &NINE.replace("T100000", "T080000"))),
        ("no end", calendar("", "DTSTART;TZID=Europe/Lisbon:20231116T090000\r\n")),
        ("no start", calendar("", "DTEND;TZID=Europe/Lisbon:20231116T090000\r\n")),
        ("no title", calendar("", NINE).replace("SUMMARY:Opening\r\n", "")),
        ("no id", calendar("", NINE).replace("UID:one@example.org\r\n", "")),
        ("repeats", calendar("", &format!("{NINE}RRULE:FREQ=DAILY;COUNT=3\r\n"))),
        ("bad time", calendar("", &NINE.replace("20231116T090000", "16/11/2023"))),
        (
            "bad duration",
            calendar("", "DTSTART;TZID=Europe/Lisbon:20231116T090000\r\nDURATION:45\r\n"),
        ),
        ("only a day", calendar("", "DTSTART;VALUE=DATE:20231116\r\n")),
        ("broken off", CALENDAR[..2000].to_owned()),
        ("a line that is none", calendar("oops\r\n", NINE)),
        ("twice", format!("{}{}", calendar("", NINE), calendar("", NINE))),
        ("a zone by a rule of its own", CALENDAR.replace("FREQ=YEARLY", "FREQ=MONTHLY")),
        ("a zone without a place", CALENDAR.replace("+0100", "+0517").replace("+0200", "+0617")),
    ];
    let told = cases.map(|(case, text)| format!("{case}:\n  {}", wrong("calendar.ics", text)));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_a_calendar_may_hold() {
    let head = "X-WR-CALNAME:Journée d’étude\r\nX-WR-TIMEZONE:Europe/Brussels\r\n";
    let entry = "DTSTART:20231116T090000\r\nDURATION:PT45M\r\nSTATUS:CANCELLED\r\nLOCATION:Grande\r\n  salle\\, 2e\r\nCATEGORIES:Culture,Autre\r\nDESCRIPTION:<p>A\\nB</p>\r\nURL:https://example.org/a\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n";
    let (programme, notes) = taken("x.ics", calendar(head, entry));
    assert_eq!(notes, []);
    insta::assert_json_snapshot!(programme);
    let online = entry.replace("Grande\r\n  salle\\, 2e", "https://stream.example.org/");
    let (programme, _) = taken("x.ics", calendar(head, &online));
    assert_eq!(programme.sessions[0].mode, parvis_domain::programme::Mode::Online);
}

#[test]
fn the_file_s_own_zone_is_followed_whatever_it_is_called() {
    let zone = |name: &str, winter: &str, summer: &str| {
        format!(
            "BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:{summer}\r\nTZOFFSETTO:{winter}\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:{winter}\r\nTZOFFSETTO:{summer}\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
        )
    };
    let entry = |name: &str, day: &str| {
        format!("DTSTART;TZID={name}:{day}T090000\r\nDTEND;TZID={name}:{day}T100000\r\n")
    };
    let chosen = |name: &str, winter: &str, summer: &str, day: &str| {
        let (programme, _) =
            taken("x.ics", calendar(&zone(name, winter, summer), &entry(name, day)));
        format!("{} {}", programme.sessions[0].start, programme.venues[0].zone)
    };
    // Called CET, but an hour behind it: what the file defines counts.
    assert_eq!(chosen("CET", "+0000", "+0100", "20231116"), "2023-11-16T09:00:00Z Europe/Lisbon");
    assert_eq!(
        chosen("Romance Standard Time", "+0100", "+0200", "20230716"),
        "2023-07-16T07:00:00Z Europe/Brussels"
    );
    assert_eq!(
        chosen("GTB Standard Time", "+0200", "+0300", "20231116"),
        "2023-11-16T07:00:00Z Europe/Athens"
    );
    // A place that agrees with its definition is taken by its name.
    assert_eq!(
        chosen("Europe/Madrid", "+0100", "+0200", "20231116"),
        "2023-11-16T08:00:00Z Europe/Madrid"
    );
    assert_eq!(
        chosen("Europe/Madrid", "+0000", "+0100", "20231116"),
        "2023-11-16T09:00:00Z Europe/Lisbon"
    );
}

#[test]
fn the_night_the_clocks_change_by_the_file_s_own_rule() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nX-WR-TIMEZONE:Europe/Brussels\r\n";
    let brussels: parvis_domain::zone::Zone = "Europe/Brussels".parse().unwrap();
    for time in [
        "20231029T013000",
        "20231029T023000",
        "20231029T033000",
        "20230326T013000",
        "20230326T023000",
        "20230326T033000",
        "19990601T120000",
        "20550101T120000",
    ] {
        let entry = format!("DTSTART;TZID=X:{time}\r\nDURATION:PT30M\r\n");
        let (programme, _) = taken("x.ics", calendar(zone, &entry));
        let civil: jiff::civil::DateTime = time.parse().unwrap();
        assert_eq!(programme.sessions[0].start, brussels.instant(civil), "{time}");
    }
}
