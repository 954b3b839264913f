//! What a ticket's QR code says, and how it is found again without being looked at.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::id::TicketId;

/// The longest code a ticket may have, in bytes. Signed tickets have about 150.
pub const MAX_CODE_BYTES: usize = 512;

/// How Parvis's own signed tickets begin. What follows is base45, where a blank is a symbol.
const SIGNED_PREFIX: &str = "PV1:";

/// The text that proves a ticket, in its one normal form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text cannot be a ticket's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing but blanks.
    #[error("the code is empty")]
    Empty,
    /// Longer than [`MAX_CODE_BYTES`].
    #[error("a code has at most {MAX_CODE_BYTES} bytes, this one has {0}")]
    TooLong(usize),
    /// It holds characters that cannot be printed.
    #[error("the code holds control characters")]
    Control,
}

impl Code {
    /// Takes a text as a code: blanks at its ends are dropped and accents composed (NFC), but a
    /// signed ticket's text is kept to the letter.
    pub fn new(text: &str) -> Result<Self, CodeError> {
        let text = if text.starts_with(SIGNED_PREFIX) { text } else { text.trim() };
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        if text.len() > MAX_CODE_BYTES {
            return Err(CodeError::TooLong(text.len()));
        }
        if text.chars().any(char::is_control) {
            return Err(CodeError::Control);
        }
        // Most codes are ASCII, where there is nothing to compose.
        Ok(Self(if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }))
    }

    /// The code as it is written in a QR code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which people type it: letters and digits only, in capitals. `None` when fewer
    /// than [`MIN_TYPED`] remain, which would be too easy to guess.
    ///
    /// ```
    /// use parvis_domain::code::Code;
    /// assert_eq!(Code::new("k7q-2mh").unwrap().typed(), Code::new("K7Q2MH").unwrap().typed());
    /// assert_eq!(Code::new("a-1").unwrap().typed(), None);
    /// ```
    #[must_use]
    pub fn typed(&self) -> Option<TypedCode> {
        let typed = if self.0.is_ascii() {
            let mut typed = self.0.clone();
            typed.retain(|c| c.is_ascii_alphanumeric());
            typed.make_ascii_uppercase();
            typed
        } else {
            let letters = self.0.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_uppercase).collect()
        };
        (typed.chars().count() >= MIN_TYPED).then_some(TypedCode(typed))
    }

    /// What the text looks like, for the record of a code nobody knows.
    #[must_use]
    pub fn looks(&self) -> Looks {
        Looks::of(self.0.as_bytes())
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

// A code lets its bearer in: it must not end up in a log by accident.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code({} bytes)", self.0.len())
    }
}

impl std::fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TypedCode({} bytes)", self.0.len())
    }
}

/// The fewest letters and digits a person may type for a code.
pub const MIN_TYPED: usize = 4;

/// A code as people type it, see [`Code::typed`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypedCode(String);

impl TypedCode {
    /// Its letters and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a code nobody knows looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    /// A web address: a menu, a poster.
    Web,
    /// Access to a Wi-Fi.
    Wifi,
    /// Somebody's contact or calendar entry.
    Card,
    /// Digits only.
    Digits,
    /// Some other text.
    Text,
    /// Not text, or text with control characters.
    Bytes,
}

impl Looks {
    /// Tells what a code's content looks like.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        let Ok(text) = str::from_utf8(content) else { return Self::Bytes };
        let start: String = text.chars().take(16).flat_map(char::to_lowercase).collect();
        let starts = |with: &[&str]| with.iter().any(|w| start.starts_with(w));
        if starts(&["http:", "https:", "www."]) {
            Self::Web
        } else if starts(&["wifi:"]) {
            Self::Wifi
        } else if starts(&["begin:vcard", "begin:vevent", "begin:vcal", "mecard:"]) {
            Self::Card
        } else if text.chars().any(char::is_control) {
            Self::Bytes
        } else if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            Self::Digits
        } else {
            Self::Text
        }
    }
}

/// The secret that an event is born with, from which every device derives the same ids. It
/// travels with the roster and is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct EventKey([u8; 32]);

/// Where a code is looked up: the first 64 bits of its keyed hash. Two codes may share one, so
/// whoever looks up compares the code itself where it is known.
pub type CodeHash = i64;

impl EventKey {
    /// Takes 32 random bytes as a key.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key's bytes, to be stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The id of the ticket that a roster file names only by its code.
    #[must_use]
    pub fn ticket_id(&self, code: &Code) -> TicketId {
        TicketId(self.first_bytes("ticket", code.as_str()))
    }

    /// Where the code is looked up when it was scanned.
    #[must_use]
    pub fn scanned_hash(&self, code: &Code) -> CodeHash {
        i64::from_be_bytes(self.first_bytes("scanned", code.as_str()))
    }

    /// Where the code is looked up when it was typed.
    #[must_use]
    pub fn typed_hash(&self, typed: &TypedCode) -> CodeHash {
        i64::from_be_bytes(self.first_bytes("typed", typed.as_str()))
    }

    fn first_bytes<const N: usize>(&self, purpose: &str, text: &str) -> [u8; N] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(purpose.as_bytes()).update(&[0]).update(text.as_bytes());
        let mut first = [0; N];
        hasher.finalize_xof().fill(&mut first);
        first
    }
}

impl std::fmt::Debug for EventKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EventKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_ticket_keeps_its_blanks_and_others_lose_them() {
        assert_eq!(Code::new("PV1:AB  ").unwrap().as_str(), "PV1:AB  ");
        assert_eq!(Code::new(" abc\r\n").unwrap().as_str(), "abc");
    }

    #[test]
    fn what_cannot_be_a_code_says_why() {
        assert_eq!(Code::new(" \n"), Err(CodeError::Empty));
        assert_eq!(Code::new("a\u{1b}b"), Err(CodeError::Control));
        assert_eq!(Code::new(&"x".repeat(4096)), Err(CodeError::TooLong(4096)));
    }

    #[test]
    fn another_key_or_purpose_gives_another_hash() {
        let (one, two) = (EventKey::new([1; 32]), EventKey::new([2; 32]));
        let code = Code::new("ABCDEF").unwrap();
        assert_ne!(one.scanned_hash(&code), two.scanned_hash(&code));
        assert_ne!(one.scanned_hash(&code), one.typed_hash(&code.typed().unwrap()));
        assert_eq!(one.ticket_id(&code), EventKey::new([1; 32]).ticket_id(&code));
    }

    #[test]
    fn strangers_are_told_apart() {
        assert_eq!(Looks::of(b"HTTPS://menu.example/today"), Looks::Web);
        assert_eq!(Looks::of(b"WIFI:S:guest;;"), Looks::Wifi);
        assert_eq!(Looks::of(b"BEGIN:VCARD\nFN:A"), Looks::Card);
        assert_eq!(Looks::of(b"3560070139675"), Looks::Digits);
        assert_eq!(Looks::of(&[0xff, 0xfe]), Looks::Bytes);
        assert_eq!(Looks::of(b"\x1b[2J"), Looks::Bytes);
    }

    #[test]
    fn a_code_is_not_in_its_debug_form() {
        assert_eq!(format!("{:?}", Code::new("secret").unwrap()), "Code(6 bytes)");
    }
}
