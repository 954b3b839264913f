//! Time zones by their IANA names.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

/// A place's time zone, such as `Europe/Lisbon`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// A name that no time zone has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone such as “Europe/Brussels”")]
pub struct ZoneError(String);

impl Zone {
    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules behind the name.
    #[must_use]
    pub fn rules(&self) -> &TimeZone {
        &self.rules
    }

    /// What clocks on the wall show here at an instant.
    #[must_use]
    pub fn civil(&self, at: Timestamp) -> DateTime {
        self.rules.to_datetime(at)
    }

    /// The instant at which clocks here show this. In the hour that a change of clocks skips, the
    /// instant after the gap; in the hour that comes twice, the first of the two (RFC 5545's rule).
    #[must_use]
    pub fn instant(&self, civil: DateTime) -> Timestamp {
        match self.rules.to_ambiguous_timestamp(civil).compatible() {
            Ok(instant) => instant,
            Err(_) if civil.year() < 0 => Timestamp::MIN,
            Err(_) => Timestamp::MAX,
        }
    }

    /// The day an instant belongs to when days start at `day_starts` rather than at midnight, so
    /// that a session that ends at 01:30 still belongs to the evening before.
    #[must_use]
    pub fn event_day(&self, at: Timestamp, day_starts: Time) -> Date {
        let civil = self.civil(at);
        if civil.time() >= day_starts {
            return civil.date();
        }
        civil.date().yesterday().unwrap_or(civil.date())
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(name: &str) -> Result<Self, ZoneError> {
        // The compiled-in database, never the machine's: every device must compute the same.
        let rules =
            TimeZoneDatabase::bundled().get(name).map_err(|_| ZoneError(name.to_owned()))?;
        // The database knows names in any case; keep the one it is written with.
        let name = rules.iana_name().unwrap_or(name).to_owned();
        Ok(Self { name, rules })
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;
    fn try_from(name: String) -> Result<Self, ZoneError> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.name
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn lisbon_is_an_hour_behind_brussels() {
        let brussels: Zone = "Europe/Brussels".parse().unwrap();
        let lisbon: Zone = "Europe/Lisbon".parse().unwrap();
        let nine = brussels.instant(date(2023, 11, 16).at(9, 0, 0, 0));
        assert_eq!(lisbon.civil(nine), date(2023, 11, 16).at(8, 0, 0, 0));
    }

    #[test]
    fn the_night_the_clocks_change_keeps_instants_in_order() {
        let brussels: Zone = "Europe/Brussels".parse().unwrap();
        let twice = brussels.instant(date(2023, 10, 29).at(2, 30, 0, 0));
        assert_eq!(twice.to_string(), "2023-10-29T00:30:00Z");
        let skipped = brussels.instant(date(2023, 3, 26).at(2, 30, 0, 0));
        assert_eq!(skipped.to_string(), "2023-03-26T01:30:00Z");
    }

    #[test]
    fn after_midnight_still_belongs_to_the_evening() {
        let zone: Zone = "Europe/Brussels".parse().unwrap();
        let late = zone.instant(date(2023, 11, 17).at(1, 30, 0, 0));
        assert_eq!(zone.event_day(late, time(4, 0, 0, 0)), date(2023, 11, 16));
        assert_eq!(zone.event_day(late, Time::midnight()), date(2023, 11, 17));
    }

    #[test]
    fn a_name_nobody_has_is_refused() {
        assert!("Europe/Bruxelles".parse::<Zone>().is_err());
    }
}
