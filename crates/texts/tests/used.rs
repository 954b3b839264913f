//! Every message is said somewhere: what no code names, nobody needs to translate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where messages are named, and what ends the names of the files that name them.
const PLACES: [(&str, &[&str]); 4] = [
    ("crates", &[".rs"]),
    ("src-tauri", &[".rs"]),
    ("ui/src", &[".ts", ".svelte"]),
    ("assets/demo", &[".toml"]),
];
/// What says a message without needing it: tests, and the kiosk that the UI is tried with.
const NO_USE: [&str; 5] = ["tests", "benches", "testing", "rehearsal", "rehearse.ts"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All that may name a message, in one text.
fn sources() -> String {
    let mut text = String::new();
    for (place, endings) in PLACES {
        let before = text.len();
        gather(&root().join(place), endings, &mut text);
        assert!(text.len() > before, "there is nothing in {place}");
    }
    text
}

fn gather(folder: &Path, endings: &[&str], text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if NO_USE.contains(&name.as_str()) || name.contains(".test.") {
            continue;
        }
        if path.is_dir() {
            gather(&path, endings, text);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// The ids of a file of messages.
fn ids(messages: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    messages.lines().filter(begins).filter_map(|line| Some(line.split_once('=')?.0.trim()))
}

/// The ids that stand in no source: not as they are, and not put together as `verdict-${…}` or
/// `verdict-{}` from a beginning and an end that do.
fn unused<'i>(ids: impl Iterator<Item = &'i str>, sources: &str) -> Vec<&'i str> {
    let quoted = |word: &str| {
        ['"', '\'', '`'].iter().any(|quote| sources.contains(&format!("{quote}{word}{quote}")))
    };
    let template = |beginning: &str| {
        sources.contains(&format!("`{beginning}-${{"))
            || sources.contains(&format!("\"{beginning}-{{"))
    };
    let put_together = |id: &str| {
        let parts = id.match_indices('-').map(|(at, dash)| (&id[..at], &id[at + dash.len()..]));
        let mut known = parts.filter(|(beginning, _)| template(beginning));
        known.any(|(_, end)| quoted(end) || quoted(&end.replace('-', "_")))
    };
    // `door-how` and `door-how-no-camera` come with a `-detail` each.
    let detail = |id: &str| id.strip_suffix("-detail").is_some_and(quoted);
    // `closed-revoked` has a title of its own: `${own}-title`.
    let owned = |id: &str| {
        id.rsplit_once('-').is_some_and(|(owner, ending)| {
            put_together(owner) && sources.contains(&format!("}}-{ending}`"))
        })
    };
    let said = |id: &str| quoted(id) || put_together(id) || detail(id) || owned(id);
    ids.filter(|id| !said(id)).collect()
}

#[test]
fn every_message_is_said_somewhere() {
    let english = fs::read_to_string(root().join("assets/locales/en.ftl")).unwrap();
    assert!(ids(&english).count() > 100);
    assert_eq!(unused(ids(&english), &sources()), [""; 0]);
    let console = fs::read_to_string(root().join("assets/locales/console/en.ftl")).unwrap();
    assert!(ids(&console).count() > 100);
    assert_eq!(unused(ids(&console), &sources()), [""; 0]);
}

#[test]
fn a_message_that_nobody_says_is_found() {
    let planted = ["hint-nobody-says", "verdict-nobody-says", "verdict-already-in", "door-how"];
    assert_eq!(unused(planted.into_iter(), &sources()), planted[..2]);
}
