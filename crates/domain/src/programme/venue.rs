//! Buildings and their rooms.

use serde::{Deserialize, Serialize};

use crate::id::{RoomId, VenueId};
use crate::text::Text;
use crate::zone::Zone;

/// A building where events are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Venue {
    /// Its id.
    pub id: VenueId,
    /// What it is called.
    pub name: Text,
    /// The city, as people there write it: “Donostia / San Sebastián”.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub city: Text,
    /// The street address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The zone of its clocks.
    pub zone: Zone,
    /// Its rooms, in the order boards list them.
    #[serde(default)]
    pub rooms: Vec<Room>,
}

impl Venue {
    /// Its rooms, in the order boards list them.
    pub fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.rooms.iter()
    }
}

/// A room of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// What the sign on its door says.
    pub name: Text,
    /// How many people it holds, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// How to find it: “second floor, left of the stairs”.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub directions: Text,
}
