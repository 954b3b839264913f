//! How large each board has to be set, so that it can be read from where people stand.

use std::num::NonZeroU32;

use parvis_domain::legibility::{ATKINSON, Illegible, Panel, Plan, Rows, plan};

use super::Board;

impl Board {
    /// What the board has to hold to be of use, in sizes of the type in which it says what comes
    /// next. More comes in blocks, one after the other.
    ///
    /// The page is set in these proportions (`ui/src/board/type.ts`).
    #[must_use]
    pub fn rows(&self, panel: &Panel) -> Rows {
        let (across, down) = panel.pixels();
        let upright = down > across;
        // What it is set in, and how wide it is at least, both in the page's own unit.
        let (unit, wide) = match self {
            Self::Lobby(_) => (2.5, if upright { 40.0 } else { 64.0 }),
            Self::Room(_) => (3.0, if upright { 40.0 } else { 60.0 }),
            Self::Week | Self::Online => (2.2, if upright { 40.0 } else { 64.0 }),
        };
        let (least, lines, gap, besides) = match self {
            // Two rooms, each with titles of two lines and when; head, columns and foot.
            Self::Lobby(_) if upright => (2, 6, 0.8, 8.0),
            Self::Lobby(_) => (2, 2, 1.36, 6.0),
            // Two places, each with its city, venue and event.
            Self::Week if upright => (2, 6, 1.0, 9.0),
            Self::Week => (2, 3, 1.04, 6.6),
            // The room's name, what is on with its times, and what comes next.
            Self::Room(_) if upright => (1, 15, 0.0, 6.0),
            Self::Room(_) => (1, 8, 0.0, 3.4),
            // A code is as high as six lines, to be scanned from where it is read.
            Self::Online if upright => (1, 12, 0.0, 12.0),
            Self::Online => (1, 6, 0.0, 10.8),
        };
        let (least, lines) = (lines_or_one(least), lines_or_one(lines));
        Rows { least, lines, gap, besides, width: wide / unit }
    }

    /// How it is set on a screen that is read from so many metres.
    ///
    /// # Errors
    /// [`Illegible`] says why it could not be read, and what would work.
    pub fn plan(&self, panel: &Panel, metres: f64) -> Result<Plan, Illegible> {
        plan(panel, metres, &ATKINSON, &self.rows(panel))
    }
}

fn lines_or_one(lines: u32) -> NonZeroU32 {
    NonZeroU32::new(lines).unwrap_or(NonZeroU32::MIN)
}
