//! Doors that let people in: batches with their signatures.

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;
use parvis_hub::store::Taking;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::series::{Batch, SignedHead};
use parvis_protocol::statement::{DeviceStanding, Statement};
use parvis_testkit::Chance;

use crate::BATCH;

/// How many there are, as on a large day; each has a connection of its own.
pub(crate) const DOORS: usize = 8;

/// One device and what it has to push.
pub(crate) struct Door {
    pub(crate) device: DeviceId,
    pub(crate) seed: [u8; 32],
    pub(crate) batches: Vec<Batch>,
}

impl Door {
    pub(crate) fn key(&self) -> DeviceKey {
        DeviceKey::from_seed(&self.seed)
    }

    /// The n-th batch as the store takes it.
    pub(crate) fn taking(&self, n: usize) -> Taking {
        let received = Timestamp::from_second(1_700_200_000).unwrap();
        Taking::of_batch(&self.statement(received), self.batches[n].clone(), received, 0)
    }

    /// What a hub declares about it.
    fn statement(&self, at: Timestamp) -> Statement {
        Statement {
            hub: DeviceId([0; 16]),
            device: self.device,
            key: self.key().public(),
            number: 1,
            at,
            edition: "week".parse().unwrap(),
            name: "Door".into(),
            events: vec!["brussels-day".parse().unwrap()],
            gate: None,
            standing: DeviceStanding::Enrolled,
        }
    }
}

/// Doors of which each lets other tickets in; one in 50 comes twice.
pub(crate) fn doors(batches: usize) -> Vec<Door> {
    let mut chance = Chance::new(1);
    let mut tickets: Vec<TicketId> = Vec::new();
    (1..=u8::try_from(DOORS).unwrap())
        .map(|n| {
            let (device, incarnation, seed) = (DeviceId([n; 16]), Incarnation([n; 8]), [n; 32]);
            let mut head = Head::new(device, incarnation, None);
            let mut clock = HybridClock::after(None);
            let key = DeviceKey::from_seed(&seed);
            let batch = |_| {
                let first = head.seq() + 1;
                let mut end = None;
                let records = (0..BATCH).map(|_| {
                    let ticket = somebody(&mut chance, &mut tickets);
                    let second = 1_700_121_000 + i64::try_from(head.seq()).unwrap() / 10;
                    let at = Timestamp::from_second(second).unwrap();
                    let sealed = head.next(&mut clock, at, false, admitted(ticket)).unwrap();
                    head.advance(&sealed).unwrap();
                    end = Some((sealed.record.key.seq, sealed.hash));
                    String::from_utf8(sealed.bytes).unwrap()
                });
                let records = records.collect();
                let (seq, hash) = end.unwrap();
                let head = SignedHead::sign(&key, device, incarnation, seq, hash);
                Batch { incarnation, first, records, head }
            };
            let batches = (0..batches).map(batch).collect();
            Door { device, seed, batches }
        })
        .collect()
}

fn somebody(chance: &mut Chance, tickets: &mut Vec<TicketId>) -> TicketId {
    let mut id = [0; 16];
    chance.fill(&mut id);
    let ticket = match chance.one_in(50) && !tickets.is_empty() {
        true => tickets[chance.place(tickets.len())],
        false => TicketId(id),
    };
    tickets.push(ticket);
    ticket
}

fn admitted(ticket: TicketId) -> Fact {
    Fact::Scanned(Scanned {
        ticket,
        event: "brussels-day".parse().unwrap(),
        gate: "main-entrance".parse().unwrap(),
        verdict: VerdictName::Admitted,
        scope: Some("hall/day/2023-11-16".parse().unwrap()),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    })
}
