//! Requests and answers of HTTP/1.1 as bytes, as far as somebody in between has to understand them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A request, and where its parts begin.
pub(crate) struct Request {
    pub(crate) bytes: Vec<u8>,
    body: usize,
}

impl Request {
    /// Reads one, whole; `None` when the other side has nothing more to ask.
    pub(crate) fn read(from: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut piece = [0; 16 * 1024];
        let body = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            match from.read(&mut piece).ok()? {
                0 => return None,
                read => bytes.extend_from_slice(&piece[..read]),
            }
        };
        let mut request = Self { bytes, body };
        let length: usize = request.header("content-length").map_or(0, |n| n.parse().unwrap());
        while request.bytes.len() < request.body + length {
            match from.read(&mut piece).ok()? {
                0 => return None,
                read => request.bytes.extend_from_slice(&piece[..read]),
            }
        }
        Some(request)
    }

    /// The same once more, to be spoiled.
    pub(crate) fn again(&self) -> Self {
        Self { bytes: self.bytes.clone(), body: self.body }
    }

    fn head(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.body]).unwrap_or_default()
    }

    /// `GET /v1/changes`, without what follows.
    pub(crate) fn what(&self) -> &str {
        let line = self.head().lines().next().unwrap_or_default();
        line.split(['?']).next().unwrap_or_default().trim_end_matches(" HTTP/1.1")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(self.head(), name)
    }

    /// The same, after which the connection is to be closed.
    fn closing(&self) -> Vec<u8> {
        let (head, body) = self.bytes.split_at(self.body - 2);
        [head, b"connection: close\r\n", body].concat()
    }

    /// Asks the hub and gives its whole answer; `None` when there is none.
    pub(crate) fn ask(&self, port: u16) -> Option<Vec<u8>> {
        let mut hub = TcpStream::connect(("127.0.0.1", port)).ok()?;
        hub.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        hub.write_all(&self.closing()).ok()?;
        let mut answer = Vec::new();
        // What came of it by then is what came of it.
        let _ = hub.read_to_end(&mut answer);
        (!answer.is_empty()).then_some(answer)
    }
}

/// A header's value.
fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().skip(1).find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Head and body of an answer whose length was told.
pub(crate) fn body_of(answer: &[u8]) -> Option<&[u8]> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    header(head, "content-length").map(|_| &answer[end..])
}

/// An answer with a body and headers of our own.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
