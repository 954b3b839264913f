//! Gates from a TOML file, and the usual gates of events for which nobody wrote one.
//!
//! A file has a `[[gate]]` table for each [`Gate`]. Beyond what a gate must say it may leave out
//! the `area` (its id is taken), the `venue` (that of its first event), the `zone` (that of its
//! venue), and may give its `name` as one text instead of one for each language:
//!
//! ```toml
//! [[gate]]
//! id = "main"
//! name = { fr = "Entrée", nl = "Ingang" }
//! languages = ["fr", "nl", "en"]
//!
//! [gate.rule]
//! events = ["brussels-day"]
//! entry = "reentry"
//! hours = [{ opens = 2023-11-16T08:00:00, closes = 2023-11-16T19:00:00 }]
//! ```

mod defaults;
mod usual;

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use parvis_domain::gate::{Gate, Rule};
use parvis_domain::programme::Programme;
use parvis_domain::text::Text;
use serde::Deserialize;

use crate::content::file_name;
use usual::has_gate;
pub use usual::{usual_gate, with_usual_gates};

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// What is wrong with a file of gates, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{place}: {fault}")]
pub struct GatesFileError {
    /// The file's name, without its folders.
    pub file: String,
    /// Where in it.
    pub place: Box<GatePlace>,
    /// What.
    pub fault: GateFault,
}

/// Where in a file of gates something is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GatePlace {
    /// The line, from 1; of a gate the one it begins in.
    pub line: Option<usize>,
    /// The gate's id.
    pub gate: Option<String>,
}

impl fmt::Display for GatePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        self.gate.as_ref().map_or(Ok(()), |gate| write!(f, ", gate “{gate}”"))
    }
}

/// What is wrong with a file of gates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GateFault {
    /// The machine cannot read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// Too large, or not UTF-8.
    #[error("this is not a file of gates, which is a short text in UTF-8")]
    NotText,
    /// Not TOML, or not what a gate looks like.
    #[error("{0}")]
    Wording(String),
    /// No gate in it.
    #[error("there is no gate; write a [[gate]] table for each")]
    None,
    /// Two gates of one id.
    #[error("another gate has this id too")]
    Twice,
    /// A gate that admits no event.
    #[error("the rule names no event; add events = [\"…\"]")]
    NoEvents,
    /// A thing the programme does not have.
    #[error("the {kind} “{id}” is not in the programme; known are: {known}")]
    Unknown {
        /// What kind of thing.
        kind: &'static str,
        /// Its id.
        id: String,
        /// The ids there are.
        known: String,
    },
    /// An event without gates.
    #[error("the event “{0}” is only relayed or online, and has no gate")]
    NoGateThere(String),
    /// An area that is somewhere else already.
    #[error(
        "the gate “{gate}” has the area “{area}” too, in another building and for other events; an area is one place, so give this one another name"
    )]
    AreaElsewhere {
        /// The other gate.
        gate: String,
        /// The area.
        area: String,
    },
    /// A session of an event the gate does not admit.
    #[error(
        "the session “{session}” belongs to the event “{event}”, which is not among the rule's events"
    )]
    OtherEvent {
        /// The session.
        session: String,
        /// Its event.
        event: String,
    },
    /// A room of another venue.
    #[error("the room “{room}” is in the venue “{venue}”, not in the gate's")]
    OtherVenue {
        /// The room.
        room: String,
        /// Its venue.
        venue: String,
    },
    /// Opening hours that end before they begin.
    #[error("it opens at {opens} and closes at {closes}; it must close after it opens")]
    ClosesBeforeOpening {
        /// When it opens.
        opens: String,
        /// When it closes.
        closes: String,
    },
}

/// What a file of gates looks like.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatesTable {
    #[serde(default)]
    gate: Vec<toml::Table>,
}

/// Reads the gates of a file and checks them against the programme they are for.
///
/// # Errors
/// When the file is no TOML, a gate lacks what it needs, or names an event, session, room or
/// venue that the programme does not have.
pub fn read_gates(
    path: impl AsRef<Path>,
    programme: &Programme,
) -> Result<Vec<Gate>, GatesFileError> {
    let path = path.as_ref();
    let wrong =
        |(fault, place)| GatesFileError { file: file_name(path), place: Box::new(place), fault };
    let text = read_text(path).map_err(|fault| wrong((fault, GatePlace::default())))?;
    of_text(&text, programme).map_err(wrong)
}

type Wrong = (GateFault, GatePlace);

fn read_text(path: &Path) -> Result<String, GateFault> {
    let io = |error: std::io::Error| GateFault::Unreadable(error.to_string());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(io)?;
    let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    let fits = u64::try_from(read).is_ok_and(|read| read <= MAX_BYTES);
    String::from_utf8(bytes).ok().filter(|_| fits).ok_or(GateFault::NotText)
}

