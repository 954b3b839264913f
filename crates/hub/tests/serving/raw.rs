//! Somebody on a TCP connection who speaks HTTP by hand, and not always well.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How long an answer may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Raw(TcpStream);

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn read(text: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head: head.to_owned(), body: body.to_owned() })
    }
}

impl Raw {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self(stream)
    }

    /// Whether it could be sent: not when the other end has hung up.
    pub(crate) fn send(&mut self, text: impl AsRef<[u8]>) -> bool {
        self.0.write_all(text.as_ref()).is_ok()
    }

    /// Everything until the other end hangs up; `None` for not a whole head of an answer.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let mut read = Vec::new();
        let _ = self.0.read_to_end(&mut read);
        Answer::read(&read)
    }

    /// What comes next, until something of it is there.
    pub(crate) fn until(&mut self, wanted: &str) -> String {
        let mut read = Vec::new();
        let mut part = [0; 4_096];
        while !String::from_utf8_lossy(&read).contains(wanted) {
            match self.0.read(&mut part) {
                Ok(0) | Err(_) => break,
                Ok(length) => read.extend_from_slice(&part[..length]),
            }
        }
        String::from_utf8_lossy(&read).into_owned()
    }

    /// How long the other end takes to hang up; `None` when it does not.
    pub(crate) fn hung_up_after(&mut self) -> Option<Duration> {
        let began = Instant::now();
        let mut read = Vec::new();
        match self.0.read_to_end(&mut read) {
            Ok(_) => Some(began.elapsed()),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {
                Some(began.elapsed())
            }
            Err(_) => None,
        }
    }

    pub(crate) fn close(self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

/// One request on a connection of its own.
pub(crate) fn ask(address: SocketAddr, method: &str, path: &str, more: &str) -> Option<Answer> {
    let mut raw = Raw::to(address);
    raw.send(format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{more}\r\n"
    ));
    raw.answer()
}

pub(crate) fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, "GET", path, "").unwrap_or_else(|| panic!("{path} was not answered"))
}
