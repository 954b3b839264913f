//! The data folder: its lock, the file's place in it, and what can be seen of the file without
//! opening it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parvis_disk::{Disk, Hold};

use crate::{Result, RosterError};

/// The roster's file name within the data folder.
pub const FILE_NAME: &str = "roster.sqlite";

const LOCK_NAME: &str = "roster.lock";

/// What every SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Where a roster is: a folder on a disk.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) path: PathBuf,
}

/// A data folder that this process holds; let go when dropped.
pub(crate) struct Folder {
    place: Place,
    _lock: Hold,
}

/// The numbers at the front of an SQLite file that say whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) application: u32,
    pub(crate) format: u32,
    /// Whether what is written goes to a log first.
    pub(crate) keeps_log: bool,
}

impl Folder {
    /// Makes the folder where there is none, and takes it for this process alone.
    pub(crate) fn hold(place: Place) -> Result<Self> {
        let path = &place.path;
        place.disk.make_folder(path).map_err(|source| cannot_use(path, source))?;
        // Elsewhere the mark means something else on a folder.
        if cfg!(unix) {
            place.refuse_read_only(path)?;
        }
        let lock = path.join(LOCK_NAME);
        match place.disk.hold(&lock).map_err(|source| cannot_use(&lock, source))? {
            Some(lock) => Ok(Self { place, _lock: lock }),
            None => Err(RosterError::InUse { folder: place.path }),
        }
    }
}

impl std::ops::Deref for Folder {
    type Target = Place;
    fn deref(&self) -> &Place {
        &self.place
    }
}

impl Place {
    pub(crate) fn file(&self) -> PathBuf {
        self.path.join(FILE_NAME)
    }

    /// The length of a file; `None` where there is none. Where that cannot be told it is an
    /// error: a roster that only could not be seen must not be born a second time.
    pub(crate) fn length(&self, file: &Path) -> Result<Option<u64>> {
        self.disk.length(file).map_err(|source| cannot_use(file, source))
    }

    /// Makes an empty file that only this account may read: it will hold names.
    pub(crate) fn create_private(&self, file: &Path) -> Result<()> {
        self.disk.create(file).map_err(|source| cannot_use(file, source))
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

    /// Refuses what is marked read-only, even where an account with every right could write it.
    pub(crate) fn refuse_read_only(&self, path: &Path) -> Result<()> {
        match self.disk.is_read_only(path).map_err(|source| cannot_use(path, source))? {
            true => Err(RosterError::ReadOnly { path: path.to_owned() }),
            false => Ok(()),
        }
    }

    /// Reads the front of the file; opening it as a database would already touch it.
    pub(crate) fn marks(&self, file: &Path) -> Result<Marks> {
        let not_ours = || RosterError::NotARoster { file: file.to_owned() };
        let mut front = [0; 100];
        match self.disk.front(file, &mut front) {
            Ok(()) => {}
            Err(short) if short.kind() == ErrorKind::UnexpectedEof => return Err(not_ours()),
            Err(source) if source.kind() == ErrorKind::IsADirectory => return Err(not_ours()),
            Err(source) => return Err(cannot_use(file, source)),
        }
        if !front.starts_with(MAGIC) {
            return Err(not_ours());
        }
        let number = |at: usize| {
            u32::from_be_bytes([front[at], front[at + 1], front[at + 2], front[at + 3]])
        };
        let keeps_log = front[18..20] == [2, 2];
        Ok(Marks { application: number(68), format: number(60), keeps_log })
    }

    /// Tells a full disk from a broken one by trying to write: SQLite's message does not.
    pub(crate) fn explain(&self, error: RosterError) -> RosterError {
        if !error.is_input_output() {
            return error;
        }
        // More than one block, so that the last free one does not hide that there are no others.
        match self.disk.try_room(&self.path.join("roster.probe"), &[0x55; 64 * 1024]) {
            Err(reason) if is_full(&reason) => RosterError::DiskFull,
            _ => error,
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Sorts what the system says about a file or folder.
pub(crate) fn cannot_use(path: &Path, source: io::Error) -> RosterError {
    match source.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            RosterError::ReadOnly { path: path.to_owned() }
        }
        _ if is_full(&source) => RosterError::DiskFull,
        _ => RosterError::Folder { path: path.to_owned(), source },
    }
}
