//! `GET /v1/hints`: server-sent events that say that something is new.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use parvis_protocol::exchange::Hint;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::request::Nonce;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::answer::refuse;
use super::{Received, Service};
use crate::jitter::Jitter;

/// Something is sent at least this often, so that a dead connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// The shortest time between two hints to one kiosk.
const BREATH: Duration = Duration::from_millis(150);
/// Over how much time one piece of news is told to all, for each that listens: two thousand that
/// all ask in one moment would be two thousand questions at once, and after each fact of one.
const SPREAD_EACH: Duration = Duration::from_millis(8);

/// Those who listen, of one router.
pub(super) struct Listening {
    places: Arc<Semaphore>,
    at_most: usize,
}

impl Listening {
    pub(super) fn new(at_most: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(at_most)), at_most }
    }

    /// A place, kept until it is dropped; `None` when all are taken.
    fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    fn number(&self) -> u32 {
        let taken = self.at_most.saturating_sub(self.places.available_permits());
        u32::try_from(taken).unwrap_or(u32::MAX)
    }
}

/// How long one of so many that listen waits with news. Each draws its own.
fn spread(listening: u32, jitter: &mut Jitter) -> Duration {
    SPREAD_EACH.saturating_mul(listening) * jitter.below(1_024) / 1_024
}

/// What a kiosk drew for its request spreads its hints as well.
fn drawn(nonce: Nonce) -> Jitter {
    let [a, b, c, d, e, f, g, h, ..] = *nonce.as_bytes();
    Jitter::new(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
}

pub(super) async fn give<S: Service>(
    State((service, listening)): State<(Arc<S>, Arc<Listening>)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let received = Received { method, uri, headers, body: Bytes::new() };
    let nonce = match received.known(&*service).await {
        Ok(known) => known.nonce,
        Err(refusal) => return refusal,
    };
    let Some(place) = listening.place() else {
        let message = "as many listen as this hub hints to; ask now and then";
        let refusal = Refusal::new(RefusalCode::Unavailable, message);
        return refuse(&*service, nonce, &refusal);
    };
    let mut news = service.news();
    news.mark_changed();
    let told = None::<Jitter>;
    let state = (news, listening, place, told);
    let hints = stream::unfold(state, move |(mut news, listening, place, told)| async move {
        if told.is_some() {
            tokio::time::sleep(BREATH).await;
        }
        news.changed().await.ok()?;
        let jitter = match told {
            // Whoever begins to listen may have missed something: that is told at once.
            None => drawn(nonce),
            Some(mut jitter) => {
                tokio::time::sleep(spread(listening.number(), &mut jitter)).await;
                jitter
            }
        };
        let cursor = *news.borrow_and_update();
        let event = Event::default().json_data(Hint { cursor }).unwrap_or_default();
        Some((Ok::<_, Infallible>(event), (news, listening, place, Some(jitter))))
    });
    let alive = KeepAlive::new().interval(HEARTBEAT);
    Sse::new(hints).keep_alive(alive).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_told_to_two_at_once_and_to_two_thousand_one_after_the_other() {
        let of = |n: u64, listening| {
            // As unlike each other as what is drawn.
            let seed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            spread(listening, &mut Jitter::new(seed))
        };
        assert!((0..100).all(|n| of(n, 2) < Duration::from_millis(16)));
        let mut many: Vec<_> = (0..2_000).map(|n| of(n, 2_000)).collect();
        many.sort_unstable();
        let (first, last) = (many[0], many[many.len() - 1]);
        assert!(last < Duration::from_secs(16) && last > Duration::from_secs(15), "{last:?}");
        assert!(first < Duration::from_secs(1), "{first:?}");
        let crowd = many.windows(20).map(|some| some[19] - some[0]).min();
        assert!(crowd > Some(Duration::from_millis(20)), "twenty within {crowd:?}");
    }

    #[test]
    fn a_place_is_free_again_when_its_listener_goes() {
        let listening = Listening::new(2);
        let (one, two) = (listening.place(), listening.place());
        assert!(one.is_some() && two.is_some() && listening.place().is_none());
        assert_eq!(listening.number(), 2);
        drop(one);
        assert_eq!(listening.number(), 1);
        assert!(listening.place().is_some());
    }
}
