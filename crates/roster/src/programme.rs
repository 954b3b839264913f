//! The programme, kept row by row.

use parvis_domain::programme::{Edition, Programme};

use crate::plan::PlanRow;
use crate::{Reading, Result, Writing};

impl Reading<'_> {
    /// The programme; `None` before one was put here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn programme(&self) -> Result<Option<Programme>> {
        let Some(edition) = self.plan::<Edition>("edition")?.into_iter().next() else {
            return Ok(None);
        };
        Ok(Some(Programme {
            edition,
            events: self.plan("event")?,
            venues: self.plan("venue")?,
            sessions: self.plan("session")?,
            speakers: self.plan("speaker")?,
            tracks: self.plan("track")?,
        }))
    }
}

/// The rows of a list of nouns.
macro_rules! rows {
    ($nouns:expr) => {
        $nouns.iter().map(|noun| PlanRow::new(&noun.id, noun)).collect::<Result<Vec<_>>>()?
    };
}

impl Writing<'_> {
    /// Replaces the programme. Whoever calls has checked it with [`Programme::check`].
    ///
    /// Rows that say what they said keep their version, what vanished stays as a tombstone.
    ///
    /// # Errors
    /// [`crate::RosterError::IdTwice`], or when it cannot be stored.
    pub fn put_programme(&mut self, programme: &Programme) -> Result<()> {
        self.step(|writing| {
            let edition = PlanRow::new(&programme.edition.id, &programme.edition)?;
            writing.put_plan("edition", vec![edition])?;
            writing.put_plan("event", rows!(programme.events))?;
            writing.put_plan("venue", rows!(programme.venues))?;
            writing.put_plan("session", rows!(programme.sessions))?;
            writing.put_plan("speaker", rows!(programme.speakers))?;
            writing.put_plan("track", rows!(programme.tracks))
        })
    }
}
