//! What the screens of a week show through a day on which much is different from the plan.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{Device, at, programme, said};
use jiff::{SignedDuration, Timestamp, ToSpan};
use parvis_domain::board::{Phase, RoomLine, door, lobby, online, week};
use parvis_domain::programme::change::{Change, Changes, Times};
use parvis_domain::programme::{LinkKind, Mark, Mode, Programme, Session, Slot, Timetable};
use proptest::prelude::*;
use serde_json::json;

fn changes(words: &[(&str, Change)]) -> Changes {
    let mut device = Device::new(1);
    let record =
        |(id, change): &(&str, Change)| device.record(hall::morning(), said(id, change.clone()));
    Changes::fold(&words.iter().map(record).collect::<Vec<_>>())
}

fn to_room(room: &str) -> Change {
    Change::Moved { room: Some(room.parse().unwrap()), time: None }
}

fn to_time(start: &str, end: &str) -> Change {
    Change::Moved { room: None, time: Some(Times { start: at(start), end: at(end) }) }
}

fn ids<'s>(slots: impl IntoIterator<Item = &'s &'s Slot<'s>>) -> Vec<&'s str> {
    slots.into_iter().map(|slot| slot.session.id.as_str()).collect()
}

/// `big: now | next, later | away`, each by its ids.
fn said_of(line: &RoomLine<'_>) -> String {
    let coming: Vec<_> = line.next.into_iter().chain(line.later.iter().copied()).collect();
    let parts = [&line.now, &coming, &line.away].map(|slots| ids(slots).join(" "));
    format!("{}: {}", line.room.id, parts.join(" | "))
}

#[track_caller]
fn assert_lobby(programme: &Programme, changes: &Changes, now: &str, expected: &[&str]) {
    let timetable = Timetable::new(programme, changes, &[]);
    let lobby = lobby(&timetable, &"hall".parse().unwrap(), at(now)).unwrap();
    assert_eq!(lobby.rooms.iter().map(said_of).collect::<Vec<_>>(), expected, "at {now}");
}

#[test]
fn a_lobby_says_now_next_and_later() {
    let (programme, none) = (programme(), Changes::default());
    let early = ["big:  | opening night | ", "small:  | repair repair-2 | "];
    assert_lobby(&programme, &none, "2023-11-16T08:00:00Z", &early);
    let eleven = ["big:  | night | ", "small: repair | repair-2 | "];
    assert_lobby(&programme, &none, "2023-11-16T10:00:00Z", &eleven);
}

#[test]
fn the_room_that_was_left_points_to_the_new_one_until_both_are_over() {
    let programme = programme();
    let moved = changes(&[("repair", to_room("big"))]);
    let before = ["big: opening | repair night | ", "small:  | repair-2 | repair"];
    assert_lobby(&programme, &moved, "2023-11-16T09:30:00Z", &before);
    let during = ["big: repair | night | ", "small:  | repair-2 | repair"];
    assert_lobby(&programme, &moved, "2023-11-16T10:30:00Z", &during);
    let after = ["big:  | night | ", "small:  | repair-2 | "];
    assert_lobby(&programme, &moved, "2023-11-16T11:00:00Z", &after);
    // Moved to an earlier hour too: whoever comes at the old one still reads of it.
    let time = Some(Times { start: at("2023-11-16T08:00:00Z"), end: at("2023-11-16T09:00:00Z") });
    let earlier = Change::Moved { room: Some("big".parse().unwrap()), time };
    let earlier = changes(&[("repair", earlier)]);
    let missed = ["big:  | night | ", "small:  | repair-2 | repair"];
    assert_lobby(&programme, &earlier, "2023-11-16T10:30:00Z", &missed);
}

#[test]
fn a_room_that_everything_left_keeps_its_line_and_so_does_a_day() {
    let programme = programme();
    let to_big = changes(&[("repair", to_room("big")), ("repair-2", to_room("big"))]);
    let early = ["big:  | opening repair repair-2 night | ", "small:  |  | repair repair-2"];
    assert_lobby(&programme, &to_big, "2023-11-16T08:00:00Z", &early);
    let next_day = to_time("2023-11-17T10:00:00Z", "2023-11-17T11:00:00Z");
    let postponed = changes(&[("repair", next_day)]);
    let today = ["big: opening | night | ", "small:  | repair-2 | repair"];
    assert_lobby(&programme, &postponed, "2023-11-16T09:30:00Z", &today);
    assert_lobby(&programme, &postponed, "2023-11-17T09:30:00Z", &["small:  | repair | "]);
}

