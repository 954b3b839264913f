//! Gates from a TOML file, and the usual gate of an event that has no file.

use std::path::Path;

use parvis_domain::gate::Gate;
use parvis_domain::programme::{Event, Programme};

/// What is wrong with a file of gates, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct GatesFileError {
    /// The file's name, without its folders.
    pub file: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Reads the gates of a file and checks them against the programme they are for.
pub fn read_gates(
    path: impl AsRef<Path>,
    _programme: &Programme,
) -> Result<Vec<Gate>, GatesFileError> {
    let file = path.as_ref().display().to_string();
    Err(GatesFileError { file, message: "not built yet".to_owned() })
}

/// The gate of an event for which nobody wrote one: one door, single entry, every ticket of the
/// event. `None` for an event that is relayed or only online, which has no door.
#[must_use]
pub fn usual_gate(_programme: &Programme, _event: &Event) -> Option<Gate> {
    None
}
