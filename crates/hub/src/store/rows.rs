//! Rows about attendance, from the columns that both stores read in the same order.

use jiff::Timestamp;
use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_protocol::change::TicketRow;

use super::attendance::{Arrivals, Attendance, Attended, EventCounts, Passage, ScopeCounts};
use super::device::instant;
use super::fold::EVERYWHERE;
use super::writes::place;
use super::{Aside, BoxError, Result, StoreError, writes};

/// How long a quarter of an hour is.
pub(crate) const QUARTER_MS: i64 = 15 * 60 * 1000;

/// A text as an id or a scope.
pub(crate) fn parsed<T: std::str::FromStr<Err: Into<BoxError>>>(text: &str) -> Result<T> {
    text.parse().map_err(StoreError::unreadable("row"))
}

/// A sum as it is told.
pub(crate) fn count(sum: i64) -> Result<u64> {
    u64::try_from(sum).map_err(StoreError::unreadable("count"))
}

/// The instants that admissions are asked for, in milliseconds: from this and before that.
pub(crate) fn bounds(of: &Attendance) -> (i64, i64) {
    let from = of.from.map_or(i64::MIN, Timestamp::as_millisecond);
    (from, of.until.map_or(i64::MAX, Timestamp::as_millisecond))
}

/// The columns of a passage's row, joined with its series.
pub(crate) struct PassageColumns {
    pub(crate) n: i64,
    pub(crate) device: [u8; 16],
    pub(crate) incarnation: [u8; 8],
    pub(crate) ticket: [u8; 16],
    pub(crate) event: String,
    pub(crate) scope: String,
    pub(crate) gate: String,
    pub(crate) at_ms: i64,
    pub(crate) double: bool,
    pub(crate) body: Option<String>,
}

impl PassageColumns {
    pub(crate) fn attended(self) -> Result<Attended> {
        let row: Option<TicketRow> = match self.body {
            None => None,
            Some(body) => {
                Some(serde_json::from_str(&body).map_err(StoreError::unreadable("ticket"))?)
            }
        };
        let (device, incarnation) = (DeviceId(self.device), Incarnation(self.incarnation));
        let key = RecordKey { device, incarnation, seq: place(self.n).1 };
        Ok(Attended {
            passage: Passage { key, at: instant(self.at_ms)?, gate: parsed(&self.gate)? },
            ticket: TicketId(self.ticket),
            event: parsed(&self.event)?,
            scope: parsed(&self.scope)?,
            double: self.double,
            row,
        })
    }
}

/// Sums of every event: its tickets, and what is kept of it over all scopes.
pub(crate) fn event_counts(sums: Vec<(String, [i64; 4])>) -> Result<Vec<EventCounts>> {
    let mut counts: std::collections::BTreeMap<String, [i64; 4]> = Default::default();
    for (event, more) in sums {
        let sums = counts.entry(event).or_default();
        sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
    }
    // An admission that was undone leaves a row of zeros, which says no more than no row.
    let told = counts.into_iter().filter(|(_, sums)| *sums != [0; 4]);
    told.map(|(event, [tickets, admitted, inside, doubles])| {
        Ok(EventCounts {
            event: parsed(&event)?,
            tickets: count(tickets)?,
            admitted: count(admitted)?,
            inside: count(inside)?,
            doubles: count(doubles)?,
        })
    })
    .collect()
}

/// Sums of one scope; `None` where there is nothing to tell.
pub(crate) fn scope_counts(
    event: &str,
    scope: &str,
    sums: [i64; 3],
) -> Result<Option<ScopeCounts>> {
    if scope == EVERYWHERE || sums == [0; 3] {
        return Ok(None);
    }
    let [admitted, inside, doubles] = sums;
    Ok(Some(ScopeCounts {
        event: parsed(event)?,
        scope: parsed(scope)?,
        admitted: count(admitted)?,
        inside: count(inside)?,
        doubles: count(doubles)?,
    }))
}

pub(crate) fn arrivals(quarter: i64, event: &str, gate: &str, sum: i64) -> Result<Arrivals> {
    let quarter = instant(quarter.saturating_mul(QUARTER_MS))?;
    Ok(Arrivals { quarter, event: parsed(event)?, gate: parsed(gate)?, count: count(sum)? })
}

pub(crate) fn aside(
    key: RecordKey,
    reason: &str,
    received_ms: i64,
    bytes: Vec<u8>,
) -> Result<Aside> {
    let text = String::from_utf8(bytes)
        .map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
    Ok(Aside { key, reason: writes::reason(reason), text, received: instant(received_ms)? })
}
