//! The real program in a real window: Xvfb for a screen, WebKitWebDriver for hands and eyes, and X
//! itself for the keys and the files that no driver can bring.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(unused_imports, unreachable_pub, reason = "each test file includes this one")]

mod approved;
mod axe;
mod browser;
mod day;
mod desktop;
mod disk;
mod drop;
mod hub;
mod keyboard;
mod monitors;
mod picture;
mod processes;
mod seen;
pub(crate) mod venue_day;
pub(crate) mod venue_hub;
mod words;
mod x;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;

pub(crate) use approved::approved;
pub(crate) use day::{MIDDAY, SaidDay, let_in_elsewhere};
pub(crate) use desktop::Desktop;
pub(crate) use disk::SmallDisk;
pub(crate) use hub::{Hub, NAME, NOW, slow_line};
pub(crate) use keyboard::End;
pub(crate) use monitors::{MONITORS, Place};
pub(crate) use processes::{Driver, Screen};
pub(crate) use seen::Seen;
pub(crate) use words::{languages_of_attendees, samples, welcome_at_main, words};

/// How long anything on the screen may take before it counts as not coming. A busy machine is
/// slow; a test that waits for something that comes never waits this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is looked whether something has come.
const GLANCE: Duration = Duration::from_millis(60);

/// How often it is looked whether the screen has come to rest.
const MOST_LOOKS: u32 = 8;

/// The size of a usual screen lying down.
pub(crate) const LANDSCAPE: (u32, u32) = (1920, 1080);
/// The same screen standing.
pub(crate) const PORTRAIT: (u32, u32) = (1080, 1920);

/// The program in a window on a screen of its own. Everything ends when it is dropped.
pub(crate) struct Stage {
    pub(crate) client: Client,
    /// A folder that the program takes for its camera.
    pub(crate) camera: PathBuf,
    /// Where the program keeps its data.
    pub(crate) data: PathBuf,
    // In the order in which they have to go: who uses something goes before it.
    driver: Driver,
    pub(crate) screen: Screen,
    pub(crate) folder: tempfile::TempDir,
    /// Where on its screen it is, when not all over it.
    pictured: Option<Place>,
    /// None beside a window that has it.
    _alone: Option<MutexGuard<'static, ()>>,
}

/// One window at a time: what comes in time on a quiet machine comes late when two windows are
/// painted without a graphics card, and then a scanner's keys look like a person's.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Nobody else has a window as long as this is held.
pub(crate) async fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().await
}

impl Stage {
    /// The demonstration on a screen of this size, with a folder of pictures as its camera.
    pub(crate) async fn demonstration(size: (u32, u32), more: &[&str]) -> Self {
        Self::open(size, &[&["--demo"], more].concat(), None).await
    }

    /// The program with these arguments; its data in a folder of its own, unless told where.
    pub(crate) async fn open(size: (u32, u32), arguments: &[&str], data: Option<&Path>) -> Self {
        let alone = Some(alone().await);
        Self { _alone: alone, ..Self::sized(size, arguments, data).await }
    }

    /// The program over the monitors of a desktop, as what was chosen for them says. The first has
    /// the door.
    pub(crate) async fn over_monitors(screen: Screen, arguments: &[&str], data: &Path) -> Self {
        let alone = Some(alone().await);
        let pictured = Some(Place::of_monitor(0));
        Self { pictured, _alone: alone, ..Self::start(screen, arguments, Some(data)).await }
    }

    /// The program over the whole of a screen, which shows what the data folder's file says.
    pub(crate) async fn over_screen(arguments: &[&str], data: &Path) -> Self {
        Self::over_monitors(Screen::start(LANDSCAPE), arguments, data).await
    }

    /// A window more, for as long as this one stands: for boards, which nobody types at.
    pub(crate) async fn beside(&self, size: (u32, u32), arguments: &[&str], data: &Path) -> Self {
        Self::sized(size, arguments, Some(data)).await
    }

    async fn sized(size: (u32, u32), arguments: &[&str], data: Option<&Path>) -> Self {
        let pixels = format!("{}x{}", size.0, size.1);
        let arguments = [arguments, &["--size", &pixels]].concat();
        Self::start(Screen::start(size), &arguments, data).await
    }

