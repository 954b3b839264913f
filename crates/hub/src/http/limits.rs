//! How much may be asked at once, and how long it may take.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use parvis_sync::http::router::Bounds;
use tokio::sync::Semaphore;

/// So many addresses are remembered before those that ask no more are forgotten.
const ADDRESSES: usize = 10_000;

/// What one hub takes upon itself. Devices are held to a pace of their own, see
/// [`crate::service`]; this is against whoever is none.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests a second from one address, of devices and of browsers each. A venue's kiosks may
    /// share one.
    pub a_second: u32,
    /// Requests that are worked on at once, of devices and of browsers each; more wait.
    pub at_once: usize,
    /// How long a request may wait and work before it is given up; snapshots and hints begin
    /// within this and then go on.
    pub patience: Duration,
    /// The same for files in and out of the console, by people who are signed in.
    pub patience_with_files: Duration,
    /// Connections at once; more are closed as soon as they are made. A kiosk has two.
    pub connections: usize,
    /// How long a connection may say nothing, or not all of a request's head, when it is its turn.
    pub silence: Duration,
    /// How long a connection may take nothing of what is sent to it.
    pub stalled: Duration,
    /// What goes on after its answer has begun.
    pub streams: Bounds,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            a_second: 1_000,
            at_once: 512,
            patience: Duration::from_secs(30),
            patience_with_files: Duration::from_secs(15 * 60),
            connections: 8_192,
            silence: Duration::from_secs(30),
            stalled: Duration::from_secs(30),
            streams: Bounds::default(),
        }
    }
}

/// What somebody is told who has to come again.
pub(crate) type Busy = Arc<dyn Fn(&Parts) -> Response + Send + Sync>;

/// Requests that are counted together, whatever others ask. Clones are the same lane.
#[derive(Clone)]
pub(super) struct Lane {
    pace: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    room: Arc<Semaphore>,
    /// `None` for those who read no pages.
    busy: Option<Busy>,
}

impl Lane {
    pub(super) fn new(limits: &Limits, busy: Option<Busy>) -> Self {
        let number = NonZeroU32::new(limits.a_second).unwrap_or(NonZeroU32::MIN);
        let pace = Arc::new(RateLimiter::keyed(Quota::per_second(number)));
        Self { pace, room: Arc::new(Semaphore::new(limits.at_once)), busy }
    }

    /// Holds a router to the lane's limits, and each of its requests to this patience.
    pub(super) fn hold(&self, router: Router, patience: Duration) -> Router {
        let lane = self.clone();
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let lane = lane.clone();
            async move { lane.admit(patience, request, next).await }
        }))
    }

    async fn admit(&self, patience: Duration, request: Request, next: Next) -> Response {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let address = address.map(|ConnectInfo(address)| address.ip());
        let (parts, body) = request.into_parts();
        let asked = self.busy.as_ref().map(|busy| (busy, parts.clone()));
        let later = |status| put_off(status, asked.map(|(busy, parts)| busy(&parts)));
        if self.pace.len() > ADDRESSES {
            self.pace.retain_recent();
        }
        if address.is_some_and(|address| self.pace.check_key(&address).is_err()) {
            return later(StatusCode::TOO_MANY_REQUESTS);
        }
        let worked = async {
            let _room = self.room.acquire().await.ok()?;
            Some(next.run(Request::from_parts(parts, body)).await)
        };
        match tokio::time::timeout(patience, worked).await {
            Ok(Some(response)) => response,
            _ => later(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

fn put_off(status: StatusCode, page: Option<Response>) -> Response {
    let mut response = page.unwrap_or_else(|| status.into_response());
    *response.status_mut() = status;
    response.headers_mut().insert("retry-after", HeaderValue::from_static("5"));
    response
}
