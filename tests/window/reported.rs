//! What the real program's screens tell a hub: that each is as it should be, that it shows an
//! emergency, a picture of a board and none of a door, and that a page which hangs is silent.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::text::Text;
use parvis_hub::console::{Console, Setting, pages};
use parvis_hub::http::{Handle, Limits, Listen, serve};
use parvis_hub::import::{ProgrammeRequest, import_gates, import_programme};
use parvis_hub::service::{Offer, ScreenState, Service};
use parvis_hub::store::{Birth, KnownScreen, SqliteStore, Store as _};
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::hub::Invitation;
use parvis_kiosk::kiosk::Kiosk;
use parvis_protocol::enrol::EnrolmentCode;
use parvis_protocol::screen::ScreenReport;
use parvis_roster::{DataKind, Opening, Roster};

use crate::stage::{LANDSCAPE, MIDDAY, PATIENCE, Stage};

/// As an age recipient is written. Nothing is sealed here.
const RECIPIENT: &str = "age1lyvywawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z";

/// A hub in this process, which can be asked what it knows.
pub(crate) struct Central {
    pub(crate) service: Service<SqliteStore>,
    address: String,
    _folder: tempfile::TempDir,
}

impl Central {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).unwrap());
        let birth = Birth { rehearsal: true, name: "A hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
        let file = demo.join("programme.json");
        let now: Timestamp = MIDDAY.parse().unwrap();
        let programme = ProgrammeRequest { file, ..ProgrammeRequest::default() };
        import_programme(&*store, programme, now).await.unwrap();
        import_gates(&*store, &demo.join("gates.toml"), false).await.unwrap();
        let identity = store.identity().await.unwrap();
        let service = Service::new(store, identity, RECIPIENT.into(), Arc::new(Timestamp::now));
        let setting = Setting { encrypted: false, address: None, store: "a folder".into() };
        let pages = pages(&Console::new(service.clone(), setting).unwrap());
        let (serving, handle) = (service.clone(), Handle::new());
        let of = handle.clone();
        let listen = Listen { address: ([127, 0, 0, 1], 0).into(), tls: None };
        let limits = Limits::default();
        tokio::spawn(async move { serve(&serving, pages, limits, listen, of).await.unwrap() });
        let address = format!("http://{}", handle.listening().await.unwrap());
        Self { service, address, _folder: folder }
    }

    /// Makes a data folder one of the hub's kiosks.
    pub(crate) async fn enrol(&self, data: &Path) {
        let code = EnrolmentCode::from_random(*b"a screen");
        let events = vec!["brussels".parse().unwrap()];
        let gate = Some("main".parse().unwrap());
        self.service.offer(Offer { name: "Hall".into(), events, gate }, &code).await.unwrap();
        let invitation = Invitation { address: self.address.clone(), code, hub_key: None };
        let data = data.to_owned();
        let joined = tokio::task::spawn_blocking(move || {
            let mut entropy = |bytes: &mut [u8]| getrandom::fill(bytes).unwrap();
            let kind = DataKind::Rehearsal;
            let opening = Opening { folder: &data, kind, entropy: &mut entropy };
            let clock = Arc::new(RehearsalClock::set(MIDDAY.parse().unwrap(), Instant::now()));
            let kiosk = Kiosk::new(Roster::open(opening).unwrap(), clock).unwrap();
            kiosk.enrol(&invitation).map(drop)
        });
        joined.await.unwrap().unwrap();
    }

    /// What is known of a screen, when it is so.
    pub(crate) async fn screen(
        &self,
        name: &str,
        so: impl Fn(&KnownScreen) -> bool,
    ) -> ScreenReport {
        let until = Instant::now() + 2 * PATIENCE;
        loop {
            let screens = self.service.screens().await.unwrap();
            let found = screens.iter().find(|one| one.report.screen == name);
            if let Some(found) = found.filter(|found| so(found)) {
                return found.report.clone();
            }
            assert!(Instant::now() < until, "{name} never came to be so: {screens:?}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    fn is(&self, state: ScreenState) -> impl Fn(&KnownScreen) -> bool {
        let now = self.service.now();
        move |one| one.report.width > 0 && ScreenState::of(one, now.max(one.at)) == state
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn the_hub_knows_what_every_screen_shows_and_gets_a_picture_of_boards_alone() {
    let hub = Central::start().await;
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(&data).unwrap();
    hub.enrol(&data).await;
    let arguments = ["--rehearsal", "--now", MIDDAY, "--screen", "lobby", "--screen", "door"];
    let stage = Stage::open(LANDSCAPE, &arguments, Some(&data)).await;
    stage.find("main[data-screen=lobby][data-check=ok]").await;

    let board = hub.screen("board-1", hub.is(ScreenState::Fine)).await;
    assert_eq!((&*board.shows, board.width, board.height), ("lobby", 1920, 1080));
    assert_eq!(board.venue, Some("halle-des-communs".parse().unwrap()));
    assert!(["fr", "nl", "en"].contains(&board.language.as_deref().unwrap()));
    let door = hub.screen("door", |one| one.report.width > 0).await;
    assert_eq!((&*door.shows, door.venue), ("door", board.venue.clone()));

    let device = hub.service.screens().await.unwrap()[0].device;
    let store = hub.service.store();
    hub.service.ask_picture(device, "board-1").await.unwrap();
    // The hub does not offer this one. It is here all the same, and comes to nothing.
    assert!(hub.service.ask_picture(device, "door").await.is_err());
    store.ask_picture(device, "door", hub.service.now()).await.unwrap();
    hub.screen("board-1", |one| one.picture.taken.is_some()).await;
    let png = store.picture(device, "board-1", hub.service.now()).await.unwrap().unwrap();
    let picture = image::load_from_memory(&png).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (960, 540));
    // The board's own night blue, and white words on it.
    let near = |pixel: &image::Rgb<u8>, of: [u8; 3]| {
        pixel.0.iter().zip(of).all(|(one, other)| one.abs_diff(other) < 24)
    };
    let count = |of: [u8; 3]| picture.pixels().filter(|pixel| near(pixel, of)).count();
    let (night, white) = (count([6, 21, 43]) + count([15, 43, 82]), count([255; 3]));
    assert!(night > 100_000 && white > 2_000, "{night} of night, {white} white");

    let venue = "halle-des-communs".parse().unwrap();
    hub.service.take_over(venue, Text::default()).await.unwrap();
    for name in ["board-1", "door"] {
        hub.screen(name, |one| one.report.emergencies.len() == 1).await;
    }
    assert_eq!(store.picture(device, "door", hub.service.now()).await.unwrap(), None);

    // A page that hangs says nothing, and the kiosk does.
    stage.run("setTimeout(() => { for (;;); }, 100)", vec![]).await;
    let silent = hub.screen("board-1", |one| one.report.silent_ms > 0).await;
    assert!(silent.silent_ms >= 45_000, "{silent:?}");
}
