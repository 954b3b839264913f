//! What can happen at a gate, here and elsewhere.

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::code::{Code, EventKey, Looks};
use parvis_domain::fact::{Fact, RecordKey, Scanned, Strange, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, EventId, Incarnation, TicketId};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use parvis_domain::verdict::VerdictName;
use parvis_testkit::Chance;

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_121_000 + second).unwrap()
}

pub(crate) fn events() -> [EventId; 2] {
    ["day", "night"].map(|event| event.parse().unwrap())
}

fn scanned(ticket: TicketId, verdict: VerdictName, entry: Entry) -> Fact {
    Fact::Scanned(Scanned {
        ticket,
        event: events()[usize::from(ticket.0[0] % 2)].clone(),
        gate: "main".parse().unwrap(),
        verdict,
        scope: verdict.passed().then(|| "hall/day/2023-11-16".parse().unwrap()),
        entry,
        way: Way::Camera,
        over_capacity: false,
    })
}

/// Somebody comes, leaves, is refused, or shows something strange.
pub(crate) fn some_fact(chance: &mut Chance) -> Fact {
    let ticket = TicketId([u8::try_from(chance.below(40)).unwrap(); 16]);
    match chance.below(10) {
        0..6 => scanned(ticket, VerdictName::Admitted, Entry::Single),
        6 => scanned(ticket, VerdictName::Left, Entry::EntryExit),
        7..9 => scanned(ticket, VerdictName::AlreadyIn, Entry::Single),
        _ => Fact::Strange(Strange {
            gate: "main".parse().unwrap(),
            digest: format!("{:016x}", chance.any()),
            bytes: 12,
            looks: Looks::Web,
            verdict: VerdictName::Unknown,
            way: Way::Scanner,
        }),
    }
}

pub(crate) fn undone(target: RecordKey, ticket: TicketId) -> Fact {
    Fact::Undone { target, ticket, gate: "main".parse().unwrap() }
}

/// A line of a roster.
pub(crate) fn line(key: &EventKey, event: &EventId, code: &str, name: &str) -> RosterLine {
    let code = Code::new(code).unwrap();
    RosterLine {
        ticket: Ticket {
            id: key.ticket_id(&code),
            event: event.clone(),
            kind: "standard".into(),
            days: vec![],
            sessions: vec![],
            status: TicketStatus::Valid,
            valid_from: None,
            valid_until: None,
        },
        attendee: Attendee {
            first_name: "Ada".into(),
            last_name: name.into(),
            organisation: String::new(),
            category: String::new(),
            language: None,
        },
        code,
        order: String::new(),
    }
}

/// Another kiosk, whose records come here.
pub(crate) struct Elsewhere {
    head: Head,
    clock: HybridClock,
    /// Made, and not known to have arrived.
    pub(crate) waiting: Vec<Sealed>,
}

impl Elsewhere {
    pub(crate) fn new() -> Self {
        let head = Head::new(DeviceId([9; 16]), Incarnation([9; 8]), None);
        Self { head, clock: HybridClock::after(None), waiting: Vec::new() }
    }

    pub(crate) fn happens(&mut self, second: i64, fact: Fact) {
        let sealed = self.head.next(&mut self.clock, at(second), true, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        self.waiting.push(sealed);
    }
}
