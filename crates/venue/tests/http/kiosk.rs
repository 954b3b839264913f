//! A kiosk with its sync at work.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use parvis_domain::code::Code;
use parvis_domain::fact::Way;
use parvis_domain::id::{DeviceId, GateId};
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::{AdmitError, Presented};
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, Lookup, Opening, Roster, Shown};
use parvis_sync::runner::Outcome;
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;

pub(crate) struct Station {
    /// Both are there but for the moment between closing and opening.
    at_work: Option<(Syncing, Kiosk)>,
    gate: GateId,
    folder: tempfile::TempDir,
}

impl Station {
    pub(crate) fn new() -> Self {
        Self::at("main")
    }

    pub(crate) fn at(gate: &str) -> Self {
        Self::opened_in(tempfile::tempdir().unwrap(), gate)
    }

    /// Switches it off; what it holds stays in its folder.
    pub(crate) fn close(self) -> tempfile::TempDir {
        drop(self.at_work);
        self.folder
    }

    pub(crate) fn opened_in(folder: tempfile::TempDir, gate: &str) -> Self {
        let gate = GateId::new(gate).unwrap();
        let mut station = Self { at_work: None, gate, folder };
        station.restart();
        station
    }

    /// Closes it, and opens it anew.
    pub(crate) fn restart(&mut self) {
        self.at_work = None;
        let folder = self.folder.path();
        let mut chance = Chance::fresh();
        let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
        let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
        let roster = Roster::open(opening).unwrap();
        let clock = Arc::new(RehearsalClock::set(people::morning(), Instant::now()));
        let kiosk = Kiosk::new(roster, clock).unwrap();
        let gate = self.gate.clone();
        let syncing = Syncing::start(
            kiosk.clone(),
            folder.to_owned(),
            Arc::new(Mutex::new(entropy)),
            move || Some(gate.clone()),
            || (),
        );
        self.at_work = Some((syncing.unwrap(), kiosk));
    }

    pub(crate) fn kiosk(&self) -> &Kiosk {
        &self.at_work.as_ref().unwrap().1
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn enrol(&self, hub: &Hub, name: &str) -> DeviceId {
        self.kiosk().enrol(&hub.invite(name)).unwrap();
        self.kiosk().roster().device()
    }

    pub(crate) fn is_filled(&self) -> bool {
        let hub = self.kiosk().roster().hub().unwrap();
        hub.is_some_and(|hub| hub.bookmark.is_some()) && !self.kiosk().setup().gates.is_empty()
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.at_work.as_ref().unwrap().0.state().outcome
    }

    pub(crate) fn unsent(&self) -> u64 {
        self.kiosk().roster().unsent().unwrap().records
    }

    pub(crate) fn admit(&self, gate: &str, person: usize) -> VerdictName {
        self.admit_as(gate, person, Way::Camera)
    }

    pub(crate) fn admit_as(&self, gate: &str, person: usize, way: Way) -> VerdictName {
        self.try_admit(gate, person, way).unwrap()
    }

    pub(crate) fn try_admit(
        &self,
        gate: &str,
        person: usize,
        way: Way,
    ) -> Result<VerdictName, AdmitError> {
        let presented = match way {
            Way::Typed => Presented::Typed(people::code(person)),
            _ => Presented::Content(people::code(person).into_bytes()),
        };
        let decision = self.kiosk().admit(&GateId::new(gate).unwrap(), presented, way)?;
        Ok(decision.verdict.name())
    }

    /// Whether a person is on its roster.
    pub(crate) fn knows(&self, person: usize) -> bool {
        let shown = Shown::Scanned(Code::new(&people::code(person)).unwrap());
        let found = self.kiosk().roster().read(|roster| roster.find(&[people::event()], &shown));
        matches!(found.unwrap(), Lookup::Ticket(_))
    }

    /// Whether this kiosk knows that a person was admitted anywhere.
    pub(crate) fn standing_of(&self, person: usize) -> bool {
        let shown = Shown::Scanned(Code::new(&people::code(person)).unwrap());
        let found = self.kiosk().roster().read(|roster| {
            let Lookup::Ticket(line) = roster.find(&[people::event()], &shown)? else {
                return Ok(false);
            };
            Ok(!roster.standing(line.ticket.id)?.is_empty())
        });
        found.unwrap()
    }

    pub(crate) fn seats(&self) -> u32 {
        let scope = "workshop/day/2023-11-16".parse().unwrap();
        self.kiosk().roster().read(|roster| roster.seats_left(&scope)).unwrap().unwrap_or(0)
    }
}

/// Waits until something holds, for as long as nobody would wait at a door.
pub(crate) fn eventually(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(20), "it never came to be: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
