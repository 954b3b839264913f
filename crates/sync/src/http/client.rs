//! A hub as a kiosk reaches it.

mod enrol;
mod hints;
mod later;

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use jiff::Timestamp;
use parvis_domain::id::Incarnation;
use parvis_protocol::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use parvis_protocol::hub::Hub;
use parvis_protocol::key::{DeviceKey, Signature};
use parvis_protocol::limits::{ANSWER_BYTES, SNAPSHOT_BYTES};
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::request::{
    ANSWER_HEADER, Asked, Nonce, REQUEST_HEADER, RequestSeal, verify_answer,
};
use parvis_protocol::screen::{Picture, PictureTaken};
use reqwest::{Client, Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::http::path;
use crate::round::Bond;

pub use enrol::enrol;

/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long an answer may keep silent.
const SILENCE: Duration = Duration::from_secs(20);
/// How long a question and its answer may take in all, snapshots apart. Whoever lets them through
/// byte by byte could otherwise keep a kiosk from learning, or doing, anything else.
const IN_ALL: Duration = Duration::from_secs(5 * 60);

/// Fills a buffer with randomness that nobody can guess.
pub type Entropy = Arc<Mutex<dyn FnMut(&mut [u8]) + Send>>;

/// What went wrong between asking and being answered.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Nobody answers.
    #[error("the hub cannot be reached: {0}")]
    Unreachable(String),
    /// Something answers, and it is not the hub: its signature is missing or wrong.
    #[error("something else answered in the hub’s place (HTTP status {status})")]
    NotTheHub {
        /// What it answered with.
        status: u16,
    },
    /// Something answers that it cannot just now, without the hub’s signature: a hub that is
    /// asked too much, or whatever stands between. It proves nothing.
    #[error("the hub or something on the way to it cannot answer now (HTTP status {status})")]
    PutOff {
        /// What it answered with.
        status: u16,
        /// How long it asks to wait.
        later: Duration,
    },
    /// The hub refused.
    #[error("the hub refused: {refusal}")]
    Refused {
        /// What it said.
        refusal: Refusal,
        /// How long it asks to wait, if waiting is what it asks for.
        later: Option<Duration>,
    },
    /// The hub answered, and it cannot be read.
    #[error("the hub’s answer cannot be read: {0}")]
    Unreadable(String),
    /// The answer is longer than any can be.
    #[error("the hub’s answer is too long")]
    TooLong,
    /// A snapshot could not be put down.
    #[error("the snapshot could not be kept: {0}")]
    Spool(std::io::Error),
}

impl Trouble {
    /// Whether waiting may be all it takes: the network, or a hub that is busy or being repaired.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::NotTheHub { .. } | Self::PutOff { .. } => true,
            Self::Refused { refusal, .. } => {
                matches!(refusal.code, RefusalCode::Unavailable | RefusalCode::SlowDown)
            }
            _ => false,
        }
    }

    /// How long whoever answered asks to wait, as they said it: nobody has to believe a day.
    #[must_use]
    pub fn later(&self) -> Option<Duration> {
        match self {
            Self::PutOff { later, .. } => Some(*later),
            Self::Refused { later, .. } => *later,
            _ => None,
        }
    }
}

/// A hub that is asked over HTTP.
#[derive(Clone)]
pub struct HttpHub {
    client: Client,
    /// `https://hub.example:8443`, without a slash at its end.
    address: String,
    bond: Bond,
    key: DeviceKey,
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    entropy: Entropy,
}

