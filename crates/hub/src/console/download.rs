//! Files out.

use std::fs::File;
use std::io::{self, Read as _};

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;
use futures_util::stream;

/// How much of a file is sent at once, in bytes.
const PIECE: usize = 64 * 1024;

/// A file from where it stands to its end, to be saved under a name of plain signs.
pub(super) fn download(file: File, name: &str, media_type: &'static str) -> Response {
    let pieces = stream::unfold(Some(file), |file| async move {
        let mut file = file?;
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, io::Error>((file, piece))
        });
        match read.await.unwrap_or_else(|error| Err(io::Error::other(error))) {
            Ok((_, piece)) if piece.is_empty() => None,
            Ok((file, piece)) => Some((Ok(Bytes::from(piece)), Some(file))),
            Err(error) => Some((Err(error), None)),
        }
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let name = format!("attachment; filename=\"{name}\"");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let plain_name = HeaderValue::from_static("attachment");
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(plain_name));
    response
}
