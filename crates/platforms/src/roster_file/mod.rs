//! Rosters from files: CSV and XLSX as ticket shops export them and as people make them.
mod error;
mod row;

use std::path::Path;

pub use error::{At, RosterFault, RosterFileError};
pub use row::{Place, RosterRow, When};

/// The most rows one file may have.
pub const MAX_ROWS: u64 = 1_000_000;

/// A roster file whose heading has been read and understood.
#[derive(Debug)]
pub struct RosterFile {}

/// How far the reading of a file has come. It can be kept and asked while rows are read, from
/// another thread too.
#[derive(Debug, Clone, Default)]
pub struct Progress {}

impl Progress {
    /// How much has been read, between 0 and 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        0.0
    }
}

/// The rows of a [`RosterFile`], one at a time. Nothing follows the first error.
#[derive(Debug)]
pub struct Rows<'f> {
    _file: &'f mut RosterFile,
}

impl Iterator for Rows<'_> {
    type Item = Result<RosterRow, RosterFileError>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

impl RosterFile {
    /// Opens a file, tells what it is, and reads its heading.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RosterFileError> {
        let file = path.as_ref().display().to_string();
        let fault = RosterFault::Unreadable("not built yet".to_owned());
        Err(RosterFileError { at: At { file, ..At::default() }, fault })
    }

    /// Reads the rows from the first, each time it is called.
    pub fn rows(&mut self) -> Rows<'_> {
        Rows { _file: self }
    }

    /// How far the reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {}
    }

    /// The headings of the columns that mean nothing here, in the order of the file.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &[]
    }

    /// The sheet the rows come from; `None` for a text file.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        None
    }
}
