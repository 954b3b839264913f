//! Boards: what the screens of a venue show.
//!
//! A [`Board`] is which; [`Kiosk::board`] is what is on it now, and when that will be different. Of
//! the programme to touch [`Kiosk::programme`] answers what visitors ask.

mod legible;
mod lit;
mod name;
mod programme;
mod seats;
mod shows;
mod take_along;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::Shown;
use parvis_domain::id::{RoomId, VenueId};
use parvis_domain::programme::{Event, Programme, Timetable, Venue};
use parvis_domain::text::Text;

pub use lit::Lighting;
pub use name::BoardNameError;
pub(crate) use programme::Remembered;

use crate::kiosk::{ClockStanding, Kiosk, Setup};
use crate::view::{self, BoardShows, BoardView, ClockView};
use seats::Seats;
use shows::Drawing;

/// From when on a board says how old its lists are.
const OLD: SignedDuration = SignedDuration::from_mins(10);

/// How soon it is looked whether a clock that is wrong was set right.
const SET_RIGHT: SignedDuration = SignedDuration::from_mins(1);

/// Which board a screen shows. Written as `lobby`, `lobby:VENUE`, `room:ROOM`, `week`,
/// `online`, `programme` or `programme:VENUE`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Board {
    /// Every room of a venue; without one, of the venue that this kiosk stands in.
    Lobby(Option<VenueId>),
    /// One room, at its door.
    Room(RoomId),
    /// Every venue of the week.
    Week,
    /// What is streamed.
    Online,
    /// The programme, for visitors to look through; it begins with a venue's, as a lobby does.
    Programme(Option<VenueId>),
}

/// A board, and when it will be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardNow {
    /// What the screen shows.
    pub view: BoardView,
    /// When it has to be drawn again if nothing is said until then; `None` when nothing more is
    /// planned.
    pub changes: Option<Timestamp>,
}

/// What a kind of board fills in.
struct Filled<'s> {
    /// The venue whose clock, name and announcements the screen shows.
    venue: Option<&'s Venue>,
    events: Vec<&'s Event>,
    shows: BoardShows,
    changes: Option<Timestamp>,
}

impl Kiosk {
    /// As of when the hub's lists are, by the time that screens show; `None` for a kiosk that works
    /// on its own or has none yet.
    fn lists_of(&self) -> Option<Timestamp> {
        let lists = self.roster().hub().ok().flatten()?.lists?;
        lists.checked_sub(self.ahead()).ok()
    }

    fn clock_view(&self, clock: ClockStanding) -> ClockView {
        let hub = || self.roster().hub().ok().flatten().map(|hub| hub.enrolment.name);
        match clock {
            ClockStanding::Right => ClockView::Right,
            ClockStanding::Corrected => ClockView::Corrected { hub: hub().unwrap_or_default() },
            ClockStanding::Wrong => ClockView::Wrong,
        }
    }

    /// The venue that this kiosk stands in: that of a gate, or else the first with rooms.
    #[must_use]
    pub fn venue(&self) -> Option<VenueId> {
        venue_of(&self.setup())
    }

    /// The venue whose clock and whose emergencies a board shows.
    #[must_use]
    pub fn venue_of(&self, board: &Board) -> Option<VenueId> {
        let setup = self.setup();
        let programme = &setup.programme;
        let own = match board {
            Board::Lobby(venue) | Board::Programme(venue) => {
                venue.clone().filter(|venue| programme.venue(venue).is_some())
            }
            Board::Room(room) => programme.room(room).map(|(venue, _)| venue.id.clone()),
            Board::Week | Board::Online => None,
        };
        own.or_else(|| venue_of(&setup))
    }

    /// A board, as it is now. What the programme does not have is said to be missing.
    #[must_use]
    pub fn board(&self, board: &Board) -> BoardNow {
        // Before all else: what changes from here on is another change.
        let changes = self.changes();
        let (setup, now) = (self.setup(), self.time());
        let timetable = setup.timetable();
        let seats = Seats::now(self, &setup, now).unwrap_or_else(|error| {
            // Where that is not known it is not shown; the door says that the roster cannot be read.
            tracing::warn!(%error, "how many seats are left is not known");
            Seats::default()
        });
        let drawing = Drawing { setup: &setup, timetable: &timetable, seats: &seats, now, changes };
        let clock = self.clock_standing();
        let filled = match clock {
            ClockStanding::Wrong => drawing.by_day(board),
            ClockStanding::Right | ClockStanding::Corrected => drawing.filled(board),
        };
        let told = clock != ClockStanding::Wrong;
        let as_of = self.lists_of().filter(|of| told && now.duration_since(*of) > OLD);
        let turns_old = self.lists_of().and_then(|of| of.checked_add(OLD).ok());
        let announced = filled.venue.and_then(|venue| setup.announcements.changes(&venue.id, now));
        let soonest = [filled.changes, announced, turns_old.filter(|at| *at > now)];
        let view = BoardView {
            as_of: as_of.map(view::millis),
            now: view::millis(now),
            clock: self.clock_view(clock),
            rehearsal: self.is_rehearsal(),
            ..view_of(&setup, &timetable, filled, now)
        };
        BoardNow { view, changes: soonest.into_iter().flatten().min() }
    }
}

/// The venue of a gate, or else the first there is.
fn venue_of(setup: &Setup) -> Option<VenueId> {
    let of_gate = setup.gates.iter().find_map(|gate| gate.venue.clone());
    of_gate.or_else(|| setup.programme.venues.first().map(|venue| venue.id.clone()))
}

fn view_of(
    setup: &Setup,
    timetable: &Timetable<'_>,
    filled: Filled<'_>,
    now: Timestamp,
) -> BoardView {
    let programme = timetable.programme;
    let Filled { venue, events, shows, .. } = filled;
    let named = |name: fn(&Venue) -> &Text| venue.map(|v| view::text(name(v))).unwrap_or_default();
    let shown = venue.map(|venue| setup.announcements.shown(&venue.id, now));
    let (mut announcements, mut emergencies) = (Vec::new(), Vec::new());
    match shown {
        Some(Shown::Takeover(all)) => {
            emergencies = all.iter().map(|(key, it)| view::announcement(*key, &it.text)).collect();
        }
        Some(Shown::Announcements(all)) => {
            announcements =
                all.iter().map(|(key, it)| view::announcement(*key, &it.text)).collect();
        }
        None => {}
    }
    BoardView {
        venue: named(|venue| &venue.name),
        city: named(|venue| &venue.city),
        zone: venue.map_or(&programme.edition.zone, |venue| &venue.zone).to_string(),
        languages: languages(programme, &events),
        partners: partners(programme, &events),
        events: events.iter().map(|event| view::text(&event.title)).collect(),
        shows,
        announcements,
        emergencies,
        dark_until: None,
        type_px: None,
        as_of: None,
        now: 0,
        clock: ClockView::Right,
        rehearsal: false,
    }
}

/// The languages of the place, as the day's events name them; the edition's on other days.
pub(crate) fn languages(programme: &Programme, events: &[&Event]) -> Vec<String> {
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

/// Who supports the day's events, or else the edition; each once.
fn partners(programme: &Programme, events: &[&Event]) -> Vec<String> {
    let of_events = events.iter().flat_map(|event| &event.partners);
    let mut partners: Vec<String> = Vec::new();
    for partner in of_events.chain(&programme.edition.partners) {
        if !partners.contains(&partner.name) {
            partners.push(partner.name.clone());
        }
    }
    partners
}
