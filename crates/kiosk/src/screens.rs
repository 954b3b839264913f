//! The kiosk's screens, as their pages say that they are. It is known to this process alone, told to
//! the hub with each round, and stands in no series.
//!
//! A page says what it paints when that is something else, and every fifteen seconds besides: one that
//! hangs, or whose process is gone, is known by its silence.

mod picture;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::VenueId;
use parvis_protocol::limits::{
    SCREEN_CODE_BYTES, SCREEN_CODES, SCREEN_EMERGENCIES, SCREEN_NAME_BYTES, SCREEN_SIDE, SCREENS,
};
use parvis_protocol::screen::{ScreenReport, is_board};

pub use picture::{PicturePixels, PixelsError, Taker};

use crate::kiosk::Kiosk;
use crate::view::{PaintedView, record_named};

/// From when on a page has said nothing for too long: it misses a few of its turns.
const SILENT: SignedDuration = SignedDuration::from_secs(45);
/// How soon the hub is told again that something is different: a screen that changes all the time
/// shall not make rounds all the time.
const TOLD_EVERY: SignedDuration = SignedDuration::from_secs(5);

/// A screen that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenAt {
    /// The label of its window, which never comes again.
    pub label: String,
    /// What it is told apart by: the name of its monitor.
    pub name: String,
    /// What it is there to show: `door`, or a board by its name.
    pub shows: String,
    /// The venue whose clock and whose emergencies it shows.
    pub venue: Option<VenueId>,
}

/// All screens of this process.
#[derive(Default)]
pub(crate) struct Screens {
    known: Mutex<Known>,
    taker: Mutex<Option<Taker>>,
}

#[derive(Default)]
struct Known {
    screens: Vec<ScreenAt>,
    /// What their pages said last, by label.
    heard: BTreeMap<String, Heard>,
    /// What the hub was last told, or asked to come for, as far as it matters at once.
    told: Vec<Matters>,
    /// When a round was last asked for.
    asked: Option<SignedDuration>,
}

/// What a page said last.
struct Heard {
    /// When, by monotonic time; when its window came to be, for one that said nothing yet.
    passed: SignedDuration,
    painted: Option<PaintedView>,
}

/// What the hub is told of at once when it is different.
#[derive(PartialEq, Eq)]
struct Matters {
    screen: String,
    silent: bool,
    wrong: Vec<String>,
    emergencies: Vec<parvis_domain::fact::RecordKey>,
}

impl Screens {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taker(&self) -> MutexGuard<'_, Option<Taker>> {
        self.taker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The label of the window that the hub knows by a name, and what it is there to show.
    fn window_of(&self, name: &str) -> Option<(String, String)> {
        let known = self.known();
        let at = known.names().iter().position(|known| known == name)?;
        known.screens.get(at).map(|screen| (screen.label.clone(), screen.shows.clone()))
    }
}

impl Known {
    /// What the hub knows the first of the screens by, in their order: no two by the same.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for screen in self.screens.iter().take(SCREENS) {
            let name = cut(&screen.name);
            let taken = name.is_empty() || names.contains(&name);
            names.push(if taken { cut(&screen.label) } else { name });
        }
        names
    }

    fn reports(&self, passed: SignedDuration) -> Vec<ScreenReport> {
        let named = self.names().into_iter().zip(&self.screens);
        let report = |(name, screen): (String, &ScreenAt)| {
            report(name, screen, self.heard.get(&screen.label), passed)
        };
        named.map(report).collect()
    }
}

