//! One cell, of a text file or of a sheet.

use jiff::civil::{Date, DateTime};
use parvis_domain::ticket::TicketStatus;

use super::error::{RosterFault, quoted};
use super::row::When;
use super::{dates, values};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'r> {
    /// Text; everything in a text file.
    Text(&'r str),
    /// A number of a sheet.
    Number(f64),
    /// A date of a sheet, with or without a time of day.
    Date(DateTime),
    /// A yes or no of a sheet.
    Truth(bool),
    /// What a formula of a sheet says instead of its value.
    Error(&'r str),
}

/// The largest whole number of which a spreadsheet keeps every digit: 15 of them.
pub(super) const MAX_EXACT: f64 = 999_999_999_999_999.0;

impl Cell<'_> {
    /// Whether nothing can be seen in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// Its text, as a spreadsheet would show it.
pub(super) fn text(cell: &Cell<'_>) -> Result<String, RosterFault> {
    match cell {
        Cell::Text(text) => values::plain(checked(text)?),
        Cell::Number(number) => Ok(shown(*number)),
        Cell::Date(date) if date.time() == jiff::civil::Time::midnight() => {
            Ok(date.date().to_string())
        }
        Cell::Date(date) => Ok(date.to_string()),
        Cell::Truth(truth) => Ok(truth.to_string()),
        Cell::Error(error) => Err(RosterFault::FormulaError { found: quoted(error) }),
    }
}

/// The days it lists.
pub(super) fn days(cell: &Cell<'_>) -> Result<Vec<Date>, RosterFault> {
    match cell {
        Cell::Date(date) => Ok(vec![date.date()]),
        _ => dates::days(&text(cell)?),
    }
}

/// The point in time from which something holds.
pub(super) fn from(cell: &Cell<'_>) -> Result<Option<When>, RosterFault> {
    match cell {
        Cell::Date(date) => Ok(Some(When::Civil(*date))),
        _ if cell.is_empty() => Ok(None),
        _ => dates::from(&text(cell)?).map(Some),
    }
}

/// The point in time until which something holds.
pub(super) fn until(cell: &Cell<'_>) -> Result<Option<When>, RosterFault> {
    match cell {
        Cell::Date(date) if date.time() == jiff::civil::Time::midnight() => {
            Ok(Some(When::Civil(dates::end_of(*date))))
        }
        Cell::Date(date) => Ok(Some(When::Civil(*date))),
        _ if cell.is_empty() => Ok(None),
        _ => dates::until(&text(cell)?).map(Some),
    }
}

/// Whether it says that a ticket is paid.
pub(super) fn paid(cell: &Cell<'_>) -> Result<TicketStatus, RosterFault> {
    values::paid(&text(cell)?)
}

/// A number without decimals it does not have.
pub(super) fn shown(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() <= MAX_EXACT {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// The text of a cell, unless it is what a spreadsheet writes for a formula that failed.
pub(super) fn checked(text: &str) -> Result<&str, RosterFault> {
    let text = excel_text(text);
    let trimmed = text.trim();
    let is_error = trimmed.starts_with('#')
        && (["#N/A", "#N/D", "#NV", "#N/B", "#ND"].contains(&trimmed)
            || (trimmed.len() > 2 && trimmed.bytes().all(|b| b == b'#'))
            || trimmed.strip_suffix(['!', '?']).is_some_and(is_error_name));
    if is_error {
        return Err(RosterFault::FormulaError { found: quoted(trimmed) });
    }
    Ok(text)
}

fn is_error_name(name: &str) -> bool {
    name.len() > 2
        && name.chars().skip(1).all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '/')
}

/// Takes a text out of what keeps spreadsheets from changing it: `="00123"` or `'00123`.
fn excel_text(text: &str) -> &str {
    let trimmed = text.trim();
    if let Some(inner) = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner;
    }
    match trimmed.strip_prefix('\'') {
        // A number kept as text, or what exports put before a sign that begins a formula.
        Some(rest)
            if !rest.is_empty()
                && (rest.bytes().all(|b| b.is_ascii_digit())
                    || rest.starts_with(['=', '+', '-', '@'])) =>
        {
            rest
        }
        _ => text,
    }
}
