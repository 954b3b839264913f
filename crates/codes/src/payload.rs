//! What a code says.

use std::borrow::Cow;
use std::fmt;

/// The content of a code: always its bytes, and its text when they are one.
///
/// A QR code holds bytes; most are UTF-8 or plain ASCII, but any others are legal (Latin-1, Kanji
/// in Shift JIS, keys and signatures), and a kiosk is shown every kind. Nothing is trimmed: in
/// base45 a blank is a symbol.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Payload {
    bytes: Vec<u8>,
}

impl Payload {
    /// A payload of these bytes, as the code holds them.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// The bytes as the code holds them, unchanged.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text, or `None` when the bytes are not UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Something to show: the text, with U+FFFD in place of what is not UTF-8. Not for comparing.
    #[must_use]
    pub fn lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

/// Shows the length only: a payload is somebody's ticket, and debug output ends up in logs.
impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.text().is_some() { "text" } else { "not text" };
        write!(f, "Payload({} bytes, {kind})", self.bytes.len())
    }
}

impl From<&str> for Payload {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_kept() {
        let latin1 = Payload::new(b"caf\xe9".to_vec());
        assert_eq!(latin1.text(), None);
        assert_eq!(latin1.bytes(), b"caf\xe9");
        assert_eq!(latin1.lossy(), "caf\u{fffd}");
        assert_eq!(Payload::from("café").text(), Some("café"));
    }

    #[test]
    fn debug_output_does_not_give_a_ticket_away() {
        assert_eq!(format!("{:?}", Payload::from("SECRET")), "Payload(6 bytes, text)");
    }
}
