//! Which clock the times of a calendar go by, and which zone its venue is in.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use parvis_domain::zone::Zone;

use super::entries::Entry;
use super::lines::{Component, Property, fault};
use super::offsets::Offsets;
use super::time::{Written, written};
use crate::programme_file::{Note, ProgrammeFileFault as Fault};

/// Zones that are tried, in this order, where a calendar names none: one for each way in which
/// the clocks of the European Union run, from its heart to its edges and overseas, then its
/// neighbours.
pub(super) const USUAL: [&str; 14] = [
    "Europe/Brussels",
    "Europe/Lisbon",
    "Europe/Athens",
    "Atlantic/Azores",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Africa/Abidjan",
    "America/New_York",
    "America/Sao_Paulo",
];

/// The zones a calendar defines, by the name it gives them.
pub(super) fn definitions(calendars: &[&Component]) -> Result<HashMap<String, Offsets>, Fault> {
    let parts = calendars.iter().flat_map(|calendar| &calendar.components);
    let zones = parts.filter(|part| part.name == "VTIMEZONE");
    let mut definitions = HashMap::new();
    for zone in zones {
        let no_name = || fault(zone.line, "this time zone has no TZID");
        let name = zone.value("TZID").ok_or_else(no_name)?;
        if !definitions.contains_key(name) {
            definitions.insert(name.to_owned(), Offsets::read(zone)?);
        }
    }
    Ok(definitions)
}

/// The clocks of a calendar.
#[derive(Debug)]
pub(super) struct Clocks {
    definitions: HashMap<String, Offsets>,
    /// What `X-WR-TIMEZONE` says.
    stated: Option<Zone>,
}

/// A point in time of a calendar.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) at: Timestamp,
    /// What the clock shows that it is written by, and what that clock is called; `None` for UTC.
    pub(super) shown: Option<(DateTime, String)>,
}

impl Clocks {
    pub(super) fn new(
        definitions: HashMap<String, Offsets>,
        stated: Option<&str>,
    ) -> Result<Self, Fault> {
        let unknown = |zone: &str| Fault::UnknownZone {
            field: "X-WR-TIMEZONE".to_owned(),
            zone: zone.to_owned(),
        };
        let stated = stated.map(|name| iana(name).ok_or_else(|| unknown(name))).transpose()?;
        Ok(Self { definitions, stated })
    }

    /// The instant of a time; `None` for a whole day.
    pub(super) fn moment(&self, property: &Property) -> Result<Option<Moment>, Fault> {
        let name = &property.name;
        let message = format!("{name} is not a time such as 20231116T090000");
        let time = written(&property.value).ok_or_else(|| fault(property.line, &message))?;
        let civil = match time {
            Written::Day => return Ok(None),
            Written::Utc(civil) => {
                let at = Zone::utc().instant(civil);
                return Ok(Some(Moment { at, shown: None }));
            }
            Written::Local(civil) => civil,
        };
        let (at, clock) = match property.parameter("TZID") {
            Some(name) => (self.by_name(name, civil, property.line)?, name.to_owned()),
            None => {
                let message = "this time has no time zone; give it a TZID, or the calendar an \
                    X-WR-TIMEZONE such as Europe/Brussels";
                let zone = self.stated.as_ref().ok_or_else(|| fault(property.line, message))?;
                (zone.instant(civil), zone.name().to_owned())
            }
        };
        Ok(Some(Moment { at, shown: Some((civil, clock)) }))
    }

    fn by_name(&self, name: &str, civil: DateTime, line: usize) -> Result<Timestamp, Fault> {
        if let Some(offsets) = self.definitions.get(name) {
            return Ok(offsets.instant(civil));
        }
        let message = format!(
            "the time zone “{name}” is neither defined in the calendar (VTIMEZONE) nor one such as \
             “Europe/Brussels”"
        );
        iana(name).map(|zone| zone.instant(civil)).ok_or_else(|| fault(line, &message))
    }

    /// The zone of the place where all of this happens.
    pub(super) fn zone_of(
        &self,
        entries: &[Entry<'_>],
        notes: &mut Vec<Note>,
    ) -> Result<Zone, Fault> {
        if let Some(zone) = &self.stated {
            return Ok(zone.clone());
        }
        let moments = || entries.iter().flat_map(|entry| [&entry.start, &entry.end]);
        let shown = || moments().filter_map(|moment| Some((moment.at, moment.shown.as_ref()?)));
        let agrees = |zone: &Zone| shown().all(|(at, (civil, _))| zone.civil(at) == *civil);
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for (_, (_, name)) in shown() {
            match counts.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let no_zone = Fault::NoTimeZone { field: "X-WR-TIMEZONE to the calendar" };
        let Some((named, _)) = counts.first() else { return Err(no_zone) };
        // “CET” and “EST5EDT” are in the database too, but are no places.
        let place = counts
            .iter()
            .filter(|(name, _)| name.contains('/'))
            .find_map(|(name, _)| iana(name).filter(|zone| counts.len() > 1 || agrees(zone)));
        if let Some(zone) = place {
            return Ok(zone);
        }
        let usual = USUAL.iter().filter_map(|name| name.parse::<Zone>().ok()).find(agrees);
        let zone = usual.ok_or(no_zone)?;
        let (named, chosen) = ((*named).to_owned(), zone.name().to_owned());
        notes.push(Note::ZoneChosen { named, zone: chosen });
        Ok(zone)
    }
}

/// The IANA zone of a name, also where a maker's name stands before it, as in
/// `/example.org/Europe/Berlin`.
fn iana(name: &str) -> Option<Zone> {
    let name = name.trim();
    name.parse().ok().or_else(|| {
        let mut parts = name.rsplit('/');
        let (city, area) = (parts.next()?, parts.next()?);
        format!("{area}/{city}").parse().ok()
    })
}
