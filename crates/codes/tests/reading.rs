//! Codes held up to a camera in every way, and frames without one.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

mod common;

use common::{Pose, Scene, centred};
use parvis_codes::draw::Code;
use parvis_codes::{Budget, Luma, MAX_CODES, Reader, Stage};
use qrcode::{EcLevel, QrCode, Version};
use std::time::Duration;

/// As long as a signed ticket: version 6, 41 modules.
const TICKET: &str = "PRVS:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDEXWK G2EP4J0BGJLFX3R3VHXK.PJ:2DPF6R:5SVBHABVCNN95SWMPHQUHQN%A0SOE+QQAB-HQ/HQ7IR.SQEEOK9SAI4";

fn ticket() -> Code {
    let code = Code::new(TICKET).unwrap();
    assert_eq!(code.side(), 41);
    code
}

fn first_stage_only(scene: &Scene) -> usize {
    let none_to_spare = Budget::Within(Duration::ZERO);
    Reader::new().read(scene.luma().as_luma(), none_to_spare).unwrap().len()
}

#[test]
fn a_code_is_read_whichever_way_it_is_turned() {
    let code = ticket();
    for degrees in (0..360).step_by(15) {
        let scene =
            Scene::plain(400, 400, 90.0).with_code(&code, centred(400, 400, 5.0, degrees as f32));
        assert_eq!(scene.texts(), [TICKET], "at {degrees} degrees");
    }
}

#[test]
fn a_code_is_read_large_and_small() {
    for module_px in [2.0, 2.5, 3.3, 4.0, 7.0, 12.0] {
        let scene = Scene::plain(640, 640, 230.0)
            .with_code(&ticket(), centred(640, 640, module_px, 4.0))
            .noisy(6.0, 1);
        assert_eq!(scene.texts(), [TICKET], "{module_px} pixels a module");
    }
}

#[test]
fn corners_are_where_the_code_is() {
    let scene = Scene::plain(400, 300, 200.0)
        .with_code(&ticket(), Pose { centre: (250.0, 150.0), module_px: 4.0, degrees: 90.0 });
    let seen = &scene.read()[0];
    // Turned clockwise by a quarter, the code's own top left is at the upper right.
    let expected = [(332, 68), (332, 232), (168, 232), (168, 68)];
    for (corner, (x, y)) in seen.corners.in_order().into_iter().zip(expected) {
        let off = (corner.x - x).abs().max((corner.y - y).abs());
        assert!(off <= 4, "{corner:?} instead of {x}, {y}");
    }
    let area = seen.corners.doubled_area() as f64 / 2.0;
    assert!((area / (164.0 * 164.0) - 1.0).abs() < 0.05, "{area}");
}

#[test]
fn dark_mode_mirrors_and_low_contrast_are_read() {
    let scene = Scene::plain(400, 400, 255.0).with_code(&ticket(), centred(400, 400, 5.0, 8.0));
    assert_eq!(scene.clone().inverted().texts(), [TICKET]);
    assert_eq!(scene.clone().mirrored().texts(), [TICKET]);
    assert_eq!(scene.between(110.0, 150.0).noisy(4.0, 3).texts(), [TICKET]);
}

#[test]
fn a_code_out_of_focus_needs_the_second_stage() {
    let scene = Scene::plain(300, 300, 220.0)
        .with_code(&Code::new("ABCDEFGH12").unwrap(), centred(300, 300, 6.0, 17.0))
        .blurred(3.3)
        .between(20.0, 235.0)
        .noisy(4.0, 5);
    assert_eq!(first_stage_only(&scene), 0, "sharp enough without the second stage");
    let seen = scene.read();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].stage, Stage::Sharpened);
    assert_eq!(seen[0].payload.text(), Some("ABCDEFGH12"));
}

#[test]
fn a_noisy_code_needs_the_third_stage_and_its_corners_are_in_the_frame_given() {
    let scene = Scene::plain(300, 300, 220.0)
        .with_code(&Code::new("ABCDEFGH12").unwrap(), centred(300, 300, 8.0, 0.0))
        .blurred(2.8)
        .between(20.0, 235.0)
        .noisy(50.0, 11);
    let seen = scene.read();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].stage, Stage::HalvedAndSharpened);
    let corner = seen[0].corners.top_left;
    assert!((corner.x - 66).abs() <= 8 && (corner.y - 66).abs() <= 8, "{corner:?}");
}

