//! A kiosk that never sees a network: a request goes out by USB stick, a package comes back.

mod error;
mod request;
mod take;

pub use error::StickError;
pub use request::StickRequest;
pub use take::{StickPackage, StickTaken};
