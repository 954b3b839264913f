//! Sessions as screens show them.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::{EventId, RoomId, SessionId};
use parvis_domain::programme::{Mark, Mode, Programme, Room, Slot, Timetable};
use serde::Serialize;
use ts_rs::TS;

use super::notice::{TextView, millis, text};
use super::verdict::NextView;
use crate::kiosk::Setup;

/// A session as it stands now: in a list, on a board or beside a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: TextView,
    /// The room it is in.
    pub room: Option<TextView>,
    /// How to find the room.
    pub directions: Option<TextView>,
    /// When it begins: milliseconds since 1970, UTC.
    #[ts(type = "number")]
    pub start: i64,
    /// When it ends.
    #[ts(type = "number")]
    pub end: i64,
    /// Who speaks.
    pub speakers: Vec<String>,
    /// The language spoken in it.
    pub language: Option<String>,
    /// Its subject.
    pub track: Option<TextView>,
    /// How it differs from the programme, the most important first.
    pub marks: Vec<MarkView>,
    /// The room it was planned in, to be struck through, where it is in another.
    pub old_room: Option<TextView>,
    /// When it was to begin, to be struck through, where that is another time.
    #[ts(type = "number | null")]
    pub old_start: Option<i64>,
    /// It can be followed online.
    pub online: bool,
    /// It is the person's own: they hold a seat in it.
    pub booked: bool,
}

/// How a session differs from the programme. Each has a word, an icon and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "mark", rename_all = "snake_case")]
#[ts(export)]
pub enum MarkView {
    /// It does not take place.
    Cancelled,
    /// It is in another room, or at another time.
    Moved,
    /// It begins later.
    Late {
        /// By so many minutes.
        minutes: u32,
    },
    /// Nobody else gets in.
    Full,
    /// It was not in the programme.
    Added,
}

impl From<Mark> for MarkView {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Cancelled => Self::Cancelled,
            Mark::Moved => Self::Moved,
            Mark::Late { minutes } => Self::Late { minutes },
            Mark::Full => Self::Full,
            Mark::Added => Self::Added,
        }
    }
}

/// A session, with where and who.
pub(crate) fn session_view(programme: &Programme, slot: &Slot<'_>, booked: bool) -> SessionView {
    let session = slot.session;
    let named = |id: Option<&RoomId>| -> Option<&Room> { Some(programme.room(id?)?.1) };
    let room = named(slot.room);
    let speakers = session.speakers.iter().filter_map(|id| programme.speaker(id));
    let track = session.track.as_ref().and_then(|id| programme.track(id));
    SessionView {
        id: session.id.to_string(),
        title: text(&session.title),
        room: room.map(|room| text(&room.name)),
        directions: room.map(|room| text(&room.directions)).filter(|view| !view.is_empty()),
        start: millis(slot.start),
        end: millis(slot.end),
        speakers: speakers.map(|speaker| speaker.name.clone()).collect(),
        language: session.language.as_ref().map(ToString::to_string),
        track: track.map(|track| text(&track.name)),
        marks: slot.marks.iter().copied().map(MarkView::from).collect(),
        old_room: named(slot.old_room).map(|room| text(&room.name)),
        old_start: slot
            .old_times
            .map(|old| millis(old.start))
            .filter(|old| *old != millis(slot.start)),
        online: session.mode != Mode::OnSite,
        booked,
    }
}

/// The sessions of the day that are not over, of these events, by start.
pub(crate) fn rest_of_day(
    timetable: &Timetable<'_>,
    events: &[EventId],
    now: Timestamp,
) -> Vec<SessionView> {
    let programme = timetable.programme;
    timetable
        .slots()
        .iter()
        .filter(|slot| events.contains(&slot.session.event) && slot.end > now)
        .filter(|slot| is_today(programme, slot, now))
        .map(|slot| session_view(programme, slot, false))
        .collect()
}

fn is_today(programme: &Programme, slot: &Slot<'_>, now: Timestamp) -> bool {
    programme.event(&slot.session.event).is_some_and(|event| {
        programme.event_day(event, slot.start) == programme.event_day(event, now)
    })
}

/// For how long after its start a session is still worth going to first.
const JUST_BEGUN: SignedDuration = SignedDuration::from_mins(15);

/// Where somebody who was just admitted goes: the session of theirs that is on or comes next today,
/// or else the next one that needs no seat and has room. An exhibition that is on all day is named
/// when there is nothing else.
pub(crate) fn next_session(
    setup: &Setup,
    event: &EventId,
    booked: &[SessionId],
    now: Timestamp,
) -> Option<NextView> {
    let (programme, gates) = (&setup.programme, &setup.gates);
    let timetable = setup.timetable();
    let ahead = |slot: &&Slot<'_>| {
        slot.session.event == *event
            && slot.end > now
            && slot.takes_place()
            && slot.room.is_some()
            && is_today(programme, slot, now)
    };
    let needs_seat = |id: &SessionId| gates.iter().any(|gate| gate.rule.sessions.contains(id));
    let is_new = |slot: &&Slot<'_>| slot.start + JUST_BEGUN > now;
    let is_open =
        |slot: &&Slot<'_>| !needs_seat(&slot.session.id) && !slot.marks.contains(&Mark::Full);
    let slots = || timetable.slots().iter().filter(ahead);
    let own = slots().find(|slot| booked.contains(&slot.session.id));
    let open = || slots().filter(is_open);
    let slot = own.or_else(|| open().find(is_new)).or_else(|| open().next_back())?;
    Some(NextView {
        session: session_view(programme, slot, own.is_some()),
        running: slot.is_on(now),
    })
}
