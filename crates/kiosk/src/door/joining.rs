//! Staff make the kiosk one of a hub's devices, by its QR code or by what they type.

use super::Door;
use crate::hub::Invitation;
use crate::view::{Argument, Notice};

impl Door {
    /// Joins a hub with what somebody typed. Waits for the network.
    ///
    /// # Errors
    /// What the screen says about why it did not work.
    pub fn join_typed(&self, address: &str, code: &str) -> Result<Notice, Notice> {
        let invitation = Invitation::typed(address, code).map_err(|error| error.notice())?;
        self.join(&invitation)
    }

    /// Joins the hub of an invitation. Waits for the network.
    pub(super) fn join(&self, invitation: &Invitation) -> Result<Notice, Notice> {
        match self.kiosk.enrol(invitation) {
            Ok(enrolment) => {
                let hub = Argument::Words { value: enrolment.name };
                Ok(Notice::plain("hub-joined").with("hub", hub))
            }
            Err(reason) => {
                tracing::warn!(%reason, "this kiosk was not enrolled");
                Err(reason.notice(invitation))
            }
        }
    }
}
