//! The way SQLite comes to the disks: one VFS for all of them, told apart by their folders.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use sqlite_plugin::flags::ShmLockMode;
use sqlite_plugin::flags::{AccessFlags, CreateMode, LockLevel, OpenKind, OpenMode, OpenOpts};
use sqlite_plugin::vars;
use sqlite_plugin::vfs::{RegisterOpts, SqliteErr, Vfs, VfsHandle, VfsResult, register_static};

use super::locks::Shared;
use super::names::FileId;
use super::state::{Failure, State};

/// The name under which SQLite knows the disks.
pub(super) const NAME: &str = "parvis-testkit-disk";

type Disks = Mutex<BTreeMap<PathBuf, Weak<Mutex<State>>>>;

/// Every disk there is, by its folder. With the first one SQLite is told of the VFS.
static DISKS: LazyLock<Disks> = LazyLock::new(|| {
    let name = CString::new(NAME);
    let options = RegisterOpts { make_default: false };
    let registered = name.map(|name| register_static(name, Way, options).map(drop));
    assert!(matches!(registered, Ok(Ok(()))), "SQLite takes no VFS of this name");
    Mutex::default()
});

pub(super) fn plug_in(folder: PathBuf, disk: &Arc<Mutex<State>>) {
    let mut disks = held(&DISKS);
    disks.retain(|_, disk| disk.strong_count() > 0);
    disks.insert(folder, Arc::downgrade(disk));
}

pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn disk_of(file: &str) -> VfsResult<Arc<Mutex<State>>> {
    let folder = Path::new(file).parent().ok_or(vars::SQLITE_CANTOPEN)?;
    held(&DISKS).get(folder).and_then(Weak::upgrade).ok_or(vars::SQLITE_CANTOPEN)
}

struct Way;

/// A file that a connection has open.
struct Handle {
    disk: Arc<Mutex<State>>,
    file: FileId,
    /// How often the power had gone when it was opened.
    cuts: u64,
    level: LockLevel,
    /// A journal that was made: its name lasts from its first sync, as SQLite sees to on Unix.
    is_new_journal: bool,
    is_read_only: bool,
    removed_at_end: Option<String>,
    shared: Option<Arc<Shared>>,
}

impl VfsHandle for Handle {
    fn readonly(&self) -> bool {
        self.is_read_only
    }
    fn in_memory(&self) -> bool {
        false
    }
}

impl Handle {
    /// The disk, if this handle is not from before a power cut.
    fn alive(&self) -> Result<MutexGuard<'_, State>, Failure> {
        let state = held(&self.disk);
        if state.cuts == self.cuts { Ok(state) } else { Err(Failure::Power) }
    }
}

/// What SQLite is told of a failure, by what it wanted.
fn code(wanted: SqliteErr) -> impl Fn(Failure) -> SqliteErr {
    move |failure| match failure {
        Failure::Power | Failure::Unlucky | Failure::Absent => wanted,
        Failure::Full => vars::SQLITE_FULL,
    }
}

fn open(disk: Arc<Mutex<State>>, path: Option<&str>, opts: OpenOpts) -> Result<Handle, Failure> {
    let mut state = held(&disk);
    state.powered()?;
    let found = path.and_then(|path| state.names.get(path));
    let may_make = !matches!(
        opts.mode(),
        OpenMode::ReadOnly | OpenMode::ReadWrite { create: CreateMode::None }
    );
    let file = match found {
        Some(file) => file,
        None if may_make => state.add(path)?,
        None => return Err(Failure::Absent),
    };
    let kind = opts.kind();
    if kind == OpenKind::Wal {
        state.logs.insert(file);
    }
    let journal = matches!(kind, OpenKind::Wal | OpenKind::MainJournal | OpenKind::SuperJournal);
    let cuts = state.cuts;
    drop(state);
    Ok(Handle {
        disk,
        file,
        cuts,
        level: LockLevel::Unlocked,
        is_new_journal: journal && found.is_none(),
        is_read_only: opts.mode().is_readonly(),
        removed_at_end: path.filter(|_| opts.delete_on_close()).map(str::to_owned),
        shared: None,
    })
}

impl Vfs for Way {
    type Handle = Handle;

