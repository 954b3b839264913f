//! Trying whether the roster can be written, and doing away with a rehearsal's.

use std::path::Path;

use crate::folder::{self, FILE_NAME, Folder};
use crate::{Result, Roster};

impl Roster {
    /// Writes something, durably, that changes nothing: whether a check-in could be recorded now.
    ///
    /// # Errors
    /// What kept it from being written, as of [`Roster::write`].
    pub fn probe(&self) -> Result<()> {
        self.write(|writing| {
            // Set to itself, a row is written all the same.
            let sql = "UPDATE device SET id = id";
            writing.conn().prepare_cached(sql)?.execute([])?;
            Ok(())
        })
    }

    /// Deletes the roster of a folder with everything in it: for a demonstration's folder, which
    /// is made anew each time. Backups of older formats stay.
    ///
    /// # Errors
    /// [`crate::RosterError::InUse`] when a kiosk has it open; nothing is deleted then.
    pub fn remove(folder: &Path) -> Result<()> {
        let held = Folder::hold(folder)?;
        for suffix in ["", "-wal", "-shm"] {
            folder::remove(&held.path().join(format!("{FILE_NAME}{suffix}")))?;
        }
        Ok(())
    }
}
