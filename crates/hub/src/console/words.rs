//! What the console says, in the language of whoever reads it.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use maud::{Markup, Render, html};
use parvis_domain::text::{Lang, Text};
pub(super) use parvis_texts::Filling;
use parvis_texts::{CONSOLE_SPOKEN, Texts};

/// The cookie that keeps the language somebody chose.
pub(super) const LANGUAGE_COOKIE: &str = "parvis_language";

/// The languages of the console with their own names for themselves.
pub(super) const LANGUAGES: [(&str, &str); 5] = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
];

/// The console's messages in one language.
#[derive(Clone)]
pub(super) struct Words {
    texts: Arc<Texts>,
    lang: &'static str,
    /// The same, for texts of the programme.
    wanted: [Lang; 1],
}

impl Words {
    /// In the language that a request asks for: the one chosen in its address, else the one chosen
    /// before, else the first of the browser's that is spoken here, else English.
    pub(super) fn of(texts: &Arc<Texts>, headers: &HeaderMap, query: Option<&str>) -> Option<Self> {
        let chosen = query.and_then(chosen).or_else(|| cookie(headers, LANGUAGE_COOKIE));
        let chosen = chosen.and_then(spoken);
        let lang = chosen.or_else(|| accepted(headers)).unwrap_or("en");
        Some(Self { texts: Arc::clone(texts), lang, wanted: [lang.parse().ok()?] })
    }

    /// The language's tag.
    pub(super) fn lang(&self) -> &'static str {
        self.lang
    }

    /// A message.
    pub(super) fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with what is filled in.
    pub(super) fn with(&self, id: &str, args: &[(&str, Filling<'_>)]) -> String {
        match self.texts.filled(self.lang, id, args) {
            Ok(words) => words.words,
            Err(error) => {
                // Better an odd word on the page than no page; a test finds these.
                tracing::error!(%error, "a message of the console is missing");
                id.to_owned()
            }
        }
    }

    /// A message about a number of things.
    pub(super) fn count(&self, id: &str, count: u64) -> String {
        self.with(id, &[("count", Filling::Count(count))])
    }

    /// A text of the programme, or what stands in for it.
    pub(super) fn pick<'t>(&self, text: &'t Text, instead: &'t str) -> Called<'t> {
        let Some((lang, text)) = text.pick(&self.wanted) else {
            return Called { text: instead, lang: None };
        };
        let other = lang.primary() != self.lang;
        Called { text, lang: other.then_some(lang.as_str()) }
    }
}

/// What something is called, in the page's language or, marked as such, in another.
pub(super) struct Called<'t> {
    pub(super) text: &'t str,
    lang: Option<&'t str>,
}

impl<'t> Called<'t> {
    /// By an id alone.
    pub(super) fn by_id(text: &'t str) -> Self {
        Self { text, lang: None }
    }
}

impl Render for Called<'_> {
    fn render(&self) -> Markup {
        match self.lang {
            // Read aloud in its own language.
            Some(lang) => html! { span lang=(lang) { (self.text) } },
            None => html! { (self.text) },
        }
    }
}

/// The language that an address asks for: `lang=fr`.
pub(super) fn chosen(query: &str) -> Option<&str> {
    query.split('&').find_map(|part| part.strip_prefix("lang="))
}

/// The tag of a language that is spoken here.
pub(super) fn spoken(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    CONSOLE_SPOKEN.into_iter().find(|spoken| spoken.eq_ignore_ascii_case(primary))
}

/// The first of a browser's languages, by its weights, that is spoken here.
fn accepted(headers: &HeaderMap) -> Option<&'static str> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut tags: Vec<(f32, &str)> = header.split(',').map(weighed).collect();
    tags.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    tags.into_iter().filter(|(weight, _)| *weight > 0.0).find_map(|(_, tag)| spoken(tag))
}

fn weighed(part: &str) -> (f32, &str) {
    let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
    let weight = parameters.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
    (weight.unwrap_or(1.0), tag.trim())
}

/// A cookie's value.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|c| c.split_once('='));
    pairs.find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests {
    use super::*;

    fn lang(query: Option<&str>, cookie: &str, accepted: &str) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse().unwrap());
        headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
        let texts = Arc::new(Texts::console().unwrap());
        Words::of(&texts, &headers, query).unwrap().lang()
    }

    #[test]
    fn the_language_is_the_chosen_one_or_the_browsers_or_english() {
        assert_eq!(lang(None, "", "de, fr-BE;q=0.8, en;q=0.9"), "en");
        assert_eq!(lang(None, "", "de, en;q=0.5, fr-BE;q=0.8"), "fr");
        assert_eq!(lang(None, "", "fr;q=0, *"), "en");
        assert_eq!(lang(None, "a=b; parvis_language=fr", "en"), "fr");
        assert_eq!(lang(Some("day=1&lang=en"), "parvis_language=fr", "fr"), "en");
        assert_eq!(lang(Some("lang=xx"), "", "fr"), "fr");
        assert_eq!(lang(None, "", "de, nl-BE;q=0.8, en;q=0.5"), "nl");
        assert_eq!(lang(Some("lang=es"), "parvis_language=pt", "en"), "es");
    }

    #[test]
    fn every_language_that_is_spoken_can_be_chosen() {
        assert_eq!(LANGUAGES.map(|(tag, _)| tag), CONSOLE_SPOKEN);
    }
}
