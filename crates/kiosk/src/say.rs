//! What is said at this venue for the boards: of sessions, and to everybody in the halls.
//!
//! It is recorded as any fact is, shown here at once, and goes to the hub when there is one.

use jiff::Timestamp;
use parvis_domain::announcement::{Announced, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, SessionId};
use parvis_domain::programme::Mark;
use parvis_domain::programme::change::{Added, Change, SessionChanged};
use parvis_domain::programme::saying::{Unsayable, Word};
use parvis_roster::RosterError;

use crate::kiosk::Kiosk;
use crate::view::SessionWord;

/// Why something was not said. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum SayError {
    /// The hub lets this kiosk speak for other events.
    #[error("this kiosk does not speak for “{0}”")]
    NotOurs(EventId),
    /// This kiosk stands in no venue with an event that it may speak for.
    #[error("this kiosk stands in no venue of an event that it speaks for")]
    Nowhere,
    /// There is nothing that it could be said of, or it cannot be shown.
    #[error(transparent)]
    Unsayable(#[from] Unsayable),
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
        let slot = slot.ok_or_else(|| Unsayable::NoSession(session.clone()))?;
        let word = Word::try_from(word)?;
        // What a programme has by now is no longer ours to take back.
        if word == Word::NotAdded && !slot.marks.contains(&Mark::Added) {
            return Err(Unsayable::Times.into());
        }
        let change = word.change(&setup.programme, slot)?;
        if let Change::Moved { time: Some(time), .. } = &change {
            self.is_to_come(time.end)?;
        }
        self.say_change(event, session.clone(), change)
    }

    /// Adds a session that is in no programme; gives its id.
    ///
    /// # Errors
    /// [`SayError`] says why it was not added.
    pub fn add_session(&self, event: &EventId, added: Added) -> Result<SessionId, SayError> {
        added.check(&self.setup().programme)?;
        self.is_to_come(added.end)?;
        let id = SessionId::added(self.roster().device(), self.now());
        self.say_change(event, id.clone(), Change::Added(Box::new(added)))?;
        Ok(id)
    }

    /// Announces something on the screens of a venue, or of all.
    ///
    /// # Errors
    /// [`SayError`] says why it was not announced.
    pub fn announce_to_all(&self, announced: Announced) -> Result<(), SayError> {
        announced.check(&self.setup().programme, self.time())?;
        self.record_said(Fact::Announced(announced))
    }

    /// Takes all screens of a venue over, at once.
    ///
    /// # Errors
    /// [`SayError`] says why they are not.
    pub fn take_over(&self, taken_over: TakenOver) -> Result<(), SayError> {
        taken_over.check(&self.setup().programme)?;
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

    /// Whether something that ends then is not over yet.
    fn is_to_come(&self, end: Timestamp) -> Result<(), Unsayable> {
        if end > self.time() { Ok(()) } else { Err(Unsayable::Times) }
    }
}
