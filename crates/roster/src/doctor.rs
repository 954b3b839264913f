//! Looking for everything that is not as it should be.

use std::collections::BTreeMap;
use std::fmt;

use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::Sealed;
use rusqlite::Row;

use crate::occupancy::Sums;
use crate::record::weighs;
use crate::{Reading, Result, Roster, RosterError, connection};

/// One thing that is not as it should be. Its words are for the one who mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// SQLite's own check found the file damaged.
    Damaged(String),
    /// A row names another that is not there.
    Orphans {
        /// The table with such rows.
        table: String,
        /// How many there are.
        rows: u64,
    },
    /// A record is not the one it was when it was written.
    Changed {
        /// Its device.
        device: DeviceId,
        /// The opening.
        incarnation: Incarnation,
        /// Its number.
        seq: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Records of a series are missing before one that is there.
    Gap {
        /// The device.
        device: DeviceId,
        /// The opening.
        incarnation: Incarnation,
        /// The record before which some are missing.
        before: u64,
    },
    /// What is kept about tickets is not what their records say. It can be rebuilt.
    Folded {
        /// How many tickets stand otherwise than their records say.
        tickets: u64,
    },
    /// The sums kept are not those of the tickets. They can be rebuilt.
    Sums,
    /// The number of tickets kept for an event is not how many there are.
    Tickets {
        /// The event.
        event: String,
    },
    /// A ticket does not stand in the indexes that find it.
    Index {
        /// Which index.
        index: &'static str,
    },
    /// A setting that durability rests on is not as it must be.
    Setting {
        /// Its name.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => write!(f, "the file is damaged: {what}"),
            Self::Orphans { table, rows } => {
                write!(f, "{rows} rows of {table} name something that is not there")
            }
            Self::Changed { device, incarnation, seq, what } => {
                write!(f, "record {seq} of device {device}, opening {incarnation}: {what}")
            }
            Self::Gap { device, incarnation, before } => write!(
                f,
                "records before {before} of device {device}, opening {incarnation}, are missing"
            ),
            Self::Folded { tickets } => {
                write!(f, "{tickets} tickets stand otherwise than their records say")
            }
            Self::Sums => f.write_str("the counts are not those of the tickets"),
            Self::Tickets { event } => write!(f, "the tickets of “{event}” are counted wrongly"),
            Self::Index { index } => write!(f, "tickets are missing in {index}"),
            Self::Setting { name, wanted, found } => {
                write!(f, "SQLite has {name}={found} where {wanted} is needed")
            }
        }
    }
}

pub(crate) fn examine(roster: &Roster) -> Result<Vec<Finding>> {
    let settings = roster.preview(|writing| connection::settings(writing.conn))?;
    let mut findings: Vec<_> = settings
        .into_iter()
        .filter(|setting| setting.found != setting.wanted)
        .map(|s| Finding::Setting { name: s.name, wanted: s.wanted, found: s.found })
        .collect();
    let of_file = roster.read(|reading| {
        let mut findings = reading.damage()?;
        if findings.is_empty() {
            findings.extend(reading.orphans()?);
            findings.extend(reading.broken_chains()?);
            findings.extend(reading.wrong_folds()?);
            findings.extend(reading.wrong_tickets()?);
        }
        Ok(findings)
    });
    match of_file {
        Ok(more) => findings.extend(more),
        Err(RosterError::Damaged { what }) => findings.push(Finding::Damaged(what)),
        Err(RosterError::Unreadable { what, .. }) => {
            findings.push(Finding::Damaged(format!("a stored {what} cannot be read")));
        }
        Err(RosterError::Series(error)) => findings.push(Finding::Damaged(error.to_string())),
        Err(other) => return Err(other),
    }
    Ok(findings)
}

