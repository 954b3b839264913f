//! How soon a board shows what it is told.
//!
//! The hub says something of a session, and takes it back. The notice is the moment in which the
//! first byte of the hub's hint comes to the kiosk, as a line between the two sees it: from there
//! on all is the kiosk's own time – to ask the hub what is new, make that durable, work the board
//! out and paint it. Painted is what can be seen: all pixels of the board that the word changes are
//! as they were learnt beforehand, when there was time. Beside it stands the whole way, from before
//! the hub was told.

use std::thread::sleep;
use std::time::{Duration, Instant};

use parvis_domain::programme::saying::Word;
use parvis_testkit::Chance;

use crate::Table;
use crate::days::{self, ROOMS};
use crate::hall::{Board, By, DAY, Hall};
use crate::shared::eyes::{Area, Pixels};
use crate::stage::PATIENCE;
use crate::stage::venue_day::{Deed, at};

/// At most so many milliseconds after the notice 99 of 100 are painted.
const BAR: f64 = 300.0;
/// Half of them say something, half of them take it back.
const CHANGES: usize = 120;
/// The program is held for so long, so many times, and that must be found.
const HELD: Duration = Duration::from_millis(600);
const HOLDS: usize = 6;
/// How long a board takes at most until it does not change any more.
const REST: Duration = Duration::from_secs(1);
/// After so long all of a board moves by a step, and nothing is as it was learnt.
const STANDS: Duration = Duration::from_secs(235);

/// Something that can be said, and what a part of the board looks like with and without it.
struct Known {
    deed: Deed,
    back: Deed,
    area: Area,
    said: Pixels,
    planned: Pixels,
}

/// How long after the notice, and after it was said, something was painted.
struct Took {
    of_notice: Duration,
    of_saying: Duration,
}

pub(crate) fn measure(table: &mut Table) {
    let now = at(days::FROM);
    let hall = Hall::of(&days::still(), now);
    let (opened, board) = (Instant::now(), hall.open(&By::Set(now)));
    let words = learn(&hall, &board);
    let mut chance = Chance::new(5);
    let mut pause = || sleep(Duration::from_millis(250 + chance.below(700)));
    let mut took = |nth: usize, held: bool| {
        pause();
        words[nth / 2 % words.len()].told((&hall, &board), nth % 2 == 1, held)
    };
    let all: Vec<Took> = (0..CHANGES).map(|nth| took(nth, false)).collect();
    let held: Vec<Took> = (0..HOLDS).map(|nth| took(nth, true)).collect();
    assert!(opened.elapsed() < STANDS, "the machine is too slow for pictures that were learnt");

    let of_notice = |took: &Took| took.of_notice;
    let what = format!("{CHANGES} changes, from the notice to painted, 99 of 100 within");
    table.hold(&what, of_hundred(&all, 99, of_notice), BAR, "ms");
    table.tell("  half of them within", &millis(of_hundred(&all, 50, of_notice)));
    let of_saying = |took: &Took| took.of_saying;
    let what = "  the whole way, from the hub's own word on, 99 of 100 within";
    table.tell(what, &millis(of_hundred(&all, 99, of_saying)));
    table.tell("  half of them within", &millis(of_hundred(&all, 50, of_saying)));
    let what = format!("a program that is held for {HELD:?}");
    table.planted(&what, of_hundred(&held, 0, of_notice), BAR, "ms");
}

/// Says each word once, and looks what becomes of the board.
fn learn(hall: &Hall, board: &Board) -> Vec<Known> {
    let planned = board.day_at_rest();
    let words = (0..ROOMS).flat_map(|room| [(room, Word::Full), (room, Word::Cancelled)]);
    let learnt = words.map(|(room, word)| {
        let deed = days::word(room, word);
        let back = days::word(room, Word::AsPlanned);
        hall.say(&deed);
        let said = until(board, &format!("{deed:?} makes a difference"), |day| *day != planned);
        hall.say(&back);
        until(board, &format!("{deed:?} can be taken back"), |day| *day == planned);
        let area = DAY.differing(&planned, &said).unwrap();
        let (said, planned) = (DAY.cut(&said, area), DAY.cut(&planned, area));
        Known { deed, back, area, said, planned }
    });
    learnt.collect()
}

/// What is below the head once it is so, and at rest.
fn until(board: &Board, what: &str, so: impl Fn(&Pixels) -> bool) -> Pixels {
    let begun = Instant::now();
    while !so(&board.day()) {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        sleep(Duration::from_millis(20));
    }
    let day = board.eyes.at_rest(DAY, REST);
    assert!(so(&day), "{what}");
    day
}

impl Known {
    /// Says it, or takes it back, perhaps while the program is held.
    fn told(&self, (hall, board): (&Hall, &Board), back: bool, held: bool) -> Took {
        let (deed, shows) =
            if back { (&self.back, &self.planned) } else { (&self.deed, &self.said) };
        if held {
            board.program.signal("STOP");
        }
        hall.hub.line.listen();
        let begun = Instant::now();
        hall.say(deed);
        if held {
            sleep(HELD);
            board.program.signal("CONT");
        }
        while board.eyes.look(self.area) != *shows {
            assert!(begun.elapsed() < PATIENCE, "{deed:?} is not painted");
            sleep(Duration::from_millis(2));
        }
        let painted = Instant::now();
        let notice = hall.hub.line.came().expect("the hub hinted");
        Took { of_notice: painted - notice, of_saying: painted - begun }
    }
}

/// The milliseconds that so many of a hundred do not exceed.
fn of_hundred(took: &[Took], so_many: usize, what: impl Fn(&Took) -> Duration) -> f64 {
    let mut times: Vec<Duration> = took.iter().map(what).collect();
    times.sort_unstable();
    1_000.0 * times[(times.len() - 1) * so_many / 100].as_secs_f64()
}

fn millis(time: f64) -> String {
    format!("{time:.0} ms")
}
