//! Words in the languages Parvis speaks.
//!
//! The messages stand in `assets/locales`, one Fluent file a language, and are compiled in. The
//! screens format the same files in the webview; here they are needed for what is printed.
//!
//! ```
//! let texts = parvis_texts::Texts::load()?;
//! assert_eq!(texts.words("fr", "verdict-admitted", &[])?.lang, "fr");
//! # Ok::<(), parvis_texts::TextError>(())
//! ```

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages, with their messages. English comes first: it stands in for what is missing.
const LOCALES: [(&str, &str); 5] = [
    ("en", include_str!("../../../assets/locales/en.ftl")),
    ("fr", include_str!("../../../assets/locales/fr.ftl")),
    ("es", include_str!("../../../assets/locales/es.ftl")),
    ("nl", include_str!("../../../assets/locales/nl.ftl")),
    ("pt", include_str!("../../../assets/locales/pt.ftl")),
];

/// The languages Parvis speaks, by tag, English first.
pub const SPOKEN: [&str; 5] = ["en", "fr", "es", "nl", "pt"];

/// What the organisers' console of a hub says. Apart from the kiosk's words, so that no kiosk's
/// screen has to load them.
const CONSOLE_LOCALES: [(&str, &str); 5] = [
    ("en", include_str!("../../../assets/locales/console/en.ftl")),
    ("fr", include_str!("../../../assets/locales/console/fr.ftl")),
    ("es", include_str!("../../../assets/locales/console/es.ftl")),
    ("nl", include_str!("../../../assets/locales/console/nl.ftl")),
    ("pt", include_str!("../../../assets/locales/console/pt.ftl")),
];

/// The languages that the console speaks, by tag, English first.
pub const CONSOLE_SPOKEN: [&str; 5] = ["en", "fr", "es", "nl", "pt"];

/// Why there are no words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A file of messages is not well formed.
    #[error("the messages of “{lang}” are damaged: {reason}")]
    Damaged {
        /// The language.
        lang: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// No language has such a message.
    #[error("there is no message “{0}”")]
    NoMessage(String),
    /// A message was not given what it needs.
    #[error("the message “{id}” cannot be filled in: {reason}")]
    NotFilled {
        /// The message.
        id: String,
        /// What is missing.
        reason: String,
    },
}

/// Every message in every language.
pub struct Texts {
    bundles: BTreeMap<&'static str, FluentBundle<FluentResource>>,
}

/// A sentence, and the language it came out in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language's tag: the one that was asked for, or English.
    pub lang: &'static str,
    /// The sentence.
    pub words: String,
}

/// What is filled into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling<'a> {
    /// Words.
    Text(&'a str),
    /// A number: “1 ticket”, “2 tickets”.
    Count(u64),
}

impl<'a> Filling<'a> {
    fn value(&self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::from(*text),
            Self::Count(count) => FluentValue::from(*count),
        }
    }
}

impl Texts {
    /// Reads the messages that are compiled in.
    pub fn load() -> Result<Self, TextError> {
        let bundles = LOCALES.iter().map(|(lang, source)| Ok((*lang, bundle(lang, source)?)));
        Ok(Self { bundles: bundles.collect::<Result<_, TextError>>()? })
    }

    /// Reads the messages of the organisers' console.
    pub fn console() -> Result<Self, TextError> {
        let locales = CONSOLE_LOCALES.iter();
        let bundles = locales.map(|(lang, source)| Ok((*lang, bundle(lang, source)?)));
        Ok(Self { bundles: bundles.collect::<Result<_, TextError>>()? })
    }

    /// A message in a language, or in English where that language does not have it.
    pub fn words(&self, lang: &str, id: &str, args: &[(&str, &str)]) -> Result<Words, TextError> {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, Filling::Text(text))).collect();
        self.filled(lang, id, &args)
    }

    /// As [`Texts::words`], with numbers that words can agree with.
    pub fn filled(
        &self,
        lang: &str,
        id: &str,
        args: &[(&str, Filling<'_>)],
    ) -> Result<Words, TextError> {
        let wanted = self.bundles.get_key_value(lang);
        let bundles = wanted.into_iter().chain(self.bundles.get_key_value("en"));
        let found = bundles.into_iter().find_map(|(lang, bundle)| {
            bundle.get_message(id)?.value().map(|pattern| (*lang, bundle, pattern))
        });
        let (lang, bundle, pattern) = found.ok_or_else(|| TextError::NoMessage(id.to_owned()))?;
        let args: FluentArgs<'_> =
            args.iter().map(|(name, filling)| (*name, filling.value())).collect();
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(Words { lang, words }),
            Some(error) => {
                Err(TextError::NotFilled { id: id.to_owned(), reason: error.to_string() })
            }
        }
    }
}