#[test]
fn a_late_session_is_on_when_it_is_and_a_cancelled_one_until_it_would_have_ended() {
    let programme = programme();
    let late = Change::Late { minutes: 20, from: at("2023-11-16T09:00:00Z") };
    let late = changes(&[("opening", late)]);
    let small = "small:  | repair repair-2 | ";
    assert_lobby(&programme, &late, "2023-11-16T09:10:00Z", &["big:  | opening night | ", small]);
    let small = "small: repair | repair-2 | ";
    assert_lobby(&programme, &late, "2023-11-16T10:10:00Z", &["big: opening | night | ", small]);
    let cancelled = changes(&[("opening", Change::Cancelled), ("night", Change::Cancelled)]);
    let timetable = Timetable::new(&programme, &cancelled, &[]);
    let at_hall = |now| lobby(&timetable, &"hall".parse().unwrap(), at(now)).unwrap();
    let nine = at_hall("2023-11-16T09:30:00Z");
    assert_eq!(nine.rooms[0].now[0].marks, [Mark::Cancelled]);
    assert_eq!(nine.phase, Phase::Before(at("2023-11-16T10:00:00Z")));
    assert_eq!(at_hall("2023-11-16T23:00:00Z").phase, Phase::Over);
}

#[test]
fn a_door_counts_the_minutes_that_are_left() {
    let mut programme = programme();
    programme.venues[0].rooms[0].capacity = Some(80);
    programme.sessions[0].capacity = Some(30);
    let timetable = Timetable::planned(&programme);
    let at_big = |now| door(&timetable, &"big".parse().unwrap(), at(now)).unwrap();
    let nine = at_big("2023-11-16T09:00:00Z");
    assert_eq!((nine.minutes_left, nine.capacity), (Some(60), Some(30)));
    assert_eq!(nine.changes, Some(at("2023-11-16T09:01:00Z")));
    let almost = at_big("2023-11-16T09:59:59.5Z");
    assert_eq!((almost.minutes_left, almost.phase), (Some(1), Phase::Running));
    let noon = at_big("2023-11-16T12:00:00Z");
    assert_eq!((noon.minutes_left, noon.capacity), (None, Some(80)));
    assert_eq!(ids(&noon.line.next), ["night"]);
    // Its evening goes on after midnight, and then all is over.
    assert_eq!(at_big("2023-11-17T00:10:00Z").minutes_left, Some(20));
    assert_eq!(at_big("2023-11-17T00:30:00Z").phase, Phase::Over);
    assert!(door(&timetable, &"cellar".parse().unwrap(), at("2023-11-16T12:00:00Z")).is_none());
}

#[test]
fn two_sessions_in_one_room_are_both_on_its_door() {
    let mut programme = programme();
    programme.sessions[1].room = Some("big".parse().unwrap());
    programme.sessions[1].start = at("2023-11-16T09:30:00Z");
    let timetable = Timetable::planned(&programme);
    let door = door(&timetable, &"big".parse().unwrap(), at("2023-11-16T09:40:00Z")).unwrap();
    assert_eq!((ids(&door.line.now), door.minutes_left), (vec!["opening", "repair"], Some(20)));
}

#[test]
fn a_session_through_two_days_is_on_in_between() {
    let mut programme = programme();
    programme.sessions[3].end = at("2023-11-17T09:00:00Z");
    let none = Changes::default();
    // Six in Brussels: the day has begun, the night has not ended.
    assert_lobby(&programme, &none, "2023-11-17T05:00:00Z", &["big: night |  | "]);
}

