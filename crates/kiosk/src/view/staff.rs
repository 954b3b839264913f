//! The screen behind the PIN.

use serde::Serialize;
use ts_rs::TS;

use super::door::GateView;
use super::notice::Notice;

/// What the PIN pad has to know before anybody types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PadView {
    /// Nobody has a PIN yet: whoever sets the kiosk up makes the first.
    pub first: bool,
    /// How many milliseconds no PIN is looked at, after wrong ones.
    pub wait_ms: u32,
}

/// What came of a PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[ts(export)]
pub enum PadAnswer {
    /// Its owner is signed in.
    Welcome {
        /// What they can change.
        settings: SettingsView,
    },
    /// It is nobody's.
    Wrong {
        /// How many milliseconds the next is not looked at.
        wait_ms: u32,
    },
    /// It was not looked at.
    TooSoon {
        /// For how many milliseconds none is.
        wait_ms: u32,
    },
    /// That it was tried could not be recorded, so it opens nothing.
    Unrecorded,
}

/// What came of something that was asked from within the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SettingsAnswer {
    /// The settings as they are now; `null` when nobody is signed in any more.
    pub settings: Option<SettingsView>,
    /// Why it was not done, when it was not.
    pub refusal: Option<Notice>,
}

/// The settings of this kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SettingsView {
    /// The gate the door stands at; `null` where there is none.
    pub gate: Option<String>,
    /// The gates it can stand at.
    pub gates: Vec<GateView>,
    /// This is a rehearsal's data.
    pub rehearsal: bool,
    /// The first digits of the device's id.
    pub device: String,
    /// The program's version.
    pub version: String,
    /// How many double admissions there are to look at.
    pub doubles: u32,
    /// Everybody who may open the settings.
    pub people: Vec<PersonView>,
}

/// Somebody who may open the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PersonView {
    /// Their number here.
    pub id: u32,
    /// What they are called.
    pub name: String,
    /// It is they who are signed in.
    pub you: bool,
}
