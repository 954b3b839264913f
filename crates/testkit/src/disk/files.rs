//! What a program does with the files of a disk itself, beside SQLite.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::Disk;
use super::state::{Failure, Outcome, State};
use super::vfs::held;

/// A lock that was taken with [`Disk::hold`]; let go when dropped.
#[derive(Debug)]
pub struct Lock {
    state: Arc<Mutex<State>>,
    name: String,
    cuts: u64,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let mut state = held(&self.state);
        if state.cuts == self.cuts {
            state.held.remove(&self.name);
        }
    }
}

fn name(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn in_words(failure: Failure) -> io::Error {
    match failure {
        Failure::Power => io::Error::other("the power is gone"),
        Failure::Unlucky => io::Error::other("the disk failed"),
        Failure::Full => ErrorKind::StorageFull.into(),
        Failure::Absent => ErrorKind::NotFound.into(),
    }
}

impl Disk {
    fn with<T>(&self, work: impl FnOnce(&mut State) -> Outcome<T>) -> io::Result<T> {
        let mut state = held(&self.state);
        state.powered().and_then(|()| work(&mut state)).map_err(in_words)
    }

    /// Takes a lock; `None` when it is held already. A power cut ends it.
    ///
    /// # Errors
    /// Without power.
    pub fn hold(&self, file: &Path) -> io::Result<Option<Lock>> {
        self.with(|state| {
            let (name, cuts) = (name(file), state.cuts);
            let free = state.held.insert(name.clone());
            Ok(free.then(|| Lock { state: Arc::clone(&self.state), name, cuts }))
        })
    }

    /// The length of a file; `None` when there is no such file.
    ///
    /// # Errors
    /// Without power, or when reading fails.
    pub fn length(&self, file: &Path) -> io::Result<Option<usize>> {
        self.with(|state| {
            state.luck_in_reading()?;
            state.names.get(&name(file)).map(|file| state.length(file)).transpose()
        })
    }

    /// Its files.
    ///
    /// # Errors
    /// Without power.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        self.with(|state| Ok(state.names.all().map(PathBuf::from).collect()))
    }

    /// Fills a buffer with what a file begins with.
    ///
    /// # Errors
    /// Without power, when reading fails, and when the file is not there or shorter.
    pub fn front(&self, file: &Path, buffer: &mut [u8]) -> io::Result<()> {
        let read = self.with(|state| {
            let file = state.names.get(&name(file)).ok_or(Failure::Absent)?;
            state.read(file, 0, buffer)
        })?;
        if read < buffer.len() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// All that a file has, as whoever reads it sees it.
    ///
    /// # Errors
    /// Without power, when reading fails, or when there is no such file.
    pub fn content(&self, file: &Path) -> io::Result<Vec<u8>> {
        self.with(|state| {
            let file = state.names.get(&name(file)).ok_or(Failure::Absent)?;
            let mut bytes = vec![0; state.length(file)?];
            state.read(file, 0, &mut bytes)?;
            Ok(bytes)
        })
    }

    /// Makes a new file of these bytes, durably.
    ///
    /// # Errors
    /// Without power, when syncing fails, or when there is no room.
    pub fn put(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.with(|state| {
            let file = state.add(Some(&name(file)))?;
            state.write(file, 0, bytes)?;
            state.sync(file)?;
            state.sync_names()
        })
    }

    /// Makes an empty file, or empties the one that is there.
    ///
    /// # Errors
    /// Without power.
    pub fn create(&self, file: &Path) -> io::Result<()> {
        self.with(|state| match state.names.get(&name(file)) {
            Some(file) => state.truncate(file, 0),
            None => state.add(Some(&name(file))).map(drop),
        })
    }

    /// Gives a file another name, in place of whatever had that.
    ///
    /// # Errors
    /// Without power, or when there is no such file.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.with(|state| state.rename(&name(from), &name(to)))
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// Without power.
    pub fn remove(&self, file: &Path) -> io::Result<()> {
        self.with(|state| match state.remove(&name(file)) {
            Err(Failure::Absent) => Ok(()),
            outcome => outcome,
        })
    }

    /// Makes what is in a file last.
    ///
    /// # Errors
    /// Without power, when syncing fails, or when there is no such file.
    pub fn sync_file(&self, file: &Path) -> io::Result<()> {
        self.with(|state| {
            let file = state.names.get(&name(file)).ok_or(Failure::Absent)?;
            state.sync(file)
        })
    }

    /// Writes a file again with what is read from it, and makes that last.
    ///
    /// # Errors
    /// Without power, when reading or syncing fails, or when there is no such file.
    pub fn write_again(&self, file: &Path) -> io::Result<()> {
        self.with(|state| {
            let file = state.names.get(&name(file)).ok_or(Failure::Absent)?;
            let mut bytes = vec![0; state.length(file)?];
            state.read(file, 0, &mut bytes)?;
            state.write(file, 0, &bytes)?;
            state.sync(file)
        })
    }

    /// Makes the names of the files last.
    ///
    /// # Errors
    /// Without power.
    pub fn sync_folder(&self) -> io::Result<()> {
        self.with(State::sync_names)
    }

    /// Writes bytes to a new file, syncs it and removes it: is there room?
    ///
    /// # Errors
    /// Without power, when syncing fails, or when there is none.
    pub fn try_room(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let written = self.with(|state| {
            let id = state.add(Some(&name(file)))?;
            state.write(id, 0, bytes)?;
            state.sync(id)
        });
        let removed = self.remove(file);
        written.and(removed)
    }
}
