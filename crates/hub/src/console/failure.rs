//! What went wrong, as a page that says what to do; and answers that are no pages.

use axum::body::Body;
use axum::extract::State;
use axum::extract::multipart::MultipartError;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, html};

use super::Console;
use super::page::bare;
use super::visit::Caller;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::service::{DeclareError, SayError};
use crate::store::{Store, StoreError};

/// Why a page could not be given.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// There is no such page, event, device or file.
    #[error("there is no such page")]
    Missing,
    /// The form did not come from one of this sign-in's own pages.
    #[error("the form came from elsewhere")]
    Foreign,
    /// The form cannot be read, or is too long.
    #[error("the form cannot be read")]
    Form,
    /// A file is larger than any that is taken.
    #[error("the file is too large")]
    TooLarge,
    /// The hub has more to do than it takes upon itself.
    #[error("too much is asked at once")]
    Busy,
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A device could not be offered a place, changed or revoked.
    #[error(transparent)]
    Declare(#[from] DeclareError),
    /// Something could not be said for the boards.
    #[error(transparent)]
    Say(#[from] SayError),
    /// A file could not be taken.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Nothing, or not all, was exported.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Something on this machine.
    #[error("the machine refused: {0}")]
    Machine(#[from] std::io::Error),
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Form,
        }
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Form => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Import(ImportError::Store(store)) if !store.is_transient() => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Declare(DeclareError::Store(_)) | Self::Say(SayError::Store(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Import(_) | Self::Declare(_) | Self::Say(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy | Self::Store(_) | Self::Export(_) | Self::Machine(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }

    /// The heading and the sentence below it, by their ids.
    fn ids(&self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("failure-missing", "failure-missing-text"),
            Self::Foreign => ("failure-foreign", "failure-foreign-text"),
            Self::Form => ("failure-form", "failure-form-text"),
            Self::TooLarge => ("failure-too-large", "failure-too-large-text"),
            Self::Busy => ("failure-busy", "failure-busy-text"),
            Self::Say(SayError::Store(_)) | Self::Store(_) | Self::Export(_) | Self::Machine(_) => {
                ("failure-store", "failure-store-text")
            }
            Self::Import(_) | Self::Declare(_) | Self::Say(_) => {
                ("failure-refused", "failure-refused-text")
            }
        }
    }

    /// The page that tells it.
    pub(super) fn page(&self, caller: &Caller) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::warn!(error = %self, "a page of the console could not be given");
        }
        let (heading, text) = self.ids();
        let words = &caller.words;
        let said = match self {
            // Their words are for the person who can mend it.
            Self::Import(error) => Some(error.to_string()),
            Self::Declare(error) => Some(error.to_string()),
            Self::Say(error) => Some(error.to_string()),
            _ => None,
        };
        let body = html! {
            h1 { (words.say(heading)) }
            p { (words.say(text)) }
            @if let Some(said) = said { p .told { (said) } }
            p { a href=(super::CONSOLE) { (words.say("back-to-overview")) } }
        };
        answer(status, bare(caller, &words.say(heading), &body))
    }
}

/// A page as it is sent.
pub(super) fn answer(status: StatusCode, page: Markup) -> Response {
    let mut response = Response::new(Body::from(page.into_string()));
    *response.status_mut() = status;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    response
}

/// A page that is as it should be.
pub(super) fn fine(page: Markup) -> Response {
    answer(StatusCode::OK, page)
}

/// Sends a browser elsewhere, with a GET.
pub(super) fn redirect(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static(super::CONSOLE));
    response.headers_mut().insert(LOCATION, to);
    response
}

/// Tells the page's script that nobody is signed in any more.
pub(super) fn signed_out() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whatever is asked for below `/console` and is not there.
pub(super) async fn not_found<S: Store>(State(_): State<Console<S>>, caller: Caller) -> Response {
    Failure::Missing.page(&caller)
}
