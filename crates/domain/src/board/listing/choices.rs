//! What leads to something: how much there is of each thing that a visitor could ask for besides.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::scope::{Candidate, Misses, Scope};
use super::{InPlace, OnDay, Wish};
use crate::id::{RoomId, TrackId, VenueId};
use crate::programme::{Room, Track, Venue};
use crate::text::Lang;

/// Something to choose, and how much it would find.
pub type Counted<T> = (T, usize);

/// What can be asked for besides, each with how much it would find while all else stays as it is.
/// What would find nothing is not offered, unless it is what was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices<'t> {
    /// Days: today, the days to come, then those that are past.
    pub days: Vec<Counted<Date>>,
    /// How much there is on any day.
    pub any_day: usize,
    /// The rooms of the venue that was asked for.
    pub rooms: Vec<Counted<&'t Room>>,
    /// Venues.
    pub venues: Vec<Counted<&'t Venue>>,
    /// How much there is anywhere.
    pub anywhere: usize,
    /// Subjects, in the programme's order.
    pub tracks: Vec<Counted<&'t Track>>,
    /// How much there is on any subject.
    pub any_track: usize,
    /// Languages that are spoken, without their regions; the most frequent first.
    pub languages: Vec<Counted<Lang>>,
    /// How much there is in any language.
    pub any_language: usize,
}

/// What to give up so that something is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    /// The words.
    Search,
    /// The spoken language.
    Language,
    /// The subject.
    Track,
    /// The room, but not its venue.
    Room,
    /// The day.
    Day,
    /// The venue: anywhere.
    Venue,
}

/// For how many days of a session that goes on and on it is counted.
const MOST_DAYS: usize = 62;

/// Counts while sessions are looked through.
pub(super) struct Tally<'t, 'w> {
    scope: &'w Scope<'t>,
    wish: &'w Wish,
    day: Option<Date>,
    days: BTreeMap<Date, usize>,
    any_day: usize,
    rooms: BTreeMap<&'t RoomId, usize>,
    venues: BTreeMap<&'t VenueId, usize>,
    anywhere: usize,
    tracks: BTreeMap<&'t TrackId, usize>,
    any_track: usize,
    languages: BTreeMap<&'t str, usize>,
    any_language: usize,
    /// The day that is shown when nothing is searched for, and how much there is then.
    without_words: Option<Date>,
    any_words: usize,
}

impl<'t, 'w> Tally<'t, 'w> {
    /// `day` is the one that is shown, `usual` the one that is when no other is asked for.
    pub(super) fn new(
        scope: &'w Scope<'t>,
        wish: &'w Wish,
        day: Option<Date>,
        usual: Option<Date>,
    ) -> Self {
        Self {
            scope,
            wish,
            day,
            days: BTreeMap::new(),
            any_day: 0,
            rooms: BTreeMap::new(),
            venues: BTreeMap::new(),
            anywhere: 0,
            tracks: BTreeMap::new(),
            any_track: 0,
            languages: BTreeMap::new(),
            any_language: 0,
            without_words: wish.day.or_usual(usual),
            any_words: 0,
        }
    }

    pub(super) fn count(&mut self, it: &Candidate<'t>, misses: Misses) {
        let session = it.slot.session;
        if misses.only(Misses::DAY) {
            self.any_day += 1;
            let days = it.first.series(jiff::ToSpan::days(1)).take_while(|day| *day <= it.last);
            days.take(MOST_DAYS).for_each(|day| *self.days.entry(day).or_default() += 1);
        }
        if misses.only(Misses::PLACE) {
            self.anywhere += 1;
            if let Some(venue) = it.venue {
                *self.venues.entry(&venue.id).or_default() += 1;
            }
            if let Some(room) = it.slot.room {
                *self.rooms.entry(room).or_default() += 1;
            }
        }
        if misses.only(Misses::TRACK) {
            self.any_track += 1;
            if let Some(track) = &session.track {
                *self.tracks.entry(track).or_default() += 1;
            }
        }
        if misses.only(Misses::LANGUAGE) {
            self.any_language += 1;
            if let Some(language) = &session.language {
                *self.languages.entry(language.primary()).or_default() += 1;
            }
        }
        let is_shown = self.without_words.is_none_or(|day| it.is_on(day));
        self.any_words += usize::from(is_shown && misses.only(Misses::SEARCH));
    }

