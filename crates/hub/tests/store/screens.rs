//! How screens are, and pictures of them.

use parvis_hub::store::{PictureState, Store};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};

use crate::ground::Ground;
use crate::people::{at, declared, device};

fn screen(name: &str, shows: &str) -> ScreenReport {
    ScreenReport {
        screen: name.into(),
        shows: shows.into(),
        venue: Some("hall".parse().unwrap()),
        width: 1920,
        height: 1080,
        language: Some("fr".into()),
        wrong: Vec::new(),
        as_of: None,
        dark_until: None,
        emergencies: Vec::new(),
        silent_ms: 0,
    }
}

fn revoked(n: u8, number: u64) -> SignedStatement {
    let text = declared(n, number).text;
    let mut statement: Statement = serde_json::from_str(&text).unwrap();
    statement.standing = DeviceStanding::Revoked;
    SignedStatement::sign(&DeviceKey::from_seed(&[n; 32]), &statement).unwrap()
}

/// Names and when, of all there are.
async fn known(store: &impl Store, second: i64) -> Vec<(u8, String, i64)> {
    let screens = store.screens(at(second)).await.unwrap();
    let told = |one: &parvis_hub::store::KnownScreen| {
        (one.device.0[0], one.report.screen.clone(), one.at.as_second() - at(0).as_second())
    };
    screens.iter().map(told).collect()
}

pub(crate) async fn what_a_device_tells_of_its_screens_replaces_what_it_told(ground: impl Ground) {
    let store = ground.open().await;
    let (door, lobby) = (screen("B", "door"), screen("a é #2", "lobby"));
    assert_eq!(known(&store, 0).await, [], "nothing yet");
    store.put_screens(device(1), std::slice::from_ref(&door), at(0)).await.unwrap();
    assert_eq!(known(&store, 0).await, [], "nobody knows this device");
    store.declare(&declared(1, 1)).await.unwrap();
    store.declare(&declared(2, 1)).await.unwrap();
    let both = [lobby.clone(), door.clone()];
    assert!(store.put_screens(device(1), &both, at(1)).await.unwrap());
    assert!(store.put_screens(device(2), std::slice::from_ref(&lobby), at(2)).await.unwrap());
    let row = |n: u8, name: &str, second: i64| (n, name.to_owned(), second);
    let all = [row(1, "B", 1), row(1, "a é #2", 1), row(2, "a é #2", 2)];
    assert_eq!(known(&store, 3).await, all);
    let held = store.screens(at(3)).await.unwrap();
    assert_eq!((&held[0].report, &held[1].report), (&door, &lobby), "as they were told");
    // What is unplugged is gone, and so is all when there is none.
    assert!(store.put_screens(device(1), &[door], at(4)).await.unwrap());
    assert_eq!(known(&store, 5).await, [row(1, "B", 4), row(2, "a é #2", 2)]);
    assert!(store.put_screens(device(1), &[], at(6)).await.unwrap());
    assert_eq!(known(&store, 7).await, [row(2, "a é #2", 2)]);
}

