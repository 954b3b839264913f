//! One row of a roster, as far as it can be understood without the programme.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use parvis_domain::code::Code;
use parvis_domain::text::Lang;
use parvis_domain::ticket::TicketStatus;

/// One row of a roster: a ticket and the person who holds it.
///
/// Events and sessions are still the texts of the file: only whoever knows the programme can tell
/// which are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Where the row stands in its file.
    pub place: Place,
    /// What the printed or shown ticket says.
    pub code: Code,
    /// The given name or names; empty when the file has the whole name in one column.
    pub first_name: String,
    /// The family name, or the whole name when the file has it in one column.
    pub last_name: String,
    /// The event it is for, by id or by title; `None` when the file does not say.
    pub event: Option<String>,
    /// The ticket's type; empty when the file does not say.
    pub kind: String,
    /// The days it is for, in order and each once; empty when the file does not say.
    pub days: Vec<Date>,
    /// The sessions booked, by id or by title.
    pub sessions: Vec<String>,
    /// Whether it is good.
    pub status: TicketStatus,
    /// The order it was bought in; empty when the file does not say.
    pub order: String,
    /// It opens no gate before this.
    pub valid_from: Option<When>,
    /// It opens no gate from this on. A day alone is meant to its end, so it is read as the
    /// midnight after it.
    pub valid_until: Option<When>,
    /// Who the person comes for; empty when the file does not say.
    pub organisation: String,
    /// A group the organiser sorts people into; empty when the file does not say.
    pub category: String,
    /// The language the person wants to be spoken to in.
    pub language: Option<Lang>,
}

/// Where a row stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The line of a text file where the row begins, from 1.
    Line(u64),
    /// The row of a sheet, from 1, as the spreadsheet numbers it.
    SheetRow(u32),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::SheetRow(row) => write!(f, "row {row}"),
        }
    }
}

/// A point in time as a file gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// By the clock on the event's wall: the file gives no offset.
    Civil(DateTime),
    /// An instant: the file gives an offset.
    Instant(Timestamp),
}
