//! Who may read and write: SQLite's five levels for a file, and its eight locks for a log.

use std::collections::BTreeMap;
use std::ptr::NonNull;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, PoisonError};

use sqlite_plugin::flags::{LockLevel, ShmLockMode};
use sqlite_plugin::vars::{SQLITE_BUSY, SQLITE_IOERR_SHMLOCK};
use sqlite_plugin::vfs::VfsResult;

/// The locks on one file.
#[derive(Debug, Default)]
pub(super) struct Levels {
    shared: u32,
    reserved: bool,
    pending: bool,
    exclusive: bool,
}

impl Levels {
    pub(super) fn is_reserved(&self) -> bool {
        self.reserved || self.pending || self.exclusive
    }

    /// Raises the level of whoever has `mine`.
    pub(super) fn raise(&mut self, mine: &mut LockLevel, to: LockLevel) -> VfsResult<()> {
        if to <= *mine {
            return Ok(());
        }
        if *mine == LockLevel::Unlocked {
            refuse_if(self.pending || self.exclusive)?;
            self.shared += 1;
            *mine = LockLevel::Shared;
        }
        if to == LockLevel::Reserved {
            refuse_if(self.is_reserved())?;
            self.reserved = true;
            *mine = to;
        }
        if to >= LockLevel::Pending {
            let others = *mine < LockLevel::Reserved && self.reserved;
            refuse_if(others || (*mine < LockLevel::Pending && self.pending))?;
            self.pending = true;
            *mine = LockLevel::Pending;
        }
        if to == LockLevel::Exclusive {
            refuse_if(self.shared > 1)?;
            self.exclusive = true;
            *mine = to;
        }
        Ok(())
    }

    pub(super) fn lower(&mut self, mine: &mut LockLevel, to: LockLevel) {
        if to >= *mine {
            return;
        }
        if *mine > LockLevel::Shared {
            (self.reserved, self.pending, self.exclusive) = (false, false, false);
        }
        if to == LockLevel::Unlocked {
            self.shared = self.shared.saturating_sub(1);
        }
        *mine = to;
    }
}

fn refuse_if(busy: bool) -> VfsResult<()> {
    if busy { Err(SQLITE_BUSY) } else { Ok(()) }
}

/// The memory that the connections to one log share, with its locks. SQLite holds pointers into
/// it: each connection keeps it for as long as it has it mapped, also after the power has gone.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Of atomics, so that memory which others write may be shared in Rust's eyes too.
    regions: Mutex<Vec<Arc<[AtomicU32]>>>,
    locks: Mutex<BTreeMap<u32, Lock>>,
}

#[derive(Debug)]
enum Lock {
    Readers(u32),
    Writer,
}

impl Shared {
    /// The memory of a region; `None` where there is none and none is to be made.
    pub(super) fn region(&self, index: usize, size: usize, make: bool) -> Option<NonNull<u8>> {
        let mut regions = self.regions.lock().unwrap_or_else(PoisonError::into_inner);
        while make && regions.len() <= index {
            regions.push((0..size.div_ceil(4)).map(|_| AtomicU32::new(0)).collect());
        }
        regions.get(index).map(|region| NonNull::from(&**region).cast())
    }

    /// Takes or lets go locks that lie side by side: all of them or none.
    pub(super) fn lock(&self, first: u32, count: u32, mode: ShmLockMode) -> VfsResult<()> {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        let all = first..first + count;
        match mode {
            ShmLockMode::LockShared => {
                refuse_if(all.clone().any(|n| matches!(locks.get(&n), Some(Lock::Writer))))?;
                all.for_each(|n| match locks.entry(n).or_insert(Lock::Readers(0)) {
                    Lock::Readers(readers) => *readers += 1,
                    Lock::Writer => {}
                });
            }
            ShmLockMode::LockExclusive => {
                refuse_if(all.clone().any(|n| locks.contains_key(&n)))?;
                locks.extend(all.map(|n| (n, Lock::Writer)));
            }
            ShmLockMode::UnlockShared => {
                for n in all {
                    match locks.get_mut(&n) {
                        Some(Lock::Readers(readers)) if *readers > 1 => *readers -= 1,
                        Some(Lock::Readers(_)) => {
                            locks.remove(&n);
                        }
                        _ => return Err(SQLITE_IOERR_SHMLOCK),
                    }
                }
            }
            ShmLockMode::UnlockExclusive => locks.retain(|n, _| !all.contains(n)),
        }
        Ok(())
    }
}
