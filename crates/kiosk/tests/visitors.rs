//! The programme to touch: what visitors are answered, and how they take a session along.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use std::sync::{Arc, Mutex};

use folder::Folder;
use jiff::{SignedDuration, Timestamp};
use parvis_codes::{Budget, Luma, Reader};
use parvis_domain::announcement::TakenOver;
use parvis_domain::text::Text;
use parvis_kiosk::board::Board;
use parvis_kiosk::clock::Clock;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::{
    BoardPhase, BoardShows, DayWish, MarkView, PlaceWish, ProgrammeView, ProgrammeWish, RemedyView,
    SessionName, SessionPage, SessionWord, TakenAlong, WhatHelps,
};
use parvis_roster::DataKind;
use serde_json::{Value, json};

fn programme() -> Value {
    json!({
        "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels"},
        "events": [
            {"id": "day", "title": {"en": "The day", "fr": "La journée"}, "mode": "both",
             "venue": "hall", "languages": ["fr", "nl"], "first_day": "2023-11-16",
             "last_day": "2023-11-17",
             "links": [{"kind": "page", "url": "https://day.example/"}]},
            {"id": "lisbon", "title": {"pt": "O dia"}, "mode": "on_site", "venue": "cais",
             "first_day": "2023-11-16", "last_day": "2023-11-16",
             "links": [{"kind": "page", "url": "javascript:alert(1)"}]}],
        "venues": [
            {"id": "hall", "name": {"en": "The hall"}, "city": {"en": "Brussels"},
             "zone": "Europe/Brussels", "address": "Quay 1",
             "rooms": [{"id": "big", "name": {"en": "Big"}, "directions": {"en": "Upstairs"}},
                       {"id": "small", "name": {"en": "Small"}}]},
            {"id": "cais", "name": {"pt": "Casa do Cais"}, "zone": "Europe/Lisbon",
             "address": "Rua 2", "rooms": [{"id": "rio", "name": {"pt": "Rio"}}]}],
        "tracks": [{"id": "commons", "name": {"en": "Commons"}}],
        "speakers": [{"id": "ada", "name": "Ada Nulpart", "organisation": "Nowhere"}],
        "sessions": [
            {"id": "opening", "event": "day", "room": "big", "title": {"en": "Opening", "fr": "Ouverture"},
             "summary": {"en": "<b>All</b> of it"}, "speakers": ["ada"], "track": "commons",
             "language": "fr", "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z",
             "links": [{"kind": "stream", "url": "https://day.example/live"},
                       {"kind": "page", "url": "https://day.example/opening"}]},
            {"id": "repair", "event": "day", "room": "big", "title": {"en": "Repair"},
             "start": "2023-11-16T10:00:00Z", "end": "2023-11-16T11:00:00Z"},
            {"id": "rio", "event": "lisbon", "room": "rio", "title": {"pt": "Abertura; e mais"},
             "start": "2023-11-16T10:00:00Z", "end": "2023-11-16T11:00:00Z"}]
    })
}

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
    _folder: Folder,
    wall: Arc<Wall>,
    kiosk: Kiosk,
}

