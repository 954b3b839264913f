//! A hub that no kiosk can reach, with a store in a temporary folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use parvis_domain::fact::Fact;
use parvis_domain::id::DeviceId;
use parvis_hub::service::{Offer, Service};
use parvis_hub::stick::{Naming, Outcome, Taken, Visited, visit};
use parvis_hub::store::{Attendance, Attended, Birth, Importing, Plan, SqliteStore, Store as _};
use parvis_sync::sealed;
use parvis_testkit::Chance;
use parvis_venue::people;
use tokio::runtime::Runtime;

pub(crate) struct Hub {
    runtime: Runtime,
    service: Service<SqliteStore>,
    clock: Arc<AtomicI64>,
    folder: tempfile::TempDir,
}

impl Hub {
    pub(crate) fn new(rehearsal: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = Runtime::new().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal, name: "A hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        let clock = Arc::new(AtomicI64::new(people::morning().as_millisecond()));
        let service = serve(&runtime, store, &clock);
        Self { runtime, service, clock, folder }
    }

    /// With a programme, gates, and so many people.
    pub(crate) fn filled(people: usize) -> Self {
        let hub = Self::new(true);
        hub.fill(people);
        hub
    }

    pub(crate) fn fill(&self, people: usize) {
        self.wait(async |hub| {
            let (programme, gates) = (people::programme(), people::gates());
            hub.store().put_plan(&Plan::of_programme(&programme).unwrap()).await.unwrap();
            hub.store().put_plan(&Plan::of_gates(&gates).unwrap()).await.unwrap();
            let event = people::event();
            let key = hub.store().event_key(&event).await.unwrap();
            let lines = people::roster(&event, &key, people).into_iter().map(Ok);
            let importing = Importing { event, complete: false, preview: false };
            hub.store().import(importing, Box::new(lines)).await.unwrap();
        });
    }

    /// A backup, as it is now.
    pub(crate) fn backup(&self) -> PathBuf {
        let file = self.folder.path().join("backup");
        self.wait(async |hub| hub.store().backup(&file).await.unwrap());
        file
    }

    /// The same hub on another machine, from a backup.
    pub(crate) fn restored(&self, backup: &Path) -> Self {
        let mut other = Self::new(true);
        other.wait(async |hub| hub.store().restore(backup).await.unwrap());
        other.clock.store(self.clock.load(Ordering::Relaxed), Ordering::Relaxed);
        let store = Arc::clone(other.service.store());
        other.service = serve(&other.runtime, store, &other.clock);
        other
    }

    pub(crate) fn wait<T>(&self, ask: impl AsyncFnOnce(&Service<SqliteStore>) -> T) -> T {
        self.runtime.block_on(ask(&self.service))
    }

    pub(crate) fn later(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    pub(crate) fn fingerprint(&self) -> String {
        self.service.signing_key().public().fingerprint()
    }

    pub(crate) fn visit(&self, stick: &Path) -> Vec<Visited> {
        self.later(1);
        self.wait(async |hub| visit(hub, stick, None).await.unwrap())
    }

    pub(crate) fn visit_naming(&self, stick: &Path, fingerprint: &str, name: &str) -> Vec<Visited> {
        self.later(1);
        let offer = Offer { name: name.into(), events: Vec::new(), gate: None };
        let naming = Naming { fingerprint: fingerprint.into(), offer };
        self.wait(async |hub| visit(hub, stick, Some(&naming)).await.unwrap())
    }

    /// The only file on a stick must have been taken.
    pub(crate) fn answers(&self, stick: &Path) -> Taken {
        let mut visited = self.visit(stick);
        assert_eq!(visited.len(), 1, "{visited:?}");
        match visited.remove(0).outcome {
            Outcome::Answered { taken, .. } | Outcome::Retired { taken } => taken,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn admitted(&self) -> u64 {
        let counts = self.wait(async |hub| hub.store().counts().await.unwrap());
        counts.iter().find(|count| count.event == people::event()).map_or(0, |c| c.admitted)
    }

    /// An organiser undoes one admission.
    pub(crate) fn undo_one(&self) {
        self.wait(async |hub| {
            let mut found = None;
            let mut each = |attended: Attended| {
                found = Some((attended.passage, attended.ticket));
                Ok(())
            };
            hub.store().attendance(&Attendance::default(), &mut each).await.unwrap();
            let (passage, ticket) = found.unwrap();
            let fact = Fact::Undone { target: passage.key, ticket, gate: passage.gate };
            hub.store().append(fact, hub.now()).await.unwrap();
        });
    }

    pub(crate) fn put_aside(&self) -> usize {
        self.wait(async |hub| hub.store().put_aside(1_000).await.unwrap()).len()
    }

    pub(crate) fn revoke(&self, device: DeviceId) {
        self.wait(async |hub| hub.revoke(device).await.unwrap());
    }

    pub(crate) fn rename(&self, device: DeviceId, name: &str) {
        let offer = Offer { name: name.into(), events: vec![people::event()], gate: None };
        self.wait(async |hub| hub.reassign(device, offer).await.unwrap());
    }

    /// Everything that a stick could have changed.
    pub(crate) fn state(&self) -> String {
        self.wait(async |hub| {
            let store = hub.store();
            assert_eq!(store.check().await.unwrap(), []);
            let devices = store.devices().await.unwrap();
            let mut ends = Vec::new();
            for device in &devices {
                ends.push(store.ends(device.statement.device).await.unwrap());
            }
            let aside = store.put_aside(1_000).await.unwrap();
            format!("{:?} {devices:?} {ends:?} {aside:?}", store.cursor().await.unwrap())
        })
    }
}

fn serve(
    runtime: &Runtime,
    store: Arc<SqliteStore>,
    clock: &Arc<AtomicI64>,
) -> Service<SqliteStore> {
    let identity = runtime.block_on(store.identity()).unwrap();
    let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
    let clock = Arc::clone(clock);
    let now = move || Timestamp::from_millisecond(clock.load(Ordering::Relaxed)).unwrap();
    Service::new(store, identity, seal_to, Arc::new(now))
}
