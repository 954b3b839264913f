//! A long day of one venue, in real windows: whatever is said at the hub, and whether or not the
//! venue hears it, its boards paint what they should, and nothing of it is cut.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::stage::venue_day::{Board, CUT_OFF, Heard, Painted, READ, VenueDay, at};
use crate::stage::venue_hub::VenueHub;
use crate::stage::{LANDSCAPE, PATIENCE, PORTRAIT, Stage};

/// A board in its window, with the clock in somebody’s hand.
struct Screen {
    board: Board,
    stage: Stage,
    clock: PathBuf,
    _data: tempfile::TempDir,
}

impl Screen {
    /// Opens a kiosk of a hub, the first of a day or one more.
    async fn open(hub: &VenueHub, (size, board): ((u32, u32), Board), others: &[Self]) -> Self {
        let data = tempfile::tempdir().unwrap();
        hub.enrol(data.path()).await;
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
    let hub = VenueHub::start(&day.programme, at(480)).await;
    let mut screens = Vec::new();
    for board in boards {
        screens.push(Screen::open(&hub, board, &screens).await);
    }
    let (mut heard, mut lived) = (Heard::new(), Lived::default());
    let mut deeds = day.deeds.iter().peekable();
    for minute in minutes(&day) {
        // Not on the border itself: the board’s clock runs on while it is looked at.
        let now = at(minute) + jiff::SignedDuration::from_secs(5);
        hub.set_clock(now);
        let was_cut = hub.line.is_cut();
        let is_cut = CUT_OFF.iter().any(|(from, until)| (*from..*until).contains(&minute));
        hub.line.cut(is_cut);
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
