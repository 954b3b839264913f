//! A data folder that is gone when the test is.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use parvis_domain::zone::Zone;
use parvis_kiosk::clock::{Clock, RehearsalClock};
use parvis_kiosk::import::{Absent, RosterRequest};
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, Opening, Roster};

pub(crate) struct Folder {
    temporary: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { temporary: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    pub(crate) fn kiosk(&self, kind: DataKind, now: Timestamp) -> Kiosk {
        self.kiosk_by(kind, Arc::new(RehearsalClock::set(now, Instant::now())))
    }

    pub(crate) fn kiosk_by(&self, kind: DataKind, clock: Arc<dyn Clock>) -> Kiosk {
        Kiosk::new(self.roster(kind), clock).unwrap()
    }

    fn roster(&self, kind: DataKind) -> Roster {
        // Counts up: different at each call, the same in each run.
        let mut next = u64::from(std::process::id());
        let mut entropy = move |bytes: &mut [u8]| {
            for byte in bytes {
                next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *byte = next.to_be_bytes()[0];
            }
        };
        Roster::open(Opening { folder: self.path(), kind, entropy: &mut entropy }).unwrap()
    }

    /// Writes a file beside the roster.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// A request to take a file, keeping what is absent from it.
pub(crate) fn keeping(file: PathBuf) -> RosterRequest {
    let zone: Zone = "Europe/Brussels".parse().unwrap();
    RosterRequest { file, event: None, zone, preview: false, absent: Absent::Keep }
}
