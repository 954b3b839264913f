//! How a kiosk and its hub stand, in one line.

use serde::Serialize;
use ts_rs::TS;

use super::notice::Notice;

/// The line on the screen that says what is true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HubView {
    /// How it stands, for icon and colour.
    pub mood: HubMood,
    /// The same in words.
    pub said: Notice,
    /// What is to be known besides: what is safe nowhere else, and how old the lists are.
    pub more: Vec<Notice>,
    /// How much of the lists has been taken, in percent, while they come.
    pub filling: Option<u32>,
}

/// How a kiosk and its hub stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HubMood {
    /// Everything that was recorded here is at the hub too.
    Safe,
    /// Something is on its way, or waits for a network: check-in goes on.
    Waiting,
    /// Somebody has to do something.
    Trouble,
}
