//! What is said next of a session as it stands, what doors decide by, and where else to go.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{Device, at, morning, programme, said};
use jiff::ToSpan;
use parvis_domain::announcement::{Announced, TakenOver};
use parvis_domain::board::similar;
use parvis_domain::programme::change::{Change, Changes, Times};
use parvis_domain::programme::saying::{LATEST_MINUTES, Unsayable, WORDS_BYTES, Word};
use parvis_domain::programme::{Mark, SessionStatus, Timetable};
use parvis_domain::text::Text;
use serde_json::json;

/// What a device says of the opening, one word a minute, each made from the timetable of then.
fn saying(words: &[fn(&parvis_domain::programme::Slot<'_>) -> Change]) -> Changes {
    let (programme, mut device, mut changes) = (programme(), Device::new(1), Changes::default());
    for (word, n) in words.iter().zip(0_i64..) {
        let change = {
            let timetable = Timetable::new(&programme, &changes, &[]);
            let id = "opening".parse().unwrap();
            word(timetable.slot(&"day".parse().unwrap(), &id).unwrap())
        };
        changes.add(&device.record(morning() + n.minutes(), said("opening", change)));
    }
    changes
}

fn times_after(words: &[fn(&parvis_domain::programme::Slot<'_>) -> Change]) -> Times {
    let (programme, changes) = (programme(), saying(words));
    let timetable = Timetable::new(&programme, &changes, &[]);
    let slot = timetable.slot(&"day".parse().unwrap(), &"opening".parse().unwrap()).unwrap();
    Times { start: slot.start, end: slot.end }
}

#[test]
fn late_is_late_from_its_own_time_and_not_from_a_delay_before() {
    let on_time = times_after(&[]);
    let twice = times_after(&[|slot| slot.late(10), |slot| slot.late(15)]);
    assert_eq!(twice.start, on_time.start + 15.minutes());
    let moved_then_late = times_after(&[
        |slot| slot.moved(None, Some(slot.start + 2.hours())).unwrap(),
        |slot| slot.late(10),
        |slot| slot.late(5),
    ]);
    assert_eq!(moved_then_late.start, on_time.start + 2.hours() + 5.minutes());
    assert_eq!(moved_then_late.end, on_time.end + 2.hours() + 5.minutes());
}

#[test]
fn what_is_moved_lasts_as_long_and_a_move_to_nowhere_is_none() {
    let programme = programme();
    let timetable = Timetable::planned(&programme);
    let slot = &timetable.slots()[0];
    let Some(Change::Moved { room: None, time: Some(time) }) =
        slot.moved(None, Some(at("2023-11-16T20:00:00Z")))
    else {
        panic!()
    };
    assert_eq!(time.end.duration_since(time.start), slot.end.duration_since(slot.start));
    assert_eq!(slot.moved(None, None), None);
    assert_eq!(slot.moved(None, Some(jiff::Timestamp::MAX)), None);
    assert_eq!(timetable.slot(&"elsewhere".parse().unwrap(), &slot.session.id), None);
}

#[test]
fn a_session_is_late_by_at_most_half_a_day_and_never_by_nothing() {
    let programme = programme();
    let timetable = Timetable::planned(&programme);
    let slot = &timetable.slots()[0];
    let late = |minutes| Word::Late(minutes).change(&programme, slot);
    assert!(late(1).is_ok() && late(LATEST_MINUTES).is_ok());
    assert_eq!(late(0), Err(Unsayable::Times));
    assert_eq!(late(LATEST_MINUTES + 1), Err(Unsayable::Times));
    let attic = Word::Moved { room: Some("attic".parse().unwrap()), start: None };
    assert_eq!(attic.change(&programme, slot), Err(Unsayable::NoRoom("attic".parse().unwrap())));
}

#[test]
fn what_is_announced_has_words_that_fit_and_is_not_over_yet() {
    let (programme, now) = (programme(), at("2023-11-16T09:00:00Z"));
    let said = |words: &str, until: &str| {
        let text = Text::only("en".parse().unwrap(), words);
        let (event, from) = ("day".parse().unwrap(), now - 1.hours());
        Announced { event, venue: None, text, from, until: at(until) }.check(&programme, now)
    };
    let later = "2023-11-16T09:00:01Z";
    assert_eq!(said("Lunch", later), Ok(()));
    assert_eq!(said("", later), Err(Unsayable::NoWords));
    assert_eq!(said(&"x".repeat(WORDS_BYTES), later), Ok(()));
    assert_eq!(said(&"x".repeat(WORDS_BYTES + 1), later), Err(Unsayable::TooManyWords));
    assert_eq!(said("Lunch", "2023-11-16T09:00:00Z"), Err(Unsayable::Times));
    assert_eq!(said("Lunch", "2023-11-16T07:00:00Z"), Err(Unsayable::Times));
    let mut text = Text::default();
    for lang in ["en", "fr", "nl", "es", "pt", "el", "bg", "ar", "eu"] {
        text.insert(lang.parse().unwrap(), "x".repeat(WORDS_BYTES));
    }
    let of_venue = |venue: &str, text: Text| {
        let (event, venue) = ("day".parse().unwrap(), venue.parse().unwrap());
        TakenOver { event, venue, text }.check(&programme)
    };
    let hall = programme.venues[0].id.to_string();
    assert_eq!(of_venue(&hall, Text::default()), Ok(()));
    assert_eq!(of_venue(&hall, text), Err(Unsayable::TooManyWords));
    let elsewhere = "elsewhere".parse().unwrap();
    assert_eq!(of_venue("elsewhere", Text::default()), Err(Unsayable::NoVenue(elsewhere)));
}

#[test]
fn doors_decide_by_what_was_said_as_if_it_had_been_planned() {
    let (programme, changes) =
        (programme(), saying(&[|slot| slot.late(30), |_| Change::Cancelled]));
    let timetable = Timetable::new(&programme, &changes, &[]);
    let current = timetable.current();
    let id = "opening".parse().unwrap();
    let (planned, now) = (programme.session(&id).unwrap(), current.session(&id).unwrap());
    assert_eq!(now.start, planned.start + 30.minutes());
    assert_eq!(now.status, SessionStatus::Cancelled);
    assert_eq!(Timetable::planned(&programme).current().sessions.len(), programme.sessions.len());
    let again = Timetable::planned(&current);
    assert_eq!(again.slot(&planned.event, &id).unwrap().marks, [Mark::Cancelled]);
}

#[test]
fn instead_of_a_full_session_comes_one_of_its_subject_or_else_its_language_that_has_room() {
    let session = |id: &str, room: &str, start: &str, track: &str, language: &str| {
        json!({"id": id, "event": "day", "room": room, "title": {"en": id}, "track": track,
               "language": language, "start": format!("2023-11-16T{start}:00Z"),
               "end": format!("2023-11-16T{start}:45Z")})
    };
    let mut programme = programme();
    let sessions = [
        session("full", "big", "09:00", "law", "fr"),
        session("same-room", "big", "09:20", "law", "fr"),
        session("too-late", "small", "09:31", "law", "fr"),
        session("language", "small", "09:10", "art", "fr-BE"),
        session("subject", "small", "09:25", "law", "nl"),
        session("neither", "small", "09:00", "art", "nl"),
    ];
    programme.sessions = sessions.map(|it| serde_json::from_value(it).unwrap()).to_vec();
    for session in &mut programme.sessions {
        session.end = session.start + 45.minutes();
    }
    let mut taken: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    loop {
        let timetable = Timetable::planned(&programme);
        let full = timetable.slots().iter().find(|it| it.session.id.as_str() == "full").unwrap();
        let is_full =
            |slot: &parvis_domain::programme::Slot<'_>| taken.contains(&slot.session.id.as_str());
        let Some(next) = similar(&timetable, full, is_full) else { break };
        let next = next.session.id.as_str().to_owned();
        found.push(next.clone());
        taken.push(Box::leak(next.into_boxed_str()));
    }
    assert_eq!(found, ["subject", "language", "neither"]);
}
