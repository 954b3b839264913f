//! Picture files as people send them: turned, transparent, damaged, cut off, or no picture at all.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use parvis_codes::draw::Code;
use parvis_codes::picture::{self, PictureError};
use parvis_codes::{Budget, LumaError, Reader};
use proptest::prelude::*;
use std::io::Cursor;
use std::path::Path;

const TEXT: &str = "PRVS:TEST 42";

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn drawn() -> DynamicImage {
    let png = Code::new(TEXT).unwrap().png(4).unwrap();
    image::load_from_memory(&png).unwrap().into_rgb8().into()
}

fn texts(bytes: &[u8]) -> Result<Vec<String>, PictureError> {
    let picture = picture::from_bytes(bytes)?;
    let seen = Reader::new().read(picture.luma(), Budget::Unlimited).unwrap();
    Ok(seen.iter().map(|sighting| sighting.payload.lossy().into_owned()).collect())
}

#[test]
fn all_three_kinds_are_read() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        assert_eq!(texts(&written(&drawn(), format)).unwrap(), [TEXT], "{format:?}");
    }
}

#[test]
fn sixteen_bits_are_read() {
    let deep = DynamicImage::ImageRgb16(drawn().into_rgb16());
    assert_eq!(texts(&written(&deep, ImageFormat::Png)).unwrap(), [TEXT]);
}

#[test]
fn a_code_on_nothing_is_read() {
    let opaque = drawn().into_rgb8();
    for ink in [[0, 0, 0], [255, 255, 255]] {
        let [r, g, b] = ink;
        let sticker = RgbaImage::from_fn(opaque.width(), opaque.height(), |x, y| {
            let is_ink = opaque.get_pixel(x, y).0 == [0, 0, 0];
            Rgba(if is_ink { [r, g, b, 255] } else { [0, 0, 0, 0] })
        });
        assert_eq!(texts(&written(&sticker.into(), ImageFormat::Png)).unwrap(), [TEXT], "{ink:?}");
    }
}

/// A JPEG with an EXIF note that says which way is up (tag 0x0112).
fn turned(orientation: u8) -> Vec<u8> {
    let tiff = [
        b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(),
        &[orientation],
        b"\0\0\0\0\0\0",
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    let wide = DynamicImage::ImageRgb8(image::RgbImage::from_fn(60, 40, |x, _| {
        if x < 30 { image::Rgb([0, 0, 0]) } else { image::Rgb([255, 255, 255]) }
    }));
    let jpeg = written(&wide, ImageFormat::Jpeg);
    [&jpeg[..2], &[0xFF, 0xE1], &length, &tiff, &jpeg[2..]].concat()
}

#[test]
fn a_picture_is_turned_as_its_file_says() {
    let upright = picture::from_bytes(&turned(1)).unwrap();
    assert_eq!((upright.width(), upright.height()), (60, 40));
    let quarter = picture::from_bytes(&turned(6)).unwrap();
    assert_eq!((quarter.width(), quarter.height()), (40, 60));
    let (luma, rgb) = quarter.into_luma_and_rgb();
    assert_eq!(rgb.len(), 40 * 60 * 3);
    let grey = luma.into_bytes();
    assert!(grey[0] < 20 && grey[grey.len() - 1] > 235, "the dark half belongs on top");
    assert_eq!(picture::from_bytes(&turned(99)).unwrap().width(), 60, "a nonsensical note");
}

#[test]
fn what_is_no_picture_is_called_so() {
    for bytes in [
        b"".as_slice(),
        b"\xff",
        b"GIF89a\x01\x00\x01\x00",
        b"%PDF-1.7",
        b"name;ticket\nAda;1\n",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ] {
        assert!(matches!(texts(bytes), Err(PictureError::NotAPicture)), "{bytes:?}");
    }
}

#[test]
fn a_picture_cut_off_anywhere_is_truncated() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let bytes = written(&drawn(), format);
        for end in [20, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let error = texts(&bytes[..end]).unwrap_err();
            assert!(matches!(error, PictureError::Truncated), "{format:?} at {end}: {error}");
        }
    }
}

#[test]
fn sizes_out_of_bounds_are_told_apart() {
    let small = written(&DynamicImage::new_rgb8(1, 1), ImageFormat::Png);
    let error = texts(&small).unwrap_err();
    assert!(
        matches!(error, PictureError::Size(LumaError::TooSmall { width: 1, height: 1 })),
        "{error}"
    );
    // A header that claims 60,000 by 60,000 pixels, and nothing of them.
    let mut claim = written(&DynamicImage::new_luma8(30, 30), ImageFormat::Jpeg);
    let frame = claim.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    claim[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    let error = texts(&claim).unwrap_err();
    assert!(matches!(error, PictureError::Size(LumaError::TooLarge { .. })), "{error}");
}

#[test]
fn files_are_read_and_other_things_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("code.txt");
    std::fs::write(&path, written(&drawn(), ImageFormat::Jpeg)).unwrap();
    assert_eq!(picture::from_path(&path).unwrap().width(), 116, "the name does not matter");
    let error = |path: &Path| picture::from_path(path).unwrap_err();
    assert!(matches!(error(folder.path()), PictureError::NotAPicture));
    assert!(matches!(error(&folder.path().join("none.png")), PictureError::Unreadable(_)));
    let huge = folder.path().join("huge.png");
    std::fs::File::create(&huge).unwrap().set_len(picture::MAX_FILE_BYTES + 1).unwrap();
    assert!(matches!(error(&huge), PictureError::FileTooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damage_is_an_error_or_a_picture_but_never_a_panic(
        kind in 0_usize..3,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let format = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP][kind];
        let mut bytes = written(&drawn(), format);
        for (place, value) in damage {
            let at = place.index(bytes.len());
            bytes[at] = value;
        }
        if let Err(error) = texts(&bytes) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
