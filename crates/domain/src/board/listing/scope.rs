//! The sessions among which a visitor looks, each with where and when it is.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::super::Phase;
use super::super::day::today;
use super::{Found, InPlace, Wish};
use crate::id::{EventId, RoomId, VenueId};
use crate::programme::{Event, Room, Slot, Timetable, Venue};
use crate::zone::Zone;

/// A session that a visitor may look for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'t> {
    pub(super) slot: &'t Slot<'t>,
    pub(super) venue: Option<&'t Venue>,
    zone: &'t Zone,
    /// The days it is on.
    pub(super) first: Date,
    pub(super) last: Date,
    over: bool,
}

impl<'t> Candidate<'t> {
    pub(super) fn found(&self) -> Found<'t> {
        let Self { slot, venue, zone, first: day, over, .. } = *self;
        Found { slot, venue, zone, day, over }
    }

    pub(super) fn is_in(&self, venue: Option<&VenueId>) -> bool {
        venue.is_some() && self.venue.map(|venue| &venue.id) == venue
    }

    pub(super) fn is_on(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// What of a wish a session does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misses(u8);

impl Misses {
    pub(super) const DAY: Self = Self(1);
    pub(super) const PLACE: Self = Self(2);
    pub(super) const TRACK: Self = Self(4);
    pub(super) const LANGUAGE: Self = Self(8);
    pub(super) const SEARCH: Self = Self(16);

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it would answer if this were not wished for.
    pub(super) fn only(self, wish: Self) -> bool {
        self.0 & !wish.0 == 0
    }
}

/// Everything there is, and the venue that is asked for.
pub(super) struct Scope<'t> {
    pub(super) timetable: &'t Timetable<'t>,
    pub(super) all: Vec<Candidate<'t>>,
    /// The venue that is asked for, or that of the room.
    pub(super) venue: Option<&'t Venue>,
    /// A venue is asked for, whether or not there is such.
    within: bool,
    pub(super) today: Date,
}

impl<'t> Scope<'t> {
    pub(super) fn new(timetable: &'t Timetable<'t>, place: &InPlace, now: Timestamp) -> Self {
        let programme = timetable.programme;
        let venue = match place {
            InPlace::Anywhere => None,
            InPlace::Venue(venue) => programme.venue(venue),
            InPlace::Room(room) => programme.room(room).map(|(venue, _)| venue),
        };
        let map = Map::new(timetable);
        Self {
            timetable,
            all: timetable.slots().iter().map(|slot| map.candidate(slot, now)).collect(),
            venue,
            within: *place != InPlace::Anywhere,
            today: match venue {
                Some(venue) => today(timetable, venue, now),
                None => programme.edition.zone.event_day(now, Event::usual_day_start()),
            },
        }
    }

    /// Where the programme stands in the venue that is asked for, and the day that is of use there.
    pub(super) fn usual_day(&self, now: Timestamp) -> (Phase, Option<Date>) {
        let venue = self.venue.map(|venue| &venue.id);
        let here = |it: &&Candidate<'_>| !self.within || it.is_in(venue);
        let all: Vec<_> = self.all.iter().filter(here).collect();
        let slots: Vec<_> = all.iter().map(|it| it.slot).collect();
        let today = all.iter().filter(|it| it.is_on(self.today) || it.slot.is_on(now));
        let today: Vec<_> = today.map(|it| it.slot).collect();
        let phase = Phase::of(&slots, &today, now);
        let day = match phase {
            Phase::Empty => None,
            Phase::Before(_) | Phase::Running => Some(self.today),
            Phase::DayOver { next } => {
                let begins = |it: &&&Candidate<'_>| it.slot.start == next && it.slot.takes_place();
                all.iter().find(begins).map(|it| it.first)
            }
            Phase::Over => all.iter().map(|it| it.last).max(),
        };
        (phase, day)
    }

    /// What of a wish a session does not answer, when this is the day.
    pub(super) fn misses(
        &self,
        it: &Candidate<'_>,
        wish: &Wish,
        day: Option<Date>,
        has_words: bool,
    ) -> Misses {
        let session = it.slot.session;
        let is_there = match &wish.place {
            InPlace::Anywhere => true,
            InPlace::Venue(venue) => it.is_in(Some(venue)),
            InPlace::Room(room) => it.slot.room == Some(room),
        };
        let spoken = session.language.as_ref().map(crate::text::Lang::primary);
        let of_wish = [
            (Misses::DAY, day.is_none_or(|day| it.is_on(day))),
            (Misses::PLACE, is_there),
            (Misses::TRACK, wish.track.is_none() || wish.track == session.track),
            (
                Misses::LANGUAGE,
                wish.language.as_ref().is_none_or(|wanted| spoken == Some(wanted.primary())),
            ),
            (Misses::SEARCH, has_words),
        ];
        let missed = of_wish.into_iter().filter(|(_, answers)| !answers);
        Misses(missed.fold(0, |all, (Misses(one), _)| all | one))
    }
}

/// Where events and rooms are, by their ids: looked up for every session.
struct Map<'t> {
    events: HashMap<&'t EventId, (&'t Event, Option<&'t Venue>)>,
    rooms: HashMap<&'t RoomId, (&'t Venue, &'t Room)>,
    /// The zone of what has no venue.
    zone: &'t Zone,
}

impl<'t> Map<'t> {
    fn new(timetable: &'t Timetable<'t>) -> Self {
        let programme = timetable.programme;
        let rooms = |venue: &'t Venue| venue.rooms().map(move |room| (&room.id, (venue, room)));
        let event = |event: &'t Event| (&event.id, (event, programme.venue_of(event)));
        Self {
            events: programme.events.iter().map(event).collect(),
            rooms: programme.venues.iter().flat_map(rooms).collect(),
            zone: &programme.edition.zone,
        }
    }

    fn candidate(&self, slot: &'t Slot<'t>, now: Timestamp) -> Candidate<'t> {
        let event = self.events.get(&slot.session.event);
        let of_room = slot.room.and_then(|room| self.rooms.get(room)).map(|(venue, _)| *venue);
        let venue = of_room.or_else(|| event.and_then(|(_, venue)| *venue));
        let zone = venue.map_or(self.zone, |venue| &venue.zone);
        let starts = event.map_or(Event::usual_day_start(), |(event, _)| event.day_starts);
        let until = slot.end.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(slot.start);
        let (first, last) = (zone.event_day(slot.start, starts), zone.event_day(until, starts));
        Candidate { slot, venue, zone, first, last, over: slot.end <= now }
    }
}
