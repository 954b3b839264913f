//! The settings behind a PIN: how staff get there, what a wrong PIN does, and that nobody is let in
//! while they are open.

use std::time::Duration;

use crate::stage::{End, LANDSCAPE, PORTRAIT, Stage, welcome_at_main, words};

pub(crate) const PIN: &str = "170529";
const WRONG: &str = "480012";

/// Lets the page's two minutes, and the countdown at their end, take a second.
const HURRY: &str = r"
const set = window.setTimeout;
window.setTimeout = (call, ms, ...rest) =>
  set(call, ms === 100_000 ? 300 : ms === 1_000 ? 30 : ms, ...rest);
";

/// Whoever sets the kiosk up makes the first PIN, by touch alone.
pub(crate) async fn make_first_pin(stage: &Stage) {
    stage.find("main[data-screen=door]").await;
    stage.click("#language-en").await;
    stage.click("#staff-open").await;
    stage.reads("[data-screen=new-person] h1", &words("en", "staff-first-title")).await;
    stage.is_accessible("the first person").await;
    for key in ["A", "D", "A"] {
        stage.click(&format!("[data-key={key}]")).await;
    }
    stage.click("#letter-done").await;
    tap(stage, PIN).await;
    stage.is_accessible("the first PIN").await;
    stage.click("#digit-done").await;
    tap(stage, PIN).await;
    stage.click("#digit-done").await;
    stage.find("[data-screen=settings]").await;
}

pub(crate) async fn tap(stage: &Stage, digits: &str) {
    for digit in digits.chars() {
        stage.click(&format!("[data-digit='{digit}']")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_get_in_with_their_pin_and_nobody_else_does() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    make_first_pin(&stage).await;
    stage.is_accessible("settings").await;
    stage.click("#staff-add").await;
    stage.find("[data-screen=new-person]").await;
    stage.click("#new-cancel").await;
    stage.click("#staff-leave").await;
    stage.gone("[data-screen=settings]").await;

    stage.click("#staff-open").await;
    stage.reads("[data-screen=pin] h1", &words("en", "staff-pin-enter")).await;
    stage.is_accessible("the PIN pad").await;
    for _ in 0..3 {
        tap(&stage, WRONG).await;
        stage.click("#digit-done").await;
        stage.find("#staff-pin-about.hint").await;
    }
    stage.reads("#staff-pin-about", &words("en", "staff-pin-wait")).await;
    stage.is_accessible("the PIN pad, waiting").await;
    stage.gone("[data-wait]").await;
    // As on the number pad of a keyboard that somebody brings.
    stage.focus("#staff-pin").await;
    stage.type_slowly(PIN, End::Enter);
    stage.find("[data-screen=settings]").await;
    assert!(!stage.text().await.contains(PIN), "a PIN is never shown");

    stage.click("#staff-gate-other").await;
    stage.is_accessible("all gates").await;
    stage.click("[data-staff-gate=side]").await;
    stage.find("[data-staff-gate=side][aria-pressed=true]").await;
    stage.run(HURRY, vec![]).await;
    stage.click("#about-kiosk").await;
    stage.gone("[data-screen=settings]").await;
    stage.find("[data-gate=side]").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_let_in_behind_the_settings() {
    let stage = Stage::demonstration(PORTRAIT, &[]).await;
    make_first_pin(&stage).await;
    stage.take_note().await;
    let code = welcome_at_main().next().unwrap();
    stage.hold_up(&code);
    stage.reads("[data-screen=settings] header p", &words("en", "hint-staff")).await;
    stage.is_accessible("standing settings").await;
    stage.scan(&code, End::Enter);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(stage.seen().await.is_empty(), "nothing was decided");
    stage.take_away();
    stage.click("#staff-leave").await;
    stage.gone("[data-screen=settings]").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    stage.hold_up(&code);
    assert_eq!(stage.verdict(1).await.verdict, "admitted", "the ticket was not used up");
}
