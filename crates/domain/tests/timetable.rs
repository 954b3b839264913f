//! What is said of sessions on the day, laid over the programme.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{Device, at, morning, programme, said};
use jiff::ToSpan;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::programme::change::{Added, Change, Changes, Field, SessionChanged, Times};
use parvis_domain::programme::{Mark, Programme, Slot, Timetable};
use parvis_domain::series::Sealed;
use parvis_domain::text::Text;
use proptest::prelude::*;
use serde_json::json;

fn nine() -> jiff::Timestamp {
    at("2023-11-16T09:00:00Z")
}

fn late(minutes: u32) -> Change {
    Change::Late { minutes, from: nine() }
}

fn moved_to(room: &str) -> Change {
    Change::Moved { room: Some(room.parse().unwrap()), time: None }
}

fn moved_until(start: &str, end: &str) -> Change {
    Change::Moved { room: None, time: Some(Times { start: at(start), end: at(end) }) }
}

fn added() -> Change {
    Change::Added(Box::new(Added {
        title: Text::only("en".parse().unwrap(), "One more"),
        room: Some("small".parse().unwrap()),
        start: at("2023-11-16T15:00:00Z"),
        end: at("2023-11-16T16:00:00Z"),
        language: None,
        track: None,
        speakers: vec![],
        mode: Default::default(),
        capacity: None,
    }))
}

/// What a device said, one word a minute.
fn records(words: Vec<(&str, Change)>) -> Vec<Record> {
    let mut device = Device::new(1);
    let words = words.into_iter().zip(0_i64..);
    words
        .map(|((id, change), n)| device.record(morning() + n.minutes(), said(id, change)))
        .collect()
}

fn changes(words: Vec<(&str, Change)>) -> Changes {
    Changes::fold(&records(words))
}

fn slot<'a>(timetable: &'a Timetable<'a>, id: &str) -> &'a Slot<'a> {
    timetable.slots().iter().find(|slot| slot.session.id.as_str() == id).unwrap()
}

#[track_caller]
fn assert_slot(
    programme: &Programme,
    words: Vec<(&str, Change)>,
    (room, start, end): (&str, &str, &str),
    marks: &[Mark],
) {
    let changes = changes(words);
    let timetable = Timetable::new(programme, &changes, &[]);
    let slot = slot(&timetable, "opening");
    assert_eq!(slot.room.unwrap().as_str(), room);
    assert_eq!((slot.start, slot.end), (at(start), at(end)));
    assert_eq!(slot.marks, marks);
    let session = slot.session;
    let times = Times { start: session.start, end: session.end };
    let other_times = (slot.start, slot.end) != (times.start, times.end);
    assert_eq!(slot.old_times, other_times.then_some(times), "what is struck through");
    assert_eq!(slot.old_room, session.room.as_ref().filter(|old| old.as_str() != room));
}

const AS_PLANNED: (&str, &str, &str) = ("big", "2023-11-16T09:00:00Z", "2023-11-16T10:00:00Z");

#[test]
fn a_late_session_begins_and_ends_later() {
    let quarter_past = ("big", "2023-11-16T09:15:00Z", "2023-11-16T10:15:00Z");
    let words = vec![("opening", late(10)), ("opening", late(15))];
    assert_slot(&programme(), words, quarter_past, &[Mark::Late { minutes: 15 }]);
}

#[test]
fn a_programme_that_takes_a_delay_up_adds_nothing_to_it() {
    let mut taken_up = programme();
    taken_up.sessions[0].start = at("2023-11-16T09:15:00Z");
    taken_up.sessions[0].end = at("2023-11-16T10:15:00Z");
    let same = ("big", "2023-11-16T09:15:00Z", "2023-11-16T10:15:00Z");
    assert_slot(&taken_up, vec![("opening", late(15))], same, &[]);
    // One that takes up a part of it leaves the rest.
    taken_up.sessions[0].start = at("2023-11-16T09:05:00Z");
    taken_up.sessions[0].end = at("2023-11-16T10:05:00Z");
    assert_slot(&taken_up, vec![("opening", late(15))], same, &[Mark::Late { minutes: 10 }]);
    // The delay of the morning says nothing of an afternoon.
    taken_up.sessions[0].start = at("2023-11-16T14:00:00Z");
    taken_up.sessions[0].end = at("2023-11-16T15:00:00Z");
    let afternoon = ("big", "2023-11-16T14:00:00Z", "2023-11-16T15:00:00Z");
    assert_slot(&taken_up, vec![("opening", late(15))], afternoon, &[]);
}

