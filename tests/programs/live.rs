//! A kiosk that stays open: its door and its sync at work, over the data folder of a [`Kiosk`]
//! that the program was set up with.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use parvis_domain::code::Code;
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::hub::{Outcome, Syncing};
use parvis_kiosk::kiosk::Kiosk as Opened;
use parvis_roster::{DataKind, Lookup, Opening, Roster, Shown};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::kiosk::Kiosk;

/// Closed when it is dropped, and its folder let go.
pub(crate) struct Live {
    syncing: Syncing,
    kiosk: Opened,
}

impl Live {
    pub(crate) fn open(of: &Kiosk) -> Self {
        let mut chance = Chance::fresh();
        let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
        let folder = of.data();
        let opening = Opening { folder: &folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
        let clock = Arc::new(RehearsalClock::set(people::morning(), Instant::now()));
        let kiosk = Opened::new(Roster::open(opening).unwrap(), clock).unwrap();
        let gate = "main".parse().unwrap();
        let (entropy, gate) = (Arc::new(Mutex::new(entropy)), move || Some(Clone::clone(&gate)));
        let syncing = Syncing::start(kiosk.clone(), folder, entropy, gate, || ()).unwrap();
        Self { syncing, kiosk }
    }

    /// Shows a person's ticket: the door never waits for anybody.
    pub(crate) fn check_in(&self, person: usize) -> VerdictName {
        let presented = Presented::Content(people::code(person).into_bytes());
        let decision = self.kiosk.admit(&"main".parse().unwrap(), presented, Way::Camera);
        decision.unwrap().verdict.name()
    }

    /// Whether its last round went well.
    pub(crate) fn is_well(&self) -> bool {
        matches!(self.outcome(), Outcome::Well { .. })
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.syncing.state().outcome
    }

    pub(crate) fn unsent(&self) -> u64 {
        self.kiosk.roster().unsent().unwrap().records
    }

    /// Whether this kiosk knows that a person was at any door.
    pub(crate) fn knows(&self, person: usize) -> bool {
        let shown = Shown::Scanned(Code::new(&people::code(person)).unwrap());
        let found = self.kiosk.roster().read(|roster| {
            let Lookup::Ticket(line) = roster.find(&[people::event()], &shown)? else {
                return Ok(false);
            };
            Ok(!roster.standing(line.ticket.id)?.is_empty())
        });
        found.unwrap()
    }
}
