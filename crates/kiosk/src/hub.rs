//! A kiosk and its hub: enrolling, staying in step, and what the screen says about it.

mod enrol;
mod line;
mod membership;
mod picturing;
mod reach;
mod refused;
mod revoked;
mod seats;
mod stick;
mod sticks;
mod sync_state;
mod syncing;
mod trouble;

pub use enrol::{EnrolError, Invitation, InvitationError};
pub use membership::Membership;
pub use revoked::RevokedError;
pub use stick::{StickError, StickPackage, StickRequest, StickTaken};
pub use sticks::Sticks;
pub use sync_state::SyncState;
pub use syncing::Syncing;
pub use trouble::SyncTrouble;

pub use parvis_sync::runner::Outcome;
