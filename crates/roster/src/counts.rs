//! How an event is doing, in numbers.

use std::collections::BTreeMap;

use parvis_domain::id::EventId;

use crate::occupancy::EVERYWHERE;
use crate::{Reading, Result, RosterError};

/// An event in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCounts {
    /// The event.
    pub event: EventId,
    /// Tickets that are held, in full or by hash alone, without those withdrawn.
    pub tickets: u64,
    /// Tickets that were admitted anywhere at least once.
    pub admitted: u64,
    /// Tickets whose holder is inside of anything, over all days and sessions.
    pub inside: u64,
    /// Admissions of single-entry tickets that should not have been.
    pub doubles: u64,
}

impl Reading<'_> {
    /// Every event that tickets are held of or that somebody was admitted to, by its id.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn counts(&self) -> Result<Vec<EventCounts>> {
        let sql = "SELECT id, tickets, 0, 0, 0 FROM event UNION ALL \
                   SELECT event, 0, admitted, inside, doubles FROM occupancy WHERE scope = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([EVERYWHERE])?;
        let mut counts: BTreeMap<String, [i64; 4]> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let sums = counts.entry(row.get(0)?).or_default();
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += row.get::<_, i64>(at + 1)?;
            }
        }
        // An admission that was undone leaves a row of zeros, which says no more than no row.
        let told = counts.iter().filter(|(_, sums)| **sums != [0; 4]);
        told.map(|(event, sums)| of_event(event, *sums)).collect()
    }
}

fn of_event(event: &str, sums: [i64; 4]) -> Result<EventCounts> {
    let event = EventId::new(event).map_err(RosterError::unreadable("event"))?;
    let count = |sum: i64| u64::try_from(sum).map_err(RosterError::unreadable("count"));
    let [tickets, admitted, inside, doubles] = sums;
    Ok(EventCounts {
        event,
        tickets: count(tickets)?,
        admitted: count(admitted)?,
        inside: count(inside)?,
        doubles: count(doubles)?,
    })
}
