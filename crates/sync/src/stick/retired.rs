//! What a revoked kiosk sealed before it forgot its rosters: a batch a line.

use std::fs::File;
use std::io::{BufReader, Read};

use parvis_protocol::series::Batch;
use parvis_protocol::stick::StickError;
use parvis_protocol::stick::report::read_line;

use super::{FileError, opened};

/// What a revoked kiosk sealed, batch by batch.
pub struct Retired(BufReader<File>);

/// Opens what a revoked kiosk sealed into a file of our own.
///
/// # Errors
/// See [`FileError`].
pub fn read(input: impl Read, seed: &[u8; 32], spool: File) -> Result<Retired, FileError> {
    Ok(Retired(BufReader::new(opened(seed, input, spool)?)))
}

impl Retired {
    /// The next batch; `None` after the last.
    ///
    /// # Errors
    /// See [`FileError`].
    pub fn next_batch(&mut self) -> Result<Option<Batch>, FileError> {
        let line = read_line(&mut self.0)?;
        let batch = line.map(|line| serde_json::from_str(&line)).transpose();
        Ok(batch.map_err(StickError::from)?)
    }
}
