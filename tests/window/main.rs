//! The kiosk's real window, driven from outside: what a person in front of it would see.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::expect_used,
    reason = "tests stop where something is wrong"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod bad_programme;
mod board;
mod boards;
mod camera;
mod closed;
mod day;
mod dropping;
mod hours;
mod panels;
mod platform;
mod plugging;
mod programme;
mod reported;
mod staff;
mod two_screens;
mod venue_day;
mod verdicts;
