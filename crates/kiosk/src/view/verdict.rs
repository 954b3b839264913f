//! A verdict as the door shows it.

use serde::Serialize;
use ts_rs::TS;

use super::notice::Notice;
use super::session::SessionView;

/// A decision, ready to fill the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VerdictView {
    /// Counts the verdicts of this run, so that a screen can tell two apart.
    pub number: u32,
    /// The verdict's name, such as `already_in`: its word, icon and design go by this.
    pub verdict: String,
    /// How it is meant.
    pub tone: Tone,
    /// The attendee's own language, when it is known and spoken here.
    pub lang: Option<String>,
    /// What the event lets the screen show of the person, on admission and goodbye only.
    pub person: Option<String>,
    /// What is the matter and what would be right, one or two messages.
    pub advice: Vec<Notice>,
    /// Where the person goes now: their own next session, or the event's next one.
    pub next: Option<NextView>,
    /// How long it stays, in milliseconds, unless another scan comes.
    pub show_ms: u32,
}

/// How a verdict is meant. Each verdict also has a design of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Tone {
    /// Come in, goodbye.
    Welcome,
    /// Not now or not here, and the screen says when or where.
    Redirect,
    /// Somebody of the staff can solve this.
    Staff,
}

/// Where the person goes now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct NextView {
    /// What is on there.
    pub session: SessionView,
    /// It has begun already.
    pub running: bool,
}
