//! Everything that comes by keys: hand-held scanners, people, and the keyboard on the screen.
//!
//! A file of its own, because cargo runs one at a time: which keys belong together is a question of
//! milliseconds, and another window beside this one would take them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::expect_used,
    reason = "tests stop where something is wrong"
)]

mod stage;

use serde_json::json;

use stage::{End, Seen, Stage, welcome_at_main, words};

/// A small screen: what is painted costs time, and keys that come late are another matter.
const SMALL: (u32, u32) = (1280, 800);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanner_is_heard_everywhere_and_a_person_is_no_scanner() {
    let mut stage = Stage::demonstration(SMALL, &[]).await;
    stage.find("main[data-screen=door]").await;
    stage.take_note().await;
    let tickets: Vec<String> = welcome_at_main().collect();
    let [enter, tab, typing, french, by_mouse, by_hand, ..] = tickets.as_slice() else { panic!() };

    on_a_language_button(&stage, enter, tab).await;
    a_person_presses_a_button(&stage).await;
    inside_the_typing_screen(&stage, typing).await;
    on_another_layout(&stage, french).await;
    let count = stage.seen().await.len();
    on_the_screens_keyboard(&stage, by_mouse, count + 1).await;
    on_a_real_keyboard(&stage, by_hand, count + 2).await;

    let seen = stage.seen().await;
    assert!(seen.iter().all(|one| one.verdict == "admitted"), "{seen:?}");
    // What was seen is what was recorded, with the way it came.
    let rows = stage.check_ins().await;
    let with = |way: &str| rows.iter().filter(|row| row.contains(way)).count();
    assert_eq!((with(",scanner"), with(",typed")), (count, 2), "{rows:?}");
}

/// The scanner's Enter and Tab belong to the scan: no button is pressed, the focus stays.
async fn on_a_language_button(stage: &Stage, enter: &str, tab: &str) {
    stage.focus("#language-en").await;
    stage.scan(enter, End::Enter);
    stage.verdict(1).await;
    stage.no_verdict().await;
    stage.reads(".how h2", &words("fr", "door-how")).await;
    stage.until("the focus comes back", || stage.has("#language-en:focus")).await;
    stage.scan(tab, End::Tab);
    stage.verdict(2).await;
    stage.no_verdict().await;
    stage.until("the focus comes back", || stage.has("#language-en:focus")).await;
}

/// Somebody types something and presses Enter on a button: the button is pressed, that is all.
async fn a_person_presses_a_button(stage: &Stage) {
    stage.focus("#language-en").await;
    stage.type_slowly("hello", End::Enter);
    stage.reads(".how h2", &words("en", "door-how")).await;
    assert_eq!(stage.seen().await.len(), 2, "a person typing is no scan");
    stage.click("#language-fr").await;
}

/// A scan inside the screen for typing is a scan, and nothing of it stays on the line.
async fn inside_the_typing_screen(stage: &Stage, code: &str) {
    stage.click("#type-code").await;
    stage.find("#typed-code:focus").await;
    stage.type_slowly("ab", End::Nothing);
    stage.until("what was typed is on the line", || async { line(stage).await == "AB" }).await;
    stage.scan(code, End::Enter);
    stage.verdict(3).await;
    stage.no_verdict().await;
    stage.find("main[data-screen=door]").await;
}

/// A scanner presses the keys of a US keyboard, whatever keyboard the machine thinks it has.
async fn on_another_layout(stage: &Stage, code: &str) {
    if !stage.lay_keyboard("fr") {
        println!("skipped: setxkbmap lays no French keyboard here");
        return;
    }
    // By their places these keys are Q and A, by the layout A and Q: a person is read by the layout.
    // This also waits until the window has taken the new layout in, which takes a moment.
    stage.click("#type-code").await;
    stage.find("#typed-code:focus").await;
    stage.type_slowly("qa", End::Nothing);
    stage.until("the layout is French", || async { line(stage).await == "AQ" }).await;
    stage.click("#typing-close").await;
    stage.scan(code, End::Enter);
    stage.verdict(4).await;
    stage.no_verdict().await;
    assert!(stage.lay_keyboard("us"));
}

/// A short code, with the mouse alone.
async fn on_the_screens_keyboard(stage: &Stage, code: &str, number: usize) -> Seen {
    stage.click("#type-code").await;
    for (at, letter) in code.chars().enumerate() {
        stage.click(&format!("[data-key={}]", json!(letter))).await;
        if at == 1 {
            stage.click("#key-backspace").await;
            stage.click(&format!("[data-key={}]", json!(letter))).await;
        }
    }
    stage.until("the code is on the line", || async { line(stage).await == code }).await;
    stage.click("#key-done").await;
    let verdict = stage.verdict(number).await;
    stage.no_verdict().await;
    verdict
}

/// The same code typed by a person on a real keyboard, who makes up their mind with Enter.
async fn on_a_real_keyboard(stage: &Stage, code: &str, number: usize) {
    stage.click("#type-code").await;
    stage.find("#typed-code:focus").await;
    stage.type_slowly(&code.to_lowercase(), End::Nothing);
    stage.until("the code is on the line", || async { line(stage).await == code }).await;
    stage.type_slowly("", End::Enter);
    stage.verdict(number).await;
    stage.no_verdict().await;
}

/// What stands on the line for typing.
async fn line(stage: &Stage) -> String {
    let value =
        stage.run("return document.querySelector('#typed-code')?.value ?? ''", vec![]).await;
    value.as_str().unwrap_or_default().to_owned()
}
