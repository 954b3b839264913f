//! What may be said on the day, and what is refused: the same at a kiosk and at the hub.

use jiff::Timestamp;

use super::Programme;
use super::change::{Added, Change, Field};
use super::timetable::Slot;
use crate::announcement::{Announced, TakenOver};
use crate::id::{RoomId, SessionId, VenueId};
use crate::text::Text;

/// The most words of one language that are said at once, in bytes: a screen holds a few sentences.
pub const WORDS_BYTES: usize = 1_000;

/// The most words in all languages together, in bytes: they go into one record.
pub const ALL_WORDS_BYTES: usize = 8 * WORDS_BYTES;

/// The latest that a session can be said to begin: half a day. More is another time.
pub const LATEST_MINUTES: u32 = 12 * 60;

/// Why something cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsayable {
    /// There is no such session any more.
    #[error("there is no session “{0}” in the programme")]
    NoSession(SessionId),
    /// There is no such room any more.
    #[error("there is no room “{0}” in the programme")]
    NoRoom(RoomId),
    /// There is no such venue any more.
    #[error("there is no venue “{0}” in the programme")]
    NoVenue(VenueId),
    /// It would end before it begins or before it is said, be too late, or not be anything new.
    #[error("what is said begins before it ends, and is moved to somewhere or some time")]
    Times,
    /// Without words nothing can be added or announced.
    #[error("it has no words")]
    NoWords,
    /// More words do not fit on a screen.
    #[error("it has more than {WORDS_BYTES} bytes of words in a language, or too many in all")]
    TooManyWords,
}

/// What is said of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// It begins so many minutes later than it should.
    Late(u32),
    /// It is in another room, begins at another time, or both.
    Moved {
        /// The room; `None` when that stays as it is.
        room: Option<RoomId>,
        /// The start; `None` when that stays as it is. It lasts as long as it would have.
        start: Option<Timestamp>,
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

impl Word {
    /// The change that this makes of a session as it stands.
    ///
    /// # Errors
    /// [`Unsayable`] says why it makes none.
    pub fn change(self, programme: &Programme, slot: &Slot<'_>) -> Result<Change, Unsayable> {
        Ok(match self {
            Self::Late(minutes) if (1..=LATEST_MINUTES).contains(&minutes) => slot.late(minutes),
            Self::Late(_) => return Err(Unsayable::Times),
            Self::Moved { room, start } => {
                knows_room(programme, room.as_ref())?;
                slot.moved(room, start).ok_or(Unsayable::Times)?
            }
            Self::Full => Change::Full,
            Self::Cancelled => Change::Cancelled,
            Self::AsPlanned => Change::all_as_planned(),
            Self::NotAdded => Change::AsPlanned { of: vec![Field::Added] },
        })
    }
}

impl Added {
    /// Whether it can be added to a programme.
    ///
    /// # Errors
    /// [`Unsayable`] says why not.
    pub fn check(&self, programme: &Programme) -> Result<(), Unsayable> {
        if self.start >= self.end {
            return Err(Unsayable::Times);
        }
        fits(&self.title)?;
        is_said(&self.title)?;
        knows_room(programme, self.room.as_ref())
    }
}

impl Announced {
    /// Whether it can be announced now.
    ///
    /// # Errors
    /// [`Unsayable`] says why not.
    pub fn check(&self, programme: &Programme, now: Timestamp) -> Result<(), Unsayable> {
        fits(&self.text)?;
        is_said(&self.text)?;
        if self.from >= self.until || self.until <= now {
            return Err(Unsayable::Times);
        }
        self.venue.as_ref().map_or(Ok(()), |venue| knows_venue(programme, venue))
    }
}

impl TakenOver {
    /// Whether screens can be taken over with it. It needs no words.
    ///
    /// # Errors
    /// [`Unsayable`] says why not.
    pub fn check(&self, programme: &Programme) -> Result<(), Unsayable> {
        fits(&self.text)?;
        knows_venue(programme, &self.venue)
    }
}

fn knows_room(programme: &Programme, room: Option<&RoomId>) -> Result<(), Unsayable> {
    match room.filter(|room| programme.room(room).is_none()) {
        Some(room) => Err(Unsayable::NoRoom(room.clone())),
        None => Ok(()),
    }
}

fn knows_venue(programme: &Programme, venue: &VenueId) -> Result<(), Unsayable> {
    let known = programme.venue(venue).is_some();
    if known { Ok(()) } else { Err(Unsayable::NoVenue(venue.clone())) }
}

fn fits(text: &Text) -> Result<(), Unsayable> {
    let lengths = || text.filled().map(|(_, words)| words.len());
    let long =
        lengths().any(|length| length > WORDS_BYTES) || lengths().sum::<usize>() > ALL_WORDS_BYTES;
    if long { Err(Unsayable::TooManyWords) } else { Ok(()) }
}

fn is_said(text: &Text) -> Result<(), Unsayable> {
    if text.is_empty() { Err(Unsayable::NoWords) } else { Ok(()) }
}
