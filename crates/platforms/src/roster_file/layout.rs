//! Which column of a table means what.

use super::error::{RosterFault, quoted};
use super::headings::{COLUMNS, Column, meaning};

/// Which column of a table means what, read from its heading.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The headings as the file has them, to its last one that is filled.
    headings: Vec<String>,
    /// Where each meaning stands.
    indices: [Option<usize>; COLUMNS],
    /// The headings that mean nothing here.
    pub(super) ignored: Vec<String>,
}

impl Layout {
    /// Reads a heading.
    pub(super) fn of(cells: impl Iterator<Item = String>) -> Result<Self, RosterFault> {
        let mut headings: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        headings.truncate(headings.iter().rposition(|h| !h.is_empty()).map_or(0, |last| last + 1));
        let meanings: Vec<_> = headings.iter().map(|heading| meaning(heading)).collect();
        two_codes(&headings, &meanings)?;
        let mut indices = [None; COLUMNS];
        for (slot, column) in indices.iter_mut().zip(0..) {
            let same = meanings.iter().enumerate().filter_map(|(index, meaning)| {
                meaning
                    .filter(|(meant, _)| *meant as usize == column)
                    .map(|(_, rank)| (rank, index))
            });
            *slot = same.min().map(|(_, index)| index);
        }
        let used = |index: &usize| indices.contains(&Some(*index));
        let ignored = (0..headings.len()).filter(|index| !used(index));
        let ignored = ignored.map(|index| headings[index].clone()).filter(|h| !h.is_empty());
        let layout = Self { ignored: ignored.collect(), indices, headings };
        layout.check()?;
        Ok(layout)
    }

    fn check(&self) -> Result<(), RosterFault> {
        let has = |column| self.index(column).is_some();
        if !has(Column::Code) {
            return Err(RosterFault::NoCodeColumn { found: listed(&self.headings) });
        }
        if !has(Column::FirstName) && !has(Column::LastName) && !has(Column::FullName) {
            return Err(RosterFault::NoNameColumn { found: listed(&self.headings) });
        }
        Ok(())
    }

    /// Where a meaning stands.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.indices.get(column as usize).copied().flatten()
    }

    /// How many columns the heading has.
    pub(super) fn width(&self) -> usize {
        self.headings.len()
    }

    /// The heading of a column, when it has one.
    pub(super) fn heading(&self, index: usize) -> Option<&str> {
        self.headings.get(index).map(String::as_str).filter(|heading| !heading.is_empty())
    }
}

fn two_codes(headings: &[String], meanings: &[Option<(Column, usize)>]) -> Result<(), RosterFault> {
    let codes = headings.iter().zip(meanings).filter_map(|(heading, meaning)| {
        meaning.filter(|(column, _)| *column == Column::Code).map(|(_, rank)| (rank, heading))
    });
    let mut codes: Vec<_> = codes.collect();
    codes.sort_by_key(|(rank, _)| *rank);
    match codes.as_slice() {
        // The canonical heading says so in as many words; but not twice.
        [(0, _), (1.., _), ..] | [_] | [] => Ok(()),
        [(_, first), (_, second), ..] => {
            Err(RosterFault::TwoCodeColumns { first: quoted(first), second: quoted(second) })
        }
    }
}

/// Some headings in a row, for an error.
pub(super) fn listed(headings: &[String]) -> String {
    let filled: Vec<_> = headings.iter().filter(|heading| !heading.is_empty()).collect();
    if filled.is_empty() {
        return "nothing".to_owned();
    }
    let mut list: Vec<_> = filled.iter().take(12).map(|h| format!("“{}”", quoted(h))).collect();
    if filled.len() > list.len() {
        list.push("…".to_owned());
    }
    list.join(", ")
}

/// How many rows from the top a heading is looked for: some exports begin with a title.
pub(super) const HEADING_ROWS: usize = 10;

/// Finds the heading among the first rows of a table: which of them it is, and what it says.
/// An error comes with the row that was likely meant as the heading.
pub(super) fn find(rows: &[Vec<String>]) -> Result<(usize, Layout), (Option<usize>, RosterFault)> {
    let recognised = |row: &[String]| row.iter().filter_map(|cell| meaning(cell)).count();
    let mut best: Option<(usize, usize, RosterFault)> = None;
    for (index, row) in rows.iter().enumerate() {
        match Layout::of(row.iter().cloned()) {
            Ok(layout) => return Ok((index, layout)),
            Err(two @ RosterFault::TwoCodeColumns { .. }) => return Err((Some(index), two)),
            Err(fault) => {
                let known = recognised(row);
                if known > best.as_ref().map_or(0, |(known, ..)| *known) {
                    best = Some((known, index, fault));
                }
            }
        }
    }
    if let Some((_, index, fault)) = best {
        return Err((Some(index), fault));
    }
    let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    match rows.iter().find(filled) {
        Some(row) => Err((None, RosterFault::NoHeading { rows: rows.len(), found: listed(row) })),
        None => Err((None, RosterFault::Empty)),
    }
}
