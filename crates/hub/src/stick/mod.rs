//! Kiosks that never see a network: what they have on a USB stick is taken, and answered there.
//!
//! A record that comes by stick goes the very way of one that is pushed, and is durable before a
//! package says so. So a stick may be read twice, or never, and nothing is lost or counted twice.

mod kind;
mod reading;

use std::io;
use std::path::Path;

use parvis_domain::id::DeviceId;
use parvis_sync::stick::folder::{for_the_hub, open, package_name, write_whole};
use parvis_sync::stick::{FileError, package};
use serde::{Deserialize, Serialize};

use crate::service::{Offer, Service};
use crate::store::Store;

pub use kind::{FileKind, kind_of};
pub use reading::{Answer, Read, StickProblem, read_request, read_retired};

/// How many signs of what a stranger wrote are shown.
const SHOWN: usize = 100;

/// A kiosk that shall be enrolled: whoever says so has compared its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// The fingerprint of its key, as the kiosk shows it.
    pub fingerprint: String,
    /// What it shall be. Without events it gets all there are.
    pub offer: Offer,
}

/// What came of one file on a stick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// Its name.
    pub file: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// A kiosk was heard, and what it gets is on the stick.
    Answered {
        /// What became of its records.
        taken: Taken,
        /// Whether it was enrolled just now.
        enrolled: bool,
        /// Whether it was revoked: it gets no lists.
        revoked: bool,
        /// The name of the file for it.
        package: String,
    },
    /// What a revoked kiosk had sealed was taken.
    Retired {
        /// What became of its records.
        taken: Taken,
    },
    /// A kiosk that is not enrolled asks to be.
    Unknown {
        /// The fingerprint of its key, to be compared with what the kiosk shows.
        fingerprint: String,
        /// Its version.
        version: String,
    },
    /// The file is not taken.
    Refused {
        /// Why, and what to do.
        reason: String,
    },
}

/// What became of a kiosk's records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The kiosk.
    pub device: DeviceId,
    /// What people call it.
    pub name: String,
    /// How many records there were.
    pub records: u64,
    /// How many of them the hub did not have before.
    pub new: u64,
    /// How many are put aside.
    pub put_aside: u64,
    /// How many wait for records before them, which come with the next request.
    pub left_out: u64,
}

/// Reads everything on a stick that is for the hub, and writes the answers there. `naming` enrols
/// one kiosk whose request is there.
///
/// # Errors
/// When the folder cannot be read. What is the matter with one file stands in its outcome, and is
/// in no other's way.
pub async fn visit<S: Store>(
    service: &Service<S>,
    folder: &Path,
    naming: Option<&Naming>,
) -> io::Result<Vec<Visited>> {
    let found = for_the_hub(folder)?;
    let mut visited = Vec::new();
    for file in &found.retired {
        let outcome = match retired(service, file).await {
            Ok(outcome) => outcome,
            Err(problem) => Outcome::Refused { reason: problem.to_string() },
        };
        visited.push(Visited { file: name_of(file), outcome });
    }
    for file in &found.requests {
        let outcome = match request(service, folder, file, naming).await {
            Ok(outcome) => outcome,
            Err(problem) => Outcome::Refused { reason: problem.to_string() },
        };
        visited.push(Visited { file: name_of(file), outcome });
    }
    Ok(visited)
}

fn name_of(file: &Path) -> String {
    shown(&file.file_name().unwrap_or_default().to_string_lossy())
}

/// What a stranger wrote, without what a terminal would do something about.
fn shown(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(SHOWN).collect()
}

fn opened(file: &Path) -> Result<std::fs::File, FileError> {
    open(file)?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound).into())
}

async fn retired<S: Store>(service: &Service<S>, file: &Path) -> Result<Outcome, StickProblem> {
    Ok(Outcome::Retired { taken: read_retired(service, opened(file)?).await? })
}

async fn request<S: Store>(
    service: &Service<S>,
    folder: &Path,
    file: &Path,
    naming: Option<&Naming>,
) -> Result<Outcome, StickProblem> {
    match read_request(service, opened(file)?, naming).await? {
        Read::Unknown { fingerprint, version } => Ok(Outcome::Unknown { fingerprint, version }),
        Read::Answered(mut answer) => {
            let name = package_name(answer.taken.device);
            write_whole(folder, &name, |out| answer.write(out))
                .map_err(StickProblem::NotWritten)?;
            let Answer { taken, enrolled, revoked, .. } = *answer;
            Ok(Outcome::Answered { taken, enrolled, revoked, package: name })
        }
    }
}

impl Answer {
    /// Writes the package.
    ///
    /// # Errors
    /// See [`FileError`].
    pub fn write(&mut self, out: impl io::Write + io::Seek) -> Result<(), FileError> {
        let revoked = self.revoked;
        let snapshot: &mut dyn io::Read = &mut self.snapshot;
        package::write(out, &self.seal_to, &self.signed, (!revoked).then_some(snapshot))
    }
}
