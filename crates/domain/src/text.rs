//! Texts that exist in several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language tag after BCP 47, in lower case: `en`, `fr`, `pt`, `es`, `eu`, `pt-br`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(String);

/// A text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language tag such as “fr” or “pt-BR”")]
pub struct LangError(String);

impl Lang {
    /// The tag, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region: `pt` for `pt-br`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Self, LangError> {
        let tag = text.trim().replace('_', "-").to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|p| {
                (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if well_formed { Ok(Self(tag)) } else { Err(LangError(text.to_owned())) }
    }
}

impl TryFrom<String> for Lang {
    type Error = LangError;
    fn try_from(text: String) -> Result<Self, LangError> {
        text.parse()
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one or more languages, never mixed within one.
///
/// ```
/// use parvis_domain::text::Text;
/// let title: Text = serde_json::from_str(r#"{"fr": "Accueil", "en": "Welcome"}"#).unwrap();
/// let (lang, words) = title.pick(&["nl".parse().unwrap(), "fr".parse().unwrap()]).unwrap();
/// assert_eq!((lang.as_str(), words), ("fr", "Accueil"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// A text that exists in one language only.
    pub fn only(lang: Lang, words: impl Into<String>) -> Self {
        Self(BTreeMap::from([(lang, words.into())]))
    }

    /// Adds or replaces the words of one language.
    pub fn insert(&mut self, lang: Lang, words: impl Into<String>) {
        self.0.insert(lang, words.into());
    }

    /// Whether there are no words in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|words| words.trim().is_empty())
    }

    /// The words in the first wanted language there is, then English, then whatever there is;
    /// with the language they are in, so that the screen can say so. `None` when empty.
    #[must_use]
    pub fn pick(&self, wanted: &[Lang]) -> Option<(&Lang, &str)> {
        wanted
            .iter()
            .find_map(|lang| self.in_language(lang))
            .or_else(|| self.filled().find(|(lang, _)| lang.primary() == "en"))
            .or_else(|| self.filled().next())
    }

    /// Every language with words in it.
    pub fn filled(&self) -> impl Iterator<Item = (&Lang, &str)> {
        let filled = |(_, words): &(&Lang, &String)| !words.trim().is_empty();
        self.0.iter().filter(filled).map(|(lang, words)| (lang, words.as_str()))
    }

    fn in_language(&self, wanted: &Lang) -> Option<(&Lang, &str)> {
        self.filled()
            .find(|(lang, _)| *lang == wanted)
            .or_else(|| self.filled().find(|(lang, _)| lang.primary() == wanted.primary()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_lower_case_and_checked() {
        assert_eq!("pt_BR".parse::<Lang>().unwrap().as_str(), "pt-br");
        assert!("français".parse::<Lang>().is_err());
        assert!("".parse::<Lang>().is_err());
    }

    #[test]
    fn a_region_falls_back_to_its_language_and_an_empty_text_to_nothing() {
        let text = Text::only("pt".parse().unwrap(), "Bem-vinda");
        let brazilian = ["pt-br".parse().unwrap()];
        assert_eq!(text.pick(&brazilian).map(|(_, words)| words), Some("Bem-vinda"));
        assert_eq!(Text::only("pt".parse().unwrap(), " ").pick(&brazilian), None);
    }
}
