//! Who asks for a page: which sign-in, and in which language.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use jiff::SignedDuration;

use super::failure::{redirect, signed_out};
use super::words::{Words, cookie};
use super::{CONSOLE, Console, failure::Failure};
use crate::administrators::{SignIn, TokenHash, TriedName};
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
        Some(Self { words, path: parts.uri.path().to_owned(), query: query.map(str::to_owned) })
    }

    /// What the address asks for under a name, as it was typed.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        let query = self.query.as_deref().unwrap_or_default();
        super::posted::Fields::read(query.as_bytes()).one(name).map(str::to_owned)
    }
}

/// A hash under the hub's secret for what people's sign-ins are protected with.
fn keyed(identity: &Identity, purpose: &str, text: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(&identity.session_secret);
    hasher.update(purpose.as_bytes()).update(&[0]).update(text.as_bytes());
    hasher.finalize()
}

/// What a token is kept as.
pub(super) fn token_hash(identity: &Identity, token: &str) -> TokenHash {
    TokenHash(*keyed(identity, "console sign-in", token).as_bytes())
}

/// What the forms of a sign-in must bring back.
pub(super) fn form_token(identity: &Identity, token: &str) -> String {
    keyed(identity, "console form", token).to_hex().to_string()
}

/// What a name is counted under.
pub(super) fn tried(identity: &Identity, name: &str) -> TriedName {
    let [a, b, c, d, e, f, g, h, ..] = *keyed(identity, "console name", name).as_bytes();
    TriedName([a, b, c, d, e, f, g, h])
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
