//! Every board of a day on which much was said: it shows what it should, whole, and to everybody.

use std::path::Path;

use crate::stage::{LANDSCAPE, MIDDAY, PORTRAIT, SaidDay, Stage};

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
