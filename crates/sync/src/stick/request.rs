//! The request of a kiosk, see [`parvis_protocol::stick`].

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Seek, SeekFrom, Write};

use parvis_protocol::enrol::DeviceCard;
use parvis_protocol::exchange::Push;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::stick::frame::{FrameWriter, REQUEST, unframe};
use parvis_protocol::stick::report::{ReportReader, ReportWriter, read_line};
use parvis_protocol::stick::{Introduction, Report, StickError};

use super::{FileError, opened};
use crate::sealed;

/// What an enrolled kiosk has to say.
pub struct Told<'t, N> {
    /// The hub's age recipient.
    pub to: &'t str,
    /// How the kiosk stands.
    pub report: &'t Report,
    /// What it would push next.
    pub next: N,
}

/// Writes a request; `told` is `None` for a kiosk that is not enrolled yet.
///
/// # Errors
/// See [`FileError`]; or what `next` gives.
pub fn write<E: From<FileError>>(
    out: impl Write + Seek,
    card: &DeviceCard,
    key: &DeviceKey,
    told: Option<Told<'_, impl FnMut() -> Result<Option<Push>, E>>>,
) -> Result<(), E> {
    let mut frame = FrameWriter::begin(out, REQUEST).map_err(FileError::from)?;
    let introduction = Introduction::sign(card, key).map_err(FileError::from)?;
    let mut line = serde_json::to_vec(&introduction).map_err(StickError::from).map_err(said)?;
    line.push(b'\n');
    frame.write_all(&line).map_err(FileError::from)?;
    if let Some(Told { to, report, mut next }) = told {
        let sealing = sealed::seal(to, &mut frame).map_err(FileError::from)?;
        let mut lines = ReportWriter::begin(sealing, report).map_err(said)?;
        while let Some(push) = next()? {
            lines.add(&push).map_err(said)?;
        }
        lines.finish(key).map_err(said)?.finish().map_err(FileError::from)?;
    }
    frame.finish().map_err(FileError::from)?;
    Ok(())
}

fn said(error: StickError) -> FileError {
    error.into()
}

/// A request that is whole, and was written by whom it names.
pub struct Request {
    /// Who asks.
    pub card: DeviceCard,
    sealed: BufReader<File>,
}

/// Reads a request into a file of our own.
///
/// # Errors
/// See [`FileError`].
pub fn read(input: impl Read, mut spool: File) -> Result<Request, FileError> {
    unframe(input, REQUEST, &mut spool)?;
    spool.seek(SeekFrom::Start(0))?;
    let mut sealed = BufReader::new(spool);
    let line = read_line(&mut sealed)?.ok_or(StickError::Damaged)?;
    let introduction: Introduction = serde_json::from_str(&line).map_err(StickError::from)?;
    Ok(Request { card: introduction.open()?, sealed })
}

impl Request {
    /// Opens what the kiosk sealed, into a second file of our own; `None` when it sealed nothing,
    /// because it is not enrolled yet. All of it has been checked.
    ///
    /// # Errors
    /// See [`FileError`].
    pub fn open(
        mut self,
        seed: &[u8; 32],
        spool: File,
    ) -> Result<Option<ReportReader<BufReader<File>>>, FileError> {
        if self.sealed.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let key = self.card.key;
        let mut whole = opened(seed, self.sealed, spool)?;
        let mut reader = ReportReader::begin(BufReader::new(&mut whole), key)?;
        while reader.next_push()?.is_some() {}
        let of_another = reader.report().device != self.card.device;
        drop(reader);
        if of_another {
            return Err(StickError::Signature.into());
        }
        whole.seek(SeekFrom::Start(0))?;
        Ok(Some(ReportReader::begin(BufReader::new(whole), key)?))
    }
}
