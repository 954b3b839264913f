//! What a `[[gate]]` table may leave out, filled in from the programme.

use parvis_domain::programme::{Event, Programme, Venue};
use parvis_domain::text::Lang;
use toml::{Table, Value};

/// Fills in what a gate leaves out; what is there is left for the gate itself to judge.
pub(super) fn filled(mut gate: Table, programme: &Programme) -> Table {
    if !gate.contains_key("area")
        && let Some(id) = gate.get("id").and_then(Value::as_str)
    {
        let area = id.replace('/', "-");
        gate.insert("area".to_owned(), Value::String(area));
    }
    let event = first_event(&gate, programme);
    if !gate.contains_key("venue")
        && let Some(venue) = event.and_then(|event| event.venue.as_ref())
    {
        gate.insert("venue".to_owned(), Value::String(venue.to_string()));
    }
    if !gate.contains_key("zone") {
        let zone = venue(&gate, programme).map_or(&programme.edition.zone, |venue| &venue.zone);
        gate.insert("zone".to_owned(), Value::String(zone.name().to_owned()));
    }
    if let Some(Value::String(name)) = gate.get("name") {
        let mut names = Table::new();
        names.insert(language(&gate, event), Value::String(name.clone()));
        gate.insert("name".to_owned(), Value::Table(names));
    }
    let gate = Value::Table(gate);
    match without_dates(gate) {
        Value::Table(gate) => gate,
        _ => Table::new(),
    }
}

fn first_event<'p>(gate: &Table, programme: &'p Programme) -> Option<&'p Event> {
    let first = gate.get("rule")?.get("events")?.as_array()?.first()?.as_str()?;
    programme.events.iter().find(|event| event.id.as_str() == first)
}

fn venue<'p>(gate: &Table, programme: &'p Programme) -> Option<&'p Venue> {
    let id = gate.get("venue")?.as_str()?;
    programme.venues.iter().find(|venue| venue.id.as_str() == id)
}

/// The language of a name that is given as one text: the first of the gate, or of its event.
fn language(gate: &Table, event: Option<&Event>) -> String {
    let own = gate.get("languages").and_then(|langs| langs.as_array()?.first()?.as_str());
    let of_event = event.and_then(|event| event.languages.first()).map(Lang::as_str);
    own.or(of_event).unwrap_or("und").to_owned()
}

/// Writes dates and times as the texts that the domain reads.
fn without_dates(value: Value) -> Value {
    match value {
        Value::Datetime(date) => Value::String(date.to_string()),
        Value::Array(values) => Value::Array(values.into_iter().map(without_dates).collect()),
        Value::Table(table) => {
            let filled = table.into_iter().map(|(key, value)| (key, without_dates(value)));
            Value::Table(filled.collect())
        }
        other => other,
    }
}
