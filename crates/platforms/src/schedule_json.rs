//! `schedule.json` as pretalx, frab and their kin write it.
//!
//! Format: <https://c3voc.de/schedule/schema.json> (v1). What is known of it:
//! - sessions are keyed by `guid`; a session that is repeated shares its `id` and `code`;
//! - rooms are keyed by name, and again on each day;
//! - breaks and cancelled talks are not in it; the alpha of v2 has a `state`, which is understood;
//! - fields that are not known are passed over.

mod reading;
mod shape;
mod values;

use parvis_domain::programme::Programme;

use crate::programme_file::{Note, ProgrammeFileFault, json_fault};

/// Reads a `schedule.json` as a programme of one event.
///
/// The event's id is the conference's acronym. Its days are those of the conference and of its
/// sessions; a day ends when `day_start` says so. The zone is `time_zone_name`, without which
/// nobody could say what a board should show.
///
/// # Errors
/// When it is no schedule, has no time zone, has two rooms of one name, or a session lacks an
/// id, a title, a start or an end after it.
pub fn read(text: &str) -> Result<(Programme, Vec<Note>), ProgrammeFileFault> {
    let file: shape::File = serde_json::from_str(text).map_err(|error| json_fault(&error))?;
    reading::programme(&file.schedule)
}
