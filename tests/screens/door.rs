//! The door, and what it says of tickets.

use crate::stage::{LANDSCAPE, PORTRAIT, SmallDisk, Stage, samples, words};
use crate::{at_the_door, take};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_lying() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    at_the_door(&stage).await;
    for language in ["en", "fr", "es", "nl", "pt"] {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        take(&stage, &format!("door-ready-1080p-{language}")).await;
    }
    panels(&stage, "1080p", "en").await;
    stage.hold_verdicts().await;
    verdicts(&stage, "1080p").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_standing() {
    let stage = Stage::demonstration(PORTRAIT, &[]).await;
    at_the_door(&stage).await;
    for language in ["en", "fr", "nl"] {
        stage.click(&format!("#language-{language}")).await;
        stage.reads(".how h2", &words(language, "door-how")).await;
        take(&stage, &format!("door-ready-portrait-{language}")).await;
    }
    panels(&stage, "portrait", "fr").await;
    stage.hold_verdicts().await;
    verdicts(&stage, "portrait").await;
}

async fn panels(stage: &Stage, format: &str, language: &str) {
    stage.click(&format!("#language-{language}")).await;
    stage.click("#type-code").await;
    for key in ["L", "C", "Q", "C"] {
        stage.click(&format!("[data-key={key}]")).await;
    }
    take(stage, &format!("typing-{format}-{language}")).await;
    stage.click("#typing-close").await;
    stage.click("#call-someone").await;
    stage.find("[data-screen=help]").await;
    take(stage, &format!("help-{format}-{language}")).await;
    stage.click("#help-close").await;
    stage.click("#samples-open").await;
    stage.find("[data-sample]").await;
    take(stage, &format!("drawer-{format}-{language}")).await;
    stage.click("#samples-close").await;
}

/// Each verdict once, of an attendee who reads English where there is one.
async fn verdicts(stage: &Stage, format: &str) {
    let languages = crate::stage::languages_of_attendees();
    stage.click("#language-en").await;
    let all = samples();
    let mut names: Vec<_> = all.iter().map(|sample| sample.verdict.clone()).collect();
    names.sort();
    names.dedup();
    stage.take_note().await;
    for (at, name) in names.iter().enumerate() {
        let of_it = || all.iter().filter(|sample| sample.verdict == *name);
        let english = of_it().find(|s| languages.get(&s.code).is_some_and(|l| l == "en"));
        let sample = english.or_else(|| of_it().next()).unwrap();
        stage.try_sample(&sample.code).await;
        let seen = stage.verdict(at + 1).await;
        let name = name.replace('_', "-");
        take(stage, &format!("verdict-{name}-{format}-{}", seen.lang)).await;
        stage.close_verdict().await;
        stage.click("#samples-close").await;
    }
    // An admission has a second face.
    let crowded = all.iter().find(|sample| sample.about == "sample-over-capacity").unwrap();
    stage.try_sample(&crowded.code).await;
    let seen = stage.verdict(names.len() + 1).await;
    take(stage, &format!("verdict-admitted-crowded-{format}-{}", seen.lang)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_door_closed_or_without_a_camera() {
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        // A folder in which no gate was ever set up.
        let stage = Stage::open(size, &["--rehearsal"], None).await;
        stage.find("[data-screen=closed]").await;
        take(&stage, &format!("closed-no-gate-{format}-en")).await;
    }
    let disk = SmallDisk::mount();
    if disk.is_none() {
        println!("the pictures of a full disk stay as they are: only root can mount a small one");
    }
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        let Some(disk) = &disk else { break };
        let stage = Stage::open(size, &["--demo"], Some(&disk.data())).await;
        stage.find("main[data-screen=door]").await;
        stage.take_note().await;
        disk.fill();
        stage.show_tickets_until_closed().await;
        take(&stage, &format!("closed-disk-full-{format}-fr")).await;
        disk.make_room();
    }
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    std::fs::remove_dir_all(&stage.camera).unwrap();
    stage.find("main[data-screen=door][data-state=lost], main[data-state=missing]").await;
    take(&stage, "door-no-camera-1080p-fr").await;
}
