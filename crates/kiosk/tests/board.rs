//! What is said of the day, and what the boards show of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use folder::Folder;
use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::TakenOver;
use parvis_domain::hub_time::HubTime;
use parvis_domain::text::Text;
use parvis_kiosk::board::Board;
use parvis_kiosk::clock::Clock;
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::import::ImportError;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::staff::Staff;
use parvis_kiosk::staff::room::Room;
use parvis_kiosk::view::{
    BoardDay, BoardPhase, BoardRoom, BoardShows, BoardView, ClockView, ClosedReason, DayAnswer,
    DayWord, DoorState, MarkView, SessionView, SessionWord, ShownCode, TextView,
};
use parvis_roster::DataKind;

const PROGRAMME: &str = r#"{
  "edition": {"id": "week", "title": {"en": "The week"}, "zone": "Europe/Brussels",
    "partners": [{"name": "Invented Bakery"}]},
  "events": [
    {"id": "day", "title": {"en": "The day", "fr": "La journée"}, "mode": "both",
     "venue": "hall", "languages": ["fr", "nl"],
     "links": [{"kind": "stream", "url": "https://day.example/live"}],
     "first_day": "2023-11-16", "last_day": "2023-11-16"}],
  "venues": [{"id": "hall", "name": {"en": "The hall"}, "zone": "Europe/Brussels",
    "rooms": [{"id": "big", "name": {"en": "Big"}}, {"id": "small", "name": {"en": "Small"}}]}],
  "sessions": [
    {"id": "opening", "event": "day", "room": "big", "title": {"en": "Opening"}, "mode": "both",
     "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"},
    {"id": "repair", "event": "day", "room": "big", "title": {"en": "Repair"},
     "start": "2023-11-16T10:00:00Z", "end": "2023-11-16T11:00:00Z"}]
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
    folder: Folder,
    wall: Arc<Wall>,
    kiosk: Kiosk,
}

fn hall() -> Hall {
    let folder = Folder::new();
    let wall = Arc::new(Wall(Mutex::new(time("09:20"))));
    let kiosk = folder.kiosk_by(DataKind::Real, Arc::clone(&wall) as Arc<dyn Clock>);
    kiosk.import_programme(&folder.file("programme.json", PROGRAMME), None).unwrap();
    Hall { folder, wall, kiosk }
}

/// A time of the day, UTC: the hall's clock is an hour ahead.
fn time(of_day: &str) -> Timestamp {
    format!("2023-11-16T{of_day}:00Z").parse().unwrap()
}

impl Hall {
    fn board(&self, name: &str) -> BoardView {
        self.kiosk.board(&name.parse().unwrap()).view
    }

    fn rooms(&self) -> Vec<BoardRoom> {
        match self.board("lobby").shows {
            BoardShows::Lobby { rooms, .. } => rooms,
            other => panic!("{other:?}"),
        }
    }

    fn say(&self, session: &str, word: SessionWord) {
        self.kiosk.say(&"day".parse().unwrap(), &session.parse().unwrap(), word).unwrap();
    }

    fn next(&self) -> SessionView {
        self.rooms()[0].next.clone().unwrap()
    }
}

fn text(words: &str) -> TextView {
    TextView::from([("en".to_owned(), words.to_owned())])
}

fn millis(of_day: &str) -> i64 {
    time(of_day).as_millisecond()
}

#[test]
fn a_session_that_is_late_shows_both_times_until_that_is_taken_back() {
    let hall = hall();
    let planned = hall.next();
    assert_eq!(
        (planned.start, planned.old_start, &planned.marks[..]),
        (millis("10:00"), None, &[][..])
    );
    hall.say("repair", SessionWord::Late { minutes: 10 });
    hall.say("repair", SessionWord::Late { minutes: 15 });
    let late = hall.next();
    assert_eq!(
        late.marks,
        [MarkView::Late { minutes: 15 }],
        "late from its own time, not from before"
    );
    assert_eq!((late.start, late.old_start), (millis("10:15"), Some(millis("10:00"))));
    hall.say("repair", SessionWord::AsPlanned);
    assert_eq!(hall.next(), planned);
}

