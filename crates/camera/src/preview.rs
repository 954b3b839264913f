//! The small picture that the screen shows of a frame.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::frame::Colour;
use crate::{CameraError, Frame, mjpg, yuyv};

/// The largest preview, in pixels.
pub const MAX_WIDTH: u32 = 640;
/// The largest preview, in pixels.
pub const MAX_HEIGHT: u32 = 360;

/// JPEG quality from 1 to 100: enough to aim by, about 30 kB.
const QUALITY: u8 = 70;

/// A mirrored, small JPEG of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A complete JPEG file.
    pub jpeg: Vec<u8>,
}

/// The preview of a frame: its shape kept, as large as fits into [`MAX_WIDTH`] by [`MAX_HEIGHT`]
/// and no larger than the frame itself, left and right exchanged as in a mirror, which is how
/// people expect to see themselves.
///
/// # Errors
///
/// [`CameraError::BadPicture`] when the frame's colours turn out to be damaged.
pub fn of(frame: &Frame) -> Result<Preview, CameraError> {
    let (width, height) = fitted(frame.width(), frame.height());
    let scale = Scale { from: (frame.width(), frame.height()), to: (width, height) };
    match frame.colour() {
        Colour::None => {
            let luma = frame.luma();
            let at = |x, y| grey_at(luma.bytes(), luma.stride(), x, y);
            encoded(&scale.mirrored(at), scale.to, ColorType::Luma)
        }
        Colour::Rgb(rgb) => encoded_rgb(rgb, scale),
        Colour::Jpeg(jpeg) => encoded_rgb(&mjpg::rgb(jpeg)?.2, scale),
        Colour::Yuyv { bytes, stride } => {
            let at = |x, y| yuyv::pixel(bytes, *stride, x, y);
            encoded(&scale.mirrored(at), scale.to, ColorType::Ycbcr)
        }
    }
}

fn encoded_rgb(rgb: &[u8], scale: Scale) -> Result<Preview, CameraError> {
    let width = scale.from.0;
    let at = |x: u32, y: u32| {
        let start = 3 * (y as usize * width as usize + x as usize);
        rgb.get(start..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; 3])
    };
    encoded(&scale.mirrored(at), scale.to, ColorType::Rgb)
}

fn grey_at(bytes: &[u8], stride: u32, x: u32, y: u32) -> [u8; 1] {
    [bytes.get(y as usize * stride as usize + x as usize).copied().unwrap_or(0)]
}

/// The size of the same shape that fits, at least one pixel a side.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    if width <= MAX_WIDTH && height <= MAX_HEIGHT {
        return (width, height);
    }
    let scaled = |side: u32, limit: u32, of: u32| {
        let side = u64::from(side) * u64::from(limit) / u64::from(of);
        u32::try_from(side).unwrap_or(limit).max(1)
    };
    let limited_by_width = (MAX_WIDTH, scaled(height, MAX_WIDTH, width));
    if limited_by_width.1 <= MAX_HEIGHT {
        limited_by_width
    } else {
        (scaled(width, MAX_HEIGHT, height), MAX_HEIGHT)
    }
}

/// From a large picture to a small one; both sizes are width and height in pixels.
#[derive(Clone, Copy)]
struct Scale {
    from: (u32, u32),
    to: (u32, u32),
}

impl Scale {
    /// Every pixel of the small picture, from right to left: the mean of four of the large one's
    /// pixels under it, `N` bytes each. Four are all there are in a frame of twice the size, and of
    /// a photograph enough to aim by.
    fn mirrored<const N: usize>(self, at: impl Fn(u32, u32) -> [u8; N]) -> Vec<u8> {
        let columns: Vec<_> =
            (0..self.to.0).rev().map(|x| under(x, self.from.0, self.to.0)).collect();
        let mut out = Vec::with_capacity(N * columns.len() * self.to.1 as usize);
        for y in 0..self.to.1 {
            let [upper, lower] = under(y, self.from.1, self.to.1);
            out.extend(columns.iter().flat_map(|&[left, right]| {
                mean([at(left, upper), at(right, upper), at(left, lower), at(right, lower)])
            }));
        }
        out
    }
}

/// The coordinates in the large picture of the points at a quarter and at three quarters of a pixel
/// of the small one.
fn under(small: u32, from: u32, to: u32) -> [u32; 2] {
    [1, 3].map(|quarters| {
        let at = (4 * u64::from(small) + quarters) * u64::from(from) / (4 * u64::from(to));
        u32::try_from(at).unwrap_or(0)
    })
}

fn mean<const N: usize>(pixels: [[u8; N]; 4]) -> [u8; N] {
    std::array::from_fn(|i| {
        let sum: u16 = pixels.iter().map(|pixel| u16::from(pixel[i])).sum();
        u8::try_from((sum + 2) / 4).unwrap_or(255)
    })
}

