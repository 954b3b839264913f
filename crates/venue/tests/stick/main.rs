//! Kiosks that never see a network, and a hub, by USB stick: the real roster, the real store, and
//! files in a folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where something is wrong"
)]

mod console;
mod damage;
mod hub;
mod kiosk;
mod life;
mod revoked;
mod strangers;
