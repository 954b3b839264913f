//! Where tickets stand: folded from their records.

use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{DeviceId, TicketId};
use parvis_domain::series::Sealed;
use parvis_domain::standing::{Standing, fold};

use crate::occupancy::Sums;
use crate::{Reading, Result, RosterError, Writing};

/// Where a ticket stands within one scope, as it is summed up.
pub(crate) struct Projected {
    pub(crate) scope: String,
    pub(crate) event: String,
    pub(crate) inside: bool,
    pub(crate) doubles: i64,
    /// Those that concern this device: the second record of each, and its time in milliseconds.
    pub(crate) doubles_here: Vec<(RecordKey, i64)>,
    /// Seats it takes of those lent to this device.
    pub(crate) seats: i64,
}

/// Folds a ticket's records to what is summed up of them.
pub(crate) fn projected(records: &[Sealed], own: DeviceId) -> Result<Vec<Projected>> {
    let standing = fold(records.iter().map(|sealed| &sealed.record));
    let scopes = standing.scopes().map(|(scope, standing)| {
        Ok(Projected {
            scope: scope.to_string(),
            event: event_of(records, standing.first.key).to_owned(),
            inside: standing.inside,
            doubles: i64::try_from(standing.doubles.len())
                .map_err(RosterError::unreadable("record"))?,
            doubles_here: standing
                .doubles
                .iter()
                .filter(|double| double.concerns(own))
                .map(|double| (double.again.key, double.again.at.as_millisecond()))
                .collect(),
            seats: standing.seats.get(&own).map_or(0, |seats| i64::from(*seats)),
        })
    });
    scopes.collect()
}

/// The event that an admission was for.
fn event_of(records: &[Sealed], key: RecordKey) -> &str {
    records
        .iter()
        .find(|sealed| sealed.record.key == key)
        .and_then(|sealed| match &sealed.record.fact {
            Fact::Scanned(scanned) => Some(scanned.event.as_str()),
            _ => None,
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

    /// The sums over every ticket, folded anew.
    pub(crate) fn sums_anew(&self) -> Result<Sums> {
        let sql = "SELECT ticket, bytes FROM record \
                   WHERE ticket IS NOT NULL AND weighs = 1 ORDER BY ticket";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let own = self.identity.device;
        let mut sums = Sums::default();
        let mut gathered: Option<(TicketId, Vec<Sealed>)> = None;
        while let Some(row) = rows.next()? {
            let ticket = TicketId(row.get(0)?);
            let sealed = Sealed::read(row.get(1)?)?;
            match &mut gathered {
                Some((same, records)) if *same == ticket => records.push(sealed),
                _ => {
                    if let Some((_, records)) = gathered.replace((ticket, vec![sealed])) {
                        sums.put_in(&projected(&records, own)?);
                    }
                }
            }
        }
        if let Some((_, records)) = gathered {
            sums.put_in(&projected(&records, own)?);
        }
        Ok(sums)
    }
}

impl Writing<'_> {
    /// Keeps the sums in agreement with a ticket's records, of which the last is new.
    pub(crate) fn refold(&mut self, records: &[Sealed]) -> Result<()> {
        let Some((_, before)) = records.split_last() else { return Ok(()) };
        let mut sums = Sums::default();
        let own = self.identity.device;
        sums.take_out(&projected(before, own)?);
        sums.put_in(&projected(records, own)?);
        self.add_sums(&sums)
    }

    /// Makes everything that is folded anew from the records.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn rebuild(&mut self) -> Result<()> {
        self.step(|writing| {
            writing.conn.execute_batch(
                "DELETE FROM occupancy; DELETE FROM seat; DELETE FROM double_here; DELETE FROM said",
            )?;
            let sums = writing.sums_anew()?;
            writing.add_sums(&sums)?;
            writing.count_seats_anew()?;
            writing.keep_said_anew()
        })
    }
}
