//! What is said for the boards: of sessions, and in announcements.

use jiff::Timestamp;
use parvis_domain::clock::Stamp;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::programme::Session;
use parvis_domain::programme::change::Changes;
use parvis_domain::series::Sealed;

use crate::{Reading, Result, RosterError, Writing};

impl Reading<'_> {
    /// Every record that says something for the boards, whoever said it, in the order of
    /// [`Reading::records`].
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn said(&self) -> Result<Vec<Record>> {
        let sql = "SELECT bytes FROM said JOIN record ON n = record ORDER BY record";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            said.push(Sealed::read(row.get(0)?)?.record);
        }
        Ok(said)
    }

    /// The sessions that the programme had and has no more, as it had them last, unless they have
    /// ended by `now`.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn gone_sessions(&self, now: Timestamp) -> Result<Vec<Session>> {
        let mut gone: Vec<Session> = self.withdrawn("session")?;
        gone.retain(|session| session.end > now);
        Ok(gone)
    }

    /// The stamps that a fact has to come after, besides those of its ticket's records: whatever
    /// is known to have been said of the same session.
    pub(crate) fn said_before(&self, fact: &Fact) -> Result<Vec<Stamp>> {
        let Fact::SessionChanged(of) = fact else { return Ok(Vec::new()) };
        Ok(Changes::fold(&self.said()?).stamps(&of.event, &of.session))
    }

    /// The numbers of the records that are kept as saying something, and of those that do.
    pub(crate) fn said_numbers(&self) -> Result<(Vec<i64>, Vec<i64>)> {
        let mut query = self.conn.prepare("SELECT record FROM said ORDER BY record")?;
        let kept = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT n, bytes FROM record WHERE ticket IS NULL ORDER BY n";
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            // What cannot be read says nothing, and the doctor says that it is there.
            let sealed = Sealed::read(row.get(1)?);
            if sealed.is_ok_and(|sealed| sealed.record.fact.for_boards().is_some()) {
                said.push(row.get(0)?);
            }
        }
        Ok((kept, said))
    }
}

impl Writing<'_> {
    /// Keeps in mind that a record says something for the boards, if it does.
    pub(crate) fn keep_said(&self, n: i64, fact: &Fact) -> Result<()> {
        if fact.for_boards().is_some() {
            self.conn.prepare_cached("INSERT INTO said (record) VALUES (?1)")?.execute([n])?;
        }
        Ok(())
    }

    /// Finds them all anew.
    pub(crate) fn keep_said_anew(&self) -> Result<()> {
        let (_, said) = self.said_numbers()?;
        let mut keep = self.conn.prepare("INSERT INTO said (record) VALUES (?1)")?;
        said.iter().try_for_each(|n| keep.execute([n]).map(drop).map_err(RosterError::from))
    }
}
