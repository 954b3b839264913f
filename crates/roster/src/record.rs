//! Records: what this device and others noted down, in series.

use jiff::Timestamp;
use parvis_domain::clock::{HybridClock, Stamp};
use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{DeviceId, Incarnation, RecordHash, TicketId};
use parvis_domain::series::{Head, Sealed, SeriesError};
use rusqlite::{Connection, OptionalExtension, params};

use crate::device::Identity;
use crate::{DataKind, Reading, Result, RosterError, Writing};

/// Finds the records that decide where a ticket stands.
pub(crate) const BY_TICKET: &str = "SELECT bytes FROM record WHERE ticket = ?1 AND weighs = 1";

/// Where this opening's own series stands. A clone goes on only when its transaction did.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    head: Head,
    clock: HybridClock,
    /// Its number in the file, once it has a record.
    n: Option<i64>,
}

impl Series {
    /// A new series for this opening, with a clock that goes on after the device's last stamps.
    pub(crate) fn resume(conn: &Connection, identity: &Identity) -> Result<Self> {
        // The last record of each opening. A clock that was set right in between begins anew.
        let sql = "SELECT series.own, record.n, record.stamp_ms, record.stamp_count, record.hash \
                   FROM series JOIN record ON record.n = (SELECT max(n) FROM record \
                   WHERE n BETWEEN series.n << 40 AND series.n << 40 | 0xffffffffff) \
                   WHERE series.device = ?1";
        let mut query = conn.prepare(sql)?;
        let mut rows = query.query([identity.device.0])?;
        let (mut stamp, mut own_last): (Option<Stamp>, Option<(i64, RecordHash)>) = (None, None);
        while let Some(row) = rows.next()? {
            stamp = stamp.max(Some(Stamp { ms: row.get(2)?, count: row.get(3)? }));
            let (n, hash) = (row.get(1)?, RecordHash(row.get(4)?));
            let later = own_last.is_none_or(|(last, _)| n > last);
            if row.get(0)? && later {
                own_last = Some((n, hash));
            }
        }
        let last = own_last.map(|(_, hash)| hash);
        let head = Head::new(identity.device, identity.incarnation, last);
        Ok(Self { head, clock: HybridClock::after(stamp), n: None })
    }
}

impl Reading<'_> {
    /// Gives every record: series by series in the order in which these came here, and each in
    /// its own. The openings of this device are in the order of time.
    ///
    /// # Errors
    /// What `each` gives, or when a record cannot be read.
    pub fn records(&self, each: &mut dyn FnMut(&Sealed) -> Result<()>) -> Result<()> {
        let mut query = self.conn.prepare_cached("SELECT bytes FROM record ORDER BY n")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(&Sealed::read(row.get(0)?)?)?;
        }
        Ok(())
    }

    /// Every record about a ticket, refusals among them, in the order of [`Reading::records`].
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn records_of(&self, ticket: TicketId) -> Result<Vec<Sealed>> {
        self.sealed("SELECT bytes FROM record WHERE ticket = ?1 ORDER BY n", ticket)
    }

    /// The records that decide where a ticket stands.
    pub(crate) fn weighing(&self, ticket: TicketId) -> Result<Vec<Sealed>> {
        self.sealed(BY_TICKET, ticket)
    }

    fn sealed(&self, sql: &str, ticket: TicketId) -> Result<Vec<Sealed>> {
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([ticket.0])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(Sealed::read(row.get(0)?)?);
        }
        Ok(records)
    }

    pub(crate) fn series_number(
        &self,
        device: DeviceId,
        incarnation: Incarnation,
    ) -> Result<Option<i64>> {
        let sql = "SELECT n FROM series WHERE device = ?1 AND incarnation = ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_row(params![device.0, incarnation.0], |row| row.get(0)).optional()?)
    }

    /// The hash of the record that stands somewhere in a series.
    pub(crate) fn hash_at(&self, series: i64, seq: u64) -> Result<Option<RecordHash>> {
        let Some(n) = number(series, seq) else { return Ok(None) };
        let mut query = self.conn.prepare_cached("SELECT hash FROM record WHERE n = ?1")?;
        let hash = query.query_row([n], |row| row.get(0)).optional()?;
        Ok(hash.map(RecordHash))
    }

    /// What the record that stands somewhere in a series names as the one before.
    fn previous_at(&self, series: i64, seq: u64) -> Result<Option<RecordHash>> {
        let Some(n) = number(series, seq) else { return Ok(None) };
        let mut query = self.conn.prepare_cached("SELECT bytes FROM record WHERE n = ?1")?;
        let bytes = query.query_row([n], |row| row.get(0)).optional()?;
        Ok(bytes.map(Sealed::read).transpose()?.map(|sealed| sealed.record.previous))
    }
}

