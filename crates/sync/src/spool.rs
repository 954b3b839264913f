//! A place for a snapshot on its way.

use std::io::{Read, Seek, Write};

/// A place for a snapshot on its way: a file, or memory in tests.
pub trait Spool: Read + Write + Seek + Send {
    /// Empties it.
    ///
    /// # Errors
    /// The system's.
    fn clear(&mut self) -> std::io::Result<()>;
}

impl Spool for std::fs::File {
    fn clear(&mut self) -> std::io::Result<()> {
        self.set_len(0)?;
        self.rewind()
    }
}

impl Spool for std::io::Cursor<Vec<u8>> {
    fn clear(&mut self) -> std::io::Result<()> {
        self.get_mut().clear();
        self.set_position(0);
        Ok(())
    }
}

/// Only the writing half of a spool.
pub(crate) struct Writing<'s>(pub(crate) &'s mut dyn Spool);

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
