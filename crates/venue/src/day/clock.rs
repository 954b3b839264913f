//! Time that passes when it is told to, and clocks that are wrong about it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use parvis_kiosk::clock::Clock;

/// The time it really is, in milliseconds since 1970.
#[derive(Debug, Clone)]
pub(super) struct Time(Arc<AtomicI64>);

impl Time {
    pub(super) fn new(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    pub(super) fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub(super) fn now(&self) -> Timestamp {
        instant(self.0.load(Ordering::SeqCst))
    }

    /// A clock that is right for now.
    pub(super) fn clock(&self) -> Wrong {
        let off_ms = Arc::new(AtomicI64::new(0));
        Wrong { time: self.clone(), off_ms, counts_by_itself: false }
    }
}

/// A clock that may be wrong.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    time: Time,
    off_ms: Arc<AtomicI64>,
    /// Planted: setting it changes how much time has passed.
    pub(super) counts_by_itself: bool,
}

impl Wrong {
    /// Sets it so far ahead of the right time.
    pub(super) fn set(&self, off_ms: i64) {
        self.off_ms.store(off_ms, Ordering::SeqCst);
    }
}

impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        instant(self.time.now().as_millisecond().saturating_add(self.off_ms.load(Ordering::SeqCst)))
    }

    fn passed(&self) -> SignedDuration {
        let counts = if self.counts_by_itself { self.now() } else { self.time.now() };
        SignedDuration::from_millis(counts.as_millisecond())
    }
}

fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX)
}