fn report(
    name: String,
    screen: &ScreenAt,
    heard: Option<&Heard>,
    passed: SignedDuration,
) -> ScreenReport {
    let unheard = heard.map_or(SignedDuration::ZERO, |heard| passed.saturating_sub(heard.passed));
    let painted = heard.and_then(|heard| heard.painted.as_ref());
    let mut wrong: Vec<String> = Vec::new();
    if let Some(painted) = painted {
        let is_code = |code: &&String| {
            let sign =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            (1..=SCREEN_CODE_BYTES).contains(&code.len()) && code.bytes().all(sign)
        };
        wrong = painted.wrong.iter().filter(is_code).cloned().collect();
        wrong.extend(other_than(&screen.shows, &painted.shows).map(str::to_owned));
        wrong.sort_unstable();
        wrong.dedup();
        wrong.truncate(SCREEN_CODES);
    }
    let emergencies = painted.map(|painted| painted.emergencies.as_slice()).unwrap_or_default();
    let emergencies = emergencies.iter().filter_map(|name| record_named(name));
    let silent_ms = if unheard >= SILENT { unheard.as_millis() } else { 0 };
    ScreenReport {
        screen: name,
        shows: screen.shows.clone(),
        venue: screen.venue.clone(),
        width: painted.map_or(0, |painted| painted.width.min(SCREEN_SIDE)),
        height: painted.map_or(0, |painted| painted.height.min(SCREEN_SIDE)),
        language: painted.map(|painted| painted.language.clone()).filter(|lang| is_language(lang)),
        wrong,
        as_of: painted.and_then(|painted| instant(painted.as_of)),
        dark_until: painted.and_then(|painted| instant(painted.dark_until)),
        emergencies: emergencies.take(SCREEN_EMERGENCIES).collect(),
        silent_ms: u64::try_from(silent_ms).unwrap_or(0),
    }
}

fn instant(millis: Option<i64>) -> Option<Timestamp> {
    Timestamp::from_millisecond(millis?).ok()
}

fn is_language(lang: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=SCREEN_CODE_BYTES).contains(&lang.len()) && lang.bytes().all(sign)
}

/// What is wrong with what a page paints, by what its window is there to show: pages name the kind
/// of their board, with the room of a room's.
fn other_than(shows: &str, painted: &str) -> Option<&'static str> {
    let kind = |name: &str| name.split(':').next().unwrap_or_default().to_owned();
    match painted {
        // An emergency has every screen, a machine whose clock is wrong for certain shows the programme
        // by its days, and staff open settings where they stand.
        "emergency" | "by_day" => None,
        "staff" if shows == "door" => None,
        // Outside of its hours. A door has none.
        "dark" if shows != "door" => None,
        // There is no such room or venue in the programme.
        "nothing" if is_board(shows) => Some("nothing"),
        _ if shows.starts_with("room:") => (painted != shows).then_some("other"),
        _ => (kind(painted) != kind(shows)).then_some("other"),
    }
}

/// A name of a monitor as far as it can be told.
fn cut(name: &str) -> String {
    let mut cut: String = name.chars().filter(|sign| !sign.is_control()).collect();
    while cut.len() > SCREEN_NAME_BYTES {
        cut.pop();
    }
    cut
}

impl Matters {
    fn of(report: &ScreenReport) -> Self {
        Self {
            screen: report.screen.clone(),
            silent: report.silent_ms > 0,
            wrong: report.wrong.clone(),
            emergencies: report.emergencies.clone(),
        }
    }
}

impl Kiosk {
    /// Says which screens there are: to be called whenever that may be different, and at least once
    /// a second, since it also finds out who has fallen silent.
    pub fn screens_are(&self, screens: Vec<ScreenAt>) {
        let passed = self.clocks().passed;
        let mut known = self.screens().known();
        known.heard.retain(|label, _| screens.iter().any(|screen| screen.label == *label));
        for screen in &screens {
            let new = || Heard { passed, painted: None };
            known.heard.entry(screen.label.clone()).or_insert_with(new);
        }
        known.screens = screens;
        drop(known);
        self.look_at_screens();
    }

    /// A page says what it paints. Of a window that there is not nothing is heard.
    pub fn painted(&self, label: &str, painted: PaintedView) {
        let passed = self.clocks().passed;
        if let Some(heard) = self.screens().known().heard.get_mut(label) {
            *heard = Heard { passed, painted: Some(painted) };
        }
        self.look_at_screens();
    }

    /// How all screens are; `None` before anybody said which there are.
    #[must_use]
    pub fn screen_reports(&self) -> Option<Vec<ScreenReport>> {
        let known = self.screens().known();
        let is_any = !known.heard.is_empty() || known.asked.is_some();
        is_any.then(|| known.reports(self.clocks().passed))
    }

    /// Asks for a round when something is different that the hub should know at once.
    fn look_at_screens(&self) {
        let passed = self.clocks().passed;
        let mut known = self.screens().known();
        let now: Vec<_> = known.reports(passed).iter().map(Matters::of).collect();
        let lately = |asked: SignedDuration| passed.saturating_sub(asked) < TOLD_EVERY;
        if now == known.told || known.asked.is_some_and(lately) {
            return;
        }
        known.told = now;
        known.asked = Some(passed);
        drop(known);
        self.announce();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests;
