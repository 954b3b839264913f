//! Rosters from files: CSV and XLSX as ticket shops export them and as people make them.
//!
//! [`RosterFile::open`] tells what a file is and understands its heading;
//! [`RosterFile::rows`] reads it row by row, so that a million rows need little memory. What only
//! the whole file shows — a code twice, zeros that a spreadsheet dropped — is an error at the
//! latest after the last row: whoever imports a roster keeps nothing until the rows have ended
//! without one.
//!
//! The canonical headings are `code, first_name, last_name, event, type, days, sessions, status,
//! order, valid_from, valid_until, organisation, category, language`; only `code` and a name are
//! required, and the usual headings of ticket shops are understood in English, French, Spanish,
//! Dutch, Portuguese and German.

mod cell;
mod codes;
mod dates;
mod encoding;
mod error;
mod headings;
mod layout;
mod progress;
mod records;
mod row;
mod rows;
mod table;
mod text_table;
mod values;
mod whole_file;
mod workbook;

use std::fs::File;
use std::path::Path;

pub use error::{At, RosterFault, RosterFileError};
pub use progress::Progress;
pub use row::{Place, RosterRow, When};
pub use rows::Rows;

use crate::content::{Content, content_of};
use layout::Layout;
use text_table::TextTable;
use workbook::Workbook;

/// The most rows one file may have.
pub const MAX_ROWS: u64 = 1_000_000;

/// A roster file whose heading has been read and understood.
#[derive(Debug)]
pub struct RosterFile {
    /// The file's name, without its folders.
    name: String,
    table: Table,
    layout: Layout,
    progress: Progress,
}

/// Where the rows come from.
#[derive(Debug)]
enum Table {
    Text(TextTable),
    Sheet(Box<Workbook>),
}

impl RosterFile {
    /// Opens a file, tells what it is by its content, and reads its heading.
    ///
    /// # Errors
    /// When it cannot be read, is no table, or has no heading with a code and a name.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RosterFileError> {
        let path = path.as_ref();
        let name = crate::content::file_name(path);
        let at = At { file: name.clone(), ..At::default() };
        let whole = |fault| RosterFileError { at: Box::new(at.clone()), fault };
        let content = File::open(path).and_then(|mut file| content_of(&mut file));
        let content = content.map_err(|e| whole(RosterFault::Unreadable(e.to_string())))?;
        let (table, layout, total) = match readable(content).map_err(whole)? {
            Kind::Text => {
                let (table, layout) = TextTable::open(path).map_err(|bad| {
                    let place = bad.line.map(Place::Line);
                    let cell = bad.cell.map(|(cell, number)| table::cell_name(cell, number));
                    let at = Box::new(At { place, cell, ..at.clone() });
                    RosterFileError { at, fault: bad.fault }
                })?;
                let bytes = table.bytes;
                (Table::Text(table), layout, bytes)
            }
            Kind::Sheet => {
                let (book, layout) = Workbook::open(path).map_err(|(fault, sheet, row)| {
                    let place = row.map(Place::SheetRow);
                    RosterFileError { at: Box::new(At { place, sheet, ..at.clone() }), fault }
                })?;
                let rows = book.rows;
                (Table::Sheet(Box::new(book)), layout, rows)
            }
        };
        Ok(Self { name, table, layout, progress: Progress::of(total) })
    }

    /// Reads the rows, from the first each time it is called.
    pub fn rows(&mut self) -> Rows<'_> {
        Rows::new(self)
    }

    /// How far the reading has come. It goes on by itself while rows are read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The headings of the columns that mean nothing here, in the order of the file.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &self.layout.ignored
    }

    /// The sheet the rows come from; `None` for a text file.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        match &self.table {
            Table::Text(_) => None,
            Table::Sheet(book) => Some(&book.sheet),
        }
    }
}

/// The two kinds of file that hold a roster.
enum Kind {
    Text,
    Sheet,
}

fn readable(content: Content) -> Result<Kind, RosterFault> {
    match content {
        Content::Text => Ok(Kind::Text),
        Content::Workbook => Ok(Kind::Sheet),
        Content::Empty => Err(RosterFault::Empty),
        Content::OldWorkbook => Err(RosterFault::OldWorkbook),
        Content::Protected => Err(RosterFault::Protected),
        Content::OpenDocument => Err(RosterFault::OpenDocument),
        Content::BrokenArchive => Err(RosterFault::Truncated),
        Content::WebPage => Err(RosterFault::WebPage),
        Content::Json => Err(RosterFault::OtherKind("a JSON file")),
        Content::Calendar => Err(RosterFault::OtherKind("a calendar")),
        Content::Other(kind) => Err(RosterFault::OtherKind(kind)),
        Content::Binary => Err(RosterFault::OtherKind("a file of an unknown kind")),
    }
}
