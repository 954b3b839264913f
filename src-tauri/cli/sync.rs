//! `parvis enrol` and `parvis sync`: a central platform without a window.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;
use parvis_kiosk::hub::{Invitation, Outcome, Syncing};
use parvis_kiosk::kiosk::Kiosk;

use super::arguments::Enrol;
use crate::folder;

/// How long it is tried: a large roster over a slow line takes its time.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often it is looked.
const LOOK: Duration = Duration::from_millis(50);

/// Joins a central platform, and takes its lists.
pub(super) fn enrol(
    kiosk: &Kiosk,
    folder: PathBuf,
    enrol: &Enrol,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let invitation = match &enrol.address {
        Some(address) => Invitation::typed(address, &enrol.code)?,
        None => Invitation::scanned(&enrol.code)?,
    };
    let enrolment = kiosk.enrol(&invitation)?;
    writeln!(out, "enrolled with {} as {}", enrolment.name, enrolment.statement.name)?;
    run(kiosk, folder, out)
}

/// Makes rounds until everything is at the hub and everything of the hub's is here.
pub(super) fn run(kiosk: &Kiosk, folder: PathBuf, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let Some(state) = kiosk.roster().hub()? else {
        bail!("this kiosk belongs to no central platform; `parvis enrol` joins one");
    };
    if state.enrolment.address.is_empty() {
        bail!("this kiosk meets its central platform by USB stick; see `parvis stick --help`");
    }
    let entropy = Arc::new(Mutex::new(folder::entropy));
    let syncing = Syncing::start(kiosk.clone(), folder, entropy, || None, || ())?;
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        thread::sleep(LOOK);
        let unsent = kiosk.roster().unsent()?;
        match syncing.state().outcome {
            Outcome::Well { .. } if unsent.records == 0 => {
                let gates = kiosk.setup().gates.len();
                let (aside, not_taken) = (unsent.put_aside, unsent.not_taken);
                writeln!(out, "in step: gates {gates}, put aside {aside}, not taken {not_taken}")?;
                return Ok(ExitCode::SUCCESS);
            }
            Outcome::Starting | Outcome::Well { .. } => {}
            Outcome::Unreachable => bail!("the central platform cannot be reached"),
            Outcome::NotTheHub => {
                bail!("something else answers in its place; is a sign-in needed?")
            }
            Outcome::PutOff => bail!(
                "the central platform, or something on the way to it, cannot answer now; try \
                 again in a minute"
            ),
            Outcome::Failed { reason } => bail!("{reason}"),
        }
    }
    bail!("it took too long; what was done by now stays")
}
