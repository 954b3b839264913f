//! MJPG: every frame a JPEG of its own, as most USB cameras send.

use std::borrow::Cow;
use std::time::Instant;

use parvis_codes::LumaBuf;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::frame::Colour;
use crate::{CameraError, Frame};

/// The longest side of a picture that is decoded, in pixels: twice 4K.
const MAX_SIDE: usize = 8192;

/// A frame from the bytes of one buffer. What follows the JPEG in it is ignored.
///
/// # Errors
///
/// [`CameraError::BadPicture`] when it is no JPEG, or one that cannot be decoded.
pub(crate) fn frame(bytes: &[u8], taken: Instant) -> Result<Frame, CameraError> {
    let jpeg = with_huffman_tables(bytes);
    let (width, height, luma) = decoded(&jpeg, ColorSpace::Luma)?;
    let luma = LumaBuf::new(width, height, luma)
        .map_err(|error| CameraError::BadPicture(error.to_string()))?;
    Ok(Frame::new(luma, Colour::Jpeg(jpeg.into_owned()), taken))
}

/// Width, height, and red, green, blue of every pixel.
///
/// # Errors
///
/// [`CameraError::BadPicture`].
pub(crate) fn rgb(jpeg: &[u8]) -> Result<(u32, u32, Vec<u8>), CameraError> {
    decoded(jpeg, ColorSpace::RGB)
}

fn decoded(jpeg: &[u8], colours: ColorSpace) -> Result<(u32, u32, Vec<u8>), CameraError> {
    // Not strict: cameras drop bytes, and a frame with a damaged corner can still show a code.
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(MAX_SIDE)
        .set_max_height(MAX_SIDE)
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let bad = |what: String| CameraError::BadPicture(what);
    let pixels = decoder.decode().map_err(|error| bad(error.to_string()))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| bad("no size".to_owned()))?;
    let side = |side: usize| u32::try_from(side).map_err(|error| bad(error.to_string()));
    if pixels.len() != width * height * colours.num_components() {
        return Err(bad("a picture of other colours than asked for".to_owned()));
    }
    Ok((side(width)?, side(height)?, pixels))
}

/// The same JPEG, fit for a decoder of JPEG files.
///
/// Cameras may leave the Huffman tables out, which a file must have: the USB video class takes the
/// typical ones of ITU-T T.81, annex K.3, for granted. The decoder knows them and fills them in
/// for pictures marked as frames of an AVI film, so such a mark is put in front.
fn with_huffman_tables(jpeg: &[u8]) -> Cow<'_, [u8]> {
    const START_OF_IMAGE: [u8; 2] = [0xFF, 0xD8];
    const FRAME_OF_FILM: &[u8] = b"\xFF\xE0\x00\x07AVI1\0";
    match jpeg.strip_prefix(&START_OF_IMAGE) {
        Some(rest) if !has_huffman_tables(rest) => {
            Cow::Owned([&START_OF_IMAGE, FRAME_OF_FILM, rest].concat())
        }
        _ => Cow::Borrowed(jpeg),
    }
}

