//! Why nobody answered at an address that somebody typed.

use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long a machine on the network may take to take a call.
const PATIENCE: Duration = Duration::from_secs(3);

/// How far one gets with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// No machine has this name.
    NoSuchHost,
    /// The machine does not answer.
    NoAnswer,
    /// It answers, and then the two do not come to speak: the certificate, most of all.
    NotSecure,
}

/// Tries an address (`https://hub.example:8943`) step by step. Waits for the network.
pub(super) fn how_far(address: &str) -> Reach {
    let Some((host, port)) = host_and_port(address) else { return Reach::NoSuchHost };
    let Ok(places) = (host, port).to_socket_addrs() else { return Reach::NoSuchHost };
    for place in places {
        if TcpStream::connect_timeout(&place, PATIENCE).is_ok() {
            return Reach::NotSecure;
        }
    }
    Reach::NoAnswer
}

fn host_and_port(address: &str) -> Option<(&str, u16)> {
    let (usual, rest) = match address.strip_prefix("https://") {
        Some(rest) => (443, rest),
        None => (80, address.strip_prefix("http://")?),
    };
    let place = rest.split(['/', '?', '#']).next()?;
    if let Some(bracketed) = place.strip_prefix('[') {
        let (host, port) = bracketed.split_once(']')?;
        return Some((host, port.strip_prefix(':').map_or(Some(usual), |p| p.parse().ok())?));
    }
    match place.rsplit_once(':') {
        Some((host, port)) => Some((host, port.parse().ok()?)),
        None => Some((place, usual)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails that way")]

    use std::net::TcpListener;

    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (address, parts) in [
            ("https://hub.example", Some(("hub.example", 443))),
            ("http://hub.example/", Some(("hub.example", 80))),
            ("https://hub.example:8943/x", Some(("hub.example", 8943))),
            ("http://[::1]:8943", Some(("::1", 8943))),
            ("https://[::1]", Some(("::1", 443))),
            ("https://hub.example:port", None),
        ] {
            assert_eq!(host_and_port(address), parts, "{address}");
        }
    }

    #[test]
    fn it_is_told_how_far_one_gets() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert_eq!(how_far(&format!("https://127.0.0.1:{port}")), Reach::NotSecure);
        drop(listener);
        assert_eq!(how_far(&format!("https://127.0.0.1:{port}")), Reach::NoAnswer);
        assert_eq!(how_far("https://no-such-host.invalid"), Reach::NoSuchHost);
    }
}