#[test]
fn the_room_that_was_left_points_to_the_new_one_and_both_doors_know() {
    let hall = hall();
    let room = Some("small".parse().unwrap());
    hall.say("repair", SessionWord::Moved { room, start: None });
    let [big, small] = &hall.rooms()[..] else { panic!("{:?}", hall.rooms()) };
    assert_eq!((&big.next, big.away.len()), (&None, 1));
    assert_eq!(big.away[0].room, Some(text("Small")));
    let moved = small.next.as_ref().unwrap();
    assert_eq!((&moved.old_room, &moved.marks[..]), (&Some(text("Big")), &[MarkView::Moved][..]));
    let BoardShows::Room { room, .. } = hall.board("room:small").shows else { panic!() };
    assert_eq!(room.next.as_ref(), Some(moved));
    let BoardShows::Room { room, minutes_left, .. } = hall.board("room:big").shows else {
        panic!()
    };
    assert_eq!((room.away.len(), minutes_left), (1, Some(40)));
}

#[test]
fn whoever_is_admitted_is_sent_to_where_the_session_is_now() {
    let hall = hall();
    let door = Door::new(hall.kiosk.clone(), None);
    let session = |id: &str| door.view().sessions.into_iter().find(|s| s.id == id).unwrap();
    hall.say("repair", SessionWord::Moved { room: Some("small".parse().unwrap()), start: None });
    assert_eq!(session("repair").room, Some(text("Small")));
    hall.say("repair", SessionWord::Cancelled);
    assert_eq!(session("repair").marks, [MarkView::Cancelled, MarkView::Moved]);
}

#[test]
fn nothing_is_said_of_what_there_is_not() {
    let hall = hall();
    let say = |session: &str, word| {
        let said = hall.kiosk.say(&"day".parse().unwrap(), &session.parse().unwrap(), word);
        said.unwrap_err().to_string()
    };
    assert_eq!(say("closing", SessionWord::Full), "there is no session “closing” in the programme");
    let room = Some("attic".parse().unwrap());
    let moved = SessionWord::Moved { room, start: None };
    assert_eq!(say("repair", moved), "there is no room “attic” in the programme");
    let nowhere = SessionWord::Moved { room: None, start: Some(i64::MAX) };
    assert_eq!(
        say("repair", nowhere),
        "what is said begins before it ends, and is moved to somewhere or some time"
    );
    assert!(hall.kiosk.roster().read(|roster| Ok(roster.said()?.is_empty())).unwrap());
}

#[test]
fn every_board_shows_its_own_and_what_is_not_there_is_said() {
    let hall = hall();
    let BoardShows::Week { places, .. } = hall.board("week").shows else { panic!() };
    assert_eq!(
        (places.len(), places[0].now.len(), &places[0].events[0].first_day[..]),
        (1, 1, "2023-11-16")
    );
    let BoardShows::Online { phase, now, next } = hall.board("online").shows else { panic!() };
    assert_eq!((phase, now.len(), next.len()), (BoardPhase::Running, 1, 0));
    assert_eq!(now[0].address.as_deref(), Some("https://day.example/live"));
    assert!(now[0].code.as_deref().unwrap().contains("<svg"));
    assert_eq!(hall.board("room:attic").shows, BoardShows::Nothing);
    assert_eq!(hall.board("lobby:attic").shows, BoardShows::Nothing);
    let lobby = hall.board("lobby");
    assert_eq!(
        (lobby.languages, lobby.partners),
        (vec!["fr".into(), "nl".into()], vec!["Invented Bakery".into()])
    );
    let empty = Folder::new();
    let kiosk = empty.kiosk(DataKind::Real, time("09:20"));
    let shows = kiosk.board(&Board::Lobby(None)).view.shows;
    assert_eq!(shows, BoardShows::Lobby { phase: BoardPhase::Empty, rooms: Vec::new() });
}

