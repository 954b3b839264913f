//! A disk that is soon full.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{Stage, samples};

/// A disk of a few megabytes, in memory. Gone when it is dropped.
pub(crate) struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// `None` where nobody may make one.
    pub(crate) fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=12m", "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self { folder })
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("ballast")
    }

    /// Fills it to the last byte.
    pub(crate) fn fill(&self) {
        let ballast = fs::OpenOptions::new().create(true).append(true).open(self.ballast());
        let mut ballast = ballast.unwrap();
        for block in [65_536, 4_096, 256, 1] {
            while std::io::Write::write_all(&mut ballast, &vec![0; block]).is_ok() {}
        }
    }

    pub(crate) fn make_room(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}

impl Stage {
    /// Shows one ticket after the other until one meets a closed door, and gives that one. A few may
    /// still find room, in pages of the database that were there before.
    pub(crate) async fn show_tickets_until_closed(&self) -> String {
        let welcome = samples().into_iter().filter(|s| s.gate == "main" && s.verdict == "admitted");
        for sample in welcome {
            let before = self.seen().await.len();
            self.hold_up(&sample.code);
            let answered = || async {
                self.seen().await.len() > before || self.has("[data-screen=closed]").await
            };
            self.until("the door answers", answered).await;
            if self.has("[data-screen=closed]").await {
                return sample.code;
            }
        }
        panic!("a full disk, and the door is still open");
    }
}
