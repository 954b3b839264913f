//! What the hub says for the boards: of sessions, and to everybody in the halls. It is recorded as
//! a fact of its own series, and stands on every kiosk's screens as soon as the kiosk hears of it.

use jiff::Timestamp;
use parvis_domain::announcement::{Announced, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, RoomId, SessionId, VenueId};
use parvis_domain::programme::change::{Added, Change, Changes, Field, SessionChanged};
use parvis_domain::programme::{Event, Programme, Slot, Timetable};
use parvis_domain::text::Text;
use parvis_platforms::roster_meaning::no_programme;

use super::Service;
use crate::store::{Store, StoreError};

/// The most words of one language that are said at once, in bytes: a screen holds a few sentences.
pub const WORDS_BYTES: usize = 1_000;

/// The most words in all languages together, in bytes: they go into one record.
const ALL_BYTES: usize = 8 * WORDS_BYTES;

/// The latest that a session can be said to begin: half a day. More is another time.
pub const LATEST_MINUTES: u32 = 12 * 60;

/// Why something was not said. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum SayError {
    /// There is no such session any more.
    #[error("there is no session “{0}” in the programme")]
    NoSession(SessionId),
    /// There is no such event any more.
    #[error("there is no event “{0}” in the programme")]
    NoEvent(EventId),
    /// There is no such room any more.
    #[error("there is no room “{0}” in the programme")]
    NoRoom(RoomId),
    /// There is no such venue any more, or no event is held there.
    #[error("no event of the programme is held in the venue “{0}”")]
    NoVenue(VenueId),
    /// There is no event on whose behalf anything could be said.
    #[error("there is no programme yet")]
    NoProgramme,
    /// It would end before it begins, be too late, or not be anything new.
    #[error("what is said begins before it ends, and is moved to somewhere or some time")]
    Times,
    /// Without words there is nothing to announce, and too many do not fit on a screen.
    #[error("an announcement has words, at most {WORDS_BYTES} bytes in a language")]
    Words,
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is said of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionWord {
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

impl<S: Store> Service<S> {
    /// Says something of a session. What stands already is not said twice.
    ///
    /// # Errors
    /// [`SayError`] says why nothing was said.
    pub async fn say(
        &self,
        event: &EventId,
        session: &SessionId,
        word: SessionWord,
    ) -> Result<(), SayError> {
        let store = self.store();
        let programme = store.programme().await?.unwrap_or_else(no_programme);
        let (said, gone) = (store.said().await?, store.gone().await?);
        let changes = Changes::fold(&said);
        let timetable = Timetable::new(&programme, &changes, &gone);
        let slot = timetable.slot(event, session);
        let slot = slot.ok_or_else(|| SayError::NoSession(session.clone()))?;
        let change = change(&programme, slot, word)?;
        self.say_change(event.clone(), session.clone(), change).await
    }

    /// Adds a session that is in no programme.
    ///
    /// # Errors
    /// [`SayError`] says why it was not added.
    pub async fn add_session(&self, event: &EventId, added: Added) -> Result<(), SayError> {
        let programme = self.store().programme().await?.unwrap_or_else(no_programme);
        if programme.event(event).is_none() {
            return Err(SayError::NoEvent(event.clone()));
        }
        if added.start >= added.end {
            return Err(SayError::Times);
        }
        fits(&added.title, true)?;
        knows_room(&programme, added.room.as_ref())?;
        let id = SessionId::added(self.identity().device, self.now());
        self.say_change(event.clone(), id, Change::Added(Box::new(added))).await
    }

    /// Announces something on the screens of a venue, or of all when there is none.
    ///
    /// # Errors
    /// [`SayError`] says why it was not announced.
    pub async fn announce(
        &self,
        venue: Option<VenueId>,
        text: Text,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<(), SayError> {
        fits(&text, true)?;
        if from >= until || until <= self.now() {
            return Err(SayError::Times);
        }
        let event = self.behalf(venue.as_ref()).await?;
        self.record(Fact::Announced(Announced { event, venue, text, from, until })).await
    }

    /// Takes all screens of a venue over, at once and until it is ended. It needs no words.
    ///
    /// # Errors
    /// [`SayError`] says why they are not.
    pub async fn take_over(&self, venue: VenueId, text: Text) -> Result<(), SayError> {
        fits(&text, false)?;
        let event = self.behalf(Some(&venue)).await?;
        self.record(Fact::TakenOver(TakenOver { event, venue, text })).await
    }

    /// Takes an announcement back, or ends an emergency, whoever said it. What is not there, or has
    /// ended already, stays so.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub async fn withdraw(&self, target: RecordKey) -> Result<(), SayError> {
        let said = self.store().said().await?;
        let Some(record) = said.iter().find(|record| record.key == target) else { return Ok(()) };
        match &record.fact {
            Fact::Announced(Announced { event, .. }) => {
                let event = event.clone();
                self.record(Fact::AnnouncementWithdrawn(Withdrawal { event, target })).await
            }
            Fact::TakenOver(TakenOver { event, .. }) => {
                let event = event.clone();
                self.record(Fact::TakeoverEnded(Withdrawal { event, target })).await
            }
            _ => Ok(()),
        }
    }

    async fn say_change(
        &self,
        event: EventId,
        session: SessionId,
        change: Change,
    ) -> Result<(), SayError> {
        self.record(Fact::SessionChanged(SessionChanged { event, session, change })).await
    }

    async fn record(&self, fact: Fact) -> Result<(), SayError> {
        self.store().say(fact, self.now()).await?;
        Ok(())
    }

    /// The event on whose behalf something is said in a venue, or in all of them.
    async fn behalf(&self, venue: Option<&VenueId>) -> Result<EventId, SayError> {
        let programme = self.store().programme().await?.ok_or(SayError::NoProgramme)?;
        let event = at_hand(&programme, venue, self.now()).map(|event| event.id.clone());
        event.ok_or_else(|| match venue {
            Some(venue) => SayError::NoVenue(venue.clone()),
            None => SayError::NoProgramme,
        })
    }
}

/// Of the events in a venue, or of all, the one that is on today, or else the next, or else the
/// last: kiosks of that event can take back what was said on its behalf.
pub(crate) fn at_hand<'p>(
    programme: &'p Programme,
    venue: Option<&VenueId>,
    now: Timestamp,
) -> Option<&'p Event> {
    let is_held = |event: &&Event| venue.is_none() || event.venue.as_ref() == venue;
    let mut held: Vec<_> = programme.events.iter().filter(is_held).collect();
    held.sort_by_key(|event| event.last_day);
    let coming = held.iter().find(|event| programme.event_day(event, now) <= event.last_day);
    coming.or(held.last()).copied()
}