    /// What would find something if it were given up, by itself.
    pub(super) fn remedies(&self) -> Vec<Counted<Remedy>> {
        let Wish { place, track, language, search, .. } = self.wish;
        let venue = self.scope.venue.map(|venue| &venue.id);
        let in_venue = venue.and_then(|venue| self.venues.get(venue)).copied().unwrap_or(0);
        let of_room = matches!(place, InPlace::Room(_));
        let given = [
            (Remedy::Search, !search.trim().is_empty(), self.any_words),
            (Remedy::Language, language.is_some(), self.any_language),
            (Remedy::Track, track.is_some(), self.any_track),
            (Remedy::Room, of_room, in_venue),
            (Remedy::Day, self.day.is_some(), self.any_day),
            // Where the venue would do, nobody is sent anywhere.
            (Remedy::Venue, *place != InPlace::Anywhere, self.anywhere),
        ];
        let helps = |(remedy, given, count): (Remedy, bool, usize)| {
            let sent_away = remedy == Remedy::Venue && of_room && in_venue > 0;
            (given && count > 0 && !sent_away).then_some((remedy, count))
        };
        given.into_iter().filter_map(helps).collect()
    }

    pub(super) fn choices(self) -> Choices<'t> {
        let programme = self.scope.timetable.programme;
        let Wish { place, track, language, .. } = self.wish;
        let of = |count: Option<&usize>| count.copied().unwrap_or(0);
        let kept = |count: usize, chosen: bool| count > 0 || chosen;
        let rooms = self.scope.venue.into_iter().flat_map(Venue::rooms).map(|room| {
            let chosen = matches!(place, InPlace::Room(id) if *id == room.id);
            (room, of(self.rooms.get(&room.id)), chosen)
        });
        let venues = programme.venues.iter().map(|venue| {
            let chosen = matches!(place, InPlace::Venue(id) if *id == venue.id);
            (venue, of(self.venues.get(&venue.id)), chosen)
        });
        let tracks = programme
            .tracks
            .iter()
            .map(|one| (one, of(self.tracks.get(&one.id)), track.as_ref() == Some(&one.id)));
        Choices {
            rooms: rooms.filter(|it| kept(it.1, it.2)).map(|(it, n, _)| (it, n)).collect(),
            venues: venues.filter(|it| kept(it.1, it.2)).map(|(it, n, _)| (it, n)).collect(),
            tracks: tracks.filter(|it| kept(it.1, it.2)).map(|(it, n, _)| (it, n)).collect(),
            days: days(self.days, self.wish.day, self.scope.today),
            languages: languages(self.languages, language.as_ref()),
            any_day: self.any_day,
            anywhere: self.anywhere,
            any_track: self.any_track,
            any_language: self.any_language,
        }
    }
}

/// Today first, then what is to come, then what is past.
fn days(counted: BTreeMap<Date, usize>, wished: OnDay, today: Date) -> Vec<Counted<Date>> {
    let mut days = counted;
    if let OnDay::Only(day) = wished {
        days.entry(day).or_default();
    }
    let (past, ahead): (Vec<_>, Vec<_>) = days.into_iter().partition(|(day, _)| *day < today);
    ahead.into_iter().chain(past).collect()
}

fn languages(counted: BTreeMap<&str, usize>, wished: Option<&Lang>) -> Vec<Counted<Lang>> {
    let mut languages = counted;
    if let Some(wished) = wished {
        languages.entry(wished.primary()).or_default();
    }
    // What is only a tag's first part is a tag as well.
    let tagged = |(tag, count): (&str, usize)| Some((tag.parse().ok()?, count));
    let mut languages: Vec<Counted<Lang>> = languages.into_iter().filter_map(tagged).collect();
    languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    languages
}