#[test]
fn a_moved_session_has_its_old_room_and_times_to_be_struck_through() {
    let noon = moved_until("2023-11-16T12:00:00Z", "2023-11-16T12:45:00Z");
    let words = vec![("opening", moved_to("small")), ("opening", noon.clone())];
    let there = ("small", "2023-11-16T12:00:00Z", "2023-11-16T12:45:00Z");
    assert_slot(&programme(), words, there, &[Mark::Moved]);
    // A new time ends the delay of the old one, and can be late in its turn.
    let here = ("big", "2023-11-16T12:00:00Z", "2023-11-16T12:45:00Z");
    assert_slot(
        &programme(),
        vec![("opening", late(20)), ("opening", noon.clone())],
        here,
        &[Mark::Moved],
    );
    let again = Change::Late { minutes: 5, from: at("2023-11-16T12:00:00Z") };
    let later = ("big", "2023-11-16T12:05:00Z", "2023-11-16T12:50:00Z");
    assert_slot(
        &programme(),
        vec![("opening", noon), ("opening", again)],
        later,
        &[Mark::Moved, Mark::Late { minutes: 5 }],
    );
}

#[test]
fn each_field_is_withdrawn_by_itself() {
    let words = |of| {
        let as_planned = Change::AsPlanned { of };
        let full = [late(10), moved_to("small"), Change::Full, Change::Cancelled, as_planned];
        full.map(|change| ("opening", change)).to_vec()
    };
    let ten_past = ("small", "2023-11-16T09:10:00Z", "2023-11-16T10:10:00Z");
    let all = [Mark::Cancelled, Mark::Moved, Mark::Late { minutes: 10 }, Mark::Full];
    assert_slot(&programme(), words(vec![]), ten_past, &all);
    assert_slot(&programme(), words(vec![Field::Status]), ten_past, &all[1..]);
    let on_time = ("small", AS_PLANNED.1, AS_PLANNED.2);
    let marks = [Mark::Moved, Mark::Full];
    assert_slot(&programme(), words(vec![Field::Status, Field::Delay]), on_time, &marks);
    let Change::AsPlanned { of } = Change::all_as_planned() else { panic!() };
    assert_slot(&programme(), words(of), AS_PLANNED, &[]);
}

#[test]
fn an_added_session_is_there_until_it_is_withdrawn_or_in_the_programme() {
    let of = |words, programme: &Programme| {
        let changes = changes(words);
        let timetable = Timetable::new(programme, &changes, &[]);
        let found = timetable.slots().iter().find(|slot| slot.session.id.as_str() == "more");
        found.map(|slot| (slot.start, slot.marks.clone()))
    };
    let (three, programme) = (at("2023-11-16T15:00:00Z"), programme());
    let added = vec![("more", added())];
    assert_eq!(of(added.clone(), &programme), Some((three, vec![Mark::Added])));
    let cancelled = [added.clone(), vec![("more", Change::Cancelled)]].concat();
    assert_eq!(of(cancelled, &programme), Some((three, vec![Mark::Cancelled, Mark::Added])));
    let kept = [added.clone(), vec![("more", Change::all_as_planned())]].concat();
    assert_eq!(of(kept, &programme), Some((three, vec![Mark::Added])));
    let mistake = Change::AsPlanned { of: vec![Field::Added] };
    assert_eq!(of([added.clone(), vec![("more", mistake)]].concat(), &programme), None);

    let mut with_it = programme.clone();
    with_it.sessions[2].id = "more".parse().unwrap();
    assert_eq!(of(added, &with_it), Some((with_it.sessions[2].start, vec![])));
}

