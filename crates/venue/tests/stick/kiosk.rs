//! A kiosk without a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use parvis_domain::fact::Way;
use parvis_domain::id::{DeviceId, GateId};
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::{AdmitError, Presented};
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::hub::{StickError, StickRequest, StickTaken};
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::{DataKind, Opening, Roster};
use parvis_sync::stick::folder::{package_name, request_name};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;

pub(crate) struct Station {
    kiosk: Option<Kiosk>,
    folder: tempfile::TempDir,
}

impl Station {
    pub(crate) fn new() -> Self {
        let mut station = Self { kiosk: None, folder: tempfile::tempdir().unwrap() };
        station.restart();
        station
    }

    /// One that a hub has enrolled and filled, by this stick.
    pub(crate) fn enrolled(hub: &Hub, stick: &Path, name: &str) -> Self {
        let station = Self::new();
        let request = station.request(stick);
        hub.visit_naming(stick, &request.fingerprint, name);
        station.take_from(stick, Some(&hub.fingerprint())).unwrap();
        station
    }

    /// Closes it, and opens it anew.
    pub(crate) fn restart(&mut self) {
        self.kiosk = None;
        let mut chance = Chance::fresh();
        let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
        let folder = self.folder.path();
        let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
        let clock = Arc::new(RehearsalClock::set(people::morning(), Instant::now()));
        self.kiosk = Some(Kiosk::new(Roster::open(opening).unwrap(), clock).unwrap());
    }

    /// A second machine with the same disk.
    pub(crate) fn cloned(&mut self) -> Self {
        self.kiosk = None;
        let folder = tempfile::tempdir().unwrap();
        for file in fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let mut other = Self { kiosk: None, folder };
        self.restart();
        other.restart();
        other
    }

    pub(crate) fn kiosk(&self) -> &Kiosk {
        self.kiosk.as_ref().unwrap()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.kiosk().roster().device()
    }

    pub(crate) fn request(&self, stick: &Path) -> StickRequest {
        self.kiosk().write_stick_request(stick, None).unwrap()
    }

    pub(crate) fn request_file(&self, stick: &Path) -> PathBuf {
        stick.join(request_name(self.device()))
    }

    pub(crate) fn package_file(&self, stick: &Path) -> PathBuf {
        stick.join(package_name(self.device()))
    }

    pub(crate) fn take_from(
        &self,
        stick: &Path,
        hub: Option<&str>,
    ) -> Result<StickTaken, StickError> {
        let package = self.kiosk().read_stick(stick, self.folder())?;
        self.kiosk().take_stick(package, hub, self.folder(), &mut |_| ())
    }

    pub(crate) fn take(&self, stick: &Path) -> StickTaken {
        self.take_from(stick, None).unwrap()
    }

    /// Why it does not take what is on a stick. Nothing may have changed.
    pub(crate) fn refuses(&self, stick: &Path) -> &'static str {
        let before = self.state();
        let refused = self.take_from(stick, None).unwrap_err();
        assert_eq!(self.state(), before, "{refused}");
        refused.code()
    }

    pub(crate) fn admit(&self, person: usize) -> VerdictName {
        self.try_admit(person).unwrap()
    }

    pub(crate) fn try_admit(&self, person: usize) -> Result<VerdictName, AdmitError> {
        let presented = Presented::Content(people::code(person).into_bytes());
        let gate = GateId::new("main").unwrap();
        Ok(self.kiosk().admit(&gate, presented, Way::Camera)?.verdict.name())
    }

    pub(crate) fn admit_all(&self, people: std::ops::Range<usize>) {
        for person in people {
            assert_eq!(self.admit(person), VerdictName::Admitted);
        }
    }

    pub(crate) fn unsent(&self) -> u64 {
        self.kiosk().roster().unsent().unwrap().records
    }

    pub(crate) fn put_aside(&self) -> u64 {
        self.kiosk().roster().unsent().unwrap().put_aside
    }

    /// Everything that a stick could have changed.
    pub(crate) fn state(&self) -> String {
        let roster = self.kiosk().roster();
        let (hub, unsent) = (roster.hub().unwrap(), roster.unsent().unwrap());
        let setup = self.kiosk().setup();
        let names: Vec<_> =
            fs::read_dir(self.folder()).unwrap().map(|f| f.unwrap().path()).collect();
        format!("{hub:?} {unsent:?} {:?} {:?} {names:?}", setup.programme, setup.gates)
    }
}
