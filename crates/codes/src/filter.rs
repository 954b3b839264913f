//! What a frame goes through before another try: sharpening, and halving.

use crate::{Luma, LumaBuf, LumaError};

/// Pixels on each side of the middle one: a square of 9 × 9.
const RADIUS: u32 = 4;
/// Pixels in that square.
const AREA: u32 = (2 * RADIUS + 1) * (2 * RADIUS + 1);
/// How many times the difference to the neighbourhood is added. On blurred frames of many module
/// sizes 1 found fewer codes, and from 2 to 4 the figure hardly mattered; more amplifies noise.
const AMOUNT: i32 = 3;

/// The picture with edges emphasised: every pixel moves away from the mean of the 9 × 9 pixels
/// around it ("unsharp masking"). Beyond the border the outermost pixels are taken to continue.
pub(crate) fn sharpened(luma: Luma<'_>) -> Result<LumaBuf, LumaError> {
    let mut bytes = Vec::with_capacity(luma.width() as usize * luma.height() as usize);
    let mut columns = ColumnSums::above(luma);
    let mut squares = vec![0_u32; luma.width() as usize];
    for (y, row) in (0_i64..).zip(luma.rows()) {
        columns.advance(luma, y);
        square_sums(&columns.sums, &mut squares);
        bytes.extend(row.iter().zip(&squares).map(|(&pixel, &sum)| emphasised(pixel, sum)));
    }
    LumaBuf::new(luma.width(), luma.height(), bytes)
}

/// For every column, the sum of the nine pixels around the present row. Moving down by one row
/// takes one addition and one subtraction, whatever the radius.
struct ColumnSums {
    sums: Vec<u16>,
}

impl ColumnSums {
    /// The sums around the row above the first one.
    fn above(luma: Luma<'_>) -> Self {
        let mut sums = vec![0; luma.width() as usize];
        let radius = i64::from(RADIUS);
        for y in -1 - radius..radius {
            add(&mut sums, luma.nearest_row(y));
        }
        Self { sums }
    }

    /// Moves to row `y` from the one above it.
    fn advance(&mut self, luma: Luma<'_>, y: i64) {
        let radius = i64::from(RADIUS);
        add(&mut self.sums, luma.nearest_row(y + radius));
        for (sum, &pixel) in self.sums.iter_mut().zip(luma.nearest_row(y - 1 - radius)) {
            *sum -= u16::from(pixel);
        }
    }
}

fn add(sums: &mut [u16], row: &[u8]) {
    for (sum, &pixel) in sums.iter_mut().zip(row) {
        *sum += u16::from(pixel);
    }
}

/// From the sums of columns, the sum of the whole square around each pixel of a row.
fn square_sums(columns: &[u16], squares: &mut [u32]) {
    let radius = RADIUS as usize;
    let last = columns.len() - 1;
    let mut sum = u32::from(columns[0]) * (RADIUS + 1)
        + columns[..radius].iter().map(|&column| u32::from(column)).sum::<u32>();
    for (x, square) in squares.iter_mut().enumerate() {
        sum += u32::from(columns[(x + radius).min(last)]);
        if x > 0 {
            sum -= u32::from(columns[x.saturating_sub(radius + 1)]);
        } else {
            sum -= u32::from(columns[0]);
        }
        *square = sum;
    }
}

fn emphasised(pixel: u8, sum: u32) -> u8 {
    let mean = i32::try_from((sum + AREA / 2) / AREA).unwrap_or(255);
    let pixel = i32::from(pixel);
    let moved = pixel + AMOUNT * (pixel - mean);
    u8::try_from(moved.clamp(0, 255)).unwrap_or(0)
}

/// The picture at half its width and height, each pixel the mean of four. Of an odd side the last
/// row or column is dropped.
///
/// # Errors
///
/// [`LumaError::TooSmall`] when nothing readable would remain.
pub(crate) fn halved(luma: Luma<'_>) -> Result<LumaBuf, LumaError> {
    let (width, height) = (luma.width() / 2, luma.height() / 2);
    let mut bytes = Vec::with_capacity(width as usize * height as usize);
    for y in 0..i64::from(height) {
        let (upper, lower) = (luma.nearest_row(2 * y), luma.nearest_row(2 * y + 1));
        let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
        bytes.extend(pairs.map(|(a, b)| mean_of_four([a[0], a[1], b[0], b[1]])));
    }
    LumaBuf::new(width, height, bytes)
}

fn mean_of_four(pixels: [u8; 4]) -> u8 {
    let sum: u16 = pixels.iter().map(|&pixel| u16::from(pixel)).sum();
    u8::try_from((sum + 2) / 4).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by the definition, without running sums.
    fn sharpened_plainly(luma: Luma<'_>) -> Vec<u8> {
        let rows: Vec<&[u8]> = luma.rows().collect();
        let around = |middle: usize, length: usize| {
            (0..9).map(move |i| (middle + i).saturating_sub(4).min(length - 1))
        };
        let mut out = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            for (x, &pixel) in row.iter().enumerate() {
                let sum = around(y, rows.len())
                    .flat_map(|y| around(x, row.len()).map(move |x| (x, y)))
                    .map(|(x, y)| u32::from(rows[y][x]))
                    .sum();
                out.push(emphasised(pixel, sum));
            }
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn running_sums_give_what_the_definition_gives(
            width in 21_u32..40, height in 21_u32..40, pad in 0_u32..4,
            seed in proptest::collection::vec(any::<u8>(), 44 * 40),
        ) {
            let luma = Luma::new(width, height, width + pad, &seed).unwrap();
            prop_assert_eq!(sharpened(luma).unwrap().into_bytes(), sharpened_plainly(luma));
        }
    }

    #[test]
    fn a_plain_picture_stays_as_it_is() {
        for grey in [0, 1, 127, 254, 255] {
            let bytes = vec![grey; 50 * 30];
            let luma = Luma::packed(50, 30, &bytes).unwrap();
            assert_eq!(sharpened(luma).unwrap().into_bytes(), bytes);
        }
    }

    #[test]
    fn an_edge_becomes_steeper() {
        let bytes: Vec<u8> = (0..40 * 40).map(|i| if i % 40 < 20 { 100 } else { 140 }).collect();
        let out = sharpened(Luma::packed(40, 40, &bytes).unwrap()).unwrap().into_bytes();
        assert!(out[19] < 100 && out[20] > 140, "{} {}", out[19], out[20]);
    }

    #[test]
    fn halving_takes_means_and_drops_the_odd_row() {
        let bytes: Vec<u8> = (0..43 * 45).map(|i| if i % 2 == 0 { 10 } else { 20 }).collect();
        let half = halved(Luma::packed(43, 45, &bytes).unwrap()).unwrap();
        assert_eq!((half.as_luma().width(), half.as_luma().height()), (21, 22));
        assert!(half.into_bytes().iter().all(|&pixel| pixel == 15));
        let small = Luma::packed(41, 45, &bytes).unwrap();
        assert_eq!(halved(small), Err(LumaError::TooSmall { width: 20, height: 22 }));
    }
}
