//! The frozen types as they are sent, and their limits.

use super::*;

/// A picture of one grey pixel.
const PIXEL: &str = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000\
    000a4944415478da6368000000820081da45083b0000000049454e44ae426082";

fn pixel() -> Png {
    Png::new(const_hex::decode_to_array::<_, 67>(PIXEL).unwrap().to_vec()).unwrap()
}

fn sent<T>(what: &T) -> String
where
    T: Serialize + for<'de> Deserialize<'de> + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string_pretty(what).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *what);
    text
}

#[test]
fn a_picture() {
    let picture = Picture { screen: "HDMI-1".into(), shows: "lobby".into(), png: pixel() };
    insta::assert_snapshot!(sent(&picture));
}

#[test]
fn what_became_of_a_picture() {
    insta::assert_snapshot!(sent(&PictureTaken { kept: true }));
}

#[test]
fn what_is_no_picture_or_too_large_is_refused() {
    let whole = pixel().into_bytes();
    for no_png in [&b""[..], b"GIF89a", &whole[..20], b"\xff\xd8\xff\xe0 a JPEG"] {
        assert_eq!(Png::new(no_png.to_vec()), Err(PngError::NotPng));
    }
    let sized = |width: u32, height: u32| {
        let mut bytes = whole.clone();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        Png::new(bytes)
    };
    assert!(sized(960, 540).is_ok() && sized(1, 960).is_ok());
    for (width, height) in [(961, 540), (540, 961), (0, 1), (1, 0), (u32::MAX, 1)] {
        assert_eq!(sized(width, height), Err(PngError::Size), "{width}x{height}");
    }
    let mut long = whole.clone();
    long.resize(PICTURE_BYTES, 0);
    assert!(Png::new(long.clone()).is_ok());
    long.push(0);
    assert_eq!(Png::new(long.clone()), Err(PngError::TooLong));
    let text = format!(r#"{{"screen":"a","shows":"week","png":"{}"}}"#, digits(&long));
    assert!(serde_json::from_str::<Picture>(&text).is_err());
    for digits in ["", "8", "xx", "89504e47"] {
        let text = format!(r#"{{"screen":"a","shows":"week","png":"{digits}"}}"#);
        assert!(serde_json::from_str::<Picture>(&text).is_err(), "{digits}");
    }
}

fn report() -> ScreenReport {
    ScreenReport {
        screen: "HDMI-1".into(),
        shows: "lobby".into(),
        venue: None,
        width: 1920,
        height: 1080,
        language: Some("fr-BE".into()),
        wrong: vec!["cut".into()],
        as_of: None,
        dark_until: None,
        emergencies: Vec::new(),
        silent_ms: 0,
    }
}

#[test]
fn a_screen_that_is_dark_says_until_when_and_others_say_nothing_of_it() {
    let until = "2023-11-17T06:30:00Z".parse().unwrap();
    let dark = ScreenReport { dark_until: Some(until), ..report() };
    let written = serde_json::to_string(&dark).unwrap();
    assert!(written.contains(r#""dark_until":"2023-11-17T06:30:00Z""#), "{written}");
    assert_eq!(serde_json::from_str::<ScreenReport>(&written).unwrap(), dark);
    assert!(dark.is_within_limits());
    let written = serde_json::to_string(&report()).unwrap();
    assert!(!written.contains("dark"), "as a version before wrote it: {written}");
    assert_eq!(serde_json::from_str::<ScreenReport>(&written).unwrap(), report());
}

#[test]
fn a_report_has_its_limits() {
    assert!(report().is_within_limits());
    let longest = "x".repeat(SCREEN_NAME_BYTES);
    assert!(ScreenReport { screen: longest.clone(), ..report() }.is_within_limits());
    let key = RecordKey {
        device: parvis_domain::id::DeviceId([1; 16]),
        incarnation: parvis_domain::id::Incarnation([1; 8]),
        seq: 1,
    };
    let beyond = [
        ScreenReport { screen: String::new(), ..report() },
        ScreenReport { screen: "a\nb".into(), ..report() },
        ScreenReport { screen: longest + "x", ..report() },
        ScreenReport { shows: String::new(), ..report() },
        ScreenReport { shows: "x".repeat(SCREEN_SHOWS_BYTES + 1), ..report() },
        ScreenReport { width: SCREEN_SIDE + 1, ..report() },
        ScreenReport { height: SCREEN_SIDE + 1, ..report() },
        ScreenReport { language: Some("français".into()), ..report() },
        ScreenReport { wrong: vec!["Ada Invented".into()], ..report() },
        ScreenReport { wrong: vec!["x".repeat(SCREEN_CODE_BYTES + 1)], ..report() },
        ScreenReport { wrong: vec!["cut".into(); SCREEN_CODES + 1], ..report() },
        ScreenReport { emergencies: vec![key; SCREEN_EMERGENCIES + 1], ..report() },
    ];
    for report in beyond {
        assert!(!report.is_within_limits(), "{report:?}");
    }
}

#[test]
fn a_board_is_told_from_a_door() {
    for board in ["lobby", "lobby:palais", "room:a:b", "week", "online"] {
        assert!(is_board(board), "{board}");
    }
    for other in
        ["door", "empty", "", "lobby:", "room", "room:", "weekly", "staff", "Lobby", "programme"]
    {
        assert!(!is_board(other), "{other}");
    }
}
