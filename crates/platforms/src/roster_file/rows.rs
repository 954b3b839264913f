//! The rows of a roster, one at a time.

use std::fs::File;

use parvis_domain::name::folded;
use parvis_domain::ticket::TicketStatus;

use super::cell::{self, Cell};
use super::encoding::Decoded;
use super::error::{At, RosterFault, RosterFileError};
use super::headings::Column;
use super::layout::Layout;
use super::progress::Progress;
use super::records::{Record, Records};
use super::row::{Place, RosterRow};
use super::table::{TableRow, cell_name};
use super::text_table::BadText;
use super::whole_file::{Seat, WholeFile};
use super::workbook::SheetRows;
use super::{RosterFile, Table, codes, values};

/// The rows of a [`RosterFile`], in the order of the file. Nothing follows the first error.
///
/// Empty rows are passed over. What only the whole file shows is an error after its last row.
#[derive(Debug)]
pub struct Rows<'f> {
    file: &'f str,
    layout: &'f Layout,
    progress: Progress,
    sheet: Option<&'f str>,
    delimiter: char,
    source: Source<'f>,
    row: TableRow,
    whole: WholeFile,
}

#[derive(Debug)]
enum Source<'f> {
    Text(Records<Decoded<File>>),
    Sheet(Box<SheetRows<'f>>),
    /// Reading could not even begin.
    Failed(Wrong),
    Ended,
}

/// What is wrong, in which row and in which column.
#[derive(Debug)]
struct Wrong {
    fault: RosterFault,
    place: Option<Place>,
    column: Option<usize>,
    /// The row as a spreadsheet counts it.
    number: Option<u64>,
}

impl From<RosterFault> for Wrong {
    fn from(fault: RosterFault) -> Self {
        Self { fault, place: None, column: None, number: None }
    }
}

impl From<BadText> for Wrong {
    fn from(bad: BadText) -> Self {
        let BadText { fault, line, cell } = bad;
        let (column, number) = cell.unzip();
        Self { fault, place: line.map(Place::Line), column, number }
    }
}

impl<'f> Rows<'f> {
    pub(super) fn new(file: &'f mut RosterFile) -> Self {
        let RosterFile { name, table, layout, progress } = file;
        let progress = progress.clone();
        progress.set(0);
        let (source, sheet, delimiter) = match table {
            Table::Text(table) => {
                let records = table.records(progress.done.clone());
                let source = records.map_or_else(|bad| Source::Failed(bad.into()), Source::Text);
                (source, None, table.delimiter())
            }
            Table::Sheet(book) => {
                let (rows, sheet) = book.rows_of_sheet();
                let source = rows.map_or_else(
                    |bad| Source::Failed(bad.into()),
                    |rows| Source::Sheet(Box::new(rows)),
                );
                (source, Some(sheet), ',')
            }
        };
        let row = match &source {
            Source::Sheet(_) => TableRow::Sheet(0, Vec::new()),
            _ => TableRow::Line(Record::default()),
        };
        let whole = WholeFile::default();
        Self { file: name, layout, progress, sheet, delimiter, source, row, whole }
    }

    /// Reads the next row that holds anything; gives `false` after the last.
    fn advance(&mut self) -> Result<bool, Wrong> {
        loop {
            let more = match (&mut self.source, &mut self.row) {
                (Source::Text(records), TableRow::Line(record)) => {
                    records.read(record).map_err(BadText::from)?
                }
                (Source::Sheet(rows), TableRow::Sheet(number, values)) => {
                    let row = rows.read(values)?;
                    *number = row.map_or(*number, |row| row.saturating_add(1));
                    self.progress.set(u64::from(*number));
                    row.is_some()
                }
                _ => false,
            };
            if !more || self.row.filled() > 0 {
                return Ok(more);
            }
        }
    }

    fn next_row(&mut self) -> Result<Option<RosterRow>, Wrong> {
        if let Source::Failed(_) = self.source
            && let Source::Failed(wrong) = std::mem::replace(&mut self.source, Source::Ended)
        {
            return Err(wrong);
        }
        if !self.advance()? {
            return self.finish();
        }
        let (filled, width) = (self.row.filled(), self.layout.width());
        if filled > width {
            return Err(self.wrong(self.extra_cells(filled, width), Some(filled - 1)));
        }
        let row = self.roster_row()?;
        let is_number = matches!(self.cell(Column::Code), Cell::Number(_));
        let seat = Seat { place: row.place, number: self.row.number() };
        let noted = self.whole.note(&row.code, row.event.as_deref(), is_number, seat);
        noted.map_err(|fault| self.wrong(fault, self.layout.index(Column::Code)))?;
        Ok(Some(row))
    }

    fn finish(&mut self) -> Result<Option<RosterRow>, Wrong> {
        match self.whole.finish() {
            Ok(()) => Ok(None),
            Err((fault, None)) => Err(fault.into()),
            Err((fault, Some(Seat { place, number }))) => {
                let column = self.layout.index(Column::Code);
                Err(Wrong { fault, place: Some(place), column, number: Some(number) })
            }
        }
    }

