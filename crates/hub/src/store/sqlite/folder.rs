//! The data folder: its lock, the file's place in it, and what can be seen of the file without
//! opening it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{Result, StoreError};
use parvis_disk::{Disk, Hold};

/// The file's name within the data folder.
pub const FILE_NAME: &str = "hub.sqlite";

const LOCK_NAME: &str = "hub.lock";

/// What every SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Where a store is: a folder on a disk.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) path: PathBuf,
}

/// The numbers at the front of an SQLite file that say whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) application: u32,
    pub(crate) format: u32,
    /// Whether what is written goes to a log first.
    pub(crate) keeps_log: bool,
}

impl Place {
    /// Makes the folder where there is none, and takes it for this process alone.
    pub(crate) fn hold(&self) -> Result<Hold> {
        self.disk.make_folder(&self.path).map_err(|source| cannot_use(&self.path, source))?;
        let lock = self.path.join(LOCK_NAME);
        match self.disk.hold(&lock).map_err(|source| cannot_use(&lock, source))? {
            Some(lock) => Ok(lock),
            None => Err(StoreError::InUse { folder: self.path.clone() }),
        }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path.join(FILE_NAME)
    }

    /// The length of a file; `None` where there is none. Where that cannot be told it is an
    /// error: a store that only could not be seen must not be born a second time.
    pub(crate) fn length(&self, file: &Path) -> Result<Option<u64>> {
        self.disk.length(file).map_err(|source| cannot_use(file, source))
    }

    /// Removes a file that may not be there.
    pub(crate) fn remove(&self, file: &Path) -> Result<()> {
        self.disk.remove(file).map_err(|source| cannot_use(file, source))
    }

    /// Gives a file its final name, which lasts over a power cut when this gives `Ok`.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.disk.rename(from, to).map_err(|source| cannot_use(to, source))?;
        self.disk.sync_folder(&self.path).map_err(|source| cannot_use(&self.path, source))
    }

    /// Reads the front of the file; opening it as a database would already touch it.
    pub(crate) fn marks(&self, file: &Path) -> Result<Marks> {
        let mut front = [0; 100];
        match self.disk.front(file, &mut front) {
            Ok(()) if front.starts_with(MAGIC) => {}
            Ok(()) => return Err(not_a_hub(file)),
            Err(source) => match source.kind() {
                ErrorKind::UnexpectedEof | ErrorKind::IsADirectory => return Err(not_a_hub(file)),
                _ => return Err(cannot_use(file, source)),
            },
        }
        let number = |at: usize| {
            u32::from_be_bytes([front[at], front[at + 1], front[at + 2], front[at + 3]])
        };
        let keeps_log = front[18..20] == [2, 2];
        Ok(Marks { application: number(68), format: number(60), keeps_log })
    }

    /// Tells a full disk from a broken one by trying to write: SQLite's message does not.
    pub(crate) fn explain(&self, error: StoreError) -> StoreError {
        let StoreError::Database(source) = &error else { return error };
        let code = source.downcast_ref().and_then(rusqlite::Error::sqlite_error_code);
        if !matches!(
            code,
            Some(rusqlite::ErrorCode::SystemIoFailure | rusqlite::ErrorCode::CannotOpen)
        ) {
            return error;
        }
        // More than one block, so that the last free one does not hide that there are no others.
        match self.disk.try_room(&self.path.join("hub.probe"), &[0x55; 64 * 1024]) {
            Err(reason) if is_full(&reason) => StoreError::unavailable("its disk is full")(reason),
            _ => error,
        }
    }
}

pub(crate) fn not_a_hub(file: &Path) -> StoreError {
    StoreError::NotAHub { place: file.display().to_string() }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Sorts what the system says about a file or folder.
pub(crate) fn cannot_use(path: &Path, source: io::Error) -> StoreError {
    match is_full(&source) {
        true => StoreError::unavailable("its disk is full")(source),
        false => StoreError::Folder { path: path.to_owned(), source },
    }
}

/// The name of a file that SQLite keeps beside a database.
pub(crate) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
