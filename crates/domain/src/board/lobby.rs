//! What a screen of a venue shows: a projection of the programme at an instant.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::id::{RoomId, VenueId};
use crate::programme::{Event, Programme, Room, Session, SessionStatus, Venue};

/// Now and next in every room of a venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lobby<'p> {
    /// The venue.
    pub venue: &'p Venue,
    /// The events that are held there on this day.
    pub events: Vec<&'p Event>,
    /// Where the day stands.
    pub phase: Phase,
    /// A line for each room in which something is on or still to come today, in the venue's order.
    pub rooms: Vec<RoomLine<'p>>,
    /// When this board will be different; `None` when nothing more is planned.
    pub changes: Option<Timestamp>,
}

/// What is on in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomLine<'p> {
    /// The room.
    pub room: &'p Room,
    /// What is on; more than one only when the programme puts two sessions in one room at once.
    pub now: Vec<&'p Session>,
    /// What comes next today.
    pub next: Option<&'p Session>,
}

/// Where a venue's programme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is none.
    Empty,
    /// The day's first session is still to come.
    Before(Timestamp),
    /// The day is under way.
    Running,
    /// The day is over and another one follows.
    DayOver {
        /// When the next session begins.
        next: Timestamp,
    },
    /// Everything is over.
    Over,
}

/// What the lobby of a venue shows at an instant; `None` when the programme has no such venue.
#[must_use]
pub fn lobby<'p>(programme: &'p Programme, venue: &VenueId, now: Timestamp) -> Option<Lobby<'p>> {
    let venue = programme.venue(venue)?;
    let all = sessions_in(programme, venue);
    let (today, _) = today(programme, venue, now);
    let held_today = |session: &&&Session| day_of(programme, session) == Some(today);
    let of_today: Vec<&Session> = all.iter().filter(held_today).copied().collect();
    let rooms = venue.rooms().filter_map(|room| line(room, &of_today, now)).collect();
    let is_today = |event: &&Event| event.venue.as_ref() == Some(&venue.id) && event.is_on(today);
    Some(Lobby {
        venue,
        events: programme.events.iter().filter(is_today).collect(),
        phase: phase(&all, &of_today, now),
        rooms,
        changes: next_change(&all, venue, programme, now),
    })
}

fn sessions_in<'p>(programme: &'p Programme, venue: &Venue) -> Vec<&'p Session> {
    let here = |room: &RoomId| venue.rooms().any(|r| r.id == *room);
    let mut sessions: Vec<_> =
        programme.sessions.iter().filter(|s| s.room.as_ref().is_some_and(here)).collect();
    sessions.sort_by_key(|session| (session.start, session.end, session.id.clone()));
    sessions
}

/// The day it is here and when the next one begins, by the rule of the event that is held here.
fn today(programme: &Programme, venue: &Venue, now: Timestamp) -> (Date, Timestamp) {
    let held = |event: &&Event| {
        let day = venue.zone.event_day(now, event.day_starts);
        event.venue.as_ref() == Some(&venue.id) && event.is_on(day)
    };
    let starts =
        programme.events.iter().find(held).map_or(Event::usual_day_start(), |e| e.day_starts);
    let today = venue.zone.event_day(now, starts);
    let tomorrow = today.tomorrow().unwrap_or(today);
    (today, venue.zone.instant(tomorrow.to_datetime(starts)))
}

/// The day a session belongs to: the one it starts on, by its event's rule.
fn day_of(programme: &Programme, session: &Session) -> Option<Date> {
    programme.event(&session.event).map(|event| programme.event_day(event, session.start))
}

fn line<'p>(room: &'p Room, sessions: &[&'p Session], now: Timestamp) -> Option<RoomLine<'p>> {
    let mut here = sessions.iter().filter(|session| session.room.as_ref() == Some(&room.id));
    let on: Vec<_> = here.clone().filter(|session| session.is_on(now)).copied().collect();
    let next = here.find(|session| session.start > now).copied();
    let worth_a_line = !on.is_empty() || next.is_some();
    worth_a_line.then_some(RoomLine { room, now: on, next })
}

fn phase(all: &[&Session], today: &[&Session], now: Timestamp) -> Phase {
    let takes_place = |session: &&&Session| session.status == SessionStatus::Planned;
    let first = today.iter().filter(takes_place).map(|s| s.start).min();
    let last = today.iter().filter(takes_place).map(|s| s.end).max();
    let later = all.iter().filter(takes_place).map(|s| s.start).filter(|s| *s > now).min();
    match (first, last, later) {
        (Some(first), ..) if now < first => Phase::Before(first),
        (_, Some(last), _) if now < last => Phase::Running,
        (_, _, Some(next)) => Phase::DayOver { next },
        _ if all.is_empty() => Phase::Empty,
        _ => Phase::Over,
    }
}

/// The next start or end of a session, or the next change of day.
fn next_change(
    all: &[&Session],
    venue: &Venue,
    programme: &Programme,
    now: Timestamp,
) -> Option<Timestamp> {
    let borders = all.iter().flat_map(|session| [session.start, session.end]);
    let (_, tomorrow) = today(programme, venue, now);
    let more_to_come = all.iter().any(|session| session.end > now);
    borders.chain(more_to_come.then_some(tomorrow)).filter(|change| *change > now).min()
}
