//! What a board costs a processor while nothing is said.

use std::thread::sleep;
use std::time::{Duration, Instant};

use parvis_domain::programme::Programme;

use crate::Table;
use crate::days;
use crate::hall::{By, Hall};
use crate::shared::cost::memory_mib;
use crate::stage::venue_day::{VenueDay, at};

/// At most so much of a core, in per cent.
pub(crate) const STILL: f64 = 0.3;
pub(crate) const TURNING: f64 = 2.0;

/// How long a window takes until all that is done once is done.
const WARM: Duration = Duration::from_secs(25);
/// How long a language and a page are shown.
const TURN: Duration = Duration::from_secs(12);
/// So many turns: each of three languages with each of three pages.
const TURNS: u32 = 9;
/// A minute of the invented day in which nothing begins or ends for four more; boards move by a
/// step at the beginning.
const MIDST: i64 = 676;

/// A board of one language and one page, which changes nothing but its clock.
pub(crate) fn still(table: &mut Table) {
    let now = at(days::FROM);
    let hall = Hall::of(&days::still(), now);
    let board = hall.open(&By::Set(now));
    sleep(WARM);
    let (before, watched) = (board.day(), board.watch());
    // Two of its minutes begin meanwhile.
    sleep(Duration::from_secs(120));
    let (own, server) = (watched.0.percent(), watched.1.percent());
    assert!(before == board.day(), "it stood still");
    table.hold("a still board, over two minutes", own, STILL, "% of a core");
    table.tell("  its X server besides", &format!("{server:.2} % of a core"));
    table.tell("  its memory", &format!("{:.0} MiB", memory_mib(&board.family())));
}

/// A lobby of twelve rooms in three languages.
pub(crate) fn turning(table: &mut Table) {
    let (now, day) = (at(MIDST), VenueDay::new(1));
    assert!(is_calm(&day.programme), "nothing begins or ends");
    let hall = Hall::of(&day.programme, now);
    let board = hall.open(&By::Set(now));
    sleep(WARM);
    // From the midst of a turn to the midst of another.
    let first = board.day();
    let begun = Instant::now();
    while board.day() == first {
        assert!(begun.elapsed() < 2 * TURN, "it turns");
        sleep(Duration::from_millis(100));
    }
    sleep(TURN / 2);
    let (mut last, watched) = (board.day(), board.watch());
    for turn in 1..=TURNS {
        sleep(TURN);
        let now = board.day();
        assert!(now != last, "turn {turn} shows something else");
        last = now;
    }
    let (own, server) = (watched.0.percent(), watched.1.percent());
    let what = format!("a lobby of twelve rooms in three languages, over {TURNS} turns");
    table.hold(&what, own, TURNING, "% of a core");
    table.tell("  its X server besides", &format!("{server:.2} % of a core"));
    table.tell("  its memory", &format!("{:.0} MiB", memory_mib(&board.family())));
}

fn is_calm(programme: &Programme) -> bool {
    let borders = programme.sessions.iter().flat_map(|session| [session.start, session.end]);
    borders.into_iter().all(|border| !(at(MIDST) < border && border < at(MIDST + 4)))
}
