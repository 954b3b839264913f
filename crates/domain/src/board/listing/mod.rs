//! What of a programme a visitor asks for, and what else there is to ask for.
//!
//! A [`Wish`] narrows the programme by day, place, subject, spoken language and words. What it finds
//! comes in the order in which it helps: what is still to come before what is over, and of what was
//! searched for the better matches first. Beside it stand the [`Choices`] that lead to something,
//! and, when nothing was found, the [`Remedy`]s that would.

mod choices;
mod scope;
mod words;

use jiff::Timestamp;
use jiff::civil::Date;

pub use choices::{Choices, Counted, Remedy};
pub use words::{Script, Words};

use super::Phase;
use crate::id::{RoomId, TrackId, VenueId};
use crate::programme::{Slot, Timetable, Venue};
use crate::text::Lang;
use crate::zone::Zone;
use choices::Tally;
use scope::Scope;
use words::{Query, Rank};

/// What a visitor asks for. Without anything it is what is of use now, anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// On which day.
    pub day: OnDay,
    /// Where.
    pub place: InPlace,
    /// On which subject.
    pub track: Option<TrackId>,
    /// Spoken in which language; its region does not matter.
    pub language: Option<Lang>,
    /// With which words: all of them, in whatever order, case and accents.
    pub search: String,
}

/// Which day a visitor asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnDay {
    /// The one that is of use: today, or the next one with sessions when today has none any more;
    /// the last one when everything is over. Whoever searches for words means any day.
    #[default]
    Usual,
    /// Any.
    Any,
    /// This one.
    Only(Date),
}

impl OnDay {
    /// The day that is shown; `None` for any.
    fn or_usual(self, usual: Option<Date>) -> Option<Date> {
        match self {
            Self::Only(day) => Some(day),
            Self::Usual => usual,
            Self::Any => None,
        }
    }
}

/// Where a visitor asks for sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum InPlace {
    /// Anywhere, also online.
    #[default]
    Anywhere,
    /// In a venue. What is only online belongs to the venue of its event.
    Venue(VenueId),
    /// In a room.
    Room(RoomId),
}

/// What there is for a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<'t> {
    /// Where the programme stands in the venue that was asked for, or anywhere.
    pub phase: Phase,
    /// The day it is there.
    pub today: Date,
    /// The day that is shown; `None` for any.
    pub day: Option<Date>,
    /// What was found, the most useful first.
    pub found: Vec<Found<'t>>,
    /// What else leads to something.
    pub choices: Choices<'t>,
    /// When nothing was found: what would, with how much.
    pub remedies: Vec<(Remedy, usize)>,
}

/// A session that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// The session as it stands now.
    pub slot: &'t Slot<'t>,
    /// The venue it is in, or that of its event.
    pub venue: Option<&'t Venue>,
    /// The zone its times are said in.
    pub zone: &'t Zone,
    /// The day it begins on there.
    pub day: Date,
    /// It is over.
    pub over: bool,
}

/// What there is for a visitor at an instant. `words` are those of the same programme.
#[must_use]
pub fn listing<'t>(
    timetable: &'t Timetable<'t>,
    words: &Words,
    wish: &Wish,
    now: Timestamp,
) -> Listing<'t> {
    let scope = Scope::new(timetable, &wish.place, now);
    let query = Query::new(&wish.search);
    let (phase, usual) = scope.usual_day(now);
    let day = wish.day.or_usual(usual.filter(|_| query.is_empty()));
    let mut tally = Tally::new(&scope, wish, day, usual);
    let mut found: Vec<(Rank, Found<'t>)> = Vec::new();
    for candidate in &scope.all {
        let rank = words.rank(timetable.programme, candidate.slot, &query);
        let misses = scope.misses(candidate, wish, day, rank.is_some());
        tally.count(candidate, misses);
        if let (true, Some(rank)) = (misses.is_empty(), rank) {
            found.push((rank, candidate.found()));
        }
    }
    // Stable: where these are the same, it stays in the order of the timetable.
    found.sort_by_key(|(rank, found)| (found.over, *rank));
    let found: Vec<_> = found.into_iter().map(|(_, found)| found).collect();
    let remedies = if found.is_empty() { tally.remedies() } else { Vec::new() };
    Listing { phase, today: scope.today, day, found, choices: tally.choices(), remedies }
}

/// Which of so many a page shows, when each page has at most `rows`: from which on, how many pages
/// there are, and which of them it is. A page beyond the last is the last.
#[must_use]
pub fn page_of(count: usize, rows: usize, page: usize) -> (std::ops::Range<usize>, usize, usize) {
    let rows = rows.max(1);
    let pages = count.div_ceil(rows).max(1);
    let page = page.min(pages - 1);
    let from = page * rows;
    (from..count.min(from + rows), pages, page)
}
