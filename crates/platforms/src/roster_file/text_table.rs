//! Tables in text files: CSV in whatever form it comes.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::Encoding;

use super::encoding::{Decoded, Pieces, Undecided, encoding_of};
use super::error::RosterFault;
use super::headings::meaning;
use super::layout::{self, HEADING_ROWS, Layout};
use super::records::{BadRecord, Record, Records};

/// A table in a text file whose form is known.
#[derive(Debug)]
pub(super) struct TextTable {
    path: PathBuf,
    encoding: &'static Encoding,
    form: Form,
    /// How many records the heading and what stands above it take.
    above: usize,
    /// How large the file is, in bytes.
    pub(super) bytes: u64,
}

/// How a text is divided.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// What parts the cells.
    delimiter: u8,
    /// Whether the first line only says so, as Excel does it: `sep=;`.
    announced: bool,
}

/// What may part cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How much of the text is looked at to tell how it is divided, in pieces of 64 KiB.
const SAMPLE_PIECES: usize = 2;

/// What is wrong with a text file, and where.
#[derive(Debug)]
pub(super) struct BadText {
    pub(super) fault: RosterFault,
    pub(super) line: Option<u64>,
    /// The cell of the record, and the record's number from 1.
    pub(super) cell: Option<(usize, u64)>,
}

impl BadText {
    fn of(fault: RosterFault, line: Option<u64>) -> Self {
        Self { fault, line, cell: None }
    }

    fn io(error: &io::Error) -> Self {
        Self::of(RosterFault::Unreadable(error.to_string()), None)
    }
}

impl From<BadRecord> for BadText {
    fn from(bad: BadRecord) -> Self {
        let cell = bad.cell.map(|cell| (cell, bad.number));
        Self { fault: bad.fault, line: Some(bad.line), cell }
    }
}

impl TextTable {
    /// Reads how a text file is written, and its heading.
    pub(super) fn open(path: &Path) -> Result<(Self, Layout), BadText> {
        let mut file = File::open(path).map_err(|error| BadText::io(&error))?;
        let encoding = match encoding_of(&mut file) {
            Ok(encoding) => encoding,
            Err(Undecided::Io(error)) => return Err(BadText::io(&error)),
            Err(Undecided::Fault(fault, line)) => return Err(BadText::of(fault, line)),
        };
        let bytes = file.stream_position().map_err(|error| BadText::io(&error))?;
        file.rewind().map_err(|error| BadText::io(&error))?;
        let sample = sample(&file, encoding).map_err(|fault| BadText::of(fault, None))?;
        let form = form_of(&sample);
        let (rows, lines) = first_rows(&sample, form);
        match layout::find(&rows) {
            Ok((index, layout)) => {
                let table = Self { path: path.to_owned(), encoding, form, above: index + 1, bytes };
                Ok((table, layout))
            }
            Err((index, fault)) => {
                // A broken heading is better told as what broke it.
                if let Some(bad) = broken_heading(&sample, form) {
                    return Err(bad.into());
                }
                Err(BadText::of(fault, index.and_then(|index| lines.get(index).copied())))
            }
        }
    }

    /// Reads the records below the heading.
    pub(super) fn records(&self, done: Arc<AtomicU64>) -> Result<Records<Decoded<File>>, BadText> {
        let file = File::open(&self.path).map_err(|error| BadText::io(&error))?;
        let pieces = Decoded::new(file, self.encoding, done);
        let mut records = Records::new(pieces, self.form.delimiter);
        let mut record = Record::default();
        if self.form.announced {
            records.read(&mut record)?;
            records.restart_numbers();
        }
        for _ in 0..self.above {
            records.read(&mut record)?;
        }
        Ok(records)
    }

    /// What parts the cells.
    pub(super) fn delimiter(&self) -> char {
        char::from(self.form.delimiter)
    }
}

fn sample(file: impl Read, encoding: &'static Encoding) -> Result<String, RosterFault> {
    let mut decoded = Decoded::new(file, encoding, Arc::default());
    let (mut sample, mut piece) = (String::new(), String::new());
    for _ in 0..SAMPLE_PIECES {
        if !decoded.next_piece(&mut piece)? {
            break;
        }
        sample.push_str(&piece);
    }
    Ok(sample)
}

/// Tells how a text is divided: as it announces, or else so that most headings are understood.
fn form_of(sample: &str) -> Form {
    let first = sample.lines().next().unwrap_or_default().trim().trim_matches('"');
    let announced = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
    if let Some(&[delimiter]) = announced.and(first.as_bytes().get(4..))
        && delimiter.is_ascii()
        && delimiter != b'"'
    {
        return Form { delimiter, announced: true };
    }
    // What announces a tab as a tab may have been trimmed away.
    let tab = announced.is_some() && first.len() == 4;
    if tab {
        return Form { delimiter: b'\t', announced: true };
    }
    let fit = |delimiter: &u8| {
        let form = Form { delimiter: *delimiter, announced: false };
        let (rows, _) = first_rows(sample, form);
        let known = |row: &Vec<String>| row.iter().filter_map(|cell| meaning(cell)).count();
        let usable = layout::find(&rows).is_ok();
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        (usable, rows.iter().map(known).max().unwrap_or(0), widest)
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(fit);
    Form { delimiter: best.unwrap_or(b','), announced: false }
}

/// The first rows, and the lines they begin in. What breaks them off is told later.
fn first_rows(sample: &str, form: Form) -> (Vec<Vec<String>>, Vec<u64>) {
    let mut records = Records::new(Some(sample), form.delimiter);
    let mut record = Record::default();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let mut announced = form.announced;
    while rows.len() < HEADING_ROWS && matches!(records.read(&mut record), Ok(true)) {
        if std::mem::take(&mut announced) {
            continue;
        }
        rows.push((0..record.len()).map(|index| record.cell(index).to_owned()).collect());
        lines.push(record.line);
    }
    (rows, lines)
}

/// What breaks the first rows, if anything does.
fn broken_heading(sample: &str, form: Form) -> Option<BadRecord> {
    let mut records = Records::new(Some(sample), form.delimiter);
    let mut record = Record::default();
    for _ in 0..HEADING_ROWS {
        match records.read(&mut record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(bad) => return Some(bad),
        }
    }
    None
}
