//! A hub on a port of its own, with a store in a temporary folder.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use jiff::Timestamp;
use parvis_domain::id::{EventId, GateId};
use parvis_hub::http::{Limits, app};
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Importing, Plan, SqliteStore, Store as _};
use parvis_kiosk::hub::Invitation;
use parvis_protocol::enrol::EnrolmentCode;
use parvis_sync::http::router::router;
use parvis_sync::sealed;
use parvis_testkit::Chance;
use parvis_venue::people;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// What a hub's clock reads.
type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

pub(crate) struct Hub {
    runtime: Runtime,
    service: Service<SqliteStore>,
    port: u16,
    serving: Option<JoinHandle<()>>,
    folder: tempfile::TempDir,
}

impl Hub {
    pub(crate) fn start() -> Self {
        Self::start_by(Arc::new(Timestamp::now))
    }

    /// One whose clock reads this.
    pub(crate) fn start_by(now: Now) -> Self {
        let mut hub = Self::opened(tempfile::tempdir().unwrap(), now);
        hub.start_again();
        hub
    }

    /// One that serves nobody yet.
    fn opened(folder: tempfile::TempDir, now: Now) -> Self {
        let runtime = Runtime::new().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "A hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        let service = service(&runtime, store, now);
        Self { runtime, service, port: 0, serving: None, folder }
    }

    /// The same hub over a copy of its files, as they are now. It serves nobody yet.
    pub(crate) fn twin(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap) {
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        Self::opened(folder, Arc::new(Timestamp::now))
    }

    /// A backup, as it is now.
    pub(crate) fn backup(&self) -> PathBuf {
        let file = self.folder.path().join("backup");
        self.wait(async |hub| hub.store().backup(&file).await.unwrap());
        file
    }

    /// The same hub on another machine, from a backup, behind the same address.
    pub(crate) fn restored(mut self, backup: &Path) -> Self {
        self.stop();
        let mut other = Self::start();
        other.stop();
        other.wait(async |hub| hub.store().restore(backup).await.unwrap());
        other.service =
            service(&other.runtime, Arc::clone(other.service.store()), Arc::new(Timestamp::now));
        other.take_port_of(&self);
        other
    }

    /// Serves, on the port it had before if it had one.
    pub(crate) fn start_again(&mut self) {
        self.serve(router(Arc::new(self.service.clone())));
    }

    /// Serves behind something that changes what comes through.
    pub(crate) fn start_behind(&mut self, what: impl FnOnce(Router) -> Router) {
        self.serve(what(router(Arc::new(self.service.clone()))));
    }

    /// Serves as the program does, and takes no more upon itself than this.
    pub(crate) fn start_with(&mut self, limits: Limits) {
        self.serve(app(&self.service, limits));
    }

    /// Serves where another hub was.
    pub(crate) fn take_port_of(&mut self, other: &Self) {
        self.port = other.port;
        self.start_again();
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Serves something else in its place.
    pub(crate) fn serve(&mut self, router: axum::Router) {
        let address = ("127.0.0.1", self.port);
        // Connections to whoever was here before may still be closing.
        let tried = (0..100).find_map(|_| {
            let bound = self.runtime.block_on(tokio::net::TcpListener::bind(address));
            bound.inspect_err(|_| std::thread::sleep(Duration::from_millis(50))).ok()
        });
        let listener = tried.unwrap();
        self.port = listener.local_addr().unwrap().port();
        self.serving = Some(self.runtime.spawn(async move {
            let router = router.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, router).await.unwrap();
        }));
    }

    pub(crate) fn stop(&mut self) {
        // Connections that are kept would otherwise be served on.
        if let Some(serving) = self.serving.take() {
            serving.abort();
        }
        let runtime = std::mem::replace(&mut self.runtime, Runtime::new().unwrap());
        runtime.shutdown_background();
    }

    pub(crate) fn wait<T>(&self, ask: impl AsyncFnOnce(&Service<SqliteStore>) -> T) -> T {
        self.runtime.block_on(ask(&self.service))
    }

    /// The programme, the gates, and so many people.
    pub(crate) fn fill(&self, people: usize) {
        self.wait(async |hub| {
            hub.store().put_plan(&Plan::of_programme(&people::programme()).unwrap()).await.unwrap();
            hub.store().put_plan(&Plan::of_gates(&people::gates()).unwrap()).await.unwrap();
        });
        self.fill_event(&people::event(), people, 0);
    }

    /// People for an event, from a number on.
    pub(crate) fn fill_event(&self, event: &EventId, people: usize, from: usize) {
        self.wait(async |hub| {
            let key = hub.store().event_key(event).await.unwrap();
            let lines = people::roster(event, &key, from + people).into_iter().skip(from).map(Ok);
            let importing = Importing { event: event.clone(), complete: false, preview: false };
            hub.store().import(importing, Box::new(lines)).await.unwrap();
        });
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn invite(&self, name: &str) -> Invitation {
        self.invite_at(name, None)
    }

    pub(crate) fn invite_at(&self, name: &str, gate: Option<GateId>) -> Invitation {
        self.offer(Offer { name: name.into(), events: vec![people::event()], gate })
    }

    pub(crate) fn offer(&self, offer: Offer) -> Invitation {
        let mut random = [0; 8];
        Chance::fresh().fill(&mut random);
        let code = EnrolmentCode::from_random(random);
        self.wait(async |hub| hub.offer(offer, &code).await.unwrap());
        let address = self.address();
        Invitation { address, code, hub_key: Some(self.service.signing_key().public()) }
    }

    /// How many were admitted to the event.
    pub(crate) fn admitted(&self) -> u64 {
        self.admitted_to(&people::event())
    }

    /// How many were admitted to an event.
    pub(crate) fn admitted_to(&self, event: &EventId) -> u64 {
        let counts = self.wait(async |hub| hub.store().counts().await.unwrap());
        counts.iter().find(|count| count.event == *event).map_or(0, |c| c.admitted)
    }
}

fn service(runtime: &Runtime, store: Arc<SqliteStore>, now: Now) -> Service<SqliteStore> {
    let identity = runtime.block_on(store.identity()).unwrap();
    let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
    Service::new(store, identity, seal_to, now)
}