#[test]
fn what_cannot_be_is_passed_over() {
    let backwards = moved_until("2023-11-16T12:00:00Z", "2023-11-16T12:00:00Z");
    assert_slot(&programme(), vec![("opening", backwards)], AS_PLANNED, &[]);
    let never = Change::Late { minutes: u32::MAX, from: jiff::Timestamp::MAX };
    assert_slot(&programme(), vec![("opening", never)], AS_PLANNED, &[]);
    assert_slot(&programme(), vec![("opening", Change::Unknown)], AS_PLANNED, &[]);
    // Said by another event.
    let change = SessionChanged {
        event: "paris".parse().unwrap(),
        session: "opening".parse().unwrap(),
        change: Change::Cancelled,
    };
    let record = Device::new(1).record(morning(), Fact::SessionChanged(change));
    let (programme, changes) = (programme(), Changes::fold([&record]));
    assert!(Timetable::new(&programme, &changes, &[]) == Timetable::planned(&programme));
}

#[test]
fn a_vanished_session_is_shown_as_cancelled() {
    let mut programme = programme();
    let gone = [programme.sessions.remove(0)];
    let changes = changes(vec![("opening", late(10))]);
    let timetable = Timetable::new(&programme, &changes, &gone);
    let marks = [Mark::Cancelled, Mark::Late { minutes: 10 }];
    assert_eq!(slot(&timetable, "opening").marks, marks);
    programme.sessions.push(gone[0].clone());
    let back = Timetable::new(&programme, &changes, &gone);
    assert_eq!(back.slots().len(), programme.sessions.len());
    assert_eq!(slot(&back, "opening").marks, marks[1..]);
}

/// Each word as it is written, and read again.
#[test]
fn words_are_written_like_this() {
    let time = json!({"start": "2023-11-16T15:00:00Z", "end": "2023-11-16T16:00:00Z"});
    let words = [
        (late(10), json!({"what": "late", "minutes": 10, "from": "2023-11-16T09:00:00Z"})),
        (moved_to("small"), json!({"what": "moved", "room": "small"})),
        (
            moved_until("2023-11-16T15:00:00Z", "2023-11-16T16:00:00Z"),
            json!({"what": "moved", "time": time}),
        ),
        (Change::Full, json!({"what": "full"})),
        (Change::Cancelled, json!({"what": "cancelled"})),
        (
            added(),
            json!({"what": "added", "title": {"en": "One more"}, "room": "small", "mode": "on_site",
                "start": "2023-11-16T15:00:00Z", "end": "2023-11-16T16:00:00Z"}),
        ),
        (
            Change::AsPlanned { of: vec![Field::Delay, Field::Room] },
            json!({"what": "as_planned", "of": ["delay", "room"]}),
        ),
    ];
    for (change, json) in words {
        let fact = said("opening", change);
        let expected = json!({
            "kind": "session_changed", "event": "day", "session": "opening", "change": json,
        });
        assert_eq!(serde_json::to_value(&fact).unwrap(), expected);
        assert_eq!(serde_json::from_value::<Fact>(expected).unwrap(), fact);
    }
}

