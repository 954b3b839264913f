//! What visitors find in the programme, and what they are offered to look for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use std::time::{Duration, Instant};

use hall::{Device, at, said};
use jiff::{SignedDuration, Timestamp};
use parvis_domain::board::{
    InPlace, Listing, OnDay, Phase, Remedy, Script, Wish, Words, listing, next_change, page_of,
};
use parvis_domain::programme::change::{Change, Changes};
use parvis_domain::programme::{Mark, Programme, Timetable};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOON: &str = "2023-11-16T11:00:00Z";

/// The hall of the other tests with what can be looked for in it.
fn programme() -> Programme {
    let mut value = serde_json::to_value(hall::programme()).unwrap();
    value["tracks"] = json!([
        {"id": "commons", "name": {"fr": "Communs", "en": "Commons"}},
        {"id": "policy", "name": {"en": "Policy"}}]);
    value["speakers"] = json!([
        {"id": "eleni", "name": "Ελένη Πουθενά", "organisation": "Ίδρυμα"},
        {"id": "ivan", "name": "Иван Никъдеев"},
        {"id": "zoe", "name": "Zoë O’Nowhere", "organisation": "Åland Œuvre"}]);
    let opening = session(&mut value, "opening");
    opening["title"] = json!({"en": "Opening", "fr": "Cérémonie d’ouverture"});
    opening["speakers"] = json!(["zoe"]);
    opening["language"] = json!("fr-be");
    opening["track"] = json!("policy");
    let repair = session(&mut value, "repair");
    repair["title"] = json!({"en": "Repair", "fr": "Réparer", "el": "Επισκευές"});
    repair["speakers"] = json!(["eleni", "ivan"]);
    repair["track"] = json!("commons");
    repair["language"] = json!("fr");
    let again = session(&mut value, "repair-2");
    again["summary"] = json!({"en": "What the opening left over, in Большой words"});
    again["language"] = json!("en");
    let more = json!([
        {"id": "tomorrow", "event": "day", "room": "big", "title": {"en": "Morning after"},
         "start": "2023-11-17T08:00:00Z", "end": "2023-11-17T09:00:00Z", "language": "en"},
        {"id": "online", "event": "day", "title": {"en": "From home"}, "mode": "online",
         "start": "2023-11-16T12:00:00Z", "end": "2023-11-16T13:00:00Z"},
        {"id": "paris", "event": "paris", "room": "grande", "title": {"fr": "Ouverture à Paris"},
         "start": "2023-11-08T08:00:00Z", "end": "2023-11-08T09:00:00Z"}]);
    let sessions = value["sessions"].as_array_mut().unwrap();
    sessions.extend(more.as_array().unwrap().iter().cloned());
    serde_json::from_value(value).unwrap()
}

fn session<'v>(programme: &'v mut Value, id: &str) -> &'v mut Value {
    let sessions = programme["sessions"].as_array_mut().unwrap();
    sessions.iter_mut().find(|session| session["id"] == id).unwrap()
}

fn here() -> Wish {
    Wish { place: InPlace::Venue("hall".parse().unwrap()), ..Wish::default() }
}

fn search(words: &str) -> Wish {
    Wish { search: words.into(), ..here() }
}

/// Asks at an instant, and gives what was found by its ids.
fn found(wish: &Wish, now: &str) -> Vec<String> {
    asked(wish, now, |listing| ids(&listing))
}

