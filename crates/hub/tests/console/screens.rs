//! Pictures of the console for the documentation, and for whoever looks after its design:
//! `make screens` writes them to `docs/screens/`.

use std::path::{Path, PathBuf};

use crate::announcements::EMERGENCY;
use crate::browser::{NARROW, alone};
use crate::chromium::{Chromium, DESK, Eyes};
use crate::day::told;
use crate::shown::{BOARD, photographed, taken_over};
use crate::stick::STICK;
use crate::stick_files::stick;
use crate::week::{Week, demo};

fn file(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screens");
    root.join(format!("console-{name}.png"))
}

async fn take(browser: &Chromium, name: &str) {
    let file = file(name);
    browser.picture(&file).await;
    let kilobytes = std::fs::metadata(&file).unwrap().len() / 1_000;
    println!("{name}: {kilobytes} kB");
    assert!(kilobytes < 600, "{name} is too large to be kept: {kilobytes} kB");
}

async fn tour(week: &Week, browser: &Chromium, guise: &str) {
    browser.goto("/console/sign-in").await;
    take(browser, &format!("sign-in-{guise}")).await;
    browser.sign_in().await;
    let revoke = format!("/console/devices/{}/revoke", Week::id(2));
    let accept = format!("/console/aside/{}/late", Week::id(5));
    for (name, page) in [
        ("overview", "/console"),
        ("event", "/console/events/brussels"),
        ("doubles", "/console/doubles"),
        ("devices", "/console/devices"),
        ("device-new", "/console/devices/new"),
        ("revoke", revoke.as_str()),
        ("stick", STICK),
        ("files", "/console/files"),
        ("exports", "/console/exports"),
        ("aside", "/console/aside"),
        ("accept", accept.as_str()),
        ("about", "/console/about"),
    ] {
        browser.goto(page).await;
        browser.find("main h1").await;
        take(browser, &format!("{name}-{guise}")).await;
    }
    browser.goto("/console/devices/new").await;
    browser.write("#name", "Door 1").await;
    browser.click("input[value=brussels]").await;
    browser.click("main button[type=submit]").await;
    browser.find("code.code").await;
    take(browser, &format!("code-{guise}")).await;
    browser.goto("/console/files").await;
    browser.write("#file-programme", demo("programme.json").to_str().unwrap()).await;
    browser.click("form[action='/console/files/programme'] button").await;
    browser.find("form[action^='/console/previews/']").await;
    take(browser, &format!("preview-{guise}")).await;
    let (_stick, paths) = stick(week).await;
    browser.goto(STICK).await;
    browser.write("#files", &paths).await;
    browser.click(".card button").await;
    browser.find(".cards").await;
    take(browser, &format!("stick-came-{guise}")).await;
    browser.click("a[href$='/enrol']").await;
    browser.find("#print").await;
    take(browser, &format!("stick-compare-{guise}")).await;
}

/// The day and what is announced, up to an emergency.
async fn the_day(eyes: Eyes, guise: &str) {
    let _alone = alone().await;
    let week = Week::busy().await;
    told(&week).await;
    let browser = Chromium::open(&week, eyes).await;
    browser.sign_in().await;
    for (name, page) in [
        ("day", "/console/day"),
        ("day-add", "/console/day/add"),
        ("announcements", "/console/announcements"),
        ("announce", "/console/announcements/new"),
        ("screens", "/console/screens"),
        ("emergency", EMERGENCY),
    ] {
        browser.goto(page).await;
        browser.find("main h1").await;
        browser.run("document.querySelector('#say-bx-models')?.setAttribute('open', '')").await;
        take(&browser, &format!("{name}-{guise}")).await;
    }
    browser.write("#text-en", "Leave the building by the canal side.").await;
    browser.write("#text-fr", "Quittez le bâtiment du côté du canal.").await;
    browser.click("form[action$='/check'] button").await;
    browser.find("form[action$='/emergency']").await;
    take(&browser, &format!("emergency-check-{guise}")).await;
    browser.click("main button.danger").await;
    browser.find(".emergency a.danger").await;
    take(&browser, &format!("emergency-on-{guise}")).await;
    taken_over(&week).await;
    browser.goto("/console/announcements").await;
    browser.until(".emergency .status", |text| text.contains('5')).await;
    take(&browser, &format!("emergency-shown-{guise}")).await;
    photographed(&week).await;
    browser.goto(BOARD).await;
    browser.find("img.shot").await;
    take(&browser, &format!("screen-{guise}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_day_by_day() {
    the_day(DESK, "en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_day_by_night() {
    the_day(Eyes { dark: true, language: "fr", ..DESK }, "dark-fr").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_day_on_a_telephone() {
    the_day(NARROW, "320-en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_console_by_day() {
    let _alone = alone().await;
    let week = Week::busy().await;
    tour(&week, &Chromium::open(&week, DESK).await, "en").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_console_by_night() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let eyes = Eyes { dark: true, language: "fr", ..DESK };
    tour(&week, &Chromium::open(&week, eyes).await, "dark-fr").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it writes pictures: make screens"]
async fn the_console_on_a_telephone() {
    let _alone = alone().await;
    let week = Week::busy().await;
    tour(&week, &Chromium::open(&week, NARROW).await, "320-en").await;
}