fn change(programme: &Programme, slot: &Slot<'_>, word: SessionWord) -> Result<Change, SayError> {
    Ok(match word {
        SessionWord::Late(minutes) if (1..=LATEST_MINUTES).contains(&minutes) => slot.late(minutes),
        SessionWord::Late(_) => return Err(SayError::Times),
        SessionWord::Moved { room, start } => {
            knows_room(programme, room.as_ref())?;
            slot.moved(room, start).ok_or(SayError::Times)?
        }
        SessionWord::Full => Change::Full,
        SessionWord::Cancelled => Change::Cancelled,
        SessionWord::AsPlanned => Change::all_as_planned(),
        SessionWord::NotAdded => Change::AsPlanned { of: vec![Field::Added] },
    })
}

fn knows_room(programme: &Programme, room: Option<&RoomId>) -> Result<(), SayError> {
    match room.filter(|room| programme.room(room).is_none()) {
        Some(room) => Err(SayError::NoRoom(room.clone())),
        None => Ok(()),
    }
}

fn fits(text: &Text, needed: bool) -> Result<(), SayError> {
    let lengths = || text.filled().map(|(_, words)| words.len());
    let long = lengths().any(|length| length > WORDS_BYTES) || lengths().sum::<usize>() > ALL_BYTES;
    if long || (needed && text.is_empty()) { Err(SayError::Words) } else { Ok(()) }
}
