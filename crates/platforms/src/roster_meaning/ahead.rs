//! Rows read ahead: a file is read and understood on a thread of its own, beside the one that
//! stores it.

use std::collections::BTreeSet;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use parvis_domain::code::EventKey;
use parvis_domain::id::EventId;
use parvis_domain::ticket::RosterLine;

use super::{Meaning, MeaningError};
use crate::roster_file::{RosterFile, RosterRow};

/// Rows handed over at once. One at a time would cost as much as reading it.
const HANDFUL: usize = 256;

/// Handfuls that may wait, so that neither side waits for the other and memory stays bounded.
const WAITING: usize = 16;

type Handful<R> = Vec<Result<R, MeaningError>>;

/// Lets `take` have what the rows mean, in their order. It may stop before the last.
///
/// # Errors
/// What `take` gave; [`MeaningError::Thread`] when there is no thread to be had.
pub fn read_ahead<R: Send, T, E: From<MeaningError>>(
    file: &mut RosterFile,
    understand: impl FnMut(RosterRow) -> Result<R, MeaningError> + Send,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<R, MeaningError>>) -> Result<T, E>,
) -> Result<T, E> {
    let (handfuls, inbox) = sync_channel(WAITING);
    thread::scope(|scope| {
        let read = move || hand_over(file, understand, &handfuls);
        named().spawn_scoped(scope, read).map_err(MeaningError::Thread)?;
        let mut rows = inbox.into_iter().flatten();
        take(&mut rows)
    })
}

fn named() -> thread::Builder {
    thread::Builder::new().name("roster-rows".into())
}

fn hand_over<R>(
    file: &mut RosterFile,
    mut understand: impl FnMut(RosterRow) -> Result<R, MeaningError>,
    handfuls: &SyncSender<Handful<R>>,
) {
    let mut rows = file.rows().map(|row| understand(row?));
    loop {
        let handful: Vec<_> = rows.by_ref().take(HANDFUL).collect();
        let ended = handful.is_empty();
        // Nobody takes more after an error.
        if ended || handfuls.send(handful).is_err() {
            break;
        }
    }
}

/// A file that is read once for each event in it, by whoever cannot wait for it to be read.
#[derive(Debug)]
pub struct Reading {
    /// The file.
    pub file: RosterFile,
    /// What its texts mean.
    pub meaning: Meaning,
}

/// What a reading gives back when its lines have ended: itself, and the other events that rows
/// are for.
pub type Read = JoinHandle<(Reading, BTreeSet<EventId>)>;

/// The lines of one event, one after the other.
pub type LinesAhead = Box<dyn Iterator<Item = Result<RosterLine, MeaningError>> + Send>;

impl Reading {
    /// The event of the first row; `None` when there are no rows.
    ///
    /// # Errors
    /// When the row cannot be read or names nothing that is known.
    pub fn first_event(&mut self) -> Result<Option<EventId>, MeaningError> {
        match self.file.rows().next() {
            Some(row) => self.meaning.event(&row?).map(Some),
            None => Ok(None),
        }
    }

    /// Begins to read the lines of one event.
    ///
    /// # Errors
    /// [`MeaningError::Thread`] when there is no thread to be had.
    pub fn lines(
        mut self,
        event: EventId,
        key: EventKey,
    ) -> Result<(LinesAhead, Read), MeaningError> {
        let (handfuls, inbox) = sync_channel(WAITING);
        let read = move || {
            let mut others = BTreeSet::new();
            let Self { file, meaning } = &mut self;
            let understand = |row| meaning.line_of(&event, &key, row, &mut others);
            hand_over(file, understand, &handfuls);
            (self, others)
        };
        let read = named().spawn(read).map_err(MeaningError::Thread)?;
        let lines = inbox.into_iter().flatten().filter_map(Result::transpose);
        Ok((Box::new(lines), read))
    }
}
