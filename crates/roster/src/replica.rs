//! A roster as a hub's sync engine sees it.

use std::io::BufRead;

use jiff::Timestamp;
use parvis_domain::id::{Incarnation, RecordHash};
use parvis_protocol::change::RecordRow;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{Page, Pushed, Status};
use parvis_protocol::replica::{Bookmark, OwnSeries, Replica};
use parvis_protocol::series::Batch;
use parvis_protocol::statement::Statement;

use crate::{Reading, Result, Roster, RosterError};

/// How many changes are taken at once: a scan in between waits some milliseconds at most.
const CHANGES_AT_ONCE: usize = 250;

impl Replica for Roster {
    type Error = RosterError;

    fn bookmark(&self) -> Result<Option<Bookmark>> {
        Ok(self.hub()?.and_then(|state| state.bookmark))
    }

    fn life(&self) -> Result<Option<Epoch>> {
        Ok(self.hub()?.and_then(|state| state.life))
    }

    fn incarnation(&self) -> Incarnation {
        Self::incarnation(self)
    }

    fn own_series(&self) -> Result<Vec<OwnSeries>> {
        let own = |roster: &Reading<'_>| roster.own_series();
        self.read(own)
    }

    fn own_hash(&self, incarnation: Incarnation, seq: u64) -> Result<Option<RecordHash>> {
        self.read(|roster| roster.own_hash(incarnation, seq))
    }

    fn batch(&self, incarnation: Incarnation, after: u64, most: usize) -> Result<Option<Batch>> {
        self.read(|roster| roster.batch(incarnation, after, most))
    }

    fn of_hub(&self, after: u64, most: usize) -> Result<(Vec<RecordRow>, u64)> {
        self.read(|roster| roster.of_hub(after, most))
    }

    fn note_status(
        &self,
        status: &Status,
        statement: &Statement,
        at: Timestamp,
        ahead_ms: i64,
    ) -> Result<Statement> {
        self.write(|roster| {
            roster.note_spoken(at, ahead_ms)?;
            roster.note_held_there(&status.series)?;
            roster.put_statement(&status.statement, statement, status.epoch)
        })
    }

    fn note_in_step(&self, at: Timestamp) -> Result<()> {
        self.write(|roster| roster.note_in_step(at))
    }

    fn note_safe(&self, pushed: &Pushed) -> Result<()> {
        self.write(|roster| roster.note_safe(pushed))
    }

    fn take_page(&self, statement: u64, page: &Page) -> Result<()> {
        let mut bits = page.changes.chunks(CHANGES_AT_ONCE).peekable();
        loop {
            let bit = bits.next().unwrap_or_default();
            let last = bits.peek().is_none();
            self.write(|roster| {
                roster.take_changes(bit.iter().cloned().map(Ok), None)?;
                if last {
                    let Page { epoch, cursor, .. } = *page;
                    roster.put_bookmark(&Bookmark { epoch, statement, cursor })?;
                }
                Ok(())
            })?;
            if last {
                return Ok(());
            }
        }
    }

    fn take_snapshot(
        &self,
        snapshot: &mut dyn BufRead,
        progress: &mut dyn FnMut(f64),
    ) -> Result<()> {
        self.fill(snapshot, progress)
    }
}
