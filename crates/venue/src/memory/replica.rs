//! The kiosk's store as the engine sees it. Every change may be broken off in its midst, as by a
//! power cut: what was done by then stays.

use std::collections::BTreeSet;
use std::io::BufRead;

use jiff::Timestamp;
use parvis_domain::id::{Incarnation, RecordHash};
use parvis_domain::series::Sealed;
use parvis_protocol::change::{Change, RecordRow};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{Page, Pushed, Status};
use parvis_protocol::replica::{Bookmark, OwnSeries, Replica};
use parvis_protocol::series::{Batch, SeriesEnd, SignedHead};
use parvis_protocol::snapshot::{SnapshotError, SnapshotLine, SnapshotReader};
use parvis_protocol::statement::Statement;

use super::bug::MemoryBug;
use super::held;
use super::kiosk::{Kiosk, State};

/// A change that was not made, or not whole.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    /// It was broken off.
    #[error("it was broken off")]
    Off,
    /// The snapshot is none.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
}

impl Kiosk {
    fn may_break_off(&self) -> Result<(), Broken> {
        let (times, chance) = &mut *held(&self.breaks);
        if chance.one_in(*times) { Err(Broken::Off) } else { Ok(()) }
    }

    fn is(&self, bug: MemoryBug) -> bool {
        self.bug == Some(bug)
    }
}

impl State {
    fn note_held_there(&mut self, ends: &[SeriesEnd]) {
        for end in ends {
            let own = self.own.iter_mut().find(|(of, ..)| *of == end.incarnation);
            if let Some((_, records, safe)) = own {
                *safe = end.seq.min(records.len() as u64);
            }
        }
    }

    fn take_change(&mut self, change: Change) {
        match change {
            Change::Ticket(row) => drop(self.roster.insert(row.id)),
            Change::Withdrawn(row) => drop(self.roster.remove(&row.id)),
            Change::Record(row) => {
                if let Ok(sealed) = Sealed::read(row.text.into_bytes()) {
                    self.take(sealed);
                }
            }
            _ => {}
        }
    }
}

impl Replica for Kiosk {
    type Error = Broken;

    fn bookmark(&self) -> Result<Option<Bookmark>, Broken> {
        Ok(held(&self.state).bookmark)
    }

    fn life(&self) -> Result<Option<Epoch>, Broken> {
        Ok(held(&self.state).bookmark.map(|bookmark| bookmark.epoch))
    }

    fn incarnation(&self) -> Incarnation {
        held(&self.state).incarnation
    }

    fn own_series(&self) -> Result<Vec<OwnSeries>, Broken> {
        let state = held(&self.state);
        let own = state.own.iter().map(|(incarnation, records, safe)| OwnSeries {
            incarnation: *incarnation,
            last: records.len() as u64,
            safe: *safe,
        });
        Ok(own.collect())
    }

    fn own_hash(&self, of: Incarnation, seq: u64) -> Result<Option<RecordHash>, Broken> {
        let state = held(&self.state);
        let series = state.own.iter().find(|(incarnation, ..)| *incarnation == of);
        let place = seq.checked_sub(1).and_then(|n| usize::try_from(n).ok());
        let found = series.zip(place).and_then(|((_, records, _), place)| records.get(place));
        Ok(found.map(|sealed| sealed.hash))
    }

    fn batch(&self, of: Incarnation, after: u64, most: usize) -> Result<Option<Batch>, Broken> {
        let state = held(&self.state);
        let Some((_, records, _)) = state.own.iter().find(|(incarnation, ..)| *incarnation == of)
        else {
            return Ok(None);
        };
        let skipped = usize::try_from(after).unwrap_or(usize::MAX);
        let some: Vec<&Sealed> = records.iter().skip(skipped).take(most.min(20)).collect();
        let Some(last) = some.last() else { return Ok(None) };
        let (seq, hash) = (last.record.key.seq, last.hash);
        let head = SignedHead::sign(&self.key, self.device, of, seq, hash);
        let text = |sealed: &&Sealed| String::from_utf8_lossy(&sealed.bytes).into_owned();
        let records = some.iter().map(text).collect();
        Ok(Some(Batch { incarnation: of, first: after + 1, records, head }))
    }

    fn of_hub(&self, _: u64, _: usize) -> Result<(Vec<RecordRow>, u64), Broken> {
        // That hub records nothing itself.
        Ok((Vec::new(), 0))
    }

    fn note_status(
        &self,
        status: &Status,
        statement: &Statement,
        _: Timestamp,
        _: i64,
    ) -> Result<Statement, Broken> {
        self.may_break_off()?;
        held(&self.state).note_held_there(&status.series);
        Ok(statement.clone())
    }

    fn note_in_step(&self, _: Timestamp) -> Result<(), Broken> {
        self.may_break_off()
    }

    fn note_safe(&self, pushed: &Pushed) -> Result<(), Broken> {
        self.may_break_off()?;
        held(&self.state).note_held_there(&pushed.series);
        Ok(())
    }

    fn take_page(&self, statement: u64, page: &Page) -> Result<(), Broken> {
        let bookmark = Bookmark { epoch: page.epoch, statement, cursor: page.cursor };
        if self.is(MemoryBug::BookmarkTooEarly) {
            held(&self.state).bookmark = Some(bookmark);
        }
        for change in &page.changes {
            self.may_break_off()?;
            held(&self.state).take_change(change.clone());
        }
        held(&self.state).bookmark = Some(bookmark);
        Ok(())
    }

    fn take_snapshot(
        &self,
        snapshot: &mut dyn BufRead,
        _: &mut dyn FnMut(f64),
    ) -> Result<(), Broken> {
        let mut reader = SnapshotReader::begin(snapshot)?;
        let mut came = BTreeSet::new();
        while let SnapshotLine::Change(line) = reader.next_line(&self.hub_key)? {
            self.may_break_off()?;
            let change = reader.change(&line)?;
            if let Change::Ticket(row) = &change {
                came.insert(row.id);
            }
            held(&self.state).take_change(change);
        }
        let head = reader.head();
        let (epoch, statement, cursor) = (head.epoch, head.statement, head.cursor);
        let mut state = held(&self.state);
        if !self.is(MemoryBug::SnapshotKeepsOld) {
            state.roster.retain(|ticket| came.contains(ticket));
        }
        state.bookmark = Some(Bookmark { epoch, statement, cursor });
        Ok(())
    }
}
