//! What comes back: checked whole and in every respect before anything of it is taken.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use parvis_protocol::limits::NAME_BYTES;
use parvis_protocol::replica::Replica as _;
use parvis_protocol::statement::{DeviceStanding, Statement};
use parvis_protocol::stick::PackageHead;
use parvis_roster::{Enrolment, HubState};
use parvis_sync::stick::folder::{open, package_name};
use parvis_sync::stick::package::{self, Package};

use super::StickError;
use crate::kiosk::Kiosk;

/// A package that could be taken.
#[derive(Debug)]
pub struct StickPackage {
    /// What the hub calls itself.
    pub hub: String,
    /// The fingerprint of the hub's key.
    pub fingerprint: String,
    /// Whether this kiosk is enrolled with that hub already. Where it is not, somebody has to
    /// compare the fingerprint.
    pub known: bool,
    /// What the hub calls this kiosk.
    pub name: String,
    /// When the package was written, by the hub's clock.
    pub at: Timestamp,
    head: PackageHead,
    statement: Statement,
    snapshot: Option<File>,
}

/// What came of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickTaken {
    /// Whether this kiosk was enrolled by it.
    pub enrolled: bool,
    /// Whether there was something new in programme and lists.
    pub filled: bool,
    /// How many records were found to be safe at the hub.
    pub acknowledged: u64,
    /// How many are not known to be there yet.
    pub unsent: u64,
    /// Whether the hub revoked this kiosk, which has now forgotten its lists.
    pub revoked: bool,
    /// What it sealed then, in its data folder.
    pub sealed: Option<PathBuf>,
}

impl Kiosk {
    /// Reads the package for this kiosk off a stick, and checks everything about it. `folder` is
    /// the data folder, for what is on its way: it holds names, and leaves no trace there.
    ///
    /// # Errors
    /// See [`StickError`]. Nothing is changed.
    pub fn read_stick(&self, stick: &Path, folder: &Path) -> Result<StickPackage, StickError> {
        let file = package_name(self.roster().device());
        let Some(input) = open(&stick.join(&file))? else {
            return Err(StickError::NoPackage { file });
        };
        let spools = [tempfile::tempfile_in(folder)?, tempfile::tempfile_in(folder)?];
        let Package { head, snapshot } = package::read(input, &self.roster().seal_seed()?, spools)?;
        if head.device != self.roster().device() {
            return Err(StickError::OtherKiosk);
        }
        if head.rehearsal != self.is_rehearsal() {
            return Err(StickError::OtherKind);
        }
        let statement = head.hub.statement.open(&head.hub.key, head.hub.hub, head.device)?;
        if statement.key != self.roster().device_key()?.public() {
            return Err(StickError::NotSigned);
        }
        let known = self.fits(&head, &statement)?.is_some();
        Ok(StickPackage {
            hub: shown(&head.hub.name),
            fingerprint: head.hub.key.fingerprint(),
            known,
            name: statement.name.clone(),
            at: head.at,
            head,
            statement,
            snapshot,
        })
    }

    /// Whether a package goes on from what is known here. Gives that.
    fn fits(
        &self,
        head: &PackageHead,
        statement: &Statement,
    ) -> Result<Option<HubState>, StickError> {
        let Some(state) = self.roster().hub()? else {
            return match self.roster().own_list()? {
                Some(event) => Err(StickError::OwnList(event)),
                None => Ok(None),
            };
        };
        let enrolment = &state.enrolment;
        if (enrolment.hub, enrolment.key) != (head.hub.hub, head.hub.key) {
            return Err(StickError::OtherHub(enrolment.name.clone()));
        }
        let (found, wanted) = (&statement.edition, &enrolment.statement.edition);
        if found != wanted {
            let (found, wanted) = (found.to_string(), wanted.to_string());
            return Err(StickError::OtherEdition { found, wanted });
        }
        match is_older(&state, head, statement) {
            true => Err(StickError::Older),
            false => Ok(Some(state)),
        }
    }

