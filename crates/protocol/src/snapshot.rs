//! All that a device shall hold at once: lines of JSON, compressed, checked by count and hash, and
//! signed by the hub. The same file serves over HTTP and on a USB stick.
//!
//! ```text
//! {"format":"parvis-snapshot-1","hub":"…","device":"…","epoch":"…","statement":1,"cursor":42,…}
//! {"kind":"plan",…}
//! {"kind":"event",…}
//! {"kind":"ticket",…}
//! {"changes":3,"hash":"…","signature":"…"}
//! ```

use std::io::{self, BufRead, BufReader, Read, Write};

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, RecordHash};
use serde::{Deserialize, Serialize};

use crate::change::{Change, Cursor};
use crate::epoch::Epoch;
use crate::key::{DeviceKey, PublicKey, Purpose, Signature};
use crate::limits::SNAPSHOT_LINE_BYTES;

/// What the first line says the file is.
pub const FORMAT: &str = "parvis-snapshot-1";

/// Fast, and small enough: ticket rows shrink to a fifth.
const LEVEL: i32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotHead {
    /// [`FORMAT`].
    pub format: String,
    /// Whose it is.
    pub hub: DeviceId,
    /// Who it is for.
    pub device: DeviceId,
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The number of the statement that says which events it holds.
    pub statement: u64,
    /// It is as of this change.
    pub cursor: Cursor,
    /// When it was made, by the hub's clock.
    pub at: Timestamp,
    /// About how many changes follow, to show progress by.
    pub about: u64,
}

/// The last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct SnapshotEnd {
    changes: u64,
    hash: RecordHash,
    signature: Signature,
}

/// Why a snapshot is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It cannot be read or written.
    #[error("the snapshot cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// A line of it is not what should stand there.
    #[error("line {line} of the snapshot cannot be read: {reason}")]
    Line {
        /// The line, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
    /// It ends too early, or says another count or hash than it has.
    #[error("the snapshot is not whole")]
    NotWhole,
    /// The hub's key did not sign it.
    #[error("the snapshot was not signed by the hub this device is enrolled with")]
    Signature,
    /// It is of another format.
    #[error("this is not a snapshot of a format that is known here")]
    Format,
    /// It is for another device, or of another hub.
    #[error("the snapshot is for another device or of another hub")]
    Foreign,
}

/// Writes a snapshot.
pub struct SnapshotWriter<W: Write> {
    out: zstd::stream::Encoder<'static, W>,
    hasher: blake3::Hasher,
    changes: u64,
    line: Vec<u8>,
}

impl<W: Write> SnapshotWriter<W> {
    /// Begins with the first line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(out: W, head: &SnapshotHead) -> Result<Self, SnapshotError> {
        let out = zstd::stream::Encoder::new(out, LEVEL)?;
        let mut writer = Self { out, hasher: blake3::Hasher::new(), changes: 0, line: Vec::new() };
        writer.write(head)?;
        Ok(writer)
    }

    /// Writes a change.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, change: &Change) -> Result<(), SnapshotError> {
        self.changes += 1;
        self.write(change)
    }

    /// Writes a change that is JSON already, without a line end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_text(&mut self, change: &str) -> Result<(), SnapshotError> {
        self.changes += 1;
        self.line.clear();
        self.line.extend_from_slice(change.as_bytes());
        self.end_line()
    }

    /// Signs the end. A snapshot without it is not whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self, key: &DeviceKey) -> Result<W, SnapshotError> {
        let (changes, hash) = (self.changes, *self.hasher.finalize().as_bytes());
        let signature = key.sign(Purpose::Snapshot, &content(changes, &hash));
        let end = SnapshotEnd { changes, hash: RecordHash(hash), signature };
        self.write(&end)?;
        Ok(self.out.finish()?)
    }

    fn write(&mut self, what: &impl Serialize) -> Result<(), SnapshotError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, what).map_err(io::Error::from)?;
        self.end_line()
    }

    fn end_line(&mut self) -> Result<(), SnapshotError> {
        self.line.push(b'\n');
        self.hasher.update(&self.line);
        Ok(self.out.write_all(&self.line)?)
    }
}

fn content(changes: u64, hash: &[u8; 32]) -> Vec<u8> {
    [&changes.to_be_bytes()[..], hash].concat()
}

