//! The page of screens: what each shows, which show an emergency, and pictures of boards.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_domain::announcement::Announcements;
use parvis_domain::fact::RecordKey;
use parvis_hub::service::PictureError;
use parvis_hub::store::Store as _;
use parvis_protocol::exchange::{Status, StatusRequest};
use parvis_protocol::hub::Hub as _;
use parvis_protocol::screen::{Picture, Png, ScreenReport};

use crate::visitor::Visitor;
use crate::week::Week;

const SCREENS: &str = "/console/screens";
/// The page of a lobby board.
pub(crate) const BOARD: &str = "/console/screens/01010101010101010101010101010101/HDMI-1";
/// The page of a door.
const DOOR: &str = "/console/screens/01010101010101010101010101010101/DP-1";

/// A part of a page, from some words on.
fn after<'t>(text: &'t str, words: &str) -> &'t str {
    text.split_once(words).unwrap_or_else(|| panic!("no {words} in {text}")).1
}

/// The screens of a device, as they were told last.
async fn of(week: &Week, number: u8) -> Vec<ScreenReport> {
    let screens = week.service.screens().await.unwrap().into_iter();
    screens.filter(|one| one.device == Week::id(number)).map(|one| one.report).collect()
}

/// A round of a device, with how its screens are.
async fn round(week: &Week, number: u8, screens: Option<Vec<ScreenReport>>) -> Status {
    let (now, version, seats) = (week.now(), "0.2.0".into(), Vec::new());
    let request = StatusRequest { now, version, unsent: 0, seats, epoch: None, screens };
    week.service.desk_of(Week::id(number)).status(request).await.unwrap()
}

async fn emergency(week: &Week) -> RecordKey {
    let said = week.service.store().said().await.unwrap();
    Announcements::fold(&said).emergencies()[0].0
}

/// All kiosks that answer show the emergency.
pub(crate) async fn taken_over(week: &Week) {
    let key = emergency(week).await;
    for number in [1, 2, 4] {
        let shows = |one| ScreenReport { emergencies: vec![key], ..one };
        round(week, number, Some(of(week, number).await.into_iter().map(shows).collect())).await;
    }
}

/// Some board as a kiosk takes a picture of it.
fn png() -> Png {
    let file =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/screens/board-lobby-changed-1080p-fr.png");
    let picture = image::open(file).unwrap().thumbnail(960, 960).into_rgb8();
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    Png::new(bytes.into_inner()).unwrap()
}

/// Somebody asked for a picture, and it came.
pub(crate) async fn photographed(week: &Week) {
    week.service.ask_picture(Week::id(1), "HDMI-1").await.unwrap();
    arrived(week).await;
}

/// A board's page says nothing any more.
pub(crate) async fn fallen_silent(week: &Week) {
    let mut screens = of(week, 2).await;
    screens[0].silent_ms = 61_000;
    round(week, 2, Some(screens)).await;
}

/// The picture that is waited for comes.
pub(crate) async fn arrived(week: &Week) {
    let picture = Picture { screen: "HDMI-1".into(), shows: "lobby".into(), png: png() };
    assert!(week.service.desk_of(Week::id(1)).picture(picture).await.unwrap().kept);
}

