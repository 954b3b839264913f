//! Sessions as screens show them.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::id::{EventId, SessionId};
use parvis_domain::programme::{Mode, Programme, Session, SessionStatus};

use super::notice::{millis, text};
use super::verdict::{NextView, SessionView};
use crate::kiosk::Setup;

/// A session, with where and who.
pub(crate) fn session_view(programme: &Programme, session: &Session, booked: bool) -> SessionView {
    let room = session.room.as_ref().and_then(|id| programme.room(id)).map(|(_, room)| room);
    let speakers = session.speakers.iter().filter_map(|id| programme.speaker(id));
    SessionView {
        id: session.id.to_string(),
        title: text(&session.title),
        room: room.map(|room| text(&room.name)),
        directions: room.map(|room| text(&room.directions)).filter(|view| !view.is_empty()),
        start: millis(session.start),
        end: millis(session.end),
        speakers: speakers.map(|speaker| speaker.name.clone()).collect(),
        language: session.language.as_ref().map(ToString::to_string),
        cancelled: session.status == SessionStatus::Cancelled,
        online: session.mode != Mode::OnSite,
        booked,
    }
}

/// The sessions of the day that are not over, of these events, by start.
pub(crate) fn rest_of_day(
    programme: &Programme,
    events: &[EventId],
    now: Timestamp,
) -> Vec<SessionView> {
    let mut rest: Vec<_> = programme
        .sessions
        .iter()
        .filter(|session| events.contains(&session.event) && session.end > now)
        .filter(|session| is_today(programme, session, now))
        .collect();
    rest.sort_by_key(|session| (session.start, session.end, session.id.clone()));
    rest.into_iter().map(|session| session_view(programme, session, false)).collect()
}

fn is_today(programme: &Programme, session: &Session, now: Timestamp) -> bool {
    programme.event(&session.event).is_some_and(|event| {
        programme.event_day(event, session.start) == programme.event_day(event, now)
    })
}

/// For how long after its start a session is still worth going to first.
const JUST_BEGUN: SignedDuration = SignedDuration::from_mins(15);

/// Where somebody who was just admitted goes: the session of theirs that is on or comes next today,
/// or else the next one that needs no seat. An exhibition that is on all day is named when there is
/// nothing else.
pub(crate) fn next_session(
    setup: &Setup,
    event: &EventId,
    booked: &[SessionId],
    now: Timestamp,
) -> Option<NextView> {
    let Setup { programme, gates, .. } = setup;
    let of_event = programme.sessions_of(event);
    let ahead = |session: &&&Session| {
        session.end > now
            && session.status == SessionStatus::Planned
            && session.room.is_some()
            && is_today(programme, session, now)
    };
    let needs_seat = |id: &SessionId| gates.iter().any(|gate| gate.rule.sessions.contains(id));
    let is_new = |session: &&&Session| session.start + JUST_BEGUN > now;
    let own = of_event.iter().filter(ahead).find(|session| booked.contains(&session.id));
    let open = || of_event.iter().filter(ahead).filter(|session| !needs_seat(&session.id));
    let session = own.or_else(|| open().find(is_new)).or_else(|| open().next_back())?;
    Some(NextView {
        session: session_view(programme, session, own.is_some()),
        running: session.is_on(now),
    })
}
