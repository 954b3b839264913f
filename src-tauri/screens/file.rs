//! `screens.toml`.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Identity, Screen};

/// The file's name in the data folder.
const FILE: &str = "screens.toml";

/// What is above the entries, for whoever opens the file.
const HEAD: &str = "\
# What each screen of this machine shows: door, lobby, lobby:VENUE, room:ROOM, week or online.
# `parvis screens` lists the screens that are plugged in, `parvis programme` venues and rooms.
# A screen that is not here shows nothing; where nothing else is shown, the first shows the door.

";

/// What each screen shows, by the monitor's identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Screens {
    #[serde(default, rename = "screen")]
    screens: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    monitor: Identity,
    shows: Screen,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ScreensError {
    /// It does not say what it should.
    #[error("{}: {source}", .file.display())]
    Wrong {
        /// The file.
        file: PathBuf,
        /// Where and what is wrong.
        source: Box<toml::de::Error>,
    },
    /// It cannot be read or written.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// It cannot be put into words.
    #[error("what the screens show cannot be written down")]
    Unwritten(#[from] toml::ser::Error),
}

impl Screens {
    /// What the folder's file says; nothing when there is none.
    pub(crate) fn read(folder: &Path) -> Result<Self, ScreensError> {
        let file = folder.join(FILE);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(ScreensError::Io { file, source }),
        };
        toml::from_str(&text)
            .map_err(|source| ScreensError::Wrong { file, source: Box::new(source) })
    }

    /// Writes the folder's file: under another name first, so that there is always a whole one.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), ScreensError> {
        let (file, unfinished) = (folder.join(FILE), folder.join(format!("{FILE}.unfinished")));
        let text = format!("{HEAD}{}", toml::to_string(self)?);
        std::fs::write(&unfinished, text)
            .and_then(|()| std::fs::rename(&unfinished, &file))
            .map_err(|source| ScreensError::Io { file, source })
    }

    /// What a monitor shows; `None` when nobody chose.
    pub(crate) fn of(&self, monitor: &Identity) -> Option<&Screen> {
        self.screens.iter().find(|entry| entry.monitor == *monitor).map(|entry| &entry.shows)
    }

    /// Chooses for a monitor.
    pub(crate) fn choose(&mut self, monitor: Identity, shows: Screen) {
        self.screens.retain(|entry| entry.monitor != monitor);
        self.screens.push(Entry { monitor, shows });
    }

    /// Everything that was chosen, also for monitors that are not plugged in.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Screen> {
        self.screens.iter().map(|entry| &entry.shows)
    }
}
