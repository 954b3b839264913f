//! The programme to touch: what visitors ask is answered from the timetable as it stands.

use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use parvis_domain::board::{
    Counted, Found, InPlace, Listing, OnDay, Remedy, Script, Wish, Words, listing, lobby,
    next_change, page_of,
};
use parvis_domain::id::VenueId;
use parvis_domain::programme::{Programme, Slot, Timetable, Venue};
use parvis_domain::text::{Lang, Text};

use super::seats::Seats;
use super::shows::{Drawing, phase};
use super::take_along::take_along;
use super::{Filled, venue_of};
use crate::kiosk::{ClockStanding, Kiosk, Setup};
use crate::view::{
    self, BoardShows, CountedDay, CountedLanguage, CountedName, DayWish, LettersView, PlaceWish,
    ProgrammeGroup, ProgrammeRow, ProgrammeView, ProgrammeWish, RemedyView, SessionName,
    SessionPage, SpeakerView, TextView, WhatHelps,
};

/// As many sessions are on a page, whatever is asked.
const MOST_ROWS: u32 = 60;
/// As many speakers are named in the list, and on a session's page.
const IN_LIST: usize = 4;
const ON_PAGE: usize = 30;
/// As many letters of what a session is about are shown, and of an address.
const SUMMARY: usize = 4_000;
const LINE: usize = 200;
/// As many things of a kind are offered.
const MOST_OFFERED: usize = 200;

/// The words of the programme that was last looked through: they take a while to be made ready.
#[derive(Default)]
pub(crate) struct Remembered(Option<(Arc<Setup>, Arc<Words>)>);

impl Kiosk {
    /// The words of the programme, made ready once for each programme.
    fn words(&self, setup: &Arc<Setup>) -> Arc<Words> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let known = remembered.0.as_ref().filter(|(of, _)| {
            // What is said of the day makes another setup of the same programme.
            Arc::ptr_eq(of, setup) || of.programme == setup.programme
        });
        let words = known
            .map_or_else(|| Arc::new(Words::of(&setup.programme)), |(_, words)| Arc::clone(words));
        remembered.0 = Some((Arc::clone(setup), Arc::clone(&words)));
        words
    }

    /// Answers a visitor, at a screen that stands in a venue; without one, in that of this kiosk.
    #[must_use]
    pub fn programme(&self, venue: Option<&VenueId>, wish: &ProgrammeWish) -> ProgrammeView {
        // By a clock that is wrong nothing is today's, on or over.
        let knows = self.clock_standing() != ClockStanding::Wrong;
        let now = if knows { self.time() } else { Timestamp::UNIX_EPOCH };
        let setup = self.setup();
        let words = self.words(&setup);
        let timetable = setup.timetable();
        let here = venue.cloned().or_else(|| venue_of(&setup));
        let mut asked = asked(wish, here.as_ref());
        if !knows && asked.day == OnDay::Usual {
            asked.day = OnDay::Any;
        }
        let listing = listing(&timetable, &words, &asked, now);
        let answer = Answer { timetable: &timetable, here: here.as_ref(), now };
        ProgrammeView {
            letters: words.scripts().into_iter().map(letters).collect(),
            session: wish.session.as_ref().and_then(|name| {
                let slot = timetable.slot(&name.event, &name.session)?;
                let seats = Seats::now(self, &setup, now).unwrap_or_default();
                Some(Box::new(answer.page(slot, &seats, &wish.reads)))
            }),
            ..answer.view(listing, wish)
        }
    }
}

impl<'s> Drawing<'s> {
    /// The frame of the programme to touch: where it stands, and a word that is another one
    /// whenever an answer may be another.
    pub(super) fn programme(self, venue: Option<&VenueId>) -> Filled<'s> {
        let Self { timetable, now, setup, .. } = self;
        let venue = match venue.map(|venue| setup.programme.venue(venue)) {
            Some(None) => return self.nothing(),
            Some(venue) => venue,
            None => self.here(),
        };
        let lobby = venue.and_then(|venue| lobby(timetable, &venue.id, now));
        let begun = timetable.slots().iter().filter(|slot| slot.start <= now).count();
        let ended = timetable.slots().iter().filter(|slot| slot.end <= now).count();
        let day = venue.map(|venue| venue.zone.civil(now).date());
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let shows = BoardShows::Programme {
            phase: lobby.as_ref().map_or(view::BoardPhase::Empty, |lobby| phase(lobby.phase)),
            state: format!("{}.{begun}.{ended}.{day}", self.changes),
        };
        let events = lobby.map(|lobby| lobby.events).unwrap_or_default();
        Filled { venue, events, shows, changes: next_change(timetable, now) }
    }
}

