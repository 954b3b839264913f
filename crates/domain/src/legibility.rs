//! How large type must be to be read from where people stand, and how many rows that leaves.
//!
//! The *goal* is EN 301 549, clause 5.1.4, made for people with low vision: a capital H is seen
//! under an angle of at least 0.7°, where the angle in degrees is ψ = 180 × H / (π × D). That is
//! 12.2 mm for each metre of distance. The *floor* is the German rule for work at screens that are
//! further away, ASR A6, 6.1.3 (2): the distance by 155, or 6.5 mm a metre. What is smaller is
//! refused, with what would work instead.

use std::f64::consts::PI;
use std::num::NonZeroU32;

/// The angle under which a capital H is to be seen, in degrees: EN 301 549, 5.1.4.
pub const GOAL_DEGREES: f64 = 0.7;
/// How many times its height a capital may be away at most: ASR A6, 6.1.3 (2).
pub const FLOOR_RATIO: f64 = 155.0;

const MM_PER_INCH: f64 = 25.4;

/// A screen, as it hangs: a portrait one is higher than it is wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    width_mm: f64,
    height_mm: f64,
    width_px: NonZeroU32,
    height_px: NonZeroU32,
}

/// A typeface, by what matters here; each measure for type of size 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// The height of a capital H.
    pub cap_height: f64,
    /// From one line of a text to the next.
    pub line: f64,
}

/// Atkinson Hyperlegible, by its own tables (668 of 1,000 units), set with 1.2 lines.
pub const ATKINSON: Face = Face { cap_height: 0.668, line: 1.2 };

/// What a board has to hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rows {
    /// How many rows at least. What is more comes in [`crate::board::blocks`].
    pub least: NonZeroU32,
    /// How many lines of text each has.
    pub lines: NonZeroU32,
    /// The space between two rows, in type sizes.
    pub gap: f64,
    /// What head, foot and margins take of the height, in type sizes.
    pub besides: f64,
    /// How wide it is at least, in type sizes.
    pub width: f64,
}

/// Type that can be read, and what fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// Whether the goal is reached; the floor always is.
    pub goal: bool,
    /// The size of the type, in pixels: CSS's `font-size`.
    pub type_px: u32,
    /// The height of a capital, in millimetres: what a ruler on the screen shows.
    pub cap_height_mm: f64,
    /// The height of a row with the gap after it, in pixels.
    pub row_px: u32,
    /// How many rows fit.
    pub rows: u32,
}

/// A board that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Illegible {
    /// A measure that nothing has.
    #[error("a screen has a size, and people stand somewhere before it")]
    Measures,
    /// So many rows would be too small. Each of the three would help by itself.
    #[error("so many rows cannot be read from there")]
    TooSmall {
        /// From how near it could be read, in metres, rounded down to tenths; `None` when from
        /// nowhere that can be said.
        nearer_m: Option<f64>,
        /// The diagonal of a screen of this shape and as many pixels that would do, in whole
        /// inches; `None` when no screen of so few pixels does.
        diagonal_inches: Option<u32>,
        /// How many rows could be read from there; 0 when none.
        rows: u32,
    },
}

impl Panel {
    /// A screen by the size of its picture in millimetres, and its pixels.
    pub fn new(mm: (f64, f64), px: (u32, u32)) -> Result<Self, Illegible> {
        let is_size = |mm: f64| mm.is_finite() && mm > 0.0;
        match (NonZeroU32::new(px.0), NonZeroU32::new(px.1)) {
            (Some(width_px), Some(height_px)) if is_size(mm.0) && is_size(mm.1) => {
                Ok(Self { width_mm: mm.0, height_mm: mm.1, width_px, height_px })
            }
            _ => Err(Illegible::Measures),
        }
    }

    /// A screen by its diagonal in inches, as it is sold, and its pixels, which are square.
    pub fn of_diagonal(inches: f64, px: (u32, u32)) -> Result<Self, Illegible> {
        let (width, height) = (f64::from(px.0), f64::from(px.1));
        let pitch = inches * MM_PER_INCH / width.hypot(height);
        Self::new((width * pitch, height * pitch), px)
    }

    /// The diagonal, in inches.
    #[must_use]
    pub fn diagonal_inches(&self) -> f64 {
        self.width_mm.hypot(self.height_mm) / MM_PER_INCH
    }

    /// The height of a pixel, in millimetres.
    #[must_use]
    pub fn pitch_mm(&self) -> f64 {
        self.height_mm / f64::from(self.height_px.get())
    }

