//! Searching in the programme to touch, as somebody types: from the question to the answer that the
//! page gets, in a programme of ten thousand sessions.

use std::error::Error;
use std::fs;
use std::time::Instant;

use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::{DayWish, PlaceWish, ProgrammeWish};
use serde_json::{Value, json};

use crate::{Outcome, ROUNDS, kiosk, median, say};

const SESSIONS: usize = 10_000;
const ROOMS: usize = 60;
const SPEAKERS: usize = 800;
/// At most so many milliseconds for the slowest of the questions.
const BAR: f64 = 50.0;

/// What is looked for, and whether there is any: a letter that nearly all have, part of a word, a
/// rare one, several, one with accents, a name, a word of a description, and what nobody said.
const QUESTIONS: [(&str, bool); 9] = [
    ("", true),
    ("e", true),
    ("repar", true),
    ("quartier 77", true),
    ("réparer commun 4821", true),
    ("ŒUVRE", true),
    ("nulpart 633", true),
    ("voisinage", true),
    ("xyzzy", false),
];

pub(crate) fn measure() -> Outcome {
    let folder = tempfile::tempdir()?;
    let kiosk = kiosk(&folder.path().join("data"))?;
    let file = folder.path().join("programme.json");
    fs::write(&file, programme().to_string())?;
    let begun = Instant::now();
    kiosk.import_programme(&file, None)?;
    say(&format!("{SESSIONS} sessions imported: {:.2} s", begun.elapsed().as_secs_f64()), None);
    let begun = Instant::now();
    ask(&kiosk, "", true)?;
    let first = begun.elapsed().as_secs_f64() * 1e3;
    say(&format!("the first answer, which makes {SESSIONS} sessions ready: {first:.0} ms"), None);
    let mut took = QUESTIONS.map(|_| Vec::new());
    for round in 0..=ROUNDS {
        for (at, (words, found)) in QUESTIONS.into_iter().enumerate() {
            let begun = Instant::now();
            ask(&kiosk, words, found)?;
            // The first round warms up.
            if round > 0 {
                took[at].push(begun.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    let medians = took.map(|mut took| median(&mut took));
    let (slowest, (words, _)) = medians
        .into_iter()
        .zip(QUESTIONS)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .ok_or("nothing was asked")?;
    say(
        &format!("a search in {SESSIONS} sessions, the slowest (“{words}”): {slowest:.1} ms"),
        Some((slowest, BAR)),
    );
    Ok(())
}

/// Asks for the first page of what has these words.
fn ask(kiosk: &Kiosk, words: &str, found: bool) -> Outcome {
    let wish = ProgrammeWish {
        day: DayWish::Usual,
        place: PlaceWish::Here,
        track: None,
        language: None,
        search: words.to_owned(),
        page: 0,
        rows: 8,
        session: None,
        reads: vec!["fr".parse()?, "en".parse()?],
    };
    // What the page gets is text.
    let answer = serde_json::to_value(kiosk.programme(None, &wish))?;
    let total = answer["total"].as_u64().ok_or("it says how many")?;
    if (total > 0) == found { Ok(()) } else { Err(failed(words, total)) }
}

fn failed(words: &str, total: u64) -> Box<dyn Error> {
    format!("“{words}” found {total}").into()
}

/// A week of sessions in sixty rooms of one venue, in three languages, all with a description.
fn programme() -> Value {
    let rooms = |n: usize| json!({"id": format!("r{n}"), "name": {"fr": format!("Salle {n}")}});
    let speaker = |n: usize| {
        json!({"id": format!("p{n}"), "name": format!("Ada Nulpart {n}"),
               "organisation": "Coopérative des Communs"})
    };
    let about = "Ce que le voisinage répare ensemble, et ce qu’il partage. ".repeat(6);
    let session = |n: usize| {
        let (day, slot) = (16 + n % 7, n / 7 / ROOMS);
        let language = ["fr", "nl", "en"][n % 3];
        let start = format!("2023-11-{day}T{:02}:{:02}:00Z", 7 + slot / 2, 30 * (slot % 2));
        let end = format!("2023-11-{day}T{:02}:{:02}:00Z", 7 + slot / 2, 30 * (slot % 2) + 25);
        json!({"id": format!("s{n}"), "event": "week", "room": format!("r{}", n / 7 % ROOMS),
               "title": {"fr": format!("Réparer les communs du quartier {}, épisode {n}", n % 97),
                         "nl": format!("De buurt herstellen, aflevering {n}"),
                         "en": format!("Repairing the commons, part {n}: works and œuvres")},
               "summary": {"fr": about, "en": "What neighbours repair together."},
               "language": language, "track": format!("t{}", n % 12),
               "speakers": [format!("p{}", n % SPEAKERS), format!("p{}", n * 7 % SPEAKERS)],
               "start": start, "end": end})
    };
    let track = |n: usize| json!({"id": format!("t{n}"), "name": {"fr": format!("Sujet {n}")}});
    json!({
        "edition": {"id": "week", "title": {"fr": "La semaine"}, "zone": "Europe/Brussels"},
        "events": [{"id": "week", "title": {"fr": "La semaine"}, "mode": "on_site", "venue": "hall",
                    "languages": ["fr", "nl", "en"], "first_day": "2023-11-16",
                    "last_day": "2023-11-22"}],
        "venues": [{"id": "hall", "name": {"fr": "La halle"}, "zone": "Europe/Brussels",
                    "rooms": (0..ROOMS).map(rooms).collect::<Vec<_>>()}],
        "tracks": (0..12).map(track).collect::<Vec<_>>(),
        "speakers": (0..SPEAKERS).map(speaker).collect::<Vec<_>>(),
        "sessions": (0..SESSIONS).map(session).collect::<Vec<_>>()
    })
}
