//! What a page says of itself.

use serde::Deserialize;
use ts_rs::TS;

/// What a screen's page paints, as it finds when it looks at itself. No words of anybody: ids and
/// codes alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct PaintedView {
    /// What is on it: a board's kind, for a room's with the room (`room:ROOM`), `nothing` for a
    /// board that cannot be, `dark` for one outside of its hours, `door`, `staff` where somebody has
    /// its settings open, or `emergency`.
    pub shows: String,
    /// How wide the page is, in pixels of the screen.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// The language it is in at this moment.
    pub language: String,
    /// What is wrong with it, as codes that stay the same; empty when it is as it should be.
    pub wrong: Vec<String>,
    /// Until when it is dark, as it was told: milliseconds since 1970, UTC; `null` while it is lit.
    #[ts(type = "number | null")]
    pub dark_until: Option<i64>,
    /// As of when what it shows is, where it says so because that is long ago: milliseconds since
    /// 1970, UTC.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// The records of the emergencies whose words are on it.
    pub emergencies: Vec<String>,
}
