//! Keeping step with a hub by USB stick, on the screen behind the PIN.

use serde::Serialize;
use ts_rs::TS;

use super::notice::Notice;

/// A USB stick that is plugged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StickView {
    /// What to ask for it by.
    pub id: String,
    /// What the system calls it.
    pub name: String,
}

/// What came of a stick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
#[ts(export)]
pub enum StickAnswer {
    /// It was done. What is to be known, most important first.
    Done {
        /// In words.
        said: Vec<Notice>,
    },
    /// The package is of a hub that this kiosk does not know: somebody has to compare.
    Compare {
        /// What the hub calls itself.
        hub: String,
        /// The fingerprint of its key, which the hub shows too.
        fingerprint: String,
    },
    /// It was not done, and nothing was changed.
    Refused {
        /// Why, and what to do.
        said: Notice,
    },
    /// Nobody is signed in any more.
    Left,
}
