//! Nothing is at the hub that nobody made: no record, no device, no undoing.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, RecordKey, Scanned, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Service;
use parvis_hub::store::{SqliteStore, Store as _};
use parvis_protocol::exchange::Push;
use parvis_protocol::hub::Hub as _;
use parvis_protocol::series::{Batch, SignedHead};

use super::verdict::Broken;
use super::{Bug, Day};
use crate::people;

/// Every record that any kiosk ever made, by its hash.
type Made = BTreeMap<RecordKey, RecordHash>;

macro_rules! must {
    ($holds:expr, $($what:tt)*) => {
        if !$holds {
            return Err(Broken::new(format!($($what)*)));
        }
    };
}

fn failed(error: &dyn std::fmt::Display) -> Broken {
    Broken::new(error.to_string())
}

/// Looks at every series of every device, at every ticket's records, and at what was put aside.
pub(super) async fn nothing_is_invented(day: &mut Day, store: &SqliteStore) -> Result<(), Broken> {
    let mut made = Made::new();
    let mut known = BTreeSet::new();
    for station in &mut day.stations {
        known.extend(station.device());
        made.extend(station.made.iter().map(|(key, hash)| (*key, *hash)));
    }
    for device in store.devices().await.map_err(|error| failed(&error))? {
        let device = device.statement.device;
        must!(known.contains(&device), "device {device} was enrolled by nobody");
        // A series' last hash stands for all of it.
        for end in store.ends(device).await.map_err(|error| failed(&error))? {
            let key = RecordKey { device, incarnation: end.incarnation, seq: end.seq };
            must!(made.get(&key) == Some(&end.hash), "nobody made record {key:?}");
        }
    }
    for record in store.put_aside(100_000).await.map_err(|error| failed(&error))? {
        let sealed = Sealed::read(record.text.into_bytes());
        let was_made = sealed.is_ok_and(|s| made.get(&s.record.key) == Some(&s.hash));
        must!(was_made, "nobody made what was put aside as {:?}", record.reason);
    }
    let hub = store.identity().await.map_err(|error| failed(&error))?.device;
    tickets(day, store, &made, hub).await
}

async fn tickets(day: &Day, store: &SqliteStore, made: &Made, hub: DeviceId) -> Result<(), Broken> {
    let key = store.event_key(&people::event()).await.map_err(|error| failed(&error))?;
    for line in people::roster(&people::event(), &key, super::PEOPLE) {
        let records = store.records_of(line.ticket.id).await.map_err(|error| failed(&error))?;
        for Sealed { record, hash, .. } in records {
            let key = record.key;
            if key.device == hub {
                let asked = matches!(record.fact, Fact::Undone { target, .. }
                    if day.hub.asked_to_undo.contains(&target));
                must!(asked, "nobody asked the hub for {key:?}");
            } else {
                must!(made.get(&key) == Some(&hash), "nobody made record {key:?} of a ticket");
            }
        }
    }
    Ok(())
}

impl Day {
    /// Planted: there is something that nobody made, now and then.
    pub(super) async fn invent(&mut self, nth: usize, service: &Service<SqliteStore>) {
        match self.bug {
            Some(Bug::RecordInvented) if self.chance.one_in(12) => {
                let _ = self.invent_admission(nth, service).await;
            }
            Some(Bug::UndoneByNobody) if self.chance.one_in(12) => {
                let which = self.chance.place(1_000);
                let Some((target, ticket)) = self.ledger.admission(which) else { return };
                let gate = self.stations[nth].gate.clone();
                let fact = Fact::Undone { target, ticket, gate };
                let _ = service.store().append(fact, service.now()).await;
            }
            _ => {}
        }
    }

    /// Somebody was admitted at a door where nobody stood.
    async fn invent_admission(&mut self, nth: usize, service: &Service<SqliteStore>) -> Option<()> {
        let kiosk = self.stations[nth].kiosk()?;
        let (device, key) = (kiosk.roster().device(), kiosk.roster().device_key().ok()?);
        let who = self.chance.place(self.roster.len());
        let mut incarnation = Incarnation([0; 8]);
        self.chance.fill(&mut incarnation.0);
        let fact = Fact::Scanned(Scanned {
            ticket: self.roster[who].ticket.id,
            event: people::event(),
            gate: "main".parse().ok()?,
            verdict: VerdictName::Admitted,
            scope: Some("main/day/2023-11-16".parse().ok()?),
            entry: Entry::Single,
            way: Way::Camera,
            over_capacity: false,
        });
        let (head, mut clock) = (Head::new(device, incarnation, None), HybridClock::after(None));
        let now = service.now();
        let sealed = head.next(&mut clock, now, true, fact).ok()?;
        let signed = SignedHead::sign(&key, device, incarnation, 1, sealed.hash);
        let records = vec![String::from_utf8(sealed.bytes).ok()?];
        let batches = vec![Batch { incarnation, first: 1, records, head: signed }];
        let push = Push { now, batches, given_back: Vec::new() };
        service.desk_of(device).push(push).await.ok().map(drop)
    }
}
