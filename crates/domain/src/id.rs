//! Names of things: text where people or other platforms give them, bytes where Parvis does.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty or only blanks.
    #[error("an id must not be empty")]
    Empty,
    /// The text is longer than [`MAX_ID_BYTES`].
    #[error("an id has at most {MAX_ID_BYTES} bytes, this one has {0}")]
    TooLong(usize),
    /// The text holds a control character or a line break.
    #[error("an id must not hold control characters")]
    Control,
    /// Not the hexadecimal digits that were expected.
    #[error("expected {expected} hexadecimal digits")]
    NotHex {
        /// How many digits the id has.
        expected: usize,
    },
}

/// The longest text id that is taken, in bytes of UTF-8. Calendar UIDs are the longest seen.
pub const MAX_ID_BYTES: usize = 255;

fn checked(text: &str) -> Result<String, IdError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX_ID_BYTES {
        return Err(IdError::TooLong(text.len()));
    }
    if text.chars().any(char::is_control) {
        return Err(IdError::Control);
    }
    Ok(text.to_owned())
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a text as an id, without blanks at its ends.
            pub fn new(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }

            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

text_id!(
    /// An edition: one week of events.
    EditionId
);
text_id!(
    /// An event: one gathering with an organiser, a venue and dates.
    EventId
);
text_id!(
    /// A venue: a building with rooms and a time zone.
    VenueId
);
text_id!(
    /// A room of a venue.
    RoomId
);
text_id!(
    /// A session: one slot of the programme.
    SessionId
);
impl SessionId {
    /// The id of a session that a device adds on the day: no programme has one like it.
    #[must_use]
    pub fn added(device: DeviceId, at: Timestamp) -> Self {
        Self(format!("added-{device}-{}", at.as_millisecond()))
    }
}

text_id!(
    /// A speaker of sessions.
    SpeakerId
);
text_id!(
    /// A track: a subject that sessions share.
    TrackId
);
text_id!(
    /// A gate: a place where admission is decided.
    GateId
);

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(const_hex::Buffer::<$bytes>::new().format(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let not_hex = IdError::NotHex { expected: 2 * $bytes };
                // The decoder would take away a prefix of 0x.
                if text.len() != 2 * $bytes {
                    return Err(not_hex);
                }
                const_hex::decode_to_array(text).map(Self).map_err(|_| not_hex)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(const_hex::Buffer::<$bytes>::new().format(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

byte_id!(
    /// A ticket, stable over re-issued codes and the same on every device. See
    /// [`crate::code::EventKey::ticket_id`].
    TicketId,
    16
);
byte_id!(
    /// A device: a kiosk or a hub.
    DeviceId,
    16
);
byte_id!(
    /// One opening of a device's database. Random, so that a restored backup or a cloned disk
    /// goes on under a name of its own and the fork is visible.
    Incarnation,
    8
);
byte_id!(
    /// The BLAKE3 hash of a record's bytes.
    RecordHash,
    32
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_id_is_trimmed_and_checked() {
        assert_eq!(EventId::new("  brussels-day ").unwrap().as_str(), "brussels-day");
        assert_eq!(EventId::new(" \t"), Err(IdError::Empty));
        assert_eq!(EventId::new("a\nb"), Err(IdError::Control));
        assert_eq!(EventId::new(&"x".repeat(300)), Err(IdError::TooLong(300)));
    }

    #[test]
    fn a_byte_id_reads_what_it_writes() {
        let id = Incarnation([0, 1, 2, 0xab, 0xcd, 0xef, 0x80, 0xff]);
        assert_eq!(id.to_string(), "000102abcdef80ff");
        assert_eq!("000102ABcdef80ff".parse(), Ok(id));
        assert!("000102".parse::<Incarnation>().is_err());
        assert!("+00102abcdef80ff".parse::<Incarnation>().is_err());
    }
}
