//! Figures for Prometheus.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use super::connections::Connections;
use crate::service::{ScreenState, Service};
use crate::store::{BoxError, Store};
use parvis_protocol::statement::DeviceStanding;

/// What a request was for and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    path: String,
    status: u16,
}

/// What a request was for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct For {
    path: String,
}

/// How screens are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Being {
    state: &'static str,
}

/// The figures of one hub process.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Kind, Counter>,
    seconds: Family<For, Histogram>,
    enrolled: Gauge,
    revoked: Gauge,
    unsent: Gauge,
    silent: Gauge,
    skew: Gauge,
    cursor: Gauge,
    put_aside: Gauge,
    screens: Family<Being, Gauge>,
    connections: Connections,
    connected: Gauge,
}

/// After so many minutes without a word a device counts as silent.
const SILENT_MINUTES: i64 = 5;
/// The most records put aside that are counted.
const ASIDE: u32 = 1_000;

impl Metrics {
    /// Figures that all begin at nothing.
    pub(super) fn new(connections: Connections) -> Self {
        let mut registry = Registry::with_prefix("parvis_hub");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        // From a millisecond to some eight seconds.
        let buckets = || Histogram::new(exponential_buckets(0.001, 2.0, 14));
        let seconds = Family::new_with_constructor(buckets as fn() -> Histogram);
        registry.register("request_seconds", "How long answers took", seconds.clone());
        let refused = connections.refused.clone();
        registry.register("connections_refused", "Connections that were one too many", refused);
        let screens = Family::<Being, Gauge>::default();
        registry.register("screens", "Screens of devices, by how they are", screens.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let enrolled = gauge("devices", "Devices that are enrolled");
        let revoked = gauge("devices_revoked", "Devices that were revoked");
        let unsent = gauge("records_unsent", "Records that devices said they have not sent yet");
        let silent = gauge("devices_silent", "Enrolled devices without a word for five minutes");
        let skew_help = "How many seconds off the clock of an enrolled device is, at most";
        let skew = gauge("device_clock_skew_seconds", skew_help);
        let cursor = gauge("cursor", "Number of the latest change");
        let put_aside = gauge("records_put_aside", "Records for somebody to look into");
        let connected = gauge("connections", "Connections at the moment");
        Self {
            registry,
            requests,
            seconds,
            enrolled,
            revoked,
            unsent,
            silent,
            skew,
            cursor,
            put_aside,
            screens,
            connections,
            connected,
        }
    }

    /// Counts every request to a router by its route, and how long each took.
    pub(super) fn count(self: &Arc<Self>, router: Router) -> Router {
        let metrics = Arc::clone(self);
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let metrics = Arc::clone(&metrics);
            async move {
                let route = request.extensions().get::<MatchedPath>();
                let path = route.map_or("other", MatchedPath::as_str).to_owned();
                let began = Instant::now();
                let response = next.run(request).await;
                let took = began.elapsed().as_secs_f64();
                metrics.seconds.get_or_create(&For { path: path.clone() }).observe(took);
                let status = response.status().as_u16();
                metrics.requests.get_or_create(&Kind { path, status }).inc();
                response
            }
        }))
    }

    /// All figures as text.
    pub(super) async fn text<S: Store>(&self, service: &Service<S>) -> Result<String, BoxError> {
        let store = service.store();
        let devices = store.devices().await?;
        let enrolled = devices.iter().filter(|d| d.statement.standing == DeviceStanding::Enrolled);
        let since = service.now().as_millisecond() - SILENT_MINUTES * 60_000;
        let spoke = |ms: i64| ms >= since;
        let silent = enrolled.clone().filter(|device| {
            !device.seen.as_ref().is_some_and(|seen| spoke(seen.at.as_millisecond()))
        });
        let unsent: u64 = enrolled.clone().filter_map(|d| Some(d.seen.as_ref()?.unsent)).sum();
        let skew = enrolled.clone().filter_map(|d| Some(d.seen.as_ref()?.ahead_ms.unsigned_abs()));
        let skew = skew.max().unwrap_or(0) / 1_000;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.silent.set(count(silent.count()));
        let enrolled = enrolled.count();
        self.revoked.set(count(devices.len() - enrolled));
        self.enrolled.set(count(enrolled));
        self.unsent.set(i64::try_from(unsent).unwrap_or(i64::MAX));
        self.skew.set(i64::try_from(skew).unwrap_or(i64::MAX));
        self.cursor.set(i64::try_from(store.cursor().await?.0).unwrap_or(i64::MAX));
        self.put_aside.set(count(store.put_aside(ASIDE).await?.len()));
        let screens = service.screens().await?;
        for (state, name) in [
            (ScreenState::Fine, "fine"),
            (ScreenState::Wrong, "wrong"),
            (ScreenState::Silent, "silent"),
        ] {
            let so = screens.iter().filter(|one| ScreenState::of(one, service.now()) == state);
            self.screens.get_or_create(&Being { state: name }).set(count(so.count()));
        }
        self.connected.set(count(self.connections.number()));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
