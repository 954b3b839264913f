//! The package of a hub, see [`parvis_protocol::stick`].

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom, Write};

use parvis_protocol::snapshot::SnapshotReader;
use parvis_protocol::stick::frame::{FrameWriter, PACKAGE, unframe};
use parvis_protocol::stick::report::read_line;
use parvis_protocol::stick::{PackageHead, SignedPackage, StickError};

use super::{FileError, opened};
use crate::sealed;

/// Writes a package for the holder of an age recipient.
///
/// # Errors
/// See [`FileError`].
pub fn write(
    out: impl Write + Seek,
    to: &str,
    head: &SignedPackage,
    snapshot: Option<&mut dyn Read>,
) -> Result<(), FileError> {
    let mut frame = FrameWriter::begin(out, PACKAGE)?;
    let mut sealing = sealed::seal(to, &mut frame)?;
    let mut line = serde_json::to_vec(head).map_err(StickError::from)?;
    line.push(b'\n');
    sealing.write_all(&line)?;
    if let Some(snapshot) = snapshot {
        io::copy(snapshot, &mut sealing)?;
    }
    sealing.finish()?;
    frame.finish()?;
    Ok(())
}

/// A package that is whole, and was written by the hub that it names.
pub struct Package {
    /// What it says.
    pub head: PackageHead,
    /// The snapshot, from its beginning; `None` when there is none.
    pub snapshot: Option<File>,
}

/// Reads a package into two files of our own: as it is, and opened.
///
/// # Errors
/// See [`FileError`].
pub fn read(
    input: impl Read,
    seed: &[u8; 32],
    [mut sealed, opened_file]: [File; 2],
) -> Result<Package, FileError> {
    unframe(input, PACKAGE, &mut sealed)?;
    sealed.seek(SeekFrom::Start(0))?;
    let mut whole = BufReader::new(opened(seed, BufReader::new(sealed), opened_file)?);
    let line = read_line(&mut whole)?.ok_or(StickError::Damaged)?;
    let signed: SignedPackage = serde_json::from_str(&line).map_err(StickError::from)?;
    let head = signed.open()?;
    if whole.fill_buf()?.is_empty() == head.snapshot {
        return Err(StickError::Damaged.into());
    }
    if !head.snapshot {
        return Ok(Package { head, snapshot: None });
    }
    let begins = line.len() as u64 + 1;
    let mut file = whole.into_inner();
    file.seek(SeekFrom::Start(begins))?;
    check(&file, &head)?;
    file.seek(SeekFrom::Start(begins))?;
    Ok(Package { head, snapshot: Some(file) })
}

/// Reads the snapshot to its end: it must be the one that the head tells of.
fn check(file: &File, head: &PackageHead) -> Result<(), FileError> {
    let checked = SnapshotReader::begin(BufReader::new(file))
        .and_then(|reader| reader.check(&head.hub.key))
        .map_err(|_| StickError::Damaged)?;
    let says = (checked.hub, checked.device, checked.epoch, checked.cursor);
    if says != (head.hub.hub, head.device, head.epoch, head.cursor) {
        return Err(StickError::Damaged.into());
    }
    Ok(())
}