    async fn start(screen: Screen, arguments: &[&str], data: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let camera = folder.path().join("camera");
        std::fs::create_dir(&camera).unwrap();
        let data = data.map_or_else(|| folder.path().join("data"), Path::to_owned);
        let driver = Driver::start(&screen, folder.path());
        let all: Vec<String> = arguments
            .iter()
            .map(ToString::to_string)
            .chain(["--data".into(), data.to_str().unwrap().to_owned()])
            .chain(["--camera".into(), format!("folder:{}", camera.display())])
            .collect();
        let options = json!({"binary": env!("CARGO_BIN_EXE_parvis"), "args": all});
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)];
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.into_iter().collect());
        // The driver waits for ever for a program that has ended at once.
        let client = match timeout(PATIENCE, builder.connect(&driver.address)).await {
            Ok(client) => client.expect("the program opens its window"),
            Err(_) => {
                panic!("the program opens no window. It said:\n{}", last_words(folder.path()))
            }
        };
        let x = x::X::connect(&screen);
        x.give_keyboard(x.window("Parvis"));
        Self { client, camera, data, driver, screen, folder, pictured: None, _alone: None }
    }

    /// The X server that it is shown on.
    pub(crate) fn x(&self) -> x::X {
        x::X::connect(&self.screen)
    }

    /// Waits until the page has an element, and gives it.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Ok(element) = self.client.find(Locator::Css(css)).await {
                return element;
            }
            if Instant::now() >= until {
                panic!("no {css} on the screen, but:\n{}", self.story().await);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Clicks with the mouse, where the element is: what lies over it would get the click.
    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Waits until the page has no such element any more.
    pub(crate) async fn gone(&self, css: &str) {
        let what = format!("{css} goes away");
        self.until(&what, || async { !self.has(css).await }).await;
    }

    pub(crate) async fn has(&self, css: &str) -> bool {
        self.run("return document.querySelector(arguments[0]) !== null", vec![json!(css)]).await
            == json!(true)
    }

    /// Waits until something is so.
    pub(crate) async fn until<F: Future<Output = bool>>(&self, what: &str, so: impl Fn() -> F) {
        let until = Instant::now() + PATIENCE;
        while !so().await {
            if Instant::now() >= until {
                panic!("waited in vain: {what}. On the screen:\n{}", self.story().await);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until an element's words are these.
    pub(crate) async fn reads(&self, css: &str, words: &str) {
        let what = format!("{css} reads “{words}”");
        self.until(&what, || async { self.words_in(css).await == words }).await;
    }

    /// The words in an element, blanks of every kind as one; empty when there is none.
    pub(crate) async fn words_in(&self, css: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.textContent ?? ''";
        let text = self.run(script, vec![json!(css)]).await;
        plain(text.as_str().unwrap_or_default())
    }

    /// The value of an element's attribute; empty when there is none.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> String {
        let script =
            "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''";
        let value = self.run(script, vec![json!(css), json!(name)]).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Everything that is written on the screen.
    pub(crate) async fn text(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// What is on the screen and what the program last said: for whoever wonders why a test failed.
    async fn story(&self) -> String {
        let last = last_words(self.folder.path());
        format!("{}\n\nThe program last said:\n{last}", self.text().await)
    }

    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let done = self.client.execute(script, arguments).await;
        done.unwrap_or_else(|error| panic!("{error}\n{script}"))
    }

    /// What the program has logged.
    pub(crate) fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(processes::log_in(self.folder.path())).unwrap())
            .into_owned()
    }

    /// Holds a ticket before the camera.
    pub(crate) fn hold_up(&self, code: &str) {
        self.show_camera(&parvis_codes::draw::Code::new(code).unwrap().png(8).unwrap());
    }

    /// Makes a picture what the camera sees: written whole and then renamed, so that it is never
    /// seen half.
    pub(crate) fn show_camera(&self, picture: &[u8]) {
        let unfinished = self.camera.join(".next");
        std::fs::write(&unfinished, picture).unwrap();
        std::fs::rename(unfinished, self.camera.join("view.png")).unwrap();
    }

    /// Takes whatever is held up away.
    pub(crate) fn take_away(&self) {
        let _ = std::fs::remove_file(self.camera.join("view.png"));
    }

    /// A file beside the program's data.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Puts the keyboard's focus on an element.
    pub(crate) async fn focus(&self, css: &str) {
        self.run("document.querySelector(arguments[0]).focus()", vec![json!(css)]).await;
        assert!(self.has(&format!("{css}:focus")).await, "{css} takes the focus");
    }

    /// Whether there is a window with this word in its title.
    pub(crate) fn has_window(&self, word: &str) -> bool {
        self.x().find_window(word).is_some()
    }

    /// Whether nothing at all is to be seen on the screen, once it rests.
    pub(crate) async fn is_black(&self) -> bool {
        self.at_rest().await.are_black()
    }

    /// A picture of the screen as PNG, when nothing on it moves any more; or soon, where something
    /// always does.
    ///
    /// It is the X server's: the driver waits for something to be painted before it takes one.
    pub(crate) async fn picture(&self, file: &Path) {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, self.at_rest().await.into_png()).unwrap();
    }

    async fn at_rest(&self) -> x::Pixels {
        let x = self.x();
        let mut last = x.pixels(self.pictured);
        for _ in 0..MOST_LOOKS {
            tokio::time::sleep(Duration::from_millis(250)).await;
            let now = x.pixels(self.pictured);
            let rests = now == last;
            last = now;
            if rests {
                break;
            }
        }
        last
    }

    /// Ends the program and gives its check-ins as the command line exports them: `rows` of a CSV.
    pub(crate) async fn check_ins(&mut self) -> Vec<String> {
        self.end().await;
        let out = self.folder.path().join("check-ins.csv");
        let exported = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"))
            .arg("export")
            .arg(&out)
            .arg("--data")
            .arg(&self.data)
            .arg("--rehearsal")
            .output()
            .unwrap();
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        let rows = std::fs::read_to_string(&out).unwrap();
        rows.lines().skip(1).map(str::to_owned).collect()
    }

    /// Ends the program; its data stay as long as this does.
    pub(crate) async fn end(&mut self) {
        let _ = self.client.clone().close().await;
        self.driver.end();
    }
}

/// What the program said before it fell silent.
fn last_words(home: &Path) -> String {
    let log = std::fs::read(processes::log_in(home)).unwrap_or_default();
    let log = String::from_utf8_lossy(&log).into_owned();
    let lines: Vec<_> = log.lines().filter(|line| !line.starts_with("ALSA")).collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

/// Words as they are read: marks that only steer their direction left out, blanks of every kind
/// and number as one.
pub(crate) fn plain(words: &str) -> String {
    let kept: String = words.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
    let kept = kept.replace('\u{ad}', "");
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
