//! What of the tests' stage the boards are measured on.
#![allow(dead_code, unused_imports, reason = "the tests use the rest")]

#[path = "../../tests/stage/day.rs"]
pub(crate) mod day;
#[path = "../../tests/stage/desktop.rs"]
pub(crate) mod desktop;
#[path = "../../tests/stage/venue_day/mod.rs"]
pub(crate) mod venue_day;
#[path = "../../tests/stage/venue_hub.rs"]
pub(crate) mod venue_hub;

/// How long anything may take before it counts as not coming.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