impl Writing<'_> {
    /// Records a fact as the next one of this opening's series, and brings everything folded from
    /// the ticket's records up to date.
    ///
    /// Its stamp comes after those of all records about the same ticket that are known: who leaves
    /// here comes after having entered elsewhere, whatever the clock there read. So does a word
    /// about a session after what was said of that before.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn append(&mut self, at: Timestamp, fact: Fact) -> Result<Sealed> {
        self.step(|writing| {
            let (known, said) = (writing.known_of(&fact)?, writing.said_before(&fact)?);
            let rehearsal = writing.identity.kind == DataKind::Rehearsal;
            let Series { head, clock, .. } = &mut *writing.series;
            let before = known.iter().map(|known| known.record.stamp).chain(said);
            let stamp = clock.tick_after(before, at);
            let sealed = head.next_stamped(stamp, at, rehearsal, fact)?;
            head.advance(&sealed)?;
            writing.insert_record(&sealed)?;
            writing.refold_with(known, sealed.clone())?;
            Ok(sealed)
        })
    }

    /// Takes a record of another device, or of another opening of this one. Gives `false`, and
    /// changes nothing, when it is held already. Records may come in any order.
    ///
    /// # Errors
    /// [`RosterError::Forked`] when another record is held under its key,
    /// [`RosterError::Series`] when it does not fit to its neighbours, and
    /// [`RosterError::OtherKindOfRecord`].
    pub fn receive(&mut self, sealed: Sealed) -> Result<bool> {
        self.step(|writing| match writing.refusal_of(&sealed)? {
            Some(reason) => Err(reason),
            None => writing.take_record(sealed),
        })
    }

    /// Why a record cannot be taken, if it cannot.
    pub(crate) fn refusal_of(&self, sealed: &Sealed) -> Result<Option<RosterError>> {
        let record = &sealed.record;
        if record.rehearsal != (self.identity.kind == DataKind::Rehearsal) {
            return Ok(Some(RosterError::OtherKindOfRecord));
        }
        let RecordKey { device, incarnation, seq } = record.key;
        let held = match self.series_number(device, incarnation)? {
            Some(series) => self.hash_at(series, seq)?,
            None => None,
        };
        let own = (self.identity.device, self.identity.incarnation);
        Ok(match held {
            Some(held) if held == sealed.hash => None,
            Some(_) => Some(RosterError::Forked { key: record.key }),
            None if (device, incarnation) == own => Some(SeriesError::Foreign { seq }.into()),
            None => self.misfit(sealed)?.map(RosterError::from),
        })
    }

    /// Takes a record that [`Writing::refusal_of`] has nothing against.
    pub(crate) fn take_record(&mut self, sealed: Sealed) -> Result<bool> {
        let RecordKey { device, incarnation, seq } = sealed.record.key;
        if let Some(series) = self.series_number(device, incarnation)?
            && self.hash_at(series, seq)?.is_some()
        {
            return Ok(false);
        }
        let known = self.known_of(&sealed.record.fact)?;
        self.insert_record(&sealed)?;
        self.refold_with(known, sealed)?;
        Ok(true)
    }

    /// The records that decide where the fact's ticket stands; none when the fact has no weight.
    fn known_of(&self, fact: &Fact) -> Result<Vec<Sealed>> {
        match fact.ticket() {
            Some(ticket) if fact.weighs() => self.weighing(ticket),
            _ => Ok(Vec::new()),
        }
    }

    fn refold_with(&mut self, mut known: Vec<Sealed>, new: Sealed) -> Result<()> {
        match new.record.fact.ticket() {
            Some(_) if new.record.fact.weighs() => {
                known.push(new);
                self.refold(&known)
            }
            _ => Ok(()),
        }
    }

    /// What a record's neighbours say against it.
    fn misfit(&self, sealed: &Sealed) -> Result<Option<SeriesError>> {
        let RecordKey { device, incarnation, seq } = sealed.record.key;
        let Some(series) = self.series_number(device, incarnation)? else { return Ok(None) };
        let before = self.hash_at(series, seq.saturating_sub(1))?;
        if before.is_some_and(|hash| hash != sealed.record.previous) {
            return Ok(Some(SeriesError::Broken { seq }));
        }
        let next = seq.saturating_add(1);
        let after = self.previous_at(series, next)?;
        let broken = after.is_some_and(|previous| previous != sealed.hash);
        Ok(broken.then_some(SeriesError::Broken { seq: next }))
    }

    fn insert_record(&mut self, sealed: &Sealed) -> Result<()> {
        let key = sealed.record.key;
        let series = self.hold_series(key)?;
        let n = number(series, key.seq).ok_or(SeriesError::Foreign { seq: key.seq })?;
        let sql = "INSERT INTO record \
                   (n, series, seq, stamp_ms, stamp_count, ticket, weighs, hash, bytes) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let Stamp { ms, count } = sealed.record.stamp;
        let fact = &sealed.record.fact;
        let ticket = fact.ticket().map(|ticket| ticket.0);
        self.conn.prepare_cached(sql)?.execute(params![
            n,
            series,
            key.seq,
            ms,
            count,
            ticket,
            fact.weighs(),
            sealed.hash.0,
            sealed.bytes,
        ])?;
        self.keep_said(n, fact)?;
        self.count_seats(&sealed.record)
    }

    /// The number of a record's series, which is given with its first record.
    fn hold_series(&mut self, key: RecordKey) -> Result<i64> {
        let own =
            (key.device, key.incarnation) == (self.identity.device, self.identity.incarnation);
        if let Some(series) = self.series.n.filter(|_| own) {
            return Ok(series);
        }
        let RecordKey { device, incarnation, .. } = key;
        let series = match self.series_number(device, incarnation)? {
            Some(series) => series,
            None => {
                let sql = "INSERT INTO series (device, incarnation, own) VALUES (?1, ?2, ?3)";
                self.conn.prepare_cached(sql)?.execute(params![device.0, incarnation.0, own])?;
                self.conn.last_insert_rowid()
            }
        };
        if own {
            self.series.n = Some(series);
        }
        Ok(series)
    }
}

/// A record's number in the file; `None` where there can be no record.
pub(crate) fn number(series: i64, seq: u64) -> Option<i64> {
    let seq = i64::try_from(seq).ok().filter(|seq| (1..1 << 40).contains(seq))?;
    (1..1 << 23).contains(&series).then_some(series << 40 | seq)
}
