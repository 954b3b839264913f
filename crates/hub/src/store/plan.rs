//! The programme and the gates, one row a noun.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::gate::Gate;
use parvis_domain::id::VenueId;
use parvis_domain::programme::{Event, Programme, Session};
use parvis_protocol::change::Noun;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Result, StoreError};

/// Rows of some nouns, which replace all that there are of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Each noun's rows, in their order.
    pub nouns: BTreeMap<Noun, Vec<PlanNoun>>,
    /// Sessions that are not among the rows any more and are shown as cancelled, as they were last:
    /// see [`parvis_domain::programme::succession`]. Kept with the tombstones of what vanished, and
    /// replaced where there are rows of sessions.
    pub gone: Vec<PlanNoun>,
}

/// A row of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanNoun {
    /// Its id.
    pub id: String,
    /// The noun as JSON.
    pub body: String,
}

/// The rows of a list of nouns.
macro_rules! rows {
    ($nouns:expr) => {
        $nouns.iter().map(|noun| PlanNoun::new(&noun.id, noun)).collect::<Result<Vec<_>>>()?
    };
}

impl Plan {
    /// A whole programme, without gates. Whoever calls has checked it with [`Programme::check`].
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of_programme(programme: &Programme) -> Result<Self> {
        let nouns = BTreeMap::from([
            (Noun::Edition, rows!([&programme.edition])),
            (Noun::Event, rows!(programme.events)),
            (Noun::Venue, rows!(programme.venues)),
            (Noun::Session, rows!(programme.sessions)),
            (Noun::Speaker, rows!(programme.speakers)),
            (Noun::Track, rows!(programme.tracks)),
        ]);
        Ok(Self { nouns, gone: Vec::new() })
    }

    /// The same with sessions that vanished and are shown as cancelled.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn with_gone(self, gone: &[Session]) -> Result<Self> {
        Ok(Self { gone: rows!(gone), ..self })
    }

    /// All gates.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn of_gates(gates: &[Gate]) -> Result<Self> {
        Ok(Self { nouns: BTreeMap::from([(Noun::Gate, rows!(gates))]), gone: Vec::new() })
    }
}

impl PlanNoun {
    fn new(id: &impl ToString, noun: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(noun).map_err(StoreError::unreadable("noun"))?;
        Ok(Self { id: id.to_string(), body })
    }
}

/// A row as it is held; without a body when it was withdrawn.
pub(crate) struct HeldNoun {
    pub(crate) id: String,
    pub(crate) place: u32,
    pub(crate) body: Option<String>,
    /// What it said last, where it was withdrawn and somebody shall know.
    pub(crate) last: Option<String>,
}

/// What is to be put in place of the rows of a noun: only what says something else.
pub(crate) fn changed(noun: Noun, held: Vec<HeldNoun>, plan: &Plan) -> Result<Vec<HeldNoun>> {
    let rows = plan.nouns.get(&noun).map(Vec::as_slice).unwrap_or_default();
    let mut held: BTreeMap<String, HeldNoun> =
        held.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut seen = BTreeSet::new();
    let mut changed = Vec::new();
    for (place, row) in (0_u32..).zip(rows) {
        if !seen.insert(&row.id) {
            return Err(StoreError::IdTwice { noun: noun.as_str(), id: row.id.clone() });
        }
        let old = held.remove(&row.id);
        // The place is sent too: a kiosk that was filled page by page shows the same order.
        if old.is_none_or(|old| old.place != place || old.body.as_ref() != Some(&row.body)) {
            let (id, body) = (row.id.clone(), Some(row.body.clone()));
            changed.push(HeldNoun { id, place, body, last: None });
        }
    }
    let gone = plan.gone.iter().filter(|_| noun == Noun::Session);
    let gone: BTreeMap<&str, &str> = gone.map(|row| (row.id.as_str(), row.body.as_str())).collect();
    for old in held.into_values() {
        let last = gone.get(old.id.as_str()).map(|last| (*last).to_owned());
        if old.body.is_some() || old.last != last {
            changed.push(HeldNoun { body: None, last, ..old });
        }
    }
    Ok(changed)
}

/// A noun that was stored.
pub(crate) fn noun(name: &str) -> Result<Noun> {
    let found = Noun::ALL.into_iter().find(|noun| noun.as_str() == name);
    found.ok_or_else(|| StoreError::damaged(format!("there is a noun “{name}”")))
}

/// Where an event is held, by its row; `None` when it is only online.
pub(crate) fn venue_of(body: &str) -> Result<Option<VenueId>> {
    let event: Event = serde_json::from_str(body).map_err(StoreError::unreadable("noun"))?;
    Ok(event.venue)
}

/// A programme's parts, read from their rows.
pub(crate) fn parsed<T: DeserializeOwned>(bodies: Option<&Vec<String>>) -> Result<Vec<T>> {
    let bodies = bodies.into_iter().flatten();
    bodies.map(|body| serde_json::from_str(body).map_err(StoreError::unreadable("noun"))).collect()
}

/// The programme of all rows that are not withdrawn, by noun and in their order.
pub(crate) fn programme(rows: &BTreeMap<Noun, Vec<String>>) -> Result<Option<Programme>> {
    let Some(edition) = parsed(rows.get(&Noun::Edition))?.pop() else { return Ok(None) };
    Ok(Some(Programme {
        edition,
        events: parsed(rows.get(&Noun::Event))?,
        venues: parsed(rows.get(&Noun::Venue))?,
        sessions: parsed(rows.get(&Noun::Session))?,
        speakers: parsed(rows.get(&Noun::Speaker))?,
        tracks: parsed(rows.get(&Noun::Track))?,
    }))
}
