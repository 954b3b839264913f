//! `/healthz` and `/metrics`.

use parvis_hub::http::Limits;
use parvis_hub::store::PostgresStore;
use parvis_testkit::postgres::Cluster;
use tokio::runtime::Runtime;

use crate::raw::get;
use crate::served::{Served, birth, eventually};

#[test]
fn figures_count_what_was_asked_and_name_nobody() {
    let hub = Served::start(Limits::default());
    let counted = |path: &str, status: u16| {
        let of = format!("parvis_hub_requests_total{{path=\"{path}\",status=\"{status}\"}}");
        hub.figure(&of).unwrap_or(0.0)
    };
    assert_eq!(hub.figure("parvis_hub_devices"), Some(0.0));
    let door = hub.device("Main entrance of Ada");
    for _ in 0..3 {
        hub.wait(door.status()).unwrap();
    }
    assert_eq!(counted("/v1/status", 200), 3.0);
    assert_eq!(counted("/v1/enrolment", 200), 1.0);
    let stranger = crate::raw::ask(hub.address, "POST", "/v1/status", "").unwrap();
    assert_eq!((stranger.status, counted("/v1/status", 401)), (401, 1.0));
    hub.get("/console/sign-in");
    assert_eq!(counted("/console/sign-in", 200), 1.0);
    hub.get("/console/events/a-secret-name");
    hub.get("/nothing/of/the/kind/a-secret-name");
    let took = "parvis_hub_request_seconds_count{path=\"/v1/status\"}";
    assert_eq!(hub.figure(took), Some(4.0));
    let expected = [
        ("devices", 1.0),
        ("devices_silent", 0.0),
        ("devices_revoked", 0.0),
        ("records_unsent", 0.0),
    ];
    for (name, value) in expected {
        assert_eq!(hub.figure(&format!("parvis_hub_{name}")), Some(value), "{name}");
    }
    assert!(hub.figure("parvis_hub_cursor") > Some(0.0));
    let screens = |state: &str| hub.figure(&format!("parvis_hub_screens{{state=\"{state}\"}}"));
    assert_eq!(["fine", "wrong", "silent"].map(screens), [Some(0.0); 3]);
    let told = serde_json::json!([
        {"screen": "HDMI-1", "shows": "lobby", "width": 1920, "height": 1080},
        {"screen": "HDMI-2", "shows": "week", "width": 1920, "height": 1080, "wrong": ["cut"]},
        {"screen": "HDMI-3", "shows": "week", "width": 0, "height": 0, "silent_ms": 50_000},
        {"screen": "HDMI-4", "shows": "door", "width": 1920, "height": 1080, "wrong": ["closed"]},
        {"screen": "HDMI-4", "shows": "door", "width": 1920, "height": 1080},
        {"screen": "HDMI-5", "shows": "week", "width": 1920, "height": 99_999},
    ]);
    hub.wait(door.status_with(Some(serde_json::from_value(told).unwrap()))).unwrap();
    let expected = [Some(1.0), Some(2.0), Some(1.0)];
    assert_eq!(["fine", "wrong", "silent"].map(screens), expected, "twice and too large are none");

    let said = hub.get("/metrics");
    let format = said.header("content-type").unwrap().to_owned();
    assert!(format.starts_with("application/openmetrics-text; version=1.0.0"), "{format}");
    assert!(said.body.ends_with("# EOF\n"), "it is whole");
    for nobody in ["Ada", "a-secret-name", "Door", "127.0.0.1", "HDMI"] {
        assert!(!said.body.contains(nobody), "{nobody} is in the figures");
    }
}

#[test]
fn requests_that_are_refused_are_counted_as_well() {
    let hub = Served::start(Limits { a_second: 2, ..Limits::default() });
    for _ in 0..10 {
        crate::raw::ask(hub.address, "POST", "/v1/status", "");
    }
    std::thread::sleep(std::time::Duration::from_secs(1));
    let refused = "parvis_hub_requests_total{path=\"/v1/status\",status=\"429\"}";
    assert!(hub.figure(refused) > Some(1.0));
}

#[test]
fn a_hub_without_its_database_says_that_it_is_not_well_until_it_is_back() {
    let cluster = Cluster::start().unwrap();
    let url = cluster.create_database("hub").unwrap();
    let runtime = Runtime::new().unwrap();
    let store = runtime.block_on(PostgresStore::open(&url, birth())).unwrap();
    let hub = Served::over(runtime, store, Limits::default(), None);
    let well = hub.get("/healthz");
    assert_eq!((well.status, &*well.body), (200, "ok\n"));
    cluster.stop().unwrap();
    let ill = get(hub.address, "/healthz");
    assert_eq!((ill.status, &*ill.body), (503, "the store cannot be used\n"));
    assert_eq!(get(hub.address, "/metrics").status, 503);
    cluster.start_again().unwrap();
    eventually("it is well again", || get(hub.address, "/healthz").status == 200);
    assert_eq!(hub.figure("parvis_hub_devices"), Some(0.0));
}
