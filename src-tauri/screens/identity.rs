//! Telling the monitors of a machine apart, also after one was unplugged.

use std::fmt;

use serde::{Deserialize, Serialize};
use tauri::Monitor;

/// A monitor by what it says of itself: its name, as the system gives it, and among several of one
/// name the how-manieth it is. The order is the system's, which goes by the connectors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Identity(String);

#[cfg(test)]
impl Identity {
    pub(crate) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The monitors with their identities, in the system's order.
pub(crate) fn identities(monitors: Vec<Monitor>) -> Vec<(Identity, Monitor)> {
    let names = monitors.iter().map(|monitor| monitor.name().map_or("", String::as_str));
    numbered(names).into_iter().zip(monitors).collect()
}

/// Each name as it is; from the second of one name on with its number.
fn numbered<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Identity> {
    let mut seen: Vec<&str> = Vec::new();
    let mut identities = Vec::new();
    for name in names {
        let name = if name.trim().is_empty() { "screen" } else { name.trim() };
        seen.push(name);
        let number = seen.iter().filter(|other| **other == name).count();
        let identity = if number == 1 { name.to_owned() } else { format!("{name} #{number}") };
        identities.push(Identity(identity));
    }
    identities
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_name_are_told_apart_by_their_order() {
        let names = ["HDMI-1", "Dell U2415", "", "Dell U2415", " "];
        let told: Vec<_> = numbered(names.into_iter()).iter().map(ToString::to_string).collect();
        assert_eq!(told, ["HDMI-1", "Dell U2415", "screen", "Dell U2415 #2", "screen #2"]);
    }
}
