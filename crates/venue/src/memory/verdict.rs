//! What must hold when a day in memory is over.

use std::collections::BTreeMap;

use parvis_domain::fact::{Record, RecordKey};
use parvis_domain::id::TicketId;
use parvis_domain::series::Sealed;
use parvis_domain::standing::fold;

use super::{Day, MemoryTally, held};

pub(super) fn look(mut day: Day) -> Result<MemoryTally, String> {
    let hub = held(&day.hub).clone();
    let there = hub.records();
    if hub.put_aside() > 0 {
        return Err(format!("{} records were put aside", hub.put_aside()));
    }
    for (key, bytes) in &day.promised {
        if there.get(key) != Some(bytes) {
            return Err(format!("record {key:?} is lost"));
        }
    }
    for (nth, kiosk) in day.kiosks.iter().enumerate() {
        let state = held(&kiosk.state);
        let here: BTreeMap<_, _> =
            state.records().map(|sealed| (sealed.record.key, sealed.bytes.clone())).collect();
        if here != there {
            return Err(format!("kiosk {nth} has {} of {} records", here.len(), there.len()));
        }
        if state.roster != *hub.listed() {
            return Err(format!("kiosk {nth} holds another roster"));
        }
        if state.own.iter().any(|(_, records, safe)| *safe < records.len() as u64) {
            return Err(format!("kiosk {nth} does not know that everything is safe"));
        }
    }
    day.tally.records = there.len() as u64;
    for (ticket, records) in by_ticket(&there) {
        let standing = fold(&records);
        let held = records.iter().map(|record| record.key).collect();
        let followed = day.walks.compare(ticket, &standing, &held)?;
        day.tally.followed += u64::from(followed);
        let doubles = standing.scopes().map(|(_, scope)| scope.doubles.len() as u64);
        day.tally.doubles += doubles.sum::<u64>();
    }
    Ok(day.tally)
}

fn by_ticket(records: &BTreeMap<RecordKey, Vec<u8>>) -> BTreeMap<TicketId, Vec<Record>> {
    let mut of: BTreeMap<_, Vec<Record>> = BTreeMap::new();
    for sealed in records.values().filter_map(|bytes| Sealed::read(bytes.clone()).ok()) {
        if let Some(ticket) = sealed.record.fact.ticket().filter(|_| sealed.record.fact.weighs()) {
            of.entry(ticket).or_default().push(sealed.record);
        }
    }
    of
}
