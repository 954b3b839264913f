//! A kiosk and its hub: enrolling, staying in step, and what the screen says about it.

mod enrol;
mod line;
mod revoked;
mod seats;
mod stick;
mod syncing;

pub use enrol::{EnrolError, Invitation, InvitationError};
pub use revoked::RevokedError;
pub use stick::{StickError, StickPackage, StickRequest, StickTaken};
pub use syncing::{SyncState, Syncing};

pub use parvis_sync::runner::Outcome;
