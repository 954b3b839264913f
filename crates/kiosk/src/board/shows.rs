//! What is on each kind of board.

use jiff::Timestamp;
use parvis_codes::draw::Code;
use parvis_domain::board::{
    Door, Lobby, Online, Phase, Place, PlannedDay, RoomLine, Streamed, Week, by_day, door, lobby,
    online, similar, week,
};
use parvis_domain::programme::{Event, Mode, Slot, Timetable, Venue};

use super::seats::Seats;
use super::{Board, Filled, SET_RIGHT, venue_of};
use crate::kiosk::Setup;
use crate::view::{
    self, BoardDay, BoardEvent, BoardPhase, BoardPlace, BoardRoom, BoardShows, BoardStream,
    SessionView,
};

/// The size of a module in the picture of a code. The page scales it: its shape is all that counts.
const MODULE_PX: u32 = 4;

/// As many of those who speak are named.
const MOST_SPEAKERS: usize = 30;
/// As many sessions that come later in a room are told: no board has room for more of them.
const MOST_LATER: usize = 4;

/// What a board is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'s> {
    pub(super) setup: &'s Setup,
    pub(super) timetable: &'s Timetable<'s>,
    pub(super) seats: &'s Seats,
    pub(super) now: Timestamp,
    /// What [`crate::kiosk::Kiosk::changes`] gave before.
    pub(super) changes: u64,
}

