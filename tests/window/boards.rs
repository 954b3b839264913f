//! Every board of a day on which much was said: it shows what it should, whole, and to everybody.

use std::path::Path;
use std::time::Duration;

use crate::stage::{End, LANDSCAPE, MIDDAY, PORTRAIT, SaidDay, Stage, welcome_at_main};

/// A board as it opens on a folder, and what its page says of itself once it has looked.
async fn assert_right(size: (u32, u32), board: &str, shows: &str, data: &Path) {
    let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", board];
    let stage = Stage::open(size, &arguments, Some(data)).await;
    stage.find(&format!("main[data-screen={shows}][data-check]")).await;
    let what = format!("{board} at {size:?}");
    assert_eq!(stage.attribute("main", "data-check").await, "ok", "{what}");
    stage.is_accessible(&what).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_show_the_whole_of_a_day_on_which_much_was_said() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed().announced());
    for (size, board, shows) in [
        (LANDSCAPE, "lobby", "lobby"),
        (PORTRAIT, "lobby", "lobby"),
        (LANDSCAPE, "room:bx-agora", "room"),
        (PORTRAIT, "room:bx-canal", "room"),
        (LANDSCAPE, "week", "week"),
        (LANDSCAPE, "online", "online"),
        (LANDSCAPE, "room:attic", "nothing"),
    ] {
        assert_right(size, board, shows, folder.path()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emergency_has_every_screen() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).announced().taken_over(true));
    for (size, board) in [(LANDSCAPE, "lobby"), (PORTRAIT, "room:bx-hall"), (LANDSCAPE, "week")] {
        assert_right(size, board, "emergency", folder.path()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emergency_has_the_doors_screen_too_and_nobody_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).taken_over(false));
    let arguments = ["--rehearsal", "--now", MIDDAY];
    let stage = Stage::open(LANDSCAPE, &arguments, Some(folder.path())).await;
    stage.find("main[data-screen=emergency][data-closed=emergency]").await;
    stage.is_accessible("a door in an emergency").await;
    stage.take_note().await;
    stage.scan(&welcome_at_main().next().unwrap(), End::Enter);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(stage.seen().await.is_empty(), "nothing was decided");
    stage.click("main[data-closed] #staff-open").await;
    stage.find("[data-screen=new-person]").await;
}
