//! The simulated disk, asked as stores ask theirs.

use std::io;
use std::path::{Path, PathBuf};

use parvis_disk::Hold;

use super::Disk;

impl parvis_disk::Disk for Disk {
    fn vfs(&self) -> Option<&str> {
        Some(Self::vfs(self))
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn hold(&self, lock: &Path) -> io::Result<Option<Hold>> {
        Ok(Self::hold(self, lock)?.map(|lock| Box::new(lock) as Hold))
    }

    fn is_read_only(&self, _: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn length(&self, file: &Path) -> io::Result<Option<u64>> {
        Ok(Self::length(self, file)?.map(|length| length as u64))
    }

    fn files(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Self::files(self)
    }

    fn front(&self, file: &Path, buffer: &mut [u8]) -> io::Result<()> {
        Self::front(self, file, buffer)
    }

    fn create(&self, file: &Path) -> io::Result<()> {
        Self::create(self, file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Self::rename(self, from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        Self::remove(self, file)
    }

    fn sync_file(&self, file: &Path) -> io::Result<()> {
        Self::sync_file(self, file)
    }

    fn write_again(&self, file: &Path) -> io::Result<()> {
        Self::write_again(self, file)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Self::sync_folder(self)
    }

    fn try_room(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        Self::try_room(self, file, bytes)
    }
}
