//! Records that the hub made itself, kept with its signature so that they can be given back to it.

use parvis_domain::fact::RecordKey;
use parvis_domain::id::RecordHash;
use parvis_protocol::change::RecordRow;
use parvis_protocol::key::Signature;
use parvis_protocol::series::SignedHead;
use rusqlite::params;

use crate::record::number;
use crate::{Reading, Result, RosterError, Writing};

impl Reading<'_> {
    /// Records of this kiosk's hub with its signature, at most so many, after a place; with the
    /// place of the last.
    pub(crate) fn of_hub(&self, after: u64, most: usize) -> Result<(Vec<RecordRow>, u64)> {
        let sql = "SELECT record.n, record.bytes, of_hub.signature FROM of_hub \
                   JOIN record ON record.n = of_hub.record \
                   JOIN series ON series.n = record.series \
                   WHERE record.n > ?1 AND series.device = (SELECT id FROM hub) \
                   ORDER BY record.n LIMIT ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = query.query(params![i64::try_from(after).unwrap_or(i64::MAX), most])?;
        let (mut found, mut last) = (Vec::new(), after);
        while let Some(row) = rows.next()? {
            last = row.get(0)?;
            let text = String::from_utf8(row.get(1)?).map_err(RosterError::unreadable("record"))?;
            let signature = Some(Signature::from_bytes(row.get(2)?));
            found.push(RecordRow { text, ahead_ms: 0, signature });
        }
        Ok((found, last))
    }
}

impl Writing<'_> {
    /// Keeps the hub's signature under a record of its own that is held here. Another signature is
    /// worth nothing to anybody and is left out.
    pub(super) fn keep_signature(
        &self,
        key: RecordKey,
        hash: RecordHash,
        signature: Signature,
    ) -> Result<()> {
        let Some(hub) = self.hub()?.map(|state| state.enrolment) else { return Ok(()) };
        let head = SignedHead { seq: key.seq, hash, signature };
        if hub.hub != key.device || head.verify(&hub.key, key.device, key.incarnation).is_err() {
            return Ok(());
        }
        let series = self.series_number(key.device, key.incarnation)?;
        let Some(n) = series.and_then(|series| number(series, key.seq)) else { return Ok(()) };
        let sql = "INSERT OR IGNORE INTO of_hub (record, signature) VALUES (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![n, signature.as_bytes()])?;
        Ok(())
    }
}