#[test]
fn what_a_newer_version_says_keeps_its_bytes_and_changes_nothing() {
    let record = &records(vec![("opening", Change::Full)])[0];
    let text = serde_json::to_string(record).unwrap();
    for (newer, expected) in [
        (r#"{"what":"dreamt","of":3}"#, Change::Unknown),
        (r#"{"what":"full","since":3}"#, Change::Full),
        (
            r#"{"what":"as_planned","of":["mood","room"]}"#,
            Change::AsPlanned { of: vec![Field::Unknown, Field::Room] },
        ),
    ] {
        let text = text.replace(r#"{"what":"full"}"#, newer);
        let sealed = Sealed::read(text.clone().into_bytes()).unwrap();
        assert_eq!(sealed.bytes, text.into_bytes());
        assert_eq!(sealed.record.fact, said("opening", expected));
    }
}

fn word() -> impl Strategy<Value = (usize, usize, i64, Change)> {
    let field = prop::sample::select(vec![
        Field::Delay,
        Field::Time,
        Field::Room,
        Field::Seats,
        Field::Status,
        Field::Added,
    ]);
    let change = prop_oneof![
        (1..90_u32).prop_map(late),
        prop::sample::select(vec!["big", "small"]).prop_map(moved_to),
        Just(moved_until("2023-11-16T12:00:00Z", "2023-11-16T13:00:00Z")),
        Just(Change::Full),
        Just(Change::Cancelled),
        Just(added()),
        prop::collection::vec(field, 0..4).prop_map(|of| Change::AsPlanned { of }),
        Just(Change::Unknown),
    ];
    (0..3_usize, 0..3_usize, -60..60_i64, change)
}

fn play(words: Vec<(usize, usize, i64, Change)>) -> Vec<Record> {
    let mut devices = [1, 2, 3].map(Device::new);
    let ids = ["opening", "repair", "more"];
    let mut record = |(device, id, minutes, change): (usize, usize, i64, Change)| {
        devices[device].record(morning() + minutes.minutes(), said(ids[id], change))
    };
    words.into_iter().map(&mut record).collect()
}

proptest! {
    #[test]
    fn the_same_words_in_any_order_and_any_repetition_say_the_same(
        (words, shuffled) in prop::collection::vec(word(), 0..40).prop_flat_map(|words| {
            let records = play(words);
            let twice = [records.clone(), records.clone()].concat();
            (Just(records), Just(twice).prop_shuffle())
        }),
    ) {
        let (one, other) = (Changes::fold(&words), Changes::fold(&shuffled));
        prop_assert_eq!(&one, &other);
        let programme = programme();
        prop_assert_eq!(
            Timetable::new(&programme, &one, &[]),
            Timetable::new(&programme, &other, &[])
        );
    }

    /// The last word said by somebody who knew of all others holds, whatever the clocks.
    #[test]
    fn a_word_that_is_stamped_after_what_is_known_holds(
        words in prop::collection::vec(word(), 0..20), behind in -300..300_i64,
    ) {
        let mut known = play(words);
        let event = "day".parse().unwrap();
        let mut clock = parvis_domain::clock::HybridClock::after(None);
        let mut last = Device::new(9).record(morning(), said("opening", Change::all_as_planned()));
        let changes = Changes::fold(&known);
        let stamps = changes.stamps(&event, &"opening".parse().unwrap());
        last.stamp = clock.tick_after(stamps, morning() + behind.minutes());
        known.push(last);
        let (programme, changes) = (programme(), Changes::fold(&known));
        let timetable = Timetable::new(&programme, &changes, &[]);
        let opening = slot(&timetable, "opening");
        prop_assert_eq!(&opening.marks, &vec![]);
        prop_assert_eq!((opening.old_room, opening.old_times), (None, None));
    }

    /// An import that leaves the fields alone of which something was said changes none of it.
    #[test]
    fn a_programme_import_does_not_undo_what_was_said(
        words in prop::collection::vec(word(), 0..40), title in "[a-z]{1,20}",
    ) {
        let changes = Changes::fold(&play(words));
        let (before, mut after) = (programme(), programme());
        for session in &mut after.sessions {
            session.title = Text::only("en".parse().unwrap(), title.clone());
        }
        let (before, after) =
            (Timetable::new(&before, &changes, &[]), Timetable::new(&after, &changes, &[]));
        for (before, after) in before.slots().iter().zip(after.slots()) {
            let expected = Slot { session: after.session, ..before.clone() };
            prop_assert_eq!(after, &expected);
        }
        prop_assert_eq!(before.slots().len(), after.slots().len());
    }
}

#[test]
fn what_is_said_last_of_all_its_fields_holds() {
    let (day, opening) = ("day".parse().unwrap(), "opening".parse().unwrap());
    let holds =
        |words: Vec<(&str, Change)>, change: &Change| changes(words).holds(&day, &opening, change);
    assert!(holds(vec![], &Change::all_as_planned()), "nobody said anything");
    assert!(!holds(vec![], &Change::Full));
    assert!(holds(vec![("opening", late(10))], &late(10)));
    assert!(!holds(vec![("opening", late(10)), ("opening", late(15))], &late(10)));
    assert!(!holds(vec![("closing", late(10))], &late(10)));
    let moved = moved_until("2023-11-16T11:00:00Z", "2023-11-16T12:00:00Z");
    let words = vec![("opening", moved.clone()), ("opening", moved_to("small"))];
    assert!(holds(words.clone(), &moved) && holds(words.clone(), &moved_to("small")));
    let words = [words, vec![("opening", late(10))]].concat();
    assert!(!holds(words.clone(), &moved), "the delay is a later word about its start");
    assert!(!holds(words, &Change::all_as_planned()));
    let words = vec![("opening", Change::Full), ("opening", Change::all_as_planned())];
    assert!(holds(words, &Change::AsPlanned { of: vec![Field::Seats, Field::Room] }));
}
