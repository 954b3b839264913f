//! Who asks for a page: which sign-in, and in which language.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use jiff::SignedDuration;

use super::failure::{redirect, signed_out};
use super::words::{Words, cookie};
use super::{CONSOLE, Console, failure::Failure};
use crate::administrators::{SignIn, TokenHash, Tried, TriedName};
use crate::guessing::Source;
use crate::store::{Identity, Store};

/// The cookie that holds a sign-in's token.
pub(super) const TOKEN_COOKIE: &str = "parvis_sign_in";

/// How long a sign-in lasts at most.
pub(super) const LASTS: SignedDuration = SignedDuration::from_hours(12);
/// How long it lasts when nobody asks for anything.
pub(super) const IDLE: SignedDuration = SignedDuration::from_hours(1);
/// How old the time of the last request may be before it is written anew.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// The header by which the page's own script asks for a part of a page. Such requests come by
/// themselves, so they do not keep anybody signed in.
pub(super) const BY_SCRIPT: &str = "x-parvis-live";

/// A request that anybody may make, as far as every page needs it.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) words: Words,
    /// The page's address.
    pub(super) path: String,
    pub(super) query: Option<String>,
    /// The address it came from, where that is known.
    pub(super) from: Option<IpAddr>,
}

/// A request by somebody who is signed in.
pub(super) struct Visit {
    pub(super) caller: Caller,
    pub(super) sign_in: SignIn,
    /// What every form of this sign-in must bring back.
    pub(super) form_token: String,
}

impl std::ops::Deref for Visit {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl Caller {
    pub(super) fn of<S: Store>(console: &Console<S>, parts: &Parts) -> Option<Self> {
        let query = parts.uri.query();
        let words = Words::of(&console.core.texts, &parts.headers, query)?;
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Some(Self {
            words,
            path: parts.uri.path().to_owned(),
            query: query.map(str::to_owned),
            from: from.map(|ConnectInfo(address)| address.ip()),
        })
    }

    /// What the address asks for under a name, as it was typed.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        let query = self.query.as_deref().unwrap_or_default();
        super::posted::Fields::read(query.as_bytes()).one(name).map(str::to_owned)
    }
}

/// What a token is kept as.
pub(super) fn token_hash(identity: &Identity, token: &str) -> TokenHash {
    TokenHash(*identity.keyed("console sign-in", token.as_bytes()).as_bytes())
}

/// What the forms of a sign-in must bring back.
pub(super) fn form_token(identity: &Identity, token: &str) -> String {
    identity.keyed("console form", token.as_bytes()).to_hex().to_string()
}

/// What a password is counted under that somebody tries.
pub(super) fn tried(identity: &Identity, name: &str, from: Option<IpAddr>) -> Tried {
    let hash = identity.keyed("console name", name.as_bytes());
    let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
    Tried { name: TriedName([a, b, c, d, e, f, g, h]), source: Source::of(identity, from) }
}

/// The sign-in of a request; `None` when there is none that still lasts.
pub(super) async fn signed_in<S: Store>(
    console: &Console<S>,
    headers: &HeaderMap,
) -> Result<Option<(SignIn, String)>, Failure> {
    let Some(token) = cookie(headers, TOKEN_COOKIE) else { return Ok(None) };
    let identity = console.service().identity();
    let Some(mut sign_in) = console.store().signed_in(token_hash(identity, token)).await? else {
        return Ok(None);
    };
    let now = console.now();
    let older = |than: SignedDuration, at| now.duration_since(at) >= than;
    if older(LASTS, sign_in.began) || older(IDLE, sign_in.seen) {
        console.store().sign_out(sign_in.token).await?;
        return Ok(None);
    }
    if older(NOTED_EVERY, sign_in.seen) && !headers.contains_key(BY_SCRIPT) {
        console.store().note_signed_in(sign_in.token, now).await?;
        sign_in.seen = now;
    }
    Ok(Some((sign_in, form_token(identity, token))))
}

impl<S: Store> FromRequestParts<Console<S>> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, console: &Console<S>) -> Result<Self, Response> {
        Self::of(console, parts).ok_or_else(|| redirect(CONSOLE))
    }
}

impl<S: Store> FromRequestParts<Console<S>> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, console: &Console<S>) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, console).await?;
        match signed_in(console, &parts.headers).await {
            Ok(Some((sign_in, form_token))) => Ok(Self { caller, sign_in, form_token }),
            Ok(None) if parts.headers.contains_key(BY_SCRIPT) => Err(signed_out()),
            // Where somebody meant to go, they get after signing in.
            Ok(None) if parts.method == Method::GET && parts.uri.path() != CONSOLE => {
                Err(redirect(&format!("{CONSOLE}/sign-in?to={}", parts.uri.path())))
            }
            Ok(None) => Err(redirect(&format!("{CONSOLE}/sign-in"))),
            Err(failure) => Err(failure.page(&caller)),
        }
    }
}

/// Whether a request carries a sign-in's cookie, good or not.
pub(super) fn brings_cookie(headers: &HeaderMap) -> bool {
    headers.contains_key(COOKIE) && cookie(headers, TOKEN_COOKIE).is_some()
}