fn asked<T>(wish: &Wish, now: &str, of: impl FnOnce(Listing<'_>) -> T) -> T {
    let programme = programme();
    let timetable = Timetable::planned(&programme);
    of(listing(&timetable, &Words::of(&programme), wish, at(now)))
}

fn ids(listing: &Listing<'_>) -> Vec<String> {
    listing.found.iter().map(|found| found.slot.session.id.to_string()).collect()
}

#[test]
fn whoever_comes_finds_what_is_of_use_now() {
    let morning = found(&here(), "2023-11-16T07:00:00Z");
    assert_eq!(morning, ["opening", "repair", "online", "repair-2", "night"]);
    let noon = found(&here(), NOON);
    assert_eq!(
        noon,
        ["online", "repair-2", "night", "opening", "repair"],
        "what is over comes last"
    );
    let on = |now: &str| asked(&here(), now, |it| it.day.map(|day| day.to_string()));
    assert_eq!(on("2023-11-10T07:00:00Z").as_deref(), Some("2023-11-16"), "the next day");
    assert_eq!(on("2023-11-17T00:45:00Z").as_deref(), Some("2023-11-17"), "the night is over");
    assert_eq!(on("2023-11-20T07:00:00Z").as_deref(), Some("2023-11-17"), "the last one");
    let phase = |now: &str| asked(&here(), now, |it| it.phase);
    assert_eq!(phase("2023-11-20T07:00:00Z"), Phase::Over);
    let nowhere = Wish { place: InPlace::Venue("attic".parse().unwrap()), ..Wish::default() };
    assert_eq!(asked(&nowhere, NOON, |it| (it.phase, it.found.len())), (Phase::Empty, 0));
}

#[test]
fn each_filter_narrows_and_a_days_evening_goes_on_after_midnight() {
    let day = |day: &str| Wish { day: OnDay::Only(day.parse().unwrap()), ..here() };
    assert_eq!(found(&day("2023-11-17"), NOON), ["tomorrow"], "the night is of the day before");
    let any = Wish { day: OnDay::Any, ..here() };
    assert_eq!(found(&any, NOON).len(), 6);
    assert_eq!(found(&Wish { day: OnDay::Any, ..Wish::default() }, NOON).len(), 7);
    let small = Wish { place: InPlace::Room("small".parse().unwrap()), ..Wish::default() };
    assert_eq!(found(&small, NOON), ["repair-2", "repair"]);
    let commons = Wish { track: Some("commons".parse().unwrap()), ..here() };
    assert_eq!(found(&commons, NOON), ["repair"]);
    let french = Wish { language: Some("fr".parse().unwrap()), ..here() };
    assert_eq!(found(&french, NOON), ["opening", "repair"], "from Belgium, too");
    let elsewhere = Wish { place: InPlace::Venue("halle".parse().unwrap()), ..Wish::default() };
    asked(&elsewhere, NOON, |it| {
        assert_eq!((ids(&it), it.found[0].zone.name()), (vec!["paris".into()], "Europe/Paris"));
    });
}

#[test]
fn words_are_found_without_accents_case_or_order_in_any_language() {
    for (words, expected) in [
        ("CEREMONIE", vec!["opening"]),
        ("réparer", vec!["repair"]),
        ("zoe onowhere", vec!["opening"]),
        ("oeuvre aland", vec!["opening"]),
        ("ΕΛΕΝΗ", vec!["repair"]),
        ("επισκευεσ", vec!["repair"]),
        ("ιδρυμα", vec!["repair"]),
        ("ИВАН никъдеев", vec!["repair"]),
        ("большои", vec!["repair-2"]),
        ("small again", vec!["repair-2"]),
        ("communs", vec!["repair"]),
        ("repair nobody", vec![]),
        ("  ", vec!["online", "repair-2", "night", "opening", "repair"]),
    ] {
        assert_eq!(found(&search(words), NOON), expected, "{words}");
    }
    let everywhere = Wish { search: "ouverture".into(), ..Wish::default() };
    assert_eq!(found(&everywhere, "2023-11-16T07:00:00Z"), ["opening", "paris"], "over comes last");
}

#[test]
fn a_title_comes_before_a_description_and_what_is_to_come_before_what_is_over() {
    let early = "2023-11-16T07:00:00Z";
    assert_eq!(found(&search("opening"), early), ["opening", "repair-2"]);
    assert_eq!(found(&search("opening"), NOON), ["repair-2", "opening"], "that one is over");
    assert_eq!(asked(&search("opening"), NOON, |it| it.day), None, "any day is meant");
}

#[test]
fn what_was_said_of_the_day_moves_what_is_found() {
    let programme = programme();
    let room = Some("big".parse().unwrap());
    let words = [
        ("repair", Change::Moved { room, time: None }),
        ("online", Change::Late { minutes: 120, from: at("2023-11-16T12:00:00Z") }),
        ("night", Change::Cancelled),
    ];
    let mut device = Device::new(1);
    let record =
        |(id, change): &(&str, Change)| device.record(hall::morning(), said(id, change.clone()));
    let changes = Changes::fold(&words.iter().map(record).collect::<Vec<_>>());
    let timetable = Timetable::new(&programme, &changes, &[]);
    let known = Words::of(&programme);
    let early = at("2023-11-16T07:00:00Z");
    let big = Wish { place: InPlace::Room("big".parse().unwrap()), ..Wish::default() };
    let listed = listing(&timetable, &known, &big, early);
    assert_eq!(ids(&listed), ["opening", "repair", "night"]);
    assert_eq!(listed.found[2].slot.marks, [Mark::Cancelled], "it is shown, as cancelled");
    let listed = listing(&timetable, &known, &here(), early);
    assert_eq!(ids(&listed), ["opening", "repair", "repair-2", "online", "night"]);
    let small = listing(&timetable, &known, &search("small repair"), early);
    assert_eq!(ids(&small), ["repair", "repair-2"], "also by the room that it left");
    assert_eq!(next_change(&timetable, early), Some(at("2023-11-16T09:00:00Z")));
    assert_eq!(next_change(&timetable, at("2023-11-18T09:00:00Z")), None);
}

#[test]
fn a_session_that_was_added_is_found_by_its_words() {
    let mut whole = programme();
    let known = Words::of(&whole);
    let mut added = whole.sessions[0].clone();
    (added.id, added.track) = ("added".parse().unwrap(), None);
    added.title = serde_json::from_value(json!({"nl": "Rondleiding"})).unwrap();
    whole.sessions.push(added);
    let timetable = Timetable::planned(&whole);
    assert_eq!(ids(&listing(&timetable, &known, &search("rondl zoe"), at(NOON))), ["added"]);
}

#[test]
fn a_dead_end_says_what_to_give_up() {
    let wish = Wish {
        track: Some("commons".parse().unwrap()),
        language: Some("en".parse().unwrap()),
        ..here()
    };
    let remedies = |wish: &Wish| asked(wish, NOON, |it| it.remedies);
    assert_eq!(remedies(&wish), [(Remedy::Language, 1), (Remedy::Track, 1)]);
    let room = Wish { place: InPlace::Room("big".parse().unwrap()), ..search("réparer") };
    assert_eq!(remedies(&room), [(Remedy::Search, 2), (Remedy::Room, 1)]);
    let paris = search("paris");
    assert_eq!(remedies(&paris), [(Remedy::Search, 5), (Remedy::Venue, 1)]);
    let day = Wish { day: OnDay::Only("2023-11-17".parse().unwrap()), ..search("repair") };
    assert_eq!(remedies(&day), [(Remedy::Search, 1), (Remedy::Day, 2)]);
    assert_eq!(remedies(&here()), []);
    let unknown = Wish { track: Some("gone".parse().unwrap()), ..here() };
    assert_eq!(remedies(&unknown), [(Remedy::Track, 5)], "it is in the programme no more");
}

#[test]
fn days_are_offered_today_first_and_only_what_leads_to_something() {
    let any = Wish { place: InPlace::Anywhere, ..Wish::default() };
    asked(&any, NOON, |it| {
        let days: Vec<_> = it.choices.days.iter().map(|(day, n)| format!("{day} {n}")).collect();
        assert_eq!(days, ["2023-11-16 5", "2023-11-17 1", "2023-11-08 1"]);
        assert_eq!((it.choices.any_day, it.choices.anywhere), (7, 5));
        let venues: Vec<_> = it.choices.venues.iter().map(|(v, n)| (v.id.as_str(), *n)).collect();
        assert_eq!(venues, [("hall", 5)], "nothing is on in Paris today");
        let languages: Vec<_> =
            it.choices.languages.iter().map(|(l, n)| (l.as_str(), *n)).collect();
        assert_eq!(languages, [("fr", 2), ("en", 1)]);
    });
    let wish = Wish { track: Some("policy".parse().unwrap()), ..here() };
    asked(&wish, NOON, |it| {
        let rooms: Vec<_> =
            it.choices.rooms.iter().map(|(room, n)| (room.id.as_str(), *n)).collect();
        assert_eq!(rooms, [("big", 1)]);
        let tracks: Vec<_> = it.choices.tracks.iter().map(|(t, n)| (t.id.as_str(), *n)).collect();
        assert_eq!(tracks, [("commons", 1), ("policy", 1)]);
    });
    assert_eq!(Words::of(&programme()).scripts(), [Script::Greek, Script::Cyrillic]);
    assert_eq!(Words::of(&hall::programme()).scripts(), []);
}

#[test]
fn a_page_beyond_the_last_is_the_last() {
    assert_eq!(page_of(23, 10, 0), (0..10, 3, 0));
    assert_eq!(page_of(23, 10, 7), (20..23, 3, 2));
    assert_eq!(page_of(0, 0, 3), (0..0, 1, 0));
}

/// Words of a few letters of several alphabets, so that some are found and others are not.
fn some_words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Été", "ete", "Œuf", "oeuf", "ΟΔΟΣ", "οδός", "Ёлка", "елка", "straße", "STRASSE", "l’eau",
        "leau", "x", "",
    ]);
    prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "))
}