/// A kiosk with a programme, at twenty past nine, UTC.
fn hall(programme: &Value) -> Hall {
    let folder = Folder::new();
    let wall = Arc::new(Wall(Mutex::new(time("2023-11-16T09:20:00Z"))));
    let kiosk = folder.kiosk_by(DataKind::Real, Arc::clone(&wall) as Arc<dyn Clock>);
    let file = folder.file("programme.json", &programme.to_string());
    kiosk.import_programme(&file, None).unwrap();
    Hall { _folder: folder, wall, kiosk }
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn first() -> ProgrammeWish {
    ProgrammeWish {
        day: DayWish::Usual,
        place: PlaceWish::Here,
        track: None,
        language: None,
        search: String::new(),
        page: 0,
        rows: 10,
        session: None,
        reads: vec!["en".parse().unwrap()],
    }
}

fn search(words: &str) -> ProgrammeWish {
    ProgrammeWish { search: words.into(), ..first() }
}

impl Hall {
    fn ask(&self, wish: &ProgrammeWish) -> ProgrammeView {
        self.kiosk.programme(None, wish)
    }

    fn page(&self, event: &str, session: &str) -> Option<SessionPage> {
        let (event, session) = (event.parse().unwrap(), session.parse().unwrap());
        let session = Some(SessionName { event, session });
        self.ask(&ProgrammeWish { session, ..first() }).session.map(|page| *page)
    }

    fn say(&self, session: &str, word: SessionWord) {
        self.kiosk.say(&"day".parse().unwrap(), &session.parse().unwrap(), word).unwrap();
    }

    /// The word by which a screen knows that it has to ask again.
    fn state(&self) -> String {
        match self.kiosk.board(&Board::Programme(None)).view.shows {
            BoardShows::Programme { state, .. } => state,
            other => panic!("{other:?}"),
        }
    }
}

fn listed(view: &ProgrammeView) -> Vec<&str> {
    view.groups.iter().flat_map(|group| &group.rows).map(|row| row.session.id.as_str()).collect()
}

/// What a telephone reads off the code.
fn scanned(page: &SessionPage) -> (TakenAlong, String) {
    /// Pixels a module.
    const EACH: u32 = 6;
    let take = page.take.as_ref().unwrap();
    let between = |start: &str, end: &str| {
        let (_, after) = take.code.split_once(start).unwrap();
        after.split_once(end).unwrap().0
    };
    let side: u32 = between("viewBox=\"0 0 ", " ").parse::<u32>().unwrap();
    let mut grey = vec![255; usize::try_from(side * side * EACH * EACH).unwrap()];
    // `M4 5h7v1h-7z`: from where on, in which row, and how many.
    for run in between("/><path d=\"M", "\"").split('M') {
        let numbers: Vec<u32> =
            run.split([' ', 'h', 'v']).map_while(|it| it.parse().ok()).collect();
        let [column, row, length, ..] = numbers[..] else { panic!("{run}") };
        for y in row * EACH..(row + 1) * EACH {
            for x in column * EACH..(column + length) * EACH {
                grey[usize::try_from(y * side * EACH + x).unwrap()] = 0;
            }
        }
    }
    let picture = Luma::packed(side * EACH, side * EACH, &grey).unwrap();
    let seen = Reader::new().read(picture, Budget::Unlimited).unwrap();
    (take.what, seen[0].payload.text().unwrap().to_owned())
}

#[test]
fn a_page_says_everything_of_a_session_and_how_to_take_it_along() {
    let hall = hall(&programme());
    let mut page = hall.page("day", "opening").unwrap();
    assert_eq!(scanned(&page), (TakenAlong::Session, "https://day.example/opening".into()));
    page.take.as_mut().unwrap().code.clear();
    insta::assert_json_snapshot!("a_sessions_page", page);
    let other = scanned(&hall.page("day", "repair").unwrap());
    assert_eq!(other, (TakenAlong::Event, "https://day.example/".into()));
    let far = hall.page("lisbon", "rio").unwrap();
    assert_eq!((far.zone.as_str(), far.address.as_deref()), ("Europe/Lisbon", Some("Rua 2")));
    let (what, entry) = scanned(&far);
    assert_eq!(what, TakenAlong::Calendar, "what is no page of the web is no page");
    let told: Vec<_> = entry.lines().filter(|line| !line.starts_with("UID")).collect();
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parvis//Programme//EN",
        "BEGIN:VEVENT",
        "DTSTAMP:20231116T100000Z",
        "DTSTART:20231116T100000Z",
        "DTEND:20231116T110000Z",
        "SUMMARY:Abertura\\; e mais",
        "LOCATION:Rio\\, Casa do Cais",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(told, expected);
    assert_eq!(hall.page("day", "closing"), None, "there is no such session");
}

#[test]
fn a_visitor_is_answered_with_what_is_here_and_what_else_there_is() {
    let hall = hall(&programme());
    insta::assert_json_snapshot!("the_first_answer", hall.ask(&first()));
    let elsewhere = ProgrammeWish { place: PlaceWish::Anywhere, ..first() };
    let elsewhere = hall.ask(&elsewhere);
    assert_eq!(listed(&elsewhere), ["opening", "repair", "rio"]);
    assert_eq!(elsewhere.groups.len(), 3, "one instant, two clocks");
    let second = ProgrammeWish { rows: 1, page: 1, ..first() };
    assert_eq!((listed(&hall.ask(&second)), hall.ask(&second).pages), (vec!["repair"], 2));
    let beyond = ProgrammeWish { rows: 0, page: u32::MAX, ..first() };
    assert_eq!(listed(&hall.ask(&beyond)), ["repair"], "the last page");
    let none = hall.ask(&search("abertura"));
    let away = RemedyView { what: WhatHelps::Venue, count: 1 };
    assert!(listed(&none).is_empty() && none.remedies.contains(&away), "{:?}", none.remedies);
    let lisbon: Board = "programme:cais".parse().unwrap();
    let Board::Programme(Some(venue)) = &lisbon else { panic!("{lisbon}") };
    assert_eq!(listed(&hall.kiosk.programme(Some(venue), &first())), ["rio"]);
    assert_eq!(hall.kiosk.board(&lisbon).view.zone, "Europe/Lisbon");
    let attic = hall.kiosk.board(&"programme:attic".parse().unwrap()).view;
    assert_eq!(attic.shows, BoardShows::Nothing);
}

#[test]
fn what_is_said_of_the_day_is_in_the_next_answer_and_screens_are_told() {
    let hall = hall(&programme());
    let before = hall.state();
    assert_eq!(hall.state(), before, "nothing changed");
    hall.say("repair", SessionWord::Late { minutes: 20 });
    assert_ne!(hall.state(), before);
    let view = hall.ask(&first());
    let row = &view.groups[1].rows[0].session;
    assert_eq!(row.marks, [MarkView::Late { minutes: 20 }]);
    assert_eq!(row.old_start, Some(time("2023-11-16T10:00:00Z").as_millisecond()));
    hall.say("repair", SessionWord::Cancelled);
    let cancelled = hall.page("day", "repair").unwrap();
    assert_eq!(cancelled.session.marks[0], MarkView::Cancelled);
    let (before, board) = (hall.state(), hall.kiosk.board(&Board::Programme(None)));
    assert_eq!(board.changes, Some(time("2023-11-16T10:00:00Z")));
    *hall.wall.0.lock().unwrap() = time("2023-11-16T10:00:00Z");
    assert_ne!(hall.state(), before, "the opening is over");
    assert!(hall.page("day", "opening").unwrap().over);
}

#[test]
fn an_emergency_has_this_screen_too() {
    let hall = hall(&programme());
    let (event, venue) = ("day".parse().unwrap(), "hall".parse().unwrap());
    hall.kiosk.take_over(TakenOver { event, venue, text: Text::default() }).unwrap();
    assert_eq!(hall.kiosk.board(&Board::Programme(None)).view.emergencies.len(), 1);
}

#[test]
fn calm_states_are_told_apart() {
    let folder = Folder::new();
    let kiosk = folder.kiosk(DataKind::Real, time("2023-11-16T09:20:00Z"));
    let empty = kiosk.programme(None, &first());
    assert_eq!((empty.phase, empty.total), (BoardPhase::Empty, 0));
    let hall = hall(&programme());
    *hall.wall.0.lock().unwrap() = time("2023-11-20T09:20:00Z");
    let over = hall.ask(&first());
    assert_eq!((over.phase, over.day.as_deref()), (BoardPhase::Over, Some("2023-11-16")));
}

#[test]
fn five_megabytes_of_description_make_a_small_answer() {
    let mut programme = programme();
    let long = "à vélo <script>alert(1)</script> ".repeat(150_000);
    for (field, text) in [("summary", &long), ("title", &long)] {
        programme["sessions"][1][field] = json!({"fr": text, "en": text});
    }
    programme["speakers"] = (0..2_000)
        .map(|n| json!({"id": format!("s{n}"), "name": format!("Nobody {n} {}", "x".repeat(500))}))
        .collect();
    programme["sessions"][0]["speakers"] = json!([]);
    programme["sessions"][1]["speakers"] = (0..2_000).map(|n| json!(format!("s{n}"))).collect();
    let hall = hall(&programme);
    assert_eq!(listed(&hall.ask(&search("alert velo"))), ["repair"]);
    let page = hall.page("day", "repair").unwrap();
    let size = |json: serde_json::Result<String>| json.unwrap().len();
    let (list, page_size) = (hall.ask(&first()), size(serde_json::to_string(&page)));
    let list = size(serde_json::to_string(&list));
    assert!(list < 20_000 && page_size < 60_000, "{list} and {page_size} bytes");
    assert!(page.summary_cut && page.summary["fr"].ends_with('…'));
    assert_eq!((page.speakers.len(), page.more_speakers), (30, 1_970));
    assert!(page.session.title["fr"].contains("<script>"), "it is text like any other");
}
