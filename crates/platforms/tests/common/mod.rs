//! What the tests of files share.
#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

use std::path::PathBuf;

use parvis_platforms::roster_file::{RosterFile, RosterFileError, RosterRow};
use tempfile::TempDir;

/// A file of this name and content, gone with the folder.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

/// All rows of a roster, or the first thing that is wrong with it.
pub fn read(name: &str, content: impl AsRef<[u8]>) -> Result<Vec<RosterRow>, RosterFileError> {
    let (_folder, path) = file(name, content);
    let mut roster = RosterFile::open(path)?;
    roster.rows().collect()
}

/// What is wrong with a roster, in words.
pub fn wrong(name: &str, content: impl AsRef<[u8]>) -> String {
    match read(name, content) {
        Ok(rows) => format!("taken, with {} rows", rows.len()),
        Err(error) => error.to_string(),
    }
}

/// A row in one line: code, names and whatever else it has.
pub fn told(row: &RosterRow) -> String {
    let mut told =
        format!("{} {} | {} | {}", row.place, row.code.as_str(), row.first_name, row.last_name);
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            told.push_str(&format!(" | {name} {value}"));
        }
    };
    add("event", row.event.clone().unwrap_or_default());
    add("type", row.kind.clone());
    add("days", row.days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    add("sessions", row.sessions.join(" + "));
    add("status", format!("{:?}", row.status));
    add("order", row.order.clone());
    add("from", row.valid_from.map(|when| format!("{when:?}")).unwrap_or_default());
    add("until", row.valid_until.map(|when| format!("{when:?}")).unwrap_or_default());
    add("organisation", row.organisation.clone());
    add("category", row.category.clone());
    add("language", row.language.as_ref().map(ToString::to_string).unwrap_or_default());
    told
}

/// Rows in as many lines.
pub fn all_told(rows: &[RosterRow]) -> String {
    rows.iter().map(told).collect::<Vec<_>>().join("\n")
}
