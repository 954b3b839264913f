//! What is in one file: what would survive a power cut, and what was written since.

use std::sync::Arc;

use crate::Chance;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// The bytes of one file. A clone costs little: bytes are copied where one of both changes them.
#[derive(Debug, Default, Clone)]
pub(super) struct Content {
    /// As whoever reads sees it.
    now: Arc<Vec<u8>>,
    /// As it was at the last sync.
    durable: Arc<Vec<u8>>,
    /// What was done since, in order.
    unsynced: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Arc<[u8]> },
    Resize(usize),
}

impl Content {
    /// The same bytes, all of them durable.
    pub(super) fn twin(&self) -> Self {
        Self { now: Arc::clone(&self.now), durable: Arc::clone(&self.now), unsynced: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.now.len()
    }

    /// Reads as much as there is; gives how much that was.
    pub(super) fn read(&self, at: usize, buffer: &mut [u8]) -> usize {
        let there = self.now.get(at..).unwrap_or_default();
        let length = there.len().min(buffer.len());
        buffer[..length].copy_from_slice(&there[..length]);
        length
    }

    pub(super) fn write(&mut self, at: usize, bytes: &[u8]) {
        self.change(Change::Write { at, bytes: bytes.into() });
    }

    pub(super) fn resize(&mut self, length: usize) {
        self.change(Change::Resize(length));
    }

    fn change(&mut self, change: Change) {
        change.apply(Arc::make_mut(&mut self.now), 0);
        self.unsynced.push(change);
    }

    pub(super) fn sync(&mut self) {
        for change in self.unsynced.drain(..) {
            change.apply(Arc::make_mut(&mut self.durable), 0);
        }
    }

    /// What a failed sync does: some of what was written arrived, and no later sync tries again,
    /// though it can still be read.
    pub(super) fn sync_in_vain(&mut self, chance: &mut Chance) {
        let changes = surviving(std::mem::take(&mut self.unsynced), chance);
        for change in changes {
            change.apply(Arc::make_mut(&mut self.durable), 0);
        }
    }

    /// The power goes: of what was not synced any part may have arrived, in any order.
    pub(super) fn lose_power(&mut self, chance: &mut Chance) {
        let changes = surviving(std::mem::take(&mut self.unsynced), chance);
        // Where a file grew and nothing was written yet, there may be anything.
        let garbage = if chance.one_in(2) { chance.any().to_le_bytes()[0] } else { 0 };
        for change in changes {
            change.apply(Arc::make_mut(&mut self.durable), garbage);
        }
        self.now = Arc::clone(&self.durable);
    }
}

/// Which changes, and which sectors of them, arrive.
fn surviving(changes: Vec<Change>, chance: &mut Chance) -> Vec<Change> {
    // From nothing over half to everything: each finds other faults.
    let arrives = [0, 1, 4, 7, 8][chance.place(5)];
    let mut parts: Vec<_> = changes.into_iter().flat_map(Change::sectors).collect();
    parts.retain(|_| chance.below(8) < arrives);
    if chance.one_in(2) {
        chance.shuffle(&mut parts);
    }
    parts
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>, filler: u8) {
        match self {
            Self::Resize(length) => to.resize(*length, filler),
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                if to.len() < end {
                    to.resize(end, filler);
                }
                to[*at..end].copy_from_slice(bytes);
            }
        }
    }

    /// Cuts a write where the sectors of the disk begin.
    fn sectors(self) -> Vec<Self> {
        let Self::Write { at: mut from, bytes } = self else { return vec![self] };
        let mut parts = Vec::new();
        let mut rest = &*bytes;
        while !rest.is_empty() {
            let length = (SECTOR - from % SECTOR).min(rest.len());
            let (part, others) = rest.split_at(length);
            parts.push(Self::Write { at: from, bytes: part.into() });
            (from, rest) = (from + length, others);
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_cut(seed: u64, content: &mut Content) -> Vec<u8> {
        content.lose_power(&mut Chance::new(seed));
        content.now.to_vec()
    }

    #[test]
    fn what_was_synced_stays_whatever_the_seed() {
        for seed in 0..50 {
            let mut content = Content::default();
            content.write(3, b"kept");
            content.sync();
            content.write(4_000, b"perhaps");
            assert_eq!(after_cut(seed, &mut content)[3..7], *b"kept");
        }
    }

    #[test]
    fn what_was_not_synced_is_torn_at_sectors_and_nowhere_else() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let mut content = Content::default();
            content.write(0, &[1; 1_536]);
            content.sync();
            content.write(256, &[2; 1_024]);
            let left = after_cut(seed, &mut content);
            let parts = [&left[256..512], &left[512..1_024], &left[1_024..1_280]];
            assert!(parts.iter().all(|part| part.iter().all(|byte| *byte == part[0])));
            seen.insert(parts.map(|part| part[0]));
        }
        assert_eq!(seen.len(), 8);
    }

    #[test]
    fn a_truncation_may_be_lost_and_a_failed_sync_is_not_made_good() {
        let lengths = |seed| {
            let mut content = Content::default();
            content.write(0, &[1; 100]);
            content.sync();
            content.resize(0);
            after_cut(seed, &mut content).len()
        };
        let lengths: std::collections::BTreeSet<_> = (0..50).map(lengths).collect();
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [0, 100]);
        let lost = (0..50).filter(|seed| {
            let mut content = Content::default();
            content.write(0, b"x");
            content.sync_in_vain(&mut Chance::new(*seed));
            content.sync();
            after_cut(0, &mut content).is_empty()
        });
        assert!(lost.count() > 10);
    }
}
