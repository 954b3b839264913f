//! The characters behind the bytes of a text file, read piece by piece.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::RosterFault;

/// How many bytes are read at a time.
const PIECE_BYTES: usize = 64 << 10;

/// Why the encoding of a file cannot be told.
#[derive(Debug)]
pub(super) enum Undecided {
    /// The machine cannot read the file.
    Io(io::Error),
    /// What is wrong, and in which line it shows.
    Fault(RosterFault, Option<u64>),
}

/// Tells the encoding of a text by reading all of it: what is valid UTF-8 is UTF-8, anything else
/// without a byte order mark is Windows-1252, as spreadsheet programs of the West write it.
pub(super) fn encoding_of(mut file: impl Read) -> Result<&'static Encoding, Undecided> {
    let mut census = Census { lines: 1, ..Census::default() };
    let mut piece = Vec::with_capacity(PIECE_BYTES + 4);
    let mut first = true;
    loop {
        let piece_bytes = u64::try_from(PIECE_BYTES).unwrap_or(u64::MAX);
        let read =
            file.by_ref().take(piece_bytes).read_to_end(&mut piece).map_err(Undecided::Io)?;
        if std::mem::take(&mut first) {
            match Encoding::for_bom(&piece) {
                Some((wide, _)) if wide == UTF_16LE || wide == UTF_16BE => return Ok(wide),
                _ => {}
            }
        }
        let used = census.count(&piece, read == 0);
        piece.drain(..used);
        if read == 0 {
            return census.verdict();
        }
    }
}

/// What was met in a text so far.
#[derive(Debug, Default)]
struct Census {
    lines: u64,
    /// Characters beyond ASCII that are well-formed UTF-8.
    well_formed: u64,
    /// Sequences that are not.
    malformed: u64,
    /// The line of the first of those.
    first_malformed: u64,
    /// Bytes that Windows-1252 leaves undefined.
    undefined: u64,
}

impl Census {
    /// Counts what is in some bytes; gives how many of them are done with, as the last few may
    /// begin a character that ends in the next piece.
    fn count(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (valid, malformed) = match str::from_utf8(rest) {
                Ok(_) => (rest.len(), 0),
                Err(error) => match error.error_len() {
                    Some(length) => (error.valid_up_to(), length),
                    None if !last => {
                        self.take_valid(&rest[..error.valid_up_to()]);
                        return at + error.valid_up_to();
                    }
                    None => (error.valid_up_to(), rest.len() - error.valid_up_to()),
                },
            };
            self.take_valid(&rest[..valid]);
            self.take_malformed(&rest[valid..valid + malformed]);
            at += valid + malformed;
        }
        at
    }

    fn take_valid(&mut self, bytes: &[u8]) {
        let count = |wanted: fn(&u8) -> bool| {
            u64::try_from(bytes.iter().filter(|byte| wanted(byte)).count()).unwrap_or(u64::MAX)
        };
        self.lines += count(|byte| *byte == b'\n');
        self.well_formed += count(|byte| *byte >= 0xc0);
        // The second and later bytes of a character may be ones that Windows-1252 leaves out.
        self.undefined += count(is_undefined);
    }

    fn take_malformed(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if self.malformed == 0 {
            self.first_malformed = self.lines;
        }
        self.malformed += 1;
        self.undefined += u64::from(bytes.iter().any(is_undefined));
    }

    fn verdict(&self) -> Result<&'static Encoding, Undecided> {
        if self.malformed == 0 {
            Ok(UTF_8)
        } else if self.well_formed > self.malformed {
            // Read as Windows-1252, every “é” of such a file would become “Ã©”.
            Err(Undecided::Fault(RosterFault::MixedEncoding, Some(self.first_malformed)))
        } else if self.undefined > 0 {
            Err(Undecided::Fault(RosterFault::Encoding, Some(self.first_malformed)))
        } else {
            Ok(WINDOWS_1252)
        }
    }
}

fn is_undefined(byte: &u8) -> bool {
    matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)
}

/// A text that comes piece by piece.
pub(super) trait Pieces {
    /// Replaces `piece` with what comes next; gives `false` at the end.
    fn next_piece(&mut self, piece: &mut String) -> Result<bool, RosterFault>;
}

/// A text that is there already.
impl Pieces for Option<&str> {
    fn next_piece(&mut self, piece: &mut String) -> Result<bool, RosterFault> {
        piece.clear();
        let text = self.take();
        piece.push_str(text.unwrap_or_default());
        Ok(text.is_some())
    }
}

/// A file's text, decoded as it is read.
pub(super) struct Decoded<R> {
    file: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    finished: bool,
    /// How many bytes have been read, for whoever shows it.
    done: Arc<AtomicU64>,
}

impl<R: Read> Decoded<R> {
    /// Reads a file from its beginning. A byte order mark is no part of the text.
    pub(super) fn new(file: R, encoding: &'static Encoding, done: Arc<AtomicU64>) -> Self {
        done.store(0, Ordering::Relaxed);
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { file, decoder, bytes: Vec::new(), finished: false, done }
    }
}

impl<R: Read> Pieces for Decoded<R> {
    fn next_piece(&mut self, piece: &mut String) -> Result<bool, RosterFault> {
        piece.clear();
        if self.finished {
            return Ok(false);
        }
        self.bytes.clear();
        let limit = u64::try_from(PIECE_BYTES).unwrap_or(u64::MAX);
        let read = self.file.by_ref().take(limit).read_to_end(&mut self.bytes);
        let read = read.map_err(|error| RosterFault::Unreadable(error.to_string()))?;
        self.done.fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
        self.finished = read == 0;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * PIECE_BYTES);
        piece.reserve(room);
        let (result, _, damaged) = self.decoder.decode_to_string(&self.bytes, piece, self.finished);
        // Only UTF-16 can be damaged here: the others were chosen because they fit.
        if damaged || result == CoderResult::OutputFull {
            return Err(RosterFault::Encoding);
        }
        Ok(true)
    }
}

impl<R> std::fmt::Debug for Decoded<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoded").field("done", &self.done).finish_non_exhaustive()
    }
}
