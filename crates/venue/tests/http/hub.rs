//! A hub on a port of its own, with a store in a temporary folder.

use std::net::SocketAddr;
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

pub(crate) struct Hub {
    runtime: Runtime,
    service: Service<SqliteStore>,
    port: u16,
    serving: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

impl Hub {
    pub(crate) fn start() -> Self {
        Self::start_by(Arc::new(Timestamp::now))
    }

    /// One whose clock reads this.
    pub(crate) fn start_by(now: Arc<dyn Fn() -> Timestamp + Send + Sync>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = Runtime::new().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "A hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        let identity = runtime.block_on(store.identity()).unwrap();
        let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
        let service = Service::new(store, identity, seal_to, now);
        let mut hub = Self { runtime, service, port: 0, serving: None, _folder: folder };
        hub.start_again();
        hub
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
        let mut random = [0; 8];
        Chance::fresh().fill(&mut random);
        let code = EnrolmentCode::from_random(random);
        let offer = Offer { name: name.into(), events: vec![people::event()], gate };
        self.wait(async |hub| hub.offer(offer, &code).await.unwrap());
        let address = self.address();
        Invitation { address, code, hub_key: Some(self.service.signing_key().public()) }
    }

    /// How many were admitted to the event.
    pub(crate) fn admitted(&self) -> u64 {
        let counts = self.wait(async |hub| hub.store().counts().await.unwrap());
        counts.iter().find(|count| count.event == people::event()).map_or(0, |c| c.admitted)
    }
}
