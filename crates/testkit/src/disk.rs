//! A disk in memory that SQLite can use, and that can lose its power.
//!
//! Of each file it keeps what would survive and what was written since the last sync. At a power
//! cut any part of the latter may have arrived, in any order and torn at sectors of 512 bytes;
//! truncations and names of files likewise. What was open before is dead; the files can be opened
//! again. The disk can also be full, fail in reading and syncing, or have a [`Fault`]: that is how
//! those who use it see whether they would notice.
//!
//! ```
//! # use parvis_testkit::disk::Disk;
//! # use rusqlite::{Connection, OpenFlags};
//! let disk = Disk::new(1);
//! let file = disk.folder().join("notes.sqlite");
//! let open = || Connection::open_with_flags_and_vfs(&file, OpenFlags::default(), disk.vfs());
//! let notes = open()?;
//! notes.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)")?;
//! // Without it the file's name may be lost, or a journal that was deleted be there again.
//! disk.sync_folder()?;
//! disk.cut();
//! assert!(notes.execute_batch("INSERT INTO note VALUES ('lost')").is_err());
//! disk.power_on();
//! open()?.execute_batch("INSERT INTO note VALUES ('kept')")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod asked;
mod content;
mod files;
mod locks;
mod moment;
mod names;
mod state;
#[cfg(test)]
mod tests;
mod vfs;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

pub use moment::Moment;
use state::State;
use vfs::held;

/// A disk. Clones are the same disk.
#[derive(Debug, Clone)]
pub struct Disk {
    folder: PathBuf,
    state: Arc<Mutex<State>>,
}

/// What is wrong with a disk for good, planted to see that it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// Syncing a write-ahead log is answered at once, and done before the next write to another
    /// file: what SQLite does by itself with `synchronous=NORMAL`.
    LogLate,
    /// Syncing a write-ahead log is answered and never done.
    LogNever,
    /// Syncing any other file is answered and never done: what a checkpoint brings into a database
    /// is not there when its log is begun anew.
    FileNever,
    /// Syncing is answered and never done, names of files included.
    NothingEver,
}

/// What is wrong with a disk for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trouble {
    /// One in so many reads fails; 0 for none.
    pub failing_reads: u64,
    /// One in so many syncs of a file fails, and what it was for may never arrive; 0 for none.
    pub failing_syncs: u64,
    /// How many bytes there is room for; `None` for any number.
    pub size: Option<usize>,
}

impl Disk {
    /// An empty disk on which everything that happens by chance follows from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        static DISKS: AtomicU64 = AtomicU64::new(1);
        let number = DISKS.fetch_add(1, Ordering::Relaxed);
        let folder = PathBuf::from(format!("/parvis-testkit/disk-{number}"));
        let state = Arc::new(Mutex::new(State::new(seed)));
        vfs::plug_in(folder.clone(), &state);
        Self { folder, state }
    }

    /// A copy of it as it is read now: a cloned disk, or a backup. What is open here is not there.
    #[must_use]
    pub fn twin(&self, seed: u64) -> Self {
        static TWINS: AtomicU64 = AtomicU64::new(1);
        let number = TWINS.fetch_add(1, Ordering::Relaxed);
        let folder = PathBuf::from(format!("/parvis-testkit/twin-{number}"));
        let (from, to) = (self.folder.to_string_lossy(), folder.to_string_lossy());
        let state = Arc::new(Mutex::new(held(&self.state).twin(seed, &from, &to)));
        vfs::plug_in(folder.clone(), &state);
        Self { folder, state }
    }

    /// The one folder it has; files must lie right in it.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the SQLite VFS that leads to it.
    #[must_use]
    pub fn vfs(&self) -> &'static str {
        vfs::NAME
    }

    /// Plants a fault.
    pub fn plant(&self, fault: Fault) {
        held(&self.state).fault = fault;
    }

    /// Begins or ends trouble.
    pub fn set_trouble(&self, trouble: Trouble) {
        held(&self.state).trouble = trouble;
    }

    /// How many bytes are in its files.
    #[must_use]
    pub fn used(&self) -> usize {
        held(&self.state).used()
    }

    /// How many steps were taken that change something or make it last.
    #[must_use]
    pub fn steps(&self) -> u64 {
        held(&self.state).steps
    }

    /// Cuts the power with the how-manieth step from now, from 1.
    pub fn cut_after(&self, steps: u64) {
        let mut state = held(&self.state);
        state.cut_at = Some(state.steps + steps.max(1));
    }

    /// Cuts the power now.
    pub fn cut(&self) {
        held(&self.state).cut();
    }

    /// Whether the power is there.
    #[must_use]
    pub fn has_power(&self) -> bool {
        held(&self.state).has_power
    }

    /// Gives the power back.
    pub fn power_on(&self) {
        held(&self.state).has_power = true;
    }
}
