//! A full disk: what cannot be recorded is not decided, and the door says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::stage::{LANDSCAPE, SmallDisk, Stage, words};

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
    let shut = stage.show_tickets_until_closed().await;
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

fn arrivals() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/arrivals.csv")
}
