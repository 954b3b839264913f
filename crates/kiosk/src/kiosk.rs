//! An open data folder and everything that is asked of it.

use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::{Announcements, Shown};
use parvis_domain::gate::Gate;
use parvis_domain::hub_time::{self, Apart, HubTime, Reading};
use parvis_domain::id::{GateId, VenueId};
use parvis_domain::plausible::Known;
use parvis_domain::programme::change::Changes;
use parvis_domain::programme::{Programme, Session, Timetable};
use parvis_platforms::roster_meaning::no_programme;
use parvis_roster::{DataKind, Roster, RosterError};
use tokio::sync::Notify;

use crate::board::Remembered;
use crate::clock::Clock;
use crate::hub::{Membership, SyncState};
use crate::screens::Screens;
use crate::view::{self, AnnouncementView};

/// A kiosk at work: a roster, a clock, and the programme and gates it holds.
///
/// Cheap to clone; all clones are the same kiosk.
#[derive(Clone)]
pub struct Kiosk {
    roster: Roster,
    clock: Arc<dyn Clock>,
    setup: Arc<RwLock<Arc<Setup>>>,
    changed: Arc<Changed>,
    news: Arc<Notify>,
    sync: Arc<Mutex<SyncState>>,
    hub_time: Arc<Mutex<Option<HubTime>>>,
    /// What of the programme was made ready for whoever looks something up.
    pub(crate) remembered: Arc<Mutex<Remembered>>,
    screens: Arc<Screens>,
    made: Option<Timestamp>,
}

/// How much the time that a kiosk goes by can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockStanding {
    /// Nothing speaks against it.
    Right,
    /// It is the hub's: this machine's own is so far off that it is worth telling.
    Corrected,
    /// It is this machine's, which cannot be right.
    Wrong,
}

/// How often something changed that screens show, for whoever draws them.
#[derive(Debug, Default)]
struct Changed {
    times: Mutex<u64>,
    again: Condvar,
}

/// The programme with what was said of it, and the gates, as the roster held them when they were
/// last read.
#[derive(Debug)]
pub struct Setup {
    /// The programme; an empty edition when none has been imported.
    pub programme: Programme,
    /// The same as it stands now, with all that was said: what doors decide by.
    pub current: Programme,
    /// What was said of its sessions on the day.
    pub changes: Changes,
    /// What was announced.
    pub announcements: Announcements,
    /// Sessions that it had and has no more: they are shown as cancelled until their ends.
    pub gone: Vec<Session>,
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

    /// The programme as it stands now.
    #[must_use]
    pub fn timetable(&self) -> Timetable<'_> {
        Timetable::new(&self.programme, &self.changes, &self.gone)
    }

    /// The emergencies that have the screens of a venue, the latest first.
    pub(crate) fn emergencies(&self, venue: &VenueId, now: Timestamp) -> Vec<AnnouncementView> {
        match self.announcements.shown(venue, now) {
            Shown::Takeover(all) => {
                all.iter().map(|(key, it)| view::announcement(*key, &it.text)).collect()
            }
            Shown::Announcements(_) => Vec::new(),
        }
    }

    fn read(roster: &Roster, now: Timestamp) -> Result<Self, RosterError> {
        roster.read(|roster| {
            let said = roster.said()?;
            let programme = roster.programme()?.unwrap_or_else(no_programme);
            let (changes, gone) = (Changes::fold(&said), roster.gone_sessions(now)?);
            Ok(Self {
                current: Timetable::new(&programme, &changes, &gone).current(),
                programme,
                changes,
                announcements: Announcements::fold(&said),
                gone,
                gates: roster.gates()?,
                membership: Membership::read(roster)?,
            })
        })
    }
}

impl Kiosk {
    /// A kiosk over an open roster.
    pub fn new(roster: Roster, clock: Arc<dyn Clock>) -> Result<Self, RosterError> {
        let setup = Arc::new(RwLock::new(Arc::new(Setup::read(&roster, clock.now())?)));
        let (news, sync, hub_time) = (Arc::default(), Arc::default(), Arc::default());
        let (changed, remembered, screens) = (Arc::default(), Arc::default(), Arc::default());
        let made = None;
        Ok(Self { roster, clock, setup, changed, news, sync, hub_time, remembered, screens, made })
    }

    /// The same kiosk, as a program that was made at an instant: no clock that reads less is right.
    #[must_use]
    pub fn made_at(self, made: Option<Timestamp>) -> Self {
        Self { made, ..self }
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
        if self.clock.stands_apart() {
            return;
        }
        let before = self.clock_standing();
        *self.hub_time.lock().unwrap_or_else(PoisonError::into_inner) = Some(time);
        if self.clock_standing() != before {
            self.tell_screens();
        }
    }

    /// How much [`Kiosk::time`] can be relied on.
    #[must_use]
    pub fn clock_standing(&self) -> ClockStanding {
        if self.clock.stands_apart() {
            return ClockStanding::Right;
        }
        if self.hub_time().is_some() {
            let told = Apart::of(self.ahead()).is_some();
            return if told { ClockStanding::Corrected } else { ClockStanding::Right };
        }
        let known = Known { made: self.made, heard: self.hub_heard(), days: self.days() };
        if known.rules_out(self.now()) { ClockStanding::Wrong } else { ClockStanding::Right }
    }

    /// What the hub's clock read when it was last heard, also before this process began.
    fn hub_heard(&self) -> Option<Timestamp> {
        let hub = self.roster.hub().ok().flatten()?;
        let ahead = SignedDuration::from_millis(hub.ahead_ms);
        let spoken = hub.spoken.and_then(|at| at.checked_sub(ahead).ok());
        spoken.max(Some(hub.enrolment.statement.at))
    }

    /// The first and the last day of the programme.
    fn days(&self) -> Option<(Date, Date)> {
        let setup = self.setup();
        let events = &setup.programme.events;
        let first = events.iter().map(|event| event.first_day).min()?;
        Some((first, events.iter().map(|event| event.last_day).max()?))
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

    /// The screens of this process.
    pub(crate) fn screens(&self) -> &Screens {
        &self.screens
    }

    /// Tells whoever waits on [`Kiosk::news`] that there is something for the hub.
    pub(crate) fn announce(&self) {
        self.news.notify_one();
    }

    /// Something was recorded that the hub does not have yet, a screen is not as it was, or this
    /// kiosk was enrolled.
    pub(crate) fn news(&self) -> &Notify {
        &self.news
    }

    /// Reads programme and gates again, after something else than this kiosk changed them.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn refresh(&self) -> Result<(), RosterError> {
        let fresh = Arc::new(Setup::read(&self.roster, self.time())?);
        *self.setup.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        self.tell_screens();
        Ok(())
    }

    /// Something changed that screens show: wakes whoever draws them.
    pub(crate) fn tell_screens(&self) {
        *self.changed.times.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.again.notify_all();
    }

    /// How often something changed that screens show: what was said of the day, the programme, and
    /// who is inside. As long as it is the same, only time makes a board different.
    #[must_use]
    pub fn changes(&self) -> u64 {
        *self.changed.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it is no longer so often, or for so long at most.
    pub fn await_change(&self, seen: u64, at_most: Duration) {
        let times = self.changed.times.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.changed.again.wait_timeout_while(times, at_most, |times| *times == seen));
    }
}