fn of_text(text: &str, programme: &Programme) -> Result<Vec<Gate>, Wrong> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table: GatesTable = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let fault = GateFault::Wording(error.message().replace('\n', ", "));
        (fault, GatePlace { line, gate: None })
    })?;
    if table.gate.is_empty() {
        return Err((GateFault::None, GatePlace::default()));
    }
    let lines = heading_lines(text);
    let mut ids = BTreeSet::new();
    let mut gates = Vec::new();
    for (index, gate) in table.gate.into_iter().enumerate() {
        let line = lines.get(index).copied();
        let id = gate.get("id").and_then(toml::Value::as_str).map(str::to_owned);
        let place = GatePlace { line, gate: id };
        let gate = defaults::filled(gate, programme);
        let gate = Gate::deserialize(gate)
            .map_err(|error| GateFault::Wording(error.to_string().trim().replace('\n', ", ")))
            .and_then(|gate| check(&gate, programme).map(|()| gate))
            .map_err(|fault| (fault, place.clone()))?;
        if !ids.insert(gate.id.clone()) {
            return Err((GateFault::Twice, place));
        }
        if let Some(fault) = elsewhere(&gate, &gates) {
            return Err((fault, place));
        }
        gates.push(gate);
    }
    Ok(gates)
}

/// Whether what is behind a gate is somewhere else by those before: admissions to the two, and seats
/// of the two, would be counted as those of one place.
fn elsewhere(gate: &Gate, before: &[Gate]) -> Option<GateFault> {
    let mut same = before.iter().filter(|other| other.area == gate.area);
    let other = same.find(|other| !gate.may_share_area_with(other))?;
    let (gate, area) = (other.id.to_string(), other.area.as_str().to_owned());
    Some(GateFault::AreaElsewhere { gate, area })
}

/// The lines in which gates begin.
fn heading_lines(text: &str) -> Vec<usize> {
    let is_heading = |line: &str| line.replace([' ', '\t'], "").starts_with("[[gate]]");
    text.lines().enumerate().filter(|(_, line)| is_heading(line)).map(|(at, _)| at + 1).collect()
}

fn check(gate: &Gate, programme: &Programme) -> Result<(), GateFault> {
    check_rule(&gate.rule, programme)?;
    if let Some(id) = &gate.venue
        && programme.venue(id).is_none()
    {
        let known = listed(programme.venues.iter().map(|v| named(&v.id, &v.name)));
        return Err(GateFault::Unknown { kind: "venue", id: id.to_string(), known });
    }
    let Some(id) = &gate.room else { return Ok(()) };
    match programme.room(id) {
        None => {
            let rooms = programme.venues.iter().flat_map(|venue| &venue.rooms);
            let known = listed(rooms.map(|room| named(&room.id, &room.name)));
            Err(GateFault::Unknown { kind: "room", id: id.to_string(), known })
        }
        Some((venue, _)) if gate.venue.as_ref().is_some_and(|gate| *gate != venue.id) => {
            let venue = venue.id.to_string();
            Err(GateFault::OtherVenue { room: id.to_string(), venue })
        }
        Some(_) => Ok(()),
    }
}

fn check_rule(rule: &Rule, programme: &Programme) -> Result<(), GateFault> {
    if rule.events.is_empty() {
        return Err(GateFault::NoEvents);
    }
    for id in &rule.events {
        let Some(event) = programme.event(id) else {
            let known = listed(programme.events.iter().map(|e| named(&e.id, &e.title)));
            return Err(GateFault::Unknown { kind: "event", id: id.to_string(), known });
        };
        if !has_gate(event) {
            return Err(GateFault::NoGateThere(id.to_string()));
        }
    }
    for id in &rule.sessions {
        let Some(session) = programme.session(id) else {
            let of_events = rule.events.iter().flat_map(|event| programme.sessions_of(event));
            let known = listed(of_events.map(|session| named(&session.id, &session.title)));
            return Err(GateFault::Unknown { kind: "session", id: id.to_string(), known });
        };
        if !rule.events.contains(&session.event) {
            let (session, event) = (id.to_string(), session.event.to_string());
            return Err(GateFault::OtherEvent { session, event });
        }
    }
    let reversed = rule.hours.iter().find(|hours| hours.closes <= hours.opens);
    reversed.map_or(Ok(()), |hours| {
        let (opens, closes) = (hours.opens.to_string(), hours.closes.to_string());
        Err(GateFault::ClosesBeforeOpening { opens, closes })
    })
}

/// An id, and what it is the id of.
fn named(id: &impl fmt::Display, name: &Text) -> String {
    let name = name.pick(&[]).map(|(_, name)| name).unwrap_or_default();
    format!("“{id}” ({name})")
}

fn listed(ids: impl Iterator<Item = String>) -> String {
    let mut ids: Vec<String> = ids.collect();
    if ids.len() > 8 {
        ids.truncate(8);
        ids.push("…".to_owned());
    }
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}
