//! Answers that ask to come back later.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::Trouble;

/// How long to wait when it is not said, or said in a way that is not understood.
const USUAL: Duration = Duration::from_secs(5);

/// How long an answer asks to wait; `None` for one that asks for nothing of the kind.
pub(super) fn asked(response: &Response) -> Option<Duration> {
    asked_by(response.status().as_u16(), response.headers())
}

fn asked_by(status: u16, headers: &HeaderMap) -> Option<Duration> {
    // Too much, not now, and what a gateway says while the hub behind it is away.
    if !matches!(status, 429 | 502 | 503 | 504) {
        return None;
    }
    let said = headers.get(RETRY_AFTER).and_then(|said| said.to_str().ok());
    // It may be a date as well; whoever is asked for patience need not read calendars.
    let seconds = said.and_then(|said| said.trim().parse().ok());
    Some(seconds.map_or(USUAL, Duration::from_secs))
}

/// What an answer is that the hub did not sign.
pub(super) fn unsigned(status: u16, later: Option<Duration>) -> Trouble {
    match later {
        Some(later) => Trouble::PutOff { status, later },
        None => Trouble::NotTheHub { status },
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn asks(status: u16, said: Option<&'static str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        if let Some(said) = said {
            headers.insert(RETRY_AFTER, HeaderValue::from_static(said));
        }
        asked_by(status, &headers).map(|later| later.as_secs())
    }

    #[test]
    fn who_asks_for_patience_is_told_from_who_does_not() {
        for status in [429, 502, 503, 504] {
            assert_eq!(asks(status, Some("7")), Some(7), "{status}");
            assert_eq!(asks(status, None), Some(5), "{status}");
        }
        for status in [200, 302, 401, 403, 404, 409, 500, 511] {
            assert_eq!(asks(status, Some("7")), None, "{status}");
        }
        for strange in ["", "-1", "soon", "Fri, 17 Nov 2023 08:00:00 GMT"] {
            assert_eq!(asks(503, Some(strange)), Some(5), "{strange}");
        }
    }

    #[test]
    fn without_a_signature_nothing_is_refused() {
        let put_off = unsigned(503, Some(USUAL));
        assert!(matches!(put_off, Trouble::PutOff { status: 503, .. }) && put_off.passes());
        assert!(matches!(unsigned(403, None), Trouble::NotTheHub { status: 403 }));
    }
}
