//! What a kiosk does, as use cases, without knowing what a window is.
//!
//! A [`kiosk::Kiosk`] is an open roster and a clock. [`admit`] decides about what somebody shows;
//! [`door`] and [`board`] are what its screens are told, in the plain data of [`view`]; [`say`] is what
//! is said of the day for the boards; [`screens`] is what they paint, as their pages say; [`staff`] is who may change how it stands; [`import`],
//! [`export`] and [`tickets`] are files in and out; [`demo`] is the demonstration event.

pub mod admit;
pub mod board;
pub mod clock;
pub mod demo;
pub mod door;
pub mod export;
pub mod hub;
pub mod import;
pub mod kiosk;
pub mod picture;
pub mod report;
pub mod say;
pub mod screens;
pub mod staff;
pub mod tickets;
pub mod view;
pub mod watch;