    fn extra_cells(&self, cells: usize, headings: usize) -> RosterFault {
        match self.row {
            TableRow::Line(_) => {
                RosterFault::ExtraCellsInLine { cells, headings, delimiter: self.delimiter }
            }
            TableRow::Sheet(..) => RosterFault::ExtraCellInSheet,
        }
    }

    /// The cell of this row in a column; empty when the file has no such column.
    fn cell(&self, column: Column) -> Cell<'_> {
        self.layout.index(column).map_or(Cell::Text(""), |index| self.row.cell(index))
    }

    fn wrong(&self, fault: RosterFault, column: Option<usize>) -> Wrong {
        let (place, number) = (Some(self.row.place()), Some(self.row.number()));
        Wrong { fault, place, column, number }
    }

    /// Reads a column of this row; what is wrong with it is wrong with that cell.
    fn read<T>(
        &self,
        column: Column,
        how: impl FnOnce(&Cell<'_>) -> Result<T, RosterFault>,
    ) -> Result<T, Wrong> {
        how(&self.cell(column)).map_err(|fault| self.wrong(fault, self.layout.index(column)))
    }

    fn text(&self, column: Column) -> Result<String, Wrong> {
        match self.layout.index(column) {
            // Most files have few of the columns there could be.
            None => Ok(String::new()),
            Some(_) => self.read(column, cell::text),
        }
    }

    fn roster_row(&self) -> Result<RosterRow, Wrong> {
        let code = self.read(Column::Code, codes::code)?;
        let missing = || self.wrong(RosterFault::MissingCode, self.layout.index(Column::Code));
        let code = code.ok_or_else(missing)?;
        let (first_name, last_name) = self.names()?;
        let event = self.text(Column::Event)?;
        Ok(RosterRow {
            place: self.row.place(),
            code,
            first_name,
            last_name,
            event: Some(event).filter(|event| !event.is_empty()),
            kind: self.text(Column::Kind)?,
            days: self.read(Column::Days, cell::days)?,
            sessions: self.read(Column::Sessions, |cell| match cell {
                Cell::Text(text) => values::list(text),
                other => Ok(vec![cell::text(other)?]),
            })?,
            status: self.status()?,
            order: self.text(Column::Order)?,
            valid_from: self.read(Column::ValidFrom, cell::from)?,
            valid_until: self.read(Column::ValidUntil, cell::until)?,
            organisation: self.text(Column::Organisation)?,
            category: self.text(Column::Category)?,
            language: self.read(Column::Language, |cell| values::language(&cell::text(cell)?))?,
        })
    }

    /// The first and the last name. Where the whole name stands in one column it is the last name,
    /// unless the file has its parts as well; beside a first name, “name” is the family name.
    fn names(&self) -> Result<(String, String), Wrong> {
        let (first, last) = (self.text(Column::FirstName)?, self.text(Column::LastName)?);
        let names = if last.is_empty() && self.layout.index(Column::FullName).is_some() {
            let full = self.text(Column::FullName)?;
            let holds_first = !first.is_empty() && folded(&full).contains(&folded(&first));
            if holds_first || full.is_empty() && !first.is_empty() {
                (if full.is_empty() { first } else { String::new() }, full)
            } else {
                (first, full)
            }
        } else {
            (first, last)
        };
        if names.0.is_empty() && names.1.is_empty() {
            let columns = [Column::LastName, Column::FullName, Column::FirstName];
            let column = columns.iter().find_map(|column| self.layout.index(*column));
            return Err(self.wrong(RosterFault::MissingName, column));
        }
        Ok(names)
    }

    /// The worse of what the columns for the status and for the payment say.
    fn status(&self) -> Result<TicketStatus, Wrong> {
        let status = self.read(Column::Status, |cell| values::status(&cell::text(cell)?))?;
        let paid = self.read(Column::Paid, cell::paid)?;
        Ok(if status == TicketStatus::Valid { paid } else { status })
    }

    fn error(&self, wrong: Wrong) -> RosterFileError {
        let Wrong { fault, place, column, number } = wrong;
        let heading = column.and_then(|column| self.layout.heading(column));
        let at = At {
            file: self.file.to_owned(),
            sheet: self.sheet.map(str::to_owned),
            place,
            column: heading.map(str::to_owned),
            cell: column.zip(number).map(|(column, number)| cell_name(column, number)),
        };
        RosterFileError { at: Box::new(at), fault }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<RosterRow, RosterFileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Source::Ended = self.source {
            return None;
        }
        match self.next_row() {
            Ok(Some(row)) => Some(Ok(row)),
            Ok(None) => {
                self.source = Source::Ended;
                None
            }
            Err(wrong) => {
                self.source = Source::Ended;
                Some(Err(self.error(wrong)))
            }
        }
    }
}
