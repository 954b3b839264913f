//! A programme by its days, for screens that do not know how late it is.

use jiff::civil::Date;

use crate::programme::{Event, Slot, Timetable};
use crate::zone::Zone;

/// A day of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDay<'t> {
    /// Which day, by the event's rule.
    pub date: Date,
    /// The event.
    pub event: &'t Event,
    /// The zone its times are said in.
    pub zone: &'t Zone,
    /// What takes place, was to, or was added, by start.
    pub slots: Vec<&'t Slot<'t>>,
}

/// The sessions that are asked for, day by day and event by event, as they stand now.
#[must_use]
pub fn by_day<'t>(
    timetable: &'t Timetable<'t>,
    asked: impl Fn(&Slot<'_>) -> bool,
) -> Vec<PlannedDay<'t>> {
    let programme = timetable.programme;
    let mut days: Vec<PlannedDay<'t>> = Vec::new();
    for slot in timetable.slots().iter().filter(|slot| asked(slot)) {
        let Some(event) = programme.event(&slot.session.event) else { continue };
        let date = programme.event_day(event, slot.start);
        match days.iter_mut().find(|day| day.date == date && day.event.id == event.id) {
            Some(day) => day.slots.push(slot),
            None => {
                let zone = programme.zone_of(event);
                days.push(PlannedDay { date, event, zone, slots: vec![slot] });
            }
        }
    }
    days.sort_by_key(|day| day.date);
    days
}
