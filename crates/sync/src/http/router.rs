//! The hub's end of the HTTP, over whatever implements the protocol's traits.

mod answer;
mod hints;
mod snapshot;

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::change::Cursor;
use parvis_protocol::enrol::{Enrolled, EnrolmentRequest};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::Pull;
use parvis_protocol::hub::{Enrols, Hub};
use parvis_protocol::key::{DeviceKey, PublicKey};
use parvis_protocol::limits::REQUEST_BYTES;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::request::{Asked, Nonce, REQUEST_HEADER, RequestSeal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::sync::{Semaphore, watch};

use crate::http::path;
use answer::{answer, refuse, refuse_unsigned};

/// What the router serves.
pub trait Service: Enrols<Trouble = Refusal> + 'static {
    /// The hub as one device sees it.
    type Desk: Hub<Trouble = Refusal> + 'static;

    /// As [`Enrols::enrol`], for somebody at this address, where it is known: whoever guesses codes
    /// shall be slowed, and nobody else.
    fn enrol_at(
        &self,
        request: EnrolmentRequest,
        address: Option<IpAddr>,
    ) -> impl Future<Output = Result<Enrolled, Refusal>> + Send;

    /// The hub's id.
    fn id(&self) -> DeviceId;

    /// The key that answers are signed with.
    fn key(&self) -> &DeviceKey;

    /// The key of a device that is or was enrolled here.
    fn device_key(
        &self,
        device: DeviceId,
    ) -> impl Future<Output = Result<PublicKey, Refusal>> + Send;

    /// The hub as this device sees it, once its request's signature was checked. Refuses a device
    /// that asks too much.
    fn desk(&self, device: DeviceId) -> Result<Self::Desk, Refusal>;

    /// The number of the latest change, whenever it moves.
    fn news(&self) -> watch::Receiver<Cursor>;
}

/// How much that goes on after its answer has begun is given at once.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How many devices may listen for hints. The others ask now and then.
    pub listeners: usize,
    /// How many snapshots are sent. Each holds a thread and a connection to the store for as long
    /// as the device takes to read it.
    pub snapshots: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { listeners: 4_096, snapshots: 8 }
    }
}

/// The paths under `/v1`, within the usual bounds.
pub fn router<S: Service>(service: Arc<S>) -> Router {
    router_within(service, Bounds::default())
}

/// The paths under `/v1`.
pub fn router_within<S: Service>(service: Arc<S>, bounds: Bounds) -> Router {
    let listening = Arc::new(hints::Listening::new(bounds.listeners));
    let hints = Router::new()
        .route(path::HINTS, get(hints::give::<S>))
        .with_state((Arc::clone(&service), listening));
    let filling = Arc::new(Semaphore::new(bounds.snapshots));
    let snapshots = Router::new()
        .route(path::SNAPSHOT, get(snapshot::give::<S>))
        .with_state((Arc::clone(&service), filling));
    Router::new()
        .route(path::ENROLMENT, post(enrol::<S>))
        .route(path::STATUS, post(status::<S>))
        .route(path::FACTS, post(push::<S>))
        .route(path::CHANGES, get(pull::<S>))
        .route(path::PICTURE, post(picture::<S>))
        .with_state(service)
        .merge(hints)
        .merge(snapshots)
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
}

/// Everything of a request that its signature covers.
struct Received {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

/// A request whose signature was checked.
struct Known<S: Service> {
    desk: S::Desk,
    nonce: Nonce,
}

impl Received {
    fn seal(&self) -> Result<RequestSeal, Refusal> {
        let header = self.headers.get(REQUEST_HEADER).and_then(|header| header.to_str().ok());
        let header = header.unwrap_or_default();
        header.parse().map_err(|error: parvis_protocol::request::SealError| {
            Refusal::new(RefusalCode::BadSignature, error.to_string())
        })
    }

    /// Checks who asks. A refusal is signed as well when at least the nonce could be read.
    async fn known<S: Service>(&self, service: &S) -> Result<Known<S>, Response> {
        let seal = self.seal().map_err(|refusal| refuse_unsigned(&refusal))?;
        let checked = self.check(service, &seal).await;
        let desk = checked.and_then(|()| service.desk(seal.device));
        match desk {
            Ok(desk) => Ok(Known { desk, nonce: seal.nonce }),
            Err(refusal) => Err(refuse(service, seal.nonce, &refusal)),
        }
    }

