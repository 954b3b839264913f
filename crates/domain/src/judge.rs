//! The decision about one scan, from everything that is known when it is made.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::gate::{Capacity, CapacityKind, Direction, Entry, Gate, Scope};
use crate::id::{EventId, GateId};
use crate::programme::{Mode, Programme};
use crate::standing::Standing;
use crate::ticket::{Ticket, TicketStatus};
use crate::verdict::{Instead, Verdict};

/// Everything a decision depends on.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The gate where the ticket is shown.
    pub gate: &'a Gate,
    /// All gates this kiosk knows, to say which other one would be right.
    pub gates: &'a [Gate],
    /// The programme, for days and sessions.
    pub programme: &'a Programme,
    /// What the code that was shown stands for.
    pub found: Found<'a>,
    /// How many are inside of [`Gate::scope_at`] now.
    pub inside: u32,
    /// How many seats of a hard capacity this device may still give away, where a hub lends them;
    /// `None` where this kiosk counts alone.
    pub seats_left: Option<u32>,
    /// When.
    pub now: Timestamp,
}

/// What a code stands for.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// Nothing that is known here.
    Nothing,
    /// A ticket, and all that is known of it.
    Ticket(&'a Ticket, &'a Standing),
    /// A ticket of an event that this kiosk holds no roster of.
    Elsewhere {
        /// The event.
        event: &'a EventId,
        /// The days; empty means every day of the event.
        days: &'a [Date],
    },
    /// Tickets of several events of this gate.
    Several(&'a [EventId]),
}

/// Decides about one scan.
///
/// Checks come in the order in which their answers help: first whether this is the right event
/// at all, then whether the ticket is good, then the right gate, day, hour and session, then
/// whether it has been used, and last whether there is room. Whoever is inside may always leave.
#[must_use]
pub fn judge(case: &Case<'_>) -> Verdict {
    match case.found {
        Found::Nothing => Verdict::Unknown,
        Found::Several(events) => Verdict::Ambiguous { events: events.to_vec() },
        Found::Elsewhere { event, days } => Verdict::OtherVenue {
            event: event.clone(),
            days: case.days_of(event, days),
            instead: Instead::Event,
        },
        Found::Ticket(ticket, standing) => judge_ticket(case, ticket, standing),
    }
}

fn judge_ticket(case: &Case<'_>, ticket: &Ticket, standing: &Standing) -> Verdict {
    if let Some(verdict) = way_out(case.gate, standing) {
        return verdict;
    }
    if !case.gate.admits_event(&ticket.event) {
        return case.other_venue(ticket, Instead::Event);
    }
    let refusal = of_status(ticket.status)
        .or_else(|| case.of_type(ticket))
        .or_else(|| case.of_day(ticket))
        .or_else(|| case.of_hours())
        .or_else(|| case.of_validity(ticket));
    if let Some(refusal) = refusal {
        return refusal;
    }
    match case.seat(ticket) {
        Ok(scope) => case.way_in(scope, standing),
        Err(refusal) => refusal,
    }
}

/// Whoever is inside may leave, whatever has become of their ticket; whoever is not cannot.
fn way_out(gate: &Gate, standing: &Standing) -> Option<Verdict> {
    let inside = standing.inside_of(&gate.area).cloned();
    match (gate.rule.direction, inside) {
        (Direction::In, _) | (Direction::Both, None) => None,
        (Direction::Out, None) => Some(Verdict::NotIn),
        (Direction::Out | Direction::Both, Some(scope)) => Some(Verdict::Left { scope }),
    }
}

fn of_status(status: TicketStatus) -> Option<Verdict> {
    match status {
        TicketStatus::Valid => None,
        TicketStatus::Unpaid => Some(Verdict::Unpaid),
        TicketStatus::Cancelled => Some(Verdict::Cancelled),
        TicketStatus::Revoked => Some(Verdict::Revoked),
        TicketStatus::AnswersNeeded => Some(Verdict::AnswersNeeded),
    }
}

