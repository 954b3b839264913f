//! The pages behind the PIN.

use crate::stage::{
    Hub, LANDSCAPE, MIDDAY, MONITORS, NOW, PORTRAIT, SaidDay, Screen, Stage, slow_line,
};
use crate::{add_pin, at_the_door, take, tap, touch};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_staff() {
    for (format, size, language) in [("1080p", LANDSCAPE, "en"), ("portrait", PORTRAIT, "fr")] {
        let stage = Stage::demonstration(size, &[]).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        for key in ["A", "D", "A"] {
            stage.click(&format!("[data-key={key}]")).await;
        }
        take(&stage, &format!("staff-first-{format}-{language}")).await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-add").await;
        for key in ["B", "O"] {
            stage.click(&format!("[data-key={key}]")).await;
        }
        stage.click("#letter-done").await;
        add_pin(&stage, "903317").await;
        stage.find("[data-person='2']").await;
        take(&stage, &format!("staff-settings-{format}-{language}")).await;
        stage.click("#staff-leave").await;
        stage.click("#staff-open").await;
        tap(&stage, "1705").await;
        take(&stage, &format!("staff-pin-{format}-{language}")).await;
        for _ in 0..3 {
            tap(&stage, "480012").await;
            stage.click("#digit-done").await;
            stage.find("#staff-pin-about.hint").await;
        }
        stage.find("[data-wait]").await;
        take(&stage, &format!("staff-wait-{format}-{language}")).await;
    }
}

/// The day as staff say it, and the machine's screens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_day() {
    for (format, size, language) in [
        ("1080p", LANDSCAPE, "fr"),
        ("1080p", LANDSCAPE, "en"),
        ("portrait", PORTRAIT, "fr"),
        ("portrait", PORTRAIT, "en"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(SaidDay::new(folder.path()).changed().announced());
        let stage = Stage::open(size, &["--rehearsal", "--now", MIDDAY], Some(folder.path())).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        let name = |what: &str| format!("staff-{what}-{format}-{language}");
        stage.click("#staff-day").await;
        stage.find("[data-screen=day]").await;
        take(&stage, &name("day")).await;
        stage.click("[data-day-session=bx-rt-scaling]").await;
        take(&stage, &name("day-session")).await;
        stage.click("#day-other-time").await;
        stage.click("[data-step='start+60']").await;
        stage.click("[data-step='start+5']").await;
        stage.click("[data-plan-room=bx-agora]").await;
        take(&stage, &name("day-other-time")).await;
        stage.click("#day-back").await;
        stage.click("#day-back").await;
        stage.click("#day-add").await;
        touch(&stage, "ATELIER").await;
        take(&stage, &name("day-add-title")).await;
        stage.click("#day-title-done").await;
        stage.click("[data-plan-room=bx-canal]").await;
        take(&stage, &name("day-add")).await;
        stage.click("#day-back").await;
        stage.click("#day-cancel").await;
        stage.click("#day-announce").await;
        touch(&stage, "BUS").await;
        take(&stage, &name("day-announce")).await;
        stage.click("#day-cancel").await;
        stage.click("#day-emergency").await;
        take(&stage, &name("day-emergency")).await;
        stage.click("#day-cancel").await;
        stage.click("[data-day-session^='added']").await;
        stage.click("[data-ask=not_added]").await;
        take(&stage, &name("day-take-back")).await;
    }
}

/// Tickets that came in twice, as staff see them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_double_admissions() {
    for (format, size, language) in [("1080p", LANDSCAPE, "fr"), ("portrait", PORTRAIT, "en")] {
        let mut hub = Hub::start();
        let data = tempfile::tempdir().unwrap();
        let arguments = ["--rehearsal", "--now", NOW];
        let mut stage = Stage::open(size, &arguments, Some(data.path())).await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-join").await;
        touch(&stage, &slow_line(&hub)).await;
        stage.click("#address-done").await;
        touch(&stage, &hub.code("Door 1").replace('-', "")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=settings]").await;
        stage.click("#staff-leave").await;
        stage.find("[data-shown=door] [data-said=hub-safe]").await;
        stage.take_note().await;
        for (number, code) in crate::stage::welcome_at_main().take(3).enumerate() {
            stage.hold_up(&code);
            stage.verdict(number + 1).await;
        }
        hub.stop();
        stage.end().await;
        drop(stage);
        crate::stage::let_in_elsewhere(data.path());
        let stage = Stage::open(size, &arguments, Some(data.path())).await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        stage.click("#staff-open").await;
        tap(&stage, "170529").await;
        stage.click("#digit-done").await;
        stage.find("#staff-doubles").await;
        take(&stage, &format!("staff-settings-doubles-{format}-{language}")).await;
        stage.click("#staff-doubles").await;
        stage.find("[data-screen=doubles] [data-double]").await;
        take(&stage, &format!("staff-doubles-{format}-{language}")).await;
    }
}

/// The screens of a machine that has two.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_screens() {
    let (data, settings) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(SaidDay::new(data.path()).changed());
    let desktop = Screen::of_monitors(settings.path());
    let arguments = ["--rehearsal", "--now", MIDDAY];
    let stage = Stage::over_monitors(desktop, &arguments, data.path()).await;
    at_the_door(&stage).await;
    stage.click("#language-en").await;
    stage.click("#staff-open").await;
    touch(&stage, "ADA").await;
    stage.click("#letter-done").await;
    add_pin(&stage, "170529").await;
    stage.click("#staff-screens").await;
    let lobby = format!("[data-monitor={}] [data-shows=lobby]", MONITORS[1]);
    stage.click(&lobby).await;
    stage.find(&format!("{lobby}[aria-pressed=true]")).await;
    take(&stage, "staff-screens-1080p-en").await;
}
