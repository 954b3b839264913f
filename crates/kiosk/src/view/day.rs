//! What staff say of the day, on the screen behind the PIN.

use jiff::Timestamp;
use parvis_domain::id::{EventId, RoomId, SessionId};
use parvis_domain::programme::saying::{Unsayable, Word};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::AnnouncementView;
use super::notice::{Notice, TextView};
use super::session::SessionView;

/// What came of asking for the day, or of saying something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DayAnswer {
    /// The day as it stands now; `null` when nobody is signed in any more.
    pub day: Option<DayView>,
    /// Why it was not said, when it was not.
    pub refusal: Option<Notice>,
}

/// The day at this kiosk's venue, for whoever may say something of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DayView {
    /// The IANA zone of its clock.
    pub zone: String,
    /// The languages of the place, in which announcements are written.
    pub languages: Vec<String>,
    /// From when on something can be said to take place today: now, to five minutes. Milliseconds
    /// since 1970, UTC.
    #[ts(type = "number")]
    pub from: i64,
    /// When the day here is over.
    #[ts(type = "number")]
    pub until: i64,
    /// Sessions of today that are not over, of events that this kiosk may speak for.
    pub sessions: Vec<DaySession>,
    /// The rooms of the venue, to move a session to or to add one in.
    pub rooms: Vec<DayRoom>,
    /// What is announced here or will be.
    pub announcements: Vec<AnnouncementView>,
    /// Emergencies that have all screens.
    pub emergencies: Vec<AnnouncementView>,
}

/// A session that something can be said of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DaySession {
    /// The event it is of, to be handed back.
    pub event: String,
    /// The session as it stands now.
    pub session: SessionView,
}

/// A room of the venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DayRoom {
    /// Its id, to be handed back.
    pub id: String,
    /// Its name.
    pub name: TextView,
}

/// Something that staff say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "say", rename_all = "snake_case")]
#[ts(export)]
pub enum DayWord {
    /// Something of a session.
    OfSession {
        /// Its event.
        #[ts(as = "String")]
        event: EventId,
        /// The session.
        #[ts(as = "String")]
        session: SessionId,
        /// What.
        word: SessionWord,
    },
    /// Something to everybody: on the screens of this venue, from now on.
    Announce {
        /// The words, by language tag.
        text: TextView,
        /// For so many minutes.
        minutes: u32,
    },
    /// All screens of this venue show this emergency and nothing else.
    TakeOver {
        /// The words, by language tag; none are needed.
        text: TextView,
    },
    /// A session that is in no programme takes place.
    Add {
        /// Its title, by language tag.
        title: TextView,
        /// Where.
        #[ts(as = "String")]
        room: RoomId,
        /// When it begins: milliseconds since 1970, UTC.
        #[ts(type = "number")]
        start: i64,
        /// When it ends.
        #[ts(type = "number")]
        end: i64,
    },
    /// An announcement is taken back, or an emergency is over.
    Withdraw {
        /// Its id.
        id: String,
    },
}

/// What staff say of a session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "word", rename_all = "snake_case")]
#[ts(export)]
pub enum SessionWord {
    /// It begins later than it should.
    Late {
        /// By so many minutes.
        minutes: u32,
    },
    /// It is in another room, begins at another time, or both.
    Moved {
        /// The room; `null` when that stays as it is.
        #[ts(as = "Option<String>")]
        room: Option<RoomId>,
        /// The start, in milliseconds since 1970, UTC; `null` when that stays as it is. It lasts as
        /// long as it would have.
        #[ts(type = "number | null")]
        start: Option<i64>,
    },
    /// Nobody else gets in.
    Full,
    /// It does not take place.
    Cancelled,
    /// All of it is as the programme has it.
    AsPlanned,
    /// It was added, and is taken back: there is no such session.
    NotAdded,
}

impl TryFrom<SessionWord> for Word {
    type Error = Unsayable;

    fn try_from(word: SessionWord) -> Result<Self, Unsayable> {
        Ok(match word {
            SessionWord::Late { minutes } => Self::Late(minutes),
            SessionWord::Moved { room, start } => {
                let start = start.map(Timestamp::from_millisecond).transpose();
                Self::Moved { room, start: start.map_err(|_| Unsayable::Times)? }
            }
            SessionWord::Full => Self::Full,
            SessionWord::Cancelled => Self::Cancelled,
            SessionWord::AsPlanned => Self::AsPlanned,
            SessionWord::NotAdded => Self::NotAdded,
        })
    }
}
