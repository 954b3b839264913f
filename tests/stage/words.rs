//! What the tests know from the files the program is made of: the words of each language, the
//! sample tickets, and who speaks what.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::plain;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// A message without arguments, in one of the languages.
pub(crate) fn words(language: &str, id: &str) -> String {
    let file = assets().join(format!("locales/{language}.ftl"));
    let messages = std::fs::read_to_string(&file).unwrap();
    let found = messages.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "));
    plain(found.unwrap_or_else(|| panic!("no {id} in {}", file.display())))
}

/// A ticket of the drawer “try a ticket”.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Sample {
    pub(crate) code: String,
    pub(crate) gate: String,
    pub(crate) verdict: String,
    pub(crate) person: String,
    /// The message that says what is special about it.
    pub(crate) about: String,
}

#[derive(Deserialize)]
struct Samples {
    sample: Vec<Sample>,
}

/// Every sample ticket, in its order.
pub(crate) fn samples() -> Vec<Sample> {
    let file = std::fs::read_to_string(assets().join("demo/samples.toml")).unwrap();
    toml::from_str::<Samples>(&file).unwrap().sample
}

/// The languages of the demonstration's attendees by the codes of their tickets; empty where the
/// roster does not say.
pub(crate) fn languages_of_attendees() -> BTreeMap<String, String> {
    let rosters = std::fs::read_dir(assets().join("demo")).unwrap().map(|entry| entry.unwrap());
    let rosters = rosters.filter(|e| e.file_name().to_string_lossy().starts_with("roster-"));
    let mut languages = BTreeMap::new();
    for roster in rosters {
        let text = std::fs::read_to_string(roster.path()).unwrap();
        // The code comes first and the language last, and neither has a comma in it.
        for line in text.lines().skip(1) {
            let (code, rest) = line.split_once(',').unwrap();
            let language = rest.rsplit(',').next().unwrap_or_default();
            languages.insert(code.to_owned(), language.trim().to_owned());
        }
    }
    languages
}

/// Codes of the demonstration that the main entrance admits, each once.
pub(crate) fn welcome_at_main() -> impl Iterator<Item = String> {
    let welcome = samples().into_iter().filter(|s| s.gate == "main" && s.verdict == "admitted");
    welcome.map(|sample| sample.code)
}
