//! The rows of a roster file, taken into the roster within one transaction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use parvis_domain::id::EventId;
use parvis_platforms::roster_file::{RosterFile, RosterRow};
use parvis_roster::{Holds, ImportReport, Writing};

use super::ahead::read_ahead;
use super::meaning::Meaning;
use super::{Absent, ImportError, RosterImported, RosterRequest, WithdrawalRefused};
use crate::kiosk::Setup;

/// How many rows are read between two reports of progress.
const ROWS_A_REPORT: usize = 1_000;

/// The most of an event's tickets that may be withdrawn without saying so in so many words.
const WITHDRAWN_UNSAID: f64 = 0.05;

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
        let mut meaning = Meaning::new(self.setup, self.request)?;
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
        withdrawal(&events, self.request.absent)?;
        for founded in meaning.founded() {
            founded.put(self.roster, &self.request.zone, self.today)?;
        }
        progress(1.0);
        Ok(RosterImported { events, ignored_columns })
    }

    /// Takes the rows of one event: of the wanted one, or of the first row's. `None` when the
    /// file has no rows.
    fn pass(
        &mut self,
        file: &mut RosterFile,
        meaning: &mut Meaning<'_>,
        wanted: Option<EventId>,
        progress: &mut impl FnMut(f64),
    ) -> Result<Option<Pass>, ImportError> {
        let event = match wanted {
            Some(event) => event,
            None => match file.rows().next() {
                Some(row) => meaning.event(&row?)?,
                None => return Ok(None),
            },
        };
        let holds = self.holds(&event, meaning);
        let complete = matches!(self.request.absent, Absent::Withdraw { .. });
        let mut run = self.roster.import(&event, holds, complete)?;
        let (key, read) = (run.key().clone(), file.progress());
        let mut others = BTreeSet::new();
        let understand = |row: RosterRow| {
            let named = meaning.event(&row)?;
            if named == event {
                return meaning.line(&event, &key, row).map(Some);
            }
            others.insert(named);
            Ok(None)
        };
        read_ahead(file, understand, |rows| {
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

    /// The tickets of an event that has a gate here are held in full; of the rest of the edition
    /// only what it takes to say where they are good.
    fn holds(&self, event: &EventId, meaning: &Meaning<'_>) -> Holds {
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

/// Whether what is absent may be withdrawn: as many in all as somebody said, and of no event more
/// than 5 % unless they said that too.
fn withdrawal(
    events: &BTreeMap<EventId, ImportReport>,
    absent: Absent,
) -> Result<(), WithdrawalRefused> {
    let Absent::Withdraw { asked, more_than_5_percent } = absent else { return Ok(()) };
    let held = |report: &ImportReport| report.absent + report.changed + report.unchanged;
    let absent = events.values().map(|report| report.absent).sum();
    let all = events.values().map(held).sum();
    // Counts of tickets are far below where a double loses whole numbers.
    #[allow(clippy::cast_precision_loss)]
    let many = |r: &ImportReport| r.absent as f64 > WITHDRAWN_UNSAID * held(r) as f64;
    match asked {
        _ if absent == 0 => Ok(()),
        None => Err(WithdrawalRefused::NotAsked { absent, held: all }),
        Some(asked) if asked != absent => Err(WithdrawalRefused::OtherNumber { absent, asked }),
        Some(_) if !more_than_5_percent && events.values().any(many) => {
            Err(WithdrawalRefused::TooMany { absent, held: all })
        }
        Some(_) => Ok(()),
    }
}