    /// Its pixels, across and down.
    #[must_use]
    pub fn pixels(&self) -> (u32, u32) {
        (self.width_px.get(), self.height_px.get())
    }
}

/// How high a capital must be to reach the goal, in millimetres, read from so many metres.
#[must_use]
pub fn goal_mm(distance_m: f64) -> f64 {
    distance_m * 1000.0 * GOAL_DEGREES * PI / 180.0
}

/// How high a capital must be to be read at all, in millimetres, from so many metres.
#[must_use]
pub fn floor_mm(distance_m: f64) -> f64 {
    distance_m * 1000.0 / FLOOR_RATIO
}

/// Type for a board that is read from so many metres: as the goal asks where the rows then fit, or
/// else as large as they allow, never below the floor.
pub fn plan(panel: &Panel, distance_m: f64, face: &Face, rows: &Rows) -> Result<Plan, Illegible> {
    let positive = [distance_m, face.cap_height, face.line];
    let measures = positive.iter().all(|m| m.is_finite() && *m > 0.0)
        && [rows.gap, rows.besides, rows.width].iter().all(|m| m.is_finite() && *m >= 0.0);
    if !measures {
        return Err(Illegible::Measures);
    }
    let board = Board { panel, face, rows };
    let (goal, floor) = (board.type_px(goal_mm(distance_m)), board.type_px(floor_mm(distance_m)));
    let largest = board.largest();
    if largest >= goal {
        return Ok(board.plan(goal, true));
    }
    if largest >= floor {
        return Ok(board.plan(largest, false));
    }
    Err(board.refusal(largest, floor, distance_m))
}

/// What a plan is made from.
struct Board<'b> {
    panel: &'b Panel,
    face: &'b Face,
    rows: &'b Rows,
}

impl Board<'_> {
    /// The smallest type whose capitals are so high.
    fn type_px(&self, cap_height_mm: f64) -> u32 {
        whole((cap_height_mm / self.panel.pitch_mm() / self.face.cap_height).ceil())
    }

    fn cap_height_mm(&self, type_px: u32) -> f64 {
        f64::from(type_px) * self.face.cap_height * self.panel.pitch_mm()
    }

    /// The height of a row, in type sizes.
    fn row(&self) -> f64 {
        f64::from(self.rows.lines.get()) * self.face.line + self.rows.gap
    }

    fn row_px(&self, type_px: u32) -> u32 {
        whole((f64::from(type_px) * self.row()).ceil()).max(1)
    }

    /// How many rows of type of this size fit.
    fn fit(&self, type_px: u32) -> u32 {
        let besides = whole((f64::from(type_px) * self.rows.besides).ceil());
        self.panel.height_px.get().saturating_sub(besides) / self.row_px(type_px)
    }

    /// The largest type of which the rows fit, up and across; 0 when they fit in none.
    fn largest(&self) -> u32 {
        let height = f64::from(self.panel.height_px.get());
        let sizes = f64::from(self.rows.least.get()) * self.row() + self.rows.besides;
        // Each row takes whole pixels, so it may be a little less than that.
        let most = whole((height / sizes).min(self.widest()).floor());
        (1..=most).rev().find(|size| self.fit(*size) >= self.rows.least.get()).unwrap_or(0)
    }

    /// The largest type of which a row fits across.
    fn widest(&self) -> f64 {
        f64::from(self.panel.width_px.get()) / self.rows.width
    }

    fn plan(&self, type_px: u32, goal: bool) -> Plan {
        Plan {
            goal,
            type_px,
            cap_height_mm: self.cap_height_mm(type_px),
            row_px: self.row_px(type_px),
            rows: self.fit(type_px),
        }
    }

    fn refusal(&self, largest: u32, floor: u32, distance_m: f64) -> Illegible {
        let cap_height = self.cap_height_mm(largest);
        let nearer = (cap_height / floor_mm(1.0) * 10.0).floor() / 10.0;
        let larger = self.panel.diagonal_inches() * floor_mm(distance_m) / cap_height;
        Illegible::TooSmall {
            nearer_m: Some(nearer).filter(|nearer| *nearer > 0.0),
            diagonal_inches: (largest > 0).then(|| whole(larger.ceil())),
            rows: if f64::from(floor) <= self.widest() { self.fit(floor) } else { 0 },
        }
    }
}

/// A number of pixels or inches that was rounded before.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
fn whole(rounded: f64) -> u32 {
    rounded.clamp(0.0, f64::from(u32::MAX)) as u32
}
