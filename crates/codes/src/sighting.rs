//! One code, seen in one frame.

use std::time::Duration;

use crate::Payload;

/// A place in a frame, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

/// The corners of a code, named as the code itself is read: of a code that stands on its head the
/// top left corner is at the lower right of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Corners {
    /// At the finder pattern that all three others are measured from.
    pub top_left: Point,
    /// Clockwise from there in the code's own directions.
    pub top_right: Point,
    /// The corner without a finder pattern.
    pub bottom_right: Point,
    /// The last one.
    pub bottom_left: Point,
}

impl Corners {
    /// The four corners in reading order: top left, top right, bottom right, bottom left.
    #[must_use]
    pub fn in_order(&self) -> [Point; 4] {
        [self.top_left, self.top_right, self.bottom_right, self.bottom_left]
    }

    /// Twice the area of the quadrilateral in square pixels (the shoelace formula, which needs no
    /// fractions in this form). A larger code is a closer one, as tickets are much of a size.
    #[must_use]
    pub fn doubled_area(&self) -> u64 {
        let corners = self.in_order();
        let doubled: i128 = (0..4)
            .map(|i| {
                let (a, b) = (corners[i], corners[(i + 1) % 4]);
                i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)
            })
            .sum();
        u64::try_from(doubled.unsigned_abs()).unwrap_or(u64::MAX)
    }

    /// The same corners in a frame `factor` times as wide and as high.
    pub(crate) fn scaled(self, factor: i32) -> Self {
        let scale = |point: Point| Point {
            x: point.x.saturating_mul(factor),
            y: point.y.saturating_mul(factor),
        };
        Self {
            top_left: scale(self.top_left),
            top_right: scale(self.top_right),
            bottom_right: scale(self.bottom_right),
            bottom_left: scale(self.bottom_left),
        }
    }
}

/// Which of the [`Reader`](crate::Reader)'s passes over a frame found a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The frame as it came.
    AsIs,
    /// After sharpening: finds codes that are slightly out of focus.
    Sharpened,
    /// At half the size and sharpened: finds codes that are large and badly out of focus or noisy.
    HalvedAndSharpened,
}

impl Stage {
    /// The stages in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::AsIs, Self::Sharpened, Self::HalvedAndSharpened];
}

/// A code, seen in one frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// What the code says.
    pub payload: Payload,
    /// Where it is in the frame that was given, whatever size the stage worked at.
    pub corners: Corners,
    /// The pass that found it.
    pub stage: Stage,
    /// From the start of reading this frame to the end of the pass that found the code.
    pub elapsed: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners(points: [(i32, i32); 4]) -> Corners {
        let [top_left, top_right, bottom_right, bottom_left] = points.map(|(x, y)| Point { x, y });
        Corners { top_left, top_right, bottom_right, bottom_left }
    }

    #[test]
    fn the_area_does_not_depend_on_how_the_code_is_turned() {
        let upright = corners([(10, 10), (30, 10), (30, 20), (10, 20)]);
        let mirrored = corners([(30, 10), (10, 10), (10, 20), (30, 20)]);
        let turned = corners([(30, 20), (10, 20), (10, 10), (30, 10)]);
        assert_eq!(upright.doubled_area(), 400);
        assert_eq!(mirrored.doubled_area(), 400);
        assert_eq!(turned.doubled_area(), 400);
        assert_eq!(upright.scaled(2).doubled_area(), 1600);
        assert_eq!(corners([(5, 5); 4]).doubled_area(), 0);
    }

    #[test]
    fn corners_out_of_all_bounds_do_not_overflow() {
        let far = corners([
            (i32::MIN, i32::MIN),
            (i32::MAX, i32::MIN),
            (i32::MAX, i32::MAX),
            (i32::MIN, i32::MAX),
        ]);
        assert!(far.doubled_area() > 0);
        assert_eq!(far.scaled(2).top_left.x, i32::MIN);
    }
}
