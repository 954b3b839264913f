//! A day that stands still on its board.

use parvis_domain::programme::Programme;
use parvis_domain::programme::saying::Word;
use serde_json::{Value, json};

use crate::stage::venue_day::{Deed, Said, at};

/// As many rooms as one page of a lobby has, so that no page turns.
pub(crate) const ROOMS: usize = 4;
/// Minutes of the day between which nothing begins and nothing ends.
pub(crate) const FROM: i64 = 600;
const UNTIL: i64 = 720;

const TITLES: [&str; 5] = [
    "Who owns the code? Public money and shared software",
    "Repairing what we have: a workshop for bicycles, radios and lamps",
    "Data that a city can give away, and data that it must not",
    "From three volunteers to a cooperative",
    "An exhibition of what was made here",
];

/// A programme in one language whose lobby has one page, with a session on and another to come in
/// each room.
pub(crate) fn still() -> Programme {
    let text = |words: &str| json!({"en": words});
    let room = |n: usize| json!({"id": room_id(n), "name": text(&format!("Room {}", n + 1))});
    let rooms: Vec<Value> = (0..ROOMS).map(room).collect();
    let session = |n: usize| {
        let (room, turn) = (n % ROOMS, i64::try_from(n / ROOMS).unwrap());
        let (start, end) =
            [(FROM - 60, UNTIL), (UNTIL, UNTIL + 90)][usize::try_from(turn).unwrap()];
        json!({"id": format!("s{n}"), "event": "day", "room": room_id(room), "language": "en",
               "title": text(TITLES[n * 2 % TITLES.len()]), "start": at(start), "end": at(end)})
    };
    let sessions: Vec<Value> = (0..2 * ROOMS).map(session).collect();
    serde_json::from_value(json!({
        "edition": {"id": "week", "title": text("The week"), "zone": "Europe/Brussels",
                    "languages": ["en"]},
        "events": [{"id": "day", "title": text("The day"), "mode": "on_site", "venue": "hall",
                    "languages": ["en"], "first_day": "2023-11-16", "last_day": "2023-11-16"}],
        "venues": [{"id": "hall", "name": text("The hall"), "city": text("Brussels"),
                    "zone": "Europe/Brussels", "rooms": rooms}],
        "sessions": sessions
    }))
    .unwrap()
}

fn room_id(room: usize) -> String {
    format!("r{room}")
}

/// Something that is said of what is on in a room.
pub(crate) fn word(room: usize, word: Word) -> Deed {
    let session = format!("s{room}").parse().unwrap();
    Deed { minute: FROM, said: Said::Word(session, word) }
}