    async fn check<S: Service>(&self, service: &S, seal: &RequestSeal) -> Result<(), Refusal> {
        let key = service.device_key(seal.device).await?;
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let (method, body, hub) = (self.method.as_str(), &self.body[..], service.id());
        seal.verify(&key, &Asked { method, path, body, hub }).map_err(|_| {
            let message = "the request was not signed by the device it names, for this hub";
            Refusal::new(RefusalCode::BadSignature, message)
        })
    }

    /// The answer to what the body asks, for whoever signed it.
    async fn answered<S: Service, Q: DeserializeOwned, A: Serialize, F>(
        self,
        service: &S,
        ask: impl FnOnce(S::Desk, Q) -> F,
    ) -> Response
    where
        F: Future<Output = Result<A, Refusal>>,
    {
        let known = match self.known(service).await {
            Ok(known) => known,
            Err(refusal) => return refusal,
        };
        let outcome = match read(&self.body) {
            Ok(asked) => ask(known.desk, asked).await,
            Err(refusal) => Err(refusal),
        };
        answer(service, known.nonce, outcome)
    }
}

impl<S: Send + Sync> FromRequest<S> for Received {
    type Rejection = BytesRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, BytesRejection> {
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let headers = request.headers().clone();
        Ok(Self { method, uri, headers, body: Bytes::from_request(request, state).await? })
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(RefusalCode::BadRequest, error.to_string()))
}

async fn enrol<S: Service>(
    State(service): State<Arc<S>>,
    connected: Option<Extension<ConnectInfo<SocketAddr>>>,
    body: Bytes,
) -> Response {
    let address = connected.map(|Extension(ConnectInfo(address))| address.ip());
    let enrolled = match read::<EnrolmentRequest>(&body) {
        Ok(request) => service.enrol_at(request, address).await,
        Err(refusal) => Err(refusal),
    };
    match enrolled {
        Ok(enrolled) => answer::plain(&enrolled),
        Err(refusal) => refuse_unsigned(&refusal),
    }
}

async fn status<S: Service>(State(service): State<Arc<S>>, received: Received) -> Response {
    let ask = |desk: S::Desk, asked| async move { desk.status(asked).await };
    received.answered(&*service, ask).await
}

async fn push<S: Service>(State(service): State<Arc<S>>, received: Received) -> Response {
    let ask = |desk: S::Desk, asked| async move { desk.push(asked).await };
    received.answered(&*service, ask).await
}

async fn picture<S: Service>(State(service): State<Arc<S>>, received: Received) -> Response {
    let ask = |desk: S::Desk, asked| async move { desk.picture(asked).await };
    received.answered(&*service, ask).await
}

/// The query of `GET /v1/changes`.
#[derive(Debug, Deserialize)]
struct ChangesQuery {
    epoch: Epoch,
    statement: u64,
    after: u64,
    incarnation: Incarnation,
    limit: u32,
}

async fn pull<S: Service>(
    State(service): State<Arc<S>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let received = Received { method, uri, headers, body: Bytes::new() };
    let known = match received.known(&*service).await {
        Ok(known) => known,
        Err(refusal) => return refusal,
    };
    let query = Query::<ChangesQuery>::try_from_uri(&received.uri);
    let outcome = match query {
        Ok(Query(ChangesQuery { epoch, statement, after, incarnation, limit })) => {
            let after = Cursor(after);
            known.desk.pull(Pull { epoch, statement, after, incarnation, limit }).await
        }
        Err(error) => Err(Refusal::new(RefusalCode::BadRequest, error.to_string())),
    };
    answer(&*service, known.nonce, outcome)
}

/// A body that is sent in pieces.
fn streamed(
    pieces: impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static,
    content_type: &'static str,
) -> Response {
    let mut response = Response::new(Body::from_stream(pieces));
    let value = axum::http::HeaderValue::from_static(content_type);
    response.headers_mut().insert(axum::http::header::CONTENT_TYPE, value);
    response
}