#[tokio::test]
async fn every_screen_is_told_those_first_that_need_somebody() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let text = ada.get(SCREENS).await.text();
    for words in ["Nothing is heard of 2 screens", "1 screen is not as it should be"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains("4 screens are as they should be") && text.contains("Commons Hall"));
    let cards: Vec<_> = text.split("<li class=\"card\">").skip(1).collect();
    assert_eq!(cards.len(), 7);
    assert!(cards[0].contains("Crew entrance") && cards[0].contains("Nothing is heard of it"));
    assert!(cards[1].contains("Workshop") && cards[1].contains("may stand still"));
    let wrong = cards[2];
    assert!(wrong.contains("Not as it should be") && wrong.contains("A text is cut off"));
    assert!(wrong.contains("<code>a-new-one</code>"), "what this version does not know");
    assert!(wrong.contains("1080 × 1920") && wrong.contains("Room: Agora"), "{wrong}");
    let old = cards.iter().find(|card| card.contains("Dell #2")).unwrap();
    assert!(old.contains("25 minutes ago") && old.contains("/Dell%20%232\""), "{old}");
    // Silence comes by itself.
    week.pass(SignedDuration::from_mins(3));
    assert!(ada.get(SCREENS).await.has("Nothing is heard of 7 screens"));
    // What a device tells is there with its round, and what it does not tell of any more is not.
    let mut screens = of(&week, 1).await;
    screens.remove(0);
    round(&week, 1, Some(screens)).await;
    let text = ada.get(SCREENS).await.text();
    assert!(text.contains("Nothing is heard of 5 screens") && text.contains("1 screen is as it"));
    // A kiosk of a version before says nothing of screens.
    assert_eq!(round(&week, 4, None).await.pictures, [""; 0]);
    assert_eq!(of(&week, 4).await.len(), 2);
    week.service.revoke(Week::id(4)).await.unwrap();
    assert_eq!(of(&week, 4).await, []);
    assert_eq!(round(&week, 4, Some(of(&week, 2).await)).await.pictures, [""; 0]);
    assert_eq!(of(&week, 4).await, [], "of a revoked device nothing is kept");
}

#[tokio::test]
async fn an_emergency_is_acknowledged_screen_by_screen() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let venue = "halle-des-communs".parse().unwrap();
    week.service.take_over(venue, Default::default()).await.unwrap();
    let text = ada.get("/console/announcements").await.text();
    assert!(text.contains("0 of 7 screens show it"), "{text}");
    assert_eq!(after(&text, "These do not").matches("Last heard of").count(), 7);
    taken_over(&week).await;
    for page in ["/console/announcements", "/console", "/console/day"] {
        let text = ada.get(page).await.text();
        // One board stands still with what it had before: nobody knows what is on it.
        assert!(text.contains("5 of 7 screens show it"), "{page}: {text}");
        let section = after(&text, "These do not").split("</section>").next().unwrap();
        assert_eq!(section.matches("Last heard of").count(), 2);
        assert!(section.contains("Crew entrance") && section.contains("26 minutes ago"));
    }
    let key = emergency(&week).await;
    let well = |one| ScreenReport { silent_ms: 0, emergencies: vec![key], ..one };
    round(&week, 4, Some(of(&week, 4).await.into_iter().map(well).collect())).await;
    let text = ada.get("/console/announcements").await.text();
    assert!(text.contains("6 of 7 screens show it"), "{text}");
    // Of one that is well and shows something else it is said so.
    let other = |one| ScreenReport { emergencies: Vec::new(), ..one };
    round(&week, 1, Some(of(&week, 1).await.into_iter().map(other).collect())).await;
    let text = ada.get("/console/announcements").await.text();
    assert_eq!(text.matches("Shows something else").count(), 2, "{text}");
}

#[tokio::test]
async fn a_dark_screen_is_as_it_should_be_and_it_is_said_until_when() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let dark = |one| {
        // Half past seven in Brussels.
        ScreenReport { dark_until: Some("2023-11-17T06:30:00Z".parse().unwrap()), ..one }
    };
    round(&week, 1, Some(of(&week, 1).await.into_iter().map(dark).collect())).await;
    let text = ada.get(SCREENS).await.text();
    assert_eq!(text.matches("Dark until 07:30").count(), 2, "{text}");
    assert!(text.contains("4 screens are as they should be"), "{text}");
    let text = ada.get(BOARD).await.text();
    assert!(text.contains("Dark until 07:30") && !text.contains("As it should be"), "{text}");
    // What is wrong with one comes first.
    let wrong = |one| ScreenReport { wrong: vec!["stray".into()], ..dark(one) };
    round(&week, 1, Some(of(&week, 1).await.into_iter().map(wrong).collect())).await;
    let text = ada.get(BOARD).await.text();
    assert!(text.contains("Not as it should be") && !text.contains("Dark until"), "{text}");
}

