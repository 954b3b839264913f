//! What is read of a `schedule.json`. Everything may be missing, or null, except what holds the
//! rest together: which of it is needed is said where it is used, in better words.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
pub(super) struct File {
    pub(super) schedule: Schedule,
}

#[derive(Debug, Deserialize)]
pub(super) struct Schedule {
    pub(super) conference: Conference,
    pub(super) url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Conference {
    pub(super) acronym: Option<String>,
    pub(super) title: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) time_zone_name: Option<String>,
    pub(super) tracks: Option<Vec<Track>>,
    pub(super) rooms: Option<Vec<Room>>,
    pub(super) days: Option<Vec<Day>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Track {
    pub(super) name: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) color: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Room {
    pub(super) name: Option<String>,
    pub(super) guid: Option<String>,
    pub(super) description: Option<String>,
    pub(super) capacity: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Day {
    pub(super) date: Option<String>,
    pub(super) day_start: Option<String>,
    #[serde(default)]
    pub(super) rooms: DayRooms,
}

/// The rooms of a day by name. Kept as a list: a name that comes twice would otherwise lose the
/// sessions of the first without a word.
#[derive(Debug, Default)]
pub(super) struct DayRooms(pub(super) Vec<(String, Vec<Slot>)>);

impl<'de> Deserialize<'de> for DayRooms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rooms;
        impl<'de> Visitor<'de> for Rooms {
            type Value = DayRooms;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the rooms of a day, by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DayRooms, A::Error> {
                let mut rooms = Vec::new();
                while let Some(room) = map.next_entry()? {
                    rooms.push(room);
                }
                Ok(DayRooms(rooms))
            }
        }
        deserializer.deserialize_map(Rooms)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Slot {
    pub(super) guid: Option<String>,
    pub(super) id: Option<IdOrNumber>,
    pub(super) date: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) duration: Option<IdOrNumber>,
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) track: Option<String>,
    pub(super) language: Option<String>,
    #[serde(rename = "abstract")]
    pub(super) lead: Option<String>,
    pub(super) description: Option<String>,
    pub(super) state: Option<String>,
    pub(super) persons: Option<Vec<Person>>,
    pub(super) url: Option<String>,
    pub(super) links: Option<Vec<LinkOrText>>,
    pub(super) attachments: Option<Vec<LinkOrText>>,
}

/// Some systems write numbers as text, or the other way round.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
pub(super) enum IdOrNumber {
    Number(i64),
    Text(String),
}

impl fmt::Display for IdOrNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub(super) guid: Option<String>,
    pub(super) code: Option<String>,
    pub(super) id: Option<IdOrNumber>,
    pub(super) public_name: Option<String>,
    pub(super) name: Option<String>,
    pub(super) biography: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum LinkOrText {
    Link { url: Option<String>, title: Option<String> },
    Text(String),
}
