//! What can be wrong with a roster file, in the words of the person who made it.

use std::fmt;

use super::row::Place;

/// What is wrong with a roster file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {fault}")]
pub struct RosterFileError {
    /// Where.
    pub at: At,
    /// What.
    pub fault: RosterFault,
}

/// Where in a file something is wrong, as exactly as can be said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct At {
    /// The file's name, without its folders.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row.
    pub place: Option<Place>,
    /// The column's heading, as the file has it.
    pub column: Option<String>,
    /// The cell as a spreadsheet names it: `B7`.
    pub cell: Option<String>,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet “{sheet}”")?;
        }
        match (&self.place, &self.cell) {
            // In a sheet the cell's name says the row.
            (Some(Place::SheetRow(_)), Some(_)) | (None, _) => {}
            (Some(place), _) => write!(f, ", {place}")?,
        }
        match (&self.column, &self.cell) {
            (Some(column), Some(cell)) => write!(f, ", cell {cell} (“{column}”)"),
            (Some(column), None) => write!(f, ", column “{column}”"),
            (None, Some(cell)) => write!(f, ", cell {cell}"),
            (None, None) => Ok(()),
        }
    }
}

/// What is wrong.
///
/// What is quoted of a cell is shortened, and of a code at most the first four characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RosterFault {
    /// The machine cannot read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
}
