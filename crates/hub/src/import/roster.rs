//! Rosters from files.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::gate::Gate;
use parvis_domain::id::EventId;
use parvis_domain::programme::Programme;
use parvis_platforms::roster_file::RosterFile;
use parvis_platforms::roster_meaning::{Against, Meaning, MeaningError, Reading, no_programme};

use super::{ImportError, RosterImported, RosterRequest, apart, plan};
use crate::store::{BoxError, ImportReport, Importing, Store};

/// Takes a roster from a file. The whole file is tried first, and nothing is changed unless all of
/// it can be taken; then each event's roster is one transaction.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_roster<S: Store>(
    store: &S,
    request: RosterRequest,
    now: Timestamp,
) -> Result<RosterImported, ImportError> {
    let (programme, gates) = plan::held(store).await?;
    let mut ground = Ground { programme: programme.unwrap_or_else(no_programme), gates };
    let reading = open(&ground, &request).await?;
    let ignored_columns = reading.file.ignored_columns().to_vec();
    let mut pass = Pass { store, complete: request.absent.is_complete(), preview: true };
    let (reading, events) = pass.run(reading).await?;
    let founded: Vec<_> =
        events.keys().filter(|event| reading.meaning.is_founded(event)).cloned().collect();
    let mut imported = RosterImported { events, ignored_columns, founded };
    if request.preview {
        return Ok(imported);
    }
    request.absent.allow(&imported.missing())?;
    if !imported.founded.is_empty() {
        let today = request.zone.civil(now).date();
        for founded in reading.meaning.clone().founded() {
            let Ground { programme, gates } = &mut ground;
            founded.put(programme, gates, &request.zone, today).map_err(MeaningError::Name)?;
        }
        plan::put(store, &ground.programme, &ground.gates).await?;
    }
    pass.preview = false;
    (_, imported.events) = pass.run(reading).await?;
    Ok(imported)
}

/// What the hub has before the file is taken.
struct Ground {
    programme: Programme,
    gates: Vec<Gate>,
}

async fn open(ground: &Ground, request: &RosterRequest) -> Result<Reading, ImportError> {
    let against = Against {
        programme: &ground.programme,
        gates: &ground.gates,
        file: &request.file,
        event: request.event.as_ref(),
        zone: &request.zone,
    };
    let meaning = Meaning::new(against)?;
    let file = request.file.clone();
    let file = apart(move || RosterFile::open(file)).await?;
    Ok(Reading { file, meaning })
}

/// All of a file, event by event: a file that names several is read once for each.
struct Pass<'a, S> {
    store: &'a S,
    complete: bool,
    preview: bool,
}

impl<S: Store> Pass<'_, S> {
    async fn run(
        &self,
        reading: Reading,
    ) -> Result<(Reading, BTreeMap<EventId, ImportReport>), ImportError> {
        let mut events = BTreeMap::new();
        let (mut reading, first) = first_event(reading).await?;
        let mut waiting: BTreeSet<EventId> = first.into_iter().collect();
        while let Some(event) = waiting.pop_first() {
            let taken = self.event(reading, &event).await;
            let (read, report, others) = taken.map_err(|source| self.in_part(&events, source))?;
            reading = read;
            events.insert(event, report);
            waiting.extend(others.into_iter().filter(|event| !events.contains_key(event)));
        }
        Ok((reading, events))
    }

    fn in_part(&self, done: &BTreeMap<EventId, ImportReport>, source: ImportError) -> ImportError {
        if self.preview || done.is_empty() {
            return source;
        }
        ImportError::InPart { taken: done.keys().cloned().collect(), source: Box::new(source) }
    }

    async fn event(
        &self,
        reading: Reading,
        event: &EventId,
    ) -> Result<(Reading, ImportReport, BTreeSet<EventId>), ImportError> {
        let key = self.key(&reading, event).await?;
        let (lines, read) = reading.lines(event.clone(), key)?;
        let lines = lines.map(|line| line.map_err(BoxError::from));
        let importing =
            Importing { event: event.clone(), complete: self.complete, preview: self.preview };
        let report = self.store.import(importing, Box::new(lines)).await?;
        let joined = apart(move || read.join().map_err(|_| ImportError::Panicked)).await;
        let (reading, others) = joined?;
        Ok((reading, report, others))
    }

    /// An event that a preview's file would found has no key yet, and no tickets: any key does.
    async fn key(&self, reading: &Reading, event: &EventId) -> Result<EventKey, ImportError> {
        match self.preview && reading.meaning.is_founded(event) {
            true => Ok(EventKey::new([0; 32])),
            false => Ok(self.store.event_key(event).await?),
        }
    }
}

async fn first_event(mut reading: Reading) -> Result<(Reading, Option<EventId>), ImportError> {
    apart(move || -> Result<_, MeaningError> {
        let first = reading.first_event()?;
        Ok((reading, first))
    })
    .await
}
