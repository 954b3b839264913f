//! A long day of one venue, in real windows: whatever is said at the hub, and whether or not the
//! venue hears it, its boards paint what they should, and nothing of it is cut.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::announcement::Announcements;
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Plan, SqliteStore, Store as _};
use parvis_protocol::enrol::EnrolmentCode;
use parvis_sync::http::router::router;
use parvis_testkit::Chance;

use crate::stage::venue_day::{
    Board, CUT_OFF, Deed, Heard, Painted, READ, Said, VenueDay, at, event, venue,
};
use crate::stage::{LANDSCAPE, PATIENCE, PORTRAIT, Stage};

/// A hub in this process, with a line to it that can be cut.
struct Hub {
    service: Service<SqliteStore>,
    address: SocketAddr,
    cut: Arc<AtomicBool>,
    /// What its clock reads, in seconds.
    now: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

impl Hub {
    async fn start(day: &VenueDay) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "Hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        store.put_plan(&Plan::of_programme(&day.programme).unwrap()).await.unwrap();
        let identity = store.identity().await.unwrap();
        let now = Arc::new(AtomicI64::new(at(0).as_second()));
        let read = Arc::clone(&now);
        let clock = Arc::new(move || Timestamp::from_second(read.load(Ordering::Relaxed)).unwrap());
        let service = Service::new(store, identity, "age1".into(), clock);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let behind = listener.local_addr().unwrap();
        let app = router(Arc::new(service.clone()));
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let cut = Arc::new(AtomicBool::new(false));
        let address = line_to(behind, Arc::clone(&cut)).await;
        Self { service, address, cut, now, _folder: folder }
    }

    /// Makes a data folder one of its devices’, by a code made from a number.
    async fn enrol(&self, data: &Path, code: u8) {
        let code = EnrolmentCode::from_random([code; 8]);
        let offer = Offer { name: "Lobby".into(), events: vec![event()], gate: None };
        self.service.offer(offer, &code).await.unwrap();
        for asked in [
            vec![
                "enrol".into(),
                code.to_string(),
                "--address".into(),
                format!("http://{}", self.address),
            ],
            vec!["sync".into()],
        ] {
            let mut parvis = Command::new(env!("CARGO_BIN_EXE_parvis"));
            parvis.args(asked).args(["--rehearsal", "--now", &at(480).to_string(), "--data"]);
            let done = parvis.arg(data).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }

    async fn say(&self, deed: &Deed) {
        let service = &self.service;
        match deed.said.clone() {
            Said::Word(session, word) => service.say(&event(), &session, word).await.unwrap(),
            Said::Added(added) => service.add_session(&event(), added).await.unwrap(),
            Said::Announced(text, minutes) => {
                let times = (at(deed.minute), at(deed.minute + minutes));
                service.announce(Some(venue()), text, times).await.unwrap();
            }
            Said::TakenOver => service.take_over(venue(), Default::default()).await.unwrap(),
            Said::Ended => {
                let said = service.store().said().await.unwrap();
                let key = Announcements::fold(&said).emergencies()[0].0;
                service.withdraw(key).await.unwrap();
            }
        }
    }
}

/// A line to an address, of which nothing gets through while it is cut. Gives where it begins.
async fn line_to(behind: SocketAddr, cut: Arc<AtomicBool>) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut here, _)) = listener.accept().await {
            let cut = Arc::clone(&cut);
            tokio::spawn(async move {
                let Ok(mut there) = tokio::net::TcpStream::connect(behind).await else { return };
                let is_cut = async {
                    while !cut.load(Ordering::Relaxed) {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                };
                tokio::select! {
                    _ = tokio::io::copy_bidirectional(&mut here, &mut there) => {}
                    () = is_cut => {}
                }
            });
        }
    });
    address
}

/// A board in its window, with the clock in somebody’s hand.
struct Screen {
    board: Board,
    stage: Stage,
    clock: PathBuf,
    _data: tempfile::TempDir,
}

impl Screen {
    /// Opens a kiosk of a hub, the first of a day or one more.
    async fn open(hub: &Hub, (size, board): ((u32, u32), Board), others: &[Self]) -> Self {
        let data = tempfile::tempdir().unwrap();
        hub.enrol(data.path(), u8::try_from(3 + others.len()).unwrap()).await;
        let clock = data.path().join("clock");
        std::fs::write(&clock, at(480).to_string()).unwrap();
        let (by, name) = (clock.to_str().unwrap().to_owned(), board.name());
        let arguments = ["--rehearsal", "--clock", &by, "--screen", &name];
        let stage = match others.first() {
            None => Stage::open(size, &arguments, Some(data.path())).await,
            Some(first) => first.stage.beside(size, &arguments, data.path()).await,
        };
        stage.find(&format!("main[data-screen={}][data-check]", board.screen())).await;
        Self { board, stage, clock, _data: data }
    }

    fn set_clock(&self, now: Timestamp) {
        let unfinished = self.clock.with_extension("unfinished");
        std::fs::write(&unfinished, now.to_string()).unwrap();
        std::fs::rename(unfinished, &self.clock).unwrap();
    }

