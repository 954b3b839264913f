//! Devices that record facts.

use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, RecordKey, Scanned, Strange, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Incoming, Taking};

use crate::people::{at, event, hall};

/// One opening of a device's database.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) device: DeviceId,
    pub(crate) incarnation: Incarnation,
    head: Head,
    clock: HybridClock,
    pub(crate) records: Vec<Sealed>,
    pub(crate) rehearsal: bool,
}

impl Door {
    pub(crate) fn new(device: DeviceId, incarnation: u8, last: Option<RecordHash>) -> Self {
        let incarnation = Incarnation([incarnation; 8]);
        let head = Head::new(device, incarnation, last);
        let (clock, records) = (HybridClock::after(None), Vec::new());
        Self { device, incarnation, head, clock, records, rehearsal: false }
    }

    /// Records a fact at a second of the day.
    pub(crate) fn record(&mut self, second: i64, fact: Fact) -> RecordKey {
        let sealed = self.head.next(&mut self.clock, at(second), self.rehearsal, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        let key = sealed.record.key;
        self.records.push(sealed);
        key
    }

    pub(crate) fn admits(&mut self, second: i64, ticket: TicketId) -> RecordKey {
        self.record(second, scanned(ticket, "day", VerdictName::Admitted))
    }

    pub(crate) fn last(&self) -> RecordHash {
        self.records.last().unwrap().hash
    }

    /// What is pushed of it: records from one number to another, both from 1 and included.
    pub(crate) fn some(&self, first: usize, last: usize) -> Taking {
        let records = self.records[first - 1..last].iter();
        let text = |sealed: &Sealed| String::from_utf8(sealed.bytes.clone()).unwrap();
        Taking {
            device: self.device,
            incarnation: self.incarnation,
            first: first as u64,
            records: records.map(|sealed| Incoming::read(text(sealed))).collect(),
            ahead_ms: 0,
            received: at(1_000),
            only_known_chain: false,
            events: Some([event("day"), event("night")].into()),
        }
    }

    pub(crate) fn all(&self) -> Taking {
        self.some(1, self.records.len())
    }
}

pub(crate) fn scanned(ticket: TicketId, of: &str, verdict: VerdictName) -> Fact {
    Fact::Scanned(Scanned {
        ticket,
        event: event(of),
        gate: "main".parse().unwrap(),
        verdict,
        scope: verdict.passed().then(hall),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    })
}

pub(crate) fn refused(ticket: TicketId) -> Fact {
    scanned(ticket, "day", VerdictName::AlreadyIn)
}

pub(crate) fn strange() -> Fact {
    Fact::Strange(Strange {
        gate: "main".parse().unwrap(),
        digest: "00112233".into(),
        bytes: 8,
        looks: parvis_domain::code::Looks::Web,
        verdict: VerdictName::Unknown,
        way: Way::Camera,
    })
}

pub(crate) fn undone(ticket: TicketId, target: RecordKey) -> Fact {
    Fact::Undone { target, ticket, gate: "main".parse().unwrap() }
}
