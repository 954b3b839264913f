//! Screens that are on by the hour: the page of the real program, over a whole screen, and what it has
//! its panel told.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::announcement::Announcements;
use parvis_domain::text::Text;
use parvis_hub::store::Store as _;
use serde_json::json;

use crate::reported::Central;
use crate::stage::Stage;

/// A kiosk's folder, its clock in somebody's hand, and a panel that writes down what it is told.
struct Hall {
    home: tempfile::TempDir,
}

impl Hall {
    /// Its one screen, as the X server names it, shows this from half past seven to nine in the
    /// evening.
    fn new(shows: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let hall = Self { home };
        let tell = |word: &str| format!("echo \"{word} $OUTPUT\" >> {}", hall.panel().display());
        let file = format!(
            "hours = \"07:30-21:00\"\n\n[panel]\noff = '{}'\non = '{}'\n\n\
             [[screen]]\nmonitor = \"screen\"\noutput = \"HDMI-A-1\"\nshows = \"{shows}\"\n",
            tell("off"),
            tell("on")
        );
        std::fs::write(data.join("screens.toml"), file).unwrap();
        hall
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn panel(&self) -> PathBuf {
        self.home.path().join("panel")
    }

    /// What the panel was told, in its order.
    fn told(&self) -> Vec<String> {
        let told = std::fs::read_to_string(self.panel()).unwrap_or_default();
        told.lines().map(str::to_owned).collect()
    }

    fn set_clock(&self, now: &str) {
        let unfinished = self.home.path().join("clock.unfinished");
        std::fs::write(&unfinished, now).unwrap();
        std::fs::rename(unfinished, self.home.path().join("clock")).unwrap();
    }

    async fn open(&self, now: &str) -> Stage {
        self.set_clock(now);
        let clock = self.home.path().join("clock");
        let arguments = ["--rehearsal", "--clock", clock.to_str().unwrap()];
        Stage::over_screen(&arguments, &self.data()).await
    }

    /// Waits until the panel was told this and nothing else.
    async fn panel_is_told(&self, stage: &Stage, all: &[&str]) {
        let all: Vec<_> = all.iter().map(|word| format!("{word} HDMI-A-1")).collect();
        stage.until(&format!("the panel was told {all:?}"), || async { self.told() == all }).await;
    }
}

/// Notes whatever the page shows from now on.
const WATCH: &str = r"
const main = document.querySelector('main');
window.shown = [main.dataset.screen];
new MutationObserver(() => {
  if (window.shown.at(-1) !== main.dataset.screen) window.shown.push(main.dataset.screen);
}).observe(main, { attributes: true });
";

async fn is_dark(stage: &Stage) {
    stage.find("main[data-screen=dark][data-check=ok]").await;
    assert_eq!(stage.text().await.trim(), "", "nothing is on it");
    let black = stage.is_black().await;
    assert!(black, "every pixel of the screen is black");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_board_goes_dark_for_the_night_and_an_emergency_lights_it() {
    let hub = Central::start().await;
    let hall = Hall::new("lobby");
    hub.enrol(&hall.data()).await;
    let stage = hall.open("2023-11-16T20:30:00+01:00").await;
    stage.find("main[data-screen=lobby][data-check=ok]").await;
    hall.panel_is_told(&stage, &["on"]).await;
    stage.run(WATCH, vec![]).await;

    hall.set_clock("2023-11-16T20:59:58+01:00");
    is_dark(&stage).await;
    hall.panel_is_told(&stage, &["on", "off"]).await;
    let morning: Timestamp = "2023-11-17T07:30:00+01:00".parse().unwrap();
    let told = hub.screen("screen", |one| one.report.dark_until == Some(morning)).await;
    assert_eq!((&*told.shows, &told.wrong[..]), ("lobby", &[][..]), "nothing is wrong with it");

    // The hall hears of both in their order.
    let venue = || "halle-des-communs".parse().unwrap();
    let text = Text::only("fr".parse().unwrap(), "Le déjeuner est servi.");
    // The hub goes by this machine's clock.
    let times = ("2023-11-16T12:00:00Z".parse().unwrap(), "2999-01-01T00:00:00Z".parse().unwrap());
    hub.service.announce(Some(venue()), text, times).await.unwrap();
    hub.service.take_over(venue(), Text::default()).await.unwrap();
    stage.find("main[data-screen=emergency]").await;
    let lit = Instant::now();
    hall.panel_is_told(&stage, &["on", "off", "on"]).await;
    assert!(lit.elapsed() < Duration::from_secs(3), "the panel with the page: {:?}", lit.elapsed());
    let told = hub.screen("screen", |one| one.report.emergencies.len() == 1).await;
    assert_eq!((told.dark_until, &told.wrong[..]), (None, &[][..]));

    let said = hub.service.store().said().await.unwrap();
    hub.service.withdraw(Announcements::fold(&said).emergencies()[0].0).await.unwrap();
    is_dark(&stage).await;
    hall.panel_is_told(&stage, &["on", "off", "on", "off"]).await;

    hall.set_clock("2023-11-17T07:29:58+01:00");
    stage.find("main[data-screen=lobby][data-check=ok]").await;
    hall.panel_is_told(&stage, &["on", "off", "on", "off", "on"]).await;
    assert!(!stage.is_black().await);
    let shown = stage.run("return window.shown", vec![]).await;
    assert_eq!(shown, json!(["lobby", "dark", "emergency", "dark", "lobby"]));
    let told = hub.screen("screen", |one| one.report.dark_until.is_none()).await;
    assert_eq!(told.wrong, [""; 0]);
}

/// A data folder with the demonstration in it.
fn filled(data: &Path) {
    drop(crate::stage::SaidDay::new(data));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_touches_the_programme_in_the_night_has_it_for_a_minute() {
    let hall = Hall::new("programme");
    filled(&hall.data());
    let stage = hall.open("2023-11-16T22:00:00+01:00").await;
    stage.find("main[data-screen=dark]").await;
    assert!(stage.is_black().await, "every pixel of the screen is black");
    hall.panel_is_told(&stage, &["off"]).await;

    stage.click("main").await;
    stage.find("main[data-screen=programme]").await;
    hall.panel_is_told(&stage, &["off", "on"]).await;
    hall.set_clock("2023-11-16T22:02:00+01:00");
    stage.find("main[data-screen=dark]").await;
    hall.panel_is_told(&stage, &["off", "on", "off"]).await;
}
