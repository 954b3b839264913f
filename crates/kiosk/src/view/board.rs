//! The lobby board: now and next in every room.

use serde::Serialize;
use ts_rs::TS;

use super::notice::TextView;
use super::verdict::SessionView;

/// What a lobby screen shows. It is sent anew only when something in it is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardView {
    /// The venue's name.
    pub venue: TextView,
    /// The city.
    pub city: TextView,
    /// The IANA zone of its clock.
    pub zone: String,
    /// The titles of the events held there today.
    pub events: Vec<TextView>,
    /// The languages to show in turn.
    pub languages: Vec<String>,
    /// Where the day stands.
    pub phase: BoardPhase,
    /// Rooms in which something is on or still to come today.
    pub rooms: Vec<BoardRoom>,
    /// What time it is: milliseconds since 1970, UTC. It runs on from here.
    #[ts(type = "number")]
    pub now: i64,
    /// This is a rehearsal, and the screen says so.
    pub rehearsal: bool,
}

/// Where the day stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "phase", rename_all = "snake_case")]
#[ts(export)]
pub enum BoardPhase {
    /// There is no programme.
    Empty,
    /// The first session is still to come.
    Before {
        /// When it begins: milliseconds since 1970, UTC.
        #[ts(type = "number")]
        first: i64,
    },
    /// The day is under way.
    Running,
    /// The day is over and another one follows.
    DayOver {
        /// When the next session begins.
        #[ts(type = "number")]
        next: i64,
    },
    /// Everything is over.
    Over,
}

/// A room's line on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardRoom {
    /// Its id.
    pub id: String,
    /// What the sign on its door says.
    pub name: TextView,
    /// What is on.
    pub now: Vec<SessionView>,
    /// What comes next today.
    pub next: Option<SessionView>,
}
