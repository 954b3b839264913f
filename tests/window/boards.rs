//! Every board of a day on which much was said: it shows what it should, whole, and to everybody.

use std::path::Path;
use std::time::Duration;

use crate::stage::{End, LANDSCAPE, MIDDAY, PORTRAIT, SaidDay, Stage, welcome_at_main};

/// A board as it opens on a folder: what its page says of itself once it has looked, and what it
/// looks like.
async fn assert_right(size: (u32, u32), (board, shows): (&str, &str), looks: &str, data: &Path) {
    let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", board];
    let stage = Stage::open(size, &arguments, Some(data)).await;
    stage.find(&format!("main[data-screen={shows}][data-check]")).await;
    let what = format!("{board} at {size:?}");
    assert_eq!(stage.attribute("main", "data-check").await, "ok", "{what}");
    stage.looks_like(looks).await;
    stage.is_accessible(&what).await;
}

const FORMS: [((u32, u32), &str); 2] = [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_show_the_whole_of_a_day_on_which_much_was_said() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed().announced());
    for (size, form) in FORMS {
        for (looks, board, shows) in [
            ("lobby-changed", "lobby", "lobby"),
            ("room-changed", "room:bx-agora", "room"),
            ("room", "room:bx-hall", "room"),
            ("week", "week", "week"),
            ("online", "online", "online"),
            ("nothing", "room:attic", "nothing"),
        ] {
            let looks = format!("board-{looks}-{form}-fr");
            assert_right(size, (board, shows), &looks, folder.path()).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emergency_has_every_screen() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).announced().taken_over(true));
    for ((size, form), board) in FORMS.into_iter().zip(["lobby", "room:bx-hall"]) {
        let looks = format!("board-emergency-{form}");
        assert_right(size, (board, "emergency"), &looks, folder.path()).await;
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
