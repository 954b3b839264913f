//! Which picture of a folder is next. Pure: listings in, names out.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::ops::Bound::{Excluded, Unbounded};
use std::time::SystemTime;

/// What follows the last picture of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtEnd {
    /// The first one again.
    Repeat,
    /// The one shown last, until a new one appears.
    Stay,
    /// Nothing: the source has ended, until a new one appears.
    Stop,
}

/// How a change of a file shows without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Length in bytes.
    pub(super) bytes: u64,
    /// When it was last written, where the system tells.
    pub(super) modified: Option<SystemTime>,
}

#[derive(Debug)]
pub(super) struct Playlist {
    at_end: AtEnd,
    entries: BTreeMap<OsString, Entry>,
    current: Option<OsString>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    stamp: Stamp,
    state: State,
    /// Whether the file is as it was when it was last chosen.
    unchanged: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not shown since it appeared or changed.
    New,
    Shown,
    /// No picture, or not yet.
    Unreadable,
}

impl Playlist {
    pub(super) fn new(at_end: AtEnd) -> Self {
        Self { at_end, entries: BTreeMap::new(), current: None }
    }

    /// Takes in what the folder holds now.
    pub(super) fn update(&mut self, found: BTreeMap<OsString, Stamp>) {
        let before = std::mem::take(&mut self.entries);
        self.entries = found
            .into_iter()
            .map(|(name, stamp)| match before.get(&name) {
                Some(entry) if entry.stamp == stamp => (name, *entry),
                _ => (name, Entry { stamp, state: State::New, unchanged: false }),
            })
            .collect();
    }

    /// The picture to show next: the first new one by name, or what [`AtEnd`] says.
    pub(super) fn advance(&mut self) -> Option<OsString> {
        let next = self.first(State::New).or_else(|| self.after_the_last())?;
        let entry = self.entries.get_mut(&next)?;
        entry.unchanged = entry.state == State::Shown;
        entry.state = State::Shown;
        self.current = Some(next.clone());
        Some(next)
    }

    /// Notes that the file is no picture; it is passed over until it changes.
    pub(super) fn set_unreadable(&mut self, name: &OsStr) {
        if let Some(entry) = self.entries.get_mut(name) {
            entry.state = State::Unreadable;
        }
    }

    pub(super) fn has(&self, name: &OsStr) -> bool {
        self.entries.contains_key(name)
    }

    /// Whether the file that was just chosen is the same as when it was chosen before.
    pub(super) fn is_unchanged(&self, name: &OsStr) -> bool {
        self.entries.get(name).is_some_and(|entry| entry.unchanged)
    }

    fn first(&self, state: State) -> Option<OsString> {
        self.entries.iter().find(|(_, entry)| entry.state == state).map(|(name, _)| name.clone())
    }

    fn after_the_last(&self) -> Option<OsString> {
        let shown = |(name, entry): (&OsString, &Entry)| {
            (entry.state == State::Shown).then(|| name.clone())
        };
        let current = self.current.as_deref();
        match self.at_end {
            AtEnd::Stop => None,
            AtEnd::Repeat => {
                let after = current.map_or(Unbounded, Excluded);
                let later = self.entries.range::<OsStr, _>((after, Unbounded)).find_map(shown);
                later.or_else(|| self.entries.iter().find_map(shown))
            }
            AtEnd::Stay => {
                let here = current.and_then(|name| self.entries.get_key_value(name));
                here.and_then(shown).or_else(|| self.entries.iter().rev().find_map(shown))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A listing of `(name, length)`.
    fn files(files: &[(&str, u64)]) -> BTreeMap<OsString, Stamp> {
        let stamp = |bytes| Stamp { bytes, modified: None };
        files.iter().map(|&(name, bytes)| (name.into(), stamp(bytes))).collect()
    }

    fn next(playlist: &mut Playlist, count: usize) -> Vec<String> {
        (0..count)
            .map(|_| playlist.advance().map_or("-".into(), |n| n.to_string_lossy().into()))
            .collect()
    }

    #[test]
    fn pictures_follow_by_name_and_the_end_is_as_chosen() {
        let ends = [
            (AtEnd::Repeat, ["a", "b", "c", "a", "b"]),
            (AtEnd::Stay, ["a", "b", "c", "c", "c"]),
            (AtEnd::Stop, ["a", "b", "c", "-", "-"]),
        ];
        for (at_end, expected) in ends {
            let mut playlist = Playlist::new(at_end);
            playlist.update(files(&[("c", 1), ("a", 1), ("b", 1)]));
            assert_eq!(next(&mut playlist, 5), expected, "{at_end:?}");
        }
    }

    #[test]
    fn what_is_new_or_changed_comes_next() {
        let mut playlist = Playlist::new(AtEnd::Repeat);
        playlist.update(files(&[("b", 1), ("d", 1)]));
        assert_eq!(next(&mut playlist, 3), ["b", "d", "b"]);
        playlist.update(files(&[("a", 1), ("b", 1), ("d", 1)]));
        assert_eq!(next(&mut playlist, 2), ["a", "b"]);
        playlist.update(files(&[("a", 2), ("b", 1), ("d", 1)]));
        assert_eq!(next(&mut playlist, 3), ["a", "b", "d"]);
    }

    #[test]
    fn the_end_is_over_when_something_new_appears() {
        let mut playlist = Playlist::new(AtEnd::Stop);
        assert_eq!(next(&mut playlist, 1), ["-"]);
        playlist.update(files(&[("a", 1)]));
        assert_eq!(next(&mut playlist, 2), ["a", "-"]);
        playlist.update(files(&[("a", 1), ("b", 1)]));
        assert_eq!(next(&mut playlist, 2), ["b", "-"]);
    }

    #[test]
    fn what_cannot_be_read_is_passed_over_until_it_changes() {
        let mut playlist = Playlist::new(AtEnd::Repeat);
        playlist.update(files(&[("a", 1), ("b", 1)]));
        assert_eq!(next(&mut playlist, 1), ["a"]);
        playlist.set_unreadable("a".as_ref());
        assert_eq!(next(&mut playlist, 3), ["b", "b", "b"]);
        playlist.update(files(&[("a", 1), ("b", 1)]));
        assert_eq!(next(&mut playlist, 1), ["b"]);
        playlist.update(files(&[("a", 9), ("b", 1)]));
        assert_eq!(next(&mut playlist, 2), ["a", "b"]);
    }

    #[test]
    fn what_is_gone_is_not_shown() {
        let mut playlist = Playlist::new(AtEnd::Stay);
        playlist.update(files(&[("a", 1), ("b", 1)]));
        assert_eq!(next(&mut playlist, 3), ["a", "b", "b"]);
        playlist.update(files(&[("a", 1)]));
        assert_eq!(next(&mut playlist, 2), ["a", "a"]);
        playlist.update(files(&[]));
        assert_eq!(next(&mut playlist, 1), ["-"]);
    }

    #[test]
    fn a_picture_is_unchanged_from_its_second_time_on() {
        let mut playlist = Playlist::new(AtEnd::Stay);
        playlist.update(files(&[("a", 1)]));
        let mut seen = Vec::new();
        for length in [1, 1, 2, 2] {
            playlist.update(files(&[("a", length)]));
            playlist.advance();
            seen.push(playlist.is_unchanged("a".as_ref()));
        }
        assert_eq!(seen, [false, true, false, true]);
    }
}
