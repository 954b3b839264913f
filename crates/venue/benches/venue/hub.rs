//! A hub that serves on loopback, with a store on the machine's disk.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use parvis_domain::id::EventId;
use parvis_hub::http::{Limits, app};
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Importing, Plan, SqliteStore, Store as _};
use parvis_kiosk::hub::Invitation;
use parvis_protocol::enrol::EnrolmentCode;
use parvis_sync::sealed;
use parvis_venue::people;
use tokio::runtime::{Builder, Runtime};

use crate::station::random;

pub(crate) struct Hub {
    runtime: Runtime,
    pub(crate) service: Service<SqliteStore>,
    pub(crate) address: SocketAddr,
}

impl Hub {
    pub(crate) fn start(folder: &Path) -> Self {
        let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
        let birth = Birth { rehearsal: true, name: "A hub".into(), entropy: Box::new(random) };
        let store = Arc::new(SqliteStore::open(folder, birth).unwrap());
        let identity = runtime.block_on(store.identity()).unwrap();
        let seal_to = sealed::recipient(&identity.sealing_seed).unwrap();
        let service = Service::new(store, identity, seal_to, Arc::new(Timestamp::now));
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let app = app(&service, Limits::default());
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { runtime, service, address }
    }

    pub(crate) fn wait<T>(&self, ask: impl AsyncFnOnce(&Service<SqliteStore>) -> T) -> T {
        self.runtime.block_on(ask(&self.service))
    }

    /// The programme, the gates, and so many people.
    pub(crate) fn fill(&self, people: usize) {
        self.wait(async |hub| {
            let store = hub.store();
            store.put_plan(&Plan::of_programme(&people::programme()).unwrap()).await.unwrap();
            store.put_plan(&Plan::of_gates(&people::gates()).unwrap()).await.unwrap();
            let event: EventId = people::event();
            let key = store.event_key(&event).await.unwrap();
            let lines = people::roster(&event, &key, people).into_iter().map(Ok);
            let importing = Importing { event, complete: true, preview: false };
            store.import(importing, Box::new(lines)).await.unwrap();
        });
    }

    pub(crate) fn invite(&self) -> Invitation {
        let mut bytes = [0; 8];
        random(&mut bytes);
        let code = EnrolmentCode::from_random(bytes);
        let offer = Offer { name: "Door".into(), events: vec![people::event()], gate: None };
        self.wait(async |hub| hub.offer(offer, &code).await.unwrap());
        let address = format!("http://{}", self.address);
        Invitation { address, code, hub_key: Some(self.service.signing_key().public()) }
    }
}