#[test]
fn several_codes_come_largest_first() {
    let [near, far] = ["NEAR", "FAR"].map(|text| Code::new(text).unwrap());
    let scene = Scene::plain(500, 300, 160.0)
        .with_code(&far, Pose { centre: (390.0, 150.0), module_px: 3.0, degrees: 10.0 })
        .with_code(&near, Pose { centre: (150.0, 150.0), module_px: 7.0, degrees: -12.0 });
    assert_eq!(scene.texts(), ["NEAR", "FAR"]);
}

#[test]
fn no_more_codes_than_the_limit_are_reported() {
    let mut scene = Scene::plain(900, 540, 255.0);
    for i in 0..20_u8 {
        let centre = (90.0 + f32::from(i % 5) * 180.0, 70.0 + f32::from(i / 5) * 130.0);
        let code = Code::new(&i.to_string()).unwrap();
        scene = scene.with_code(&code, Pose { centre, module_px: 4.0, degrees: 0.0 });
    }
    assert_eq!(scene.read().len(), usize::from(MAX_CODES));
}

#[test]
fn padding_at_the_end_of_rows_is_not_read() {
    let scene = Scene::plain(300, 300, 255.0).with_code(&ticket(), centred(300, 300, 4.0, 0.0));
    let luma = scene.luma();
    let padded: Vec<u8> = luma
        .as_luma()
        .rows()
        .flat_map(|row| row.iter().copied().chain((0..64).map(|i| i * 4)))
        .collect();
    let view = Luma::new(300, 300, 364, &padded).unwrap();
    let seen = Reader::new().read(view, Budget::Unlimited).unwrap();
    assert_eq!(seen[0].payload.text(), Some(TICKET));
    assert_eq!(seen[0].corners, scene.read()[0].corners);
}

#[test]
fn bytes_that_are_no_text_arrive_unchanged() {
    let bytes: Vec<u8> = (0..=255).collect();
    let code = QrCode::with_error_correction_level(&bytes, EcLevel::M).unwrap();
    let scene = Scene::plain(500, 500, 255.0).with_modules(
        u32::try_from(code.width()).unwrap(),
        |column, row| in_code(&code, column, row),
        centred(500, 500, 5.0, 0.0),
    );
    let seen = scene.read();
    assert_eq!(seen[0].payload.bytes(), bytes);
    assert_eq!(seen[0].payload.text(), None);
}

fn in_code(code: &QrCode, column: u32, row: u32) -> bool {
    let (column, row) = (column as usize, row as usize);
    column < code.width() && row < code.width() && code[(column, row)] == qrcode::Color::Dark
}

#[test]
fn micro_qr_is_not_read() {
    for (version, text) in [(2, "12345"), (4, "794"), (4, "HELLO")] {
        let code = QrCode::with_version(text, Version::Micro(version), EcLevel::L).unwrap();
        let scene = Scene::plain(300, 300, 255.0).with_modules(
            u32::try_from(code.width()).unwrap(),
            |column, row| in_code(&code, column, row),
            centred(300, 300, 8.0, 0.0),
        );
        assert_eq!(scene.read(), [], "version M{version}");
    }
}

#[test]
fn nothing_is_read_where_nothing_is() {
    let grey = |value: u32| (value % 256) as f32;
    let frames = [
        Scene::plain(320, 240, 128.0),
        Scene::plain(21, 21, 0.0),
        Scene::filled(320, 240, |x, y| grey(x + y)),
        Scene::filled(320, 240, |x, y| grey((x / 4 + y / 4) % 2 * 255)),
        Scene::filled(320, 240, |x, y| grey((x.pow(2) / 7) ^ (y.pow(2) / 5))),
        Scene::filled(320, 240, finder_patterns_everywhere),
    ];
    for (i, frame) in frames.iter().enumerate() {
        assert_eq!(frame.read(), [], "frame {i}");
        for seed in 1..6 {
            assert_eq!(frame.clone().noisy(120.0, seed * 77).read(), [], "frame {i}, seed {seed}");
        }
    }
}

/// The concentric squares by which codes are found, with nothing between them.
fn finder_patterns_everywhere(x: u32, y: u32) -> f32 {
    let from_middle = |v: u32| ((v / 4) % 9).abs_diff(4);
    match from_middle(x).max(from_middle(y)) {
        0 | 1 | 3 => 0.0,
        _ => 255.0,
    }
}
