//! A full disk: what cannot be recorded is not decided, and the door says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::stage::{LANDSCAPE, Stage, samples, words};

/// A disk of a few megabytes, in memory. Gone when it is dropped.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// `None` where nobody may make one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=12m", "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self { folder })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("ballast")
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let ballast = fs::OpenOptions::new().create(true).append(true).open(self.ballast());
        let mut ballast = ballast.unwrap();
        for block in [65_536, 4_096, 256, 1] {
            while std::io::Write::write_all(&mut ballast, &vec![0; block]).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_closes_the_door_until_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: a small disk can be mounted only as root");
        return;
    };
    let mut stage = Stage::open(LANDSCAPE, &["--demo"], Some(&disk.data())).await;
    stage.find("main[data-screen=door]").await;
    stage.take_note().await;
    disk.fill();
    let shut = show_tickets_until_closed(&stage).await;
    stage.take_away();
    let decided = stage.seen().await;
    stage.reads("[data-screen=closed] h1", &words("fr", "closed-title")).await;
    assert_eq!(stage.attribute("[data-screen=closed]", "data-closed").await, "disk_full");
    let other = words("en", "closed-title");
    assert!(stage.text().await.contains(&other), "every language of the place: {other}");
    stage.is_accessible("closed").await;

    // It keeps saying so, whatever is shown.
    stage.hold_up(&shut);
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert!(stage.has("[data-screen=closed]").await, "it keeps saying so");
    assert_eq!(stage.seen().await.len(), decided.len(), "nothing is decided while it is closed");
    stage.take_away();

    disk.make_room();
    stage.gone("[data-screen=closed]").await;
    stage.find("main[data-screen=door]").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    stage.hold_up(&shut);
    let after = stage.verdict(decided.len() + 1).await;
    assert_eq!(after.verdict, "admitted", "the ticket that met a full disk was not used up");

    // Every green that was seen is on the disk, and no other.
    let green = stage.seen().await.iter().filter(|one| one.verdict == "admitted").count();
    let arrived = fs::read_to_string(arrivals()).unwrap().lines().count() - 1;
    assert_eq!(stage.check_ins().await.len(), arrived + green);
}

/// Shows one ticket after the other until one meets a closed door, and gives that one. A few may
/// still find room, in pages of the database that were there before.
async fn show_tickets_until_closed(stage: &Stage) -> String {
    let welcome = samples().into_iter().filter(|s| s.gate == "main" && s.verdict == "admitted");
    for sample in welcome {
        let before = stage.seen().await.len();
        stage.hold_up(&sample.code);
        let answered = || async {
            stage.seen().await.len() > before || stage.has("[data-screen=closed]").await
        };
        stage.until("the door answers", answered).await;
        if stage.has("[data-screen=closed]").await {
            return sample.code;
        }
    }
    panic!("a full disk, and the door is still open");
}

fn arrivals() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/arrivals.csv")
}
