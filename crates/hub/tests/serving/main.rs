//! The hub as others reach it over the network: limits, figures, and the program itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop where something is wrong"
)]

mod console;
mod device;
mod figures;
mod limits;
mod program;
mod raw;
mod served;
mod streams;
