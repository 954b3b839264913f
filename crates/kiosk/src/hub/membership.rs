//! Whether a hub lets this kiosk check people in.

use parvis_protocol::statement::DeviceStanding;
use parvis_roster::{Reading, RosterError};

/// How this kiosk belongs to a hub, as its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// It belongs to none and works with lists of its own.
    Alone,
    /// It belongs to one whose lists have not come yet.
    Unfilled,
    /// It has a hub's lists.
    Filled,
    /// Its hub has taken it out of service.
    Revoked,
}

impl Membership {
    pub(crate) fn read(roster: &Reading<'_>) -> Result<Self, RosterError> {
        let Some(hub) = roster.hub()? else { return Ok(Self::Alone) };
        if hub.enrolment.statement.standing == DeviceStanding::Revoked {
            return Ok(Self::Revoked);
        }
        // A kiosk that changed its hub goes on with the lists it has until the new ones are there.
        let events = hub.enrolment.statement.events;
        let held = |event| roster.is_of_hub(event);
        let any = events.iter().map(held).collect::<Result<Vec<_>, _>>()?.contains(&true);
        Ok(if hub.bookmark.is_some() || any { Self::Filled } else { Self::Unfilled })
    }
}
