//! What admissions are counted for: a place, and a part of its time.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{GateId, IdError, SessionId};

/// What is behind one or more gates: the place that admissions are counted for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Area(String);

/// What admissions are counted over: an area, on a day or for a session.
///
/// It is written `hall`, `hall/day/2023-11-16` or `hall/session/opening`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope {
    /// The place.
    pub area: Area,
    /// The part of its time.
    pub part: Part,
}

/// The part of an area's time that admissions are counted over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// One day of the event.
    Day(Date),
    /// One session.
    Session(SessionId),
}

/// A text that is not an [`Area`] or a [`Scope`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// Not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Areas are parted from days and sessions by a slash, so they hold none.
    #[error("the area “{0}” holds a “/”")]
    Slash(String),
    /// What follows the area is neither a day nor a session.
    #[error("“{0}” is neither “day/2023-11-16” nor “session/…”")]
    Part(String),
}

impl Area {
    /// Takes a text without a slash as an area.
    pub fn new(text: &str) -> Result<Self, ScopeError> {
        let id = GateId::new(text)?;
        if text.contains('/') {
            return Err(ScopeError::Slash(text.to_owned()));
        }
        Ok(Self(id.into()))
    }

    /// The area as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Area {
    type Error = ScopeError;
    fn try_from(text: String) -> Result<Self, ScopeError> {
        Self::new(&text)
    }
}

impl From<Area> for String {
    fn from(area: Area) -> String {
        area.0
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.area.0)?;
        match &self.part {
            Part::Whole => Ok(()),
            Part::Day(day) => write!(f, "/day/{day}"),
            Part::Session(session) => write!(f, "/session/{session}"),
        }
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, ScopeError> {
        let (area, rest) = text.split_once('/').map_or((text, None), |(a, r)| (a, Some(r)));
        let wrong = || ScopeError::Part(rest.unwrap_or_default().to_owned());
        let part = match rest.map(|rest| rest.split_once('/')) {
            None => Part::Whole,
            Some(Some(("day", day))) => Part::Day(day.parse().map_err(|_| wrong())?),
            Some(Some(("session", session))) => Part::Session(session.parse()?),
            Some(_) => return Err(wrong()),
        };
        Ok(Self { area: Area::new(area)?, part })
    }
}

impl TryFrom<String> for Scope {
    type Error = ScopeError;
    fn try_from(text: String) -> Result<Self, ScopeError> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> String {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_what_it_writes() {
        for text in ["hall", "hall/day/2023-11-16", "hall/session/a/b@c"] {
            assert_eq!(text.parse::<Scope>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_scope_says_so() {
        assert!("hall/day/soon".parse::<Scope>().is_err());
        assert!("hall/2023-11-16".parse::<Scope>().is_err());
        assert!("/day/2023-11-16".parse::<Scope>().is_err());
    }
}