    /// Takes a package. `hub` is the fingerprint that somebody compared, where this kiosk is not
    /// enrolled yet. It can be taken again after it was broken off.
    ///
    /// # Errors
    /// See [`StickError`].
    pub fn take_stick(
        &self,
        package: StickPackage,
        hub: Option<&str>,
        folder: &Path,
        progress: &mut dyn FnMut(f64),
    ) -> Result<StickTaken, StickError> {
        let StickPackage { head, statement, snapshot, .. } = package;
        // A round may have been made since it was read.
        let state = self.fits(&head, &statement)?;
        confirmed(&head, hub, state.is_some())?;
        let before = self.roster().unsent()?.records;
        if state.is_none() {
            let enrolment = enrolment(&head, &statement);
            self.roster().write(|roster| roster.put_enrolment(&enrolment))?;
            tracing::info!(hub = %enrolment.hub, "this kiosk is enrolled, by stick");
        }
        let ahead_ms = state.as_ref().map_or(0, |state| state.ahead_ms);
        let at = shifted(head.at, ahead_ms);
        let holds = self.roster().note_status(&head.status(), &statement, at, ahead_ms)?;
        self.roster().note_safe(&head.taken)?;
        let revoked = holds.standing == DeviceStanding::Revoked;
        let filled = match snapshot.filter(|_| !revoked) {
            Some(snapshot) if !is_known(self.roster().bookmark()?, &head, &statement) => {
                self.roster().take_snapshot(&mut BufReader::new(snapshot), progress)?;
                true
            }
            _ => false,
        };
        if !revoked {
            self.roster().note_in_step(at)?;
        }
        self.refresh()?;
        let sealed = self.retire(folder)?;
        self.announce();
        let unsent = self.roster().unsent()?.records;
        let acknowledged = before.saturating_sub(unsent);
        Ok(StickTaken { enrolled: state.is_none(), filled, acknowledged, unsent, revoked, sealed })
    }
}

/// Somebody must have said that it is the right hub, once.
fn confirmed(head: &PackageHead, hub: Option<&str>, known: bool) -> Result<(), StickError> {
    let key = head.hub.key;
    match hub {
        Some(named) if key.has_fingerprint(named) => Ok(()),
        Some(_) => Err(StickError::OtherFingerprint { found: key.fingerprint() }),
        None if known => Ok(()),
        None => {
            let (name, fingerprint) = (shown(&head.hub.name), key.fingerprint());
            Err(StickError::Unconfirmed { name, fingerprint })
        }
    }
}

/// What a stranger calls themselves, without what a terminal would do something about.
fn shown(name: &str) -> String {
    name.chars().filter(|sign| !sign.is_control()).take(NAME_BYTES).collect()
}

/// Whether something later is known here. Lives of a hub's database have no order of their own:
/// there the hub's clock tells.
fn is_older(state: &HubState, head: &PackageHead, statement: &Statement) -> bool {
    let fewer_statements = statement.number < state.enrolment.statement.number;
    let read = state.bookmark.filter(|known| known.epoch == head.epoch);
    let fewer_changes = read.is_some_and(|known| head.cursor < known.cursor);
    match state.declared_in.or(state.life) {
        Some(known) if known != head.epoch => {
            let spoken = state.spoken.map(|at| shifted(at, state.ahead_ms.saturating_neg()));
            spoken.is_some_and(|spoken| head.at < spoken)
        }
        _ => fewer_statements || fewer_changes,
    }
}

/// Whether everything in a package's snapshot was taken already.
fn is_known(
    known: Option<parvis_protocol::replica::Bookmark>,
    head: &PackageHead,
    statement: &Statement,
) -> bool {
    known.is_some_and(|known| {
        (known.epoch, known.cursor, known.statement) == (head.epoch, head.cursor, statement.number)
    })
}

fn shifted(at: Timestamp, ms: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_millis(ms)).unwrap_or(at)
}

fn enrolment(head: &PackageHead, statement: &Statement) -> Enrolment {
    let hub = &head.hub;
    Enrolment {
        hub: hub.hub,
        key: hub.key,
        seal_to: hub.seal_to.clone(),
        name: hub.name.clone(),
        // It is met by stick alone.
        address: String::new(),
        signed: hub.statement.clone(),
        statement: statement.clone(),
    }
}
