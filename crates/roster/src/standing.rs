//! Where tickets stand: folded from their records, and kept folded beside them.

use std::collections::BTreeMap;

use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::TicketId;
use parvis_domain::series::Sealed;
use parvis_domain::standing::{Standing, fold};
use rusqlite::{CachedStatement, params};

use crate::occupancy::Sums;
use crate::{Reading, Result, RosterError, Writing};

/// Where a ticket stands within one scope, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projected {
    pub(crate) scope: String,
    pub(crate) event: String,
    pub(crate) inside: bool,
    pub(crate) doubles: i64,
}

/// Folds a ticket's records to what is kept of them.
pub(crate) fn projected(records: &[Sealed]) -> Result<Vec<Projected>> {
    let standing = fold(records.iter().map(|sealed| &sealed.record));
    let scopes = standing.scopes().map(|(scope, standing)| {
        Ok(Projected {
            scope: scope.to_string(),
            event: event_of(records, standing.first.key).to_owned(),
            inside: standing.inside,
            doubles: i64::try_from(standing.doubles.len())
                .map_err(RosterError::unreadable("record"))?,
        })
    });
    let mut rows: Vec<_> = scopes.collect::<Result<_>>()?;
    // In the order of the table, which is not that of scopes.
    rows.sort_by(|one: &Projected, other| one.scope.cmp(&other.scope));
    Ok(rows)
}

/// The event that an admission was for.
fn event_of(records: &[Sealed], key: RecordKey) -> &str {
    records
        .iter()
        .find(|sealed| sealed.record.key == key)
        .and_then(|sealed| match &sealed.record.fact {
            Fact::Scanned(scanned) => Some(scanned.event.as_str()),
            Fact::Strange(_) | Fact::Undone { .. } => None,
        })
        .unwrap_or_default()
}

impl Reading<'_> {
    /// Where a ticket stands, folded from all records about it. Empty for one that is unknown.
    ///
    /// # Errors
    /// When its records cannot be read.
    pub fn standing(&self, ticket: TicketId) -> Result<Standing> {
        let records = self.weighing(ticket)?;
        Ok(fold(records.iter().map(|sealed| &sealed.record)))
    }

    /// What is kept of where a ticket stands.
    pub(crate) fn kept_of(&self, ticket: TicketId) -> Result<Vec<Projected>> {
        let sql = "SELECT scope, event, inside, doubles FROM standing WHERE ticket = ?1 \
                   ORDER BY scope";
        let mut query = self.conn.prepare_cached(sql)?;
        let kept = query.query_map([ticket.0], |row| {
            Ok(Projected {
                scope: row.get(0)?,
                event: row.get(1)?,
                inside: row.get(2)?,
                doubles: row.get(3)?,
            })
        })?;
        Ok(kept.collect::<rusqlite::Result<_>>()?)
    }

    /// Folds every ticket anew and gives what should be kept of it.
    pub(crate) fn refolded(
        &self,
        each: &mut dyn FnMut(TicketId, Vec<Projected>) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT ticket, bytes FROM record \
                   WHERE ticket IS NOT NULL AND weighs = 1 ORDER BY ticket";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut gathered: Option<(TicketId, Vec<Sealed>)> = None;
        while let Some(row) = rows.next()? {
            let ticket = TicketId(row.get(0)?);
            let sealed = Sealed::read(row.get(1)?)?;
            match &mut gathered {
                Some((same, records)) if *same == ticket => records.push(sealed),
                _ => {
                    let before = gathered.replace((ticket, vec![sealed]));
                    before.map_or(Ok(()), |(of, records)| each(of, projected(&records)?))?;
                }
            }
        }
        gathered.map_or(Ok(()), |(of, records)| each(of, projected(&records)?))
    }
}

impl Writing<'_> {
    /// Keeps where a ticket stands in agreement with its records.
    pub(crate) fn refold(&mut self, ticket: TicketId, records: &[Sealed]) -> Result<()> {
        let before = self.kept_of(ticket)?;
        let after = projected(records)?;
        if before == after {
            return Ok(());
        }
        let kept: BTreeMap<_, _> = before.iter().map(|row| (&row.scope, row)).collect();
        for row in after.iter().filter(|row| kept.get(&row.scope) != Some(row)) {
            self.keep(ticket, row)?;
        }
        for gone in before.iter().filter(|old| after.iter().all(|new| new.scope != old.scope)) {
            let sql = "DELETE FROM standing WHERE ticket = ?1 AND scope = ?2";
            self.conn.prepare_cached(sql)?.execute(params![ticket.0, gone.scope])?;
        }
        let mut sums = Sums::default();
        sums.take_out(&before);
        sums.put_in(&after);
        self.add_sums(&sums)
    }

    /// Makes everything that is folded anew from the records.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn rebuild(&mut self) -> Result<()> {
        self.step(|writing| {
            writing.conn.execute_batch("DELETE FROM standing; DELETE FROM occupancy")?;
            let mut sums = Sums::default();
            let conn = writing.conn();
            let mut insert = conn.prepare_cached(KEEP)?;
            writing.refolded(&mut |ticket, rows| {
                rows.iter().try_for_each(|row| keep(&mut insert, ticket, row))?;
                sums.put_in(&rows);
                Ok(())
            })?;
            writing.add_sums(&sums)
        })
    }

    fn keep(&self, ticket: TicketId, row: &Projected) -> Result<()> {
        keep(&mut self.conn.prepare_cached(KEEP)?, ticket, row)
    }
}

const KEEP: &str = "INSERT OR REPLACE INTO standing (ticket, scope, event, inside, doubles) \
                    VALUES (?1, ?2, ?3, ?4, ?5)";

fn keep(insert: &mut CachedStatement<'_>, ticket: TicketId, row: &Projected) -> Result<()> {
    insert.execute(params![ticket.0, row.scope, row.event, row.inside, row.doubles])?;
    Ok(())
}
