//! The hub's own series: one of each opening, so that several hubs on one database each have one.

use jiff::Timestamp;
use parvis_domain::clock::{HybridClock, Stamp};
use parvis_domain::fact::Fact;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash};
use parvis_domain::series::{Head, Sealed};

use super::{Incoming, Result, StoreError, Taking};

/// Where this opening's series stands. After a transaction of which it is not known whether it was
/// committed it is given up for a new one: that leaves no gap and writes no number twice.
#[derive(Debug, Clone)]
pub(crate) struct OwnSeries {
    device: DeviceId,
    incarnation: Incarnation,
    head: Head,
    clock: HybridClock,
}

impl OwnSeries {
    /// A new series, which goes on from the hub's newest record, with a clock that goes on after
    /// the last stamps of the hub. `ends` are the last records of its series with their numbers.
    pub(crate) fn begin(
        device: DeviceId,
        incarnation: Incarnation,
        ends: Vec<(i64, Vec<u8>)>,
    ) -> Result<Self> {
        let mut stamp: Option<Stamp> = None;
        let mut newest: Option<(i64, RecordHash)> = None;
        for (cursor, bytes) in ends {
            let sealed = Sealed::read(bytes)?;
            stamp = stamp.max(Some(sealed.record.stamp));
            if newest.is_none_or(|(before, _)| cursor > before) {
                newest = Some((cursor, sealed.hash));
            }
        }
        let head = Head::new(device, incarnation, newest.map(|(_, hash)| hash));
        Ok(Self { device, incarnation, head, clock: HybridClock::after(stamp) })
    }

    /// The next record, as something to be taken. Its stamp comes after those that are known about
    /// the same ticket or session.
    pub(crate) fn next(
        &mut self,
        known: Vec<Stamp>,
        at: Timestamp,
        rehearsal: bool,
        fact: Fact,
    ) -> Result<(Taking, Sealed)> {
        let stamp = self.clock.tick_after(known, at);
        let sealed = self.head.next_stamped(stamp, at, rehearsal, fact)?;
        self.head.advance(&sealed)?;
        let text = String::from_utf8(sealed.bytes.clone())
            .map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
        let record = Some(sealed.record.clone());
        let taking = Taking {
            device: self.device,
            incarnation: self.incarnation,
            first: sealed.record.key.seq,
            records: vec![Incoming { text, hash: sealed.hash, record }],
            ahead_ms: 0,
            received: at,
            only_known_chain: false,
            events: None,
        };
        Ok((taking, sealed))
    }
}
