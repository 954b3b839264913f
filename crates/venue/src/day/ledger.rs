//! What was promised, and who is really inside.

use std::collections::BTreeMap;

use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::verdict::VerdictName;

/// What the day has to keep.
#[derive(Default)]
pub(super) struct Ledger {
    /// Every record that somebody was answered for.
    pub(super) promised: BTreeMap<RecordKey, Sealed>,
    /// How many people are in the workshop, whatever any record says.
    in_workshop: i64,
    /// The most there ever were.
    pub(super) most_in_workshop: i64,
}

impl Ledger {
    /// Somebody was answered.
    pub(super) fn promise(&mut self, told: VerdictName, workshop: bool, records: Vec<Sealed>) {
        if workshop {
            match told {
                VerdictName::Admitted => self.in_workshop += 1,
                VerdictName::Left => self.in_workshop -= 1,
                _ => {}
            }
            self.most_in_workshop = self.most_in_workshop.max(self.in_workshop);
        }
        for sealed in records {
            self.promised.insert(sealed.record.key, sealed);
        }
    }

    /// A disk is gone, and with it what stood on it alone.
    pub(super) fn forget(&mut self, device: DeviceId, kept: &BTreeMap<Incarnation, u64>) {
        self.promised.retain(|key, _| {
            key.device != device || kept.get(&key.incarnation).is_some_and(|last| key.seq <= *last)
        });
    }

    /// Some admission, to be undone.
    pub(super) fn admission(&self, nth: usize) -> Option<(RecordKey, TicketId)> {
        let admissions = self.promised.values().filter_map(|sealed| match &sealed.record.fact {
            Fact::Scanned(scanned) if scanned.verdict == VerdictName::Admitted => {
                Some((sealed.record.key, scanned.ticket))
            }
            _ => None,
        });
        let admissions: Vec<_> = admissions.collect();
        admissions.get(nth.checked_rem(admissions.len())?).copied()
    }
}
