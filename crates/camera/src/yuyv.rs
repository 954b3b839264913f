//! YUYV (also YUY2), V4L2's `V4L2_PIX_FMT_YUYV`: for each two pixels four bytes, Y U Y V, so that
//! every second byte is the brightness of a pixel.

use std::time::Instant;

use parvis_codes::LumaBuf;

use crate::frame::Colour;
use crate::{CameraError, Frame};

/// A frame from a buffer of rows `stride` bytes apart, of which each has `2 × width` bytes of use.
///
/// # Errors
///
/// [`CameraError::BadPicture`] when the buffer is too short, as after a broken transfer.
pub(crate) fn frame(
    width: u32,
    height: u32,
    stride: u32,
    bytes: &[u8],
    taken: Instant,
) -> Result<Frame, CameraError> {
    let row_len = 2 * width as usize;
    let needed = stride as usize * height as usize;
    if width % 2 == 1 || (stride as usize) < row_len || bytes.len() < needed {
        let found = bytes.len();
        let what = format!("{width} by {height} YUYV, {stride} a row, {found} bytes");
        return Err(CameraError::BadPicture(what));
    }
    let rows = bytes.chunks_exact(stride as usize).take(height as usize);
    let mut luma = Vec::with_capacity(width as usize * height as usize);
    for row in rows {
        luma.extend(row[..row_len].chunks_exact(2).map(|pair| pair[0]));
    }
    let luma = LumaBuf::new(width, height, luma)
        .map_err(|error| CameraError::BadPicture(error.to_string()))?;
    Ok(Frame::new(luma, Colour::Yuyv { bytes: bytes[..needed].to_vec(), stride }, taken))
}

/// Brightness and the two differences of colour (Y, U, V) of the pixel at that place.
pub(crate) fn pixel(bytes: &[u8], stride: u32, x: u32, y: u32) -> [u8; 3] {
    let row = y as usize * stride as usize;
    let pair = row + 4 * (x as usize / 2);
    let brightness = row + 2 * x as usize;
    [brightness, pair + 1, pair + 3].map(|at| bytes.get(at).copied().unwrap_or(128))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 24 by 22 pixels whose every byte says where it is, and 8 bytes of padding a row.
    fn buffer() -> Vec<u8> {
        (0..22_u8)
            .flat_map(|y| {
                let pixels =
                    (0..24_u8).flat_map(move |x| [x + y, if x % 2 == 0 { 200 } else { 90 }]);
                pixels.chain([255; 8])
            })
            .collect()
    }

    #[test]
    fn every_second_byte_is_brightness() {
        let frame = frame(24, 22, 56, &buffer(), Instant::now()).unwrap();
        let expected: Vec<u8> = (0..22).flat_map(|y| (0..24).map(move |x| x + y)).collect();
        assert_eq!(frame.luma().bytes(), expected);
    }

    #[test]
    fn both_pixels_of_a_pair_share_their_colour() {
        assert_eq!(pixel(&buffer(), 56, 6, 3), [9, 200, 90]);
        assert_eq!(pixel(&buffer(), 56, 7, 3), [10, 200, 90]);
    }

    #[test]
    fn a_buffer_that_does_not_fit_is_a_bad_picture() {
        let bytes = buffer();
        let bad = |width, height, stride, len: usize| {
            let frame = frame(width, height, stride, &bytes[..len], Instant::now());
            matches!(frame, Err(CameraError::BadPicture(_)))
        };
        assert!(bad(24, 22, 56, bytes.len() - 1), "cut off");
        assert!(bad(24, 22, 47, bytes.len()), "rows overlap");
        assert!(bad(23, 22, 56, bytes.len()), "half a pair");
        assert!(bad(24, 0, 56, 0), "no rows");
        assert!(!bad(24, 22, 56, bytes.len()));
    }
}
