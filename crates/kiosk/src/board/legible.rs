//! How large each board has to be set, so that it can be read from where people stand.

use std::num::NonZeroU32;

use parvis_domain::legibility::{ATKINSON, Illegible, Panel, Plan, Rows, plan};

use super::Board;

impl Board {
    /// What the board has to hold to be of use. More comes in blocks, one after the other.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let (least, lines, gap, besides) = match self {
            // Three rooms, each with a title of two lines; head, columns and foot.
            Self::Lobby(_) | Self::Week => (3, 2, 0.7, 6.0),
            // The room, what is on in three lines and its times, and what comes next in two.
            Self::Room(_) => (1, 8, 1.5, 3.0),
            // A code has to be as large as five lines to be scanned from where it is read.
            Self::Online => (1, 6, 1.0, 5.0),
        };
        Rows { least: lines_or_one(least), lines: lines_or_one(lines), gap, besides }
    }

    /// How it is set on a screen that is read from so many metres.
    ///
    /// # Errors
    /// [`Illegible`] says why it could not be read, and what would work.
    pub fn plan(&self, panel: &Panel, metres: f64) -> Result<Plan, Illegible> {
        plan(panel, metres, &ATKINSON, &self.rows())
    }
}

fn lines_or_one(lines: u32) -> NonZeroU32 {
    NonZeroU32::new(lines).unwrap_or(NonZeroU32::MIN)
}
