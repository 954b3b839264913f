//! The demonstration's kiosk as one of a hub's devices: everything it holds comes from there.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use parvis_roster::{HubState, RosterError};
use parvis_sync::http::client::Entropy;
use parvis_sync::runner::Outcome;

use super::{DemoError, replay, write_sheet};
use crate::hub::{Invitation, Syncing};
use crate::kiosk::Kiosk;

/// How long a hub on the same machine may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked.
const LOOK: Duration = Duration::from_millis(20);

/// Joins a hub that holds the demonstration event, takes its lists, replays the morning's arrivals
/// and writes the sheet of sample tickets, as [`super::fill`] does. Gives where the sheet is.
///
/// # Errors
/// See [`DemoError`].
pub fn fill_from_hub(
    kiosk: &Kiosk,
    folder: &Path,
    invitation: &Invitation,
    entropy: Entropy,
) -> Result<PathBuf, DemoError> {
    kiosk.enrol(invitation)?;
    let standing_at = Arc::new(Mutex::new(None));
    let at = Arc::clone(&standing_at);
    let gate = move || locked(&at).clone();
    let syncing = Syncing::start(kiosk.clone(), folder.to_owned(), entropy, gate, || ())
        .map_err(DemoError::Thread)?;
    let well = || matches!(syncing.state().outcome, Outcome::Well { .. });
    let filled = |hub: HubState| hub.bookmark.is_some();
    wait("its lists did not come", || Ok(well() && kiosk.roster().hub()?.is_some_and(filled)))?;
    replay(kiosk, |gate| {
        *locked(&standing_at) = Some(gate.clone());
        // Where seats are few, they are lent a few at a time.
        wait("it lends no seats", || Ok(kiosk.seats_at_hand(gate)? != Some(0)))
    })?;
    wait("the arrivals did not come there", || Ok(kiosk.roster().unsent()?.records == 0))?;
    write_sheet(kiosk, folder)
}

fn wait(
    for_what: &'static str,
    so: impl Fn() -> Result<bool, RosterError>,
) -> Result<(), DemoError> {
    let began = Instant::now();
    while !so()? {
        if began.elapsed() > PATIENCE {
            return Err(DemoError::TooLong(for_what));
        }
        thread::sleep(LOOK);
    }
    Ok(())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
