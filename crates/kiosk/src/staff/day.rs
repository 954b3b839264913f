//! What the screen behind the PIN asks about the day, and says of it.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::announcement::{Announced, TakenOver};
use parvis_domain::id::{EventId, RoomId, VenueId};
use parvis_domain::programme::change::Added;
use parvis_domain::programme::saying::Unsayable;
use parvis_domain::programme::{Event, Mode, Programme, Room as Hall, Venue};
use parvis_domain::text::Text;
use parvis_roster::RosterError;

use super::room::Room;
use crate::board;
use crate::kiosk::Kiosk;
use crate::say::SayError;
use crate::view::{self, DayAnswer, DayRoom, DaySession, DayView, DayWord, Notice, TextView};

/// The longest that an announcement stands without being said again: a day.
const LONGEST: u32 = 24 * 60;
/// What times of sessions are multiples of, in seconds.
const STEP: i64 = 5 * 60;

impl Room<'_> {
    /// The day as it stands now; none when nobody is signed in.
    #[must_use]
    pub fn day(self) -> DayAnswer {
        self.after_saying(Ok(()))
    }

    /// Says something, for whoever is signed in.
    #[must_use]
    pub fn say(self, word: DayWord) -> DayAnswer {
        if self.staff.touch().is_none() {
            return DayAnswer { day: None, refusal: None };
        }
        self.after_saying(said(self.door.kiosk(), word))
    }

    fn after_saying(self, done: Result<(), SayError>) -> DayAnswer {
        if self.staff.touch().is_none() {
            return DayAnswer { day: None, refusal: None };
        }
        let refusal = done.err().map(|error| refusal(&error));
        match day_view(self.door.kiosk()) {
            Ok(day) => DayAnswer { day: Some(day), refusal },
            Err(error) => DayAnswer { day: None, refusal: Some(self::refusal(&error.into())) },
        }
    }
}

fn said(kiosk: &Kiosk, word: DayWord) -> Result<(), SayError> {
    match word {
        DayWord::OfSession { event, session, word } => kiosk.say(&event, &session, word),
        DayWord::Announce { text, minutes } => announce(kiosk, &text, minutes.min(LONGEST)),
        DayWord::TakeOver { text } => {
            let Some((event, venue)) = place(kiosk)? else { return Err(SayError::Nowhere) };
            kiosk.take_over(TakenOver { event, venue, text: words(&text) })
        }
        DayWord::Add { title, room, start, end } => add(kiosk, &title, room, [start, end]),
        DayWord::Withdraw { id } => match view::record_named(&id) {
            Some(key) => kiosk.withdraw(key),
            None => Ok(()),
        },
    }
}

fn announce(kiosk: &Kiosk, text: &TextView, minutes: u32) -> Result<(), SayError> {
    let Some((event, venue)) = place(kiosk)? else { return Err(SayError::Nowhere) };
    let from = kiosk.time();
    let until = from.saturating_add(SignedDuration::from_mins(i64::from(minutes)));
    let until = until.map_err(|_| Unsayable::Times)?;
    kiosk.announce_to_all(Announced { event, venue: Some(venue), text: words(text), from, until })
}

fn add(kiosk: &Kiosk, title: &TextView, room: RoomId, times: [i64; 2]) -> Result<(), SayError> {
    let Some((event, _)) = place(kiosk)? else { return Err(SayError::Nowhere) };
    let instant = |ms| Timestamp::from_millisecond(ms).map_err(|_| Unsayable::Times);
    let added = Added {
        title: words(title),
        room: Some(room),
        start: instant(times[0])?,
        end: instant(times[1])?,
        language: None,
        track: None,
        speakers: Vec::new(),
        mode: Mode::OnSite,
        capacity: None,
    };
    kiosk.add_session(&event, added).map(|_| ())
}

/// The venue that is spoken at, and the event on whose behalf: of those that this kiosk may speak
/// for, the one that is held there today, or else any that is.
fn place(kiosk: &Kiosk) -> Result<Option<(EventId, VenueId)>, RosterError> {
    let (setup, now) = (kiosk.setup(), kiosk.time());
    let programme = &setup.programme;
    let Some(venue) = kiosk.venue().and_then(|venue| programme.venue(&venue)) else {
        return Ok(None);
    };
    let own = own_events(kiosk, programme, venue)?;
    let today = own.iter().find(|event| event.is_on(programme.event_day(event, now)));
    let event = today.or(own.first());
    Ok(event.map(|event| (event.id.clone(), venue.id.clone())))
}

