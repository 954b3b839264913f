//! How much may be asked at once, and how long it may take.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

/// What one hub takes upon itself. Devices are held to a pace of their own, see
/// [`crate::service`]; this is against whoever is none.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests a second from one address. A venue's kiosks may share one.
    pub a_second: u32,
    /// Requests that are worked on at once; more wait.
    pub at_once: usize,
    /// How long a request may wait and work before it is given up; snapshots and hints begin
    /// within this and then go on.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { a_second: 1_000, at_once: 512, patience: Duration::from_secs(30) }
    }
}

impl Limits {
    /// Holds a router to them.
    pub(super) fn hold(self, router: Router) -> Router {
        let number = NonZeroU32::new(self.a_second).unwrap_or(NonZeroU32::MIN);
        let pace = Arc::new(RateLimiter::keyed(Quota::per_second(number)));
        let room = Arc::new(Semaphore::new(self.at_once));
        router.layer(middleware::from_fn(move |request: Request, next: Next| {
            let (pace, room) = (Arc::clone(&pace), Arc::clone(&room));
            async move { self.admit(&pace, &room, request, next).await }
        }))
    }

    async fn admit(
        self,
        pace: &DefaultKeyedRateLimiter<IpAddr>,
        room: &Semaphore,
        request: Request,
        next: Next,
    ) -> Response {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let address = address.map(|ConnectInfo(address)| address.ip());
        if address.is_some_and(|address| pace.check_key(&address).is_err()) {
            return later(StatusCode::TOO_MANY_REQUESTS);
        }
        let worked = async {
            let _room = room.acquire().await.ok()?;
            Some(next.run(request).await)
        };
        match tokio::time::timeout(self.patience, worked).await {
            Ok(Some(response)) => response,
            _ => later(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

fn later(status: StatusCode) -> Response {
    let mut response = status.into_response();
    response.headers_mut().insert("retry-after", HeaderValue::from_static("5"));
    response
}
