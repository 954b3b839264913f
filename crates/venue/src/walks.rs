//! Who really walked through which door, in the order in which it happened: what any clock read
//! does not matter here.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::fact::RecordKey;
use parvis_domain::gate::{Area, Scope};
use parvis_domain::id::TicketId;
use parvis_domain::standing::Standing;
use parvis_domain::verdict::VerdictName;

/// The walks of a day.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    of: BTreeMap<TicketId, Vec<Walk>>,
    unsure: BTreeSet<TicketId>,
}

/// Somebody was told to come in, or went out.
#[derive(Debug)]
pub(crate) struct Walk {
    /// What was recorded of it.
    pub(crate) made: BTreeSet<RecordKey>,
    /// What the kiosk knew of the ticket before.
    pub(crate) knew: BTreeSet<RecordKey>,
    /// What they were told.
    pub(crate) told: VerdictName,
    /// What of.
    pub(crate) scope: Scope,
}

impl Walks {
    /// Somebody walked.
    pub(crate) fn walked(&mut self, ticket: TicketId, walk: Walk) {
        self.of.entry(ticket).or_default().push(walk);
    }

    /// Nobody can say any more where this ticket should stand: something was undone, or it was
    /// shown and nothing was answered.
    pub(crate) fn unsure(&mut self, ticket: TicketId) {
        self.unsure.insert(ticket);
    }

    /// Compares where a ticket stands with where its holder is, as far as that follows: each kiosk
    /// knew of every walk before. Then no clock is an excuse. `held` are the records that it was
    /// folded from. Gives whether it was decided for somebody who walked at several doors.
    pub(crate) fn compare(
        &self,
        ticket: TicketId,
        standing: &Standing,
        held: &BTreeSet<RecordKey>,
    ) -> Result<bool, String> {
        let Some(walks) = self.of.get(&ticket).filter(|_| !self.unsure.contains(&ticket)) else {
            return Ok(false);
        };
        let mut before = BTreeSet::new();
        let mut inside: BTreeMap<&Area, bool> = BTreeMap::new();
        for walk in walks {
            if !walk.knew.is_superset(&before) {
                return Ok(false);
            }
            before.extend(walk.made.iter().copied());
            inside.insert(&walk.scope.area, walk.told == VerdictName::Admitted);
        }
        if !held.is_superset(&before) {
            return Ok(false);
        }
        for (area, really) in inside {
            let said = standing.inside_of(area).is_some();
            if said != really {
                let (said, really) = (place(said), place(really));
                let area = area.as_str();
                return Err(format!("ticket {ticket} is {said} {area} and its holder {really}"));
            }
        }
        let devices: BTreeSet<_> = before.iter().map(|key| key.device).collect();
        Ok(devices.len() > 1)
    }
}

fn place(inside: bool) -> &'static str {
    if inside { "inside" } else { "outside" }
}
