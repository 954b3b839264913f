//! The programme as it stands now: what was said on the day, laid over what was planned.

use jiff::{SignedDuration, Timestamp};

use super::change::{Change, Changes, Field, Times};
use super::{Programme, Session, SessionStatus};
use crate::id::{EventId, RoomId, SessionId};

/// A programme with all that was said of its sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable<'a> {
    /// What was planned.
    pub programme: &'a Programme,
    slots: Vec<Slot<'a>>,
}

/// A session as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot<'a> {
    /// The session as it was planned: its title and everything else that nobody can change here.
    pub session: &'a Session,
    /// The room it is in; `None` when it is only online or not yet known.
    pub room: Option<&'a RoomId>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When it would begin if it were not late.
    pub on_time: Timestamp,
    /// What is different from the plan, the most important first; empty when nothing is.
    pub marks: Vec<Mark>,
    /// The room it was planned in, to be struck through; `None` where it is in that one.
    pub old_room: Option<&'a RoomId>,
    /// The times it was planned for, to be struck through; `None` where it keeps them.
    pub old_times: Option<Times>,
    /// When the latest of what holds here was said, as that device's clock read.
    pub said: Option<Timestamp>,
}

/// How a session differs from its plan. A screen shows each with a word, an icon and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// It does not take place.
    Cancelled,
    /// It is in another room, or at another time.
    Moved,
    /// It begins later.
    Late {
        /// By so many minutes, begun ones counted.
        minutes: u32,
    },
    /// Nobody else gets in.
    Full,
    /// It was not in the programme.
    Added,
}

impl<'a> Timetable<'a> {
    /// A programme of which nothing was said.
    #[must_use]
    pub fn planned(programme: &'a Programme) -> Self {
        let slots = programme.sessions.iter().map(Slot::planned).collect();
        Self { programme, slots }.sorted()
    }

    /// A programme with all that was said. `gone` are sessions that vanished from it and are
    /// shown as cancelled, see [`super::succession`].
    ///
    /// What was said holds whatever the programme says, until it is withdrawn. Where a programme
    /// says the same by now, nothing is marked any more. An added session that the programme has
    /// by now is the programme's.
    #[must_use]
    pub fn new(programme: &'a Programme, changes: &'a Changes, gone: &'a [Session]) -> Self {
        let lacks = |session: &&Session| programme.session(&session.id).is_none();
        let planned = programme.sessions.iter().map(Slot::planned);
        let added: Vec<_> = changes.added().filter(lacks).collect();
        let is_added = |id: &SessionId| added.iter().any(|session| session.id == *id);
        let gone = gone.iter().filter(lacks).filter(|session| !is_added(&session.id));
        let slots = planned
            .chain(added.iter().copied().filter(|s| s.start < s.end).map(Slot::added))
            .chain(gone.map(Slot::gone))
            .map(|slot| slot.changed(changes))
            .collect();
        Self { programme, slots }.sorted()
    }

    fn sorted(mut self) -> Self {
        self.slots.sort_by(|one, other| one.order().cmp(&other.order()));
        self
    }

    /// Every session, by start, then by end.
    #[must_use]
    pub fn slots(&self) -> &[Slot<'a>] {
        &self.slots
    }

    /// The programme as if all that was said had been planned so: what doors decide by.
    #[must_use]
    pub fn current(&self) -> Programme {
        let session = |slot: &Slot<'_>| Session {
            room: slot.room.cloned(),
            start: slot.start,
            end: slot.end,
            status: if slot.takes_place() {
                SessionStatus::Planned
            } else {
                SessionStatus::Cancelled
            },
            ..slot.session.clone()
        };
        Programme { sessions: self.slots.iter().map(session).collect(), ..self.programme.clone() }
    }

    /// A session of an event, as it stands now.
    #[must_use]
    pub fn slot(&self, event: &EventId, session: &SessionId) -> Option<&Slot<'a>> {
        let is_it = |slot: &&Slot<'_>| slot.session.event == *event && slot.session.id == *session;
        self.slots.iter().find(is_it)
    }
}

impl<'a> Slot<'a> {
    /// A session of which nothing was said.
    fn planned(session: &'a Session) -> Self {
        let cancelled = session.status == SessionStatus::Cancelled;
        Self {
            session,
            room: session.room.as_ref(),
            start: session.start,
            end: session.end,
            on_time: session.start,
            marks: cancelled.then_some(Mark::Cancelled).into_iter().collect(),
            old_room: None,
            old_times: None,
            said: None,
        }
    }

