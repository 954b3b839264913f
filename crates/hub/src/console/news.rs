//! Tells the pages' script when something changed, so that it asks for their live parts again.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::time::{sleep, timeout};

use super::Console;
use super::visit::Visit;
use crate::store::Store;

/// How often pages are told at most: at the doors somebody comes in several times a second.
const PACE: Duration = Duration::from_secs(2);
/// How long it stays quiet at most. What is late is told by no change: that a device was not heard
/// of for long.
const QUIET: Duration = Duration::from_secs(20);
/// How many times one connection is told before it ends and the browser asks anew: then it is
/// looked whether somebody is still signed in.
const TURNS: u32 = 15;

/// Server-sent events: each says nothing but “look again”.
pub(super) async fn give<S: Store>(State(console): State<Console<S>>, _: Visit) -> Response {
    let changed = console.store().changed();
    let events = stream::unfold((changed, 0), |(mut changed, turn)| async move {
        if turn == TURNS {
            return None;
        }
        sleep(PACE).await;
        // Quiet or the store's end: in both cases looking again is right.
        let _ = timeout(QUIET, changed.changed()).await;
        // An event without data would not be given to the script.
        let event = Event::default().event("changed").data("look again");
        Some((Ok::<_, Infallible>(event), (changed, turn + 1)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(QUIET)).into_response()
}
