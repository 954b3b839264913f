//! What is told of screens, and when.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation};
use parvis_roster::{DataKind, Opening, Roster};

use super::*;
use crate::clock::Clock;
use crate::view::record_name;

/// A clock that goes on when somebody says so.
struct Stepped(AtomicI64);

impl Clock for Stepped {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn passed(&self) -> SignedDuration {
        SignedDuration::from_secs(self.0.load(Ordering::SeqCst))
    }

    fn stands_apart(&self) -> bool {
        true
    }
}

struct Hall {
    kiosk: Kiosk,
    clock: Arc<Stepped>,
    _folder: tempfile::TempDir,
}

impl Hall {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
        let kind = DataKind::Rehearsal;
        let opening = Opening { folder: folder.path(), kind, entropy: &mut entropy };
        let clock = Arc::new(Stepped(AtomicI64::new(1_000)));
        let kiosk = Kiosk::new(Roster::open(opening).unwrap(), clock.clone()).unwrap();
        Self { kiosk, clock, _folder: folder }
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    fn reports(&self) -> Vec<ScreenReport> {
        self.kiosk.screen_reports().unwrap()
    }

    /// Whether a round was asked for since the last look.
    async fn asked(&self) -> bool {
        tokio::select! {
            biased;
            () = self.kiosk.news().notified() => true,
            () = std::future::ready(()) => false,
        }
    }
}

fn at(label: &str, name: &str, shows: &str) -> ScreenAt {
    let (label, name, shows) = (label.into(), name.into(), shows.into());
    ScreenAt { label, name, shows, venue: Some("hall".parse().unwrap()) }
}

fn painted(shows: &str) -> PaintedView {
    PaintedView {
        shows: shows.into(),
        width: 1920,
        height: 1080,
        language: "fr".into(),
        wrong: Vec::new(),
        dark_until: None,
        as_of: None,
        emergencies: Vec::new(),
    }
}

fn wrong(shows: &str, codes: &[&str]) -> PaintedView {
    PaintedView { wrong: codes.iter().map(ToString::to_string).collect(), ..painted(shows) }
}

#[tokio::test]
async fn a_page_that_says_nothing_any_more_is_silent_by_monotonic_time() {
    let hall = Hall::new();
    assert_eq!(hall.kiosk.screen_reports(), None, "nobody said that there are screens");
    let screens = vec![at("board-1", "HDMI-1", "lobby"), at("door", "DP-1", "door")];
    hall.kiosk.screens_are(screens.clone());
    assert!(hall.asked().await);
    hall.kiosk.painted("board-1", painted("lobby"));
    hall.kiosk.painted("board-9", painted("lobby"));
    let told = hall.reports();
    assert_eq!(
        (told[0].width, told[0].language.as_deref(), told[0].silent_ms),
        (1920, Some("fr"), 0)
    );
    assert_eq!((told[1].width, told[1].language.as_deref(), told[1].silent_ms), (0, None, 0));
    assert_eq!(told.len(), 2, "of a window that there is not nothing is heard");
    hall.pass(44);
    hall.kiosk.painted("board-1", painted("lobby"));
    assert!(hall.reports().iter().all(|one| one.silent_ms == 0));
    assert!(!hall.asked().await);
    hall.pass(1);
    hall.kiosk.screens_are(screens.clone());
    assert_eq!([hall.reports()[0].silent_ms, hall.reports()[1].silent_ms], [0, 45_000]);
    assert!(hall.asked().await, "the door never said anything");
    hall.kiosk.painted("door", painted("door"));
    assert!(!hall.asked().await, "it was told just now that it is not");
    hall.pass(5);
    hall.kiosk.screens_are(screens);
    assert!(hall.asked().await && hall.reports()[1].silent_ms == 0);
    hall.kiosk.screens_are(Vec::new());
    assert_eq!(hall.kiosk.screen_reports(), Some(Vec::new()), "there were some");
}

#[tokio::test]
async fn a_round_is_asked_for_when_a_screen_begins_or_ends_to_be_wrong() {
    let hall = Hall::new();
    hall.kiosk.screens_are(vec![at("board-1", "HDMI-1", "room:attic")]);
    hall.kiosk.painted("board-1", painted("room:attic"));
    assert!(hall.asked().await);
    for (painted, news) in [
        (PaintedView { language: "nl".into(), ..painted("room:attic") }, false),
        (PaintedView { as_of: Some(7), width: 1, ..painted("room:attic") }, false),
        (wrong("room:attic", &["cut"]), true),
        (wrong("room:attic", &["cut"]), false),
        (wrong("room:attic", &["cut", "missing"]), true),
        (painted("room:attic"), true),
        (painted("room:cellar"), true),
        (painted("room:attic"), true),
    ] {
        hall.pass(6);
        hall.kiosk.painted("board-1", painted.clone());
        assert_eq!(hall.asked().await, news, "{painted:?}");
    }
    let key = RecordKey { device: DeviceId([2; 16]), incarnation: Incarnation([3; 8]), seq: 4 };
    let names = vec![record_name(key), "no record".into()];
    hall.pass(6);
    hall.kiosk.painted("board-1", PaintedView { emergencies: names, ..painted("emergency") });
    assert!(hall.asked().await, "that it shows an emergency is told at once");
    let told = hall.reports().remove(0);
    assert_eq!((told.emergencies, told.wrong), (vec![key], Vec::<String>::new()));
}

