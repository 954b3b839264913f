//! A programme from a file of any of the formats that are understood.

use std::path::Path;

use parvis_domain::programme::{Programme, ProgrammeFault};

/// Something a reader should know about a programme that was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Note {
    /// An entry without a time of day, which no board can show.
    #[error("“{title}” lasts whole days and was left out: it has no time of day")]
    WholeDay {
        /// What the entry is called.
        title: String,
    },
}

/// What is wrong with a programme file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ProgrammeFileError {
    /// The file's name, without its folders.
    pub file: String,
    /// What.
    pub fault: ProgrammeFileFault,
}

/// What is wrong with a programme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgrammeFileFault {
    /// The machine cannot read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// It contradicts itself.
    #[error("{}", said(.0))]
    Contradictions(Vec<ProgrammeFault>),
}

fn said(faults: &[ProgrammeFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Reads a programme: Parvis's own JSON, a `schedule.json` or a calendar, told by its content.
pub fn read_programme(
    path: impl AsRef<Path>,
) -> Result<(Programme, Vec<Note>), ProgrammeFileError> {
    let file = path.as_ref().display().to_string();
    Err(ProgrammeFileError {
        file,
        fault: ProgrammeFileFault::Unreadable("not built yet".to_owned()),
    })
}