/// What is asked for, by the rules of the domain.
fn asked(wish: &ProgrammeWish, here: Option<&VenueId>) -> Wish {
    Wish {
        day: match wish.day {
            DayWish::Usual => OnDay::Usual,
            DayWish::Any => OnDay::Any,
            DayWish::On { date } => OnDay::Only(date),
        },
        place: match &wish.place {
            PlaceWish::Here => here.cloned().map_or(InPlace::Anywhere, InPlace::Venue),
            PlaceWish::Anywhere => InPlace::Anywhere,
            PlaceWish::Venue { id } => InPlace::Venue(id.clone()),
            PlaceWish::Room { id } => InPlace::Room(id.clone()),
        },
        track: wish.track.clone(),
        language: wish.language.clone(),
        search: wish.search.clone(),
    }
}

/// What an answer is made from.
struct Answer<'a> {
    timetable: &'a Timetable<'a>,
    /// The venue that the screen stands in.
    here: Option<&'a VenueId>,
    now: Timestamp,
}

impl Answer<'_> {
    fn programme(&self) -> &Programme {
        self.timetable.programme
    }

    fn view(&self, listing: Listing<'_>, wish: &ProgrammeWish) -> ProgrammeView {
        let Listing { found, choices, remedies, .. } = listing;
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let rows = size(wish.rows.clamp(1, MOST_ROWS));
        let (range, pages, page) = page_of(found.len(), rows, size(wish.page));
        let venue = match &wish.place {
            PlaceWish::Room { id } => self.programme().room(id).map(|(venue, _)| venue),
            PlaceWish::Venue { id } => self.programme().venue(id),
            PlaceWish::Here => self.here.and_then(|here| self.programme().venue(here)),
            PlaceWish::Anywhere => None,
        };
        let in_venue = |venue: &VenueId| {
            choices.venues.iter().find(|(it, _)| it.id == *venue).map_or(0, |(_, count)| *count)
        };
        let several = self.programme().venues.len() > 1;
        let named_venue = |(venue, count): &Counted<&Venue>| CountedName {
            city: Some(short(&venue.city)),
            ..name(venue.id.as_str(), &venue.name, *count)
        };
        let offered = choices.venues.iter().take(if several { MOST_OFFERED } else { 0 });
        ProgrammeView {
            phase: phase(listing.phase),
            today: listing.today.to_string(),
            day: listing.day.map(|day| day.to_string()),
            zone: venue.map_or(&self.programme().edition.zone, |venue| &venue.zone).to_string(),
            total: number(found.len()),
            page: number(page),
            pages: number(pages),
            groups: self.groups(&found[range]),
            days: choices.days.iter().take(MOST_OFFERED).map(day).collect(),
            any_day: number(choices.any_day),
            rooms: choices
                .rooms
                .iter()
                .take(MOST_OFFERED)
                .map(|(room, count)| name(room.id.as_str(), &room.name, *count))
                .collect(),
            venues: offered.map(named_venue).collect(),
            venue: venue.map(|venue| venue.id.to_string()),
            here: self.here.map(ToString::to_string),
            in_venue: number(self.here.map_or(0, in_venue)),
            anywhere: number(choices.anywhere),
            tracks: choices
                .tracks
                .iter()
                .take(MOST_OFFERED)
                .map(|(track, count)| name(track.id.as_str(), &track.name, *count))
                .collect(),
            any_track: number(choices.any_track),
            languages: choices.languages.iter().take(MOST_OFFERED).map(language).collect(),
            any_language: number(choices.any_language),
            remedies: remedies.into_iter().map(remedy).collect(),
            letters: Vec::new(),
            session: None,
        }
    }

    /// Sessions in their order; neighbours that begin at one instant stand together.
    fn groups(&self, found: &[Found<'_>]) -> Vec<ProgrammeGroup> {
        let together = |one: &Found<'_>, other: &Found<'_>| {
            (one.slot.start, one.over, one.zone) == (other.slot.start, other.over, other.zone)
        };
        let group = |rows: &[Found<'_>]| {
            let first = rows.first()?;
            Some(ProgrammeGroup {
                start: view::millis(first.slot.start),
                day: first.day.to_string(),
                zone: first.zone.to_string(),
                over: first.over,
                rows: rows.iter().map(|found| self.row(found)).collect(),
            })
        };
        found.chunk_by(together).filter_map(group).collect()
    }

    fn row(&self, found: &Found<'_>) -> ProgrammeRow {
        let session = view::session_view(self.programme(), found.slot, false);
        let elsewhere = found.venue.filter(|venue| Some(&venue.id) != self.here);
        ProgrammeRow {
            name: named(found.slot),
            session: view::cut_session(session, IN_LIST),
            venue: elsewhere.map(|venue| short(&venue.name)),
            on: found.slot.is_on(self.now) && found.slot.takes_place(),
        }
    }

    /// A session's own page.
    fn page(&self, slot: &Slot<'_>, seats: &Seats, reads: &[Lang]) -> SessionPage {
        let (programme, session) = (self.programme(), slot.session);
        let event = programme.event(&session.event);
        let of_room = slot.room.and_then(|room| programme.room(room)).map(|(venue, _)| venue);
        let venue = of_room.or_else(|| event.and_then(|event| programme.venue_of(event)));
        let elsewhere = venue.filter(|venue| Some(&venue.id) != self.here);
        let address = elsewhere.map(|venue| venue.address.clone());
        let on = slot.is_on(self.now) && slot.takes_place();
        let speakers: Vec<_> =
            session.speakers.iter().filter_map(|id| programme.speaker(id)).collect();
        let line = |words: &str| view::cut(words, LINE).unwrap_or_else(|| words.to_owned());
        let (summary, summary_cut) = view::cut_text(view::text(&session.summary), SUMMARY);
        let texts = |of: fn(&Venue) -> &Text| venue.map(|venue| short(of(venue)));
        SessionPage {
            name: named(slot),
            event: event.map(|event| short(&event.title)).unwrap_or_default(),
            session: view::cut_session(view::session_view(programme, slot, false), IN_LIST),
            zone: venue.map_or(&programme.edition.zone, |venue| &venue.zone).to_string(),
            venue: texts(|venue| &venue.name).unwrap_or_default(),
            city: texts(|venue| &venue.city).unwrap_or_default(),
            address: address.filter(|it| !it.is_empty()).map(|it| line(&it)),
            on,
            over: slot.end <= self.now,
            seats: slot.room.filter(|_| on).and_then(|room| seats.of(room)),
            more_speakers: number(speakers.len().saturating_sub(ON_PAGE)),
            speakers: speakers
                .into_iter()
                .take(ON_PAGE)
                .map(|it| SpeakerView {
                    name: line(&it.name),
                    organisation: line(&it.organisation),
                })
                .collect(),
            summary,
            summary_cut,
            take: take_along(programme, slot, event, venue, reads),
        }
    }
}

