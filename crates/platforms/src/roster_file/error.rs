//! What can be wrong with a roster file, in the words of the person who made it.

use std::fmt;

use parvis_domain::code::CodeError;

use super::row::Place;

/// What is wrong with a roster file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {fault}")]
pub struct RosterFileError {
    /// Where.
    pub at: Box<At>,
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
    /// No bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// HTML under the name of a table, as some shops export it.
    #[error(
        "this is a web page, not a table; open it in a spreadsheet program and save it as .xlsx or .csv"
    )]
    WebPage,
    /// Excel's format of 1997.
    #[error("this is a workbook in the old .xls format; save it as .xlsx or .csv")]
    OldWorkbook,
    /// A workbook with a password.
    #[error("this workbook is protected by a password; save it without one, as .xlsx or .csv")]
    Protected,
    /// A workbook of LibreOffice.
    #[error("this is an OpenDocument table (.ods); save it as .xlsx or .csv")]
    OpenDocument,
    /// A file of another kind.
    #[error("this is {0}, not a roster; export the list of participants as .xlsx or .csv")]
    OtherKind(&'static str),
    /// An archive without its end.
    #[error(
        "this workbook breaks off before its end, as after an interrupted download; fetch it again"
    )]
    Truncated,
    /// A workbook that does not hold together.
    #[error("this workbook is damaged ({0}); open it in a spreadsheet program and save it again")]
    Damaged(String),
    /// An archive that would fill the memory.
    #[error(
        "this workbook unpacks to more than {limit_mib} MiB, too much for a roster; save the list of participants alone as .csv"
    )]
    TooLarge {
        /// How much is read, in MiB.
        limit_mib: u64,
    },
    /// Bytes that belong to no encoding that is read.
    #[error("the text is neither UTF-8, UTF-16 nor Windows-1252; save it as “CSV UTF-8”")]
    Encoding,
    /// Text in UTF-8 with bytes in it that are not.
    #[error(
        "the file is in UTF-8, but this line holds bytes that are not; write the line anew, or save the whole file as “CSV UTF-8”"
    )]
    MixedEncoding,
    /// No row among the first that could be a heading.
    #[error(
        "no heading was found in the first {rows} rows; the first row must name the columns, with at least “code” and “name”; found: {found}"
    )]
    NoHeading {
        /// How many rows were looked at.
        rows: usize,
        /// What stands in the first of them.
        found: String,
    },
    /// A heading without a code.
    #[error("no column holds the tickets' codes; name the one that does “code”; found: {found}")]
    NoCodeColumn {
        /// The headings there are.
        found: String,
    },
    /// A heading without a name.
    #[error(
        "no column holds the names; name the ones that do “first_name” and “last_name”, or one of them “name”; found: {found}"
    )]
    NoNameColumn {
        /// The headings there are.
        found: String,
    },
    /// Two columns that may both hold the code.
    #[error(
        "both “{first}” and “{second}” could be the ticket's code; name the one that is in the QR code “code”"
    )]
    TwoCodeColumns {
        /// The heading of the first.
        first: String,
        /// The heading of the second.
        second: String,
    },
    /// A heading and nothing below it.
    #[error("there is a heading but no row below it")]
    NoRows,
    /// More rows than are taken.
    #[error("there are more than {} rows; make a file for each event", super::MAX_ROWS)]
    TooManyRows,
    /// A quotation mark that is never closed.
    #[error("the quotation mark that opens here is never closed; close it, or take it away")]
    QuoteNotClosed,
    /// Text between a closing quotation mark and the end of the cell.
    #[error(
        "the quotation mark that opens here is closed in line {closed} in the middle of the text; inside a text in quotation marks write each of them twice (\"\")"
    )]
    QuoteInside {
        /// The line in which it is closed.
        closed: u64,
    },
    /// A line no table has.
    #[error(
        "the line has more than {limit} characters or columns; this does not look like a roster"
    )]
    LineTooLong {
        /// How many are taken.
        limit: usize,
    },
    /// A row longer than the heading.
    #[error(
        "the row has {cells} cells but the heading has {headings}; a text that holds a “{delimiter}” must stand in quotation marks"
    )]
    ExtraCellsInLine {
        /// The number of the last cell that is filled.
        cells: usize,
        /// How many headings there are.
        headings: usize,
        /// What parts the cells.
        delimiter: char,
    },
    /// A cell to the right of the heading.
    #[error("the cell is filled but its column has no heading; give it one, or empty the cell")]
    ExtraCellInSheet,
    /// A row without a code.
    #[error("the code is missing; every row needs one")]
    MissingCode,
    /// A row without a name.
    #[error("the name is missing; every row needs one")]
    MissingName,
    /// A text that is no code.
    #[error("{0}")]
    BadCode(#[from] CodeError),
    /// A number as Excel shortens it.
    #[error(
        "“{found}” is a number that a spreadsheet has rounded, its last digits are lost; format the column as text and enter or import the codes again"
    )]
    Rounded {
        /// How it begins.
        found: String,
    },
    /// A number with more digits than a spreadsheet keeps.
    #[error(
        "“{found}” is a number of more than 15 digits, of which a spreadsheet loses the last ones; format the column as text and enter or import the codes again"
    )]
    TooManyDigits {
        /// How it begins.
        found: String,
    },
    /// A number with decimals.
    #[error(
        "“{found}” is a decimal number, not a code; format the column as text and enter or import the codes again"
    )]
    Decimal {
        /// How it begins.
        found: String,
    },
    /// A date.
    #[error(
        "“{found}” is a date, not a code: a spreadsheet may have made one of it; format the column as text and enter or import the codes again"
    )]
    DateAsCode {
        /// How it begins.
        found: String,
    },
    /// A truth value.
    #[error("“{found}” is a yes or no, not a code")]
    TruthAsCode {
        /// The value.
        found: bool,
    },
    /// Numbers that have become shorter.
    #[error(
        "the code “{found}” has {digits} digits where most have {usual}: a spreadsheet has dropped the zeros before it ({rows} such rows); format the column as text and enter or import the codes again"
    )]
    LostZeros {
        /// How the first of them begins.
        found: String,
        /// How many digits it has.
        digits: usize,
        /// How many digits most have.
        usual: usize,
        /// How many rows are like it.
        rows: u64,
    },
    /// The message of a formula instead of its value.
    #[error(
        "the cell shows the error “{found}” instead of a value; mend the formula, or enter the value"
    )]
    FormulaError {
        /// The message.
        found: String,
    },
    /// Characters that were lost before.
    #[error(
        "the code holds a “�”, a character that was lost when the file was made; export it again as UTF-8"
    )]
    LostCharacter,
    /// The same code twice.
    #[error("this code stands in {first} already; every ticket needs a code of its own")]
    CodeTwice {
        /// Where it stands first.
        first: Place,
    },
    /// A word for a status that is not known.
    #[error("“{found}” is not a status that is known; write one of: {known}")]
    UnknownStatus {
        /// The word.
        found: String,
        /// Words that are known.
        known: &'static str,
    },
    /// A cell that should say yes or no.
    #[error("“{found}” is neither yes nor no; write “yes” or “no”")]
    NeitherYesNorNo {
        /// The word.
        found: String,
    },
    /// A text that is no day.
    #[error("“{found}” is not a day; write it as 2023-11-16 or 16/11/2023")]
    BadDay {
        /// The text.
        found: String,
    },
    /// A date with the month before the day.
    #[error(
        "“{found}” has the month {month}: the day comes first; write it as 2023-11-16 or 16/11/2023"
    )]
    MonthFirst {
        /// The text.
        found: String,
        /// What stands where the month should.
        month: u32,
    },
    /// A date with a year of two digits.
    #[error("“{found}” has a year of two digits; write it as 2023-11-16 or 16/11/2023")]
    ShortYear {
        /// The text.
        found: String,
    },
    /// A range that ends before it begins, or is too long.
    #[error(
        "“{found}” is not a range of days; write the first and the last as 2023-11-08..2023-11-09, at most {} days",
        super::dates::MAX_RANGE_DAYS
    )]
    BadRange {
        /// The text.
        found: String,
    },
    /// A text that is no point in time.
    #[error("“{found}” is not a point in time; write it as 2023-11-16 08:00 or 16/11/2023 08:00")]
    BadTime {
        /// The text.
        found: String,
    },
    /// A text that is no language.
    #[error("“{found}” is not a language that is known; write a tag such as “fr” or “pt”")]
    UnknownLanguage {
        /// The text.
        found: String,
    },
    /// A text longer than any name.
    #[error("the text has more than {} characters; shorten it", super::values::MAX_CHARS)]
    TooLong,
}

/// What of a cell's content may be quoted: enough to find it again.
pub(super) fn quoted(text: &str) -> String {
    shortened(text, 40)
}

/// What of a code may be quoted: not enough to come in with.
pub(super) fn code_start(text: &str) -> String {
    shortened(text, 4)
}

fn shortened(text: &str, chars: usize) -> String {
    let mut short: String = text.trim().chars().take(chars).map(printable).collect();
    if text.trim().chars().count() > chars {
        short.push('…');
    }
    short
}

fn printable(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
