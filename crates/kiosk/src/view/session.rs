//! Sessions as screens show them.

use jiff::Timestamp;
use parvis_domain::id::{EventId, SessionId};
use parvis_domain::programme::{Mode, Programme, Session, SessionStatus};

use super::notice::{millis, text};
use super::verdict::SessionView;

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

/// Where somebody who was just admitted goes: the session of theirs that is on or comes next
/// today, or else the next one of the event.
pub(crate) fn next_session(
    programme: &Programme,
    event: &EventId,
    booked: &[SessionId],
    now: Timestamp,
) -> Option<SessionView> {
    let sessions = programme.sessions_of(event);
    let ahead = |session: &&&Session| {
        session.end > now
            && session.status == SessionStatus::Planned
            && session.room.is_some()
            && is_today(programme, session, now)
    };
    let own = sessions.iter().filter(ahead).find(|session| booked.contains(&session.id));
    let any = || sessions.iter().find(ahead);
    let booked = own.is_some();
    own.or_else(any).map(|session| session_view(programme, session, booked))
}