fn named(slot: &Slot<'_>) -> SessionName {
    SessionName { event: slot.session.event.clone(), session: slot.session.id.clone() }
}

fn short(text: &Text) -> TextView {
    view::cut_text(view::text(text), LINE).0
}

fn name(id: &str, text: &Text, count: usize) -> CountedName {
    CountedName { id: id.to_owned(), name: short(text), city: None, count: number(count) }
}

fn day((day, count): &Counted<jiff::civil::Date>) -> CountedDay {
    CountedDay { day: day.to_string(), count: number(*count) }
}

fn language((language, count): &Counted<Lang>) -> CountedLanguage {
    CountedLanguage { language: language.to_string(), count: number(*count) }
}

fn remedy((remedy, count): Counted<Remedy>) -> RemedyView {
    let what = match remedy {
        Remedy::Search => WhatHelps::Search,
        Remedy::Language => WhatHelps::Language,
        Remedy::Track => WhatHelps::Track,
        Remedy::Room => WhatHelps::Room,
        Remedy::Day => WhatHelps::Day,
        Remedy::Venue => WhatHelps::Venue,
    };
    RemedyView { what, count: number(count) }
}

fn letters(script: Script) -> LettersView {
    match script {
        Script::Greek => LettersView::Greek,
        Script::Cyrillic => LettersView::Cyrillic,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
