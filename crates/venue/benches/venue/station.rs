//! A kiosk with the real roster on the machine's disk.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use parvis_domain::code::Code;
use parvis_domain::fact::Way;
use parvis_domain::id::GateId;
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, Lookup, Opening, Roster, Shown};
use parvis_sync::http::client::{HttpHub, client};
use parvis_sync::round::{Bond, Means, round};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;

/// Bytes that differ from call to call and from process to process.
pub(crate) fn random(buffer: &mut [u8]) {
    Chance::fresh().fill(buffer);
}

pub(crate) struct Station {
    pub(crate) kiosk: Kiosk,
    gate: GateId,
}

impl Station {
    pub(crate) fn open(folder: &Path) -> Self {
        let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut random };
        let roster = Roster::open(opening).unwrap();
        let clock = Arc::new(RehearsalClock::set(people::morning(), Instant::now()));
        let kiosk = Kiosk::new(roster, clock).unwrap();
        Self { kiosk, gate: GateId::new("main").unwrap() }
    }

    pub(crate) fn enrolled(folder: &Path, hub: &Hub) -> Self {
        let station = Self::open(folder);
        station.kiosk.enrol(&hub.invite()).unwrap();
        station
    }

    /// Enrolled, and filled by one round.
    pub(crate) fn filled(folder: &Path, hub: &Hub) -> Self {
        let station = Self::enrolled(folder, hub);
        station.round(folder);
        station
    }

    /// Keeps it in step from now on.
    pub(crate) fn sync(&self, folder: &Path) -> Syncing {
        let entropy = Arc::new(Mutex::new(random));
        Syncing::start(self.kiosk.clone(), folder.to_owned(), entropy, || None, || ()).unwrap()
    }

    /// One round with its hub.
    pub(crate) fn round(&self, folder: &Path) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let enrolment = self.kiosk.roster().hub().unwrap().unwrap().enrolment;
        let (hub, hub_key) = (enrolment.hub, enrolment.key);
        let bond = Bond { device: self.kiosk.roster().device(), hub, hub_key };
        let key = self.kiosk.roster().device_key().unwrap();
        let clock = self.kiosk.clone();
        let (now, entropy) = (Arc::new(move || clock.now()), Arc::new(Mutex::new(random)));
        let http = HttpHub::new(client().unwrap(), &enrolment.address, bond, key, now, entropy);
        let mut spool = tempfile::tempfile_in(folder).unwrap();
        let clocks = || self.kiosk.clocks();
        let mut means = Means {
            bond,
            version: "bench",
            clocks: &clocks,
            heard: &mut |time| self.kiosk.hear(time),
            seats: Vec::new(),
            screens: None,
            spool: &mut spool,
            progress: &mut |_| (),
        };
        runtime.block_on(round(self.kiosk.roster(), &http, &mut means)).unwrap();
        self.kiosk.refresh().unwrap();
    }

    pub(crate) fn admit(&self, person: usize) -> VerdictName {
        let presented = Presented::Content(people::code(person).into_bytes());
        self.kiosk.admit(&self.gate, presented, Way::Camera).unwrap().verdict.name()
    }

    /// Whether it knows that somebody was admitted anywhere.
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
