//! The central platform `parvis-hub`: what it keeps, and how.
//!
//! A hub takes what the devices recorded, keeps programme and rosters, and gives every device what
//! it shall hold. [`store`] is where all of that is kept: in an SQLite file of its own, or in a
//! PostgreSQL database that several hubs share.

pub mod administrators;
pub mod console;
pub mod control;
pub mod export;
pub mod guessing;
pub mod http;
pub mod import;
pub mod service;
pub mod stick;
pub mod store;
