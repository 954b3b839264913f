//! The first line of every file on a stick: what it is, and the hash of all that follows. Where a
//! stick was pulled out too early, or lost a block, that is known before a byte is believed.
//!
//! ```text
//! parvis-request-1 <BLAKE3 of everything after this line, 64 digits>
//! ```

use std::io::{self, Read, Seek, SeekFrom, Write};

use super::StickError;
use crate::limits::STICK_BYTES;

/// What the first line of a request begins with.
pub const REQUEST: &str = "parvis-request-1";
/// What the first line of a package begins with.
pub const PACKAGE: &str = "parvis-package-1";

/// How many bytes are read at once.
const PIECE: usize = 64 * 1024;

fn first_line(format: &str, hash: &blake3::Hash) -> String {
    format!("{format} {hash}\n")
}

/// Writes a file whose first line says whether the rest is whole.
pub struct FrameWriter<W> {
    out: W,
    format: &'static str,
    began: u64,
    hasher: blake3::Hasher,
}

impl<W: Write + Seek> FrameWriter<W> {
    /// Begins, with a first line that fits nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(mut out: W, format: &'static str) -> io::Result<Self> {
        let began = out.stream_position()?;
        let nothing = blake3::Hash::from_bytes([0; 32]);
        out.write_all(first_line(format, &nothing).as_bytes())?;
        Ok(Self { out, format, began, hasher: blake3::Hasher::new() })
    }

    /// Writes the first line as it must be, and gives the file back at its end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let line = first_line(self.format, &self.hasher.finalize());
        self.out.seek(SeekFrom::Start(self.began))?;
        self.out.write_all(line.as_bytes())?;
        self.out.seek(SeekFrom::End(0))?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for FrameWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Copies what follows the first line, and tells whether it is whole. What was copied is not to be
/// used otherwise.
///
/// # Errors
/// [`StickError::Format`], [`StickError::Damaged`], [`StickError::TooLong`], or when it cannot be
/// read or written.
pub fn unframe(
    mut input: impl Read,
    format: &str,
    into: &mut (impl Write + ?Sized),
) -> Result<(), StickError> {
    let hash = read_hash(&mut input, format)?;
    let mut hasher = blake3::Hasher::new();
    let mut piece = vec![0; PIECE];
    let mut length = 0;
    loop {
        let read = match input.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        length += read as u64;
        if length > STICK_BYTES {
            return Err(StickError::TooLong);
        }
        hasher.update(&piece[..read]);
        into.write_all(&piece[..read])?;
    }
    match first_line(format, &hasher.finalize()) == hash {
        true => Ok(()),
        false => Err(StickError::Damaged),
    }
}

/// The first line, as it is written.
fn read_hash(input: &mut impl Read, format: &str) -> Result<String, StickError> {
    let whole = first_line(format, &blake3::Hash::from_bytes([0; 32])).len();
    let mut line = Vec::with_capacity(whole);
    input.take(whole as u64).read_to_end(&mut line)?;
    if !line.starts_with(format.as_bytes()) {
        return Err(StickError::Format);
    }
    if line.len() < whole {
        return Err(StickError::Damaged);
    }
    String::from_utf8(line).map_err(|_| StickError::Damaged)
}
