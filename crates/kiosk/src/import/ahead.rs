//! Rows read ahead: a file is read and understood on a thread of its own, beside the one that
//! stores it.

use std::sync::mpsc::sync_channel;
use std::thread;

use parvis_platforms::roster_file::{RosterFile, RosterRow};
use parvis_roster::RosterError;

use super::ImportError;

/// Rows handed over at once. One at a time would cost as much as reading it.
const HANDFUL: usize = 256;

/// Handfuls that may wait, so that neither side waits for the other and memory stays bounded.
const WAITING: usize = 16;

/// Lets `take` have what the rows mean, in their order. It may stop before the last.
pub(super) fn read_ahead<R: Send, T>(
    file: &mut RosterFile,
    mut understand: impl FnMut(RosterRow) -> Result<R, ImportError> + Send,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<R, ImportError>>) -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    let (handfuls, inbox) = sync_channel(WAITING);
    let read = move || {
        let mut rows = file.rows().map(|row| understand(row?));
        loop {
            let handful: Vec<_> = rows.by_ref().take(HANDFUL).collect();
            let ended = handful.is_empty();
            // Nobody takes more after an error.
            if ended || handfuls.send(handful).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("roster-rows".into());
        thread.spawn_scoped(scope, read).map_err(RosterError::work)?;
        let mut rows = inbox.into_iter().flatten();
        take(&mut rows)
    })
}
