//! Looking for everything that is not as it should be.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use parvis_domain::hub_time::Apart;

use crate::{DataKind, Finding, Reading, Result, Roster, RosterError, connection};

/// Each index, and whether some row of its table is missing in it.
const INDEXES: [(&str, &str); 3] = [
    (
        "ticket_index",
        "SELECT (SELECT count(*) FROM ticket_index) != (SELECT 2 * count(*) FROM ticket)",
    ),
    (
        "name_index",
        "SELECT (SELECT count(DISTINCT n) FROM name_index) != (SELECT count(*) FROM ticket)",
    ),
    (
        "elsewhere_index",
        "SELECT (SELECT count(DISTINCT n) FROM elsewhere_index) != \
         (SELECT count(*) FROM elsewhere)",
    ),
];

pub(crate) fn examine(roster: &Roster) -> Result<Vec<Finding>> {
    let settings = roster.preview(|writing| connection::settings(writing.conn))?;
    let wrong = settings.into_iter().filter(|setting| setting.found != setting.wanted);
    let mut findings: Vec<_> = wrong
        .map(|s| Finding::Setting { name: s.name, wanted: s.wanted, found: s.found })
        .collect();
    let findings_of = |reading: &Reading<'_>| reading.findings();
    match roster.read(findings_of) {
        Ok(more) => {
            findings.extend(more);
            findings.extend(wrong_clock(roster)?);
        }
        Err(RosterError::Damaged { what }) => findings.push(Finding::Damaged(what)),
        Err(error @ (RosterError::Unreadable { .. } | RosterError::Series(_))) => {
            findings.push(Finding::Damaged(error.to_string()));
        }
        Err(other) => return Err(other),
    }
    Ok(findings)
}

/// A rehearsal's clock is set, and stands apart from its hub's on purpose.
fn wrong_clock(roster: &Roster) -> Result<Option<Finding>> {
    let real = roster.kind() == DataKind::Real;
    let Some(hub) = roster.hub()?.filter(|_| real) else { return Ok(None) };
    let apart = Apart::of(SignedDuration::from_millis(hub.ahead_ms)).zip(hub.spoken);
    Ok(apart.map(|(apart, heard)| Finding::Clock { apart, ahead: hub.ahead_ms > 0, heard }))
}

impl Reading<'_> {
    /// What is wrong with the file, or else with what stands in it.
    fn findings(&self) -> Result<Vec<Finding>> {
        let damage = self.damage()?;
        if !damage.is_empty() {
            return Ok(damage);
        }
        let mut findings = self.orphans()?;
        findings.extend(self.broken_chains()?);
        findings.extend(self.wrong_sums()?);
        findings.extend(self.wrong_tickets()?);
        Ok(findings)
    }

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

    /// Folds every ticket anew and compares.
    fn wrong_sums(&self) -> Result<Vec<Finding>> {
        let (kept, anew) = (self.kept_sums()?, self.sums_anew()?);
        let wrong = kept.given().ne(anew.given())
            || kept.seats().ne(anew.seats())
            || kept.doubles_here().ne(anew.doubles_here());
        let (kept, said) = self.said_numbers()?;
        let wrong = wrong || kept != said;
        Ok(if wrong { vec![Finding::Sums] } else { vec![] })
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
        for (index, missing) in INDEXES {
            if self.conn.query_row(missing, [], |row| row.get(0))? {
                findings.push(Finding::Index { index });
            }
        }
        Ok(findings)
    }
}
