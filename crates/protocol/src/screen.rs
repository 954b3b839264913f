//! What a device's screens show, as the device tells its hub with each status, and pictures of boards
//! that the hub asked for. It is how things stand, and no fact: nothing of it is in any series.

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::VenueId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::limits::{
    PICTURE_BYTES, PICTURE_SIDE, SCREEN_CODE_BYTES, SCREEN_CODES, SCREEN_EMERGENCIES,
    SCREEN_NAME_BYTES, SCREEN_SHOWS_BYTES, SCREEN_SIDE,
};

/// One screen of a device. It names nobody: ids and codes alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenReport {
    /// What the device tells its screens apart by; no two of them share it.
    pub screen: String,
    /// What it is there to show: `door`, or a board (`lobby`, `lobby:VENUE`, `room:ROOM`, `week`,
    /// `online`), or the `programme` that visitors touch.
    pub shows: String,
    /// The venue whose clock and whose emergencies it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// How wide its page is, in pixels; 0 while that is not known.
    pub width: u32,
    /// How high its page is, in pixels; 0 while that is not known.
    pub height: u32,
    /// The language that it shows, or that of them whose turn it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What is wrong with it, as the page found when it looked at itself: codes, none of them twice.
    /// Empty when it is as it should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<String>,
    /// As of when what it shows is, where that is so old that the screen says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// Until when it is dark, outside of the hours at which it is on; nothing while it is lit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dark_until: Option<Timestamp>,
    /// The emergencies whose words are on it, by the records that declared them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emergencies: Vec<RecordKey>,
    /// For how many milliseconds the page has said nothing, where that is too long: it hangs, or
    /// nothing of it is painted any more. What else stands here is of before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub silent_ms: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What a hub takes a screen to show when it shows a board.
const BOARDS: [&str; 3] = ["lobby", "week", "online"];

impl ScreenReport {
    /// Whether it keeps to the limits. One that does not is passed over.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        let code = |code: &String| {
            let sign =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            (1..=SCREEN_CODE_BYTES).contains(&code.len()) && code.bytes().all(sign)
        };
        is_name(&self.screen)
            && (1..=SCREEN_SHOWS_BYTES).contains(&self.shows.len())
            && !self.shows.chars().any(char::is_control)
            && self.width.max(self.height) <= SCREEN_SIDE
            && self.language.as_ref().is_none_or(|lang| {
                (1..=SCREEN_CODE_BYTES).contains(&lang.len())
                    && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
            && self.wrong.len() <= SCREEN_CODES
            && self.wrong.iter().all(code)
            && self.emergencies.len() <= SCREEN_EMERGENCIES
    }

    /// Whether it shows a board: of anything else no picture is asked for, and none is given, since
    /// people are seen there.
    #[must_use]
    pub fn is_board(&self) -> bool {
        is_board(&self.shows)
    }
}

/// Whether what a screen shows is a board, by its name.
#[must_use]
pub fn is_board(shows: &str) -> bool {
    let named = |kind: &str| shows.strip_prefix(kind).is_some_and(|id| !id.is_empty());
    BOARDS.contains(&shows) || named("lobby:") || named("room:")
}

/// Whether a text can be what a screen is told apart by.
#[must_use]
pub fn is_name(screen: &str) -> bool {
    (1..=SCREEN_NAME_BYTES).contains(&screen.len()) && !screen.chars().any(char::is_control)
}

/// `POST /v1/picture`: what a screen paints, which the hub had asked for with a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Of which screen.
    pub screen: String,
    /// What it is there to show.
    pub shows: String,
    /// The picture.
    pub png: Png,
}

/// The answer to [`Picture`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureTaken {
    /// Whether it is kept: somebody still waits for it.
    pub kept: bool,
}

/// A picture in PNG's format: at most [`PICTURE_BYTES`] long, and no side longer than
/// [`PICTURE_SIDE`] pixels. Written in hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Png(Vec<u8>);

/// Why bytes are no picture that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PngError {
    /// It does not begin as one.
    #[error("it is no PNG")]
    NotPng,
    /// It has more bytes than any may have.
    #[error("it is longer than {PICTURE_BYTES} bytes")]
    TooLong,
    /// A side is empty, or longer than any may be.
    #[error("its sides have 1 to {PICTURE_SIDE} pixels")]
    Size,
}

impl Png {
    /// The bytes of a file, which begin as a PNG's do.
    ///
    /// # Errors
    /// [`PngError`] says what is wrong.
    pub fn new(bytes: Vec<u8>) -> Result<Self, PngError> {
        /// PNG's mark, and the beginning of its first chunk; width and height follow.
        const BEGINS: &[u8; 16] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        if bytes.len() > PICTURE_BYTES {
            return Err(PngError::TooLong);
        }
        let sides = bytes.strip_prefix(BEGINS).and_then(|rest| rest.first_chunk::<8>());
        let [a, b, c, d, e, f, g, h] = *sides.ok_or(PngError::NotPng)?;
        let sides = [u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])];
        match sides.iter().all(|side| (1..=PICTURE_SIDE).contains(side)) {
            true => Ok(Self(bytes)),
            false => Err(PngError::Size),
        }
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The file, taken out.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl std::fmt::Debug for Png {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Png({} bytes)", self.0.len())
    }
}

fn digits(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

impl Serialize for Png {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&digits(&self.0))
    }
}

impl<'de> Deserialize<'de> for Png {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        if digits.len() > 2 * PICTURE_BYTES {
            return Err(serde::de::Error::custom(PngError::TooLong));
        }
        let mut bytes = vec![0; digits.len() / 2];
        const_hex::decode_to_slice(&*digits, &mut bytes).map_err(serde::de::Error::custom)?;
        Self::new(bytes).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
