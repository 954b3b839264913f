//! Who gets a record.

use parvis_domain::fact::{Fact, Record};
use parvis_domain::id::{DeviceId, EventId};

use super::View;

/// Everybody: what is said for the boards, and little else. The others begin otherwise.
pub(crate) const EVERYBODY: &str = "*";

fn of_event(event: &EventId) -> String {
    format!("e:{event}")
}

fn of_device(device: DeviceId) -> String {
    format!("d:{device}")
}

/// Who gets a record, as it is stored; `None` for nobody. `event` is that of the ticket it is
/// about, where the record does not say so itself and it is known.
pub(crate) fn of_record(record: &Record, event: Option<&EventId>) -> Option<String> {
    let fact = &record.fact;
    match fact {
        Fact::SeatsLeased { device, .. } => Some(of_device(*device)),
        // So that an opening of the device that does not know them counts on from them.
        Fact::SeatsReturned { .. } => Some(of_device(record.key.device)),
        // What a newer version records is passed on to those who may know it.
        Fact::Unknown => Some(EVERYBODY.to_owned()),
        _ if fact.for_boards().is_some() => Some(EVERYBODY.to_owned()),
        _ if !fact.weighs() => None,
        _ => Some(fact.event().or(event).map_or_else(|| EVERYBODY.to_owned(), of_event)),
    }
}

/// Whose records a device gets.
pub(crate) fn of_view(view: &View) -> Vec<String> {
    let events = view.events.iter().map(of_event);
    events.chain([of_device(view.device), EVERYBODY.to_owned()]).collect()
}