/// Brussels, the night of 28 to 29 October 2023: the hour from two to three comes twice.
#[test]
fn the_night_the_clocks_change_goes_by_instants() {
    let mut programme = programme();
    programme.events[0].first_day = "2023-10-28".parse().unwrap();
    programme.events[0].last_day = "2023-10-29".parse().unwrap();
    let night = programme.sessions[3].clone();
    let of = |id: &str, start, end| Session {
        id: id.parse().unwrap(),
        start: at(start),
        end: at(end),
        ..night.clone()
    };
    programme.sessions = vec![
        of("first", "2023-10-29T02:00:00+02:00", "2023-10-29T02:30:00+02:00"),
        of("second", "2023-10-29T02:00:00+01:00", "2023-10-29T02:30:00+01:00"),
        of("morning", "2023-10-29T09:00:00+01:00", "2023-10-29T10:00:00+01:00"),
    ];
    let none = Changes::default();
    let now = |now, expected: &str| assert_lobby(&programme, &none, now, &[expected]);
    now("2023-10-29T02:10:00+02:00", "big: first | second | ");
    now("2023-10-29T02:45:00+02:00", "big:  | second | ");
    now("2023-10-29T02:10:00+01:00", "big: second |  | ");
    let timetable = Timetable::planned(&programme);
    let lobby = |now| lobby(&timetable, &"hall".parse().unwrap(), at(now)).unwrap();
    let next = at("2023-10-29T09:00:00+01:00");
    assert_eq!(lobby("2023-10-29T02:30:00+01:00").phase, Phase::DayOver { next });
    // The day begins at four of the new time, five hours after midnight of the old.
    let four = at("2023-10-29T04:00:00+01:00");
    assert_eq!(lobby("2023-10-29T03:10:00+01:00").changes, Some(four));
    assert_eq!(lobby("2023-10-29T04:00:00+01:00").phase, Phase::Before(next));
    let door = door(&timetable, &"big".parse().unwrap(), at("2023-10-29T02:10:00+01:00")).unwrap();
    assert_eq!(door.minutes_left, Some(20));
}

#[test]
fn a_week_has_every_venue_by_its_own_clock() {
    let mut programme = programme();
    programme.venues[1].zone = "Europe/Lisbon".parse().unwrap();
    let timetable = Timetable::planned(&programme);
    let now = at("2023-11-16T09:30:00Z");
    let week = week(&timetable, now);
    let clocks: Vec<_> = week.places.iter().map(|place| place.clock(now).to_string()).collect();
    assert_eq!(clocks, ["2023-11-16T10:30:00", "2023-11-16T09:30:00"]);
    assert_eq!((week.places[0].phase, week.places[1].phase), (Phase::Running, Phase::Empty));
    assert_eq!(ids(&week.places[0].now), ["opening"]);
    assert_eq!(ids(&week.places[0].next), ["repair"]);
    assert_eq!(week.changes, Some(at("2023-11-16T10:00:00Z")));
    assert_eq!(week.places[1].events[0].id.as_str(), "paris");
}

#[test]
fn the_online_board_has_what_is_streamed_and_where() {
    let mut programme = programme();
    let link = |url: &str| {
        serde_json::from_value::<parvis_domain::programme::Link>(
            json!({"kind": "stream", "url": url}),
        )
        .unwrap()
    };
    programme.events[0].links = vec![link("https://example.org/day")];
    programme.sessions[0].mode = Mode::Both;
    programme.sessions[2].links = vec![link("https://example.org/repair-2")];
    programme.sessions[2].room = None;
    let timetable = Timetable::planned(&programme);
    let nine = online(&timetable, at("2023-11-16T09:30:00Z"));
    let urls = |of: &[parvis_domain::board::Streamed<'_>]| -> Vec<_> {
        of.iter().map(|it| it.link.map(|link| link.url.clone()).unwrap()).collect()
    };
    assert_eq!(urls(&nine.now), ["https://example.org/day"]);
    assert_eq!(urls(&nine.next), ["https://example.org/repair-2"]);
    assert!(nine.now[0].link.unwrap().kind == LinkKind::Stream);
    assert_eq!(nine.phase, Phase::Running);
    let over = online(&timetable, at("2023-11-16T14:00:00Z"));
    assert_eq!((over.phase, over.now.len(), over.next.len()), (Phase::Over, 0, 0));
    let eve = online(&timetable, at("2023-11-15T12:00:00Z"));
    assert_eq!(eve.phase, Phase::DayOver { next: at("2023-11-16T09:00:00Z") });
    programme.sessions.clear();
    let empty = Timetable::planned(&programme);
    assert_eq!(online(&empty, at("2023-11-16T09:30:00Z")).phase, Phase::Empty);
}

