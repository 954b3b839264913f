//! A venue's day.

use jiff::Timestamp;
use jiff::civil::Date;

use super::next_border;
use crate::id::RoomId;
use crate::programme::{Event, Slot, Timetable, Venue};

/// What a venue has, and which of it is today's.
pub(super) struct Day<'t> {
    /// The events that are held there today.
    pub(super) events: Vec<&'t Event>,
    /// Everything in the venue's rooms, by start.
    pub(super) all: Vec<&'t Slot<'t>>,
    /// That of today.
    pub(super) today: Vec<&'t Slot<'t>>,
    /// What was planned in a room here for today and is in another room or on another day, until
    /// both are over.
    pub(super) away: Vec<&'t Slot<'t>>,
    /// When the next day begins, by whichever event's rule.
    tomorrow: Timestamp,
    /// Whether an event is held here today or later.
    goes_on: bool,
    /// What left a room here, whenever.
    left: Vec<&'t Slot<'t>>,
}

impl<'t> Day<'t> {
    pub(super) fn new(timetable: &'t Timetable<'t>, venue: &'t Venue, now: Timestamp) -> Self {
        let here = |room: Option<&RoomId>| {
            room.is_some_and(|room| venue.rooms().any(|here| here.id == *room))
        };
        let date = today(timetable, venue, now);
        let day = |slot: &Slot<'_>, at| day_of(timetable, venue, slot, at);
        let of_room = |slot: &&Slot<'_>| here(slot.room);
        let all: Vec<_> = timetable.slots().iter().filter(of_room).collect();
        // What is on is today's, however many days it lasts.
        let is_today = |slot: &&&Slot<'_>| day(slot, slot.start) == date || slot.is_on(now);
        let left: Vec<_> = timetable.slots().iter().filter(|slot| left_room(slot, here)).collect();
        let old_start = |slot: &Slot<'_>| slot.old_times.map_or(slot.start, |old| old.start);
        let away = |slot: &&&Slot<'_>| {
            let (planned, held) = (day(slot, old_start(slot)), day(slot, slot.start));
            let other_room = here(slot.old_room) && (planned == date || held == date);
            let over = slot.old_times.map_or(slot.end, |old| old.end.max(slot.end));
            (other_room || (planned == date && held != date)) && now < over
        };
        let of_venue = timetable.programme.events.iter().filter(|event| event.is_at(venue));
        Self {
            today: all.iter().filter(is_today).copied().collect(),
            away: left.iter().filter(away).copied().collect(),
            all,
            tomorrow: tomorrow(of_venue.clone(), venue, now),
            goes_on: of_venue.clone().any(|event| event.last_day >= date),
            left,
            events: of_venue.filter(|event| event.is_on(date)).collect(),
        }
    }

    /// When something here will be different; `None` when nothing more is planned.
    pub(super) fn changes(&self, now: Timestamp) -> Option<Timestamp> {
        let border = next_border(self.all.iter().chain(&self.left).copied(), now);
        let tomorrow = (self.goes_on || border.is_some()).then_some(self.tomorrow);
        border.into_iter().chain(tomorrow).min()
    }
}

/// Whether a session was planned in a room here, and now is in another or at another time.
fn left_room(slot: &Slot<'_>, here: impl Fn(Option<&RoomId>) -> bool) -> bool {
    here(slot.old_room) || (slot.old_times.is_some() && here(slot.room) && slot.old_room.is_none())
}

/// The day it is here, by the rule of the event that is held.
pub(super) fn today(timetable: &Timetable<'_>, venue: &Venue, now: Timestamp) -> Date {
    let held = |event: &&Event| {
        event.is_at(venue) && event.is_on(venue.zone.event_day(now, event.day_starts))
    };
    let of_event = timetable.programme.events.iter().find(held);
    let starts = of_event.map_or(Event::usual_day_start(), |event| event.day_starts);
    venue.zone.event_day(now, starts)
}

/// When the next day begins in a venue, by whichever event's rule.
pub(super) fn tomorrow_at(timetable: &Timetable<'_>, venue: &Venue, now: Timestamp) -> Timestamp {
    tomorrow(timetable.programme.events.iter().filter(|event| event.is_at(venue)), venue, now)
}

/// When a next day begins by the rule of any of these events, or by the usual one: the earliest,
/// since another event may be held then.
fn tomorrow<'t>(
    events: impl Iterator<Item = &'t Event>,
    venue: &Venue,
    now: Timestamp,
) -> Timestamp {
    let usual = Event::usual_day_start();
    let next = |starts| {
        let today = venue.zone.event_day(now, starts);
        let tomorrow = today.tomorrow().unwrap_or(today);
        venue.zone.instant(tomorrow.to_datetime(starts))
    };
    events.map(|event| next(event.day_starts)).fold(next(usual), Timestamp::min)
}

/// The day of a session that begins at an instant: by its event's rule, or by the usual one when
/// the programme has lost the event with the session.
fn day_of(timetable: &Timetable<'_>, venue: &Venue, slot: &Slot<'_>, at: Timestamp) -> Date {
    match timetable.programme.event(&slot.session.event) {
        Some(event) => timetable.programme.event_day(event, at),
        None => venue.zone.event_day(at, Event::usual_day_start()),
    }
}