#[derive(Debug, Clone)]
struct Made {
    title: String,
    summary: String,
    room: Option<usize>,
    track: Option<usize>,
    language: Option<&'static str>,
    /// Hours after the first midnight, and how many it lasts.
    start: i64,
    hours: i64,
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (
        some_words(),
        some_words(),
        prop::option::of(0..3_usize),
        prop::option::of(0..2_usize),
        prop::option::of(prop::sample::select(vec!["fr", "fr-be", "en", "el"])),
        0..96_i64,
        1..60_i64,
    );
    let one = one.prop_map(|(title, summary, room, track, language, start, hours)| Made {
        title,
        summary,
        room,
        track,
        language,
        start,
        hours,
    });
    prop::collection::vec(one, 0..25)
}

const ROOMS: [&str; 3] = ["big", "small", "grande"];
const TRACKS: [&str; 2] = ["commons", "policy"];

fn of_made(made: &[Made]) -> Programme {
    let mut programme = programme();
    let sample = programme.sessions[0].clone();
    let begin = at("2023-11-15T23:00:00Z");
    let session = |(number, made): (usize, &Made)| {
        let mut session = sample.clone();
        session.id = format!("s{number}").parse().unwrap();
        session.title = serde_json::from_value(json!({"en": made.title})).unwrap();
        session.summary = serde_json::from_value(json!({"fr": made.summary})).unwrap();
        session.room = made.room.map(|room| ROOMS[room].parse().unwrap());
        session.track = made.track.map(|track| TRACKS[track].parse().unwrap());
        session.language = made.language.map(|lang| lang.parse().unwrap());
        session.start = begin + SignedDuration::from_hours(made.start);
        session.end = session.start + SignedDuration::from_hours(made.hours);
        session.speakers = Vec::new();
        session
    };
    programme.sessions = made.iter().enumerate().map(session).collect();
    programme
}