    fn added(session: &'a Session) -> Self {
        Self { marks: vec![Mark::Added], ..Self::planned(session) }
    }

    fn gone(session: &'a Session) -> Self {
        Self { marks: vec![Mark::Cancelled], ..Self::planned(session) }
    }

    fn changed(mut self, changes: &'a Changes) -> Self {
        let word = |field| changes.word(self.session, field);
        let room = word(Field::Room).and_then(|word| match &word.change {
            Change::Moved { room, .. } => room.as_ref(),
            _ => None,
        });
        let time = word(Field::Time).and_then(|word| match word.change {
            Change::Moved { time, .. } => time.filter(|time| time.start < time.end),
            _ => None,
        });
        let delay = word(Field::Delay).and_then(|word| match word.change {
            Change::Late { minutes, from } => until(from, minutes),
            _ => None,
        });
        let said = |field, change: &Change| word(field).is_some_and(|word| word.change == *change);
        let full = said(Field::Seats, &Change::Full);
        let cancelled = said(Field::Status, &Change::Cancelled);
        self.said = latest(&self, changes);
        self.move_to(room, time);
        self.delay_until(delay);
        self.mark(full, Mark::Full);
        self.mark(cancelled, Mark::Cancelled);
        self.marks.sort_unstable();
        self
    }

    fn move_to(&mut self, room: Option<&'a RoomId>, time: Option<Times>) {
        let other_room = room.is_some() && room != self.room;
        if other_room {
            self.old_room = self.room;
            self.room = room;
        }
        let other_time = time.filter(|time| *time != self.times());
        if let Some(time) = other_time {
            self.set_times(time);
            self.on_time = time.start;
        }
        self.mark(other_room || other_time.is_some(), Mark::Moved);
    }

    /// Moves the start to `until` and the end with it. A start that is later anyway stays.
    fn delay_until(&mut self, until: Option<Timestamp>) {
        let Some(until) = until.filter(|until| *until > self.start) else { return };
        let late = until.duration_since(self.start);
        let Ok(end) = self.end.checked_add(late) else { return };
        self.set_times(Times { start: until, end });
        let minutes = u32::try_from(late.as_secs().saturating_add(59) / 60).unwrap_or(u32::MAX);
        self.mark(true, Mark::Late { minutes });
    }

    fn set_times(&mut self, times: Times) {
        self.old_times = Some(Times { start: self.session.start, end: self.session.end });
        Times { start: self.start, end: self.end } = times;
    }

    fn mark(&mut self, holds: bool, mark: Mark) {
        if holds && !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    fn times(&self) -> Times {
        Times { start: self.start, end: self.end }
    }

    /// What is said when it begins so many minutes later than it should.
    #[must_use]
    pub fn late(&self, minutes: u32) -> Change {
        Change::Late { minutes, from: self.on_time }
    }

    /// What is said when it is in another room, or begins at another time and lasts as long as it
    /// would have; `None` when that names neither, or lies beyond all time.
    #[must_use]
    pub fn moved(&self, room: Option<RoomId>, start: Option<Timestamp>) -> Option<Change> {
        let length = self.end.duration_since(self.start);
        let times = |start: Timestamp| Some(Times { start, end: start.checked_add(length).ok()? });
        let time = start.map(times);
        match (&room, &time) {
            (None, None) | (_, Some(None)) => None,
            _ => Some(Change::Moved { room, time: time.flatten() }),
        }
    }

    fn order(&self) -> (Timestamp, Timestamp, &SessionId) {
        (self.start, self.end, &self.session.id)
    }

    /// Whether it is under way at an instant. The end is no longer part of it.
    #[must_use]
    pub fn is_on(&self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether it takes place.
    #[must_use]
    pub fn takes_place(&self) -> bool {
        !self.marks.contains(&Mark::Cancelled)
    }
}

fn until(from: Timestamp, minutes: u32) -> Option<Timestamp> {
    from.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok()
}

/// When the latest word was said that is not a withdrawal.
fn latest(slot: &Slot<'_>, changes: &Changes) -> Option<Timestamp> {
    use Field::{Added, Delay, Room, Seats, Status, Time};
    let words = [Added, Delay, Room, Seats, Status, Time]
        .into_iter()
        .filter_map(|field| changes.word(slot.session, field));
    words.filter(|w| !matches!(w.change, Change::AsPlanned { .. })).map(|word| word.at).max()
}
