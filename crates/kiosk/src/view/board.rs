//! Boards: what the screens of a venue show.

use parvis_domain::fact::RecordKey;
use parvis_domain::text::Text;
use serde::Serialize;
use ts_rs::TS;

use super::notice::{TextView, record_name};
use super::session::SessionView;

/// What a board's screen shows. It is sent anew only when something in it is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardView {
    /// The name of the venue that the screen stands in; empty when there is none.
    pub venue: TextView,
    /// Its city.
    pub city: TextView,
    /// The IANA zone of its clock.
    pub zone: String,
    /// The titles of the events held there today.
    pub events: Vec<TextView>,
    /// The languages to show in turn.
    pub languages: Vec<String>,
    /// Who supports it, to be named where there is room.
    pub partners: Vec<String>,
    /// What is on the board.
    pub shows: BoardShows,
    /// What is announced beside it, each shown in turn.
    pub announcements: Vec<AnnouncementView>,
    /// An emergency: this and nothing else is shown. The latest first; empty when there is none.
    pub emergencies: Vec<AnnouncementView>,
    /// Outside of its hours the screen is dark, and nothing of all this is on it: until then, in
    /// milliseconds since 1970, UTC; `null` while it is lit.
    #[ts(type = "number | null")]
    pub dark_until: Option<i64>,
    /// How large the type is that says what comes next, in pixels, worked out from the screen and
    /// from how far away it is read; `null` where nobody said how far.
    pub type_px: Option<u32>,
    /// As of when the lists are, when they are old enough to say so: milliseconds since 1970, UTC.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// What time it is: milliseconds since 1970, UTC. It runs on from here. Where the clock is
    /// wrong nobody knows, and no screen says a time.
    #[ts(type = "number")]
    pub now: i64,
    /// How much the time can be relied on.
    pub clock: ClockView,
    /// This is a rehearsal, and the screen says so.
    pub rehearsal: bool,
}

/// How much the time on a screen can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "clock", rename_all = "snake_case")]
#[ts(export)]
pub enum ClockView {
    /// Nothing speaks against it.
    Right,
    /// It is the hub's, because this machine's own is off.
    Corrected {
        /// What the hub is called.
        hub: String,
    },
    /// It is this machine's, which is wrong for certain, and nobody knows what time it is.
    Wrong,
}

/// What is on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "board", rename_all = "snake_case")]
#[ts(export)]
pub enum BoardShows {
    /// Every room of a venue.
    Lobby {
        /// Where the day stands.
        phase: BoardPhase,
        /// Rooms in which something is on, still to come today, or was to be and is elsewhere.
        rooms: Vec<BoardRoom>,
    },
    /// One room, at its door.
    Room {
        /// Where the room's day stands.
        phase: BoardPhase,
        /// The room and what is in it.
        room: Box<BoardRoom>,
        /// How many minutes are left of what is on, begun ones counted.
        minutes_left: Option<u32>,
        /// How many may be in the room now, where that is known.
        capacity: Option<u32>,
    },
    /// Every venue of the edition, each in its own time.
    Week {
        /// What the edition is called.
        edition: TextView,
        /// The venues.
        places: Vec<BoardPlace>,
    },
    /// What is streamed.
    Online {
        /// Where the day's streams stand.
        phase: BoardPhase,
        /// What is streamed now.
        now: Vec<BoardStream>,
        /// What is streamed next today.
        next: Vec<BoardStream>,
    },
    /// The programme by its days, where nobody knows how late it is.
    ByDay {
        /// The days, in their order; empty when there is no programme.
        days: Vec<BoardDay>,
    },
    /// The programme, for visitors to look through: what they ask is answered one by one.
    Programme {
        /// Where the day stands in the venue.
        phase: BoardPhase,
        /// Another one whenever an answer may be another: the page asks again.
        state: String,
    },
    /// There is no such room or venue in the programme.
    Nothing,
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
    /// How many seats are left behind its gates; `null` where nobody counts them.
    pub seats: Option<SeatsView>,
    /// Where else to go, when it is full; `null` when it is not, or there is nowhere.
    pub instead: Option<Box<SessionView>>,
    /// What is on.
    pub now: Vec<SessionView>,
    /// What comes next today.
    pub next: Option<SessionView>,
    /// What comes after that today.
    pub later: Vec<SessionView>,
    /// What was planned here for today and is elsewhere, or on another day: the way there is
    /// shown.
    pub away: Vec<SessionView>,
}

/// How many seats are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SeatsView {
    /// So many; 0 when it is full.
    pub left: u32,
    /// There may be fewer: others let people in, too, and have not been heard for a while.
    pub at_most: bool,
}

/// A venue on the board of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardPlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub venue: TextView,
    /// Its city.
    pub city: TextView,
    /// The IANA zone of its clocks.
    pub zone: String,
    /// The events that are held there in the week.
    pub events: Vec<BoardEvent>,
    /// Where the day stands there.
    pub phase: BoardPhase,
    /// What is on.
    pub now: Vec<SessionView>,
    /// What comes next today.
    pub next: Vec<SessionView>,
}

/// An event on the board of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardEvent {
    /// Its title.
    pub title: TextView,
    /// Its first day, as `2023-11-16`.
    pub first_day: String,
    /// Its last day.
    pub last_day: String,
}

/// A day of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardDay {
    /// Which day, as `2023-11-16`.
    pub day: String,
    /// The event whose day it is: named where the board is not of one place alone.
    pub event: Option<TextView>,
    /// The IANA zone its times are said in.
    pub zone: String,
    /// Its sessions, by start.
    pub sessions: Vec<SessionView>,
}

/// Something that is streamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardStream {
    /// The session.
    pub session: SessionView,
    /// The title of its event.
    pub event: TextView,
    /// The IANA zone its times are said in.
    pub zone: String,
    /// Where to follow it; `None` when nobody said where.
    pub address: Option<String>,
    /// The same as a QR code to scan: SVG, with its quiet zone.
    pub code: Option<String>,
}

/// An announcement, or an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AnnouncementView {
    /// Its record, by which it is withdrawn.
    pub id: String,
    /// The words.
    pub text: TextView,
}

/// What was announced, as the screen takes it.
pub(crate) fn announcement(key: RecordKey, text: &Text) -> AnnouncementView {
    AnnouncementView { id: record_name(key), text: super::notice::text(text) }
}
