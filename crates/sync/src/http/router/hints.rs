//! `GET /v1/hints`: server-sent events that say that something is new.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use parvis_protocol::exchange::Hint;

use super::{Received, Service};

/// How many listen now, over all hubs of this process.
static LISTENING: AtomicU64 = AtomicU64::new(0);
/// Something is sent at least this often, so that a dead connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// The shortest time between two hints to one kiosk.
const BREATH: Duration = Duration::from_millis(150);
/// And how much longer it is for each that listens: two thousand that all ask after each fact of
/// one would be two thousand questions a fact.
const BREATH_EACH: Duration = Duration::from_millis(4);

/// One that listens, counted until it goes.
struct Listener;

impl Listener {
    fn new() -> Self {
        LISTENING.fetch_add(1, Ordering::Relaxed);
        Self
    }

    fn breath() -> Duration {
        let listening = u32::try_from(LISTENING.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
        BREATH.saturating_add(BREATH_EACH.saturating_mul(listening))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        LISTENING.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(super) async fn give<S: Service>(
    State(service): State<Arc<S>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let received = Received { method, uri, headers, body: Bytes::new() };
    if let Err(refusal) = received.known(&*service).await {
        return refusal;
    }
    let mut news = service.news();
    news.mark_changed();
    let state = (news, Listener::new(), false);
    let hints = stream::unfold(state, |(mut news, listener, told)| async move {
        if told {
            tokio::time::sleep(Listener::breath()).await;
        }
        news.changed().await.ok()?;
        let cursor = *news.borrow_and_update();
        let event = Event::default().json_data(Hint { cursor }).unwrap_or_default();
        Some((Ok::<_, Infallible>(event), (news, listener, true)))
    });
    let alive = KeepAlive::new().interval(HEARTBEAT);
    Sse::new(hints).keep_alive(alive).into_response()
}
