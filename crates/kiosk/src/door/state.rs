//! Whether people can check in.

use parvis_domain::gate::Gate;
use parvis_roster::RosterError;

use super::{Door, locked};
use crate::hub::Membership;
use crate::view::{AnnouncementView, ClosedReason, DoorState};

impl Door {
    /// Whether people can check in.
    #[must_use]
    pub fn state(&self) -> DoorState {
        match self.may_decide().err().or(*locked(&self.unrecorded)) {
            Some(reason) => DoorState::Closed { reason },
            None => DoorState::Open,
        }
    }

    /// The gate to decide for; or why there is nothing to decide about, whatever the disk is like.
    pub(super) fn may_decide(&self) -> Result<Gate, ClosedReason> {
        if !self.emergencies().is_empty() {
            return Err(ClosedReason::Emergency);
        }
        match self.kiosk.setup().membership {
            Membership::Revoked => Err(ClosedReason::Revoked),
            Membership::Unfilled => Err(ClosedReason::Filling),
            Membership::Alone | Membership::Filled => self.gate().ok_or(ClosedReason::NoGate),
        }
    }

    /// The emergencies in the building that the gate opens.
    pub(super) fn emergencies(&self) -> Vec<AnnouncementView> {
        let venue = self.gate().and_then(|gate| gate.venue).or_else(|| self.kiosk.venue());
        let (setup, now) = (self.kiosk.setup(), self.kiosk.time());
        venue.map(|venue| setup.emergencies(&venue, now)).unwrap_or_default()
    }

    /// Tries to record nothing, durably: opens a closed door again once there is room. Gives
    /// `true` when the door's state has changed.
    pub fn try_to_open(&self) -> bool {
        let before = self.state();
        match self.kiosk.roster().probe() {
            Ok(()) => *locked(&self.unrecorded) = None,
            Err(error) => {
                self.close(&error);
            }
        }
        self.state() != before
    }

    pub(super) fn close(&self, error: &RosterError) -> ClosedReason {
        tracing::error!(%error, "the door is closed");
        let reason = match error {
            RosterError::DiskFull => ClosedReason::DiskFull,
            _ => ClosedReason::CannotRecord,
        };
        *locked(&self.unrecorded) = Some(reason);
        reason
    }
}
