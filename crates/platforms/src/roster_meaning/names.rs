//! What the texts of a roster file mean: events and sessions by id or by title.

use std::collections::HashMap;

use parvis_domain::id::{EventId, SessionId};
use parvis_domain::name::folded;
use parvis_domain::programme::Programme;

/// A name in a roster that the programme does not know, or knows twice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownName {
    /// There is no such event.
    #[error("the event “{0}” is not in the programme")]
    Event(String),
    /// There is no such session in the event.
    #[error("the session “{session}” is not in the programme of “{event}”")]
    Session {
        /// The session.
        session: String,
        /// The event.
        event: EventId,
    },
    /// Several sessions have that title.
    #[error("there are several sessions called “{0}”; name it by its id")]
    SeveralSessions(String),
}

/// Events and sessions by everything they can be called.
#[derive(Debug, Clone)]
pub(super) struct Names {
    events: HashMap<String, EventId>,
    sessions: HashMap<(EventId, String), Vec<SessionId>>,
}

impl Names {
    pub(super) fn of(programme: &Programme) -> Self {
        let mut names = Self { events: HashMap::new(), sessions: HashMap::new() };
        for event in &programme.events {
            let titles = event.title.filled().map(|(_, title)| folded(title));
            names.events.extend(titles.map(|title| (title, event.id.clone())));
            names.events.insert(folded(event.id.as_str()), event.id.clone());
        }
        for session in &programme.sessions {
            let titles = session.title.filled().map(|(_, title)| folded(title));
            for called in titles.chain([folded(session.id.as_str())]) {
                let known = names.sessions.entry((session.event.clone(), called)).or_default();
                if !known.contains(&session.id) {
                    known.push(session.id.clone());
                }
            }
        }
        names
    }

    /// The event that a text means.
    pub(super) fn event(&self, text: &str) -> Result<EventId, UnknownName> {
        let unknown = || UnknownName::Event(text.to_owned());
        self.events.get(&folded(text)).cloned().ok_or_else(unknown)
    }

    /// The session of an event that a text means.
    pub(super) fn session(&self, event: &EventId, text: &str) -> Result<SessionId, UnknownName> {
        match self.sessions.get(&(event.clone(), folded(text))).map(Vec::as_slice) {
            Some([only]) => Ok(only.clone()),
            // A title that is also somebody's id means the one with the id.
            Some(several) => several
                .iter()
                .find(|id| id.as_str() == text)
                .cloned()
                .ok_or_else(|| UnknownName::SeveralSessions(text.to_owned())),
            None => Err(UnknownName::Session { session: text.to_owned(), event: event.clone() }),
        }
    }
}
