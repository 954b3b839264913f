//! The hub of the venue: the real service over the real store, on a simulated disk.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::TicketId;
use parvis_domain::ticket::RosterLine;
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Importing, Plan, SqliteStore, Store as _};
use parvis_kiosk::clock::Clock as _;
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::hub::Enrols as _;
use parvis_roster::Enrolment;
use parvis_testkit::Chance;
use parvis_testkit::disk::Disk;
use tempfile::TempDir;

use super::clock::Wrong;
use super::station::Station;
use crate::people;

/// The file of a backup, in a folder of its own.
const BACKUP: &str = "backup";

/// What a hub is restored from.
pub(super) enum HubBackup {
    /// A file that it wrote, in a folder of the machine under all this.
    File(TempDir),
    /// A copy of its disk.
    Copy(Disk),
}

/// The hub.
pub(super) struct Central {
    pub(super) disk: Disk,
    pub(super) clock: Wrong,
    /// Planted: its gates say twice as many seats as there are.
    pub(super) twice_the_seats: bool,
    /// What the organiser wanted undone, whatever came of it.
    pub(super) asked_to_undo: BTreeSet<RecordKey>,
    chance: Arc<Mutex<Chance>>,
    service: Option<Service<SqliteStore>>,
}

impl Central {
    pub(super) fn new(disk: Disk, clock: Wrong, chance: Chance) -> Self {
        let chance = Arc::new(Mutex::new(chance));
        let (twice_the_seats, asked_to_undo) = (false, BTreeSet::new());
        Self { disk, clock, twice_the_seats, asked_to_undo, chance, service: None }
    }

    /// The hub, opened if it is not; `None` when it does not open for the moment.
    pub(super) async fn service(&mut self) -> Option<Service<SqliteStore>> {
        if self.service.is_none() {
            self.disk.power_on();
            let chance = Arc::clone(&self.chance);
            let entropy = move |buffer: &mut [u8]| {
                chance.lock().unwrap_or_else(PoisonError::into_inner).fill(buffer);
            };
            let birth = Birth { rehearsal: true, name: "Hub".into(), entropy: Box::new(entropy) };
            let disk = Arc::new(self.disk.clone());
            let store = SqliteStore::open_on(disk, self.disk.folder(), birth).ok()?;
            let identity = store.identity().await.ok()?;
            let clock = self.clock.clone();
            let now: Arc<dyn Fn() -> Timestamp + Send + Sync> = Arc::new(move || clock.now());
            self.service = Some(Service::new(Arc::new(store), identity, "age1".into(), now));
        }
        self.service.clone()
    }

    /// Ends it as it is ended at night.
    pub(super) fn close(&mut self) {
        self.service = None;
    }

    /// The power goes.
    pub(super) fn cut(&mut self) {
        self.disk.cut();
        self.service = None;
        self.disk.power_on();
    }

    /// Writes everything to a file, as `parvis-hub backup` does; or copies its disk.
    pub(super) async fn back_up(&mut self, copied: bool, seed: u64) -> Option<HubBackup> {
        if copied {
            self.close();
            return Some(HubBackup::Copy(self.disk.twin(seed)));
        }
        let service = self.service().await?;
        let folder = tempfile::tempdir().ok()?;
        service.store().backup(&folder.path().join(BACKUP)).await.ok()?;
        Some(HubBackup::File(folder))
    }

    /// Goes on with a backup, on another disk.
    pub(super) async fn restore(&mut self, backup: HubBackup, seed: u64) -> Option<()> {
        self.close();
        match backup {
            HubBackup::Copy(disk) => self.disk = disk,
            HubBackup::File(folder) => {
                self.disk = Disk::new(seed);
                let empty = self.service().await?;
                empty.store().restore(&folder.path().join(BACKUP)).await.ok()?;
                // It was somebody else until now.
                self.close();
            }
        }
        Some(())
    }

    /// Programme, gates and people.
    pub(super) async fn fill(&mut self, people: &[RosterLine], complete: bool) -> Option<()> {
        let service = self.service().await?;
        let store = service.store();
        store.put_plan(&Plan::of_programme(&people::programme()).ok()?).await.ok()?;
        let mut gates = people::gates();
        if self.twice_the_seats {
            let capacities = gates.iter_mut().filter_map(|gate| gate.rule.capacity.as_mut());
            capacities.for_each(|capacity| capacity.seats *= 2);
        }
        store.put_plan(&Plan::of_gates(&gates).ok()?).await.ok()?;
        let importing = Importing { event: people::event(), complete, preview: false };
        let lines: Vec<_> = people.iter().cloned().map(Ok).collect();
        store.import(importing, Box::new(lines.into_iter())).await.ok()?;
        Some(())
    }

    /// Enrols a station, as over the network.
    pub(super) async fn enrol(&mut self, station: &mut Station) -> Option<()> {
        let service = self.service().await?;
        let mut random = [0; 8];
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut random);
        let code = EnrolmentCode::from_random(random);
        let name = format!("Door {}", station.name);
        let offer = Offer { name, events: vec![people::event()], gate: None };
        service.offer(offer, &code).await.ok()?;
        let kiosk = station.kiosk()?;
        let key = kiosk.roster().device_key().ok()?;
        let card = DeviceCard {
            device: kiosk.roster().device(),
            key: key.public(),
            seal_to: "age1".into(),
            version: "test".into(),
            rehearsal: true,
        };
        let request = EnrolmentRequest::new(&code, &card, &key).ok()?;
        let answer = service.enrol(request.clone()).await.ok()?;
        let hub = answer.open(&code, &request, None).ok()?;
        let statement = hub.statement.open(&hub.key, hub.hub, card.device).ok()?;
        station.enrol(&Enrolment {
            hub: hub.hub,
            key: hub.key,
            seal_to: hub.seal_to,
            name: hub.name,
            address: "simulated".into(),
            signed: hub.statement,
            statement,
        });
        Some(())
    }

    /// The organiser undoes an admission.
    pub(super) async fn undo(&mut self, target: RecordKey, ticket: TicketId) -> Option<()> {
        self.asked_to_undo.insert(target);
        let service = self.service().await?;
        let gate = people::gates().first()?.id.clone();
        let fact = Fact::Undone { target, ticket, gate };
        service.store().append(fact, service.now()).await.ok()?;
        Some(())
    }
}
