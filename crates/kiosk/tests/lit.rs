//! Screens that are on by the hour: when they are dark, what lights them, and when that is next.
#![allow(clippy::unwrap_used, reason = "a test fails that way")]

mod folder;

use std::sync::{Arc, Mutex};

use folder::Folder;
use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::{Announced, TakenOver};
use parvis_domain::text::Text;
use parvis_kiosk::board::{Board, BoardNow, Lighting};
use parvis_kiosk::clock::Clock;
use parvis_kiosk::kiosk::Kiosk;
use parvis_roster::DataKind;

/// A hall in Lisbon of a week that is organised in Brussels: the clock of the hall is an hour behind.
const PROGRAMME: &str = r#"{
  "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
  "events": [
    {"id": "day", "title": {"en": "The day"}, "mode": "on_site", "venue": "hall",
     "languages": ["pt"], "first_day": "2023-11-16", "last_day": "2023-11-17"}],
  "venues": [{"id": "hall", "name": {"en": "The hall"}, "zone": "Europe/Lisbon",
    "rooms": [{"id": "big", "name": {"en": "Big"}}]}],
  "sessions": [
    {"id": "opening", "event": "day", "room": "big", "title": {"en": "Opening"},
     "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"},
    {"id": "night", "event": "day", "room": "big", "title": {"en": "Night"},
     "start": "2023-11-17T02:00:00Z", "end": "2023-11-17T03:00:00Z"}]
}"#;

/// A clock that stands where it was set.
struct Wall(Mutex<Timestamp>);

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn passed(&self) -> SignedDuration {
        SignedDuration::ZERO
    }
}

struct Hall {
    wall: Arc<Wall>,
    kiosk: Kiosk,
    _folder: Folder,
}

impl Hall {
    fn new() -> Self {
        let folder = Folder::new();
        let wall = Arc::new(Wall(Mutex::new(time("2023-11-16T12:00:00Z"))));
        let kiosk = folder.kiosk_by(DataKind::Real, Arc::clone(&wall) as Arc<dyn Clock>);
        kiosk.import_programme(&folder.file("programme.json", PROGRAMME), None).unwrap();
        Self { wall, kiosk, _folder: folder }
    }

    fn at(&self, text: &str) -> &Self {
        *self.wall.0.lock().unwrap() = time(text);
        self
    }

    fn board(&self, lighting: &Lighting) -> BoardNow {
        self.kiosk.board_lit(&Board::Lobby(None), lighting)
    }

    /// Until when it is dark.
    fn dark(&self, lighting: &Lighting) -> Option<Timestamp> {
        let view = self.board(lighting).view;
        let until = self.kiosk.dark_until(&Board::Lobby(None), lighting);
        assert_eq!(view.dark_until, until.map(Timestamp::as_millisecond), "page and panel");
        until
    }
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// From half past seven to nine in the evening.
fn by_day() -> Lighting {
    Lighting { hours: Some("07:30-21:00".parse().unwrap()), touched: None }
}

const MORNING: &str = "2023-11-17T07:30:00Z";

#[test]
fn a_board_is_dark_outside_of_its_hours_by_the_clock_of_its_venue() {
    let hall = Hall::new();
    for (at, until) in [
        ("2023-11-16T20:59:59.999Z", None),
        ("2023-11-16T21:00:00Z", Some(MORNING)),
        ("2023-11-17T07:29:59Z", Some(MORNING)),
        (MORNING, None),
    ] {
        assert_eq!(hall.at(at).dark(&by_day()), until.map(time), "{at}");
        assert_eq!(hall.dark(&Lighting::default()), None, "nobody chose hours");
    }
    let always = Lighting { hours: Some("00:00-24:00".parse().unwrap()), touched: None };
    assert_eq!(hall.at("2023-11-16T23:30:00Z").dark(&always), None);
    for board in ["week", "online", "room:big", "room:attic", "programme", "lobby:hall"] {
        let board: Board = board.parse().unwrap();
        assert_eq!(hall.kiosk.dark_until(&board, &by_day()), Some(time(MORNING)), "{board}");
    }
}

#[test]
fn a_board_is_told_next_when_its_hours_change_if_nothing_else_comes_before() {
    let hall = Hall::new();
    let next = |at: &str, lighting: &Lighting| hall.at(at).board(lighting).changes.unwrap();
    assert_eq!(next("2023-11-16T12:00:00Z", &by_day()), time("2023-11-16T21:00:00Z"));
    let without = next("2023-11-16T21:00:00Z", &Lighting::default());
    assert!(without < time(MORNING), "something is on in the night: {without}");
    assert_eq!(next("2023-11-16T21:00:00Z", &by_day()), without);
    assert_eq!(next("2023-11-17T05:00:00Z", &by_day()), time(MORNING));
}

#[test]
fn an_emergency_lights_it_until_it_has_ended_and_an_announcement_does_not() {
    let hall = Hall::new();
    let night = "2023-11-16T23:00:00Z";
    let (event, venue) = ("day".parse().unwrap(), Some("hall".parse().unwrap()));
    let text = Text::only("pt".parse().unwrap(), "Pão");
    let (from, until) = (time("2023-11-16T12:00:00Z"), time("2023-11-17T12:00:00Z"));
    let announced = Announced { event, venue, text, from, until };
    hall.kiosk.announce_to_all(announced).unwrap();
    assert_eq!(hall.at(night).dark(&by_day()), Some(time(MORNING)));

    let (event, venue) = ("day".parse().unwrap(), "hall".parse().unwrap());
    let taken_over = TakenOver { event, venue, text: Text::default() };
    hall.kiosk.take_over(taken_over).unwrap();
    assert_eq!(hall.dark(&by_day()), None);
    assert_eq!(hall.board(&by_day()).view.emergencies.len(), 1);
    let key = hall.kiosk.setup().announcements.emergencies()[0].0;
    hall.kiosk.withdraw(key).unwrap();
    assert_eq!(hall.dark(&by_day()), Some(time(MORNING)));
}

#[test]
fn who_touches_it_has_it_for_a_minute() {
    let hall = Hall::new();
    hall.at("2023-11-16T23:00:00Z");
    let touched = Lighting { touched: Some(time("2023-11-16T22:59:30Z")), ..by_day() };
    assert_eq!(hall.dark(&touched), None);
    assert_eq!(hall.board(&touched).changes, Some(time("2023-11-16T23:00:30Z")));
    assert_eq!(hall.at("2023-11-16T23:00:30Z").dark(&touched), Some(time(MORNING)));
    // The clock was set back since: nobody knows when that was.
    assert_eq!(hall.at("2023-11-16T22:30:00Z").dark(&touched), Some(time(MORNING)));
    let alone = Lighting { hours: None, ..touched };
    assert_eq!(hall.at("2023-11-16T23:00:00Z").dark(&alone), None);
}

#[test]
fn a_board_whose_clock_is_wrong_for_certain_is_lit() {
    let hall = Hall::new();
    hall.at("1970-01-01T00:30:00Z");
    let made = hall.kiosk.clone().made_at(Some(time("2023-11-16T08:00:00Z")));
    let lobby = Board::Lobby(None);
    assert_eq!(made.dark_until(&lobby, &by_day()), None);
    assert_eq!(made.board_lit(&lobby, &by_day()).view.dark_until, None);
}
