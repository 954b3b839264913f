//! The programme to touch: what visitors ask, and what they are answered.
//!
//! An answer is small whatever the programme is like: texts are cut, with an ellipsis, at a length
//! that a screen holds.

use jiff::civil::Date;
use parvis_domain::id::{EventId, RoomId, SessionId, TrackId, VenueId};
use parvis_domain::text::Lang;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::{BoardPhase, SeatsView};
use super::notice::TextView;
use super::session::SessionView;

/// What a visitor asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct ProgrammeWish {
    /// On which day.
    pub day: DayWish,
    /// Where.
    pub place: PlaceWish,
    /// On which subject, by its id.
    #[ts(as = "Option<String>")]
    pub track: Option<TrackId>,
    /// Spoken in which language.
    #[ts(as = "Option<String>")]
    pub language: Option<Lang>,
    /// With which words.
    pub search: String,
    /// Which page, from 0 on.
    pub page: u32,
    /// How many sessions a page has room for.
    pub rows: u32,
    /// The session whose own page is open.
    pub session: Option<SessionName>,
    /// The languages that the visitor reads, the best first.
    #[ts(as = "Vec<String>")]
    pub reads: Vec<Lang>,
}

/// Which day a visitor asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "day", rename_all = "snake_case")]
#[ts(export)]
pub enum DayWish {
    /// The one that is of use: today, or the next one with sessions.
    Usual,
    /// Any.
    Any,
    /// This one.
    On {
        /// As `2023-11-16`.
        #[ts(as = "String")]
        date: Date,
    },
}

/// Where a visitor asks for sessions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceWish {
    /// In the venue that the screen stands in.
    Here,
    /// Anywhere.
    Anywhere,
    /// In another venue.
    Venue {
        /// Its id.
        #[ts(as = "String")]
        id: VenueId,
    },
    /// In a room.
    Room {
        /// Its id.
        #[ts(as = "String")]
        id: RoomId,
    },
}

/// A session by its event's id and its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionName {
    /// The event.
    #[ts(as = "String")]
    pub event: EventId,
    /// The session.
    #[ts(as = "String")]
    pub session: SessionId,
}

/// What there is for a visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProgrammeView {
    /// Where the programme stands where the visitor asks.
    pub phase: BoardPhase,
    /// The day it is there, as `2023-11-16`.
    pub today: String,
    /// The day that is shown; `null` for any.
    pub day: Option<String>,
    /// The IANA zone of the venue that is asked for, or of the edition.
    pub zone: String,
    /// How many sessions were found.
    pub total: u32,
    /// Which page this is, from 0 on.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The sessions of the page; those that begin at one instant stand together.
    pub groups: Vec<ProgrammeGroup>,
    /// Days that lead to something.
    pub days: Vec<CountedDay>,
    /// How many sessions there are on any day.
    pub any_day: u32,
    /// Rooms of the venue that lead to something.
    pub rooms: Vec<CountedName>,
    /// Venues that do; empty where there is only one.
    pub venues: Vec<CountedName>,
    /// The id of the venue that is asked for, or of that of the room; `null` for anywhere.
    pub venue: Option<String>,
    /// The id of the venue that the screen stands in.
    pub here: Option<String>,
    /// How many sessions there are in the venue that the screen stands in.
    pub in_venue: u32,
    /// How many there are anywhere.
    pub anywhere: u32,
    /// Subjects that lead to something.
    pub tracks: Vec<CountedName>,
    /// How many sessions there are on any subject.
    pub any_track: u32,
    /// Spoken languages that do.
    pub languages: Vec<CountedLanguage>,
    /// How many sessions there are in any language.
    pub any_language: u32,
    /// What to give up, when nothing was found.
    pub remedies: Vec<RemedyView>,
    /// Letters besides the Latin ones in which something can be looked for.
    pub letters: Vec<LettersView>,
    /// The page of the session that is open; `null` when none is, or it is in no programme any more.
    pub session: Option<Box<SessionPage>>,
}

/// Sessions that begin at one instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProgrammeGroup {
    /// When: milliseconds since 1970, UTC.
    #[ts(type = "number")]
    pub start: i64,
    /// The day, as `2023-11-16`.
    pub day: String,
    /// The IANA zone to say it in.
    pub zone: String,
    /// They are over.
    pub over: bool,
    /// The sessions.
    pub rows: Vec<ProgrammeRow>,
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProgrammeRow {
    /// Its name, to be handed back.
    pub name: SessionName,
    /// The session, with a few of those who speak.
    pub session: SessionView,
    /// Its venue, where that is not the one the screen stands in.
    pub venue: Option<TextView>,
    /// It is under way.
    pub on: bool,
}

