//! Which screen of this machine shows what.
//!
//! It stands in `screens.toml` in the data folder, by each monitor's [`Identity`]. Somebody may write
//! the file, or choose at the machine behind the PIN, which writes it.

mod arrangement;
mod file;
mod identity;

use std::fmt;
use std::str::FromStr;

use parvis_kiosk::board::{Board, BoardNameError};
use serde::{Deserialize, Serialize};

pub(crate) use arrangement::{arrange, usual};
pub(crate) use file::{Screens, Switch};
pub(crate) use identity::{Identity, identities};

/// What a screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) enum Screen {
    /// Check-in at a gate.
    Door,
    /// One of the boards.
    Board(Board),
    /// Nothing at all: the floor that first paint and memory are measured against.
    Empty,
}

/// Why a word names nothing that a screen can show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a screen shows the door or a board, and {0}")]
pub(crate) struct ScreenNameError(#[from] BoardNameError);

impl FromStr for Screen {
    type Err = ScreenNameError;

    fn from_str(text: &str) -> Result<Self, ScreenNameError> {
        match text {
            "door" => Ok(Self::Door),
            "empty" => Ok(Self::Empty),
            board => Ok(Self::Board(board.parse()?)),
        }
    }
}

impl TryFrom<String> for Screen {
    type Error = ScreenNameError;

    fn try_from(text: String) -> Result<Self, ScreenNameError> {
        text.parse()
    }
}

impl From<Screen> for String {
    fn from(screen: Screen) -> Self {
        screen.to_string()
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Door => f.write_str("door"),
            Self::Board(board) => board.fmt(f),
            Self::Empty => f.write_str("empty"),
        }
    }
}
