//! What SQLite files stand on: the machine's own disk, or another one that tests can break.

use std::any::Any;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How many bytes of a file are written again at a time.
const PIECE: usize = 1024 * 1024;

/// What is held for as long as it is not dropped.
pub type Hold = Box<dyn Any + Send + Sync>;

/// Everything that is asked of a disk beside what SQLite asks of it. It must lead to the same files
/// as the VFS that it names.
pub trait Disk: Send + Sync {
    /// The SQLite VFS that reaches its files; `None` for SQLite's own.
    fn vfs(&self) -> Option<&str>;

    /// Makes a folder, with those above it, where there is none.
    ///
    /// # Errors
    /// As the system's own.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Takes a lock by the name of a file; `None` when somebody else has it.
    ///
    /// # Errors
    /// As the system's own.
    fn hold(&self, lock: &Path) -> io::Result<Option<Hold>>;

    /// Whether a file or folder is marked so.
    ///
    /// # Errors
    /// As the system's own.
    fn is_read_only(&self, path: &Path) -> io::Result<bool>;

    /// A file's length; `None` only where it is certain that there is no such file.
    ///
    /// # Errors
    /// As the system's own.
    fn length(&self, file: &Path) -> io::Result<Option<u64>>;

    /// The files of a folder, in no order.
    ///
    /// # Errors
    /// As the system's own.
    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Fills a buffer with what a file begins with.
    ///
    /// # Errors
    /// [`ErrorKind::UnexpectedEof`] when it is shorter, and as the system's own.
    fn front(&self, file: &Path, buffer: &mut [u8]) -> io::Result<()>;

    /// Makes an empty file that only this account may read.
    ///
    /// # Errors
    /// As the system's own.
    fn create(&self, file: &Path) -> io::Result<()>;

    /// Gives a file another name, in place of whatever had that.
    ///
    /// # Errors
    /// As the system's own.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// As the system's own.
    fn remove(&self, file: &Path) -> io::Result<()>;

    /// Makes what is in a file last over a power cut.
    ///
    /// # Errors
    /// As the system's own.
    fn sync_file(&self, file: &Path) -> io::Result<()>;

    /// Writes a file again, in its place, with what is read from it, and makes that last. After a
    /// sync that failed, the system may show what never reached the disk, and not try again.
    ///
    /// # Errors
    /// As the system's own.
    fn write_again(&self, file: &Path) -> io::Result<()>;

    /// Makes the names in a folder last over a power cut.
    ///
    /// # Errors
    /// As the system's own.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes some bytes to a file, durably, and removes it: is there room?
    ///
    /// # Errors
    /// As the system's own.
    fn try_room(&self, file: &Path, bytes: &[u8]) -> io::Result<()>;
}

/// The disk of this machine.
pub struct Machine;

impl Disk for Machine {
    fn vfs(&self) -> Option<&str> {
        None
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn hold(&self, lock: &Path) -> io::Result<Option<Hold>> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let file = options.open(lock)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(Locked(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(source),
        }
    }

    fn is_read_only(&self, path: &Path) -> io::Result<bool> {
        Ok(fs::metadata(path)?.permissions().readonly())
    }

    fn length(&self, file: &Path) -> io::Result<Option<u64>> {
        match fs::metadata(file) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(absent) if absent.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(source),
        }
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn front(&self, file: &Path, buffer: &mut [u8]) -> io::Result<()> {
        File::open(file)?.read_exact(buffer)
    }

    fn create(&self, file: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(file).map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        match fs::remove_file(file) {
            Err(absent) if absent.kind() == ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    fn sync_file(&self, file: &Path) -> io::Result<()> {
        File::open(file)?.sync_all()
    }

    fn write_again(&self, file: &Path) -> io::Result<()> {
        // Piece by piece: the log of an import that was broken off may be larger than the memory.
        let mut file = OpenOptions::new().read(true).write(true).open(file)?;
        let mut piece = vec![0; PIECE];
        loop {
            let at = file.stream_position()?;
            let read = file.read(&mut piece)?;
            if read == 0 {
                return file.sync_all();
            }
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&piece[..read])?;
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened, and renaming is durable by itself.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn try_room(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let written = File::create(file).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        let removed = fs::remove_file(file);
        written.and(removed)
    }
}

/// A file that is locked until it is dropped.
struct Locked(File);

impl Drop for Locked {
    fn drop(&mut self) {
        // Closing alone is not enough: a process that is being started at this moment has a copy
        // of the file until it runs its own program, and the lock with it.
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the data folder is let go later");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_several_pieces_is_the_same_when_it_was_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("log");
        for length in [0, 1, PIECE, 2 * PIECE + 7] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
            fs::write(&file, &bytes).unwrap();
            Machine.write_again(&file).unwrap();
            assert!(fs::read(&file).unwrap() == bytes, "{length} bytes");
        }
    }
}
