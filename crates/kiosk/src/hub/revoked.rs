//! What a kiosk does that its hub has revoked: it seals what the hub does not have yet, and
//! forgets its rosters.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use parvis_protocol::limits::PUSHED_RECORDS;
use parvis_protocol::replica::Replica as _;
use parvis_protocol::series::Batch;
use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{HubState, Roster, RosterError};
use parvis_sync::sealed::{self, SealedError};

use crate::kiosk::Kiosk;

/// Why the unsent records could not be sealed, or the lists not be forgotten.
#[derive(Debug, thiserror::Error)]
pub enum RevokedError {
    /// They could not be sealed.
    #[error(transparent)]
    Sealed(#[from] SealedError),
    /// The file could not be written.
    #[error("{} cannot be written: {source}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The roster could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl Kiosk {
    /// When the hub has revoked this kiosk: seals every record that the hub does not have into a
    /// file that only the hub can open, and then forgets everybody's names and codes. Gives the
    /// file, if there was anything to seal. Does nothing for a kiosk that belongs, or that has
    /// forgotten everything already.
    ///
    /// Only a hub's signed statement leads here: see [`parvis_protocol::statement`].
    ///
    /// # Errors
    /// See [`RevokedError`]. Nothing is forgotten before the file is on the disk. What was begun is
    /// ended when it is called again, or when the roster is opened.
    pub fn retire(&self, folder: &Path) -> Result<Option<PathBuf>, RevokedError> {
        let Some((hub, holds_lists)) = self.to_forget()? else { return Ok(None) };
        // From here on the door decides about nobody: without its lists it would know nobody.
        self.refresh()?;
        let sealed = match holds_lists {
            true => seal_unsent(self.roster(), &hub.enrolment.seal_to, folder)?,
            false => None,
        };
        self.roster().forget_rosters()?;
        tracing::warn!("this kiosk was revoked by its hub and has forgotten its rosters");
        Ok(sealed)
    }

    /// The hub that revoked this kiosk, while there is something left to forget; and whether that
    /// is whole lists, or what the files may still have of them.
    fn to_forget(&self) -> Result<Option<(HubState, bool)>, RosterError> {
        self.roster().read(|roster| {
            let holds_lists = roster.holds_lists()?;
            let any = holds_lists || roster.is_to_be_wiped()?;
            let revoked = |state: &HubState| {
                any && state.enrolment.statement.standing == DeviceStanding::Revoked
            };
            Ok(roster.hub()?.filter(revoked).map(|state| (state, holds_lists)))
        })
    }
}

/// Writes what is not safe at the hub into a new sealed file: a [`Batch`] a line, as JSON.
fn seal_unsent(roster: &Roster, to: &str, folder: &Path) -> Result<Option<PathBuf>, RevokedError> {
    if roster.unsent()?.records == 0 {
        return Ok(None);
    }
    let file = free_name(folder);
    let unfinished = file.with_extension("unfinished");
    let failed = |source| RevokedError::File { file: unfinished.clone(), source };
    let out = create_private(&unfinished).map_err(failed)?;
    let mut sealing = sealed::seal(to, out)?;
    for own in roster.own_series()? {
        let mut after = own.safe;
        while let Some(batch) = roster.batch(own.incarnation, after, PUSHED_RECORDS)? {
            after = batch.head.seq;
            write_line(&mut sealing, &batch).map_err(failed)?;
        }
    }
    let out = sealing.finish().map_err(failed)?;
    out.sync_all().map_err(failed)?;
    fs::rename(&unfinished, &file).map_err(failed)?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(Some(file))
}

fn write_line(out: &mut impl Write, batch: &Batch) -> io::Result<()> {
    serde_json::to_writer(&mut *out, batch)?;
    out.write_all(b"\n")
}

fn create_private(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)
}

/// A name that was free. A kiosk is seldom revoked twice.
fn free_name(folder: &Path) -> PathBuf {
    let name = |n: u32| match n {
        1 => folder.join("for-the-hub.age"),
        n => folder.join(format!("for-the-hub.{n}.age")),
    };
    (1..).map(name).find(|file| !file.exists()).unwrap_or_else(|| name(1))
}