    fn canonical_path<'a>(&self, path: Cow<'a, str>) -> VfsResult<Cow<'a, str>> {
        Ok(path)
    }

    fn open(&self, path: Option<&str>, opts: OpenOpts) -> VfsResult<Handle> {
        // What has no name is SQLite's own to sort in, and no part of any disk.
        let disk = match path {
            Some(path) => disk_of(path)?,
            None => Arc::new(Mutex::new(State::new(0))),
        };
        open(disk, path, opts).map_err(code(vars::SQLITE_CANTOPEN))
    }

    fn delete(&self, path: &str) -> VfsResult<()> {
        let removed = held(&*disk_of(path)?).remove(path);
        removed.map_err(|failure| match failure {
            Failure::Absent => vars::SQLITE_IOERR_DELETE_NOENT,
            _ => vars::SQLITE_IOERR_DELETE,
        })
    }

    fn access(&self, path: &str, _: AccessFlags) -> VfsResult<bool> {
        let disk = disk_of(path)?;
        let state = held(&disk);
        state.powered().map_err(code(vars::SQLITE_IOERR_ACCESS))?;
        Ok(state.names.get(path).is_some())
    }

    fn file_size(&self, handle: &mut Handle) -> VfsResult<usize> {
        let length = handle.alive().and_then(|mut state| state.length(handle.file));
        length.map_err(code(vars::SQLITE_IOERR_FSTAT))
    }

    fn truncate(&self, handle: &mut Handle, size: usize) -> VfsResult<()> {
        let done = handle.alive().and_then(|mut state| state.truncate(handle.file, size));
        done.map_err(code(vars::SQLITE_IOERR_TRUNCATE))
    }

    fn write(&self, handle: &mut Handle, offset: usize, data: &[u8]) -> VfsResult<usize> {
        let done = handle.alive().and_then(|mut state| state.write(handle.file, offset, data));
        done.map(|()| data.len()).map_err(code(vars::SQLITE_IOERR_WRITE))
    }

    fn read(&self, handle: &mut Handle, offset: usize, data: &mut [u8]) -> VfsResult<usize> {
        let read = handle.alive().and_then(|mut state| state.read(handle.file, offset, data));
        read.map_err(code(vars::SQLITE_IOERR_READ))
    }

    fn sync(&self, handle: &mut Handle) -> VfsResult<()> {
        let done = handle.alive().and_then(|mut state| {
            state.sync(handle.file)?;
            if handle.is_new_journal { state.sync_names() } else { Ok(()) }
        });
        done.map_err(code(vars::SQLITE_IOERR_FSYNC))?;
        handle.is_new_journal = false;
        Ok(())
    }

    fn lock(&self, handle: &mut Handle, level: LockLevel) -> VfsResult<()> {
        let mut mine = handle.level;
        let mut state = handle.alive().map_err(code(vars::SQLITE_IOERR_LOCK))?;
        state.powered().map_err(code(vars::SQLITE_IOERR_LOCK))?;
        let raised = state.levels.entry(handle.file).or_default().raise(&mut mine, level);
        drop(state);
        handle.level = mine;
        raised
    }

    fn unlock(&self, handle: &mut Handle, level: LockLevel) -> VfsResult<()> {
        let mut mine = handle.level;
        // Of what was opened before a power cut nothing is locked any more.
        if let Ok(mut state) = handle.alive() {
            state.levels.entry(handle.file).or_default().lower(&mut mine, level);
        }
        handle.level = mine;
        Ok(())
    }

    fn check_reserved_lock(&self, handle: &mut Handle) -> VfsResult<bool> {
        let state = handle.alive().map_err(code(vars::SQLITE_IOERR_CHECKRESERVEDLOCK))?;
        Ok(state.levels.get(&handle.file).is_some_and(super::locks::Levels::is_reserved))
    }

    fn close(&self, mut handle: Handle) -> VfsResult<()> {
        self.unlock(&mut handle, LockLevel::Unlocked)?;
        if let Ok(mut state) = handle.alive()
            && let Some(name) = &handle.removed_at_end
        {
            // Where the power is gone there is nothing left to remove.
            let _ = state.remove(name);
        }
        Ok(())
    }

    /// As SQLite says of a disk on Linux.
    fn sector_size(&self, _: &mut Handle) -> VfsResult<i32> {
        Ok(4096)
    }

    /// As SQLite says of a disk on Linux: writing a part of a sector leaves the rest alone. By
    /// itself this library promises that writes stay in order, and SQLite would hardly sync.
    fn device_characteristics(&self, _: &mut Handle) -> VfsResult<i32> {
        Ok(vars::SQLITE_IOCAP_POWERSAFE_OVERWRITE)
    }

    fn shm_map(
        &self,
        handle: &mut Handle,
        region_idx: usize,
        region_size: usize,
        extend: bool,
    ) -> VfsResult<Option<NonNull<u8>>> {
        let failed = code(vars::SQLITE_IOERR_SHMMAP);
        let mut state = handle.alive().map_err(&failed)?;
        state.powered().map_err(&failed)?;
        let known = state.shared.get(&handle.file).and_then(Weak::upgrade);
        let shared = handle.shared.clone().or(known).unwrap_or_default();
        state.shared.insert(handle.file, Arc::downgrade(&shared));
        drop(state);
        let region = shared.region(region_idx, region_size, extend);
        handle.shared = Some(shared);
        Ok(region)
    }

    fn shm_lock(
        &self,
        handle: &mut Handle,
        offset: u32,
        count: u32,
        mode: ShmLockMode,
    ) -> VfsResult<()> {
        let shared = handle.shared.as_ref().ok_or(vars::SQLITE_IOERR_SHMLOCK)?;
        let taking = matches!(mode, ShmLockMode::LockShared | ShmLockMode::LockExclusive);
        if taking {
            let alive = handle.alive().and_then(|state| state.powered());
            alive.map_err(code(vars::SQLITE_IOERR_SHMLOCK))?;
        }
        shared.lock(offset, count, mode)
    }

    fn shm_unmap(&self, handle: &mut Handle, _: bool) -> VfsResult<()> {
        handle.shared = None;
        Ok(())
    }
}
