//! What tests stand on instead of the real world. For development only: no part of Parvis that is
//! installed depends on this crate.
//!
//! Everything in here that happens by chance happens by a [`Chance`] with a seed, so that a
//! failure can be seen again: the same seed, the same failure.

mod chance;
pub mod disk;
pub mod many;
mod mutation;
#[cfg(unix)]
pub mod postgres;

pub use chance::Chance;
pub use mutation::mutated;
