//! Forms that were sent: whether the console's own page sent them, and what is in them.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use axum::response::Response;

use super::Console;
use super::failure::Failure;
use super::uploads::Sent;
use super::visit::{Caller, Visit};
use crate::store::Store;

/// The field of every form that proves which sign-in's page it comes from.
pub(super) const FORM_TOKEN: &str = "form";

/// The longest form without a file, in bytes.
const FORM_BYTES: usize = 64 * 1024;

/// The fields of a form, in their order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=b&c=d`. What is no text is replaced.
    pub(super) fn read(body: &[u8]) -> Self {
        let pairs = body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let read = pairs.map(|pair| {
            let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let value = pair.get(end + 1..).unwrap_or_default();
            (decoded(pair.get(..end).unwrap_or_default()), decoded(value))
        });
        Self(read.collect())
    }

    /// The first value of a field that is not empty, without blanks at its ends.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of a field that is not empty.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_name = self.0.iter().filter(move |(found, _)| found == name);
        of_name.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Every field whose name begins so, by the rest of its name.
    pub(super) fn beginning<'f>(
        &'f self,
        with: &'f str,
    ) -> impl Iterator<Item = (&'f str, &'f str)> {
        let fields = self.0.iter();
        fields.filter_map(move |(name, value)| Some((name.strip_prefix(with)?, value.as_str())))
    }

    /// A value to the letter: a password may begin with a blank.
    pub(super) fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// The text that `application/x-www-form-urlencoded` writes so.
fn decoded(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|digits| const_hex::decode_to_array::<_, 1>(digits).ok());
        (rest, _) = match (first, hex) {
            (b'%', Some([byte])) => (after.get(2..).unwrap_or_default(), bytes.push(byte)),
            (b'+', _) => (after, bytes.push(b' ')),
            _ => (after, bytes.push(*first)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A form that somebody sent who is signed in, from one of their own pages.
pub(super) struct Posted {
    pub(super) visit: Visit,
    pub(super) fields: Fields,
}

/// Whether a browser says that another site sent this.
fn is_foreign(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|header| header.to_str().ok());
    // Some browsers say nothing; then the form's token decides alone.
    let Some(origin) = header(ORIGIN.as_str()) else {
        return header("sec-fetch-site").is_some_and(|site| site != "same-origin");
    };
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_none() || origin_host != header(HOST.as_str())
}

/// Compares without telling by the time it takes where two texts differ.
fn is_same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

async fn fields(request: Request) -> Result<Fields, Failure> {
    let body = axum::body::to_bytes(request.into_body(), FORM_BYTES).await;
    body.map(|body| Fields::read(&body)).map_err(|_| Failure::Form)
}

impl<S: Store> FromRequest<Console<S>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, console: &Console<S>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = <Visit as axum::extract::FromRequestParts<Console<S>>>::from_request_parts(
            &mut parts, console,
        )
        .await?;
        if is_foreign(&parts.headers) {
            return Err(Failure::Foreign.page(&visit));
        }
        let read = fields(Request::from_parts(parts, body)).await;
        let fields = read.map_err(|failure| failure.page(&visit))?;
        if !is_same(fields.raw(FORM_TOKEN), &visit.form_token) {
            return Err(Failure::Foreign.page(&visit));
        }
        Ok(Self { visit, fields })
    }
}

/// A form that anybody may send, from the console's own page: the one to sign in with.
pub(super) struct OpenForm {
    pub(super) caller: Caller,
    pub(super) headers: HeaderMap,
    pub(super) fields: Fields,
}

impl<S: Store> FromRequest<Console<S>> for OpenForm {
    type Rejection = Response;

    async fn from_request(request: Request, console: &Console<S>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let caller = <Caller as axum::extract::FromRequestParts<Console<S>>>::from_request_parts(
            &mut parts, console,
        )
        .await?;
        if is_foreign(&parts.headers) {
            return Err(Failure::Foreign.page(&caller));
        }
        let headers = parts.headers.clone();
        let read = fields(Request::from_parts(parts, body)).await;
        let fields = read.map_err(|failure| failure.page(&caller))?;
        Ok(Self { caller, headers, fields })
    }
}

/// A form with files that somebody sent who is signed in, from one of their own pages.
pub(super) struct PostedFiles {
    pub(super) visit: Visit,
    /// What it says; or that it cannot be read, or is too large.
    pub(super) sent: Result<Sent, Failure>,
}

impl<S: Store> FromRequest<Console<S>> for PostedFiles {
    type Rejection = Response;

    async fn from_request(request: Request, console: &Console<S>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = <Visit as axum::extract::FromRequestParts<Console<S>>>::from_request_parts(
            &mut parts, console,
        )
        .await?;
        if is_foreign(&parts.headers) {
            return Err(Failure::Foreign.page(&visit));
        }
        let before = |sent: &Sent| match is_same(&sent.form_token, &visit.form_token) {
            true => Ok(()),
            false => Err(Failure::Foreign),
        };
        let request = Request::from_parts(parts, body);
        let sent = match Multipart::from_request(request, &()).await {
            Ok(mut form) => Sent::read(&mut form, before).await,
            Err(_) => Err(Failure::Form),
        };
        match sent {
            Err(Failure::Foreign) => Err(Failure::Foreign.page(&visit)),
            sent => Ok(Self { visit, sent }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let fields = Fields::read("a=1&b=%C3%A9+%2B&a=2&c=&d=100%&e".as_bytes());
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((fields.one("b"), fields.one("c"), fields.one("e")), (Some("é +"), None, None));
        assert_eq!(fields.raw("d"), "100%");
    }

    #[test]
    fn another_sites_form_is_told_by_its_origin() {
        let headers = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::from_iter([(
                HOST,
                "hub.example:8443".parse().unwrap_or_else(|_| unreachable!()),
            )]);
            if let Some(origin) = origin {
                headers.insert(ORIGIN, axum::http::HeaderValue::from_static(origin));
            }
            headers
        };
        assert!(!is_foreign(&headers(Some("https://hub.example:8443"))));
        for foreign in ["https://hub.example", "https://evil.example", "null"] {
            assert!(is_foreign(&headers(Some(foreign))), "{foreign}");
        }
        assert!(!is_foreign(&headers(None)));
    }
}
