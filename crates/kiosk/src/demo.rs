//! The demonstration event, in a folder of its own that is made anew each time: real input files
//! that are compiled in, taken through the ordinary imports; or the same from a hub.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parvis_domain::id::GateId;
use parvis_domain::verdict::VerdictName;
use parvis_domain::zone::Zone;
use parvis_roster::RosterError;
use parvis_texts::TextError;
use serde::Deserialize;

use crate::admit::{AdmitError, Presented};
use crate::hub::EnrolError;
use crate::import::{Absent, ImportError, RosterRequest};
use crate::kiosk::Kiosk;
use crate::tickets::TicketsError;

mod from_hub;
mod samples;

pub use from_hub::fill_from_hub;
pub use samples::{Sample, Samples};

/// The input files, by the names they are written under.
const FILES: &[(&str, &str)] = &[
    ("programme.json", include_str!("../../../assets/demo/programme.json")),
    ("gates.toml", include_str!("../../../assets/demo/gates.toml")),
    ("roster-brussels.csv", include_str!("../../../assets/demo/roster-brussels.csv")),
    ("roster-closing.csv", include_str!("../../../assets/demo/roster-closing.csv")),
    ("roster-donostia.csv", include_str!("../../../assets/demo/roster-donostia.csv")),
    ("roster-lille.csv", include_str!("../../../assets/demo/roster-lille.csv")),
    ("roster-lisbon.csv", include_str!("../../../assets/demo/roster-lisbon.csv")),
    ("roster-paris.csv", include_str!("../../../assets/demo/roster-paris.csv")),
];
const ARRIVALS: &str = include_str!("../../../assets/demo/arrivals.csv");

/// Marks a folder that may be emptied, because a demonstration made it.
const MARK: &str = "demonstration";
/// The sheet of sample tickets in a demonstration's folder.
const SHEET: &str = "sample-tickets.html";

/// Why the demonstration could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder holds something that no demonstration made.
    #[error("{} is not empty and was not made by a demonstration; choose another --data", .0.display())]
    NotADemonstration(PathBuf),
    /// The folder cannot be used.
    #[error("{} cannot be used: {source}", .path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A compiled-in file is not well formed.
    #[error("the demonstration’s {file} is damaged: {reason}")]
    Damaged {
        /// Which.
        file: &'static str,
        /// How.
        reason: String,
    },
    /// A file was not taken.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// An arrival could not be replayed.
    #[error(transparent)]
    Admit(#[from] AdmitError),
    /// An arrival that was to be admitted was refused.
    #[error("the arrival on line {line} was refused: {}", .verdict.as_str())]
    Refused {
        /// The line of `arrivals.csv`.
        line: usize,
        /// What was decided.
        verdict: VerdictName,
    },
    /// The sheet of sample tickets could not be made.
    #[error(transparent)]
    Tickets(#[from] TicketsError),
    /// The words on the sheet are missing.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The roster could not be used.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The demonstration's hub does not let the kiosk in.
    #[error(transparent)]
    Enrol(#[from] EnrolError),
    /// The system gives no thread.
    #[error("the system gives no thread: {0}")]
    Thread(io::Error),
    /// The demonstration's hub did not do what it should in time.
    #[error("the demonstration’s hub took too long: {0}")]
    TooLong(&'static str),
}

/// When the demonstration begins: ten to nine on the European day in Brussels.
#[must_use]
pub fn begins() -> Timestamp {
    // 2023-11-16T08:50:00+01:00
    Timestamp::constant(1_700_121_000, 0)
}

/// Empties a demonstration's folder, or makes one. A folder that holds anything else is refused.
pub fn clear(folder: &Path) -> Result<(), DemoError> {
    let failed = |source| DemoError::Folder { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let empty = fs::read_dir(folder).map_err(failed)?.next().is_none();
    if !empty && !folder.join(MARK).exists() {
        return Err(DemoError::NotADemonstration(folder.to_owned()));
    }
    if !empty {
        parvis_roster::Roster::remove(folder)?;
    }
    fs::write(folder.join(MARK), "This folder is made anew by every demonstration.\n")
        .map_err(failed)
}

/// Takes the demonstration's files, replays the morning's arrivals and writes the sheet of sample
/// tickets. Gives where the sheet is.
pub fn fill(kiosk: &Kiosk, folder: &Path) -> Result<PathBuf, DemoError> {
    let files = folder.join("files");
    let failed = |source| DemoError::Folder { path: files.clone(), source };
    fs::create_dir_all(&files).map_err(failed)?;
    for (name, content) in FILES {
        fs::write(files.join(name), content).map_err(failed)?;
    }
    kiosk.import_programme(&files.join("programme.json"), None)?;
    kiosk.import_gates(&files.join("gates.toml"))?;
    for (name, _) in FILES.iter().filter(|(name, _)| name.starts_with("roster-")) {
        let request = RosterRequest {
            file: files.join(name),
            event: None,
            zone: Zone::utc(),
            preview: false,
            absent: Absent::Keep,
        };
        kiosk.import_roster(request, |_| ())?;
    }
    replay(kiosk, |_| Ok(()))?;
    write_sheet(kiosk, folder)
}

fn write_sheet(kiosk: &Kiosk, folder: &Path) -> Result<PathBuf, DemoError> {
    let sheet = sheet_in(folder);
    Samples::load()?.write_sheet(kiosk, &sheet)?;
    Ok(sheet)
}

/// One line of `arrivals.csv`: who came before the demonstration begins.
#[derive(Debug, Deserialize)]
struct Arrival {
    at: Timestamp,
    gate: GateId,
    code: String,
}

/// Lets everybody in who came before the demonstration begins. `ready` is asked at which gate
/// before each of them.
fn replay(
    kiosk: &Kiosk,
    ready: impl Fn(&GateId) -> Result<(), DemoError>,
) -> Result<(), DemoError> {
    let mut arrivals = csv::Reader::from_reader(ARRIVALS.as_bytes());
    for (number, arrival) in arrivals.deserialize().enumerate() {
        let damaged = |error: csv::Error| DemoError::Damaged {
            file: "arrivals.csv",
            reason: error.to_string(),
        };
        let Arrival { at, gate, code } = arrival.map_err(damaged)?;
        ready(&gate)?;
        let way = parvis_domain::fact::Way::Camera;
        let presented = Presented::Content(code.into_bytes());
        let verdict = kiosk.admit_at(&gate, presented, way, at.into())?.verdict.name();
        if !verdict.passed() {
            // The heading is line 1.
            return Err(DemoError::Refused { line: number + 2, verdict });
        }
    }
    Ok(())
}

/// Where a demonstration's folder has its sheet of sample tickets.
#[must_use]
pub fn sheet_in(folder: &Path) -> PathBuf {
    folder.join(SHEET)
}
