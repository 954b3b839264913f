//! Forgetting the rosters of a device that was revoked, so that no file of the data folder has a
//! name any more: not the database, not its log, and not the copies that were kept of older formats.

use parvis_protocol::statement::DeviceStanding;

use crate::folder::{Place, cannot_use};
use crate::migration::COPIES;
use crate::writer::{End, Writer};
use crate::{Reading, Result, Roster, RosterError, Writing};

/// Everything that a guest could be known by. What is in `record` says nothing without it.
const LISTS: &str = "DELETE FROM ticket; DELETE FROM ticket_index; DELETE FROM name_index; \
                     DELETE FROM elsewhere; DELETE FROM elsewhere_index; DELETE FROM not_taken; \
                     DELETE FROM event";

impl Roster {
    /// Forgets everybody's name, code and ticket, and the secrets they were found with: this
    /// device does not belong any more. What it recorded stays.
    ///
    /// # Errors
    /// [`RosterError::NotRevoked`] unless the hub has said so; nothing is forgotten then. After
    /// any other error some of it may be left: it can be called again, and what was begun is ended
    /// at the next opening at the latest. [`RosterError::StillRead`] when somebody is reading.
    #[allow(
        clippy::redundant_closure_for_method_calls,
        reason = "a method of a type with a lifetime is not general enough where a closure is"
    )]
    pub fn forget_rosters(&self) -> Result<()> {
        self.write(|roster| roster.forget_rosters())?;
        wipe(&self.inner.writer, &self.inner.folder)
    }
}

impl Reading<'_> {
    /// Whether there is anything here to know guests by: their tickets, or the secrets of an event
    /// that those are found with.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn holds_lists(&self) -> Result<bool> {
        self.exists("SELECT EXISTS (SELECT 1 FROM event)")
    }

    /// Whether lists were forgotten of which the files may still have something.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_to_be_wiped(&self) -> Result<bool> {
        self.exists("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'wipe')")
    }

    fn exists(&self, sql: &str) -> Result<bool> {
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}

impl Writing<'_> {
    fn forget_rosters(&mut self) -> Result<()> {
        self.step(|writing| {
            let standing = writing.hub()?.map(|state| state.enrolment.statement.standing);
            if standing != Some(DeviceStanding::Revoked) {
                return Err(RosterError::NotRevoked);
            }
            // Zeros over what is deleted.
            writing.conn.pragma_update(None, "secure_delete", true)?;
            writing.conn.execute_batch(LISTS)?;
            writing.conn.execute_batch(
                "UPDATE hub SET read_under = NULL, cursor = NULL, lists_ms = NULL; \
                 INSERT OR REPLACE INTO meta (name, value) VALUES ('wipe', '1')",
            )?;
            Ok(())
        })
    }
}

/// Leaves nothing in any file of what was forgotten, if anything was. What cannot be done now is
/// still to be done afterwards.
pub(crate) fn wipe(writer: &Writer, folder: &Place) -> Result<()> {
    if !writer.run(End::RollBack, |roster| roster.is_to_be_wiped())? {
        return Ok(());
    }
    if !writer.scrub()? {
        return Err(RosterError::StillRead);
    }
    remove_copies(folder)?;
    writer.run(End::Commit, |roster| {
        roster.conn().execute("DELETE FROM meta WHERE name = 'wipe'", [])?;
        Ok(())
    })
}

/// Removes whole and half copies of the file as it once was.
fn remove_copies(folder: &Place) -> Result<()> {
    let path = &folder.path;
    let files = folder.disk.files(path).map_err(|source| cannot_use(path, source))?;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if COPIES.iter().any(|copy| name.starts_with(copy)) {
            folder.remove(&file)?;
        }
    }
    folder.disk.sync_folder(path).map_err(|source| cannot_use(path, source))
}
