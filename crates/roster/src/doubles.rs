//! Double admissions that this kiosk's staff may know something of: it recorded one of the two.

use std::collections::BTreeMap;

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::standing::Double;
use parvis_domain::ticket::RosterLine;
use rusqlite::params;

use crate::record::number;
use crate::{Reading, Result, Writing};

/// How many are looked into: the newest. Older ones are the organisers' to settle.
pub const DOUBLES_IN_SIGHT: u32 = 50;

/// The numbers of the newest ones, which every question here is about. Through an index: the file
/// may hold a million records.
const NEWEST: &str = "SELECT record FROM double_here ORDER BY at_ms DESC, record DESC LIMIT ?1";

/// A double admission with its ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubleHere {
    /// The two admissions.
    pub double: Double,
    /// The ticket.
    pub ticket: TicketId,
    /// The ticket as it is held; `None` when it is not held here in full any more.
    pub line: Option<RosterLine>,
}

/// Double admissions by the record of the second one, each with its time in milliseconds and how
/// often it is to be put in.
pub(crate) type DoublesHere = BTreeMap<RecordKey, (i64, i64)>;

impl Reading<'_> {
    /// The newest double admissions of which this device recorded one of the two passages, the
    /// newest first; at most [`DOUBLES_IN_SIGHT`]. What was undone is not among them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn doubles_here(&self) -> Result<Vec<DoubleHere>> {
        let sql = format!("SELECT bytes FROM ({NEWEST}) AS newest JOIN record ON n = record");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query([DOUBLES_IN_SIGHT])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let record = Sealed::read(row.get(0)?)?.record;
            let Some(ticket) = record.fact.ticket() else { continue };
            let standing = self.standing(ticket)?;
            let Some(double) = standing.double(record.key).cloned() else { continue };
            found.push(DoubleHere { double, ticket, line: self.line(ticket)? });
        }
        Ok(found)
    }

    /// How many [`Reading::doubles_here`] gives.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn doubles_in_sight(&self) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM ({NEWEST})");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_row([DOUBLES_IN_SIGHT], |row| row.get(0))?)
    }

    /// How many of [`Reading::doubles_here`] nobody has looked at yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn doubles_unseen(&self) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) FROM ({NEWEST}) WHERE record NOT IN (SELECT record FROM double_seen)"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_row([DOUBLES_IN_SIGHT], |row| row.get(0))?)
    }

    /// What is kept, as if it were to be put in.
    pub(crate) fn kept_doubles(&self) -> Result<DoublesHere> {
        let sql = "SELECT device, incarnation, seq, at_ms FROM double_here \
                   JOIN record ON record.n = double_here.record \
                   JOIN series ON series.n = record.series";
        let mut query = self.conn.prepare(sql)?;
        let kept = query.query_map([], |row| {
            let (device, incarnation) = (DeviceId(row.get(0)?), Incarnation(row.get(1)?));
            Ok((RecordKey { device, incarnation, seq: row.get(2)? }, (row.get(3)?, 1)))
        })?;
        Ok(kept.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Somebody has looked at these double admissions, each named by its second record.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn doubles_were_seen(&mut self, again: &[RecordKey]) -> Result<()> {
        self.step(|writing| {
            let sql = "INSERT OR IGNORE INTO double_seen (record) VALUES (?1)";
            for key in again {
                if let Some(n) = writing.record_number(*key)? {
                    writing.conn.prepare_cached(sql)?.execute([n])?;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn put_doubles(
        &self,
        doubles: impl Iterator<Item = (RecordKey, (i64, i64))>,
    ) -> Result<()> {
        for (key, (at_ms, more)) in doubles {
            let Some(n) = self.record_number(key)? else { continue };
            if more > 0 {
                let sql = "INSERT OR REPLACE INTO double_here (record, at_ms) VALUES (?1, ?2)";
                self.conn.prepare_cached(sql)?.execute(params![n, at_ms])?;
            } else {
                let sql = "DELETE FROM double_here WHERE record = ?1";
                self.conn.prepare_cached(sql)?.execute([n])?;
            }
        }
        Ok(())
    }

    fn record_number(&self, key: RecordKey) -> Result<Option<i64>> {
        let series = self.series_number(key.device, key.incarnation)?;
        Ok(series.and_then(|series| number(series, key.seq)))
    }
}
