//! `screens.toml`.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Identity, Screen};

/// The file's name in the data folder.
const FILE: &str = "screens.toml";

/// What is above the entries, for whoever opens the file.
const HEAD: &str = "\
# What each screen of this machine shows: door, lobby, lobby:VENUE, room:ROOM, week, online,
# programme or programme:VENUE.
# `parvis screens` lists the screens that are plugged in, `parvis programme` venues and rooms.
# With its diagonal in `inches` and from how many `metres` it is read, its board is set as large as
# that asks. A screen that is not here shows nothing; where nothing else is shown, the first shows the door.

";

/// What each screen shows, by the monitor's identity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Screens {
    #[serde(default, rename = "screen")]
    screens: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    monitor: Identity,
    shows: Screen,
    /// Its diagonal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inches: Option<f64>,
    /// From how far away it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metres: Option<f64>,
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

    /// A monitor's diagonal in inches and from how many metres it is read, where both are known.
    pub(crate) fn hangs(&self, monitor: &Identity) -> Option<(f64, f64)> {
        let entry = self.screens.iter().find(|entry| entry.monitor == *monitor)?;
        entry.inches.zip(entry.metres)
    }

    /// Chooses for a monitor, which goes on hanging as it does.
    pub(crate) fn choose(&mut self, monitor: Identity, shows: Screen) {
        match self.screens.iter_mut().find(|entry| entry.monitor == monitor) {
            Some(entry) => entry.shows = shows,
            None => self.screens.push(Entry { monitor, shows, inches: None, metres: None }),
        }
    }

    /// Everything that was chosen, also for monitors that are not plugged in.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Screen> {
        self.screens.iter().map(|entry| &entry.shows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_is_kept_and_what_is_wrong_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Screens::read(folder.path()).unwrap(), Screens::default());
        let one = Identity::named("HDMI-1");
        let write = |text: &str| std::fs::write(folder.path().join(FILE), text).unwrap();
        write("[[screen]]\nmonitor = \"HDMI-1\"\nshows = \"lobby\"\ninches = 55.0\nmetres = 5.0\n");
        let mut screens = Screens::read(folder.path()).unwrap();
        assert_eq!(screens.hangs(&one), Some((55.0, 5.0)));
        screens.choose(one.clone(), Screen::Door);
        screens.choose(Identity::named("DP-1"), "room:aula".parse().unwrap());
        screens.write(folder.path()).unwrap();
        let read = Screens::read(folder.path()).unwrap();
        assert_eq!(read, screens);
        assert_eq!((read.of(&one), read.hangs(&one)), (Some(&Screen::Door), Some((55.0, 5.0))));

        write("[[screen]]\nmonitor = \"HDMI-1\"\nshows = \"hall\"\n");
        let said = Screens::read(folder.path()).unwrap_err().to_string();
        assert!(said.contains("line 3") && said.contains("“hall” is not a board"), "{said}");
    }
}
