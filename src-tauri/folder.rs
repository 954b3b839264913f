//! Which data folder, and the kiosk that works on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use anyhow::{Context, bail};
use etcetera::BaseStrategy;
use jiff::Timestamp;
use parvis_kiosk::clock::{Clock, FollowedClock, MachineClock, RehearsalClock};
use parvis_kiosk::demo;
use parvis_kiosk::hub::Invitation;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::staff::Staff;
use parvis_roster::{DataKind, Opening, Roster, RosterError};

use crate::cli::Place;

/// Opens the data folder that the command line names, and makes it when there is none.
pub(crate) fn open(place: &Place) -> anyhow::Result<Kiosk> {
    let folder = of(place, false)?;
    // A clock can be set for rehearsing only.
    let rehearsal = place.rehearsal || place.now.is_some() || place.clock.is_some();
    if rehearsal && place.data.is_none() {
        bail!("name a folder for rehearsing with --data; the usual one is for real events");
    }
    let kind = if rehearsal { DataKind::Rehearsal } else { DataKind::Real };
    match open_as(&folder, kind, clock(place)) {
        // Nobody has to say twice that a folder is for rehearsing.
        Err(RosterError::OtherKind { held, .. }) if !rehearsal => {
            open_as(&folder, held, clock(place))
        }
        opened => opened,
    }
    .map_err(anyhow::Error::from)
}

/// Makes the demonstration folder anew and opens it, filled from its own files or from a hub. Its
/// clock starts where the demonstration does, unless the command line sets it.
pub(crate) fn demonstration(place: &Place, hub: Option<&str>) -> anyhow::Result<Kiosk> {
    let folder = of(place, true)?;
    demo::clear(&folder)?;
    let place = Place { now: place.now.or_else(|| Some(demo::begins())), ..place.clone() };
    let kiosk = open_as(&folder, DataKind::Rehearsal, clock(&place))?;
    let filled = match hub {
        None => demo::fill(&kiosk, &folder),
        Some(link) => {
            let invitation = Invitation::scanned(link)?;
            demo::fill_from_hub(&kiosk, &folder, &invitation, Arc::new(Mutex::new(entropy)))
        }
    };
    filled.context("the demonstration event could not be set up")?;
    Ok(kiosk)
}

/// The clock that the command line names.
fn clock(place: &Place) -> Arc<dyn Clock> {
    match (&place.clock, place.now) {
        (Some(file), _) => Arc::new(FollowedClock::new(file.clone(), demo::begins())),
        (None, Some(now)) => Arc::new(RehearsalClock::set(now, Instant::now())),
        (None, None) => Arc::new(MachineClock),
    }
}

fn open_as(folder: &Path, kind: DataKind, clock: Arc<dyn Clock>) -> Result<Kiosk, RosterError> {
    let roster = Roster::open(Opening { folder, kind, entropy: &mut entropy })?;
    Ok(Kiosk::new(roster, clock)?.made_at(made()))
}

/// When this program was made, as its build script says.
fn made() -> Option<Timestamp> {
    let seconds = env!("PARVIS_MADE").parse().ok()?;
    Timestamp::from_second(seconds).ok()
}

/// The people who may open this kiosk's settings.
pub(crate) fn staff_of(kiosk: &Kiosk) -> Staff {
    Staff::of(kiosk.clone(), Box::new(entropy))
}

/// Random bytes from the system. Without them no key is safe, so there is no going on.
pub(crate) fn entropy(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        tracing::error!(%error, "the system gives no random numbers");
        std::process::abort();
    }
}

/// The data folder that the command line names, or the usual one for this.
pub(crate) fn of(place: &Place, demo: bool) -> anyhow::Result<PathBuf> {
    if let Some(folder) = &place.data {
        return Ok(folder.clone());
    }
    let base = etcetera::choose_base_strategy().context("there is no home folder; use --data")?;
    Ok(base.data_dir().join(if demo { "parvis-demo" } else { "parvis" }))
}
