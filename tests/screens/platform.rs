//! A kiosk and its central platform, by network and by stick.

use crate::stage::{Hub, LANDSCAPE, NOW, PORTRAIT, Stage, slow_line};
use crate::{add_pin, at_the_door, take, tap, touch, visitor};

/// A kiosk and its central platform: joining, filling, without a network, out of service.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_platform() {
    for (format, size, language) in
        [("1080p", LANDSCAPE, "en"), ("portrait", PORTRAIT, "fr"), ("1080p", LANDSCAPE, "fr")]
    {
        let mut hub = Hub::start();
        let data = tempfile::tempdir().unwrap();
        let stage = Stage::open(size, &["--rehearsal", "--now", NOW], Some(data.path())).await;
        stage.find("[data-closed=no_gate]").await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        stage.click("#staff-join").await;
        let address = slow_line(&hub);
        touch(&stage, &address).await;
        stage.click("#address-done").await;
        touch(&stage, "K7QM2HXW90TD").await;
        let name = |what: &str| format!("platform-{what}-{format}-{language}");
        // A kiosk without a gate speaks English: the other languages come with the lists.
        let english = |what: &str| format!("platform-{what}-{format}-en");
        take(&stage, &english("join")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=join] .hint").await;
        take(&stage, &english("join-refused")).await;
        for _ in 0..12 {
            stage.click("#address-erase").await;
        }
        touch(&stage, &hub.code("Door 1").replace('-', "")).await;
        stage.click("#address-done").await;
        stage.find("[data-screen=settings] [role=progressbar]").await;
        take(&stage, &english("settings-filling")).await;
        stage.click("#staff-leave").await;
        stage.find("[data-closed=filling] [role=progressbar]").await;
        take(&stage, &english("filling")).await;
        stage.find("[data-shown=door] [data-said=hub-safe]").await;
        at_the_door(&stage).await;
        stage.click(&format!("#language-{language}")).await;
        take(&stage, &name("safe")).await;
        hub.stop();
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        stage.take_note().await;
        stage.hold_up(&crate::stage::welcome_at_main().next().unwrap());
        stage.verdict(1).await;
        stage.show_camera(&visitor());
        stage.find("[data-said=hub-unreachable] [data-more=hub-only-here]").await;
        stage.no_verdict().await;
        stage.click(&format!("#language-{language}")).await;
        take(&stage, &name("offline")).await;
        hub.start_again();
        stage.find("[data-said=hub-safe]").await;
        hub.revoke("Door 1");
        stage.find("[data-closed=revoked]").await;
        // It speaks the language of the place.
        take(&stage, &format!("platform-revoked-{format}-fr")).await;
        stage.click("[data-screen=closed] #staff-open").await;
        tap(&stage, "170529").await;
        stage.click("#digit-done").await;
        stage.find("#staff-join").await;
        take(&stage, &format!("platform-settings-revoked-{format}-fr")).await;
        stage.click("#staff-join").await;
        touch(&stage, "no-such-host.invalid").await;
        stage.click("#address-done").await;
        touch(&stage, "K7QM2HXW90TD").await;
        stage.click("#address-done").await;
        stage.find("[data-screen=join] .hint").await;
        take(&stage, &format!("platform-join-refused-{format}-fr")).await;
    }
}

/// A kiosk that meets its central platform by USB stick.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_stick() {
    for (format, size) in [("1080p", LANDSCAPE), ("portrait", PORTRAIT)] {
        let hub = Hub::start();
        let home = tempfile::tempdir().unwrap();
        let (stick, data) = (home.path().join("STICK"), home.path().join("data"));
        let arguments = ["--rehearsal", "--now", NOW, "--stick", stick.to_str().unwrap()];
        let stage = Stage::open(size, &arguments, Some(&data)).await;
        stage.click("[data-screen=closed] #staff-open").await;
        touch(&stage, "ADA").await;
        stage.click("#letter-done").await;
        add_pin(&stage, "170529").await;
        let name = |what: &str, language: &str| format!("stick-{what}-{format}-{language}");
        take(&stage, &name("settings", "en")).await;
        stage.click("#staff-stick").await;
        stage.find("#stick-write[disabled]").await;
        take(&stage, &name("none", "en")).await;
        std::fs::create_dir(&stick).unwrap();
        stage.find("#stick-write:not([disabled])").await;
        stage.click("#stick-write").await;
        stage.find("[data-screen=stick] .about.done").await;
        take(&stage, &name("written", "en")).await;
        let said = stage.words_in("[data-screen=stick] .about").await;
        let fingerprint = said.split(' ').find(|word| word.matches('-').count() == 3).unwrap();
        let fingerprint = fingerprint.trim_end_matches('.');
        hub.read_stick(&stick, &["--enrol", fingerprint, "--as", "Door 1", "--gate", "main"]);
        stage.click("#stick-take").await;
        stage.find("#stick-same").await;
        take(&stage, &name("compare", "en")).await;
        stage.click("#stick-same").await;
        stage.find("[data-screen=stick] .about.done").await;
        // With the lists comes the language of the place.
        take(&stage, &name("joined", "fr")).await;
    }
}
