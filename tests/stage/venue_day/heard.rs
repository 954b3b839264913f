//! What a venue has heard of what was said, and what its boards should paint therefore.

use jiff::Timestamp;
use parvis_domain::board::{Lobby, Phase, RoomLine, door, lobby};
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::id::{DeviceId, Incarnation, RoomId};
use parvis_domain::programme::change::{Change, Changes, SessionChanged};
use parvis_domain::programme::{Slot, Timetable};
use parvis_domain::series::Head;

use super::painted::{Painted, Row, Shown};
use super::{Deed, LANGUAGES, Said, VenueDay, at, event, venue};

/// A board of the venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Board {
    Lobby,
    Room(RoomId),
}

impl Board {
    /// What its screen is told to show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Lobby => "lobby".to_owned(),
            Self::Room(room) => format!("room:{room}"),
        }
    }

    /// What its page says that it shows.
    pub(crate) const fn screen(&self) -> &'static str {
        match self {
            Self::Lobby => "lobby",
            Self::Room(_) => "room",
        }
    }
}

/// What was said, and how much of it the venue has heard.
#[derive(Clone)]
pub(crate) struct Heard {
    head: Head,
    clock: HybridClock,
    all: Changes,
    changes: Changes,
    /// What was said and not heard yet.
    unheard: Vec<Record>,
    /// Whether an emergency was said to be on, and whether that was heard.
    emergency: (bool, bool),
}

impl Heard {
    pub(crate) fn new() -> Self {
        Self {
            head: Head::new(DeviceId([7; 16]), Incarnation([7; 8]), None),
            clock: HybridClock::after(None),
            all: Changes::default(),
            changes: Changes::default(),
            unheard: Vec::new(),
            emergency: (false, false),
        }
    }

    /// Something is said of a session; it may make no difference.
    pub(crate) fn say(&mut self, day: &VenueDay, deed: &Deed) {
        let (session, change) = match &deed.said {
            Said::Word(session, word) => {
                let timetable = Timetable::new(&day.programme, &self.all, &[]);
                let slot = timetable.slot(&event(), session).unwrap();
                (session.clone(), word.clone().change(&day.programme, slot).unwrap())
            }
            Said::Added(added) => {
                let id = format!("added-{}", self.head.seq()).parse().unwrap();
                (id, Change::Added(Box::new(added.clone())))
            }
            Said::Announced(..) => return,
            Said::TakenOver | Said::Ended => {
                self.emergency.0 = matches!(deed.said, Said::TakenOver);
                return;
            }
        };
        let fact = Fact::SessionChanged(SessionChanged { event: event(), session, change });
        let sealed = self.head.next(&mut self.clock, at(deed.minute), true, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        self.all.add(&sealed.record);
        self.unheard.push(sealed.record);
    }

    /// The venue hears everything that was said.
    pub(crate) fn hear(&mut self) {
        self.unheard.drain(..).for_each(|record| self.changes.add(&record));
        self.emergency.1 = self.emergency.0;
    }

    /// Whether rows are painted as they should be. At a room's door those that are on take turns, and
    /// in the lobby beside what is elsewhere.
    fn are_right(seen: &Painted, rows: &[Row]) -> bool {
        let in_turn = |row: &Row| row.elsewhere || seen.screen == "room";
        let is_right = |(seen, row): (&Row, &Row)| {
            let on = match &seen.now[..] {
                [one] if in_turn(seen) && row.now.len() > 1 => row.now.contains(one),
                now => now == row.now,
            };
            on && (&seen.id, &seen.next) == (&row.id, &row.next)
        };
        seen.rows.len() == rows.len() && seen.rows.iter().zip(rows).all(is_right)
    }

    /// What is wrong with what a board paints; `None` when nothing is.
    pub(crate) fn wrong(
        &self,
        board: &Board,
        (day, now): (&VenueDay, Timestamp),
        seen: &Painted,
    ) -> Option<String> {
        let screen = if self.emergency.1 { "emergency" } else { board.screen() };
        if seen.screen != screen {
            return Some(format!("{} rather than {screen}", seen.screen));
        }
        let rows = self.rows(board, (day, now), (&seen.lang, seen.page, seen.pages));
        if !self.emergency.1 && !Self::are_right(seen, &rows) {
            return Some(format!("{:?}\nrather than\n{rows:?}", seen.rows));
        }
        seen.check.as_ref().filter(|check| *check != "ok").map(|check| format!("it says {check}"))
    }

    /// Whether a board is another, on any of its pages, for who has heard only what another has.
    pub(crate) fn differs(
        &self,
        other: &Self,
        board: &Board,
        (day, now): (&VenueDay, Timestamp),
    ) -> bool {
        let rows = |heard: &Self| heard.rows(board, (day, now), (LANGUAGES[0], 1, 1));
        self.emergency.1 != other.emergency.1 || rows(self) != rows(other)
    }

    /// The rows of a board at a minute, in a language, on one of so many pages.
    fn rows(
        &self,
        board: &Board,
        (day, now): (&VenueDay, Timestamp),
        (lang, page, pages): (&str, usize, usize),
    ) -> Vec<Row> {
        let timetable = Timetable::new(&day.programme, &self.changes, &[]);
        let shown = |slot: &&Slot<'_>| Shown::new(slot, lang);
        let row = |line: &RoomLine<'_>| Row {
            id: line.room.id.to_string(),
            now: line.now.iter().take(2).map(shown).collect(),
            next: line.next.iter().map(shown).collect(),
            elsewhere: false,
        };
        if let Board::Room(room) = board {
            return vec![row(&door(&timetable, room, now).unwrap().line)];
        }
        let Lobby { phase, rooms, .. } = lobby(&timetable, &venue(), now).unwrap();
        if phase != Phase::Running || rooms.is_empty() {
            return Vec::new();
        }
        let block = rooms.len().div_ceil(pages.max(1));
        let page = rooms.chunks(block).nth(page.saturating_sub(1)).unwrap_or_default();
        page.iter().map(row).collect()
    }
}
