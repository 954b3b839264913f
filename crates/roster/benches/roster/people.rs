//! Plainly invented people.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::date;
use parvis_domain::code::{Code, CodeError, EventKey};
use parvis_domain::id::EventId;
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};

const FIRST: [&str; 10] =
    ["Élodie", "Ana", "Joris", "Zoë", "Iñaki", "Chloé", "Bram", "Inês", "Théo", "Maïté"];
const LAST: [&str; 10] = [
    "Fernández",
    "van den Berg",
    "Lefèvre",
    "Gonçalves",
    "Etxeberria",
    "O’Neill",
    "Dubois",
    "Peeters",
    "Groß",
    "Silva",
];

pub(crate) fn event() -> EventId {
    "day".parse().unwrap_or_else(|_| unreachable!())
}

/// Numbers that look random and are the same in every run.
pub(crate) fn random(buffer: &mut [u8]) {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&call).finalize_xof().fill(buffer);
}

/// Any number below another one.
pub(crate) fn any(below: u32) -> u32 {
    let mut bytes = [0; 4];
    random(&mut bytes);
    u32::from_be_bytes(bytes) % below
}

pub(crate) fn code_of(n: u32) -> Result<Code, CodeError> {
    let hash = blake3::hash(&n.to_be_bytes());
    Code::new(&hash.to_hex().as_str()[..12].to_uppercase())
}

pub(crate) fn line(key: &EventKey, n: u32) -> Result<RosterLine, CodeError> {
    let code = code_of(n)?;
    let pick = |words: [&'static str; 10], n: u32| words[n as usize % 10];
    Ok(RosterLine {
        ticket: Ticket {
            id: key.ticket_id(&code),
            event: event(),
            kind: "standard".into(),
            days: vec![date(2023, 11, 16)],
            sessions: vec![],
            status: TicketStatus::Valid,
            valid_from: None,
            valid_until: None,
        },
        attendee: Attendee {
            first_name: format!("{} {}", pick(FIRST, n), pick(FIRST, n / 10)),
            last_name: format!("{}-{n}", pick(LAST, n / 100)),
            organisation: "Invented & Co".into(),
            category: "visitor".into(),
            language: "fr".parse().ok(),
        },
        code,
        order: format!("ORD-{}", n / 3),
    })
}
