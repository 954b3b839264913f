//! How far the reading of a file has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far the reading of a file has come. It can be kept and asked while rows are read, from
/// another thread too.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    pub(super) done: Arc<AtomicU64>,
    total: u64,
}

impl Progress {
    pub(super) fn of(total: u64) -> Self {
        Self { done: Arc::default(), total }
    }

    pub(super) fn set(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }

    /// How much has been read: bytes of a text file, rows of a sheet.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed).min(self.total)
    }

    /// How much there is, in the same unit.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How much has been read, between 0 and 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a bar on a screen needs no more")]
    pub fn share(&self) -> f64 {
        if self.total == 0 { 0.0 } else { self.done() as f64 / self.total as f64 }
    }
}
