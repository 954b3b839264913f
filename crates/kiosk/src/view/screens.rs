//! Which screen of this machine shows what, on the screen behind the PIN.

use parvis_domain::hours::Hours;
use serde::Serialize;
use ts_rs::TS;

use super::notice::{Notice, TextView};

/// What came of asking for the machine's screens, or of choosing for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ScreensAnswer {
    /// The screens that are plugged in; `null` when nobody is signed in any more.
    pub screens: Option<Vec<MonitorView>>,
    /// What each can show.
    pub choices: Vec<ScreenChoice>,
    /// Why nothing can be chosen, or was not.
    pub refusal: Option<Notice>,
}

/// A screen that is plugged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MonitorView {
    /// What it is told apart by, to be handed back.
    pub id: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, as one of the choices; `null` when nothing.
    pub shows: Option<String>,
    /// At which hours it is on; `null` when always.
    pub hours: Option<HoursView>,
}

/// From when until when a screen is on, by the clock of its venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HoursView {
    /// As `07:30`.
    pub from: String,
    /// As `21:00`; at midnight `24:00`.
    pub until: String,
}

impl From<Hours> for HoursView {
    fn from(hours: Hours) -> Self {
        let [from, until] = hours.times();
        Self { from, until }
    }
}

/// Something that a screen can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ScreenChoice {
    /// Its name, to be handed back: `door`, `lobby`, `room:ROOM`, `week`, `online` or
    /// `programme`.
    pub id: String,
    /// The room, of a board at a room's door.
    pub room: Option<TextView>,
}