pub(crate) async fn what_is_not_new_is_written_once_a_minute(ground: impl Ground) {
    let store = ground.open().await;
    store.declare(&declared(1, 1)).await.unwrap();
    let cursor = store.cursor().await.unwrap();
    let tell = async |screen: &ScreenReport, second: i64| {
        store.put_screens(device(1), std::slice::from_ref(screen), at(second)).await.unwrap()
    };
    let fine = screen("A", "lobby");
    assert!(tell(&fine, 0).await);
    for second in [1, 15, 59] {
        let turned = ScreenReport { language: Some("nl".into()), ..fine.clone() };
        assert!(!tell(&turned, second).await, "only time and the language went on");
    }
    assert!(tell(&fine, 60).await && !tell(&fine, 61).await);
    let wrong = ScreenReport { wrong: vec!["cut".into()], ..fine.clone() };
    assert!(tell(&wrong, 62).await, "what matters is written at once");
    let silent = |silent_ms| ScreenReport { silent_ms, ..wrong.clone() };
    assert!(tell(&silent(45_000), 63).await && !tell(&silent(60_000), 78).await);
    let held = store.screens(at(79)).await.unwrap().remove(0);
    assert_eq!((held.at, held.heard()), (at(63), at(63 - 45)));
    for other in [
        ScreenReport { shows: "week".into(), ..silent(1) },
        ScreenReport { width: 1080, ..silent(1) },
        ScreenReport { as_of: Some(at(0)), ..silent(1) },
        ScreenReport { dark_until: Some(at(0)), ..silent(1) },
        ScreenReport { venue: None, ..silent(1) },
    ] {
        assert!(tell(&other, 80).await, "{other:?}");
    }
    assert!(tell(&fine, 20).await, "a clock that was set back is no reason to be still");
    assert_eq!(store.cursor().await.unwrap(), cursor, "it is no change that anybody reads");
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn a_picture_is_kept_when_somebody_waits_for_it(ground: impl Ground) {
    let store = ground.open().await;
    store.declare(&declared(1, 1)).await.unwrap();
    let (one, two) = (device(1), device(2));
    assert!(!store.ask_picture(one, "A", at(0)).await.unwrap(), "there is no such screen");
    let boards = [screen("A", "lobby"), screen("B", "week")];
    store.put_screens(one, &boards, at(0)).await.unwrap();
    assert!(!store.put_picture(one, "A", b"unasked", at(1)).await.unwrap());
    assert!(store.ask_picture(one, "A", at(2)).await.unwrap());
    assert_eq!(store.pictures_asked(one, at(3)).await.unwrap(), ["A"]);
    assert_eq!(store.pictures_asked(two, at(3)).await.unwrap(), [""; 0]);
    assert!(!store.put_picture(one, "B", b"unasked", at(3)).await.unwrap());
    assert!(!store.put_picture(two, "A", b"another's", at(3)).await.unwrap());
    let state = async |second| store.screens(at(second)).await.unwrap()[0].picture;
    let waiting = PictureState { asked: Some(at(2)), taken: None };
    assert_eq!(state(3).await, waiting);
    assert!(waiting.is_awaited(at(2 + 119)) && !waiting.is_awaited(at(2 + 120)));
    let picture = [0, 159, 146, 150, 255];
    assert!(store.put_picture(one, "A", &picture, at(9)).await.unwrap());
    assert_eq!(state(10).await, PictureState { asked: None, taken: Some(at(9)) });
    assert_eq!(store.pictures_asked(one, at(10)).await.unwrap(), [""; 0]);
    assert!(!store.put_picture(one, "A", b"twice", at(10)).await.unwrap());
    let held = async |second| store.picture(one, "A", at(second)).await.unwrap();
    assert_eq!(held(10).await.as_deref(), Some(&picture[..]));
    assert_eq!(store.picture(one, "B", at(10)).await.unwrap(), None);
    // The one before stays while the next is waited for.
    store.ask_picture(one, "A", at(20)).await.unwrap();
    assert_eq!(held(21).await.as_deref(), Some(&picture[..]));
    assert!(store.put_picture(one, "A", b"newer", at(22)).await.unwrap());
    assert_eq!(held(23).await.as_deref(), Some(&b"newer"[..]));
    assert_eq!(held(22 + 3_599).await.as_deref(), Some(&b"newer"[..]));
    assert_eq!((held(22 + 3_600).await, state(22 + 3_600).await), (None, PictureState::default()));
}

pub(crate) async fn pictures_are_forgotten_in_time(ground: impl Ground) {
    let store = ground.open().await;
    store.declare(&declared(1, 1)).await.unwrap();
    let one = device(1);
    let boards = [screen("A", "lobby"), screen("B", "week")];
    store.put_screens(one, &boards, at(0)).await.unwrap();
    store.ask_picture(one, "A", at(0)).await.unwrap();
    assert!(!store.put_picture(one, "A", b"late", at(120)).await.unwrap(), "nobody waits any more");
    assert_eq!(store.pictures_asked(one, at(120)).await.unwrap(), [""; 0]);
    store.ask_picture(one, "A", at(121)).await.unwrap();
    assert!(store.put_picture(one, "A", b"picture", at(122)).await.unwrap());
    // Told of an hour later it is gone for good, whatever a clock says then.
    store.put_screens(one, &boards, at(122 + 3_600)).await.unwrap();
    assert_eq!(store.picture(one, "A", at(123)).await.unwrap(), None);
    // One whose screen was unplugged is gone at once.
    store.ask_picture(one, "B", at(4_000)).await.unwrap();
    assert!(store.put_picture(one, "B", b"picture", at(4_001)).await.unwrap());
    store.put_screens(one, &boards[..1], at(4_002)).await.unwrap();
    assert_eq!(store.picture(one, "B", at(4_002)).await.unwrap(), None);
    // And all when the device is revoked.
    store.ask_picture(one, "A", at(4_003)).await.unwrap();
    assert!(store.put_picture(one, "A", b"picture", at(4_004)).await.unwrap());
    store.declare(&revoked(1, 2)).await.unwrap();
    assert_eq!(store.screens(at(4_005)).await.unwrap(), []);
    assert_eq!(store.picture(one, "A", at(4_005)).await.unwrap(), None);
    assert!(!store.ask_picture(one, "A", at(4_006)).await.unwrap());
}
