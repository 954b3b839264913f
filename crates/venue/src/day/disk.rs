//! The simulated disk, as the roster and the hub's store know disks.

use std::io;
use std::path::Path;

use parvis_testkit::disk::Disk;

/// A disk that can lose its power.
#[derive(Clone)]
pub(super) struct Simulated(pub(super) Disk);

/// What both traits ask, answered by the simulated disk.
macro_rules! disk {
    ($of:path, $hold:ty $(, $read_only:ident)?) => {
        impl $of for Simulated {
            fn vfs(&self) -> Option<&str> {
                Some(self.0.vfs())
            }

            fn make_folder(&self, _: &Path) -> io::Result<()> {
                Ok(())
            }

            fn hold(&self, lock: &Path) -> io::Result<Option<$hold>> {
                Ok(self.0.hold(lock)?.map(|lock| Box::new(lock) as $hold))
            }

            $(fn $read_only(&self, _: &Path) -> io::Result<bool> {
                Ok(false)
            })?

            fn length(&self, file: &Path) -> io::Result<Option<u64>> {
                Ok(self.0.length(file)?.map(|length| length as u64))
            }

            fn front(&self, file: &Path, buffer: &mut [u8]) -> io::Result<()> {
                self.0.front(file, buffer)
            }

            fn create(&self, file: &Path) -> io::Result<()> {
                self.0.create(file)
            }

            fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
                self.0.rename(from, to)
            }

            fn remove(&self, file: &Path) -> io::Result<()> {
                self.0.remove(file)
            }

            fn sync_file(&self, file: &Path) -> io::Result<()> {
                self.0.sync_file(file)
            }

            fn write_again(&self, file: &Path) -> io::Result<()> {
                self.0.write_again(file)
            }

            fn sync_folder(&self, _: &Path) -> io::Result<()> {
                self.0.sync_folder()
            }

            fn try_room(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
                self.0.try_room(file, bytes)
            }
        }
    };
}

disk!(parvis_roster::Disk, parvis_roster::Hold, is_read_only);
disk!(parvis_hub::store::Disk, parvis_hub::store::Hold);