impl Case<'_> {
    /// The days a ticket is for, spelt out when it is for all of its event's.
    fn days_of(&self, event: &EventId, days: &[Date]) -> Vec<Date> {
        match self.programme.event(event) {
            Some(event) if days.is_empty() => event.days().collect(),
            _ => days.to_vec(),
        }
    }

    fn other_venue(&self, ticket: &Ticket, instead: Instead) -> Verdict {
        let days = self.days_of(&ticket.event, &ticket.days);
        Verdict::OtherVenue { event: ticket.event.clone(), days, instead }
    }

    fn of_type(&self, ticket: &Ticket) -> Option<Verdict> {
        if self.gate.admits_type(&ticket.kind) {
            return None;
        }
        let gates = self.other_gates(ticket);
        let online = |event: &crate::programme::Event| event.mode != Mode::OnSite;
        let instead = match self.programme.event(&ticket.event) {
            _ if !gates.is_empty() => Instead::Gates { gates },
            Some(event) if online(event) => Instead::Online,
            _ => Instead::Event,
        };
        Some(self.other_venue(ticket, instead))
    }

    /// The gates that would take a ticket of this type: the other doors to the same area, or else
    /// those that lead anywhere without a booking.
    fn other_gates(&self, ticket: &Ticket) -> Vec<GateId> {
        let takes = |gate: &&Gate| {
            gate.rule.direction != Direction::Out
                && gate.admits_event(&ticket.event)
                && gate.admits_type(&ticket.kind)
        };
        let taking = self.gates.iter().filter(takes);
        let doors: Vec<_> = taking.clone().filter(|gate| gate.area == self.gate.area).collect();
        let open_to_all = || taking.filter(|gate| gate.rule.sessions.is_empty()).collect();
        let right: Vec<&Gate> = if doors.is_empty() { open_to_all() } else { doors };
        right.into_iter().map(|gate| gate.id.clone()).collect()
    }

    fn of_day(&self, ticket: &Ticket) -> Option<Verdict> {
        let today = self.gate.day_at(self.programme, self.now);
        let right = match self.programme.event(&ticket.event) {
            Some(event) if ticket.days.is_empty() => event.is_on(today),
            _ => ticket.days.is_empty() || ticket.days.contains(&today),
        };
        let days = || self.days_of(&ticket.event, &ticket.days);
        (!right).then(|| Verdict::OtherDay { event: ticket.event.clone(), days: days() })
    }

    /// The gate's own days and hours.
    fn of_hours(&self) -> Option<Verdict> {
        let rule = &self.gate.rule;
        let today = self.gate.day_at(self.programme, self.now);
        if !rule.days.is_empty() && !rule.days.contains(&today) {
            return Some(self.closed_today(&rule.days, today));
        }
        let zone = &self.gate.zone;
        let open = |h: &crate::gate::Hours| (zone.instant(h.opens), zone.instant(h.closes));
        let hours: Vec<_> = rule.hours.iter().map(open).collect();
        if hours.is_empty() || hours.iter().any(|(o, c)| (*o..*c).contains(&self.now)) {
            return None;
        }
        let next = hours.iter().map(|(opens, _)| *opens).filter(|opens| *opens > self.now).min();
        let last = hours.iter().map(|(_, closes)| *closes).max();
        match (next, last) {
            (Some(opens), _) => Some(Verdict::TooEarly { opens }),
            (None, closed) => closed.map(|closed| Verdict::TooLate { closed }),
        }
    }

    fn closed_today(&self, days: &[Date], today: Date) -> Verdict {
        let zone = &self.gate.zone;
        let midnight = |day: Date| zone.instant(day.to_datetime(jiff::civil::Time::midnight()));
        match days.iter().filter(|day| **day > today).min() {
            Some(next) => {
                let hours = self.gate.rule.hours.iter().filter(|h| h.opens.date() == *next);
                let opens = hours.map(|h| zone.instant(h.opens)).min();
                Verdict::TooEarly { opens: opens.unwrap_or_else(|| midnight(*next)) }
            }
            None => {
                let last = days.iter().max().copied().unwrap_or(today);
                Verdict::TooLate { closed: midnight(last.tomorrow().unwrap_or(last)) }
            }
        }
    }

    fn of_validity(&self, ticket: &Ticket) -> Option<Verdict> {
        let early = ticket.valid_from.filter(|from| self.now < *from);
        let late = ticket.valid_until.filter(|until| self.now >= *until);
        early
            .map(|opens| Verdict::TooEarly { opens })
            .or_else(|| late.map(|closed| Verdict::TooLate { closed }))
    }

    /// What an admission would count for, or why the ticket has no seat behind this gate.
    fn seat(&self, ticket: &Ticket) -> Result<Scope, Verdict> {
        let Some(scope) = self.gate.scope_at(self.programme, self.now) else {
            // Every session behind this gate is over, or the programme knows none of them.
            let ends = self.gate.sessions(self.programme).map(|session| session.end);
            return Err(ends.max().map_or_else(
                || Verdict::OtherSession { sessions: ticket.sessions.clone() },
                |closed| Verdict::TooLate { closed },
            ));
        };
        match &scope.part {
            crate::gate::Part::Session(session) if !ticket.sessions.contains(session) => {
                Err(Verdict::OtherSession { sessions: ticket.sessions.clone() })
            }
            _ => Ok(scope),
        }
    }

    /// Whether the ticket may pass once more, and whether there is room.
    fn way_in(&self, scope: Scope, standing: &Standing) -> Verdict {
        let here = standing.within(&scope);
        let used = match self.gate.rule.entry {
            Entry::Single => here.map(|standing| &standing.first),
            Entry::Reentry => None,
            Entry::EntryExit => here.filter(|s| s.inside).map(|standing| &standing.latest),
        };
        if let Some(used) = used {
            return Verdict::AlreadyIn { since: used.at, gate: used.gate.clone() };
        }
        // Who comes back through a re-entry gate takes the seat they already had.
        let needs_seat = !here.is_some_and(|standing| standing.inside);
        let full = self.gate.rule.capacity.filter(|c| needs_seat && self.is_full(c));
        if let Some(Capacity { seats, kind: CapacityKind::Hard }) = full {
            return Verdict::Full { seats };
        }
        let before = here.map(|standing| standing.latest.at);
        Verdict::Admitted { scope, over_capacity: full.is_some(), before }
    }

    fn is_full(&self, capacity: &Capacity) -> bool {
        match (capacity.kind, self.seats_left) {
            (CapacityKind::Hard, Some(left)) => left == 0,
            _ => self.inside >= capacity.seats,
        }
    }
}
