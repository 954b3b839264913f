//! Double admissions, on the screen behind the PIN.

use serde::Serialize;
use ts_rs::TS;

use super::notice::Notice;

/// What came of asking for the double admissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DoublesAnswer {
    /// Those of which this kiosk recorded one of the two passages, the newest first; `null` when
    /// nobody is signed in any more.
    pub doubles: Option<Vec<DoubleView>>,
    /// That there are older ones, which are not shown.
    pub only: Option<Notice>,
    /// Why they are not shown, when they are not.
    pub refusal: Option<Notice>,
}

/// A ticket that was admitted twice where once is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DoubleView {
    /// What tells it from others.
    pub id: String,
    /// Whose ticket it is, or its code where no name is known; `null` when it is on no list here.
    pub person: Option<String>,
    /// When and at which gate the admission was that counts.
    pub first: Notice,
    /// When and at which gate the one was that should not have been.
    pub again: Notice,
}
