//! What was promised, and who is really inside.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::verdict::{Verdict, VerdictName};

use crate::walks::{Walk, Walks};

/// What the day has to keep.
#[derive(Default)]
pub(super) struct Ledger {
    /// Every record that somebody was answered for.
    pub(super) promised: BTreeMap<RecordKey, Sealed>,
    /// Who walked through which door.
    pub(super) walks: Walks,
    /// Who is in the workshop, whatever any record says.
    in_workshop: BTreeSet<usize>,
    /// The most there ever were.
    pub(super) most_in_workshop: usize,
}

impl Ledger {
    /// Somebody was answered.
    pub(super) fn promise(&mut self, records: Vec<Sealed>) {
        for sealed in records {
            self.promised.insert(sealed.record.key, sealed);
        }
    }

    /// The screen told somebody something, and these records were made.
    pub(super) fn told(
        &mut self,
        ticket: TicketId,
        verdict: &Verdict,
        knew: BTreeSet<RecordKey>,
        records: &[Sealed],
    ) {
        let Some(scope) = verdict.scope().cloned() else { return };
        let of_ticket = |sealed: &&Sealed| sealed.record.fact.ticket() == Some(ticket);
        let made = records.iter().filter(of_ticket).map(|sealed| sealed.record.key).collect();
        self.walks.walked(ticket, Walk { made, knew, told: verdict.name(), scope });
    }

    /// Somebody came to the workshop's door, or stood inside and wanted out. Whoever is inside and
    /// is told nothing goes all the same.
    pub(super) fn at_workshop(&mut self, person: usize, told: Option<VerdictName>) {
        match told {
            Some(VerdictName::Admitted) => drop(self.in_workshop.insert(person)),
            Some(VerdictName::Left) | None => drop(self.in_workshop.remove(&person)),
            Some(_) => {}
        }
        self.most_in_workshop = self.most_in_workshop.max(self.in_workshop.len());
    }

    /// A disk is gone, and with it what stood on it alone.
    pub(super) fn forget(&mut self, device: DeviceId, kept: &BTreeMap<Incarnation, u64>) {
        self.promised.retain(|key, _| {
            key.device != device || kept.get(&key.incarnation).is_some_and(|last| key.seq <= *last)
        });
    }

    /// Some admission, to be undone; none of the workshop's, where the body would stay on its seat.
    pub(super) fn admission(&self, nth: usize) -> Option<(RecordKey, TicketId)> {
        let admissions = self.promised.values().filter_map(|sealed| match &sealed.record.fact {
            Fact::Scanned(scanned)
                if scanned.verdict == VerdictName::Admitted
                    && scanned.gate.as_str() != "workshop" =>
            {
                Some((sealed.record.key, scanned.ticket))
            }
            _ => None,
        });
        let admissions: Vec<_> = admissions.collect();
        admissions.get(nth.checked_rem(admissions.len())?).copied()
    }
}