#[tokio::test]
async fn a_picture_is_asked_for_comes_and_goes() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    assert!(ada.get(BOARD).await.has("Ask for a picture"));
    let sent = ada.fill_in(BOARD, BOARD, &[]).await;
    assert_eq!(sent.goes_to(), BOARD);
    let text = ada.get(BOARD).await.text();
    assert!(text.contains("Asked for.") && !text.contains("Ask for a picture"), "{text}");
    let status = round(&week, 1, Some(of(&week, 1).await)).await;
    assert_eq!(status.pictures, ["HDMI-1"]);
    assert_eq!(round(&week, 2, Some(of(&week, 2).await)).await.pictures, [""; 0]);
    let desk = week.service.desk_of(Week::id(1));
    let picture =
        |shows: &str| Picture { screen: "HDMI-1".into(), shows: shows.into(), png: png() };
    assert!(!desk.picture(picture("door")).await.unwrap().kept, "of a door none is kept");
    assert!(desk.picture(picture("lobby")).await.unwrap().kept);
    assert!(!desk.picture(picture("lobby")).await.unwrap().kept, "once");
    let text = ada.get(BOARD).await.text();
    assert!(text.contains("alt=\"What HDMI-1 painted\"") && text.contains("Ask for a new picture"));
    let shot = after(&text, "src=\"/console/screens").split('"').next().unwrap();
    let shot = ada.get(&format!("/console/screens{shot}")).await;
    assert_eq!((shot.status, &shot.body[..]), (StatusCode::OK, png().bytes()));
    assert_eq!(shot.headers["content-type"], "image/png");
    assert_eq!(shot.headers["cache-control"], "no-store");
    assert_eq!(shot.headers["x-content-type-options"], "nosniff");
    let mut stranger = Visitor::new(&week);
    assert!(stranger.get(&format!("{BOARD}/picture")).await.goes_to().contains("sign-in"));
    week.pass(SignedDuration::from_mins(50));
    assert!(ada.get(BOARD).await.has("What HDMI-1 painted"));
    week.pass(SignedDuration::from_mins(10));
    assert!(!ada.get(BOARD).await.has("What HDMI-1 painted"));
    assert_eq!(ada.get(&format!("{BOARD}/picture")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_picture_that_does_not_come_is_not_waited_for_for_ever() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    ada.fill_in(BOARD, BOARD, &[]).await.goes_to();
    week.pass(SignedDuration::from_mins(2));
    let text = ada.get(BOARD).await.text();
    assert!(text.contains("No picture came") && text.contains("Ask for a picture"), "{text}");
    assert_eq!(round(&week, 1, Some(of(&week, 1).await)).await.pictures, [""; 0]);
    let desk = week.service.desk_of(Week::id(1));
    let late = Picture { screen: "HDMI-1".into(), shows: "lobby".into(), png: png() };
    assert!(!desk.picture(late).await.unwrap().kept);
}

#[tokio::test]
async fn no_picture_of_a_door_is_offered_or_asked_for() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let page = ada.get(DOOR).await;
    assert!(page.has("people are seen there") && !page.has("Ask for a picture"));
    let token = ada.get(BOARD).await.token();
    assert_eq!(ada.send(DOOR, &[("form", token.as_str())]).await.status, StatusCode::NOT_FOUND);
    let refused = week.service.ask_picture(Week::id(1), "DP-1").await;
    assert!(matches!(refused, Err(PictureError::NoBoard)));
    // Were one asked for all the same, or of a board that became a door since, no kiosk hears of it.
    let store = week.service.store();
    store.ask_picture(Week::id(1), "DP-1", week.now()).await.unwrap();
    store.ask_picture(Week::id(1), "HDMI-1", week.now()).await.unwrap();
    let door = |one| ScreenReport { shows: "door".into(), ..one };
    let screens = of(&week, 1).await.into_iter().map(door).collect();
    assert_eq!(round(&week, 1, Some(screens)).await.pictures, [""; 0]);
}
