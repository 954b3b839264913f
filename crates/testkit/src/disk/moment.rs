//! Moments of a disk's life in which the power might have gone, and did not.
//!
//! What a program does is worth one power cut when the power really goes. Its disk can be looked at
//! as it would have been at many other moments of the same work, too: each is another disk, with
//! another part of what was not synced, and the program has to open that as well.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::Disk;
use super::state::{Noting, State};
use super::vfs::{self, held};
use crate::Chance;

/// A disk in the moment of one step: what was durable, and what was only written.
#[derive(Debug)]
pub struct Moment {
    folder: PathBuf,
    state: State,
}

impl Disk {
    /// From now on notes how it is at one in so many of its steps; 0 for none. Which they are
    /// follows from a seed, and noting them changes nothing about the disk.
    pub fn note_moments(&self, seed: u64, one_in: u64) {
        let noting = Noting { chance: Chance::new(seed), one_in, moments: Vec::new() };
        held(&self.state).noting = Some(noting);
    }

    /// The moments that were noted and not given yet, in order.
    #[must_use]
    pub fn moments(&self) -> Vec<Moment> {
        let mut state = held(&self.state);
        let noted = state.noting.as_mut().map(|noting| std::mem::take(&mut noting.moments));
        let with_folder = |state| Moment { folder: self.folder.clone(), state };
        noted.unwrap_or_default().into_iter().map(with_folder).collect()
    }
}

impl Moment {
    /// The disk as it would be had the power gone then and come back; with each seed another part
    /// of what was not synced is there. It has the same [`super::Fault`], and no trouble.
    #[must_use]
    pub fn cut(&self, seed: u64) -> Disk {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let folder = PathBuf::from(format!("/parvis-testkit/moment-{number}"));
        let (from, to) = (self.folder.to_string_lossy(), folder.to_string_lossy());
        let state = Arc::new(Mutex::new(self.state.as_after_cut(seed, &from, &to)));
        vfs::plug_in(folder.clone(), &state);
        Disk { folder, state }
    }
}