fn wishes() -> impl Strategy<Value = Wish> {
    let day = prop_oneof![
        Just(OnDay::Usual),
        Just(OnDay::Any),
        (14..20_i8).prop_map(|day| OnDay::Only(jiff::civil::date(2023, 11, day))),
    ];
    let place = prop_oneof![
        Just(InPlace::Anywhere),
        prop::sample::select(vec!["hall", "halle", "attic"])
            .prop_map(|venue| InPlace::Venue(venue.parse().unwrap())),
        prop::sample::select(ROOMS.to_vec()).prop_map(|room| InPlace::Room(room.parse().unwrap())),
    ];
    let track = prop::option::of(prop::sample::select(TRACKS.to_vec()));
    let language = prop::option::of(prop::sample::select(vec!["fr", "en", "nl"]));
    (day, place, track, language, some_words()).prop_map(|(day, place, track, language, search)| {
        Wish {
            day,
            place,
            track: track.map(|track| track.parse().unwrap()),
            language: language.map(|lang| lang.parse().unwrap()),
            search,
        }
    })
}

fn now() -> impl Strategy<Value = Timestamp> {
    (-10..150_i64).prop_map(|hours| at("2023-11-15T23:00:00Z") + SignedDuration::from_hours(hours))
}

proptest! {
    #[test]
    fn what_is_chosen_finds_as_much_as_was_promised(made in made(), wish in wishes(), now in now()) {
        let programme = of_made(&made);
        let timetable = Timetable::planned(&programme);
        let words = Words::of(&programme);
        let count = |wish: &Wish| listing(&timetable, &words, wish, now).found.len();
        let listed = listing(&timetable, &words, &wish, now);
        let (choices, day) = (listed.choices, wish.day);
        // The day stays the one that is shown, whatever else is chosen.
        let fixed = Wish { day: listed.day.map_or(OnDay::Any, OnDay::Only), ..wish.clone() };
        prop_assert_eq!(count(&fixed), listed.found.len());
        for (date, promised) in choices.days {
            prop_assert_eq!(count(&Wish { day: OnDay::Only(date), ..wish.clone() }), promised);
        }
        prop_assert_eq!(count(&Wish { day: OnDay::Any, ..wish.clone() }), choices.any_day);
        for (room, promised) in choices.rooms {
            let place = InPlace::Room(room.id.clone());
            prop_assert_eq!(count(&Wish { place, ..fixed.clone() }), promised);
        }
        for (venue, promised) in choices.venues {
            let place = InPlace::Venue(venue.id.clone());
            prop_assert_eq!(count(&Wish { place, ..fixed.clone() }), promised);
        }
        prop_assert_eq!(count(&Wish { place: InPlace::Anywhere, ..fixed.clone() }), choices.anywhere);
        for (track, promised) in choices.tracks {
            prop_assert_eq!(count(&Wish { track: Some(track.id.clone()), ..fixed.clone() }), promised);
        }
        prop_assert_eq!(count(&Wish { track: None, ..fixed.clone() }), choices.any_track);
        for (language, promised) in choices.languages {
            prop_assert_eq!(count(&Wish { language: Some(language), ..fixed.clone() }), promised);
        }
        prop_assert_eq!(count(&Wish { language: None, ..fixed.clone() }), choices.any_language);
        for (remedy, promised) in listed.remedies {
            prop_assert!(promised > 0);
            let mut wish = fixed.clone();
            match remedy {
                // Without words the usual day is meant again.
                Remedy::Search => wish = Wish { search: String::new(), day, ..wish },
                Remedy::Language => wish.language = None,
                Remedy::Track => wish.track = None,
                Remedy::Day => wish.day = OnDay::Any,
                Remedy::Venue => wish.place = InPlace::Anywhere,
                Remedy::Room => {
                    let InPlace::Room(room) = &wish.place else { panic!("no room was asked for") };
                    let (venue, _) = programme.room(room).unwrap();
                    wish.place = InPlace::Venue(venue.id.clone());
                }
            }
            prop_assert_eq!(count(&wish), promised, "{:?}", remedy);
        }
    }

    #[test]
    fn nothing_is_found_twice_or_out_of_order_and_more_words_find_no_more(
        made in made(), wish in wishes(), more in some_words(), now in now(),
    ) {
        let programme = of_made(&made);
        let timetable = Timetable::planned(&programme);
        let words = Words::of(&programme);
        let listed = listing(&timetable, &words, &wish, now);
        let mut seen = std::collections::BTreeSet::new();
        for found in &listed.found {
            prop_assert!(seen.insert(found.slot.session.id.clone()));
            prop_assert_eq!(found.over, found.slot.end <= now);
        }
        prop_assert!(listed.found.is_sorted_by_key(|found| found.over));
        if wish.search.trim().is_empty() {
            prop_assert!(listed.found.is_sorted_by_key(|found| (found.over, found.slot.start)));
        }
        let narrower = Wish { search: format!("{} {more}", wish.search), day: OnDay::Any, ..wish.clone() };
        let wider = Wish { day: OnDay::Any, ..wish };
        let wide: std::collections::BTreeSet<_> =
            ids(&listing(&timetable, &words, &wider, now)).into_iter().collect();
        for id in ids(&listing(&timetable, &words, &narrower, now)) {
            prop_assert!(wide.contains(&id), "{id}");
        }
    }

    #[test]
    fn a_word_is_found_however_it_is_written(made in made(), now in now()) {
        let programme = of_made(&made);
        let timetable = Timetable::planned(&programme);
        let words = Words::of(&programme);
        let find = |search: &str| {
            let wish = Wish { search: search.into(), ..Wish::default() };
            ids(&listing(&timetable, &words, &wish, now))
        };
        for (one, other) in [
            ("Été", "ETE"), ("œuf", "OEUF"), ("ΟΔΟΣ", "οδος"), ("οδός", "οδοσ"), ("ёлка", "ЕЛКА"),
            ("straße", "STRASSE"), ("l’eau", "L'EAU"),
        ] {
            prop_assert_eq!(find(one), find(other));
        }
    }

    #[test]
    fn pages_have_every_row_once(count in 0..500_usize, rows in 0..40_usize) {
        let (_, pages, _) = page_of(count, rows, 0);
        let all: Vec<_> = (0..pages).flat_map(|page| page_of(count, rows, page).0).collect();
        prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
    }
}

