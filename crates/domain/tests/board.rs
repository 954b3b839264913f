//! The lobby board through a day, a night and the end of a programme.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{at, programme};
use parvis_domain::board::{Lobby, Phase, lobby};
use parvis_domain::programme::{SessionStatus, Timetable};

fn at_hall<'t>(timetable: &'t Timetable<'t>, now: &str) -> Lobby<'t> {
    lobby(timetable, &"hall".parse().unwrap(), at(now)).unwrap()
}

/// Each room with what is on and what is next: `big: opening → night`.
fn rooms(lobby: &Lobby<'_>) -> Vec<String> {
    let line = |line: &parvis_domain::board::RoomLine<'_>| {
        let now: Vec<_> = line.now.iter().map(|slot| slot.session.id.as_str()).collect();
        let next = line.next.map_or("", |slot| slot.session.id.as_str());
        format!("{}: {} → {next}", line.room.id, now.join("+"))
    };
    lobby.rooms.iter().map(line).collect()
}

#[test]
fn a_day_from_before_its_first_session_until_after_midnight() {
    let programme = programme();
    let timetable = Timetable::planned(&programme);
    let early = at_hall(&timetable, "2023-11-16T08:50:00+01:00");
    assert_eq!(early.phase, Phase::Before(at("2023-11-16T09:00:00Z")));
    assert_eq!(rooms(&early), ["big:  → opening", "small:  → repair"]);
    assert_eq!(early.changes, Some(at("2023-11-16T09:00:00Z")));

    let morning = at_hall(&timetable, "2023-11-16T09:30:00Z");
    assert_eq!(morning.phase, Phase::Running);
    assert_eq!(rooms(&morning), ["big: opening → night", "small:  → repair"]);

    let night = at_hall(&timetable, "2023-11-17T00:10:00Z");
    assert_eq!(night.phase, Phase::Running);
    assert_eq!(rooms(&night), ["big: night → "]);

    let over = at_hall(&timetable, "2023-11-17T00:30:00Z");
    assert_eq!((over.phase, over.rooms.len()), (Phase::Over, 0));
    // The event has another day, without a session: the board says so until it ends.
    assert_eq!(over.changes, Some(at("2023-11-17T03:00:00Z")));
    assert_eq!(at_hall(&timetable, "2023-11-18T03:00:00Z").changes, None);
}

#[test]
fn the_day_before_says_when_it_begins() {
    let programme = programme();
    let timetable = Timetable::planned(&programme);
    let eve = at_hall(&timetable, "2023-11-15T18:00:00+01:00");
    assert_eq!(eve.phase, Phase::DayOver { next: at("2023-11-16T09:00:00Z") });
    assert!(eve.events.is_empty());
}

#[test]
fn a_cancelled_session_stays_on_the_board_but_does_not_open_the_day() {
    let mut programme = programme();
    programme.sessions[0].status = SessionStatus::Cancelled;
    let timetable = Timetable::planned(&programme);
    let morning = at_hall(&timetable, "2023-11-16T09:30:00Z");
    assert_eq!(rooms(&morning)[0], "big: opening → night");
    assert_eq!(morning.phase, Phase::Before(at("2023-11-16T10:00:00Z")));
}

#[test]
fn two_sessions_in_one_room_are_both_shown() {
    let mut programme = programme();
    programme.sessions[1].room = programme.sessions[0].room.clone();
    programme.sessions[1].start = programme.sessions[0].start;
    let timetable = Timetable::planned(&programme);
    let morning = at_hall(&timetable, "2023-11-16T09:30:00Z");
    assert_eq!(rooms(&morning)[0], "big: opening+repair → night");
}

#[test]
fn no_programme_is_said_and_an_unknown_venue_is_none() {
    let mut programme = programme();
    programme.sessions.clear();
    let timetable = Timetable::planned(&programme);
    assert_eq!(at_hall(&timetable, "2023-11-16T09:30:00Z").phase, Phase::Empty);
    assert_eq!(lobby(&timetable, &"nowhere".parse().unwrap(), hall::morning()), None);
}
