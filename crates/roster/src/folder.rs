//! The data folder: its lock, the file's place in it, and what can be seen of the file without
//! opening it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::{Result, RosterError};

/// The roster's file name within the data folder.
pub const FILE_NAME: &str = "roster.sqlite";

const LOCK_NAME: &str = "roster.lock";

/// What every SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A data folder that this process holds; let go when dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    lock: File,
}

/// The numbers at the front of an SQLite file that say whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) application: u32,
    pub(crate) format: u32,
}

impl Folder {
    /// Makes the folder where there is none, and takes it for this process alone.
    pub(crate) fn hold(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).map_err(|source| cannot_use(path, source))?;
        // Elsewhere the mark means something else on a folder.
        if cfg!(unix) {
            refuse_read_only(path)?;
        }
        let lock = path.join(LOCK_NAME);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let file = options.open(&lock).map_err(|source| cannot_use(&lock, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), lock: file }),
            Err(TryLockError::WouldBlock) => Err(RosterError::InUse { folder: path.to_owned() }),
            Err(TryLockError::Error(source)) => Err(cannot_use(&lock, source)),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path.join(FILE_NAME)
    }

    /// Makes what was renamed in the folder last over a power cut.
    pub(crate) fn sync(&self) -> Result<()> {
        if cfg!(unix) {
            let folder = File::open(&self.path).and_then(|folder| folder.sync_all());
            folder.map_err(|source| cannot_use(&self.path, source))?;
        }
        Ok(())
    }

    /// Tells a full disk from a broken one by trying to write: SQLite's message does not.
    pub(crate) fn explain(&self, error: RosterError) -> RosterError {
        explain(&self.path, error)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Closing alone is not enough: a process that is being started at this moment has a copy
        // of the file until it runs its own program, and the lock with it.
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, "the data folder is let go later");
        }
    }
}

/// See [`Folder::explain`].
pub(crate) fn explain(folder: &Path, error: RosterError) -> RosterError {
    if !error.is_input_output() {
        return error;
    }
    let probe = folder.join("roster.probe");
    // More than one block, so that the last free one does not hide that there are no others.
    let written = File::create(&probe).and_then(|mut file| {
        file.write_all(&[0x55; 64 * 1024])?;
        file.sync_all()
    });
    let removed = fs::remove_file(&probe);
    match written.and(removed) {
        Err(reason) if is_full(&reason) => RosterError::DiskFull,
        _ => error,
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

/// Refuses what is marked read-only, even where an account with every right could write it.
pub(crate) fn refuse_read_only(path: &Path) -> Result<()> {
    let metadata = fs::metadata(path).map_err(|source| cannot_use(path, source))?;
    if metadata.permissions().readonly() {
        return Err(RosterError::ReadOnly { path: path.to_owned() });
    }
    Ok(())
}

/// Reads the front of the file; opening it as a database would already touch it.
pub(crate) fn marks(file: &Path) -> Result<Marks> {
    let not_ours = || RosterError::NotARoster { file: file.to_owned() };
    let mut front = [0; 100];
    let mut opened = File::open(file).map_err(|source| cannot_use(file, source))?;
    match opened.read_exact(&mut front) {
        Ok(()) => {}
        Err(short) if short.kind() == ErrorKind::UnexpectedEof => return Err(not_ours()),
        Err(source) if source.kind() == ErrorKind::IsADirectory => return Err(not_ours()),
        Err(source) => return Err(cannot_use(file, source)),
    }
    if !front.starts_with(MAGIC) {
        return Err(not_ours());
    }
    let number =
        |at: usize| u32::from_be_bytes([front[at], front[at + 1], front[at + 2], front[at + 3]]);
    Ok(Marks { application: number(68), format: number(60) })
}

/// Makes an empty file that only this account may read: it will hold names.
pub(crate) fn create_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|source| cannot_use(path, source))
}

/// Removes a file that may not be there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(cannot_use(path, source)),
        _ => Ok(()),
    }
}