/// A week as large as any: so many sessions, each with a description of a page in two languages.
fn large(sessions: usize) -> Programme {
    let mut value = serde_json::to_value(programme()).unwrap();
    let about = "Wie vertelt wat er in de wijk leeft, en met welke gegevens? ".repeat(20);
    let session = |n: usize| {
        json!({"id": format!("l{n}"), "event": "day", "room": ROOMS[n % 2], "track": TRACKS[n % 2],
            "title": {"nl": format!("Buurt {n} aan het woord"), "fr": format!("Quartier n° {n}")},
            "summary": {"nl": about, "fr": format!("Réparer ensemble, épisode {n}. {about}")},
            "speakers": ["eleni", "zoe"], "language": "nl",
            "start": at("2023-11-16T08:00:00Z") + SignedDuration::from_mins((n % 960) as i64),
            "end": at("2023-11-16T09:00:00Z") + SignedDuration::from_mins((n % 960) as i64)})
    };
    value["sessions"] = (0..sessions).map(session).collect();
    serde_json::from_value(value).unwrap()
}

/// How long the slowest of some answers takes, at the best of several times: others are at work
/// on this machine, too.
fn slowest(sessions: usize) -> Duration {
    let programme = large(sessions);
    let words = Words::of(&programme);
    let timetable = Timetable::planned(&programme);
    let answer = |words_wanted: &str| {
        let began = Instant::now();
        let wish = Wish { day: OnDay::Any, ..search(words_wanted) };
        let listed = listing(&timetable, &words, &wish, at(NOON));
        assert_eq!(listed.found.is_empty(), words_wanted == "xyzzy", "{words_wanted}");
        began.elapsed()
    };
    let best = |words: &str| (0..5).map(|_| answer(words)).min().unwrap();
    ["", "quartier 77", "reparer episode", "onowhere", "xyzzy"].map(best).into_iter().max().unwrap()
}

/// What a visitor waits for grows with the programme, and not with its square.
#[test]
fn ten_thousand_sessions_are_looked_through_while_somebody_types() {
    let (few, many) = (slowest(1_000), slowest(10_000));
    assert!(many < few * 40, "{few:?} of 1,000 sessions, but {many:?} of 10,000");
}
