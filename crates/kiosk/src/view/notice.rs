//! Messages by id, and the arguments they are filled with.

use std::collections::BTreeMap;

use parvis_domain::fact::RecordKey;
use parvis_domain::text::Text;
use serde::Serialize;
use ts_rs::TS;

/// A message for a person: the id of a Fluent message and what to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Notice {
    /// The id of a message in `assets/locales`.
    pub id: String,
    /// What to fill in, by name.
    pub args: BTreeMap<String, Argument>,
}

/// One thing to fill into a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Argument {
    /// Words that are the same in every language: a name, an address.
    Words {
        /// The words.
        value: String,
    },
    /// A text in several languages.
    Text {
        /// The text.
        value: TextView,
    },
    /// Several texts, to be listed.
    Texts {
        /// The texts.
        value: Vec<TextView>,
    },
    /// A number of things.
    Number {
        /// How many.
        value: u32,
    },
    /// Days, in order, such as `2023-11-16`: shown as weekday, day and month.
    Days {
        /// The days.
        value: Vec<String>,
    },
    /// An instant: shown as a time, with the day when it is not today.
    Time {
        /// Milliseconds since 1970, UTC.
        #[ts(type = "number")]
        value: i64,
        /// The IANA zone to show it in.
        zone: String,
    },
}

/// A text by language tag; the screen picks the visitor's, then the place's, then English, then
/// any, and marks it with the tag it took.
pub type TextView = BTreeMap<String, String>;

impl Notice {
    /// A message without arguments.
    #[must_use]
    pub fn plain(id: &str) -> Self {
        Self { id: id.to_owned(), args: BTreeMap::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, argument: Argument) -> Self {
        self.args.insert(name.to_owned(), argument);
        self
    }
}

/// A domain text as the screen takes it.
pub(crate) fn text(text: &Text) -> TextView {
    text.filled().map(|(lang, words)| (lang.to_string(), words.to_owned())).collect()
}

/// An instant as the screen takes it.
pub(crate) fn millis(at: jiff::Timestamp) -> i64 {
    at.as_millisecond()
}

/// A record by a name that a page can hand back, see [`record_named`].
pub(crate) fn record_name(RecordKey { device, incarnation, seq }: RecordKey) -> String {
    format!("{device}.{incarnation}.{seq}")
}

/// The record of such a name.
pub(crate) fn record_named(name: &str) -> Option<RecordKey> {
    let mut parts = name.split('.');
    let (device, incarnation) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let seq = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(RecordKey { device, incarnation, seq })
}
