//! Files on a USB stick, for a kiosk that never sees a network: a [`request`] out of the kiosk, a
//! [`package`] back, and what a revoked kiosk had sealed ([`retired`]).
//!
//! Whatever is read is first copied to a file of our own and looked through whole: a stick may be
//! pulled out at any moment, and nothing is taken off it in halves. What is written stands on the
//! stick under its name when it is whole, and not before ([`folder`]).

pub mod folder;
pub mod package;
pub mod request;
pub mod retired;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use parvis_protocol::stick::StickError;

use crate::sealed::{self, SealedError};

/// Why a file of a stick could not be written, or is not believed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// What it says cannot be believed, or it is not whole.
    #[error(transparent)]
    Said(#[from] StickError),
    /// It is sealed to somebody else, or cannot be sealed.
    #[error(transparent)]
    Sealed(#[from] SealedError),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Said(error.into())
    }
}

/// Opens what is sealed into a file of our own, to its end: only then is it known that it is whole.
fn opened(seed: &[u8; 32], sealed: impl Read, mut into: File) -> Result<File, FileError> {
    let mut content = sealed::open(seed, sealed)?;
    match io::copy(&mut content, &mut into) {
        Ok(_) => {}
        Err(error) if is_damage(&error) => return Err(StickError::Damaged.into()),
        Err(error) => return Err(error.into()),
    }
    into.seek(SeekFrom::Start(0))?;
    Ok(into)
}

/// Whether reading stopped because of what was read.
fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

#[cfg(test)]
mod tests;
