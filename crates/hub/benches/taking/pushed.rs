//! The same over HTTP: enrolled devices push, the hub checks every signature, takes and folds.

use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::programme::Programme;
use parvis_hub::http::{Limits, app};
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Plan, Store};
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::exchange::Push;
use parvis_protocol::hub::{Enrols as _, Hub as _};
use parvis_protocol::series::Batch;
use parvis_sync::http::client::{HttpHub, client};
use parvis_sync::round::Bond;
use parvis_testkit::Chance;
use tokio::runtime::Runtime;

use crate::series::Door;

/// How long all pushes took, and the processor's time of the thread that made them.
pub(crate) fn over_http<S: Store>(
    runtime: &Runtime,
    store: S,
    doors: &[Door],
) -> (Duration, Duration) {
    let identity = runtime.block_on(store.identity()).unwrap();
    let service = Service::new(Arc::new(store), identity, "age1".into(), Arc::new(Timestamp::now));
    let bonds = runtime.block_on(enrolled(&service, doors));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let app = app(&service, Limits::default());
    let serving = runtime.spawn(async move { axum::serve(listener, app).await });
    let made =
        std::thread::scope(|scope| scope.spawn(|| load(&address, doors, &bonds)).join().unwrap());
    serving.abort();
    made
}

async fn enrolled<S: Store>(service: &Service<S>, doors: &[Door]) -> Vec<Bond> {
    let programme: Programme = serde_json::from_value(serde_json::json!({
        "edition": {"id": "week", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
        "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels"}],
        "events": [{"id": "brussels-day", "title": {"en": "A day"}, "mode": "on_site",
                    "venue": "hall", "first_day": "2023-11-16", "last_day": "2023-11-16"}]
    }))
    .unwrap();
    service.store().put_plan(&Plan::of_programme(&programme).unwrap()).await.unwrap();
    let mut bonds = Vec::new();
    for door in doors {
        let code = EnrolmentCode::from_random([door.device.0[0]; 8]);
        let events = vec!["brussels-day".parse().unwrap()];
        service.offer(Offer { name: "Door".into(), events, gate: None }, &code).await.unwrap();
        let card = DeviceCard {
            device: door.device,
            key: door.key().public(),
            seal_to: "age1".into(),
            version: "bench".into(),
            rehearsal: false,
        };
        let request = EnrolmentRequest::new(&code, &card, &door.key()).unwrap();
        service.enrol(request).await.unwrap();
        let hub_key = service.signing_key().public();
        bonds.push(Bond { device: door.device, hub: service.identity().device, hub_key });
    }
    bonds
}

/// All doors at once, each with a connection of its own, on one thread.
fn load(address: &str, doors: &[Door], bonds: &[Bond]) -> (Duration, Duration) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let now: Arc<dyn Fn() -> Timestamp + Send + Sync> = Arc::new(Timestamp::now);
    let hubs = doors.iter().zip(bonds).map(|(door, bond)| {
        let mut chance = Chance::new(u64::from(door.device.0[0]));
        let entropy = Arc::new(Mutex::new(move |buffer: &mut [u8]| chance.fill(buffer)));
        HttpHub::new(client().unwrap(), address, *bond, door.key(), Arc::clone(&now), entropy)
    });
    let hubs = hubs.collect::<Vec<_>>();
    let push_all = |batches: Range<usize>| {
        futures_util::future::join_all(
            doors
                .iter()
                .zip(&hubs)
                .map(move |(door, hub)| push(hub, &door.batches[batches.clone()])),
        )
    };
    runtime.block_on(push_all(0..1));
    let (begun, used) = (Instant::now(), of_processor());
    runtime.block_on(push_all(1..doors[0].batches.len()));
    (begun.elapsed(), of_processor().saturating_sub(used))
}

async fn push(hub: &HttpHub, batches: &[Batch]) {
    for batch in batches {
        let (now, batches) = (Timestamp::now(), vec![batch.clone()]);
        let push = Push { now, batches, given_back: Vec::new() };
        let pushed = hub.push(push).await.unwrap();
        assert_eq!(pushed.series[0].seq, batch.head.seq);
        assert!(pushed.put_aside.is_empty());
    }
}

/// How long this thread has run on a processor, as Linux counts it.
fn of_processor() -> Duration {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(counted.split(' ').next().unwrap().parse().unwrap())
}
