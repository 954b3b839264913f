//! Answers, signed by the hub.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use parvis_protocol::refusal::{Refusal, RefusalCode};
use parvis_protocol::request::{ANSWER_HEADER, Nonce, sign_answer};
use serde::Serialize;

use super::Service;

/// Answers with what came of it.
pub(super) fn answer<S: Service, T: Serialize>(
    service: &S,
    nonce: Nonce,
    outcome: Result<T, Refusal>,
) -> Response {
    match outcome {
        Ok(value) => signed(service, nonce, StatusCode::OK, &value),
        Err(refusal) => refuse(service, nonce, &refusal),
    }
}

/// Refuses, signed.
pub(super) fn refuse<S: Service>(service: &S, nonce: Nonce, refusal: &Refusal) -> Response {
    signed(service, nonce, status_of(refusal.code), refusal)
}

/// Refuses somebody whose nonce is not known.
pub(super) fn refuse_unsigned(refusal: &Refusal) -> Response {
    respond(status_of(refusal.code), body(refusal))
}

/// Answers without a signature: what is sent proves itself.
pub(super) fn plain(value: &impl Serialize) -> Response {
    respond(StatusCode::OK, body(value))
}

fn signed<S: Service>(
    service: &S,
    nonce: Nonce,
    status: StatusCode,
    value: &impl Serialize,
) -> Response {
    let body = body(value);
    let signature = sign_answer(service.key(), nonce, status.as_u16(), &body);
    let mut response = respond(status, body);
    if let Ok(signature) = HeaderValue::from_str(&signature.to_string()) {
        response.headers_mut().insert(HeaderName::from_static(ANSWER_HEADER), signature);
    }
    response
}

fn body(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| {
        tracing::error!(%error, "an answer could not be written");
        Vec::new()
    })
}

fn respond(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

fn status_of(code: RefusalCode) -> StatusCode {
    match code {
        RefusalCode::BadRequest | RefusalCode::BadHead | RefusalCode::Other => {
            StatusCode::BAD_REQUEST
        }
        RefusalCode::BadSignature | RefusalCode::UnknownDevice => StatusCode::UNAUTHORIZED,
        RefusalCode::Revoked | RefusalCode::EnrolmentCode | RefusalCode::OtherKind => {
            StatusCode::FORBIDDEN
        }
        RefusalCode::SlowDown => StatusCode::TOO_MANY_REQUESTS,
        RefusalCode::NotNext | RefusalCode::StartOver => StatusCode::CONFLICT,
        RefusalCode::Version => StatusCode::GONE,
        RefusalCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