    async fn painted(&self) -> Painted {
        serde_json::from_value(self.stage.run(READ, vec![]).await).unwrap()
    }

    /// Waits until it paints what was heard; gives how long that took.
    async fn shows(&self, what: &str, heard: &Heard, then: (&VenueDay, Timestamp)) -> Duration {
        let begun = Instant::now();
        loop {
            let painted = self.painted().await;
            match heard.wrong(&self.board, then, &painted) {
                None if painted.check.is_some() => return begun.elapsed(),
                wrong => {
                    let name = self.board.name();
                    assert!(begun.elapsed() < PATIENCE, "{what}, {name}: {wrong:?}");
                }
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Whether something is painted, on one of its pages, that nobody would who had heard only this.
    async fn refutes(&self, heard: &Heard, then: (&VenueDay, Timestamp)) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if heard.wrong(&self.board, then, &self.painted().await).is_some() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        false
    }
}

/// So many times it is looked whether a board that had not been told would be noticed.
const LOOKED_AT: u32 = 3;

/// What was seen of the words of a day.
#[derive(Default)]
struct Lived {
    /// How long each took to be painted, on each board.
    took: Vec<Duration>,
    /// How many made a board another.
    different: usize,
    /// How often it was seen that a board that had not been told would be noticed.
    noticed: u32,
}

impl Lived {
    /// All screens show what was heard, where before it was something else.
    async fn hear(
        &mut self,
        screens: &[Screen],
        what: &str,
        (before, heard): (&Heard, &Heard),
        then: (&VenueDay, Timestamp),
    ) {
        for screen in screens {
            self.took.push(screen.shows(what, heard, then).await);
            if heard.differs(before, &screen.board, then) {
                self.different += 1;
                let looks = self.noticed < LOOKED_AT;
                self.noticed += u32::from(looks && screen.refutes(before, then).await);
            }
        }
    }
}

/// Lives through the minutes of a day on boards of these sizes; gives how long each word took to be
/// painted.
async fn live(
    seed: u64,
    boards: impl IntoIterator<Item = ((u32, u32), Board)>,
    minutes: impl Fn(&VenueDay) -> Vec<i64>,
) -> Vec<Duration> {
    let day = VenueDay::new(seed);
    let hub = Hub::start(&day).await;
    let mut screens = Vec::new();
    for board in boards {
        screens.push(Screen::open(&hub, board, &screens).await);
    }
    let (mut heard, mut lived) = (Heard::new(), Lived::default());
    let mut deeds = day.deeds.iter().peekable();
    for minute in minutes(&day) {
        // Not on the border itself: the board’s clock runs on while it is looked at.
        let now = at(minute) + jiff::SignedDuration::from_secs(5);
        hub.now.store(now.as_second(), Ordering::Relaxed);
        let was_cut = hub.cut.load(Ordering::Relaxed);
        let is_cut = CUT_OFF.iter().any(|(from, until)| (*from..*until).contains(&minute));
        hub.cut.store(is_cut, Ordering::Relaxed);
        screens.iter().for_each(|screen| screen.set_clock(now));
        if was_cut && !is_cut {
            heard.hear();
        }
        let what = |of: &str| format!("seed {seed}, minute {minute}, {of}");
        for screen in &screens {
            screen.shows(&what("as time goes"), &heard, (&day, now)).await;
        }
        while let Some(deed) = deeds.next_if(|deed| deed.minute <= minute) {
            heard.say(&day, deed);
            hub.say(deed).await;
            if !is_cut {
                let before = heard.clone();
                heard.hear();
                let what = what("as it was told");
                lived.hear(&screens, &what, (&before, &heard), (&day, now)).await;
            }
        }
    }
    let Lived { took, different, noticed } = lived;
    assert!(different > 10, "of {} words {different} made a difference", took.len());
    assert_eq!(noticed, LOOKED_AT, "a board that had not been told would not be noticed");
    took
}

fn told(took: &mut [Duration]) {
    took.sort_unstable();
    let of = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
    println!(
        "{} words: half painted within {:?}, 99 of 100 within {:?}",
        took.len(),
        of(50),
        of(99)
    );
}

/// The board at the door of a room on which much is said.
fn room() -> Board {
    Board::Room("r03".parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_paint_a_long_day_as_it_is_told() {
    let boards = [(LANDSCAPE, Board::Lobby), (PORTRAIT, room())];
    let mut took = live(1, boards, VenueDay::minutes).await;
    told(&mut took);
}

/// Every minute of the day, lying and standing. `PARVIS_SEED` lives another one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes half an hour"]
async fn soak() {
    let seed = std::env::var("PARVIS_SEED").map_or(2, |seed| seed.parse().unwrap());
    for (size, other) in [(LANDSCAPE, PORTRAIT), (PORTRAIT, LANDSCAPE)] {
        let boards = [(size, Board::Lobby), (other, room())];
        let mut took = live(seed, boards, |_| (500..1_145).collect()).await;
        told(&mut took);
    }
}
