//! The organisers' console: what it shows, what it refuses, and how it looks in a real browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests stop where something is wrong"
)]

mod announcements;
mod aside;
mod browser;
mod chromium;
mod day;
mod devices;
mod doubles;
mod exports;
mod files;
mod guard;
mod guessing;
mod pages;
mod screens;
mod shown;
mod signing;
mod stick;
mod stick_files;
mod visitor;
mod week;
