//! Which screen of this machine shows what, on the screen behind the PIN.

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
