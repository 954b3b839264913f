//! What is sealed in a request: lines of JSON, the [`Report`], a [`Push`] a line, and an end that
//! the device signed.
//!
//! ```text
//! {"hub":"…","device":"…","incarnation":"…","status":{…}}
//! {"now":"…","batches":[{"incarnation":"…","first":1,"records":["…"],"head":{…}}]}
//! {"pushes":1,"hash":"…","signature":"…"}
//! ```

use std::io::{self, BufRead, Read, Write};

use parvis_domain::id::RecordHash;
use serde::{Deserialize, Serialize};

use super::{Report, StickError, content, verify};
use crate::exchange::Push;
use crate::key::{DeviceKey, PublicKey, Purpose, Signature};
use crate::limits::STICK_LINE_BYTES;

/// How the last line begins.
const END: &str = "{\"pushes\":";

/// The last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct ReportEnd {
    pushes: u64,
    hash: RecordHash,
    signature: Signature,
}

/// Writes a report and what the device would push.
pub struct ReportWriter<W: Write> {
    out: W,
    hasher: blake3::Hasher,
    pushes: u64,
}

impl<W: Write> ReportWriter<W> {
    /// Begins with the report.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(out: W, report: &Report) -> Result<Self, StickError> {
        let mut writer = Self { out, hasher: blake3::Hasher::new(), pushes: 0 };
        writer.write(report)?;
        Ok(writer)
    }

    /// Writes what would be pushed with one request.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, push: &Push) -> Result<(), StickError> {
        self.pushes += 1;
        self.write(push)
    }

    /// Signs the end. A report without it is not whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self, key: &DeviceKey) -> Result<W, StickError> {
        let hash = *self.hasher.finalize().as_bytes();
        let signature = key.sign(Purpose::Report, &content(self.pushes, &hash));
        let end = ReportEnd { pushes: self.pushes, hash: RecordHash(hash), signature };
        self.write(&end)?;
        Ok(self.out)
    }

    fn write(&mut self, what: &impl Serialize) -> Result<(), StickError> {
        let mut line = serde_json::to_vec(what)?;
        line.push(b'\n');
        self.hasher.update(&line);
        Ok(self.out.write_all(&line)?)
    }
}

/// Reads a report and what the device would push.
pub struct ReportReader<R> {
    input: R,
    key: PublicKey,
    hasher: blake3::Hasher,
    pushes: u64,
    report: Report,
}

impl<R: BufRead> ReportReader<R> {
    /// Reads the report. It is to be believed when the end has been read.
    ///
    /// # Errors
    /// [`StickError::Damaged`] when there is none, or when it cannot be read.
    pub fn begin(mut input: R, key: PublicKey) -> Result<Self, StickError> {
        let mut hasher = blake3::Hasher::new();
        let line = read_line(&mut input)?.ok_or(StickError::Damaged)?;
        hasher.update(line.as_bytes()).update(b"\n");
        let report = serde_json::from_str(&line)?;
        Ok(Self { input, key, hasher, pushes: 0, report })
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What comes next; `None` at the end, when it is whole and the device signed it.
    ///
    /// # Errors
    /// [`StickError::Damaged`], [`StickError::Signature`], or when it cannot be read.
    pub fn next_push(&mut self) -> Result<Option<Push>, StickError> {
        let line = read_line(&mut self.input)?.ok_or(StickError::Damaged)?;
        if !line.starts_with(END) {
            self.hasher.update(line.as_bytes()).update(b"\n");
            self.pushes += 1;
            return Ok(Some(serde_json::from_str(&line)?));
        }
        let end: ReportEnd = serde_json::from_str(&line)?;
        let hash = *self.hasher.finalize().as_bytes();
        let after = read_line(&mut self.input)?;
        if (end.pushes, end.hash.0) != (self.pushes, hash) || after.is_some() {
            return Err(StickError::Damaged);
        }
        verify(&self.key, end.pushes, &hash, &end.signature)?;
        Ok(None)
    }
}

/// A line without its end, of bounded length; `None` after the last.
///
/// # Errors
/// [`StickError::TooLong`], [`StickError::Damaged`], or when it cannot be read.
pub fn read_line(input: &mut impl BufRead) -> Result<Option<String>, StickError> {
    let mut line = Vec::new();
    let most = STICK_LINE_BYTES as u64;
    match input.take(most).read_until(b'\n', &mut line) {
        Ok(0) => return Ok(None),
        Ok(read) if read as u64 == most && line.last() != Some(&b'\n') => {
            return Err(StickError::TooLong);
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(StickError::Damaged);
        }
        Err(error) => return Err(error.into()),
    }
    if line.pop() != Some(b'\n') {
        return Err(StickError::Damaged);
    }
    String::from_utf8(line).map(Some).map_err(|_| StickError::Damaged)
}
