//! Screens that are dark outside of their hours.

use jiff::{SignedDuration, Timestamp};
use parvis_domain::hours::Hours;
use parvis_domain::zone::Zone;

use super::{Board, BoardNow};
use crate::kiosk::{ClockStanding, Kiosk, Setup};
use crate::view::{self, BoardView};

/// How long a visitor who touches a dark screen has it.
const TOUCHED: SignedDuration = SignedDuration::from_mins(1);

/// By what a screen is lit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lighting {
    /// The hours at which it is on, by the clock of its venue; always where nobody chose any.
    pub hours: Option<Hours>,
    /// When a visitor touched it last, by [`Kiosk::time`].
    pub touched: Option<Timestamp>,
}

impl Lighting {
    /// Until when somebody who touched it has it; `None` where nobody did lately.
    fn touched_until(&self, now: Timestamp) -> Option<Timestamp> {
        let touched = self.touched?;
        let until = touched.checked_add(TOUCHED).ok()?;
        // A clock that was set since says nothing of when that was.
        (touched <= now && now < until).then_some(until)
    }
}

impl Kiosk {
    /// Until when a screen with this board is dark; `None` while it is lit. Whatever the hour, it is
    /// lit in an emergency, and where nobody knows how late it is.
    #[must_use]
    pub fn dark_until(&self, board: &Board, lighting: &Lighting) -> Option<Timestamp> {
        let (hours, now) = (lighting.hours?, self.time());
        let setup = self.setup();
        let zone = self.zone_of(&setup, board);
        if hours.are_on(zone, now) || lighting.touched_until(now).is_some() {
            return None;
        }
        let venue = self.venue_of(board);
        let is_emergency = venue.is_some_and(|venue| !setup.emergencies(&venue, now).is_empty());
        if is_emergency || self.clock_standing() == ClockStanding::Wrong {
            return None;
        }
        hours.next_change(zone, now)
    }

    /// A board, as it is now on a screen that is lit by this.
    #[must_use]
    pub fn board_lit(&self, board: &Board, lighting: &Lighting) -> BoardNow {
        let BoardNow { view, changes } = self.board(board);
        let Some(hours) = lighting.hours else { return BoardNow { view, changes } };
        let (setup, now) = (self.setup(), self.time());
        let turns = hours.next_change(self.zone_of(&setup, board), now);
        let soonest = [changes, turns, lighting.touched_until(now)];
        // What is on the page was drawn a moment before.
        let dark = self.dark_until(board, lighting).filter(|_| view.emergencies.is_empty());
        BoardNow {
            view: BoardView { dark_until: dark.map(view::millis), ..view },
            changes: soonest.into_iter().flatten().min(),
        }
    }

    /// The zone of a board's clock.
    fn zone_of<'s>(&self, setup: &'s Setup, board: &Board) -> &'s Zone {
        let programme = &setup.programme;
        let venue = self.venue_of(board).and_then(|venue| programme.venue(&venue));
        venue.map_or(&programme.edition.zone, |venue| &venue.zone)
    }
}
