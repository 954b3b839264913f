//! The boards.

use crate::stage::{LANDSCAPE, MIDDAY, PORTRAIT, SaidDay, Stage};
use crate::{take, touch};

/// The board in one language. It turns by itself, perhaps while the picture is being taken: then
/// the picture is of another language and is taken anew.
async fn take_turn(stage: &Stage, language: &str) {
    let turn = format!("main[lang={language}]");
    loop {
        stage.find(&turn).await;
        take(stage, &format!("lobby-1080p-{language}")).await;
        if stage.has(&turn).await {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_lobby() {
    let lobby = ["--screen", "lobby", "--now"];
    let stage =
        Stage::demonstration(LANDSCAPE, &[&lobby[..], &["2023-11-16T10:05:00+01:00"]].concat())
            .await;
    stage.find("main[data-state=running] [data-room]").await;
    for language in ["fr", "nl", "en"] {
        take_turn(&stage, language).await;
    }
    drop(stage);
    for (name, now) in [
        ("before", "2023-11-16T06:30:00+01:00"),
        ("day-over", "2023-11-16T23:50:00+01:00"),
        ("over", "2023-11-20T10:00:00+01:00"),
    ] {
        let stage = Stage::demonstration(LANDSCAPE, &[&lobby[..], &[now]].concat()).await;
        stage.find("main[data-screen=lobby]").await;
        let state = stage.attribute("main", "data-state").await;
        println!("{name}: {state}");
        take(&stage, &format!("lobby-{name}-1080p-fr")).await;
    }
    let stage = Stage::demonstration(PORTRAIT, &["--screen", "lobby"]).await;
    stage.find("main[data-state=running] [data-room]").await;
    take(&stage, "lobby-portrait-fr").await;
}

/// Every board of a day on which much was said, on its side and upright; and an emergency.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_boards() {
    let folder = tempfile::tempdir().unwrap();
    let said = |name: &str| {
        let data = folder.path().join(name);
        std::fs::create_dir(&data).unwrap();
        (SaidDay::new(&data), data)
    };
    let (day, changed) = said("changed");
    drop(day.changed().announced());
    for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
        for (name, board) in [
            ("lobby-changed", "lobby"),
            ("room-changed", "room:bx-agora"),
            ("room", "room:bx-hall"),
            ("week", "week"),
            ("online", "online"),
            ("nothing", "room:attic"),
        ] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", board];
            let stage = Stage::open(size, &arguments, Some(&changed)).await;
            stage.find("main[data-screen][lang=fr]").await;
            take(&stage, &format!("board-{name}-{form}-fr")).await;
        }
    }
    for (name, with_words) in [("emergency", true), ("emergency-no-words", false)] {
        let (day, data) = said(name);
        drop(day.taken_over(with_words));
        for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "lobby"];
            let stage = Stage::open(size, &arguments, Some(&data)).await;
            stage.find("main[data-screen=emergency]").await;
            take(&stage, &format!("board-{name}-{form}")).await;
            drop(stage);
            if with_words {
                let arguments = ["--rehearsal", "--now", MIDDAY];
                let stage = Stage::open(size, &arguments, Some(&data)).await;
                stage.find("main[data-closed=emergency]").await;
                take(&stage, &format!("closed-emergency-{form}-fr")).await;
            }
        }
    }
}

/// The programme to touch, as a visitor goes through it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_programme() {
    let folder = tempfile::tempdir().unwrap();
    drop(SaidDay::new(folder.path()).changed());
    for (size, form) in [(LANDSCAPE, "1080p"), (PORTRAIT, "portrait")] {
        for language in ["fr", "en"] {
            let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "programme"];
            let stage = Stage::open(size, &arguments, Some(folder.path())).await;
            let name = |what: &str| format!("programme-{what}-{form}-{language}");
            stage.find("main[data-screen=programme][data-state=list]").await;
            stage.click(&format!("#language-{language}")).await;
            stage.find(&format!("main[lang={language}]")).await;
            take(&stage, &name("list")).await;
            stage.click("#filter-place").await;
            stage.find("[data-choice='room:bx-agora']").await;
            take(&stage, &name("places")).await;
            stage.click("[data-choice='room:bx-agora']").await;
            stage.find("main[data-state=list] [data-session=bx-rt-scaling]").await;
            take(&stage, &name("filtered")).await;
            stage.click("[data-session=bx-rt-scaling]").await;
            stage.find("[data-take]").await;
            take(&stage, &name("session")).await;
            stage.click("#session-back").await;
            stage.click("#widen").await;
            stage.click("#filter-search").await;
            touch(&stage, "EUROPE").await;
            stage.find("main[data-state=list] [data-session=bx-rt-scaling]").await;
            take(&stage, &name("search")).await;
            touch(&stage, "XQ").await;
            stage.find("main[data-state=none]").await;
            stage.click("#search-done").await;
            take(&stage, &name("none")).await;
        }
    }
}
