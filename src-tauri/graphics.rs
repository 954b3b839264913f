//! How the windows are painted: by the graphics card, or without one in plain memory.
//!
//! WebKit composes a page of layers. Where no card does that, it has one imitated, and a window then
//! takes half as much memory again and twice the time to its first picture.

use std::env;
use std::fs;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// WebKit's switch for painting without layers. It is read when WebKit is loaded.
const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Where Linux lists the cards that can paint.
const CARDS: &str = "/dev/dri";

/// Starts the program anew with the switch where there is no card, unless somebody has set it.
///
/// A program may not safely change its own environment once it has threads, and loading the windows'
/// libraries makes some; a new start may.
pub(crate) fn choose() {
    if env::var_os(SWITCH).is_some() || has_card(Path::new(CARDS)) {
        return;
    }
    let (Ok(error) | Err(error)) = env::current_exe().map(restart);
    tracing::warn!(%error, "painting with an imitated graphics card, which is slow");
}

/// Gives the reason when it could not; otherwise it does not come back.
fn restart(program: impl AsRef<Path>) -> io::Error {
    Command::new(program.as_ref()).args(env::args_os().skip(1)).env(SWITCH, "1").exec()
}

/// Whether there is a node for painting, as opposed to one that only shows.
fn has_card(folder: &Path) -> bool {
    let nodes = fs::read_dir(folder).into_iter().flatten().flatten();
    nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails that way")]

    use super::has_card;

    #[test]
    fn a_node_that_only_shows_is_no_card() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_card(&folder.path().join("nowhere")));
        std::fs::write(folder.path().join("card0"), "").unwrap();
        assert!(!has_card(folder.path()));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(has_card(folder.path()));
    }
}
