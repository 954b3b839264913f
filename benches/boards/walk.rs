//! Whether a board takes more and more memory through a day.
//!
//! The day of twelve rooms is walked through twice by `--clock`: first with all that is said on it,
//! after which the program holds what it will hold, then for eight hours that are measured, a few
//! minutes in a second. In them all sessions begin and end again, 240 words are said or taken back,
//! and the clock jumps as often, at each of which the whole board is drawn anew. A leak of what is
//! made for a word, a session or a minute shows as it would in eight real hours, and a larger one
//! of each more: what it cannot show is what goes by real time alone. Pages turn every twelve
//! seconds whatever the clock says, so there are twenty turns rather than 2,400, and fewer of what
//! the web engine does when a page is old. `PARVIS_BENCH_WALK_SECONDS=28800` walks in real time.
//!
//! The web engine takes and gives back memory as it likes, in steps: that is the noise, twice the
//! spread about the line. Growth counts when it is more than that, and more than a mebibyte an
//! hour, which no machine notices in a week.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use parvis_domain::programme::saying::Word;

use crate::Table;
use crate::hall::{By, Hall};
use crate::shared::cost::memory_mib;
use crate::slope::Line;
use crate::stage::venue_day::{Deed, Said, VenueDay, at};

/// The eight hours, in minutes of the day.
const FROM: i64 = 540;
const UNTIL: i64 = FROM + HOURS * 60;
const HOURS: i64 = 8;
/// As many minutes pass at a time: the first time through the day, and when it counts.
const FIRST: usize = 4;
const STEP: usize = 2;
/// How long the measured hours take, unless somebody says otherwise. Screens are at another time
/// within a second.
const SECONDS: u32 = 240;
/// What is no growth, in MiB in eight hours.
const LITTLE: f64 = 8.0;
/// What is planted, in MiB an hour.
const LEAK: f64 = 6.0;

pub(crate) fn measure(table: &mut Table) {
    let seconds = std::env::var("PARVIS_BENCH_WALK_SECONDS");
    let seconds: u32 = seconds.map_or(SECONDS, |text| text.parse().unwrap());
    let steps = u32::try_from(HOURS * 60).unwrap() / u32::try_from(STEP).unwrap();
    let pace = Duration::from_secs(seconds.into()) / steps;

    let day = VenueDay::new(1);
    let hall = Hall::of(&day.programme, at(FROM));
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    set(&clock, at(FROM));
    let board = hall.open(&By::File(&clock));
    let mut deeds = day.deeds.iter().peekable();
    for minute in (FROM..UNTIL).step_by(FIRST) {
        stand_at(&hall, &clock, minute);
        while let Some(deed) = deeds.next_if(|deed| deed.minute <= minute) {
            hall.say(deed);
        }
        sleep(Duration::from_secs(1));
    }
    let (family, mut samples) = (board.family(), Vec::new());
    for (step, minute) in (FROM..UNTIL).step_by(STEP).enumerate() {
        let begun = Instant::now();
        stand_at(&hall, &clock, minute);
        hall.say(&word(&day, step, minute));
        sleep(pace.saturating_sub(begun.elapsed()));
        let hours = f64::from(i32::try_from(minute - FROM).unwrap()) / 60.0;
        samples.push((hours, memory_mib(&family)));
    }
    assert_eq!(family, board.family(), "no process has ended, none has come");
    told(table, &samples, seconds);
}

fn told(table: &mut Table, samples: &[(f64, f64)], seconds: u32) {
    let grown = |line: Line| line.slope * 8.0;
    let line = Line::through(samples);
    let bar = LITTLE.max(2.0 * line.spread);
    let what = format!("a board through eight hours in {seconds} s: its memory grows by");
    table.hold(&what, grown(line), (bar * 10.0).round() / 10.0, "MiB");
    let ends = [&samples[..10], &samples[samples.len() - 10..]];
    let [first, last] = ends.map(|of| of.iter().map(|(_, mib)| mib).sum::<f64>() / 10.0);
    table.tell("  at first, and in the end", &format!("{first:.0} and {last:.0} MiB"));
    table.tell("  spread about the line", &format!("{:.2} MiB", line.spread));
    let leaks: Vec<_> = samples.iter().map(|(at, mib)| (*at, mib + LEAK * at)).collect();
    let leaks = Line::through(&leaks);
    let bar = LITTLE.max(2.0 * leaks.spread);
    table.planted(&format!("the same, and {LEAK} MiB more each hour"), grown(leaks), bar, "MiB");
}

/// It is so late now, at the hub and on the board. Not on the minute itself: the clock runs on.
fn stand_at(hall: &Hall, clock: &Path, minute: i64) {
    let now = at(minute) + SignedDuration::from_secs(5);
    hall.hub.set_clock(now);
    set(clock, now);
}

fn set(clock: &Path, now: Timestamp) {
    let unfinished = clock.with_extension("unfinished");
    std::fs::write(&unfinished, now.to_string()).unwrap();
    std::fs::rename(unfinished, clock).unwrap();
}

/// Something that is said of a session that is on or to come, and in the next step taken back.
fn word(day: &VenueDay, step: usize, minute: i64) -> Deed {
    let word = if step.is_multiple_of(2) { Word::Full } else { Word::AsPlanned };
    // The same for both of two steps.
    let pair = minute - i64::try_from(STEP * (step % 2)).unwrap();
    let to_come = day.programme.sessions.iter().filter(|it| it.end > at(pair)).count();
    let nth = step / 2 % to_come.max(1);
    let session = day.programme.sessions.iter().filter(|it| it.end > at(pair)).nth(nth);
    let session = session.or(day.programme.sessions.last()).unwrap();
    Deed { minute, said: Said::Word(session.id.clone(), word) }
}
