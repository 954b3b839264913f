//! What is drawn can be read: the same text, from the PNG and from the SVG.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

mod common;

use common::{Scene, centred};
use parvis_codes::draw::Code;
use parvis_codes::{Budget, Reader, picture};
use proptest::prelude::*;

fn read_png(png: &[u8]) -> Vec<Vec<u8>> {
    let picture = picture::from_bytes(png).unwrap();
    let seen = Reader::new().read(picture.luma(), Budget::Unlimited).unwrap();
    seen.iter().map(|sighting| sighting.payload.bytes().to_vec()).collect()
}

/// The modules that an SVG of ours draws dark, by following its path: `M x y h length v1 …`.
fn dark_modules(svg: &str) -> Vec<(u32, u32)> {
    let path = svg.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap();
    path.split('M')
        .skip(1)
        .flat_map(|run| {
            let mut numbers = run.split([' ', 'h', 'v']).map(|n| n.parse::<u32>().unwrap_or(0));
            let mut next = || numbers.next().unwrap();
            let (x, y, length) = (next(), next(), next());
            (x..x + length).map(move |x| (x, y))
        })
        .collect()
}

fn base45() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[0-9A-Z $%*+./:-]{1,300}").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back(text in "\\PC{1,120}", module_px in 2_u32..6) {
        let png = Code::new(&text).unwrap().png(module_px).unwrap();
        prop_assert_eq!(read_png(&png), [text.as_bytes()]);
    }

    #[test]
    fn base45_comes_back_blanks_and_all(text in base45()) {
        let png = Code::new(&text).unwrap().png(3).unwrap();
        prop_assert_eq!(read_png(&png), [text.as_bytes()]);
    }

    #[test]
    fn the_svg_draws_the_same_modules(text in "\\PC{1,60}") {
        let code = Code::new(&text).unwrap();
        let drawn = dark_modules(&code.svg(1).unwrap());
        let expected: Vec<(u32, u32)> = (0..code.side())
            .flat_map(|row| (0..code.side()).map(move |column| (column, row)))
            .filter(|&(column, row)| code.is_dark(column, row))
            .map(|(column, row)| (column + 4, row + 4))
            .collect();
        prop_assert_eq!(drawn, expected);
    }
}

#[test]
fn a_text_that_looks_like_shift_jis_is_not_taken_for_kanji() {
    // In UTF-8 these are the bytes E3 81 93 …, of which pairs are valid Shift JIS.
    let text = "こんにちは、ようこそ";
    let code = Code::new(text).unwrap();
    let scene = Scene::plain(240, 240, 255.0).with_code(&code, centred(240, 240, 5.0, 0.0));
    assert_eq!(scene.texts(), [text]);
    // Bytes of level M: 30 need version 3 (29 modules), and Kanji would have fitted into less.
    assert_eq!(code.side(), 29);
}

#[test]
fn the_largest_code_is_drawn_and_read() {
    let text = "9".repeat(5596);
    let png = Code::new(&text).unwrap().png(4).unwrap();
    assert_eq!(read_png(&png), [text.into_bytes()]);
}
