//! `screens.toml`.

use std::io;
use std::path::{Path, PathBuf};

use parvis_domain::hours::Hours;
use serde::{Deserialize, Serialize};
use toml::Spanned;

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
# With `hours`, such as \"07:30-21:00\", a board is dark at other times: above all of this for every
# board, or for one alone. `[panel]` has commands that switch the panel itself: `off` and `on`.

";

/// What each screen shows, by the monitor's identity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Screens {
    /// The hours of every board that has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    panel: Option<Switch>,
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
    /// What commands know the monitor's output by, where that is another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    /// At which hours it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hours: Option<Spanned<Hours>>,
}

/// The commands of a machine that switch a panel. A shell runs them, with the name of its output in
/// `OUTPUT`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Switch {
    /// Switches it off.
    pub(crate) off: String,
    /// Switches it on.
    pub(crate) on: String,
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
    /// It has hours for a door.
    #[error("{}: line {line}: a door is never dark, so it has no hours", .file.display())]
    DoorHours {
        /// The file.
        file: PathBuf,
        /// Where they stand.
        line: usize,
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
        let screens: Self = match toml::from_str(&text) {
            Ok(screens) => screens,
            Err(source) => return Err(ScreensError::Wrong { file, source: Box::new(source) }),
        };
        match screens.hours_of_a_door() {
            Some(at) => {
                let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
                Err(ScreensError::DoorHours { file, line })
            }
            None => Ok(screens),
        }
    }

    /// Where the first hours stand that are a door's, counted in bytes.
    fn hours_of_a_door(&self) -> Option<usize> {
        let doors = self.screens.iter().filter(|entry| entry.shows == Screen::Door);
        doors.filter_map(|entry| entry.hours.as_ref()).map(|hours| hours.span().start).next()
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

    /// At which hours a monitor's board is on; `None` for always, as where nobody chose a board.
    pub(crate) fn hours(&self, monitor: &Identity) -> Option<Hours> {
        let entry = self.screens.iter().find(|entry| entry.monitor == *monitor)?;
        let own = entry.hours.as_ref().map(|hours| *hours.get_ref());
        own.or(self.hours).filter(|_| entry.shows != Screen::Door)
    }

    /// What commands know a monitor's output by.
    pub(crate) fn output(&self, monitor: &Identity) -> String {
        let entry = self.screens.iter().find(|entry| entry.monitor == *monitor);
        let named = entry.and_then(|entry| entry.output.clone());
        named.unwrap_or_else(|| monitor.to_string())
    }

    /// How panels are switched; `None` where nobody said how.
    pub(crate) fn switch(&self) -> Option<&Switch> {
        self.panel.as_ref()
    }

    /// Chooses for a monitor, which goes on hanging as it does, and being on at its hours: but for a
    /// door, which has none.
    pub(crate) fn choose(&mut self, monitor: Identity, shows: Screen) {
        match self.screens.iter_mut().find(|entry| entry.monitor == monitor) {
            Some(entry) => {
                entry.hours.take_if(|_| shows == Screen::Door);
                entry.shows = shows;
            }
            None => {
                let new =
                    Entry { monitor, shows, inches: None, metres: None, output: None, hours: None };
                self.screens.push(new);
            }
        }
    }

    /// Everything that was chosen, also for monitors that are not plugged in.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Identity, &Screen)> {
        self.screens.iter().map(|entry| (&entry.monitor, &entry.shows))
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

    fn read(text: &str) -> Result<Screens, ScreensError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), text).unwrap();
        Screens::read(folder.path())
    }

    #[test]
    fn boards_have_the_hours_of_the_file_or_their_own_and_keep_them_when_somebody_chooses() {
        let text = r#"
            hours = "07:30-21:00"

            [[screen]]
            monitor = "HDMI-1"
            shows = "door"

            [[screen]]
            monitor = "DP-1"
            shows = "lobby"

            [[screen]]
            monitor = "DP-2"
            shows = "week"
            hours = "18:00-02:00"
            output = "HDMI-A-2"

            [panel]
            off = 'wlopm --off "$OUTPUT"'
            on = 'wlopm --on "$OUTPUT"'
        "#;
        let mut screens = read(text).unwrap();
        let [door, one, two, none] = ["HDMI-1", "DP-1", "DP-2", "DP-3"].map(Identity::named);
        let hours = |screens: &Screens, of: &Identity| screens.hours(of).map(|on| on.to_string());
        assert_eq!(hours(&screens, &door), None, "a door is never dark");
        assert_eq!(hours(&screens, &one).as_deref(), Some("07:30-21:00"));
        assert_eq!(hours(&screens, &two).as_deref(), Some("18:00-02:00"));
        assert_eq!(hours(&screens, &none), None, "nobody chose a board");

        let folder = tempfile::tempdir().unwrap();
        screens.choose(two.clone(), "room:aula".parse().unwrap());
        screens.write(folder.path()).unwrap();
        let written = Screens::read(folder.path()).unwrap();
        assert_eq!(hours(&written, &two).as_deref(), Some("18:00-02:00"));
        assert_eq!(hours(&written, &one).as_deref(), Some("07:30-21:00"));
        assert_eq!([written.output(&one), written.output(&two)], ["DP-1", "HDMI-A-2"]);
        assert_eq!(written.switch(), screens.switch());
        assert_eq!(written.switch().unwrap().off, r#"wlopm --off "$OUTPUT""#);

        screens.choose(two.clone(), Screen::Door);
        screens.write(folder.path()).unwrap();
        let mut written = Screens::read(folder.path()).unwrap();
        assert_eq!(hours(&written, &two), None);
        written.choose(two.clone(), "week".parse().unwrap());
        assert_eq!(hours(&written, &two).as_deref(), Some("07:30-21:00"), "as all boards");
    }

    #[test]
    fn hours_that_are_none_or_a_doors_are_told_with_their_line() {
        let door = "[[screen]]\nmonitor = \"HDMI-1\"\nshows = \"door\"\nhours = \"07:30-21:00\"\n";
        let said = read(door).unwrap_err().to_string();
        assert!(said.ends_with("screens.toml: line 4: a door is never dark, so it has no hours"));
        let board = door.replace("door", "lobby");
        assert!(read(&board).is_ok());
        let said = read(&board.replace("21:00", "21h")).unwrap_err().to_string();
        assert!(said.contains("line 4, column 9"), "{said}");
        assert!(said.contains("“07:30-21h” is not from when until when, such as"), "{said}");
        let said = read("hours = 7\n").unwrap_err().to_string();
        assert!(said.contains("line 1, column 9"), "{said}");
        let said = read("[panel]\noff = \"a\"\n").unwrap_err().to_string();
        assert!(said.contains("line 1") && said.contains("missing field `on`"), "{said}");
    }
}
