//! The names of files: they are as little durable as what is in the files.

use std::collections::{BTreeMap, BTreeSet};

use crate::Chance;

/// Which file; a name can be given to another one.
pub(super) type FileId = u64;

/// A folder.
#[derive(Debug, Default, Clone)]
pub(super) struct Names {
    now: BTreeMap<String, FileId>,
    durable: BTreeMap<String, FileId>,
    unsynced: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Add(String, FileId),
    Remove(String),
    Rename(String, String),
}

impl Names {
    pub(super) fn get(&self, name: &str) -> Option<FileId> {
        self.now.get(name).copied()
    }

    /// The same names in another folder, all of them durable.
    pub(super) fn twin(&self, from: &str, to: &str) -> Self {
        let now = self.moved(from, to).now;
        Self { durable: now.clone(), now, unsynced: Vec::new() }
    }

    /// The same names in another folder, no more durable than they are here.
    pub(super) fn moved(&self, from: &str, to: &str) -> Self {
        let moved = |name: &String| match name.strip_prefix(from) {
            Some(rest) => format!("{to}{rest}"),
            None => name.clone(),
        };
        let all = |names: &BTreeMap<String, FileId>| {
            names.iter().map(|(name, file)| (moved(name), *file)).collect()
        };
        let change = |change: &Change| match change {
            Change::Add(name, file) => Change::Add(moved(name), *file),
            Change::Remove(name) => Change::Remove(moved(name)),
            Change::Rename(old, name) => Change::Rename(moved(old), moved(name)),
        };
        let unsynced = self.unsynced.iter().map(change).collect();
        Self { now: all(&self.now), durable: all(&self.durable), unsynced }
    }

    /// Every name there is.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.now.keys().map(String::as_str)
    }

    /// Every file that has a name.
    pub(super) fn present(&self) -> impl Iterator<Item = FileId> {
        self.now.values().copied()
    }

    /// Every file that has a name, or would have one again after a power cut.
    pub(super) fn files(&self) -> BTreeSet<FileId> {
        self.now.values().chain(self.durable.values()).copied().collect()
    }

    pub(super) fn add(&mut self, name: &str, file: FileId) {
        self.change(Change::Add(name.to_owned(), file));
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.change(Change::Remove(name.to_owned()));
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) {
        self.change(Change::Rename(from.to_owned(), to.to_owned()));
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.unsynced.push(change);
    }

    pub(super) fn sync(&mut self) {
        self.durable.clone_from(&self.now);
        self.unsynced.clear();
    }

    /// The power goes: each change may have arrived or not. Those that did keep their order, as
    /// they do in the journal of a file system.
    pub(super) fn lose_power(&mut self, chance: &mut Chance) {
        for change in std::mem::take(&mut self.unsynced) {
            if chance.one_in(2) {
                change.apply(&mut self.durable);
            }
        }
        self.now.clone_from(&self.durable);
    }
}

impl Change {
    fn apply(&self, to: &mut BTreeMap<String, FileId>) {
        match self {
            Self::Add(name, file) => {
                to.insert(name.clone(), *file);
            }
            Self::Remove(name) => {
                to.remove(name);
            }
            Self::Rename(from, name) => {
                if let Some(file) = to.remove(from) {
                    to.insert(name.clone(), file);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_were_not_synced_may_be_the_old_ones() {
        let mut seen = BTreeSet::new();
        for seed in 0..50 {
            let mut names = Names::default();
            names.add("log", 1);
            names.sync();
            names.remove("log");
            names.add("log", 2);
            names.lose_power(&mut Chance::new(seed));
            seen.insert(names.get("log"));
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [None, Some(1), Some(2)]);
    }

    #[test]
    fn a_file_is_renamed_or_it_is_not() {
        let mut seen = BTreeSet::new();
        for seed in 0..50 {
            let mut names = Names::default();
            names.add("unborn", 1);
            names.sync();
            names.rename("unborn", "born");
            names.lose_power(&mut Chance::new(seed));
            seen.insert((names.get("unborn"), names.get("born")));
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [(None, Some(1)), (Some(1), None)]);
    }
}
