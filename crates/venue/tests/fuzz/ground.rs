//! A hub and a kiosk that are enrolled with each other, and things they say.

use std::sync::Arc;

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Importing, Plan, SqliteStore, Store as _};
use parvis_protocol::change::{Change, Cursor, RecordRow};
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::exchange::Pull;
use parvis_protocol::hub::{Enrols as _, Hub as _};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::series::{Batch, SignedHead};
use parvis_roster::{DataKind, Enrolment, Opening, Roster};
use parvis_sync::sealed;
use parvis_testkit::Chance;
use parvis_testkit::disk::Disk;
use parvis_venue::people;
use tokio::runtime::Runtime;

/// How many people are on the roster.
const PEOPLE: usize = 12;

pub(crate) struct Ground {
    pub(crate) runtime: Runtime,
    pub(crate) service: Service<SqliteStore>,
    pub(crate) roster: Roster,
    /// The kiosk's own key, for whoever fuzzes as the kiosk.
    pub(crate) key: DeviceKey,
    /// The request it was enrolled with.
    pub(crate) request: EnrolmentRequest,
}

impl Ground {
    pub(crate) fn new(seed: u64) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut chance = Chance::new(seed);
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "Hub".into(), entropy };
        let disk = Disk::new(seed);
        let store = SqliteStore::open_on(Arc::new(disk.clone()), disk.folder(), birth).unwrap();
        let service = serve(&runtime, store);
        let mut chance = Chance::new(seed + 1);
        let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
        let disk = Disk::new(seed + 1);
        let (folder, kind) = (disk.folder(), DataKind::Rehearsal);
        let opening = Opening { folder, kind, entropy: &mut entropy };
        let roster = Roster::open_on(Arc::new(disk.clone()), opening).unwrap();
        let key = roster.device_key().unwrap();
        let request = runtime.block_on(async {
            fill(&service).await;
            enrol(&service, &roster, &key).await
        });
        Self { runtime, service, roster, key, request }
    }

    /// One whose hub was restored from a backup, and what it had decided since: each record of
    /// its own as a kiosk holds it.
    pub(crate) fn forgetful(seed: u64) -> (Self, Vec<RecordRow>) {
        let mut ground = Self::new(seed);
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup");
        let store = ground.service.store();
        let decided = ground.runtime.block_on(async {
            store.backup(&backup).await.unwrap();
            for seats in 1..4 {
                let (scope, device) = ("workshop/day/2023-11-16", ground.roster.device());
                let scope = scope.parse().unwrap();
                let fact = Fact::SeatsLeased { scope, device, seats };
                store.append(fact, now()).await.unwrap();
            }
            ground.of_hub().await
        });
        let disk = Disk::new(seed + 2);
        let mut chance = Chance::new(seed + 2);
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "Hub".into(), entropy };
        let store = SqliteStore::open_on(Arc::new(disk.clone()), disk.folder(), birth).unwrap();
        ground.runtime.block_on(store.restore(&backup)).unwrap();
        ground.service = serve(&ground.runtime, store);
        (ground, decided)
    }

    /// The hub's own records, as the kiosk gets them.
    pub(crate) async fn of_hub(&self) -> Vec<RecordRow> {
        let epoch = self.service.store().identity().await.unwrap().epoch;
        let (incarnation, after) = (self.roster.incarnation(), Cursor(0));
        let pull = Pull { epoch, statement: 1, after, incarnation, limit: 1_000 };
        let page = self.service.desk_of(self.roster.device()).pull(pull).await.unwrap();
        let records = page.changes.into_iter().filter_map(|change| match change {
            Change::Record(row) if row.signature.is_some() => Some(row),
            _ => None,
        });
        records.collect()
    }

    /// Records of some door, from its first on.
    pub(crate) fn batch(&self, device: DeviceId, key: &DeviceKey, records: usize) -> Batch {
        let incarnation = Incarnation([7; 8]);
        let mut head = Head::new(device, incarnation, None);
        let mut clock = HybridClock::after(None);
        let event_key = self.runtime.block_on(self.service.store().event_key(&people::event()));
        let lines = people::roster(&people::event(), &event_key.unwrap(), PEOPLE);
        let tickets: Vec<TicketId> = lines.into_iter().map(|line| line.ticket.id).collect();
        let mut texts = Vec::new();
        let mut hash = None;
        for n in 0..records {
            let ticket = tickets[n % tickets.len()];
            let sealed = head.next(&mut clock, people::morning(), true, admitted(ticket)).unwrap();
            head.advance(&sealed).unwrap();
            hash = Some(sealed.hash);
            texts.push(String::from_utf8(sealed.bytes).unwrap());
        }
        let signed = SignedHead::sign(key, device, incarnation, records as u64, hash.unwrap());
        Batch { incarnation, first: 1, records: texts, head: signed }
    }
}

fn admitted(ticket: TicketId) -> Fact {
    Fact::Scanned(Scanned {
        ticket,
        event: people::event(),
        gate: "main".parse().unwrap(),
        verdict: VerdictName::Admitted,
        scope: Some("main/day/2023-11-16".parse().unwrap()),
        entry: Entry::Single,
        way: Way::Camera,
        over_capacity: false,
    })
}

fn serve(runtime: &Runtime, store: SqliteStore) -> Service<SqliteStore> {
    let identity = runtime.block_on(store.identity()).unwrap();
    let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
    Service::new(Arc::new(store), identity, seal_to, Arc::new(people::morning))
}

async fn fill(service: &Service<SqliteStore>) {
    let store = service.store();
    store.put_plan(&Plan::of_programme(&people::programme()).unwrap()).await.unwrap();
    store.put_plan(&Plan::of_gates(&people::gates()).unwrap()).await.unwrap();
    for event in [people::event(), people::other_event()] {
        let key = store.event_key(&event).await.unwrap();
        let lines = people::roster(&event, &key, PEOPLE).into_iter().map(Ok);
        let importing = Importing { event, complete: true, preview: false };
        store.import(importing, Box::new(lines)).await.unwrap();
    }
}

async fn enrol(
    service: &Service<SqliteStore>,
    roster: &Roster,
    key: &DeviceKey,
) -> EnrolmentRequest {
    let code = EnrolmentCode::from_random([5; 8]);
    let offer = Offer { name: "Door".into(), events: vec![people::event()], gate: None };
    service.offer(offer, &code).await.unwrap();
    let card = card(roster, key);
    let request = EnrolmentRequest::new(&code, &card, key).unwrap();
    let answer = service.enrol(request.clone()).await.unwrap();
    let hub = answer.open(&code, &request, None).unwrap();
    let statement = hub.statement.open(&hub.key, hub.hub, card.device).unwrap();
    let enrolment = Enrolment {
        hub: hub.hub,
        key: hub.key,
        seal_to: hub.seal_to,
        name: hub.name,
        address: "nowhere".into(),
        signed: hub.statement,
        statement,
    };
    roster.write(|roster| roster.put_enrolment(&enrolment)).unwrap();
    request
}

/// Who the kiosk is.
pub(crate) fn card(roster: &Roster, key: &DeviceKey) -> DeviceCard {
    DeviceCard {
        device: roster.device(),
        key: key.public(),
        seal_to: sealed::recipient(&roster.seal_seed().unwrap()).unwrap(),
        version: "fuzz".into(),
        rehearsal: true,
    }
}

/// The time it is, for whoever sends something.
pub(crate) fn now() -> Timestamp {
    people::morning()
}