impl<'s> Drawing<'s> {
    /// What a board shows.
    pub(super) fn filled(self, board: &Board) -> Filled<'s> {
        let Self { timetable, now, .. } = self;
        match board {
            Board::Lobby(venue) => {
                let here = self.here().map(|venue| &venue.id);
                let venue = venue.as_ref().or(here);
                match venue.and_then(|venue| lobby(timetable, venue, now)) {
                    Some(lobby) => self.lobby(lobby),
                    // Without any programme there is no venue: that is said as it is for a venue.
                    None if venue.is_none() => Filled { shows: no_programme(), ..self.nothing() },
                    None => self.nothing(),
                }
            }
            Board::Room(room) => match door(timetable, room, now) {
                Some(door) => self.room_board(&door),
                None => self.nothing(),
            },
            Board::Week => self.week(&week(timetable, now)),
            Board::Online => self.online(&online(timetable, now)),
            Board::Programme(venue) => self.programme(venue.as_ref()),
        }
    }

    /// What a board shows that does not know how late it is: the same programme, by its days. It is
    /// looked at again soon, because somebody may set the clock.
    pub(super) fn by_day(self, board: &Board) -> Filled<'s> {
        let Self { setup, timetable, now, .. } = self;
        let programme = &setup.programme;
        let (venue, days) = match board {
            Board::Lobby(venue) => {
                let venue = match venue {
                    Some(venue) => programme.venue(venue),
                    None => self.here(),
                };
                let Some(venue) = venue else { return self.filled(board) };
                let here = |slot: &Slot<'_>| {
                    slot.room.is_some_and(|room| venue.rooms().any(|one| one.id == *room))
                };
                (Some(venue), by_day(timetable, here))
            }
            Board::Room(room) => match programme.room(room) {
                Some((venue, _)) => {
                    (Some(venue), by_day(timetable, |slot| slot.room == Some(room)))
                }
                None => return self.nothing(),
            },
            // Visitors ask for a day themselves.
            Board::Programme(_) => return self.filled(board),
            Board::Week => (None, by_day(timetable, |_| true)),
            Board::Online => (None, by_day(timetable, |slot| slot.session.mode != Mode::OnSite)),
        };
        let mut events: Vec<_> = days.iter().map(|day| day.event).collect();
        events.dedup_by_key(|event| &event.id);
        let days = days.iter().map(|day| self.day(day, venue.is_none())).collect();
        Filled {
            venue: venue.or_else(|| self.here()),
            events: if venue.is_some() { events } else { Vec::new() },
            shows: BoardShows::ByDay { days },
            changes: now.checked_add(SET_RIGHT).ok(),
        }
    }

    fn day(self, day: &PlannedDay<'_>, with_event: bool) -> BoardDay {
        BoardDay {
            day: day.date.to_string(),
            event: with_event.then(|| view::text(&day.event.title)),
            zone: day.zone.to_string(),
            sessions: self.sessions(&day.slots),
        }
    }

    /// The venue that this kiosk stands in.
    pub(super) fn here(self) -> Option<&'s Venue> {
        venue_of(self.setup).and_then(|venue| self.setup.programme.venue(&venue))
    }

    pub(super) fn nothing(self) -> Filled<'s> {
        let shows = BoardShows::Nothing;
        Filled { venue: self.here(), events: Vec::new(), shows, changes: None }
    }

    fn lobby(self, lobby: Lobby<'s>) -> Filled<'s> {
        let rooms = lobby.rooms.iter().map(|line| self.room(line)).collect();
        Filled {
            venue: Some(lobby.venue),
            events: lobby.events,
            shows: BoardShows::Lobby { phase: phase(lobby.phase), rooms },
            changes: lobby.changes,
        }
    }

    fn room_board(self, door: &Door<'s>) -> Filled<'s> {
        let shown = door.line.now.iter().chain(&door.line.next).chain(&door.line.later);
        let event = |slot: &&'s Slot<'s>| self.setup.programme.event(&slot.session.event);
        let mut events: Vec<_> = shown.filter_map(event).collect();
        events.dedup_by_key(|event| &event.id);
        Filled {
            venue: Some(door.venue),
            events,
            shows: BoardShows::Room {
                phase: phase(door.phase),
                room: Box::new(self.room(&door.line)),
                minutes_left: door.minutes_left,
                capacity: door.capacity,
            },
            changes: door.changes,
        }
    }

    fn week(self, week: &Week<'_>) -> Filled<'s> {
        let shows = BoardShows::Week {
            edition: view::text(&self.setup.programme.edition.title),
            places: week.places.iter().map(|it| self.place(it)).collect(),
        };
        Filled { shows, changes: week.changes, ..self.nothing() }
    }

    fn online(self, online: &Online<'_>) -> Filled<'s> {
        let streams = |of: &[Streamed<'_>]| of.iter().map(|it| self.stream(it)).collect();
        let shows = BoardShows::Online {
            phase: phase(online.phase),
            now: streams(&online.now),
            next: streams(&online.next),
        };
        Filled { shows, changes: online.changes, ..self.nothing() }
    }

    fn session(self, slot: &Slot<'_>) -> SessionView {
        view::cut_session(view::session_view(&self.setup.programme, slot, false), MOST_SPEAKERS)
    }

    fn sessions(self, slots: &[&Slot<'_>]) -> Vec<SessionView> {
        slots.iter().map(|slot| self.session(slot)).collect()
    }

    fn room(self, line: &RoomLine<'_>) -> BoardRoom {
        let is_full = |slot: &Slot<'_>| self.seats.is_full(slot, self.now);
        let full = line.now.iter().chain(&line.next).find(|slot| is_full(slot));
        // Whoever finds a room full has no seat booked in another.
        let booked = |slot: &Slot<'_>| {
            self.setup.gates.iter().any(|gate| gate.rule.sessions.contains(&slot.session.id))
        };
        let shut = |slot: &Slot<'_>| is_full(slot) || booked(slot);
        let instead = full.and_then(|slot| similar(self.timetable, slot, shut));
        BoardRoom {
            id: line.room.id.to_string(),
            name: view::text(&line.room.name),
            seats: self.seats.of(&line.room.id),
            instead: instead.map(|slot| Box::new(self.session(slot))),
            now: self.sessions(&line.now),
            next: line.next.map(|slot| self.session(slot)),
            later: self.sessions(&line.later[..line.later.len().min(MOST_LATER)]),
            away: self.sessions(&line.away),
        }
    }

    fn place(self, place: &Place<'_>) -> BoardPlace {
        BoardPlace {
            id: place.venue.id.to_string(),
            venue: view::text(&place.venue.name),
            city: view::text(&place.venue.city),
            zone: place.venue.zone.to_string(),
            events: place.events.iter().map(|event| event_view(event)).collect(),
            phase: phase(place.phase),
            now: self.sessions(&place.now),
            next: self.sessions(&place.next),
        }
    }

    fn stream(self, streamed: &Streamed<'_>) -> BoardStream {
        let address = streamed.link.map(|link| link.url.clone());
        BoardStream {
            session: self.session(streamed.slot),
            event: view::text(&streamed.event.title),
            zone: streamed.zone.to_string(),
            code: address.as_deref().and_then(code),
            address,
        }
    }
}

fn event_view(event: &Event) -> BoardEvent {
    BoardEvent {
        title: view::text(&event.title),
        first_day: event.first_day.to_string(),
        last_day: event.last_day.to_string(),
    }
}

fn no_programme() -> BoardShows {
    BoardShows::Lobby { phase: BoardPhase::Empty, rooms: Vec::new() }
}

pub(super) fn phase(phase: Phase) -> BoardPhase {
    match phase {
        Phase::Empty => BoardPhase::Empty,
        Phase::Before(first) => BoardPhase::Before { first: view::millis(first) },
        Phase::Running => BoardPhase::Running,
        Phase::DayOver { next } => BoardPhase::DayOver { next: view::millis(next) },
        Phase::Over => BoardPhase::Over,
    }
}

/// An address as a code; none when it is too long for one that could be scanned from a screen.
pub(super) fn code(address: &str) -> Option<String> {
    Code::new(address).and_then(|code| code.svg(MODULE_PX)).ok()
}