/// A day, and how many sessions it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountedDay {
    /// As `2023-11-16`.
    pub day: String,
    /// So many.
    pub count: u32,
}

/// A room, a venue or a subject, and how many sessions it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountedName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: TextView,
    /// The city, of a venue.
    pub city: Option<TextView>,
    /// So many.
    pub count: u32,
}

/// A language, and how many sessions are held in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountedLanguage {
    /// Its tag.
    pub language: String,
    /// So many.
    pub count: u32,
}

/// What to give up so that something is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RemedyView {
    /// What.
    pub what: WhatHelps,
    /// So many sessions are found then.
    pub count: u32,
}

/// What can be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WhatHelps {
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
    /// The venue.
    Venue,
}

/// Letters besides the Latin ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LettersView {
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
}

/// A session's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SessionPage {
    /// Its name, to be handed back.
    pub name: SessionName,
    /// What its event is called.
    pub event: TextView,
    /// The session as it stands now.
    pub session: SessionView,
    /// The IANA zone its times are said in.
    pub zone: String,
    /// The venue it is in; empty when it is only online.
    pub venue: TextView,
    /// Its city.
    pub city: TextView,
    /// Its street address, where it is not the venue that the screen stands in.
    pub address: Option<String>,
    /// It is under way.
    pub on: bool,
    /// It is over.
    pub over: bool,
    /// How many seats are left, while it is on and its room's gates count them.
    pub seats: Option<SeatsView>,
    /// Who speaks.
    pub speakers: Vec<SpeakerView>,
    /// How many more speak than are named.
    pub more_speakers: u32,
    /// What it is about.
    pub summary: TextView,
    /// That goes on, and is cut here.
    pub summary_cut: bool,
    /// How to take it along; `null` when it cannot be.
    pub take: Option<TakeAlong>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SpeakerView {
    /// Their name.
    pub name: String,
    /// Who they speak for; empty when nobody said.
    pub organisation: String,
}

/// How a visitor takes a session along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TakeAlong {
    /// What the code holds.
    pub what: TakenAlong,
    /// The address; `null` of an entry for a calendar.
    pub address: Option<String>,
    /// The code: SVG, with its quiet zone.
    pub code: String,
}

/// What a code to take along holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TakenAlong {
    /// The address of the session's own page.
    Session,
    /// The address of the event's page.
    Event,
    /// An entry for a calendar.
    Calendar,
}

/// As many letters of a title are shown, and of a name of anything.
const TITLE: usize = 200;
const NAME: usize = 120;

/// The first `most` letters of a text, with an ellipsis for the rest; `None` when it has no more.
/// Where a word would be cut that is not long, all of it is left out.
pub(crate) fn cut(words: &str, most: usize) -> Option<String> {
    let (end, _) = words.char_indices().nth(most)?;
    let start = &words[..end];
    let whole = start.trim_end_matches(|letter: char| !letter.is_whitespace()).trim_end();
    let kept = if whole.len() * 2 > start.len() { whole } else { start.trim_end() };
    Some(format!("{kept}…"))
}

/// The same in every language; and whether any was cut.
pub(crate) fn cut_text(mut text: TextView, most: usize) -> (TextView, bool) {
    let mut any = false;
    for words in text.values_mut() {
        if let Some(cut) = cut(words, most) {
            (*words, any) = (cut, true);
        }
    }
    (text, any)
}

/// A session of which no text is longer than a screen holds, with so many of those who speak.
pub(crate) fn cut_session(view: SessionView, speakers: usize) -> SessionView {
    let named = |text: Option<TextView>| text.map(|text| cut_text(text, NAME).0);
    let speaker = |name: String| cut(&name, NAME).unwrap_or(name);
    SessionView {
        title: cut_text(view.title, TITLE).0,
        room: named(view.room),
        directions: view.directions.map(|text| cut_text(text, TITLE).0),
        track: named(view.track),
        old_room: named(view.old_room),
        speakers: view.speakers.into_iter().take(speakers).map(speaker).collect(),
        ..view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words_and_never_within_a_letter() {
        assert_eq!(cut("short", 5), None);
        assert_eq!(cut("the quick brown fox", 12).as_deref(), Some("the quick…"));
        assert_eq!(cut("Größenwahnsinnig", 4).as_deref(), Some("Größ…"));
        assert_eq!(cut("日本語日本語", 3).as_deref(), Some("日本語…"));
        let (long, cut) = cut_text(TextView::from([("en".into(), "é".repeat(5_000_000))]), 100);
        assert_eq!((long["en"].chars().count(), cut), (101, true));
    }
}
