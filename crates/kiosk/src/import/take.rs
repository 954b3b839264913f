//! The rows of a roster file, taken into the roster within one transaction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use parvis_domain::id::EventId;
use parvis_platforms::roster_file::{RosterFile, RosterRow};
use parvis_platforms::roster_meaning::{
    Against, Founded, Meaning, MeaningError, Missing, no_programme, read_ahead,
};
use parvis_roster::{Holds, ImportReport, RosterError, Writing};

use super::{ImportError, RosterImported, RosterRequest};
use crate::kiosk::Setup;

/// How many rows are read between two reports of progress.
const ROWS_A_REPORT: usize = 1_000;

/// One import under way.
pub(super) struct Take<'a, 'w> {
    pub(super) roster: &'a mut Writing<'w>,
    pub(super) setup: &'a Setup,
    pub(super) request: &'a RosterRequest,
    pub(super) today: Date,
}

impl Take<'_, '_> {
    /// Takes every row, event by event: a file that names several is read once for each.
    pub(super) fn run(
        mut self,
        mut file: RosterFile,
        mut progress: impl FnMut(f64),
    ) -> Result<RosterImported, ImportError> {
        let ignored_columns = file.ignored_columns().to_vec();
        let Setup { programme, gates, .. } = self.setup;
        let RosterRequest { file: path, event, zone, .. } = self.request;
        let against = Against { programme, gates, file: path, event: event.as_ref(), zone };
        let mut meaning = Meaning::new(against)?;
        let mut events = BTreeMap::new();
        let mut waiting = BTreeSet::new();
        loop {
            let wanted = waiting.pop_first();
            let Some(pass) = self.pass(&mut file, &mut meaning, wanted, &mut progress)? else {
                break;
            };
            events.insert(pass.event, pass.report);
            waiting.extend(pass.others.into_iter().filter(|event| !events.contains_key(event)));
            if waiting.is_empty() {
                break;
            }
        }
        let missing: Vec<_> = events.values().map(missing).collect();
        self.request.absent.allow(&missing)?;
        meaning.founded().try_for_each(|founded| self.put(founded))?;
        progress(1.0);
        Ok(RosterImported { events, ignored_columns })
    }

    /// Takes the rows of one event: of the wanted one, or of the first row's. `None` when the
    /// file has no rows.
    fn pass(
        &mut self,
        file: &mut RosterFile,
        meaning: &mut Meaning,
        wanted: Option<EventId>,
        progress: &mut impl FnMut(f64),
    ) -> Result<Option<Pass>, ImportError> {
        let event = match wanted {
            Some(event) => event,
            None => match file.rows().next() {
                Some(row) => meaning.event(&row.map_err(MeaningError::File)?)?,
                None => return Ok(None),
            },
        };
        let holds = self.holds(&event, meaning);
        let mut run = self.roster.import(&event, holds, self.request.absent.is_complete())?;
        let (key, read) = (run.key().clone(), file.progress());
        let mut others = BTreeSet::new();
        let understand = |row: RosterRow| meaning.line_of(&event, &key, row, &mut others);
        read_ahead(file, understand, |rows| -> Result<(), ImportError> {
            for (number, row) in rows.enumerate() {
                if number % ROWS_A_REPORT == 0 {
                    progress(read.share());
                }
                if let Some(line) = row? {
                    run.add(line)?;
                }
            }
            Ok(())
        })?;
        let report = run.finish()?;
        Ok(Some(Pass { event, report, others }))
    }

    /// Writes an event down that no programme knew.
    fn put(&mut self, founded: Founded) -> Result<(), ImportError> {
        let mut programme = self.roster.programme()?.unwrap_or_else(no_programme);
        let mut gates = self.roster.gates()?;
        let (zone, today) = (&self.request.zone, self.today);
        founded.put(&mut programme, &mut gates, zone, today).map_err(RosterError::work)?;
        self.roster.put_programme(&programme)?;
        Ok(self.roster.put_gates(&gates)?)
    }

    /// The tickets of an event that has a gate here are held in full; of the rest of the edition
    /// only what it takes to say where they are good.
    fn holds(&self, event: &EventId, meaning: &Meaning) -> Holds {
        let own = self.setup.gates.iter().any(|gate| gate.admits_event(event));
        if own || meaning.is_founded(event) { Holds::Full } else { Holds::HashOnly }
    }
}

/// What one reading of the file gave.
struct Pass {
    event: EventId,
    report: ImportReport,
    /// Other events that rows are for.
    others: BTreeSet<EventId>,
}

/// How much of an event a file lacks.
fn missing(report: &ImportReport) -> Missing {
    let held = report.absent + report.changed + report.unchanged;
    Missing { absent: report.absent, held }
}
