//! The records of a delimited text (RFC 4180), with the line each begins in.
//!
//! Written here because the usual readers take a broken quotation mark for part of the text, and
//! one that is never closed for the rest of the file: both would put a person's name or code
//! somewhere else without a word. Here both are errors that know their line, and no record can
//! grow beyond [`MAX_RECORD_BYTES`].

use super::encoding::Pieces;
use super::error::RosterFault;

/// The longest record that is taken, in bytes of UTF-8.
pub(super) const MAX_RECORD_BYTES: usize = 256 << 10;

/// The most cells a record may have.
pub(super) const MAX_CELLS: usize = 4096;

/// One record.
#[derive(Debug, Default, Clone)]
pub(super) struct Record {
    /// All cells, one after the other.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    /// The line it begins in, from 1.
    pub(super) line: u64,
    /// Its number in the file, from 1: the row a spreadsheet would show it in.
    pub(super) number: u64,
}

impl Record {
    /// A cell; empty beyond the last one.
    pub(super) fn cell(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(index).copied());
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }
}

/// What is wrong with a record: what, in which line, and in which cell of it.
#[derive(Debug)]
pub(super) struct BadRecord {
    pub(super) fault: RosterFault,
    pub(super) line: u64,
    pub(super) cell: Option<usize>,
    /// The record's number in the file, from 1.
    pub(super) number: u64,
}

/// Where in a record the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first character of a cell.
    CellStart,
    /// In a cell without quotation marks.
    Plain,
    /// In a cell with quotation marks that opened in this line.
    Quoted(u64),
    /// Behind a quotation mark in such a cell: it closes, or is the first of two.
    Quote(u64),
}

/// Reads records one at a time.
#[derive(Debug)]
pub(super) struct Records<P> {
    pieces: P,
    piece: String,
    at: usize,
    delimiter: u8,
    line: u64,
    number: u64,
    after_return: bool,
}

impl<P: Pieces> Records<P> {
    /// Reads records whose cells are parted by this ASCII character.
    pub(super) fn new(pieces: P, delimiter: u8) -> Self {
        let (piece, at) = (String::new(), 0);
        Self { pieces, piece, at, delimiter, line: 1, number: 0, after_return: false }
    }

    /// Counts records anew from here, as a spreadsheet does that hides the first line.
    pub(super) fn restart_numbers(&mut self) {
        self.number = 0;
    }

    /// Reads the next record into `record`; gives `false` after the last. An empty line is a
    /// record of one empty cell.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<bool, BadRecord> {
        record.clear();
        record.line = self.line;
        record.number = self.number + 1;
        let mut state = State::CellStart;
        loop {
            if self.at == self.piece.len() {
                let more = self.pieces.next_piece(&mut self.piece);
                self.at = 0;
                if !more.map_err(|fault| self.bad(fault, None))? {
                    return self.finish(record, state);
                }
                continue;
            }
            if self.skip_line_feed() {
                if let State::Quoted(_) = state {
                    record.text.push('\n');
                }
                continue;
            }
            match self.step(record, state)? {
                Some(next) => state = next,
                None => {
                    self.number += 1;
                    return Ok(true);
                }
            }
            if record.text.len() > MAX_RECORD_BYTES || record.ends.len() > MAX_CELLS {
                return Err(self.too_long(record, state));
            }
        }
    }

    /// Whether the next character is a line feed after a carriage return, already counted.
    fn skip_line_feed(&mut self) -> bool {
        let skip = std::mem::take(&mut self.after_return)
            && self.piece.as_bytes().get(self.at) == Some(&b'\n');
        self.at += usize::from(skip);
        skip
    }

    /// Takes the next character, or a run of ordinary ones; gives the state after it, or `None`
    /// at the end of the record.
    fn step(&mut self, record: &mut Record, state: State) -> Result<Option<State>, BadRecord> {
        let byte = self.piece.as_bytes().get(self.at).copied().unwrap_or(b'\n');
        match (state, byte) {
            (State::CellStart, b'"') => {
                self.at += 1;
                Ok(Some(State::Quoted(self.line)))
            }
            (State::Quoted(opened), b'"') => {
                self.at += 1;
                Ok(Some(State::Quote(opened)))
            }
            (State::Quote(opened), b'"') => {
                record.text.push('"');
                self.at += 1;
                Ok(Some(State::Quoted(opened)))
            }
            (State::Quoted(opened), b'\r' | b'\n') => {
                self.end_line(byte);
                record.text.push(char::from(byte));
                Ok(Some(State::Quoted(opened)))
            }
            (State::Quoted(opened), _) => {
                self.take_run(record, |b| !matches!(b, b'"' | b'\r' | b'\n'));
                Ok(Some(State::Quoted(opened)))
            }
            (_, b'\r' | b'\n') => {
                record.end_cell();
                self.end_line(byte);
                Ok(None)
            }
            (_, byte) if byte == self.delimiter => {
                record.end_cell();
                self.at += 1;
                Ok(Some(State::CellStart))
            }
            // Blanks behind a closing quotation mark harm nobody.
            (State::Quote(opened), b' ' | b'\t') => {
                self.at += 1;
                Ok(Some(State::Quote(opened)))
            }
            (State::Quote(opened), _) => {
                let fault = RosterFault::QuoteInside { closed: self.line };
                let (cell, number) = (Some(record.ends.len()), self.number + 1);
                Err(BadRecord { fault, line: opened, cell, number })
            }
            (State::CellStart | State::Plain, _) => {
                let delimiter = self.delimiter;
                self.take_run(record, |b| b != delimiter && !matches!(b, b'\r' | b'\n'));
                Ok(Some(State::Plain))
            }
        }
    }

    fn take_run(&mut self, record: &mut Record, ordinary: impl Fn(u8) -> bool) {
        let rest = self.piece.get(self.at..).unwrap_or_default();
        let run = rest.bytes().position(|b| !ordinary(b)).unwrap_or(rest.len());
        record.text.push_str(rest.get(..run).unwrap_or_default());
        self.at += run;
    }

    fn end_line(&mut self, byte: u8) {
        self.at += 1;
        self.line += 1;
        self.after_return = byte == b'\r';
    }

    fn finish(&mut self, record: &mut Record, state: State) -> Result<bool, BadRecord> {
        match state {
            State::Quoted(opened) => {
                let (fault, cell) = (RosterFault::QuoteNotClosed, Some(record.ends.len()));
                Err(BadRecord { fault, line: opened, cell, number: self.number + 1 })
            }
            State::CellStart if record.ends.is_empty() => Ok(false),
            _ => {
                record.end_cell();
                self.number += 1;
                Ok(true)
            }
        }
    }

    fn too_long(&self, record: &Record, state: State) -> BadRecord {
        match state {
            State::Quoted(opened) | State::Quote(opened) => {
                let (fault, cell) = (RosterFault::QuoteNotClosed, Some(record.ends.len()));
                BadRecord { fault, line: opened, cell, number: self.number + 1 }
            }
            _ => {
                let many = record.ends.len() > MAX_CELLS;
                let limit = if many { MAX_CELLS } else { MAX_RECORD_BYTES };
                self.bad(RosterFault::LineTooLong { limit }, None)
            }
        }
    }

    fn bad(&self, fault: RosterFault, cell: Option<usize>) -> BadRecord {
        BadRecord { fault, line: self.line, cell, number: self.number + 1 }
    }
}