/// Whether a table segment stands before the first scan. Where the segments make no sense, the
/// answer is yes: then the decoder is to say what is wrong.
fn has_huffman_tables(mut segments: &[u8]) -> bool {
    const HUFFMAN_TABLES: u8 = 0xC4;
    const START_OF_SCAN: u8 = 0xDA;
    loop {
        match *segments {
            [0xFF, 0xFF, ..] => segments = &segments[1..],
            [0xFF, START_OF_SCAN, ..] => return false,
            [0xFF, marker, high, low, ..] if marker != HUFFMAN_TABLES => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                match segments.get(2 + length..) {
                    Some(rest) => segments = rest,
                    None => return true,
                }
            }
            _ => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    use proptest::prelude::*;

    const WIDTH: u16 = 64;
    const HEIGHT: u16 = 48;

    /// Bars of red, green, blue and white, as a camera would send them: colours at half the width.
    fn jpeg() -> Vec<u8> {
        let bars = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]];
        let rgb: Vec<u8> = (0..HEIGHT)
            .flat_map(|_| (0..WIDTH).flat_map(move |x| bars[usize::from(x / 16)]))
            .collect();
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 90);
        encoder.set_sampling_factor(SamplingFactor::R_4_2_2);
        encoder.encode(&rgb, WIDTH, HEIGHT, ColorType::Rgb).unwrap();
        jpeg
    }

    /// The same without its Huffman tables, which are the typical ones.
    fn bare(jpeg: &[u8]) -> Vec<u8> {
        let mut kept = jpeg[..2].to_vec();
        let mut rest = &jpeg[2..];
        while rest[1] != 0xDA {
            let length = 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
            if rest[1] != 0xC4 {
                kept.extend(&rest[..length]);
            }
            rest = &rest[length..];
        }
        kept.extend(rest);
        kept
    }

    fn luma(bytes: &[u8]) -> Result<Vec<u8>, CameraError> {
        frame(bytes, Instant::now()).map(|frame| frame.luma().bytes().to_vec())
    }

    #[test]
    fn brightness_and_colour_are_those_of_the_picture() {
        let grey = luma(&jpeg()).unwrap();
        let at = |x: usize| grey[20 * usize::from(WIDTH) + x];
        // Weights of ITU-R BT.601.
        for (x, expected) in [(8, 76), (24, 150), (40, 29), (56, 255)] {
            assert!(at(x).abs_diff(expected) < 6, "{} instead of {expected} at {x}", at(x));
        }
        let (width, height, rgb) = rgb(&jpeg()).unwrap();
        assert_eq!((width, height), (64, 48));
        let red = &rgb[3 * 8..3 * 8 + 3];
        assert!(red[0] > 230 && red[1] < 25 && red[2] < 25, "{red:?}");
    }

    #[test]
    fn missing_huffman_tables_are_filled_in() {
        let (whole, bare) = (jpeg(), bare(&jpeg()));
        assert!(bare.len() < whole.len() - 400, "the tables were there and are gone");
        assert_eq!(luma(&bare).unwrap(), luma(&whole).unwrap());
        let kept = frame(&bare, Instant::now()).unwrap();
        let Colour::Jpeg(kept) = kept.colour() else { panic!("no JPEG kept for the preview") };
        assert_eq!(rgb(kept).unwrap(), rgb(&whole).unwrap());
    }

    #[test]
    fn a_picture_with_tables_is_not_copied() {
        let whole = jpeg();
        assert!(matches!(with_huffman_tables(&whole), Cow::Borrowed(_)));
        assert!(matches!(with_huffman_tables(b"not a picture"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_follows_the_picture_is_ignored() {
        let mut padded = jpeg();
        padded.extend([0; 5000]);
        assert_eq!(luma(&padded).unwrap(), luma(&jpeg()).unwrap());
    }

    #[test]
    fn no_picture_is_a_bad_picture() {
        for bytes in [b"".as_slice(), b"\xFF", b"\xFF\xD8", b"\xFF\xD8\xFF\xDA", &[0; 900]] {
            assert!(matches!(luma(bytes), Err(CameraError::BadPicture(_))), "{bytes:?}");
        }
        let head = &jpeg()[..200];
        assert!(matches!(luma(head), Err(CameraError::BadPicture(_))), "cut off in the tables");
    }

    proptest! {
        #[test]
        fn damage_is_an_error_or_a_frame_but_never_a_panic(
            without_tables: bool,
            cut in any::<prop::sample::Index>(),
            damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        ) {
            let mut bytes = if without_tables { bare(&jpeg()) } else { jpeg() };
            for (place, value) in damage {
                let at = place.index(bytes.len());
                bytes[at] = value;
            }
            bytes.truncate(cut.index(bytes.len() + 1));
            if let Ok(frame) = frame(&bytes, Instant::now()) {
                let Colour::Jpeg(kept) = frame.colour() else { panic!("no JPEG kept") };
                let _ = rgb(kept);
            }
        }
    }
}
