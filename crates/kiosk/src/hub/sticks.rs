//! Which USB sticks there are: what the system mounted where it mounts what people plug in.

use std::path::{Path, PathBuf};

/// Below these, desktops and udisks mount what is plugged in.
const PLUGGED_IN: [&str; 2] = ["/media", "/run/media"];

/// Where to look for sticks.
#[derive(Debug, Clone)]
pub struct Sticks {
    /// The system's list of mounts: `/proc/self/mountinfo`.
    mounts: PathBuf,
    /// A folder that counts as a stick whether or not it is mounted.
    always: Option<PathBuf>,
}

impl Sticks {
    /// What this machine mounts, and a folder that is always offered, for a machine that mounts
    /// sticks elsewhere.
    #[must_use]
    pub fn of_machine(always: Option<PathBuf>) -> Self {
        Self { mounts: PathBuf::from("/proc/self/mountinfo"), always }
    }

    /// The folders of the sticks that are there now; the one that is always offered comes first.
    #[must_use]
    pub fn there(&self) -> Vec<PathBuf> {
        let table = std::fs::read_to_string(&self.mounts).unwrap_or_else(|error| {
            tracing::warn!(%error, "what is mounted cannot be read");
            String::new()
        });
        let always = self.always.iter().filter(|folder| folder.is_dir()).cloned();
        let others = mounted(&table).filter(|folder| self.always.as_ref() != Some(folder));
        always.chain(others).collect()
    }
}

/// The mount points of a table in the form of proc_pid_mountinfo(5), as far as something is plugged
/// in there.
fn mounted(table: &str) -> impl Iterator<Item = PathBuf> + '_ {
    let points = table.lines().filter_map(|line| line.split(' ').nth(4));
    let points = points.map(|point| PathBuf::from(unescaped(point)));
    points.filter(|point| PLUGGED_IN.iter().any(|above| is_below(point, above)))
}

fn is_below(point: &Path, above: &str) -> bool {
    point.starts_with(above) && point != Path::new(above)
}

/// A blank, tab, line feed or backslash stands in the table as its number in base eight.
fn unescaped(point: &str) -> String {
    let signs = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    signs.iter().fold(point.to_owned(), |point, (written, sign)| point.replace(written, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plugged_in_is_a_stick() {
        let table = "\
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n\
            30 22 0:26 / /run/user/1000 rw shared:12 - tmpfs tmpfs rw\n\
            35 22 8:1 / /media/door/PARVIS rw,nosuid shared:20 - vfat /dev/sda1 rw\n\
            36 22 8:17 / /run/media/door/MY\\040STICK rw - exfat /dev/sdb1 rw\n";
        let found: Vec<_> = mounted(table).collect();
        let expected = ["/media/door/PARVIS", "/run/media/door/MY STICK"].map(PathBuf::from);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_folder_that_is_named_is_always_offered() {
        let folder = tempfile::tempdir().unwrap();
        let named = Sticks {
            mounts: folder.path().join("nothing"),
            always: Some(folder.path().to_owned()),
        };
        assert_eq!(named.there(), [folder.path()]);
        let gone = Sticks { always: Some(folder.path().join("gone")), ..named };
        assert!(gone.there().is_empty());
    }
}
