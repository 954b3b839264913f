//! Trying whether the roster can be written, and doing away with a rehearsal's.

use std::path::Path;
use std::sync::Arc;

use crate::folder::{FILE_NAME, Folder, Place};
use crate::{Result, Roster};
use parvis_disk::Machine;

/// How much room a door needs to open again: that of some ten check-ins.
const PROBE_BYTES: usize = 256 * 1024;

impl Roster {
    /// Writes something, durably, and takes it away again: whether check-ins could be recorded
    /// now. It is larger than a check-in, so that a disk with room for the last few crumbs counts
    /// as full, and a closed door does not open for one person and close before the next.
    ///
    /// # Errors
    /// What kept it from being written, as of [`Roster::write`].
    pub fn probe(&self) -> Result<()> {
        self.write(|writing| {
            let sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ('probe', ?1)";
            writing.conn().prepare_cached(sql)?.execute([" ".repeat(PROBE_BYTES)])?;
            Ok(())
        })?;
        self.write(|writing| {
            writing.conn().prepare_cached("DELETE FROM meta WHERE name = 'probe'")?.execute([])?;
            Ok(())
        })
    }

    /// Brings the log into the file now, beside those who read; it happens by itself from time to
    /// time and when the roster is closed.
    ///
    /// # Errors
    /// When it cannot be written or read. Nothing is lost then: what is in the log counts.
    pub fn shorten_log(&self) -> Result<()> {
        self.inner.writer.checkpoint()
    }

    /// Deletes the roster of a folder with everything in it: for a demonstration's folder, which
    /// is made anew each time. Backups of older formats stay.
    ///
    /// # Errors
    /// [`crate::RosterError::InUse`] when a kiosk has it open; nothing is deleted then.
    pub fn remove(folder: &Path) -> Result<()> {
        let held = Folder::hold(Place { disk: Arc::new(Machine), path: folder.to_owned() })?;
        for suffix in ["", "-wal", "-shm"] {
            held.remove(&held.path.join(format!("{FILE_NAME}{suffix}")))?;
        }
        Ok(())
    }
}