/// What can be said of a session of the day.
fn change() -> impl Strategy<Value = (&'static str, Change)> {
    let id = prop::sample::select(vec!["opening", "repair", "repair-2", "night"]);
    let room = prop::option::of(prop::sample::select(vec!["big", "small", "grande"]));
    let time = prop::option::of((0..3_000_i64, 1..300_i64));
    let moved = (room, time).prop_map(|(room, time)| Change::Moved {
        room: room.map(|room| room.parse().unwrap()),
        time: time.map(|(start, lasts)| Times {
            start: noon() + start.minutes(),
            end: noon() + (start + lasts).minutes(),
        }),
    });
    let late =
        (1..200_u32).prop_map(|minutes| Change::Late { minutes, from: at("2023-11-16T10:00:00Z") });
    (id, prop_oneof![3 => moved, 2 => late, 1 => Just(Change::Cancelled), 1 => Just(Change::Full)])
}

/// Of the day before.
fn noon() -> Timestamp {
    at("2023-11-15T12:00:00Z")
}

fn streamed() -> Programme {
    let mut programme = programme();
    programme.sessions.iter_mut().step_by(2).for_each(|session| session.mode = Mode::Both);
    programme
}

proptest! {
    /// A screen that is drawn only when `changes` comes never misses anything.
    #[test]
    fn nothing_changes_before_the_next_change(
        words in prop::collection::vec(change(), 0..6), start in 0_i64..3_600, step in 1_i64..900,
        day_starts in prop::sample::select(vec![0_i8, 4, 7]),
    ) {
        let (mut programme, changes) = (streamed(), changes(&words));
        programme.events[0].day_starts = jiff::civil::time(day_starts, 0, 0, 0);
        let timetable = Timetable::new(&programme, &changes, &[]);
        let now = noon() + SignedDuration::from_mins(start);
        let later = now + SignedDuration::from_mins(step);
        let early = |changes: Option<Timestamp>| changes.is_none_or(|changes| later < changes);
        let (hall, big) = ("hall".parse().unwrap(), "big".parse().unwrap());

        let before = lobby(&timetable, &hall, now).unwrap();
        if early(before.changes) {
            prop_assert_eq!(lobby(&timetable, &hall, later).unwrap(), before);
        }
        let before = door(&timetable, &big, now).unwrap();
        if early(before.changes) {
            prop_assert_eq!(door(&timetable, &big, later).unwrap(), before);
        }
        let before = online(&timetable, now);
        if early(before.changes) {
            prop_assert_eq!(online(&timetable, later), before);
        }
        let before = week(&timetable, now);
        if early(before.changes) {
            prop_assert_eq!(week(&timetable, later), before);
        }
    }

    /// Whoever comes to a room for a session finds it on the board: there, or the way to it.
    #[test]
    fn every_planned_session_is_found_at_its_old_room(
        words in prop::collection::vec(change(), 0..6), minutes in 0_i64..3_600,
    ) {
        let (programme, changes) = (programme(), changes(&words));
        let timetable = Timetable::new(&programme, &changes, &[]);
        let now = noon() + minutes.minutes();
        for session in programme.sessions.iter().filter(|session| session.is_on(now)) {
            let line = door(&timetable, session.room.as_ref().unwrap(), now).unwrap().line;
            let slot = timetable.slots().iter().find(|slot| slot.session.id == session.id).unwrap();
            let shown = line.now.iter().chain(&line.next).chain(&line.later).chain(&line.away);
            // One that was moved within its day to an earlier hour of the same room was there.
            let was_there = slot.old_room.is_none() && slot.end <= now;
            prop_assert!(was_there || ids(shown).contains(&session.id.as_str()));
        }
    }

    #[test]
    fn every_session_of_the_day_that_is_not_over_stands_once_in_its_room(
        words in prop::collection::vec(change(), 0..6), minutes in 0_i64..3_600,
    ) {
        let (programme, changes) = (programme(), changes(&words));
        let timetable = Timetable::new(&programme, &changes, &[]);
        let now = noon() + minutes.minutes();
        let lobby = lobby(&timetable, &"hall".parse().unwrap(), now).unwrap();
        let event = programme.event(&"day".parse().unwrap()).unwrap();
        let today = programme.event_day(event, now);
        for slot in timetable.slots() {
            let lines = lobby.rooms.iter().filter(|line| Some(&line.room.id) == slot.room);
            let in_room =
                lines.flat_map(|line| line.now.iter().chain(&line.next).chain(&line.later));
            let count = in_room.filter(|other| **other == slot).count();
            let here = slot.room.is_some_and(|room| room.as_str() != "grande");
            let is_today = programme.event_day(event, slot.start) == today;
            let expected = here && slot.end > now && (is_today || slot.is_on(now));
            prop_assert_eq!(count, usize::from(expected));
        }
    }
}
