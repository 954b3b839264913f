//! Whether a picture file has its end.
//!
//! Decoders differ: some fill what is missing with grey and say nothing. A file still being copied
//! must not pass for a picture, so its end is looked for first.

use image::ImageFormat;

/// Whether the file reaches the end that its own structure announces. A file whose structure makes
/// no sense counts as cut off where the sense ends.
pub(super) fn is_complete(format: ImageFormat, bytes: &[u8]) -> bool {
    let complete = match format {
        ImageFormat::Png => png(bytes),
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::WebP => webp(bytes),
        _ => Some(true),
    };
    complete == Some(true)
}

/// Chunks (length, name, data, checksum) up to `IEND`: PNG specification, section 5.
fn png(bytes: &[u8]) -> Option<bool> {
    const SIGNATURE: usize = 8;
    const AROUND_DATA: usize = 12;
    let mut rest = bytes.get(SIGNATURE..)?;
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let length = usize::try_from(length).ok()?.checked_add(AROUND_DATA)?;
        let chunk = rest.get(..length)?;
        if &chunk[4..8] == b"IEND" {
            return Some(true);
        }
        rest = &rest[length..];
    }
}

/// Segments up to the first scan, then the end-of-image marker anywhere: ITU-T T.81, annex B.
///
/// Only what follows the first scan is searched, because a preview picture inside an earlier
/// segment has an end of its own. In compressed data FF is always followed by 00 or a restart
/// marker, so that FF D9 there is the marker. It need not be last: phones append films.
fn jpeg(bytes: &[u8]) -> Option<bool> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut rest = bytes.get(2..)?;
    loop {
        let &[0xFF, marker, ..] = rest else { return None };
        match marker {
            // A fill byte before the marker itself, or a marker without a segment.
            0xFF => rest = &rest[1..],
            0x01 | 0xD0..=0xD7 => rest = &rest[2..],
            _ => {
                let length = u16::from_be_bytes(*rest.get(2..)?.first_chunk()?);
                rest = rest.get(2 + usize::from(length)..)?;
                if marker == START_OF_SCAN {
                    return Some(rest.windows(2).any(|pair| pair == [0xFF, 0xD9]));
                }
            }
        }
    }
}

/// The length that the RIFF header announces: WebP container specification.
fn webp(bytes: &[u8]) -> Option<bool> {
    const BEFORE_LENGTH_COUNTS: u64 = 8;
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    Some(bytes.len() as u64 >= u64::from(length) + BEFORE_LENGTH_COUNTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn written(format: ImageFormat) -> Vec<u8> {
        let picture = image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(40, 30, |x, y| {
            let [.., low] = (x * y).to_be_bytes();
            image::Rgb([low, low.wrapping_mul(7), low.wrapping_add(90)])
        }));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn only_the_whole_file_is_complete() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let bytes = written(format);
            assert!(is_complete(format, &bytes), "{format:?}");
            for end in 0..bytes.len() - 1 {
                assert!(!is_complete(format, &bytes[..end]), "{format:?} cut at {end}");
            }
            let longer = [bytes.as_slice(), b"and a film"].concat();
            assert!(is_complete(format, &longer), "{format:?} with something behind it");
        }
    }

    #[test]
    fn the_end_of_a_preview_inside_is_not_the_end() {
        let bytes = written(ImageFormat::Jpeg);
        let preview = [0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 0, 0];
        let with_preview = [&bytes[..2], &preview, &bytes[2..]].concat();
        assert!(is_complete(ImageFormat::Jpeg, &with_preview));
        assert!(!is_complete(ImageFormat::Jpeg, &with_preview[..with_preview.len() - 2]));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
                is_complete(format, &bytes);
            }
        }
    }
}