#[test]
fn a_session_that_vanished_is_cancelled_and_many_at_once_are_asked_about() {
    let hall = hall();
    let without = PROGRAMME.replace(r#""id": "repair""#, r#""id": "other""#);
    let file = hall.folder.file("without.json", &without);
    let refused = hall.kiosk.import_programme(&file, None).unwrap_err();
    assert!(matches!(refused, ImportError::Vanished { vanished: 1, of: 2 }), "{refused}");
    assert!(hall.kiosk.import_programme(&file, Some(2)).is_err());
    assert_eq!(hall.next().id, "repair");
    hall.kiosk.import_programme(&file, Some(1)).unwrap();
    let BoardShows::Room { room, .. } = hall.board("room:big").shows else { panic!() };
    let coming = room.next.iter().chain(&room.later);
    let told: Vec<_> = coming.map(|it| (it.id.as_str(), it.marks.first().copied())).collect();
    assert_eq!(told, [("other", None), ("repair", Some(MarkView::Cancelled))]);
    *hall.wall.0.lock().unwrap() = time("11:00");
    assert!(hall.rooms().is_empty(), "it would have ended");
}

#[test]
fn a_full_session_points_to_one_like_it_that_nobody_needs_to_have_booked() {
    let hall = hall();
    let other = r#"{"id": "other", "event": "day", "room": "small", "title": {"en": "Other"},
      "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"},
    {"id": "repair""#;
    let with_other = PROGRAMME.replace(r#"{"id": "repair""#, other);
    let file = hall.folder.file("other.json", &with_other);
    hall.kiosk.import_programme(&file, None).unwrap();
    assert_eq!(hall.rooms()[0].instead, None, "there are seats");
    hall.say("opening", SessionWord::Full);
    let instead = hall.rooms()[0].instead.clone().unwrap();
    assert_eq!((instead.id.as_str(), instead.room), ("other", Some(text("Small"))));
    let gates = "[[gate]]\nid = \"small\"\nname = { en = \"Small\" }\nvenue = \"hall\"\n\
                 room = \"small\"\narea = \"small\"\nzone = \"Europe/Brussels\"\n\
                 rule = { events = [\"day\"], sessions = [\"other\"] }\n";
    hall.kiosk.import_gates(&hall.folder.file("gates.toml", gates)).unwrap();
    assert_eq!(hall.rooms()[0].instead, None, "the other one needs a seat that was booked");
}

/// What somebody who has given their PIN does.
fn with_staff(hall: &Hall, work: impl FnOnce(&Room<'_>)) {
    let fill = |bytes: &mut [u8]| bytes.fill(7);
    let staff = Arc::new(Staff::of(hall.kiosk.clone(), Box::new(fill)));
    let door = Door::new(hall.kiosk.clone(), None).kept_by(Arc::clone(&staff));
    let room = Room { door: &door, staff: &staff };
    let nobody = DayAnswer { day: None, refusal: None };
    assert_eq!(room.day(), nobody);
    assert_eq!(room.say(DayWord::TakeOver { text: text("Out") }), nobody);
    assert!(hall.board("lobby").emergencies.is_empty());
    assert!(room.begin("Ada", "730164").settings.is_some());
    work(&room);
}

#[test]
fn staff_announce_and_take_back() {
    let hall = hall();
    with_staff(&hall, |room| {
        let blank = room.say(DayWord::Announce { text: text("  "), minutes: 10 });
        assert_eq!(blank.refusal.unwrap().id, "day-refused-no-words");
        let said = room.say(DayWord::Announce { text: text("Bread"), minutes: 10 });
        let day = said.day.unwrap();
        assert_eq!((said.refusal, day.sessions.len(), day.rooms.len()), (None, 2, 2));
        let shown = hall.kiosk.board(&Board::Lobby(None));
        assert_eq!(shown.view.announcements, day.announcements);
        assert_eq!(shown.changes, Some(time("09:30")));
        assert_eq!(hall.board("room:small").announcements, day.announcements);
        let id = day.announcements[0].id.clone();
        let none = room.say(DayWord::Withdraw { id: "1.2.3".into() });
        assert_eq!(none.day.unwrap().announcements.len(), 1);
        let withdrawn = room.say(DayWord::Withdraw { id }).day.unwrap();
        assert!(withdrawn.announcements.is_empty());
        assert!(hall.board("lobby").announcements.is_empty());
    });
}

#[test]
fn staff_add_a_session_and_take_it_back() {
    let hall = hall();
    with_staff(&hall, |room| {
        let add = |title: &str, room: &str, start: &str, end: &str| DayWord::Add {
            title: text(title),
            room: room.parse().unwrap(),
            start: millis(start),
            end: millis(end),
        };
        for (word, refusal) in [
            (add(" ", "small", "10:00", "10:30"), "day-refused-no-words"),
            (add("Tour", "attic", "10:00", "10:30"), "day-refused-gone"),
            (add("Tour", "small", "10:30", "10:30"), "day-refused-times"),
            (add("Tour", "small", "09:00", "09:20"), "day-refused-times"),
        ] {
            let answer = room.say(word);
            assert_eq!(answer.refusal.unwrap().id, refusal);
            assert_eq!(answer.day.unwrap().sessions.len(), 2, "nothing was added");
        }
        let day = room.say(add("Tour", "small", "10:00", "10:30")).day.unwrap();
        // 09:20 where the hall's clock reads 10:20; days end at four in the morning there.
        assert_eq!((day.from, day.until), (millis("09:20"), millis("03:00") + 86_400_000));
        let added = &day.sessions.iter().find(|it| it.session.title == text("Tour")).unwrap();
        assert_eq!(added.session.marks, [MarkView::Added]);
        assert_eq!(hall.rooms()[1].next, Some(added.session.clone()));
        let of = |session: &str, word| DayWord::OfSession {
            event: "day".parse().unwrap(),
            session: session.parse().unwrap(),
            word,
        };
        let planned = room.say(of("repair", SessionWord::NotAdded));
        assert_eq!(planned.refusal.unwrap().id, "day-refused-times", "it is the programme's");
        let gone = room.say(of(&added.session.id, SessionWord::NotAdded));
        assert_eq!((gone.refusal, gone.day.unwrap().sessions.len()), (None, 2));
        assert!(hall.rooms().iter().all(|room| room.id != "small"), "nothing is there any more");
        let twice = room.say(of(&added.session.id, SessionWord::NotAdded));
        assert_eq!(twice.refusal.unwrap().id, "day-refused-gone");
    });
}

#[test]
fn staff_give_a_session_another_time_that_is_not_over_yet() {
    let hall = hall();
    let moved = |start: &str| SessionWord::Moved { room: None, start: Some(millis(start)) };
    let say = |word| hall.kiosk.say(&"day".parse().unwrap(), &"repair".parse().unwrap(), word);
    assert!(say(moved("08:20")).is_err(), "it would have ended now");
    assert!(hall.next().marks.is_empty());
    say(moved("08:25")).unwrap();
    let repair = hall.rooms()[0].now.iter().find(|it| it.id == "repair").cloned().unwrap();
    assert_eq!((repair.start, repair.end), (millis("08:25"), millis("09:25")));
    assert_eq!(
        (repair.old_start, &repair.marks[..]),
        (Some(millis("10:00")), &[MarkView::Moved][..])
    );
    hall.say("repair", SessionWord::AsPlanned);
    assert_eq!(hall.next().start, millis("10:00"));
}

#[test]
fn an_emergency_is_on_every_board_until_it_is_ended() {
    let hall = hall();
    with_staff(&hall, |room| {
        let _ = room.say(DayWord::Announce { text: text("Bread"), minutes: 10 });
        let day = room.say(DayWord::TakeOver { text: text("Leave the building") }).day.unwrap();
        for board in ["lobby", "room:big", "room:attic", "week", "online"] {
            let view = hall.board(board);
            assert_eq!(view.emergencies, day.emergencies, "{board}");
            assert!(view.announcements.is_empty(), "{board}");
        }
        let id = day.emergencies[0].id.clone();
        assert!(room.say(DayWord::Withdraw { id }).day.unwrap().emergencies.is_empty());
        assert!(hall.board("week").emergencies.is_empty());
    });
    let (event, venue) = ("day".parse().unwrap(), "hall".parse().unwrap());
    hall.kiosk.take_over(TakenOver { event, venue, text: Text::default() }).unwrap();
    *hall.wall.0.lock().unwrap() = time("23:00");
    assert_eq!(hall.board("lobby").emergencies.len(), 1, "no clock ends it, and it needs no words");
    let door = Door::new(hall.kiosk.clone(), None);
    assert_eq!(door.view().state, DoorState::Closed { reason: ClosedReason::Emergency });
    assert_eq!(door.view().emergencies, hall.board("lobby").emergencies);
    let shown = door.show(ShownCode::Typed { text: "ABCDEFGH".into() });
    assert_eq!(shown, Outcome::Closed(ClosedReason::Emergency), "nobody is let in");
}

#[test]
fn who_waits_for_something_new_is_woken_by_it() {
    let hall = hall();
    let seen = hall.kiosk.changes();
    hall.kiosk.await_change(seen, Duration::from_millis(10));
    assert_eq!(hall.kiosk.changes(), seen);
    let (kiosk, began) = (hall.kiosk.clone(), Instant::now());
    let waiting = std::thread::spawn(move || kiosk.await_change(seen, Duration::from_secs(600)));
    hall.say("repair", SessionWord::Full);
    waiting.join().unwrap();
    assert!(began.elapsed() < Duration::from_secs(60) && hall.kiosk.changes() > seen);
}

/// What a board says of the clock, and the days it shows where it does not know how late it is.
fn of_clock(kiosk: &Kiosk, board: &str) -> (ClockView, Option<Vec<BoardDay>>) {
    let view = kiosk.board(&board.parse().unwrap()).view;
    let days = match view.shows {
        BoardShows::ByDay { days } => Some(days),
        _ => None,
    };
    (view.clock, days)
}

#[test]
fn a_board_whose_clock_is_wrong_for_certain_shows_the_programme_by_day() {
    let hall = hall();
    let made = hall.kiosk.clone().made_at(Some(time("08:00")));
    assert_eq!(of_clock(&made, "lobby"), (ClockView::Right, None));
    hall.say("repair", SessionWord::Late { minutes: 10 });
    *hall.wall.0.lock().unwrap() = Timestamp::UNIX_EPOCH;
    for (board, sessions) in
        [("lobby", 2), ("room:big", 2), ("room:small", 0), ("week", 2), ("online", 1)]
    {
        let (clock, days) = of_clock(&made, board);
        assert_eq!(clock, ClockView::Wrong, "{board}");
        let days = days.unwrap();
        let counts: Vec<_> = days.iter().map(|day| day.sessions.len()).collect();
        assert_eq!(counts, if sessions == 0 { Vec::new() } else { vec![sessions] }, "{board}");
        let titled =
            days.iter().all(|day| day.event.is_some() == matches!(board, "week" | "online"));
        assert!(titled, "{board}");
    }
    let (_, days) = of_clock(&made, "lobby");
    let day = &days.unwrap()[0];
    assert_eq!((day.day.as_str(), day.zone.as_str()), ("2023-11-16", "Europe/Brussels"));
    assert_eq!(day.sessions[1].marks, [MarkView::Late { minutes: 10 }], "as it stands now");
    assert_eq!(of_clock(&made, "room:attic"), (ClockView::Wrong, None), "there is none");
    let again = made.board(&Board::Lobby(None)).changes.unwrap();
    assert_eq!(again.as_second(), 60, "somebody may set the clock");
    // Without that date nothing but the decade is certain.
    *hall.wall.0.lock().unwrap() = "2020-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(of_clock(&hall.kiosk, "lobby").0, ClockView::Right);
    assert_eq!(of_clock(&made, "lobby").0, ClockView::Wrong);
    *hall.wall.0.lock().unwrap() = "2099-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(of_clock(&hall.kiosk, "lobby").0, ClockView::Wrong);
}

#[test]
fn a_board_goes_by_the_hubs_time_and_says_so_where_its_own_is_off() {
    let hall = hall();
    let made = hall.kiosk.clone().made_at(Some(time("08:00")));
    *hall.wall.0.lock().unwrap() = Timestamp::UNIX_EPOCH;
    let seen = hall.kiosk.changes();
    let here = hall.kiosk.clocks();
    made.hear(HubTime::heard(here, time("09:20"), here));
    assert!(hall.kiosk.changes() > seen, "boards are drawn anew");
    let (clock, days) = of_clock(&made, "lobby");
    assert_eq!(clock, ClockView::Corrected { hub: String::new() });
    assert_eq!(days, None);
    assert_eq!(made.board(&Board::Lobby(None)).view.now, millis("09:20"));
    *hall.wall.0.lock().unwrap() = time("09:21");
    assert_eq!(of_clock(&made, "lobby").0, ClockView::Right, "a minute is not worth telling");
}
