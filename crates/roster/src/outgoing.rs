//! This device's own records on their way to the hub.

use parvis_domain::id::{Incarnation, RecordHash};
use parvis_domain::series::Sealed;
use parvis_protocol::exchange::Pushed;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::replica::OwnSeries;
use parvis_protocol::series::{Batch, SeriesEnd, SignedHead};
use rusqlite::params;

use crate::record::number;
use crate::{Reading, Result, RosterError, Writing};

/// What is not yet safe at the hub.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// How many records.
    pub records: u64,
    /// When the oldest of them was made, in milliseconds since 1970 by this machine's clock.
    pub since_ms: Option<i64>,
    /// How many records the hub put aside for somebody to look into.
    pub put_aside: u64,
    /// How much of what the hub sent could not be taken.
    pub not_taken: u64,
}

impl Reading<'_> {
    /// The series that this device recorded, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn own_series(&self) -> Result<Vec<OwnSeries>> {
        let sql = "SELECT incarnation, safe, (SELECT max(n) FROM record WHERE n BETWEEN \
                   series.n << 40 AND series.n << 40 | 0xffffffffff) & 0xffffffffff \
                   FROM series WHERE own = 1 ORDER BY n";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut series = Vec::new();
        while let Some(row) = rows.next()? {
            let last: Option<u64> = row.get(2)?;
            let (incarnation, safe) = (Incarnation(row.get(0)?), row.get(1)?);
            series.push(OwnSeries { incarnation, last: last.unwrap_or(0), safe });
        }
        Ok(series)
    }

    /// How much is not yet safe at the hub, and since when.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn unsent(&self) -> Result<Unsent> {
        let mut unsent = Unsent::default();
        for series in self.own_series()? {
            let missing = series.last.saturating_sub(series.safe);
            if missing == 0 {
                continue;
            }
            unsent.records += missing;
            let oldest = self.own_record(series.incarnation, series.safe + 1)?;
            let made = oldest.map(|sealed| sealed.record.at.as_millisecond());
            unsent.since_ms = unsent.since_ms.into_iter().chain(made).min();
        }
        let count = |sql| -> Result<u64> { Ok(self.conn.query_row(sql, [], |row| row.get(0))?) };
        unsent.put_aside = count("SELECT count(*) FROM put_aside")?;
        unsent.not_taken = count("SELECT count(*) FROM not_taken")?;
        Ok(unsent)
    }

    pub(crate) fn own_hash(&self, of: Incarnation, seq: u64) -> Result<Option<RecordHash>> {
        match self.series_number(self.identity.device, of)? {
            Some(series) => self.hash_at(series, seq),
            None => Ok(None),
        }
    }

    fn own_record(&self, of: Incarnation, seq: u64) -> Result<Option<Sealed>> {
        let Some(series) = self.series_number(self.identity.device, of)? else { return Ok(None) };
        let mut found = self.texts(series, seq, 1)?;
        let text = found.pop().map(|(text, _)| Sealed::read(text.into_bytes()));
        Ok(text.transpose()?)
    }

    /// The texts and hashes of records from a number on.
    fn texts(&self, series: i64, first: u64, most: usize) -> Result<Vec<(String, RecordHash)>> {
        let (Some(from), Some(to)) = (number(series, first), number(series, (1 << 40) - 1)) else {
            return Ok(Vec::new());
        };
        let sql = "SELECT bytes, hash FROM record WHERE n BETWEEN ?1 AND ?2 ORDER BY n LIMIT ?3";
        let mut query = self.conn.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = query.query([from, to, most])?;
        let mut texts = Vec::new();
        while let Some(row) = rows.next()? {
            let text = String::from_utf8(row.get(0)?).map_err(RosterError::unreadable("record"))?;
            texts.push((text, RecordHash(row.get(1)?)));
        }
        Ok(texts)
    }

    /// Records of an own series after a number, at most so many, signed.
    pub(crate) fn batch(
        &self,
        incarnation: Incarnation,
        after: u64,
        most: usize,
    ) -> Result<Option<Batch>> {
        let device = self.identity.device;
        let Some(series) = self.series_number(device, incarnation)? else { return Ok(None) };
        let texts = self.texts(series, after + 1, most)?;
        let Some((_, hash)) = texts.last() else { return Ok(None) };
        let key = DeviceKey::from_seed(&self.seed()?);
        let last = after + texts.len() as u64;
        let head = SignedHead::sign(&key, device, incarnation, last, *hash);
        let records = texts.into_iter().map(|(text, _)| text).collect();
        Ok(Some(Batch { incarnation, first: after + 1, records, head }))
    }
}

impl Writing<'_> {
    /// Notes what the hub has of every series of this device, in place of what was noted before:
    /// one that was restored from a backup has less than it had.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn note_held_there(&mut self, held: &[SeriesEnd]) -> Result<()> {
        self.step(|writing| {
            for own in writing.own_series()? {
                match held.iter().find(|end| end.incarnation == own.incarnation) {
                    Some(end) => writing.note_end(end)?,
                    None if own.safe > 0 => writing.put_safe(own.incarnation, 0)?,
                    None => {}
                }
            }
            Ok(())
        })
    }

    /// Notes what the hub has durably, and what it put aside.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn note_safe(&mut self, pushed: &Pushed) -> Result<()> {
        self.step(|writing| {
            pushed.series.iter().try_for_each(|end| writing.note_end(end))?;
            pushed.put_aside.iter().try_for_each(|aside| writing.note_aside(aside))
        })
    }

    /// What the hub names is believed only as far as it is the same record here. It may name one
    /// that is not here: when a backup was restored on this machine.
    fn note_end(&self, end: &SeriesEnd) -> Result<()> {
        match self.own_hash(end.incarnation, end.seq)? {
            Some(hash) if hash == end.hash => self.put_safe(end.incarnation, end.seq),
            _ => Ok(()),
        }
    }

    fn put_safe(&self, incarnation: Incarnation, safe: u64) -> Result<()> {
        let sql = "UPDATE series SET safe = ?3 \
                   WHERE device = ?1 AND incarnation = ?2 AND safe != ?3";
        let mut update = self.conn.prepare_cached(sql)?;
        update.execute(params![self.identity.device.0, incarnation.0, safe])?;
        Ok(())
    }

    fn note_aside(&self, aside: &parvis_protocol::exchange::PutAside) -> Result<()> {
        let key = aside.key;
        let series = match key.device == self.identity.device {
            true => self.series_number(key.device, key.incarnation)?,
            false => None,
        };
        let Some(n) = series.and_then(|series| number(series, key.seq)) else { return Ok(()) };
        let reason = serde_json::to_string(&aside.reason);
        let reason = reason.map_err(RosterError::unreadable("reason"))?;
        let sql = "INSERT OR REPLACE INTO put_aside (record, reason) \
                   SELECT n, ?2 FROM record WHERE n = ?1";
        self.conn.execute(sql, params![n, reason.trim_matches('"')])?;
        Ok(())
    }
}
