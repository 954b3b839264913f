//! What the hub says for the boards: of sessions, and to everybody in the halls. It is recorded as
//! a fact of its own series, and stands on every kiosk's screens as soon as the kiosk hears of it.

use jiff::Timestamp;
use parvis_domain::announcement::{Announced, TakenOver, Withdrawal};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{EventId, SessionId, VenueId};
use parvis_domain::programme::change::{Added, Change, Changes, SessionChanged};
use parvis_domain::programme::saying::{Unsayable, Word};
use parvis_domain::programme::{Event, Programme, Timetable};
use parvis_domain::text::Text;
use parvis_platforms::roster_meaning::no_programme;

use super::Service;
use crate::store::{Store, StoreError};

/// Why something was not said. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum SayError {
    /// There is no such event any more.
    #[error("there is no event “{0}” in the programme")]
    NoEvent(EventId),
    /// No event is held there.
    #[error("no event of the programme is held in the venue “{0}”")]
    NoEventIn(VenueId),
    /// There is no event on whose behalf anything could be said.
    #[error("there is no programme yet")]
    NoProgramme,
    /// There is nothing that it could be said of, or it cannot be shown.
    #[error(transparent)]
    Unsayable(#[from] Unsayable),
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
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
        word: Word,
    ) -> Result<(), SayError> {
        let store = self.store();
        let programme = store.programme().await?.unwrap_or_else(no_programme);
        let (said, gone) = (store.said().await?, store.gone().await?);
        let changes = Changes::fold(&said);
        let timetable = Timetable::new(&programme, &changes, &gone);
        let slot = timetable.slot(event, session);
        let slot = slot.ok_or_else(|| Unsayable::NoSession(session.clone()))?;
        let change = word.change(&programme, slot)?;
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
        added.check(&programme)?;
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
        let (programme, event) = self.behalf(venue.as_ref()).await?;
        let announced = Announced { event, venue, text, from, until };
        announced.check(&programme, self.now())?;
        self.record(Fact::Announced(announced)).await
    }

    /// Takes all screens of a venue over, at once and until it is ended. It needs no words.
    ///
    /// # Errors
    /// [`SayError`] says why they are not.
    pub async fn take_over(&self, venue: VenueId, text: Text) -> Result<(), SayError> {
        let (programme, event) = self.behalf(Some(&venue)).await?;
        let taken_over = TakenOver { event, venue, text };
        taken_over.check(&programme)?;
        self.record(Fact::TakenOver(taken_over)).await
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

    /// The programme, and the event on whose behalf something is said in a venue, or in all of them.
    async fn behalf(&self, venue: Option<&VenueId>) -> Result<(Programme, EventId), SayError> {
        let programme = self.store().programme().await?.ok_or(SayError::NoProgramme)?;
        let event = at_hand(&programme, venue, self.now()).map(|event| event.id.clone());
        let event = event.ok_or_else(|| match venue {
            Some(venue) => SayError::NoEventIn(venue.clone()),
            None => SayError::NoProgramme,
        })?;
        Ok((programme, event))
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