#[test]
fn what_is_painted_is_compared_with_what_should_be() {
    for (shows, painted, found) in [
        ("door", "door", None),
        ("door", "staff", None),
        ("door", "emergency", None),
        ("door", "lobby", Some("other")),
        ("door", "dark", Some("other")),
        ("lobby:hall", "dark", None),
        ("room:attic", "dark", None),
        ("programme", "dark", None),
        ("door", "nothing", Some("other")),
        ("lobby", "lobby", None),
        ("lobby:hall", "lobby", None),
        ("lobby:attic", "nothing", Some("nothing")),
        ("lobby", "week", Some("other")),
        ("lobby", "staff", Some("other")),
        ("room:attic", "room:attic", None),
        ("room:attic", "room:cellar", Some("other")),
        ("room:attic", "nothing", Some("nothing")),
        ("week", "week", None),
        ("online", "emergency", None),
        ("online", "door", Some("other")),
    ] {
        assert_eq!(other_than(shows, painted), found, "{painted} for {shows}");
    }
}

#[test]
fn whatever_a_page_says_what_is_told_keeps_to_the_limits() {
    let hall = Hall::new();
    let long = "écran ".repeat(40);
    let mut screens: Vec<_> = (0..30).map(|n| at(&format!("board-{n}"), "Dell", "week")).collect();
    screens[1].name = long.clone();
    screens[2].name = "a\u{7}b".into();
    hall.kiosk.screens_are(screens);
    let mut view = wrong("week", &["cut", "cut", "Ada Invented", "", "no-mark"]);
    view.wrong.extend((0..20).map(|n| format!("code-{n}")));
    view.language = "français".into();
    view.width = u32::MAX;
    view.as_of = Some(i64::MAX);
    view.dark_until = Some(i64::MIN);
    view.emergencies = vec!["x".into(); 20];
    for n in 0..30 {
        hall.kiosk.painted(&format!("board-{n}"), view.clone());
    }
    let told = hall.reports();
    assert_eq!(told.len(), SCREENS);
    let names: std::collections::BTreeSet<_> = told.iter().map(|one| &one.screen).collect();
    assert_eq!(names.len(), SCREENS, "no two have one name: {names:?}");
    for one in &told {
        assert!(one.is_within_limits(), "{one:?}");
        assert_eq!(
            (one.as_of.or(one.dark_until), one.language.as_deref(), one.wrong.len()),
            (None, None, SCREEN_CODES)
        );
        assert!(!one.wrong.iter().any(|code| code.contains("Ada")));
    }
}

/// Gives a picture of any window, as soon as it is asked.
fn quick() -> Taker {
    Box::new(|_, give| {
        let pixels = PicturePixels { width: 2, height: 1, stride: 8, bytes: vec![9; 8] };
        drop(give.send(pixels));
    })
}

#[tokio::test]
async fn pictures_are_taken_of_boards_alone() {
    let hall = Hall::new();
    hall.kiosk.screens_are(vec![
        at("board-1", "HDMI-1", "lobby"),
        at("door", "DP-1", "door"),
        at("board-2", "HDMI-1", "room:attic"),
    ]);
    assert!(hall.kiosk.picture_of("HDMI-1").await.is_none(), "nobody takes any");
    hall.kiosk.pictures_by(quick());
    let picture = hall.kiosk.picture_of("HDMI-1").await.unwrap();
    assert_eq!((&*picture.screen, &*picture.shows), ("HDMI-1", "lobby"));
    let second = hall.kiosk.picture_of("board-2").await.unwrap();
    assert_eq!(second.shows, "room:attic", "by the name that the hub knows it by");
    assert!(hall.kiosk.picture_of("DP-1").await.is_none(), "people are seen at a door");
    assert!(hall.kiosk.picture_of("HDMI-2").await.is_none());
    // One that became a door while its picture was taken is not shown.
    let (slow, kiosk) = (hall.kiosk.clone(), hall.kiosk.clone());
    slow.pictures_by(Box::new(move |_, give| {
        kiosk.screens_are(vec![at("door", "HDMI-1", "door")]);
        let pixels = PicturePixels { width: 2, height: 1, stride: 8, bytes: vec![9; 8] };
        drop(give.send(pixels));
    }));
    assert!(slow.picture_of("HDMI-1").await.is_none());
}
