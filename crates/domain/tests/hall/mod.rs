//! A small venue to judge in: one hall, one workshop, two days in Brussels and one in Paris.
#![allow(dead_code, reason = "each test file uses its own part")]

use jiff::Timestamp;
use jiff::civil::date;
use parvis_domain::gate::{Gate, Rule};
use parvis_domain::id::{DeviceId, GateId, Incarnation, RecordHash, TicketId};
use parvis_domain::judge::{Case, Found, judge};
use parvis_domain::programme::Programme;
use parvis_domain::standing::Standing;
use parvis_domain::ticket::{Ticket, TicketStatus};
use parvis_domain::verdict::Verdict;
use parvis_domain::{clock, fact};
use serde_json::json;

pub(crate) fn programme() -> Programme {
    serde_json::from_value(json!({
        "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
        "events": [
            {"id": "day", "title": {"en": "The day"}, "mode": "on_site", "venue": "hall",
             "first_day": "2023-11-16", "last_day": "2023-11-17"},
            {"id": "paris", "title": {"en": "Paris"}, "mode": "both", "venue": "halle",
             "first_day": "2023-11-08", "last_day": "2023-11-09"}
        ],
        "venues": [
            {"id": "hall", "name": {"en": "The hall"}, "zone": "Europe/Brussels",
             "rooms": [{"id": "big", "name": {"en": "Big"}}, {"id": "small", "name": {"en": "Small"}}]},
            {"id": "halle", "name": {"fr": "La halle"}, "zone": "Europe/Paris",
             "rooms": [{"id": "grande", "name": {"fr": "Grande salle"}}]}
        ],
        "sessions": [
            {"id": "opening", "event": "day", "room": "big", "title": {"en": "Opening"},
             "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"},
            {"id": "repair", "event": "day", "room": "small", "title": {"en": "Repair"},
             "start": "2023-11-16T10:00:00Z", "end": "2023-11-16T11:00:00Z"},
            {"id": "repair-2", "event": "day", "room": "small", "title": {"en": "Repair again"},
             "start": "2023-11-16T13:00:00Z", "end": "2023-11-16T14:00:00Z"},
            {"id": "night", "event": "day", "room": "big", "title": {"en": "Night"},
             "start": "2023-11-16T22:00:00Z", "end": "2023-11-17T00:30:00Z"}
        ]
    }))
    .unwrap()
}

pub(crate) fn gate(id: &str, rule: serde_json::Value) -> Gate {
    let rule: Rule = serde_json::from_value(rule).unwrap();
    serde_json::from_value::<Gate>(json!({
        "id": id, "name": {"en": id}, "venue": "hall", "area": "hall", "zone": "Europe/Brussels",
        "rule": {"events": ["day"]}
    }))
    .map(|gate| Gate { rule, ..gate })
    .unwrap()
}

pub(crate) fn main_gate() -> Gate {
    gate("main", json!({"events": ["day"]}))
}

pub(crate) fn ticket(number: u8) -> Ticket {
    Ticket {
        id: TicketId([number; 16]),
        event: "day".parse().unwrap(),
        kind: "standard".into(),
        days: vec![date(2023, 11, 16)],
        sessions: vec![],
        status: TicketStatus::Valid,
        valid_from: None,
        valid_until: None,
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Ten to nine on the first day.
pub(crate) fn morning() -> Timestamp {
    at("2023-11-16T08:50:00+01:00")
}

pub(crate) fn show(gate: &Gate, ticket: &Ticket, standing: &Standing, now: Timestamp) -> Verdict {
    let programme = programme();
    let gates = [main_gate(), gate.clone()];
    let found = Found::Ticket(ticket, standing);
    judge(&Case {
        gate,
        gates: &gates,
        programme: &programme,
        found,
        inside: 0,
        seats_left: None,
        now,
    })
}

/// A device that records scans, with a clock that can be off.
pub(crate) struct Device {
    head: parvis_domain::series::Head,
    clock: clock::HybridClock,
}

impl Device {
    pub(crate) fn new(number: u8) -> Self {
        let (device, incarnation) = (DeviceId([number; 16]), Incarnation([number; 8]));
        let head = parvis_domain::series::Head::new(device, incarnation, None::<RecordHash>);
        Self { head, clock: clock::HybridClock::after(None) }
    }

    pub(crate) fn record(&mut self, now: Timestamp, fact: fact::Fact) -> fact::Record {
        let sealed = self.head.next(&mut self.clock, now, false, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        sealed.record
    }

    pub(crate) fn scan(
        &mut self,
        gate: &Gate,
        ticket: &Ticket,
        verdict: &Verdict,
        now: Timestamp,
    ) -> fact::Record {
        let fact = fact::Fact::Scanned(fact::Scanned {
            ticket: ticket.id,
            event: ticket.event.clone(),
            gate: gate.id.clone(),
            verdict: verdict.name(),
            scope: verdict.scope().cloned(),
            entry: gate.rule.entry,
            way: fact::Way::Camera,
            over_capacity: false,
        });
        self.record(now, fact)
    }

    pub(crate) fn undo(
        &mut self,
        ticket: &Ticket,
        target: fact::RecordKey,
        now: Timestamp,
    ) -> fact::Record {
        let gate = GateId::new("main").unwrap();
        self.record(now, fact::Fact::Undone { target, ticket: ticket.id, gate })
    }
}

/// What a device says of a session of the day.
pub(crate) fn said(session: &str, change: parvis_domain::programme::change::Change) -> fact::Fact {
    fact::Fact::SessionChanged(parvis_domain::programme::change::SessionChanged {
        event: "day".parse().unwrap(),
        session: session.parse().unwrap(),
        change,
    })
}