/// The events of a venue that this kiosk may speak for.
fn own_events<'p>(
    kiosk: &Kiosk,
    programme: &'p Programme,
    venue: &Venue,
) -> Result<Vec<&'p Event>, RosterError> {
    let mut own = Vec::new();
    for event in programme.events.iter().filter(|event| event.is_at(venue)) {
        if kiosk.speaks_for(&event.id)? {
            own.push(event);
        }
    }
    Ok(own)
}

/// What was typed, by language. A tag that is none, and words that are blank, are left out.
fn words(text: &TextView) -> Text {
    let mut words = Text::default();
    for (lang, said) in text {
        let said = said.trim();
        if let Ok(lang) = lang.parse()
            && !said.is_empty()
        {
            words.insert(lang, said);
        }
    }
    words
}

fn day_view(kiosk: &Kiosk) -> Result<DayView, RosterError> {
    let (setup, now) = (kiosk.setup(), kiosk.time());
    let programme = &setup.programme;
    let venue = kiosk.venue().and_then(|venue| programme.venue(&venue));
    let own = venue.map(|venue| own_events(kiosk, programme, venue)).transpose()?;
    let own = own.unwrap_or_default();
    let timetable = setup.timetable();
    let sessions = own.iter().flat_map(|event| {
        let of_event = view::rest_of_day(&timetable, std::slice::from_ref(&event.id), now);
        of_event.into_iter().map(|session| DaySession { event: event.id.to_string(), session })
    });
    let mut sessions: Vec<_> = sessions.collect();
    sessions.sort_by_key(|it| (it.session.start, it.session.end));
    let here = venue.map(|venue| &venue.id);
    let today = own.iter().find(|event| event.is_on(programme.event_day(event, now)));
    let standing = here.map(|here| setup.announcements.to_come(here, now)).unwrap_or_default();
    Ok(DayView {
        zone: venue.map_or(&programme.edition.zone, |venue| &venue.zone).to_string(),
        languages: board::languages(programme, &own),
        from: view::millis(now) - view::millis(now).rem_euclid(STEP * 1_000),
        until: view::millis(venue.map_or(now, |venue| day_ends(venue, today.copied(), now))),
        sessions,
        rooms: venue.map(rooms).unwrap_or_default(),
        announcements: standing
            .iter()
            .map(|(key, it)| view::announcement(*key, &it.text))
            .collect(),
        emergencies: here.map(|here| setup.emergencies(here, now)).unwrap_or_default(),
    })
}

/// When the day that it is at a venue is over, by the rule of the event that is held.
fn day_ends(venue: &Venue, event: Option<&Event>, now: Timestamp) -> Timestamp {
    let starts = event.map_or(Event::usual_day_start(), |event| event.day_starts);
    let today = venue.zone.event_day(now, starts);
    venue.zone.instant(today.tomorrow().unwrap_or(today).to_datetime(starts))
}

fn rooms(venue: &Venue) -> Vec<DayRoom> {
    let room = |room: &Hall| DayRoom { id: room.id.to_string(), name: view::text(&room.name) };
    venue.rooms().map(room).collect()
}

/// What the screen says when something was not said.
fn refusal(error: &SayError) -> Notice {
    Notice::plain(match error {
        SayError::NotOurs(_) => "day-refused-not-ours",
        SayError::Nowhere => "day-refused-nowhere",
        SayError::Unsayable(Unsayable::Times) => "day-refused-times",
        SayError::Unsayable(Unsayable::NoWords) => "day-refused-no-words",
        SayError::Unsayable(Unsayable::TooManyWords) => "day-refused-too-many-words",
        SayError::Unsayable(_) => "day-refused-gone",
        SayError::Roster(error) => {
            tracing::error!(%error, "what was said of the day could not be recorded");
            "staff-unrecorded"
        }
    })
}
