//! What is said at this venue for the boards: of sessions, and to everybody in the halls.
//!
//! It is recorded as any fact is, shown here at once, and goes to the hub when there is one.

use jiff::Timestamp;
use parvis_domain::announcement::{Announced, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, RoomId, SessionId, VenueId};
use parvis_domain::programme::change::{Added, Change, SessionChanged};
use parvis_roster::RosterError;

use crate::kiosk::Kiosk;
use crate::view::SessionWord;

/// Why something was not said. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum SayError {
    /// The hub lets this kiosk speak for other events.
    #[error("this kiosk does not speak for “{0}”")]
    NotOurs(EventId),
    /// There is no such session.
    #[error("there is no session “{0}” in the programme")]
    NoSession(SessionId),
    /// There is no such room.
    #[error("there is no room “{0}” in the programme")]
    NoRoom(RoomId),
    /// There is no such venue.
    #[error("there is no venue “{0}” in the programme")]
    NoVenue(VenueId),
    /// This kiosk stands in no venue with an event that it may speak for.
    #[error("this kiosk stands in no venue of an event that it speaks for")]
    Nowhere,
    /// It would end before it begins, or not be anything new.
    #[error("a session begins before it ends, and is moved to somewhere or some time")]
    Times,
    /// Without words there is nothing to announce.
    #[error("an announcement has words")]
    NoWords,
    /// It could not be recorded.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl Kiosk {
    /// Says something of a session. When this returns, it is durable.
    ///
    /// # Errors
    /// [`SayError`] says why nothing was said.
    pub fn say(
        &self,
        event: &EventId,
        session: &SessionId,
        word: SessionWord,
    ) -> Result<(), SayError> {
        let setup = self.setup();
        let timetable = setup.timetable();
        let slot = timetable.slot(event, session);
        let slot = slot.ok_or_else(|| SayError::NoSession(session.clone()))?;
        let change = match word {
            SessionWord::Late { minutes } => slot.late(minutes),
            SessionWord::Moved { room, start } => {
                let start = start.map(Timestamp::from_millisecond).transpose();
                let start = start.map_err(|_| SayError::Times)?;
                room.as_ref().map_or(Ok(()), |room| self.knows_room(room))?;
                slot.moved(room, start).ok_or(SayError::Times)?
            }
            SessionWord::Full => Change::Full,
            SessionWord::Cancelled => Change::Cancelled,
            SessionWord::AsPlanned => Change::all_as_planned(),
        };
        self.say_change(event, session.clone(), change)
    }

    /// Adds a session that is in no programme; gives its id.
    ///
    /// # Errors
    /// [`SayError`] says why it was not added.
    pub fn add_session(&self, event: &EventId, added: Added) -> Result<SessionId, SayError> {
        if added.start >= added.end {
            return Err(SayError::Times);
        }
        if added.title.is_empty() {
            return Err(SayError::NoWords);
        }
        added.room.as_ref().map_or(Ok(()), |room| self.knows_room(room))?;
        let id = SessionId::added(self.roster().device(), self.now());
        self.say_change(event, id.clone(), Change::Added(Box::new(added)))?;
        Ok(id)
    }

    /// Announces something on the screens of a venue, or of all.
    ///
    /// # Errors
    /// [`SayError`] says why it was not announced.
    pub fn announce_to_all(&self, announced: Announced) -> Result<(), SayError> {
        if announced.text.is_empty() {
            return Err(SayError::NoWords);
        }
        if announced.from >= announced.until {
            return Err(SayError::Times);
        }
        announced.venue.as_ref().map_or(Ok(()), |venue| self.knows_venue(venue))?;
        self.record_said(Fact::Announced(announced))
    }

    /// Takes all screens of a venue over, at once.
    ///
    /// # Errors
    /// [`SayError`] says why they are not.
    pub fn take_over(&self, taken_over: TakenOver) -> Result<(), SayError> {
        self.knows_venue(&taken_over.venue)?;
        self.record_said(Fact::TakenOver(taken_over))
    }

    /// Takes an announcement back, or ends an emergency, whoever said it. What has ended already
    /// stays so.
    ///
    /// # Errors
    /// [`SayError`] says why it stands still.
    pub fn withdraw(&self, target: RecordKey) -> Result<(), SayError> {
        let setup = self.setup();
        let withdrawal = |event: &EventId| Withdrawal { event: event.clone(), target };
        if let Some(event) = setup.announcements.event_of_takeover(target) {
            return self.record_said(Fact::TakeoverEnded(withdrawal(event)));
        }
        match setup.announcements.event_of_announcement(target) {
            Some(event) => self.record_said(Fact::AnnouncementWithdrawn(withdrawal(event))),
            None => Ok(()),
        }
    }

    /// Whether this kiosk may speak for an event: for any when it works on its own, else for those
    /// that its hub declared.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn speaks_for(&self, event: &EventId) -> Result<bool, RosterError> {
        let hub = self.roster().hub()?;
        Ok(hub.is_none_or(|hub| hub.enrolment.statement.events.contains(event)))
    }

    fn say_change(
        &self,
        event: &EventId,
        session: SessionId,
        change: Change,
    ) -> Result<(), SayError> {
        let event = event.clone();
        self.record_said(Fact::SessionChanged(SessionChanged { event, session, change }))
    }

    fn record_said(&self, fact: Fact) -> Result<(), SayError> {
        if let Some(event) = fact.for_boards()
            && !self.speaks_for(event)?
        {
            return Err(SayError::NotOurs(event.clone()));
        }
        let now = self.now();
        self.roster().write(move |roster| roster.append(now, fact))?;
        self.refresh()?;
        self.announce();
        Ok(())
    }

    fn knows_room(&self, room: &RoomId) -> Result<(), SayError> {
        let known = self.setup().programme.room(room).is_some();
        if known { Ok(()) } else { Err(SayError::NoRoom(room.clone())) }
    }

    fn knows_venue(&self, venue: &VenueId) -> Result<(), SayError> {
        let known = self.setup().programme.venue(venue).is_some();
        if known { Ok(()) } else { Err(SayError::NoVenue(venue.clone())) }
    }
}
