//! A hub that serves on a port of its own, in this process.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_hub::console::{Console, Setting, first_administrator, pages};
use parvis_hub::http::{Handle, Limits, Listen, serve};
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Plan, SqliteStore, Store};
use parvis_protocol::enrol::EnrolmentCode;
use parvis_sync::sealed;
use parvis_testkit::Chance;
use serde_json::json;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

use crate::device::Device;
use crate::raw::{Answer, get};

pub(crate) const NAME: &str = "Ada Invented";
pub(crate) const PASSWORD: &str = "a sentence is easy to keep";

/// Gone, with all its connections, when it is dropped.
pub(crate) struct Served<S: Store = SqliteStore> {
    runtime: Runtime,
    pub(crate) service: Service<S>,
    pub(crate) address: SocketAddr,
    _folder: Option<tempfile::TempDir>,
}

pub(crate) fn birth() -> Birth {
    let mut chance = Chance::fresh();
    let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
    Birth { rehearsal: true, name: "A hub".into(), entropy }
}

/// A programme of one event.
pub(crate) fn plan(title: &str) -> Plan {
    let programme = serde_json::from_value(json!({
        "edition": {"id": "week", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
        "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels"}],
        "events": [{"id": "day", "title": {"en": title}, "mode": "on_site", "venue": "hall",
                    "first_day": "2023-11-16", "last_day": "2023-11-16"}]
    }));
    Plan::of_programme(&programme.unwrap()).unwrap()
}

impl Served {
    pub(crate) fn start(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), birth()).unwrap();
        Self::over(Runtime::new().unwrap(), store, limits, Some(folder))
    }
}

impl<S: Store> Served<S> {
    pub(crate) fn over(
        runtime: Runtime,
        store: S,
        limits: Limits,
        folder: Option<tempfile::TempDir>,
    ) -> Self {
        let store = Arc::new(store);
        let (service, address) = runtime.block_on(async {
            let identity = store.identity().await.unwrap();
            let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
            let service = Service::new(store, identity, seal_to, Arc::new(Timestamp::now));
            service.store().put_plan(&plan("A day")).await.unwrap();
            let now = service.now();
            first_administrator(&**service.store(), NAME, PASSWORD, now).await.unwrap();
            let setting = Setting { encrypted: false, address: None, store: "a folder".into() };
            let pages = pages(&Console::new(service.clone(), setting).unwrap());
            let handle = Handle::new();
            let (serving, of) = (service.clone(), handle.clone());
            let listen = Listen { address: ([127, 0, 0, 1], 0).into(), tls: None };
            tokio::spawn(async move { serve(&serving, pages, limits, listen, of).await.unwrap() });
            (service, handle.listening().await.unwrap())
        });
        Self { runtime, service, address, _folder: folder }
    }

    /// Goes on with something beside the test.
    pub(crate) fn spawn<T: Send + 'static>(
        &self,
        what: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        self.runtime.spawn(what)
    }

    pub(crate) fn wait<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A device that is enrolled here.
    pub(crate) fn device(&self, name: &str) -> Device {
        let mut random = [0; 8];
        Chance::fresh().fill(&mut random);
        let code = EnrolmentCode::from_random(random);
        let events = vec!["day".parse().unwrap()];
        self.wait(async {
            self.service
                .offer(Offer { name: name.into(), events, gate: None }, &code)
                .await
                .unwrap();
            Device::enrol(&self.url(), &code).await
        })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        get(self.address, path)
    }

    /// A figure of `/metrics`, by everything before the number.
    pub(crate) fn figure(&self, of: &str) -> Option<f64> {
        let said = self.get("/metrics");
        assert_eq!(said.status, 200);
        let line = said.body.lines().find_map(|line| line.strip_prefix(of)?.strip_prefix(' '))?;
        line.parse().ok()
    }
}

/// Waits until something holds.
pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "it never came to be: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