/// Reads a snapshot line by line, and says at the end whether it was whole and whose.
pub struct SnapshotReader<R: Read> {
    lines: Lines<R>,
    head: SnapshotHead,
    changes: u64,
}

/// What stands in a line after the first.
#[derive(Debug)]
pub enum SnapshotLine {
    /// A change, as JSON without its line end.
    Change(String),
    /// The end: whole, and signed by this key if [`SnapshotReader::next_line`] was given one.
    End,
}

impl<R: Read> SnapshotReader<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// [`SnapshotError::Format`], or when it cannot be read.
    pub fn begin(input: R) -> Result<Self, SnapshotError> {
        let mut lines = Lines::new(input)?;
        let first = lines.next()?.ok_or(SnapshotError::Format)?;
        let head: SnapshotHead = serde_json::from_str(&first).map_err(|_| SnapshotError::Format)?;
        if head.format != FORMAT {
            return Err(SnapshotError::Format);
        }
        lines.hash_last(&first);
        Ok(Self { lines, head, changes: 0 })
    }

    /// The first line.
    #[must_use]
    pub fn head(&self) -> &SnapshotHead {
        &self.head
    }

    /// The next line. At the end, count, hash and the signature of `key` are checked.
    ///
    /// # Errors
    /// [`SnapshotError::NotWhole`] when it ends without an end, [`SnapshotError::Signature`], or
    /// when a line cannot be read.
    pub fn next_line(&mut self, key: &PublicKey) -> Result<SnapshotLine, SnapshotError> {
        let line = self.lines.next()?.ok_or(SnapshotError::NotWhole)?;
        if !line.starts_with("{\"changes\":") {
            self.lines.hash_last(&line);
            self.changes += 1;
            return Ok(SnapshotLine::Change(line));
        }
        let end: SnapshotEnd = serde_json::from_str(&line).map_err(|e| self.lines.wrong(&e))?;
        let hash = *self.lines.hasher.finalize().as_bytes();
        if (end.changes, end.hash.0) != (self.changes, hash) || self.lines.next()?.is_some() {
            return Err(SnapshotError::NotWhole);
        }
        key.verify(Purpose::Snapshot, &content(end.changes, &hash), &end.signature)
            .map_err(|_| SnapshotError::Signature)?;
        Ok(SnapshotLine::End)
    }

    /// The change that a line says.
    ///
    /// # Errors
    /// [`SnapshotError::Line`].
    pub fn change(&self, line: &str) -> Result<Change, SnapshotError> {
        serde_json::from_str(line).map_err(|error| self.lines.wrong(&error))
    }

    /// Reads to the end and checks everything but what the changes say.
    ///
    /// # Errors
    /// As [`SnapshotReader::next_line`].
    pub fn check(mut self, key: &PublicKey) -> Result<SnapshotHead, SnapshotError> {
        while let SnapshotLine::Change(_) = self.next_line(key)? {}
        Ok(self.head)
    }
}

/// Lines of bounded length out of a compressed stream.
struct Lines<R: Read> {
    input: BufReader<zstd::stream::Decoder<'static, BufReader<R>>>,
    hasher: blake3::Hasher,
    number: u64,
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Result<Self, SnapshotError> {
        let input = BufReader::new(zstd::stream::Decoder::new(input)?);
        Ok(Self { input, hasher: blake3::Hasher::new(), number: 0 })
    }

    fn next(&mut self) -> Result<Option<String>, SnapshotError> {
        self.number += 1;
        let mut line = Vec::new();
        let most = SNAPSHOT_LINE_BYTES as u64 + 1;
        let read = (&mut self.input).take(most).read_until(b'\n', &mut line);
        match read {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(SnapshotError::NotWhole);
            }
            Err(error) => return Err(error.into()),
        }
        if line.pop() != Some(b'\n') {
            return Err(SnapshotError::NotWhole);
        }
        String::from_utf8(line).map(Some).map_err(|error| self.wrong(&error))
    }

    fn hash_last(&mut self, line: &str) {
        self.hasher.update(line.as_bytes()).update(b"\n");
    }

    fn wrong(&self, reason: &dyn std::fmt::Display) -> SnapshotError {
        SnapshotError::Line { line: self.number, reason: reason.to_string() }
    }
}

#[cfg(test)]
mod tests;
