//! Slots of the programme, and the people in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::edition::Link;
use super::event::Mode;
use crate::id::{EventId, RoomId, SessionId, SpeakerId, TrackId};
use crate::text::{Lang, Text};

/// One slot of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its id, stable over changes of title, room and time.
    pub id: SessionId,
    /// The event it belongs to.
    pub event: EventId,
    /// Where; `None` when it is only online or not yet known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; after `start`, perhaps after midnight.
    pub end: Timestamp,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// The language spoken in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Its subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// Who speaks, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerId>,
    /// On site, online or both.
    #[serde(default)]
    pub mode: Mode,
    /// How many may take part, when fewer than the room holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Whether it takes place.
    #[serde(default)]
    pub status: SessionStatus,
    /// Its page, live stream and material.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl Session {
    /// Whether it is under way at an instant. The end is no longer part of it.
    #[must_use]
    pub fn is_on(&self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }
}

/// Whether a session takes place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// As announced.
    #[default]
    Planned,
    /// It does not take place.
    Cancelled,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Their id.
    pub id: SpeakerId,
    /// Their name as they write it.
    pub name: String,
    /// Who they speak for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// A few words about them.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub biography: Text,
}

/// A subject that sessions share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// What it is called.
    pub name: Text,
    /// A colour as `#rrggbb`, a decoration and never the only sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}
