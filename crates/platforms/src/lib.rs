//! Other people's formats, turned into the things the domain speaks about.
//!
//! - [`roster_file`]: who may come in, from CSV and XLSX as organisers really have them, and
//!   [`roster_meaning`]: what its rows mean in a programme;
//! - [`programme_file`]: what takes place, from Parvis's own JSON, from a `schedule.json`
//!   ([`schedule_json`]) or from a calendar ([`icalendar`]);
//! - [`gates_file`]: where admission is decided, from TOML.
//!
//! A file is taken whole or not at all. Every error speaks to the person who made the file: which
//! file, which line, which column and cell, what was found there and what would be right. No error
//! repeats a ticket's code or more of a row than the one cell that is wrong.

pub mod gates_file;
pub mod icalendar;
pub mod programme_file;
pub mod roster_file;
pub mod roster_meaning;
pub mod schedule_json;

mod content;
mod programme_parts;
