//! What forms need in which something is said for the boards: words by language, times by the clocks
//! of a place, and why it was not said.

use jiff::Timestamp;
use jiff::civil::DateTime;
use maud::{Markup, html};
use parvis_domain::id::VenueId;
use parvis_domain::programme::Programme;
use parvis_domain::programme::saying::{LATEST_MINUTES, Unsayable};
use parvis_domain::text::{Lang, Text};
use parvis_domain::zone::Zone;

use super::parts::{Sign, notice};
use super::posted::Fields;
use super::words::{LANGUAGES, Words};
use crate::service::SayError;

/// The longest text in a language, in characters: none of them has more than three bytes.
const LONGEST: &str = "300";

/// How fields for words are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A title.
    One,
    /// A few sentences.
    Several,
}

/// The languages of a place, or of all: those of the events there, or else the edition’s.
pub(super) fn languages(programme: &Programme, venue: Option<&VenueId>) -> Vec<Lang> {
    let there = programme.events.iter().filter(|e| venue.is_none() || e.venue.as_ref() == venue);
    let mut languages: Vec<Lang> = Vec::new();
    for lang in there.flat_map(|event| &event.languages) {
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    if languages.is_empty() {
        languages.clone_from(&programme.edition.languages);
    }
    if languages.is_empty() {
        languages.extend("en".parse());
    }
    languages
}

/// What a language is called by those who speak it, where the console knows.
pub(super) fn name(lang: &Lang) -> &str {
    let known = LANGUAGES.iter().find(|(tag, _)| *tag == lang.as_str());
    known.map_or(lang.as_str(), |(_, name)| name)
}

/// A field for each language, with what was filled in before.
pub(super) fn fields(legend: &str, languages: &[Lang], filled: &Text, lines: Lines) -> Markup {
    let words = |lang: &Lang| filled.filled().find(|(of, _)| *of == lang).map(|(_, words)| words);
    html! {
        fieldset {
            legend { (legend) }
            @for lang in languages {
                @let id = format!("text-{lang}");
                div .field {
                    label for=(id) lang=(lang) { (name(lang)) }
                    @match lines {
                        Lines::One => input id=(id) name=(id) lang=(lang) maxlength=(LONGEST) value=[words(lang)] autocomplete="off";,
                        Lines::Several => textarea id=(id) name=(id) lang=(lang) maxlength=(LONGEST) rows="3" { (words(lang).unwrap_or_default()) },
                    }
                }
            }
        }
    }
}

/// The words that were filled in, by language, without what is no part of a text.
pub(super) fn text(fields: &Fields) -> Text {
    let mut text = Text::default();
    for (lang, words) in fields.beginning("text-") {
        let words: String =
            words.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect();
        if let (Ok(lang), false) = (lang.parse::<Lang>(), words.trim().is_empty()) {
            text.insert(lang, words.trim());
        }
    }
    text
}

/// What a field for an instant says, by the clocks of a place.
pub(super) fn instant(zone: &Zone, field: &str) -> Option<Timestamp> {
    field.parse::<DateTime>().ok().map(|civil| zone.instant(civil))
}

/// An instant as such a field has it.
pub(super) fn written(zone: &Zone, at: Timestamp) -> String {
    zone.civil(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// What the person who filled a form in can mend; anything else is the hub's matter.
pub(super) fn mendable(words: &Words, error: &SayError) -> Option<Markup> {
    let told = match error {
        SayError::Store(_) => return None,
        SayError::Unsayable(Unsayable::Times) => {
            words.count("say-times", u64::from(LATEST_MINUTES / 60))
        }
        SayError::Unsayable(Unsayable::NoWords | Unsayable::TooManyWords) => words.say("say-words"),
        _ => words.say("say-gone"),
    };
    Some(notice(Sign::Bad, &told))
}
