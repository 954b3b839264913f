//! An open data folder and everything that is asked of it.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use parvis_domain::gate::Gate;
use parvis_domain::hub_time::{self, HubTime, Reading};
use parvis_domain::id::GateId;
use parvis_domain::programme::Programme;
use parvis_platforms::roster_meaning::no_programme;
use parvis_roster::{DataKind, Roster, RosterError};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::hub::{Membership, SyncState};

/// A kiosk at work: a roster, a clock, and the programme and gates it holds.
///
/// Cheap to clone; all clones are the same kiosk.
#[derive(Clone)]
pub struct Kiosk {
    roster: Roster,
    clock: Arc<dyn Clock>,
    setup: Arc<RwLock<Arc<Setup>>>,
    news: Arc<Notify>,
    sync: Arc<Mutex<SyncState>>,
    hub_time: Arc<Mutex<Option<HubTime>>>,
}

/// The programme and the gates, as the roster held them when they were last read.
#[derive(Debug)]
pub struct Setup {
    /// The programme; an empty edition when none has been imported.
    pub programme: Programme,
    /// The gates this kiosk can stand at.
    pub gates: Vec<Gate>,
    /// Whether a hub lets this kiosk check people in.
    pub membership: Membership,
}

impl Setup {
    /// The gate with this id.
    #[must_use]
    pub fn gate(&self, id: &GateId) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == *id)
    }

    fn read(roster: &Roster) -> Result<Self, RosterError> {
        roster.read(|roster| {
            let programme = roster.programme()?.unwrap_or_else(no_programme);
            let membership = Membership::read(roster)?;
            Ok(Self { programme, gates: roster.gates()?, membership })
        })
    }
}

impl Kiosk {
    /// A kiosk over an open roster.
    pub fn new(roster: Roster, clock: Arc<dyn Clock>) -> Result<Self, RosterError> {
        let setup = Arc::new(RwLock::new(Arc::new(Setup::read(&roster)?)));
        let (news, sync, hub_time) = (Arc::default(), Arc::default(), Arc::default());
        Ok(Self { roster, clock, setup, news, sync, hub_time })
    }

    /// The roster underneath.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Whether nothing here counts.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.roster.kind() == DataKind::Rehearsal
    }

    /// What the kiosk's own clock reads: for what is recorded, and told to the hub.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What its clocks read.
    #[must_use]
    pub fn clocks(&self) -> Reading {
        self.clock.read()
    }

    /// The time to decide and to show by: the hub's, once this process has heard it and the
    /// kiosk's own clock is too far from it.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        hub_time::time(self.clock.read(), self.hub_time().as_ref())
    }

    /// How far its own clock is ahead of the hub's, as far as this process has heard that; zero
    /// while it is right enough.
    #[must_use]
    pub fn ahead(&self) -> SignedDuration {
        let ahead = self.hub_time().map(|hub| hub.ahead(self.clock.read()));
        ahead.unwrap_or(SignedDuration::ZERO)
    }

    fn hub_time(&self) -> Option<HubTime> {
        *self.hub_time.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what the hub's clock read, unless the kiosk's stands apart from it on purpose.
    pub fn hear(&self, time: HubTime) {
        if !self.clock.stands_apart() {
            *self.hub_time.lock().unwrap_or_else(PoisonError::into_inner) = Some(time);
        }
    }

    /// The programme and the gates.
    #[must_use]
    pub fn setup(&self) -> Arc<Setup> {
        Arc::clone(&self.setup.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// How it stands with the hub, as far as this process has tried.
    #[must_use]
    pub fn sync_state(&self) -> SyncState {
        self.sync.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes how it stands; gives how it stood before.
    pub(crate) fn put_sync_state(&self, state: SyncState) -> SyncState {
        let mut held = self.sync.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *held, state)
    }

    /// Tells whoever waits on [`Kiosk::news`] that there is something for the hub.
    pub(crate) fn announce(&self) {
        self.news.notify_one();
    }

    /// Something was recorded that the hub does not have yet, or this kiosk was enrolled.
    pub(crate) fn news(&self) -> &Notify {
        &self.news
    }

    /// Reads programme and gates again, after something else than this kiosk changed them.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn refresh(&self) -> Result<(), RosterError> {
        let fresh = Arc::new(Setup::read(&self.roster)?);
        *self.setup.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}
