//! A whole snapshot: taken in one transaction when nothing is here yet, and in small ones when
//! people are at the door meanwhile.

use std::io::BufRead;

use parvis_protocol::change::Change;
use parvis_protocol::key::PublicKey;
use parvis_protocol::replica::Bookmark;
use parvis_protocol::snapshot::{SnapshotError, SnapshotHead, SnapshotLine, SnapshotReader};
use rusqlite::params;

use super::Came;
use crate::{Reading, Result, Roster, RosterError, Writing};

/// How many changes are taken at once while people are at the door: some milliseconds.
const CHANGES_AT_ONCE: usize = 250;
/// How many changes are read between two reports of progress.
const CHANGES_A_REPORT: u64 = 1_000;

/// The changes of a snapshot, read one by one.
struct Changes<'s, 'p> {
    reader: SnapshotReader<&'s mut dyn BufRead>,
    key: PublicKey,
    read: u64,
    ended: bool,
    progress: &'p mut dyn FnMut(f64),
}

impl Changes<'_, '_> {
    fn read_next(&mut self) -> Result<Option<Change>, SnapshotError> {
        match self.reader.next_line(&self.key)? {
            SnapshotLine::End => {
                self.ended = true;
                Ok(None)
            }
            SnapshotLine::Change(line) => {
                self.read += 1;
                if self.read.is_multiple_of(CHANGES_A_REPORT) {
                    // For a bar on a screen: a double is exact enough.
                    #[allow(clippy::cast_precision_loss)]
                    let share = self.read as f64 / self.reader.head().about.max(1) as f64;
                    (self.progress)(share.min(0.99));
                }
                self.reader.change(&line).map(Some)
            }
        }
    }
}

impl Iterator for Changes<'_, '_> {
    type Item = Result<Change>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.read_next().map_err(RosterError::work).transpose();
        self.ended |= !matches!(next, Some(Ok(_)));
        next
    }
}

impl Roster {
    /// Takes a snapshot in place of everything that the hub gave before.
    ///
    /// # Errors
    /// [`SnapshotError`] within [`RosterError::Work`] when it is not one of this hub's for this
    /// device; or when it cannot be stored.
    pub fn fill(&self, snapshot: &mut dyn BufRead, progress: &mut dyn FnMut(f64)) -> Result<()> {
        let Some(state) = self.hub()? else {
            return Err(RosterError::NotEnrolled);
        };
        let reader = SnapshotReader::begin(snapshot).map_err(RosterError::work)?;
        let head = reader.head().clone();
        if (head.hub, head.device) != (state.enrolment.hub, self.device()) {
            return Err(RosterError::work(SnapshotError::Foreign));
        }
        let key = state.enrolment.key;
        let mut changes = Changes { reader, key, read: 0, ended: false, progress };
        match state.bookmark {
            None if !self.holds_tickets()? => {
                self.write(|roster| roster.fill_at_once(&mut changes, &head))?;
            }
            _ => self.fill_bit_by_bit(&mut changes, &head)?,
        }
        (changes.progress)(1.0);
        Ok(())
    }

    fn holds_tickets(&self) -> Result<bool> {
        let holds = |roster: &Reading<'_>| roster.holds_tickets();
        self.read(holds)
    }

    fn fill_bit_by_bit(&self, changes: &mut Changes<'_, '_>, head: &SnapshotHead) -> Result<()> {
        let mut came = Came::default();
        while !changes.ended {
            let bit: Vec<_> = changes.take(CHANGES_AT_ONCE).collect::<Result<_>>()?;
            let bit = bit.into_iter().map(Ok);
            self.write(|roster| roster.take_changes(bit, Some(&mut came)))?;
        }
        for table in ["ticket", "elsewhere"] {
            let there = if table == "ticket" { &came.tickets } else { &came.elsewhere };
            let gone = self.read(|roster| roster.rows_of_hub(table))?;
            let gone: Vec<_> = gone.into_iter().filter(|(n, _)| !there.contains(n)).collect();
            for bit in gone.chunks(CHANGES_AT_ONCE) {
                self.write(|roster| {
                    let mut rows = bit.iter();
                    rows.try_for_each(|(n, event)| roster.withdraw_row(table, *n, *event, false))
                })?;
            }
        }
        self.write(|roster| roster.end_filling(&came, head))
    }
}

impl Writing<'_> {
    fn fill_at_once(&mut self, changes: &mut Changes<'_, '_>, head: &SnapshotHead) -> Result<()> {
        let mut came = Came::default();
        self.step(|writing| {
            writing.take_changes(&mut *changes, Some(&mut came))?;
            writing.end_filling(&came, head)
        })
    }

    /// Withdraws what the programme has no more, and notes how far the hub's changes were taken.
    fn end_filling(&mut self, came: &Came, head: &SnapshotHead) -> Result<()> {
        for (noun, id) in self.plan_ids()? {
            if !came.plan.contains(&(noun, id.clone())) {
                self.withdraw_plan_row(noun, &id)?;
            }
        }
        let SnapshotHead { epoch, statement, cursor, .. } = *head;
        self.put_bookmark(&Bookmark { epoch, statement, cursor })
    }
}

impl Reading<'_> {
    fn holds_tickets(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE tickets > 0)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// The rows of events that a hub gave, and those events, as far as they are not withdrawn.
    fn rows_of_hub(&self, table: &str) -> Result<Vec<(i64, i64)>> {
        let sql = format!(
            "SELECT n, event FROM {table} WHERE withdrawn = ?1 \
             AND event IN (SELECT n FROM event WHERE of_hub = 1)"
        );
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map(params![false], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