impl Reading<'_> {
    fn damage(&self) -> Result<Vec<Finding>> {
        let mut query = self.conn.prepare("PRAGMA integrity_check(20)")?;
        let said = query.query_map([], |row| row.get(0))?;
        let said: Vec<String> = said.collect::<rusqlite::Result<_>>()?;
        Ok(said.into_iter().filter(|line| line != "ok").map(Finding::Damaged).collect())
    }

    fn orphans(&self) -> Result<Vec<Finding>> {
        let mut query = self.conn.prepare("PRAGMA foreign_key_check")?;
        let tables = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut orphans: BTreeMap<String, u64> = BTreeMap::new();
        for table in tables {
            *orphans.entry(table?).or_default() += 1;
        }
        Ok(orphans.into_iter().map(|(table, rows)| Finding::Orphans { table, rows }).collect())
    }

    /// Hashes every record anew and follows each series from its first.
    fn broken_chains(&self) -> Result<Vec<Finding>> {
        let sql = "SELECT series.device, series.incarnation, record.seq, record.stamp_ms, \
                   record.stamp_count, record.ticket, record.weighs, record.hash, record.bytes \
                   FROM record JOIN series ON series.n = record.series \
                   ORDER BY record.series, record.seq";
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut findings = Vec::new();
        let mut before: Option<(DeviceId, Incarnation, u64, RecordHash)> = None;
        while let Some(row) = rows.next()? {
            let (device, incarnation) = (DeviceId(row.get(0)?), Incarnation(row.get(1)?));
            let seq = row.get(2)?;
            let hash = RecordHash(row.get(7)?);
            let (last, previous) = match before {
                Some((d, i, seq, hash)) if (d, i) == (device, incarnation) => (seq, hash),
                _ => (0, RecordHash([0; 32])),
            };
            let changed = |what| Finding::Changed { device, incarnation, seq, what };
            match Sealed::read(row.get(8)?) {
                Err(_) => findings.push(changed("it cannot be read")),
                Ok(sealed) if sealed.hash != hash => findings.push(changed("it was altered")),
                Ok(sealed) if !says_the_same(row, &sealed)? => {
                    findings.push(changed("it is filed wrongly"));
                }
                Ok(_) if seq != last + 1 => {
                    findings.push(Finding::Gap { device, incarnation, before: seq });
                }
                Ok(sealed) if sealed.record.previous != previous => {
                    findings.push(changed("it does not follow the one before"));
                }
                Ok(_) => {}
            }
            before = Some((device, incarnation, seq, hash));
        }
        Ok(findings)
    }

    /// Folds every ticket anew and compares.
    fn wrong_folds(&self) -> Result<Vec<Finding>> {
        let (mut wrong, mut tickets, mut sums) = (0, 0_u64, Sums::default());
        self.refolded(&mut |ticket: TicketId, rows| {
            tickets += u64::from(!rows.is_empty());
            wrong += u64::from(self.kept_of(ticket)? != rows);
            sums.put_in(&rows);
            Ok(())
        })?;
        let sql = "SELECT count(DISTINCT ticket) FROM standing";
        let kept: u64 = self.conn.query_row(sql, [], |row| row.get(0))?;
        // Tickets that are kept without a record are wrong as well.
        let wrong = wrong.max(kept.abs_diff(tickets));
        let mut findings = Vec::new();
        if wrong > 0 {
            findings.push(Finding::Folded { tickets: wrong });
        }
        if self.kept_sums()?.given().ne(sums.given()) {
            findings.push(Finding::Sums);
        }
        Ok(findings)
    }

    fn wrong_tickets(&self) -> Result<Vec<Finding>> {
        let sql = "SELECT id FROM event WHERE tickets != \
                   (SELECT count(*) FROM ticket WHERE event = event.n AND withdrawn = 0) + \
                   (SELECT count(*) FROM elsewhere WHERE event = event.n AND withdrawn = 0)";
        let mut query = self.conn.prepare(sql)?;
        let events = query.query_map([], |row| row.get(0))?;
        let events: Vec<String> = events.collect::<rusqlite::Result<_>>()?;
        let mut findings: Vec<_> =
            events.into_iter().map(|event| Finding::Tickets { event }).collect();
        for (index, sql) in [
            (
                "code_index",
                "SELECT (SELECT count(DISTINCT n) FROM code_index) != (SELECT count(*) FROM ticket)",
            ),
            (
                "name_index",
                "SELECT (SELECT count(DISTINCT n) FROM name_index) != (SELECT count(*) FROM ticket)",
            ),
            (
                "elsewhere_index",
                "SELECT (SELECT count(DISTINCT n) FROM elsewhere_index) != (SELECT count(*) FROM elsewhere)",
            ),
        ] {
            if self.conn.query_row(sql, [], |row| row.get(0))? {
                findings.push(Finding::Index { index });
            }
        }
        Ok(findings)
    }
}

/// Whether the columns that find a record agree with what it says itself.
fn says_the_same(row: &Row<'_>, sealed: &Sealed) -> Result<bool> {
    let record = &sealed.record;
    let ticket: Option<[u8; 16]> = row.get(5)?;
    Ok(record.key.device.0 == row.get::<_, [u8; 16]>(0)?
        && record.key.incarnation.0 == row.get::<_, [u8; 8]>(1)?
        && record.key.seq == row.get::<_, u64>(2)?
        && record.stamp.ms == row.get::<_, i64>(3)?
        && record.stamp.count == row.get::<_, u32>(4)?
        && record.fact.ticket().map(|ticket| ticket.0) == ticket
        && weighs(&record.fact) == row.get::<_, bool>(6)?)
}