fn bundle(lang: &'static str, source: &str) -> Result<FluentBundle<FluentResource>, TextError> {
    let damaged = |reason: String| TextError::Damaged { lang, reason };
    let resource = FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| damaged(format!("{:?}", errors.first())))?;
    let tag: LanguageIdentifier = lang.parse().map_err(|_| damaged("not a tag".into()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks for mixed writing directions would be printed as boxes by simple printers.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).map_err(|errors| damaged(format!("{:?}", errors.first())))?;
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(source: &str) -> Vec<&str> {
        let starts = |line: &&str| line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
        let mut ids: Vec<_> = source
            .lines()
            .filter(starts)
            .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
            .collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn every_language_has_every_message() {
        let [(_, english), others @ ..] = LOCALES;
        assert!(ids(english).contains(&"verdict-admitted"));
        for (lang, source) in others {
            assert_eq!(ids(source), ids(english), "{lang}");
        }
        let [(_, english), others @ ..] = CONSOLE_LOCALES;
        assert!(ids(english).contains(&"overview"));
        for (lang, source) in others {
            assert_eq!(ids(source), ids(english), "{lang}");
        }
    }

    /// Else a line of a page may begin with a colon.
    #[test]
    fn the_consoles_french_has_a_narrow_no_break_space_before_the_signs_that_want_one() {
        let bare = |line: &str| {
            let signs: Vec<char> = line.chars().collect();
            let wants = |sign| matches!(sign, ':' | ';' | '!' | '?' | '»');
            signs.windows(2).any(|two| wants(two[1]) && two[0] != '\u{202f}')
        };
        assert!(bare("Révoquer ?") && bare("Révoquer\u{a0}?") && !bare("Révoquer\u{202f}?"));
        let (_, french) = CONSOLE_LOCALES[1];
        let lines = french.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.filter(|line| bare(line)).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn numbers_agree_with_their_words() {
        let texts = Texts::console().unwrap();
        let say = |lang, count| {
            texts.filled(lang, "ago-days", &[("count", Filling::Count(count))]).unwrap().words
        };
        assert_eq!((say("en", 1), say("en", 2)), ("1 day ago".into(), "2 days ago".into()));
        assert_eq!((say("fr", 0), say("fr", 2)), ("il y a 0 jour".into(), "il y a 2 jours".into()));
        assert_eq!((say("es", 1), say("es", 2)), ("hace 1 día".into(), "hace 2 días".into()));
        assert_eq!(
            (say("nl", 1), say("nl", 2)),
            ("1 dag geleden".into(), "2 dagen geleden".into())
        );
        assert_eq!((say("pt", 1), say("pt", 2)), ("há 1 dia".into(), "há 2 dias".into()));
        assert_eq!(CONSOLE_SPOKEN, CONSOLE_LOCALES.map(|(lang, _)| lang));
    }

    #[test]
    fn every_file_is_well_formed_and_spoken() {
        let texts = Texts::load().unwrap();
        for lang in SPOKEN {
            assert_eq!(texts.words(lang, "verdict-admitted", &[]).unwrap().lang, lang);
        }
    }

    #[test]
    fn an_unknown_language_gets_english_and_an_unknown_message_an_error() {
        let texts = Texts::load().unwrap();
        assert_eq!(texts.words("eu", "verdict-unpaid", &[]).unwrap().lang, "en");
        assert_eq!(texts.words("en", "nothing", &[]), Err(TextError::NoMessage("nothing".into())));
    }

    #[test]
    fn a_message_says_what_it_lacks() {
        let texts = Texts::load().unwrap();
        let lacking = texts.words("en", "advice-full", &[]);
        assert!(matches!(lacking, Err(TextError::NotFilled { .. })), "{lacking:?}");
    }
}