fn encoded(
    pixels: &[u8],
    (width, height): (u32, u32),
    colours: ColorType,
) -> Result<Preview, CameraError> {
    let bad = |what: String| CameraError::BadPicture(what);
    let side = |side: u32| u16::try_from(side).map_err(|error| bad(error.to_string()));
    let mut jpeg = Vec::with_capacity(64 * 1024);
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    // Colours at half the size in both directions: the eye misses nothing, and it is faster.
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .encode(pixels, side(width)?, side(height)?, colours)
        .map_err(|error| bad(error.to_string()))?;
    Ok(Preview { width, height, jpeg })
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_codes::{LumaBuf, picture};
    use proptest::prelude::*;
    use std::time::Instant;

    /// The grey, red, green and blue of the preview's pixel at that fraction of its width.
    fn rgb_at(preview: &Preview, fraction: f64) -> [u8; 3] {
        let picture = picture::from_bytes(&preview.jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (preview.width, preview.height));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let x = (f64::from(preview.width) * fraction) as usize;
        let at = 3 * (preview.height as usize / 2 * preview.width as usize + x);
        picture.into_luma_and_rgb().1[at..at + 3].try_into().unwrap()
    }

    fn assert_close(found: [u8; 3], expected: [u8; 3]) {
        let off = found.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
        assert!(off < Some(24), "{found:?} instead of {expected:?}");
    }

    fn luma(width: u32, height: u32) -> LumaBuf {
        LumaBuf::new(width, height, vec![0; (width * height) as usize]).unwrap()
    }

    #[test]
    fn colours_stay_and_sides_are_exchanged() {
        let rgb: Vec<u8> = (0..720)
            .flat_map(|_| {
                (0..1280).flat_map(|x| if x < 640 { [220, 30, 30] } else { [30, 30, 220] })
            })
            .collect();
        let frame = Frame::new(luma(1280, 720), Colour::Rgb(rgb), Instant::now());
        let preview = of(&frame).unwrap();
        assert_eq!((preview.width, preview.height), (640, 360));
        assert_close(rgb_at(&preview, 0.25), [30, 30, 220]);
        assert_close(rgb_at(&preview, 0.75), [220, 30, 30]);
    }

    #[test]
    fn yuyv_frames_are_shown_in_colour() {
        // Red in YUV (ITU-R BT.601) is 76, 84, 255.
        let bytes = [76, 84, 76, 255].repeat(320 * 480);
        let frame = yuyv::frame(640, 480, 1280, &bytes, Instant::now()).unwrap();
        let preview = of(&frame).unwrap();
        assert_eq!((preview.width, preview.height), (480, 360));
        assert_close(rgb_at(&preview, 0.5), [254, 0, 0]);
    }

    #[test]
    fn jpeg_and_grey_frames_are_shown() {
        let rgb = [200, 120, 40].repeat(400 * 300);
        let frame = Frame::new(luma(400, 300), Colour::Rgb(rgb), Instant::now());
        let small = of(&frame).unwrap();
        assert_eq!((small.width, small.height), (400, 300), "never enlarged");
        let sent = mjpg::frame(&small.jpeg, Instant::now()).unwrap();
        assert_close(rgb_at(&of(&sent).unwrap(), 0.5), [200, 120, 40]);
        let blank = Frame::blank(1280, 720, 128, Instant::now()).unwrap();
        assert_close(rgb_at(&of(&blank).unwrap(), 0.5), [128; 3]);
    }

    #[test]
    fn a_grey_jpeg_is_shown() {
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 90).encode(&[90; 64 * 48], 64, 48, ColorType::Luma).unwrap();
        let frame = mjpg::frame(&jpeg, Instant::now()).unwrap();
        assert_close(rgb_at(&of(&frame).unwrap(), 0.5), [90; 3]);
    }

    #[test]
    fn of_twice_the_size_every_pixel_counts() {
        let covered: Vec<u32> = (0..640).flat_map(|x| under(x, 1280, 640)).collect();
        assert_eq!(covered, (0..1280).collect::<Vec<u32>>());
        let itself: Vec<[u32; 2]> = (0..640).map(|x| under(x, 640, 640)).collect();
        assert_eq!(itself, (0..640).map(|x| [x, x]).collect::<Vec<_>>());
        assert_eq!(mean([[10, 0], [20, 0], [30, 255], [42, 255]]), [26, 128]);
    }

    proptest! {
        #[test]
        fn the_shape_is_kept_within_the_limits(width in 21_u32..9000, height in 21_u32..9000) {
            let (w, h) = fitted(width, height);
            prop_assert!(w >= 1 && h >= 1 && w <= MAX_WIDTH && h <= MAX_HEIGHT);
            prop_assert!(w <= width && h <= height);
            let shape = |w: u32, h: u32| f64::from(w) / f64::from(h);
            // One pixel of rounding on the shorter side.
            let tolerance = 1.0 / f64::from(w.min(h)) + 1e-9;
            prop_assert!((shape(w, h) / shape(width, height) - 1.0).abs() <= tolerance * 2.0);
        }

        #[test]
        fn what_is_under_a_pixel_is_in_the_picture_and_in_order(
            from in 21_u32..9000, to in 1_u32..641, small in any::<prop::sample::Index>(),
        ) {
            let to = to.min(from);
            let small = u32::try_from(small.index(to as usize)).unwrap();
            let [first, second] = under(small, from, to);
            prop_assert!(first <= second && second < from);
            prop_assert!(small == 0 || first > under(small - 1, from, to)[1] || from < 2 * to);
        }
    }
}
