//! The programme, the gates and the plainly invented people of a venue under test.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::code::{Code, EventKey};
use parvis_domain::gate::Gate;
use parvis_domain::id::{EventId, SessionId};
use parvis_domain::programme::Programme;
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use serde_json::json;

/// The event that people come for.
///
/// # Panics
/// Never: the id is one.
#[must_use]
pub fn event() -> EventId {
    id("brussels")
}

/// Another event of the same edition, elsewhere.
#[must_use]
pub fn other_event() -> EventId {
    id("paris")
}

#[allow(clippy::expect_used, reason = "written here, and right")]
fn id(text: &str) -> EventId {
    EventId::new(text).expect("an id")
}

/// The morning of the day, before the doors open.
#[must_use]
pub fn morning() -> Timestamp {
    // 2023-11-16T08:00:00+01:00
    Timestamp::constant(1_700_118_000, 0)
}

/// Two events: one here, one in Paris.
#[must_use]
#[allow(clippy::expect_used, reason = "written here, and right")]
pub fn programme() -> Programme {
    serde_json::from_value(json!({
        "edition": {"id": "nec-2023", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
        "venues": [
            {"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels",
             "rooms": [{"id": "garden", "name": {"en": "Garden"}}]},
            {"id": "quai", "name": {"fr": "Quai"}, "zone": "Europe/Paris"}
        ],
        "events": [
            {"id": "brussels", "title": {"en": "A day"}, "mode": "on_site", "venue": "hall",
             "first_day": "2023-11-16", "last_day": "2023-11-16"},
            {"id": "paris", "title": {"fr": "Deux jours"}, "mode": "on_site", "venue": "quai",
             "first_day": "2023-11-08", "last_day": "2023-11-09"}
        ],
        "sessions": [
            {"id": "morning", "event": "brussels", "room": "garden", "title": {"en": "Morning"},
             "start": "2023-11-16T07:00:00Z", "end": "2023-11-16T11:00:00Z"},
            {"id": "afternoon", "event": "brussels", "room": "garden",
             "title": {"en": "Afternoon"},
             "start": "2023-11-16T11:00:00Z", "end": "2023-11-16T23:00:00Z"}
        ]
    }))
    .expect("a programme")
}

/// Four gates: the main one, where a ticket passes once while it is open; the workshop, in and out,
/// with few seats that are never oversold; the garden, to one session after the other, in and out by
/// any of its doors; and the terrace, as often as one likes.
#[must_use]
#[allow(clippy::expect_used, reason = "written here, and right")]
pub fn gates() -> Vec<Gate> {
    let gate = |id: &str, entry: &str, direction: &str, capacity: serde_json::Value| -> Gate {
        let mut gate = json!({
            "id": id, "name": {"en": id}, "venue": "hall", "area": id, "zone": "Europe/Brussels",
            "languages": ["fr", "en"],
            "rule": {"events": ["brussels"], "entry": entry, "direction": direction}
        });
        if !capacity.is_null() {
            gate["rule"]["capacity"] = capacity;
        }
        serde_json::from_value(gate).expect("a gate")
    };
    let mut main = gate("main", "single", "in", json!(null));
    main.rule.hours = vec![
        serde_json::from_value(json!({"opens": "2023-11-16T07:30", "closes": "2023-11-16T18:00"}))
            .expect("hours"),
    ];
    let mut garden = gate("garden", "entry_exit", "both", json!(null));
    garden.rule.sessions = [MORNING, AFTERNOON].map(session).to_vec();
    vec![
        main,
        gate("workshop", "entry_exit", "both", json!({"seats": 6, "kind": "hard"})),
        garden,
        gate("terrace", "reentry", "in", json!(null)),
    ]
}

const MORNING: &str = "morning";
const AFTERNOON: &str = "afternoon";

#[allow(clippy::expect_used, reason = "written here, and right")]
fn session(id: &str) -> SessionId {
    SessionId::new(id).expect("an id")
}

/// The code of the n-th ticket.
#[must_use]
pub fn code(n: usize) -> String {
    format!("INV-{n:05}")
}

/// So many invented people with tickets for an event; one in four has a seat in the garden in the
/// morning only, one in the afternoon only.
///
/// # Panics
/// Never: the codes are ones.
#[must_use]
#[allow(clippy::expect_used, reason = "written here, and right")]
pub fn roster(event: &EventId, key: &EventKey, people: usize) -> Vec<RosterLine> {
    let line = |n: usize| {
        let code = Code::new(&code(n)).expect("a code");
        RosterLine {
            ticket: Ticket {
                id: key.ticket_id(&code),
                event: event.clone(),
                kind: "standard".into(),
                days: Vec::new(),
                sessions: match n % 4 {
                    0 => vec![session(MORNING)],
                    1 => vec![session(AFTERNOON)],
                    _ => [MORNING, AFTERNOON].map(session).to_vec(),
                },
                status: TicketStatus::Valid,
                valid_from: None,
                valid_until: None,
            },
            attendee: Attendee {
                first_name: format!("Person {n}"),
                last_name: "Invented".into(),
                ..Attendee::default()
            },
            code,
            order: format!("ORDER-{n:05}"),
        }
    };
    (0..people).map(line).collect()
}

/// What the code, the order and the name of each of these people begin with, in small letters.
const TRACES: [&str; 3] = ["inv-0", "order-0", "person "];

/// Whether the bytes of a file have anything that one of these people could be known by.
#[must_use]
pub fn are_named_in(bytes: &[u8]) -> bool {
    let small = bytes.to_ascii_lowercase();
    let has = |trace: &str| small.windows(trace.len()).any(|part| part == trace.as_bytes());
    TRACES.into_iter().any(has)
}

/// The names of the files in a folder that have anything of that kind, in their order.
///
/// # Panics
/// When the folder or a file of it cannot be read.
#[must_use]
#[allow(clippy::expect_used, reason = "a test stops where something is wrong")]
pub fn named_in_folder(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder");
    let files = files.map(|entry| entry.expect("a file").path());
    let named = files.filter(|file| are_named_in(&std::fs::read(file).expect("a file")));
    let name = |file: PathBuf| Some(file.file_name()?.to_string_lossy().into_owned());
    let mut names: Vec<_> = named.filter_map(name).collect();
    names.sort();
    names
}
