//! `GET /v1/snapshot`: written while it is sent, so that no hub holds a roster in its memory.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use futures_util::stream;
use parvis_domain::id::Incarnation;
use parvis_protocol::hub::Hub as _;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use serde::Deserialize;
use tokio::sync::{Semaphore, mpsc};

use super::answer::refuse;
use super::{Received, Service, streamed};

/// How much is gathered before it is sent, in bytes.
const PIECE: usize = 64 * 1024;
/// How many pieces may wait for a slow network.
const PIECES: usize = 4;
/// How long a device waits here for its turn, before it is asked to come again.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Deserialize)]
struct SnapshotQuery {
    incarnation: Incarnation,
}

pub(super) async fn give<S: Service>(
    State((service, filling)): State<(Arc<S>, Arc<Semaphore>)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let received = Received { method, uri, headers, body: Bytes::new() };
    let known = match received.known(&*service).await {
        Ok(known) => known,
        Err(refusal) => return refusal,
    };
    let incarnation = match Query::<SnapshotQuery>::try_from_uri(&received.uri) {
        Ok(Query(query)) => query.incarnation,
        Err(error) => {
            let refusal = Refusal::new(RefusalCode::BadRequest, error.to_string());
            return refuse(&*service, known.nonce, &refusal);
        }
    };
    let place = tokio::time::timeout(PATIENCE, filling.acquire_owned()).await;
    let Ok(Ok(place)) = place else {
        let message = "as many kiosks are being filled as this hub fills at once; ask again";
        let refusal = Refusal::new(RefusalCode::Unavailable, message);
        return refuse(&*service, known.nonce, &refusal);
    };
    let (sender, mut receiver) = mpsc::channel(PIECES);
    let writing = tokio::spawn(async move {
        // Held until the last piece was taken, or nobody takes any more.
        let _place = place;
        let mut pieces = Pieces { sender: sender.clone(), piece: Vec::with_capacity(PIECE) };
        let outcome = known.desk.snapshot(incarnation, &mut pieces).await;
        let outcome = outcome.and_then(|()| pieces.flush().map_err(|e| gone(&e)));
        if let Err(refusal) = &outcome {
            let broken = io::Error::other(refusal.to_string());
            let _ = sender.send(Err(broken)).await;
        }
        outcome
    });
    // What is refused before anything was written is answered with the refusal.
    match receiver.recv().await {
        Some(Ok(first)) => {
            let rest = stream::unfold(receiver, |mut receiver| async move {
                receiver.recv().await.map(|piece| (piece, receiver))
            });
            let first = stream::iter([Ok(first)]);
            streamed(futures_util::StreamExt::chain(first, rest), "application/zstd")
        }
        _ => {
            let refused = writing.await.ok().and_then(Result::err);
            let refusal = refused.unwrap_or_else(|| {
                Refusal::new(RefusalCode::Unavailable, "the snapshot could not be made")
            });
            refuse(&*service, known.nonce, &refusal)
        }
    }
}

fn gone(error: &io::Error) -> Refusal {
    Refusal::new(RefusalCode::Unavailable, error.to_string())
}

/// Sends what is written, in pieces. Blocks while the network is slow: whoever writes does so on a
/// thread that may.
struct Pieces {
    sender: mpsc::Sender<Result<Bytes, io::Error>>,
    piece: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let sent = match tokio::runtime::Handle::try_current() {
            Ok(_) => tokio::task::block_in_place(|| self.sender.blocking_send(Ok(piece.into()))),
            Err(_) => self.sender.blocking_send(Ok(piece.into())),
        };
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send() }
    }
}
