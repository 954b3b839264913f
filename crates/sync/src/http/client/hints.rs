//! Hints that something is new: server-sent events, read only as a reason to ask.

use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::Method;

use super::{HttpHub, Trouble, unreachable};
use crate::http::path;

/// The longest line that is looked at.
const LINE_BYTES: usize = 4_096;
/// The hub sends something at least this often, so that a dead connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(60);

impl HttpHub {
    /// Waits for hints and calls `hint` for each, until the connection ends. A hint says nothing
    /// that would have to be believed: whoever gets one asks, and the answer is signed.
    ///
    /// # Errors
    /// [`Trouble`], also when the connection ends as it should.
    pub async fn hints(&self, mut hint: impl FnMut() + Send) -> Result<(), Trouble> {
        let (nonce, response) = self.send(Method::GET, path::HINTS, Vec::new(), None).await?;
        if response.status().as_u16() != 200 {
            return Err(self.refused(nonce, response).await);
        }
        let mut pieces = response.bytes_stream();
        let mut line = Vec::new();
        loop {
            let piece = tokio::time::timeout(HEARTBEAT, pieces.next()).await;
            let Ok(Some(piece)) = piece else {
                return Err(Trouble::Unreachable("the hints ended".into()));
            };
            for byte in piece.map_err(|error| unreachable(&error))? {
                match byte {
                    b'\n' if line.starts_with(b"data:") => {
                        hint();
                        line.clear();
                    }
                    b'\n' => line.clear(),
                    byte if line.len() < LINE_BYTES => line.push(byte),
                    _ => return Err(Trouble::TooLong),
                }
            }
        }
    }
}
