//! Tickets that are held in full: a row, and what finds it.

use std::str::FromStr;

use jiff::civil::Date;
use parvis_domain::code::Code;
use parvis_domain::id::{EventId, IdError, SessionId, TicketId};
use parvis_domain::ticket::{Attendee, RosterLine, Ticket, TicketStatus};
use rusqlite::{Row, params};

use crate::index::id_hash;
use crate::{Reading, Result, RosterError, Writing};

/// The columns that [`held_line`] reads, of `ticket` joined with its `event`.
macro_rules! select_lines {
    ($from:literal) => {
        concat!(
            "SELECT ticket.n, ticket.id, event.id, ticket.code, ticket.status, ticket.withdrawn, \
             ticket.kind, ticket.days, ticket.sessions, ticket.valid_from, ticket.valid_until, \
             ticket.first_name, ticket.last_name, ticket.organisation, ticket.category, \
             ticket.language, ticket.bought_in ",
            $from
        )
    };
}
pub(crate) use select_lines;

/// Finds a ticket by its id.
pub(crate) const BY_ID: &str = select_lines!(
    "FROM ticket_index CROSS JOIN ticket ON ticket.n = ticket_index.n \
     CROSS JOIN event ON event.n = ticket.event WHERE ticket_index.hash = ?1 AND ticket.id = ?2"
);

/// A line as it is held.
#[derive(Debug)]
pub(crate) struct HeldLine {
    pub(crate) n: i64,
    pub(crate) withdrawn: bool,
    /// What the platform or file said last; see [`HeldLine::shown`].
    pub(crate) line: RosterLine,
}

impl HeldLine {
    /// The line as everybody outside sees it: withdrawn is revoked.
    pub(crate) fn shown(self) -> RosterLine {
        let mut line = self.line;
        if self.withdrawn {
            line.ticket.status = TicketStatus::Revoked;
        }
        line
    }
}

impl Reading<'_> {
    /// A ticket with its holder and code; `None` when it is not held here in full.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn line(&self, ticket: TicketId) -> Result<Option<RosterLine>> {
        Ok(self.held_line(ticket)?.map(HeldLine::shown))
    }

    pub(crate) fn held_line(&self, ticket: TicketId) -> Result<Option<HeldLine>> {
        let mut query = self.conn.prepare_cached(BY_ID)?;
        let mut rows = query.query(params![id_hash(ticket), ticket.0])?;
        rows.next()?.map(held_line).transpose()
    }

    /// Gives every ticket of an event that is not withdrawn, in the order in which they came.
    ///
    /// # Errors
    /// What `each` gives, or when a line cannot be read.
    pub fn lines(
        &self,
        event: &EventId,
        each: &mut dyn FnMut(RosterLine) -> Result<()>,
    ) -> Result<()> {
        let sql = select_lines!(
            "FROM event JOIN ticket ON ticket.event = event.n \
             WHERE event.id = ?1 AND ticket.withdrawn = 0 ORDER BY ticket.n"
        );
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([event.as_str()])?;
        while let Some(row) = rows.next()? {
            each(held_line(row)?.shown())?;
        }
        Ok(())
    }
}

/// Reads a row that [`select_lines`] selected.
pub(crate) fn held_line(row: &Row<'_>) -> Result<HeldLine> {
    let ticket = Ticket {
        id: TicketId(row.get(1)?),
        event: parsed(row, 2)?,
        kind: row.get(6)?,
        days: days(row.get_ref(7)?.as_str_or_null().map_err(RosterError::unreadable("day"))?)?,
        sessions: sessions(row.get(8)?)?,
        status: status(row.get_ref(4)?.as_str().map_err(RosterError::unreadable("status"))?)?,
        valid_from: parsed_or_none(row, 9)?,
        valid_until: parsed_or_none(row, 10)?,
    };
    let attendee = Attendee {
        first_name: row.get(11)?,
        last_name: row.get(12)?,
        organisation: row.get(13)?,
        category: row.get(14)?,
        language: parsed_or_none(row, 15)?,
    };
    let code: String = row.get(3)?;
    let code = Code::try_from(code).map_err(RosterError::unreadable("code"))?;
    let line = RosterLine { ticket, attendee, code, order: row.get(16)? };
    Ok(HeldLine { n: row.get(0)?, withdrawn: row.get(5)?, line })
}

fn parsed<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: usize,
) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(RosterError::unreadable("ticket"))?;
    text.parse().map_err(RosterError::unreadable("ticket"))
}

fn parsed_or_none<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

/// Days as they are stored: `2023-11-16 2023-11-17`, and nothing for every day.
pub(crate) fn days_text(days: &[Date]) -> Option<String> {
    let texts: Vec<_> = days.iter().map(Date::to_string).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

pub(crate) fn days(text: Option<&str>) -> Result<Vec<Date>> {
    let days = text.unwrap_or_default().split_ascii_whitespace().map(str::parse);
    days.collect::<Result<_, _>>().map_err(RosterError::unreadable("day"))
}

/// Sessions as they are stored: a JSON array, since their ids may hold any sign.
pub(crate) fn sessions_text(sessions: &[SessionId]) -> Result<Option<String>> {
    if sessions.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(sessions).map(Some).map_err(RosterError::unreadable("session"))
}

fn sessions(text: Option<String>) -> Result<Vec<SessionId>> {
    let text = text.unwrap_or_else(|| "[]".into());
    serde_json::from_str(&text).map_err(RosterError::unreadable("session"))
}

pub(crate) fn status_name(status: TicketStatus) -> &'static str {
    match status {
        TicketStatus::Valid => "valid",
        TicketStatus::Unpaid => "unpaid",
        TicketStatus::Cancelled => "cancelled",
        TicketStatus::Revoked => "revoked",
        TicketStatus::AnswersNeeded => "answers_needed",
    }
}

fn status(name: &str) -> Result<TicketStatus> {
    let found = TicketStatus::ALL.into_iter().find(|status| status_name(*status) == name);
    found.ok_or_else(|| RosterError::unreadable("status")(IdError::Empty))
}

impl Writing<'_> {
    /// Keeps the number of an event's tickets, for whoever asks how many there are.
    pub(crate) fn add_tickets(&self, event: i64, more: i64) -> Result<()> {
        let sql = "UPDATE event SET tickets = tickets + ?2 WHERE n = ?1";
        self.conn.prepare_cached(sql)?.execute([event, more])?;
        Ok(())
    }
}
