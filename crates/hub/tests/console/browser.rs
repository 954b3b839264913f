//! The console in a real browser: accessible in every guise, live, and whole without scripts.

use std::time::Duration;

use parvis_domain::programme::saying::Word;
use parvis_hub::store::Store as _;
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::hub::Enrols as _;
use parvis_protocol::key::DeviceKey;
use tokio::sync::{Mutex, MutexGuard};

use crate::announcements::EMERGENCY;
use crate::chromium::{Chromium, DESK, Eyes};
use crate::day::told;
use crate::guard::PAGES;
use crate::shown::{BOARD, arrived, fallen_silent, photographed};
use crate::stick::STICK;
use crate::stick_files::stick;
use crate::week::{Week, demo, event};

/// One browser at a time: several at once are slow on a small machine.
static ALONE: Mutex<()> = Mutex::const_new(());

pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().await
}

/// A telephone; as wide as a desk at 400 %.
pub(crate) const NARROW: Eyes = Eyes { width: 320, height: 640, ..DESK };

async fn every_page_is_accessible(eyes: Eyes) {
    let _alone = alone().await;
    let week = Week::busy().await;
    let browser = Chromium::open(&week, eyes).await;
    browser.goto("/console/sign-in").await;
    browser.is_accessible("signing in").await;
    browser.sign_in().await;
    for page in PAGES {
        browser.goto(page).await;
        browser.find("main h1").await;
        let open = "document.querySelectorAll('details').forEach((one) => one.open = true)";
        browser.run(open).await;
        browser.is_accessible(&format!("{page} {eyes:?}")).await;
    }
    browser.goto("/console/nowhere").await;
    browser.is_accessible("a page that is not there").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_by_day() {
    every_page_is_accessible(DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_by_night_and_in_french() {
    every_page_is_accessible(Eyes { dark: true, language: "fr", ..DESK }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_on_a_telephone() {
    every_page_is_accessible(Eyes { language: "fr", ..NARROW }).await;
}

async fn the_day_is_accessible(eyes: Eyes) {
    let _alone = alone().await;
    let week = Week::busy().await;
    told(&week).await;
    let browser = Chromium::open(&week, eyes).await;
    browser.sign_in().await;
    let open = "document.querySelectorAll('details').forEach((one) => one.open = true)";
    for page in ["/console/day", "/console/announcements"] {
        browser.goto(page).await;
        browser.find("main h1").await;
        browser.run(open).await;
        browser.is_accessible(&format!("{page} {eyes:?}")).await;
    }
    browser.goto(EMERGENCY).await;
    browser.write("#text-en", "Leave the building.").await;
    browser.click("form[action$='/check'] button").await;
    browser.find("form[action$='/emergency']").await;
    browser.is_accessible("before an emergency").await;
    browser.click("main button.danger").await;
    browser.find(".emergency a.danger").await;
    browser.is_accessible("an emergency").await;
    for page in ["/console", "/console/day"] {
        browser.goto(page).await;
        browser.find(".emergency").await;
        browser.is_accessible(&format!("{page} in an emergency")).await;
    }
    browser.click(".emergency a.danger").await;
    browser.find("form[action$='/end']").await;
    browser.is_accessible("the end of an emergency").await;
    photographed(&week).await;
    browser.goto(BOARD).await;
    browser.find("img.shot").await;
    browser.is_accessible("a picture of a board").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_comes_while_somebody_waits_and_screens_are_told_as_they_are() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let browser = Chromium::open(&week, DESK).await;
    browser.sign_in().await;
    browser.click("nav a[href='/console/screens']").await;
    browser.until(".statuses", |text| text.contains("4 screens are as they should be")).await;
    fallen_silent(&week).await;
    browser.until(".statuses", |text| text.contains("Nothing is heard of 3 screens")).await;
    browser.goto(BOARD).await;
    browser.click("main form button").await;
    browser.until("main .notice", |text| text.starts_with("Asked for.")).await;
    browser.is_accessible("a picture that is waited for").await;
    arrived(&week).await;
    browser.find("img.shot").await;
    let drawn = "const img = document.querySelector('img.shot'); \
        return img.complete ? img.naturalWidth : 0";
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while browser.run(drawn).await != 960 {
        assert!(std::time::Instant::now() < end, "the browser draws it");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_asked_for_without_scripts() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let browser = Chromium::open(&week, Eyes { scripts: false, ..DESK }).await;
    browser.sign_in().await;
    browser.click("nav a[href='/console/screens']").await;
    browser.click(&format!("main a.button[href='{BOARD}']")).await;
    browser.click("main form button").await;
    browser.until("main .notice", |text| text.starts_with("Asked for.")).await;
    arrived(&week).await;
    browser.click("main .without-script a").await;
    browser.find("img.shot").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_day_is_accessible_by_day() {
    the_day_is_accessible(DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_day_is_accessible_by_night_on_a_telephone_and_in_french() {
    the_day_is_accessible(Eyes { dark: true, language: "fr", ..NARROW }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_is_seen_and_what_somebody_types_stays() {
    let _alone = alone().await;
    let week = Week::filled().await;
    let browser = Chromium::open(&week, DESK).await;
    browser.sign_in().await;
    browser.goto("/console/day").await;
    let card = "#session-bx-models";
    browser.click("#say-bx-models summary").await;
    browser.write("#minutes-bx-models", "7").await;
    // Away from the field: what is typed there is not sent yet.
    browser.run("document.activeElement.blur()").await;
    let session = "bx-open-mic".parse().unwrap();
    week.service.say(&event("brussels"), &session, Word::Full).await.unwrap();
    tokio::time::sleep(Duration::from_secs(6)).await;
    let typed = "return document.querySelector('#minutes-bx-models').value";
    assert_eq!(browser.run(typed).await, "7", "it looks again when that was sent");
    browser.click("#say-bx-models form:nth-of-type(2) button").await;
    browser.until(card, |text| text.contains("7 min late")).await;
    let other = browser.text("#session-bx-open-mic").await;
    assert!(other.contains("Full"), "{other}");
    browser.run("document.activeElement.blur()").await;
    week.service.say(&event("brussels"), &session, Word::Cancelled).await.unwrap();
    browser.until("#session-bx-open-mic", |text| text.contains("Cancelled")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_change_while_somebody_looks() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let browser = Chromium::open(&week, DESK).await;
    browser.sign_in().await;
    browser.goto("/console/events/brussels").await;
    let admitted = ".larges .large:nth-child(2) dd";
    let before = browser.text(admitted).await;
    assert!(!browser.text(".fresh").await.contains("Look again"), "it looks by itself");
    browser.click("#arrivals-table summary").await;
    // Away from what would be disturbed.
    browser.run("document.activeElement.blur()").await;

    let mut door = week.door(9, "Late door", "main").await;
    door.admit("NOB0DYS1", 76 * 60);
    week.push(door).await;
    browser.until(admitted, |text| text != before).await;
    let open = "return document.querySelector('#arrivals-table').open";
    assert_eq!(browser.run(open).await, true, "what was open stays open");
    browser.is_accessible("an event that was refreshed").await;

    browser.click("[data-pause]").await;
    let held = browser.text(admitted).await;
    let mut door = week.door(10, "Later door", "main").await;
    door.admit("NOB0DYS2", 77 * 60);
    week.push(door).await;
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert_eq!(browser.text(admitted).await, held, "it holds still");
    browser.click("[data-pause]").await;
    browser.until(admitted, |text| text != held).await;
    assert_eq!(
        browser
            .run(
                "return performance.getEntriesByType('resource').filter((one) => \
        !one.name.startsWith(location.origin)).length"
            )
            .await,
        0,
        "nothing comes from elsewhere"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_shown_until_the_device_has_come() {
    let _alone = alone().await;
    let week = Week::filled().await;
    let browser = Chromium::open(&week, DESK).await;
    browser.sign_in().await;
    browser.goto("/console/devices/new").await;
    browser.write("#name", "Door 1").await;
    browser.click("input[value=brussels]").await;
    browser.click("main button[type=submit]").await;
    let code: EnrolmentCode = browser.text("code.code").await.parse().unwrap();
    browser.until(".countdown", |text| text.starts_with("9:")).await;
    browser.is_accessible("a code").await;
    let key = DeviceKey::from_seed(&[42; 32]);
    let card = DeviceCard {
        device: Week::id(42),
        key: key.public(),
        seal_to: "age1nobody".into(),
        version: "0.1.0".into(),
        rehearsal: true,
    };
    week.service.enrol(EnrolmentRequest::new(&code, &card, &key).unwrap()).await.unwrap();
    browser.until("main", |text| text.contains("The device has come.")).await;
    browser.is_accessible("a code that was used").await;
}

async fn a_stick_is_accessible(eyes: Eyes) {
    let _alone = alone().await;
    let week = Week::busy().await;
    let (_stick, paths) = stick(&week).await;
    let browser = Chromium::open(&week, eyes).await;
    browser.sign_in().await;
    browser.goto(STICK).await;
    browser.write("#files", &paths).await;
    browser.click(".card button").await;
    browser.find(".cards").await;
    browser.is_accessible("what a stick brought").await;
    browser.click("a[href$='/enrol']").await;
    browser.find("#print").await;
    browser.is_accessible("a fingerprint to be compared").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_is_accessible_by_day() {
    a_stick_is_accessible(DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_is_accessible_by_night_on_a_telephone_and_in_french() {
    a_stick_is_accessible(Eyes { dark: true, language: "fr", ..NARROW }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_are_too_large_are_answered_in_a_browser() {
    let _alone = alone().await;
    let week = Week::filled().await;
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.mp4");
    std::fs::File::create(&film).unwrap().set_len(300_000_000).unwrap();
    let browser = Chromium::open(&week, DESK).await;
    browser.sign_in().await;
    browser.goto(STICK).await;
    browser.write("#files", film.to_str().unwrap()).await;
    browser.click(".card button").await;
    browser.until("main", |text| text.contains("Choose only those of kiosks")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_is_answered_without_scripts() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let (_stick, paths) = stick(&week).await;
    let browser = Chromium::open(&week, Eyes { scripts: false, ..DESK }).await;
    browser.sign_in().await;
    browser.click("nav a[href='/console/devices']").await;
    browser.click(&format!("main a[href='{STICK}']")).await;
    browser.write("#files", &paths).await;
    browser.click(".card button").await;
    browser.until("main", |text| text.contains("Read, and safe here")).await;
    browser.click("a[href$='/enrol']").await;
    browser.click("input[name=same]").await;
    browser.write("#name", "Door 1").await;
    browser.click("input[value=brussels]").await;
    browser.click("main button[type=submit]").await;
    browser.until("main", |text| text.contains("It is enrolled now")).await;
    let device = week.service.store().device(Week::id(42)).await.unwrap().unwrap();
    assert_eq!(device.statement.name, "Door 1");

    browser.click("nav a[href='/console/aside']").await;
    browser.click("main a.button").await;
    browser.until("h1", |text| text == "Let 3 records from Spare kiosk count?").await;
    browser.click("main button[type=submit]").await;
    browser.until("main .notice", |text| text == "3 records count now.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_works_without_scripts() {
    let _alone = alone().await;
    let week = Week::busy().await;
    let browser = Chromium::open(&week, Eyes { scripts: false, ..DESK }).await;
    browser.sign_in().await;
    assert!(browser.text(".fresh").await.contains("Look again"));
    browser.click("nav a[href='/console/files']").await;
    browser.write("#file-roster", demo("roster-lille.csv").to_str().unwrap()).await;
    browser.click("form[action='/console/files/roster'] button").await;
    browser.until("h1", |text| text.contains("What roster-lille.csv would change")).await;
    browser.click("form[action^='/console/previews/'] button").await;
    browser.until("main .notice", |text| text == "The roster was taken.").await;

    browser.click("nav a[href='/console/doubles']").await;
    browser.click(".passages li:nth-child(2) a").await;
    browser.click("main button.danger").await;
    browser.until("main .notice", |text| text.starts_with("The admission was undone.")).await;

    browser.click("nav a[href='/console/devices']").await;
    browser.click(&format!("a[href='/console/devices/{}/revoke']", Week::id(3))).await;
    browser.click("main button.danger").await;
    browser.until("main .notice", |text| text.starts_with("The device was revoked.")).await;
    let device = week.service.store().device(Week::id(3)).await.unwrap().unwrap();
    assert_eq!(device.statement.number, 2);
    browser.click("a[lang=fr]").await;
    browser.until("h1", |text| text == "Appareils").await;
    browser.click(".person button").await;
    browser.find("#password").await;
}
