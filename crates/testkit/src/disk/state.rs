//! A disk as a whole: its files, its power, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Weak;

use super::content::Content;
use super::locks::{Levels, Shared};
use super::names::{FileId, Names};
use super::{Fault, Trouble};
use crate::Chance;

/// Why something could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// The power is gone, or the file was opened before it went.
    Power,
    /// The disk failed for once.
    Unlucky,
    Full,
    Absent,
}

pub(super) type Outcome<T> = Result<T, Failure>;

/// Moments that are noted, by a chance of their own: noting them changes nothing else.
#[derive(Debug)]
pub(super) struct Noting {
    pub(super) chance: Chance,
    /// One in so many steps is noted.
    pub(super) one_in: u64,
    pub(super) moments: Vec<State>,
}

impl Noting {
    fn is_due(&mut self) -> bool {
        self.chance.one_in(self.one_in)
    }
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) chance: Chance,
    pub(super) names: Names,
    pub(super) fault: Fault,
    pub(super) trouble: Trouble,
    /// How often the power has gone: what was opened before is dead.
    pub(super) cuts: u64,
    pub(super) has_power: bool,
    /// Everything done so far that changes something or makes it last.
    pub(super) steps: u64,
    /// The step that is the last one.
    pub(super) cut_at: Option<u64>,
    /// Which steps are noted as moments, see [`super::Disk::note_moments`].
    pub(super) noting: Option<Noting>,
    /// Names of locks that are held, see [`super::Disk::hold`].
    pub(super) held: BTreeSet<String>,
    pub(super) levels: BTreeMap<FileId, Levels>,
    pub(super) shared: BTreeMap<FileId, Weak<Shared>>,
    /// Those files that are write-ahead logs.
    pub(super) logs: BTreeSet<FileId>,
    files: BTreeMap<FileId, Content>,
    next: FileId,
    /// Logs whose sync was answered and not done, see [`Fault::LogLate`].
    owed: BTreeSet<FileId>,
}

