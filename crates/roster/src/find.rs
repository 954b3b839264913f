//! Finding the ticket of a code.

use jiff::civil::Date;
use parvis_domain::code::{Code, CodeHash, EventKey, TypedCode};
use parvis_domain::id::{EventId, TicketId};
use parvis_domain::ticket::RosterLine;

use crate::event::HeldEvent;
use crate::index::ticket_hash;
use crate::ticket::{HeldLine, held_line, select_lines};
use crate::{Reading, Result};

/// Finds tickets by where a code is looked up.
pub(crate) const BY_CODE: &str = select_lines!(
    "FROM ticket_index CROSS JOIN ticket ON ticket.n = ticket_index.n \
     CROSS JOIN event ON event.n = ticket.event \
     WHERE ticket_index.hash = ?1 AND ticket.event = ?2"
);

/// What somebody presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A code that a machine read.
    Scanned(Code),
    /// A code that a person typed.
    Typed(TypedCode),
}

/// What is known of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing.
    Nothing,
    /// A ticket that is held in full, of the gate's events or another one. A withdrawn one is
    /// [`parvis_domain::ticket::TicketStatus::Revoked`].
    Ticket(Box<RosterLine>),
    /// A ticket of an event that is known by hashes alone.
    Elsewhere {
        /// The ticket.
        ticket: TicketId,
        /// The event.
        event: EventId,
        /// Its days; empty means every day of the event.
        days: Vec<Date>,
    },
    /// Several tickets of the gate's events: of two events, or two that are typed alike.
    Several(Vec<EventId>),
}

impl Shown {
    /// Where it is looked up among those known by hash alone, which no code can be compared with.
    pub(crate) fn hash(&self, key: &EventKey) -> CodeHash {
        match self {
            Self::Scanned(code) => key.scanned_hash(code),
            Self::Typed(typed) => key.typed_hash(typed),
        }
    }

    fn is(&self, code: &Code) -> bool {
        match self {
            Self::Scanned(shown) => shown == code,
            Self::Typed(typed) => code.typed().as_ref() == Some(typed),
        }
    }
}

impl Reading<'_> {
    /// Looks for the ticket of a code: among the gate's `events` first, then among every other
    /// event whose tickets are held, then among those known by hashes alone. A withdrawn ticket
    /// stands back behind one that is not.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn find(&self, events: &[EventId], shown: &Shown) -> Result<Lookup> {
        let (here, others) = self.events_to_look_in(events)?;
        let mut found = Vec::new();
        for event in &here {
            found.extend(self.shown_of(event, shown)?);
        }
        if let Some(lookup) = among(found) {
            return Ok(lookup);
        }
        for event in &others {
            if let Some(held) = preferred(self.shown_of(event, shown)?).into_iter().next() {
                return Ok(Lookup::Ticket(Box::new(held.shown())));
            }
        }
        for event in here.iter().chain(&others) {
            if let Some(elsewhere) = self.elsewhere_of(event, shown)? {
                return Ok(elsewhere);
            }
        }
        Ok(Lookup::Nothing)
    }

    fn events_to_look_in(&self, events: &[EventId]) -> Result<(Vec<HeldEvent>, Vec<HeldEvent>)> {
        Ok(self.held_events()?.into_iter().partition(|held| events.contains(&held.id)))
    }

    pub(crate) fn shown_of(&self, event: &HeldEvent, shown: &Shown) -> Result<Vec<HeldLine>> {
        let mut query = self.conn.prepare_cached(BY_CODE)?;
        let hash = match shown {
            Shown::Scanned(code) => ticket_hash(&event.key, code),
            Shown::Typed(typed) => event.key.typed_hash(typed),
        };
        let mut rows = query.query([hash, event.n])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let held = held_line(row)?;
            // Two codes may share a hash, and those that are typed alike do.
            if shown.is(&held.line.code) {
                found.push(held);
            }
        }
        Ok(found)
    }
}

/// Those that are not withdrawn, or all when all are.
fn preferred(mut found: Vec<HeldLine>) -> Vec<HeldLine> {
    if found.iter().any(|held| !held.withdrawn) {
        found.retain(|held| !held.withdrawn);
    }
    found
}

fn among(found: Vec<HeldLine>) -> Option<Lookup> {
    let mut found = preferred(found);
    if found.len() < 2 {
        return found.pop().map(|held| Lookup::Ticket(Box::new(held.shown())));
    }
    let mut events: Vec<_> = found.into_iter().map(|held| held.line.ticket.event).collect();
    events.dedup();
    Some(Lookup::Several(events))
}
