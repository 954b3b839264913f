//! The waiting door and what lies over it: in every language, and readable for everybody.

use serde_json::json;

use crate::stage::{LANDSCAPE, PORTRAIT, Stage, words};

const LANGUAGES: [&str; 5] = ["en", "fr", "es", "nl", "pt"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_speaks_each_language_and_is_accessible() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    stage.find("main[data-screen=door][data-state=watching]").await;
    for language in LANGUAGES {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        stage.reads("#type-code", &words(language, "type-code")).await;
        assert_eq!(stage.attribute("html", "lang").await, language);
        stage.is_accessible(&format!("door in {language}")).await;
    }
    for language in ["en", "pt"] {
        stage.click(&format!("#language-{language}")).await;
        typing(&stage, language).await;
        help(&stage, language).await;
        drawer(&stage, language).await;
    }
    board_beside(&stage).await;
}

async fn typing(stage: &Stage, language: &str) {
    stage.click("#type-code").await;
    stage.reads("[data-screen=typing] h1", &words(language, "typed-title")).await;
    stage.is_accessible(&format!("typing in {language}")).await;
    stage.click("[data-key=A]").await;
    stage.click("#key-done").await;
    stage.reads("#typed-where.hint", &words(language, "hint-too-short")).await;
    stage.is_accessible(&format!("typing with a hint in {language}")).await;
    stage.click("#typing-close").await;
    stage.gone("[data-screen=typing]").await;
}

async fn help(stage: &Stage, language: &str) {
    stage.click("#call-someone").await;
    stage.reads("[data-screen=help] h1", &words(language, "help-title")).await;
    stage.is_accessible(&format!("help in {language}")).await;
    stage.click("#help-close").await;
    stage.gone("[data-screen=help]").await;
}

async fn drawer(stage: &Stage, language: &str) {
    stage.click("#samples-open").await;
    stage.reads("#samples-title", &words(language, "samples-title")).await;
    stage.find("[data-sample]").await;
    stage.is_accessible(&format!("drawer in {language}")).await;
    stage.click("#samples-close").await;
    stage.gone("#samples").await;
}

/// The key that the demonstration has for its board opens the board's window.
async fn board_beside(stage: &Stage) {
    assert!(!stage.has_window("lobby"), "there is no board yet");
    stage.click("#board-open").await;
    stage.until("the board opens", || async { stage.has_window("lobby") }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standing_screen_shows_all_of_it() {
    let stage = Stage::demonstration(PORTRAIT, &[]).await;
    stage.find("main[data-screen=door][data-state=watching]").await;
    for language in ["fr", "nl"] {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        stage.is_accessible(&format!("standing door in {language}")).await;
        assert_eq!(outside(&stage).await, json!([]), "what does not fit in {language}");
    }
}

/// Buttons and headlines that stick out of the window.
async fn outside(stage: &Stage) -> serde_json::Value {
    let script = "return [...document.querySelectorAll('main button, main h1, main h2')] \
        .filter((e) => { const r = e.getBoundingClientRect(); return r.left < 0 || r.top < 0 \
            || r.right > innerWidth || r.bottom > innerHeight; }).map((e) => e.textContent)";
    stage.run(script, vec![]).await
}