/// Makes a client for one hub after another: connections are kept and used again.
///
/// # Errors
/// [`Trouble::Unreachable`] when the system's certificates cannot be read.
pub fn client() -> Result<Client, Trouble> {
    // Twice is no fault: the provider is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .connect_timeout(CONNECTING)
        .read_timeout(SILENCE)
        // A hub does not send anybody elsewhere; a Wi-Fi's page does.
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("parvis/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| unreachable(&error))
}

impl HttpHub {
    /// The hub at an address, asked in a device's name.
    #[must_use]
    pub fn new(
        client: Client,
        address: &str,
        bond: Bond,
        key: DeviceKey,
        now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
        entropy: Entropy,
    ) -> Self {
        let address = address.trim_end_matches('/').to_owned();
        Self { client, address, bond, key, now, entropy }
    }

    async fn ask<A: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
    ) -> Result<A, Trouble> {
        let (nonce, response) = self.send(method, path, body, Some(IN_ALL)).await?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(self.refused(nonce, response).await);
        }
        let signature = signature_of(&response);
        let body = read_whole(response).await?;
        match self.is_signed(nonce, status, &body, signature) {
            true => read(&body),
            false => Err(Trouble::NotTheHub { status }),
        }
    }

    fn is_signed(
        &self,
        nonce: Nonce,
        status: u16,
        body: &[u8],
        signature: Option<Signature>,
    ) -> bool {
        signature.is_some_and(|signature| {
            verify_answer(&self.bond.hub_key, nonce, status, body, &signature).is_ok()
        })
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        in_all: Option<Duration>,
    ) -> Result<(Nonce, Response), Trouble> {
        let mut random = [0; 16];
        (self.entropy.lock().unwrap_or_else(PoisonError::into_inner))(&mut random);
        let nonce = Nonce::from_bytes(random);
        let asked = Asked { method: method.as_str(), path, body: &body, hub: self.bond.hub };
        let seal = RequestSeal::sign(&self.key, self.bond.device, (self.now)(), nonce, &asked);
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.address))
            .header(REQUEST_HEADER, seal.to_string())
            .header("content-type", "application/json")
            .body(body);
        if let Some(in_all) = in_all {
            request = request.timeout(in_all);
        }
        let response = request.send().await.map_err(|error| unreachable(&error))?;
        Ok((nonce, response))
    }
}

impl Hub for HttpHub {
    type Trouble = Trouble;

    async fn status(&self, request: StatusRequest) -> Result<Status, Trouble> {
        self.ask(Method::POST, path::STATUS, written(&request)?).await
    }

    async fn push(&self, push: Push) -> Result<Pushed, Trouble> {
        self.ask(Method::POST, path::FACTS, written(&push)?).await
    }

    async fn pull(&self, pull: Pull) -> Result<Page, Trouble> {
        let Pull { epoch, statement, after, incarnation, limit } = pull;
        let path = format!(
            "{}?epoch={epoch}&statement={statement}&after={}&incarnation={incarnation}&limit={limit}",
            path::CHANGES,
            after.0
        );
        self.ask(Method::GET, &path, Vec::new()).await
    }

    async fn picture(&self, picture: Picture) -> Result<PictureTaken, Trouble> {
        self.ask(Method::POST, path::PICTURE, written(&picture)?).await
    }

    async fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> Result<(), Trouble> {
        let path = format!("{}?incarnation={incarnation}", path::SNAPSHOT);
        let (nonce, response) = self.send(Method::GET, &path, Vec::new(), None).await?;
        if response.status().as_u16() != 200 {
            return Err(self.refused(nonce, response).await);
        }
        // It carries its own signature at its end, and is checked before anything is taken of it.
        let mut left = SNAPSHOT_BYTES;
        let mut pieces = response.bytes_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| unreachable(&error))?;
            left = left.checked_sub(piece.len() as u64).ok_or(Trouble::TooLong)?;
            into.write_all(&piece).map_err(Trouble::Spool)?;
        }
        Ok(())
    }
}

impl HttpHub {
    /// What an answer that is not 200 means: the hub's refusal if it signed it.
    async fn refused(&self, nonce: Nonce, response: Response) -> Trouble {
        let status = response.status().as_u16();
        let later = later::asked(&response);
        let signature = signature_of(&response);
        let body = match read_whole(response).await {
            Ok(body) => body,
            // Longer than any of the hub's: it is somebody's page.
            Err(Trouble::TooLong) => return later::unsigned(status, later),
            Err(trouble) => return trouble,
        };
        if !self.is_signed(nonce, status, &body, signature) {
            return later::unsigned(status, later);
        }
        read(&body).map_or_else(|trouble| trouble, |refusal| Trouble::Refused { refusal, later })
    }
}

fn signature_of(response: &Response) -> Option<Signature> {
    response.headers().get(ANSWER_HEADER)?.to_str().ok()?.parse().ok()
}

/// The body, if it is not longer than any answer can be.
async fn read_whole(response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| unreachable(&error))?;
        if body.len() + piece.len() > ANSWER_BYTES {
            return Err(Trouble::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    serde_json::from_slice(body).map_err(|error| Trouble::Unreadable(error.to_string()))
}

fn written(what: &impl Serialize) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(what).map_err(|error| Trouble::Unreadable(error.to_string()))
}

/// The innermost reason, which is the one that says something (“connection refused”).
fn unreachable(error: &reqwest::Error) -> Trouble {
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    Trouble::Unreachable(reason.to_string())
}
