//! Whether every series is whole: each record unchanged, and following the one before.

use std::collections::{BTreeMap, BTreeSet};

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{DeviceId, Incarnation, RecordHash};
use parvis_domain::series::Sealed;
use rusqlite::Row;

use crate::{Finding, Reading, Result};

/// What a device's very first record names as the one before.
const NOTHING: RecordHash = RecordHash([0; 32]);

/// Follows the series, record by record.
#[derive(Default)]
struct Follower {
    before: Option<(RecordKey, RecordHash)>,
    /// What the first records of incarnations go on from, and which they are, with
    /// whether they were written here.
    goes_on_from: BTreeMap<(DeviceId, RecordHash), Vec<(RecordKey, bool)>>,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    /// Hashes every record anew and follows each series from its first.
    pub(crate) fn broken_chains(&self) -> Result<Vec<Finding>> {
        let sql = "SELECT series.device, series.incarnation, record.seq, record.hash, \
                   record.stamp_ms, record.stamp_count, record.ticket, record.weighs, record.bytes, \
                   series.own \
                   FROM record JOIN series ON series.n = record.series \
                   ORDER BY record.series, record.seq";
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut follower = Follower::default();
        while let Some(row) = rows.next()? {
            follower.follow(row)?;
        }
        let present = self.which_are_held(follower.goes_on_from.keys())?;
        Ok(follower.end(&present))
    }

    /// Those of these records that are held.
    fn which_are_held<'k>(
        &self,
        wanted: impl Iterator<Item = &'k (DeviceId, RecordHash)>,
    ) -> Result<BTreeSet<(DeviceId, RecordHash)>> {
        let wanted: BTreeSet<_> = wanted.copied().collect();
        let sql = "SELECT series.device, record.hash FROM record \
                   JOIN series ON series.n = record.series";
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut held = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let record = (DeviceId(row.get(0)?), RecordHash(row.get(1)?));
            if wanted.contains(&record) {
                held.insert(record);
            }
        }
        Ok(held)
    }
}

impl Follower {
    fn follow(&mut self, row: &Row<'_>) -> Result<()> {
        let (device, incarnation) = (DeviceId(row.get(0)?), Incarnation(row.get(1)?));
        let key = RecordKey { device, incarnation, seq: row.get(2)? };
        let hash = RecordHash(row.get(3)?);
        let changed = |what| Finding::Changed { key, what };
        match Sealed::read(row.get(8)?) {
            Err(_) => self.findings.push(changed("it cannot be read")),
            Ok(sealed) if sealed.hash != hash => self.findings.push(changed("it was altered")),
            Ok(sealed) if !says_the_same(row, key, &sealed)? => {
                self.findings.push(changed("it is filed wrongly"));
            }
            Ok(sealed) => self.link(key, sealed.record.previous, row.get(9)?),
        }
        self.before = Some((key, hash));
        Ok(())
    }

    /// Compares with the record before, when it is of the same incarnation. Of a series that was
    /// not written here only what concerns this kiosk came, so something may well be missing.
    fn link(&mut self, key: RecordKey, previous: RecordHash, own: bool) {
        if key.seq == 1 {
            let firsts = self.goes_on_from.entry((key.device, previous)).or_default();
            firsts.push((key, own));
            return;
        }
        let expected = RecordKey { seq: key.seq - 1, ..key };
        match self.before.filter(|(before, _)| *before == expected) {
            None if own => self.findings.push(Finding::Gap { before: key }),
            Some((_, hash)) if hash != previous => {
                let what = "it does not follow the one before";
                self.findings.push(Finding::Changed { key, what });
            }
            _ => {}
        }
    }

    fn end(mut self, held: &BTreeSet<(DeviceId, RecordHash)>) -> Vec<Finding> {
        for ((device, previous), firsts) in self.goes_on_from {
            if firsts.len() > 1 {
                self.findings.push(Finding::Fork { device });
            }
            if previous != NOTHING && !held.contains(&(device, previous)) {
                let own = firsts.into_iter().filter(|(_, own)| *own);
                self.findings.extend(own.map(|(before, _)| Finding::Gap { before }));
            }
        }
        self.findings
    }
}

/// Whether the columns that find a record agree with what it says itself.
fn says_the_same(row: &Row<'_>, key: RecordKey, sealed: &Sealed) -> Result<bool> {
    let record = &sealed.record;
    let ticket: Option<[u8; 16]> = row.get(6)?;
    Ok(record.key == key
        && record.stamp.ms == row.get::<_, i64>(4)?
        && record.stamp.count == row.get::<_, u32>(5)?
        && record.fact.ticket().map(|ticket| ticket.0) == ticket
        && record.fact.weighs() == row.get::<_, bool>(7)?)
}
