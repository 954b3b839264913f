//! Who may open the settings, and the PINs that were tried.

use jiff::Timestamp;
use parvis_domain::staff::{StaffId, StaffMember, StaffName, Tries, TryOutcome, Verifier};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reading, Result, RosterError, Writing};

/// How many tries are kept. Older ones go.
pub const KEPT_TRIES: u32 = 1_000;

/// A PIN that was tried: never which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedTry {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: TryOutcome,
}

impl Reading<'_> {
    /// Everybody who may open the settings, in the order in which they were added.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn staff(&self) -> Result<Vec<StaffMember>> {
        let sql = "SELECT n, name, verifier FROM staff WHERE withdrawn_ms IS NULL ORDER BY n";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut staff = Vec::new();
        while let Some(row) = rows.next()? {
            staff.push(member(row)?);
        }
        Ok(staff)
    }

    /// The wrong PINs in a row so far.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn staff_tries(&self) -> Result<Tries> {
        let mut query = self.conn.prepare_cached("SELECT wrong, last_ms FROM staff_patience")?;
        let kept = query.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((wrong, last_ms)) = kept else { return Ok(Tries::default()) };
        Ok(Tries { wrong, last: instant(last_ms)? })
    }

    /// The last [`KEPT_TRIES`] PINs that were tried, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn recorded_tries(&self) -> Result<Vec<RecordedTry>> {
        let mut query =
            self.conn.prepare_cached("SELECT at_ms, staff FROM staff_try ORDER BY n")?;
        let mut rows = query.query([])?;
        let mut tries = Vec::new();
        while let Some(row) = rows.next()? {
            let who: Option<u32> = row.get(1)?;
            let outcome = who.map_or(TryOutcome::Wrong, |who| TryOutcome::Right(StaffId(who)));
            tries.push(RecordedTry { at: instant(row.get(0)?)?, outcome });
        }
        Ok(tries)
    }
}

impl Writing<'_> {
    /// Adds somebody, and gives their number.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub fn add_staff(
        &mut self,
        name: &StaffName,
        verifier: &Verifier,
        at: Timestamp,
    ) -> Result<StaffId> {
        self.step(|writing| {
            let sql = "INSERT INTO staff (name, verifier, created_ms) VALUES (?1, ?2, ?3) \
                       RETURNING n";
            let mut insert = writing.conn.prepare_cached(sql)?;
            let values = params![name.as_str(), verifier.0, at.as_millisecond()];
            Ok(StaffId(insert.query_row(values, |row| row.get(0))?))
        })
    }

    /// Removes somebody: their PIN opens nothing any more, and what it was checked against is
    /// erased. Gives `false` when there is nobody of this number.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn withdraw_staff(&mut self, who: StaffId, at: Timestamp) -> Result<bool> {
        self.step(|writing| {
            let sql = "UPDATE staff SET verifier = NULL, withdrawn_ms = ?2 \
                       WHERE n = ?1 AND withdrawn_ms IS NULL";
            let mut update = writing.conn.prepare_cached(sql)?;
            Ok(update.execute(params![who.0, at.as_millisecond()])? > 0)
        })
    }

    /// Records that a PIN was tried, and keeps what follows for the next one.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn record_try(&mut self, at: Timestamp, outcome: TryOutcome, tries: Tries) -> Result<()> {
        self.step(|writing| {
            let (outcome, who) = match outcome {
                TryOutcome::Wrong => ("wrong", None),
                TryOutcome::Right(who) => ("right", Some(who.0)),
            };
            let sql = "INSERT INTO staff_try (at_ms, outcome, staff) VALUES (?1, ?2, ?3)";
            let mut insert = writing.conn.prepare_cached(sql)?;
            insert.execute(params![at.as_millisecond(), outcome, who])?;
            let sql = "DELETE FROM staff_try WHERE n <= (SELECT max(n) FROM staff_try) - ?1";
            writing.conn.prepare_cached(sql)?.execute([KEPT_TRIES])?;
            writing.keep_tries(tries)
        })
    }

    /// Keeps the wrong PINs in a row, for after a restart.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub fn put_staff_tries(&mut self, tries: Tries) -> Result<()> {
        self.step(|writing| writing.keep_tries(tries))
    }

    fn keep_tries(&self, tries: Tries) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO staff_patience (one, wrong, last_ms) VALUES (1, ?1, ?2)";
        let values = params![tries.wrong, tries.last.as_millisecond()];
        self.conn.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn member(row: &Row<'_>) -> Result<StaffMember> {
    let name = StaffName::new(row.get_ref(1)?.as_str().map_err(RosterError::unreadable("name"))?);
    Ok(StaffMember {
        id: StaffId(row.get(0)?),
        name: name.map_err(RosterError::unreadable("name"))?,
        verifier: Verifier(row.get(2)?),
    })
}

fn instant(millisecond: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(millisecond).map_err(RosterError::unreadable("time"))
}
