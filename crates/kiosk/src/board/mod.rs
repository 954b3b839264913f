//! Boards: what the screens of a venue show.

use jiff::Timestamp;
use parvis_domain::board::{Lobby, Phase, RoomLine, lobby};
use parvis_domain::id::VenueId;
use parvis_domain::programme::{Event, Programme, Slot, Timetable};

use crate::kiosk::Kiosk;
use crate::view::{self, BoardPhase, BoardRoom, BoardView};

/// A board, and when it will be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardNow {
    /// What the screen shows.
    pub view: BoardView,
    /// When it has to be drawn again; `None` when nothing more is planned.
    pub changes: Option<Timestamp>,
}

impl Kiosk {
    /// The venue whose lobby a screen here shows: that of a gate, or else the first with rooms.
    #[must_use]
    pub fn venue(&self) -> Option<VenueId> {
        let setup = self.setup();
        let of_gate = setup.gates.iter().find_map(|gate| gate.venue.clone());
        of_gate.or_else(|| setup.programme.venues.first().map(|venue| venue.id.clone()))
    }

    /// The lobby board of a venue, as it is now. Without a programme it says so.
    #[must_use]
    pub fn lobby(&self, venue: Option<&VenueId>) -> BoardNow {
        let (setup, now) = (self.setup(), self.time());
        let timetable = Timetable::planned(&setup.programme);
        let lobby = venue.and_then(|venue| lobby(&timetable, venue, now));
        let changes = lobby.as_ref().and_then(|lobby| lobby.changes);
        let mut view = match lobby {
            Some(lobby) => board_view(&setup.programme, &lobby),
            None => no_venue(&setup.programme),
        };
        view.now = view::millis(now);
        view.rehearsal = self.is_rehearsal();
        BoardNow { view, changes }
    }
}

fn board_view(programme: &Programme, lobby: &Lobby<'_>) -> BoardView {
    BoardView {
        venue: view::text(&lobby.venue.name),
        city: view::text(&lobby.venue.city),
        zone: lobby.venue.zone.to_string(),
        events: lobby.events.iter().map(|event| view::text(&event.title)).collect(),
        languages: languages(programme, &lobby.events),
        phase: phase(lobby.phase),
        rooms: lobby.rooms.iter().map(|line| room(programme, line)).collect(),
        now: 0,
        rehearsal: false,
    }
}

fn no_venue(programme: &Programme) -> BoardView {
    BoardView {
        venue: view::TextView::new(),
        city: view::TextView::new(),
        zone: programme.edition.zone.to_string(),
        events: Vec::new(),
        languages: languages(programme, &[]),
        phase: BoardPhase::Empty,
        rooms: Vec::new(),
        now: 0,
        rehearsal: false,
    }
}

/// The languages of the place, as the day's events name them; the edition's on other days.
fn languages(programme: &Programme, events: &[&Event]) -> Vec<String> {
    let of_events = events.iter().flat_map(|event| &event.languages);
    let mut languages: Vec<String> = Vec::new();
    for lang in of_events.map(ToString::to_string) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.is_empty() {
        languages = programme.edition.languages.iter().map(ToString::to_string).collect();
    }
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    languages
}

fn phase(phase: Phase) -> BoardPhase {
    match phase {
        Phase::Empty => BoardPhase::Empty,
        Phase::Before(first) => BoardPhase::Before { first: view::millis(first) },
        Phase::Running => BoardPhase::Running,
        Phase::DayOver { next } => BoardPhase::DayOver { next: view::millis(next) },
        Phase::Over => BoardPhase::Over,
    }
}

fn room(programme: &Programme, line: &RoomLine<'_>) -> BoardRoom {
    let session = |slot: &&Slot<'_>| view::session_view(programme, slot.session, false);
    BoardRoom {
        id: line.room.id.to_string(),
        name: view::text(&line.room.name),
        now: line.now.iter().map(session).collect(),
        next: line.next.as_ref().map(session),
    }
}
