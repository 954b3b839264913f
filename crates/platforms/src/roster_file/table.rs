//! Rows of cells, from a text file or a sheet.

use super::cell::Cell;
use super::records::Record;
use super::row::Place;
use super::workbook::Value;

/// One row of a table.
#[derive(Debug)]
pub(super) enum TableRow {
    /// A record of a text file.
    Line(Record),
    /// A row of a sheet: its number from 1, and its cells.
    Sheet(u32, Vec<Value>),
}

impl TableRow {
    /// A cell; empty beyond the last.
    pub(super) fn cell(&self, index: usize) -> Cell<'_> {
        match self {
            Self::Line(record) => Cell::Text(record.cell(index)),
            Self::Sheet(_, values) => values.get(index).map_or(Cell::Text(""), Value::as_cell),
        }
    }

    /// The number of the last cell that is filled; 0 for an empty row.
    pub(super) fn filled(&self) -> usize {
        let len = match self {
            Self::Line(record) => record.len(),
            Self::Sheet(_, values) => values.len(),
        };
        (0..len).rev().find(|index| !self.cell(*index).is_empty()).map_or(0, |last| last + 1)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Line(record) => Place::Line(record.line),
            Self::Sheet(row, _) => Place::SheetRow(*row),
        }
    }

    /// The row a spreadsheet shows it in, from 1.
    pub(super) fn number(&self) -> u64 {
        match self {
            Self::Line(record) => record.number,
            Self::Sheet(row, _) => u64::from(*row),
        }
    }
}

/// The name of a cell, as spreadsheets write it.
pub(super) fn cell_name(column: usize, row: u64) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}