impl State {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            names: Names::default(),
            fault: Fault::None,
            trouble: Trouble::default(),
            cuts: 0,
            has_power: true,
            steps: 0,
            cut_at: None,
            noting: None,
            held: BTreeSet::new(),
            levels: BTreeMap::new(),
            shared: BTreeMap::new(),
            logs: BTreeSet::new(),
            files: BTreeMap::new(),
            next: 1,
            owed: BTreeSet::new(),
        }
    }

    /// Another disk with the same files in its folder, as whoever reads them sees them.
    pub(super) fn twin(&self, seed: u64, from: &str, to: &str) -> Self {
        let named = self.names.present().collect::<BTreeSet<_>>();
        let files = self.files.iter().filter(|(file, _)| named.contains(file));
        Self {
            names: self.names.twin(from, to),
            logs: self.logs.clone(),
            files: files.map(|(file, content)| (*file, content.twin())).collect(),
            next: self.next,
            ..Self::new(seed)
        }
    }

    /// Another disk that is as this one would be had the power gone now.
    pub(super) fn as_after_cut(&self, seed: u64, from: &str, to: &str) -> Self {
        let mut other = Self {
            names: self.names.moved(from, to),
            fault: self.fault,
            logs: self.logs.clone(),
            files: self.files.clone(),
            next: self.next,
            ..Self::new(seed)
        };
        other.cut();
        other.has_power = true;
        other
    }

    pub(super) fn powered(&self) -> Outcome<()> {
        if self.has_power { Ok(()) } else { Err(Failure::Power) }
    }

    /// The power goes: what was not synced is lost in part, and nobody holds anything.
    pub(super) fn cut(&mut self) {
        self.has_power = false;
        self.cuts += 1;
        self.cut_at = None;
        self.names.lose_power(&mut self.chance);
        let named = self.names.files();
        self.files.retain(|file, _| named.contains(file));
        for content in self.files.values_mut() {
            content.lose_power(&mut self.chance);
        }
        self.held.clear();
        self.levels.clear();
        self.shared.clear();
        self.owed.clear();
    }

    /// Counts a step that was just taken; the power may go with it.
    fn step(&mut self) -> Outcome<()> {
        self.steps += 1;
        if self.noting.as_mut().is_some_and(Noting::is_due) {
            let moment = self.moment();
            if let Some(noting) = &mut self.noting {
                noting.moments.push(moment);
            }
        }
        if self.cut_at.is_some_and(|last| self.steps >= last) {
            self.cut();
        }
        self.powered()
    }

    /// What [`Self::as_after_cut`] has to know of this moment.
    fn moment(&self) -> Self {
        Self {
            names: self.names.clone(),
            fault: self.fault,
            logs: self.logs.clone(),
            files: self.files.clone(),
            next: self.next,
            ..Self::new(0)
        }
    }

    /// A new file, with a name or without.
    pub(super) fn add(&mut self, name: Option<&str>) -> Outcome<FileId> {
        self.powered()?;
        let file = self.next;
        self.next += 1;
        self.files.insert(file, Content::default());
        if let Some(name) = name {
            self.names.add(name, file);
            self.step()?;
        }
        Ok(file)
    }

    pub(super) fn remove(&mut self, name: &str) -> Outcome<()> {
        self.powered()?;
        self.names.get(name).ok_or(Failure::Absent)?;
        self.names.remove(name);
        self.step()
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Outcome<()> {
        self.powered()?;
        self.names.get(from).ok_or(Failure::Absent)?;
        self.names.rename(from, to);
        self.step()
    }

    fn content(&mut self, file: FileId) -> Outcome<&mut Content> {
        self.files.get_mut(&file).ok_or(Failure::Absent)
    }

    pub(super) fn length(&mut self, file: FileId) -> Outcome<usize> {
        self.powered()?;
        Ok(self.content(file)?.len())
    }

    /// Something is to be read: it may not come.
    pub(super) fn luck_in_reading(&mut self) -> Outcome<()> {
        self.powered()?;
        let unlucky = self.chance.one_in(self.trouble.failing_reads);
        if unlucky { Err(Failure::Unlucky) } else { Ok(()) }
    }

    pub(super) fn read(&mut self, file: FileId, at: usize, buffer: &mut [u8]) -> Outcome<usize> {
        self.luck_in_reading()?;
        Ok(self.content(file)?.read(at, buffer))
    }

    pub(super) fn write(&mut self, file: FileId, at: usize, bytes: &[u8]) -> Outcome<()> {
        self.powered()?;
        if !self.is_log(file) {
            self.pay_what_is_owed();
        }
        let growth = (at + bytes.len()).saturating_sub(self.content(file)?.len());
        let lacking = growth.saturating_sub(self.room());
        // As much as there is room for is written all the same.
        let fitting = bytes.len().saturating_sub(lacking);
        self.content(file)?.write(at, &bytes[..fitting]);
        self.step()?;
        if lacking > 0 { Err(Failure::Full) } else { Ok(()) }
    }

    /// How many bytes files may still grow by.
    fn room(&self) -> usize {
        let Some(size) = self.trouble.size else { return usize::MAX };
        size.saturating_sub(self.used())
    }

    /// How many bytes are in files that have a name.
    pub(super) fn used(&self) -> usize {
        self.names.present().filter_map(|file| self.files.get(&file)).map(Content::len).sum()
    }

    pub(super) fn truncate(&mut self, file: FileId, length: usize) -> Outcome<()> {
        self.powered()?;
        self.content(file)?.resize(length);
        self.step()
    }

    /// Makes a file last, or does what the fault does instead. The step is counted first: with it
    /// the power may go before anything was made to last.
    pub(super) fn sync(&mut self, file: FileId) -> Outcome<()> {
        self.powered()?;
        self.step()?;
        if self.chance.one_in(self.trouble.failing_syncs) {
            let mut chance = self.chance.clone();
            self.content(file)?.sync_in_vain(&mut chance);
            self.chance = chance;
            return Err(Failure::Unlucky);
        }
        let log = self.is_log(file);
        match self.fault {
            Fault::LogLate if log => drop(self.owed.insert(file)),
            Fault::LogNever if log => {}
            Fault::FileNever if !log => {}
            Fault::NothingEver => {}
            _ => self.content(file)?.sync(),
        }
        Ok(())
    }

    pub(super) fn sync_names(&mut self) -> Outcome<()> {
        self.powered()?;
        self.step()?;
        if self.fault != Fault::NothingEver {
            self.names.sync();
        }
        Ok(())
    }

    fn pay_what_is_owed(&mut self) {
        for file in std::mem::take(&mut self.owed) {
            if let Some(content) = self.files.get_mut(&file) {
                content.sync();
            }
        }
    }

    fn is_log(&self, file: FileId) -> bool {
        self.logs.contains(&file)
    }
}
