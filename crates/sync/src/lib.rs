//! Keeps a kiosk in step with its hub.
//!
//! One way of working, whether or not there is a network: a [`round`] asks the hub how both stand,
//! [`plan`] says purely what is to be done, and the round does it in bounded batches, each durable
//! before it is acknowledged. [`runner`] makes rounds for ever: when something was recorded here,
//! when the hub hints at news, and now and then. [`http`] is the way there and, behind the feature
//! `router`, the hub's end of it. [`spool`] is where a snapshot waits until it was checked.
//! [`sealed`] is for what travels by USB stick or waits on a disk: files that one reader alone can
//! open; [`stick`] writes and reads those of a kiosk that sees no network.

pub mod http;
mod jitter;
pub mod plan;
pub mod round;
pub mod runner;
pub mod sealed;
pub mod spool;
pub mod stick;
