//! Records that were put aside and that somebody lets count, in the file.

use parvis_domain::id::{DeviceId, Incarnation};
use parvis_protocol::exchange::AsideReason;
use rusqlite::{Connection, params};

use super::super::accepting::{Acceptable, LIFTABLE, by_series, liftable};
use super::super::writes::{Writes, place, reason, reason_name};
use super::super::{Result, StoreError, Taking};
use super::desk::Writing;
use super::put;
use super::record::known_tickets;

/// Lets records count that were put aside for a reason that can be lifted.
pub(crate) fn accept(
    writing: &mut Writing<'_>,
    (device, why): (DeviceId, AsideReason),
    most: u32,
) -> Result<u64> {
    if !LIFTABLE.contains(&why) {
        return Ok(0);
    }
    let conn = writing.conn;
    let sql = "SELECT series.n, series.incarnation, aside.seq, aside.bytes FROM aside \
               JOIN series USING (device, incarnation) \
               JOIN record ON record.n = (series.n << 40 | aside.seq) AND record.hash = aside.hash \
               WHERE device = ?1 AND reason = ?2 ORDER BY series.n, aside.seq LIMIT ?3";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params![device.0, reason_name(why), most])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = String::from_utf8(row.get(3)?);
        let text = text.map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?;
        found.push((row.get(0)?, Incarnation(row.get(1)?), row.get(2)?, text));
    }
    let mut accepted = 0;
    for accepting in by_series(device, found) {
        let settled = accepting.settled();
        let known = known_tickets(conn, &accepting.taking)?;
        let writes = Writes::new(&settled, accepting.series, writing.cursor, &known)?;
        put_anew(writing, &accepting.taking, &writes)?;
        put::folded(conn, &writes.folded)?;
        writing.cursor = writes.cursor;
        accepted += writes.records.len() as u64;
    }
    Ok(accepted)
}

/// How many records can be let count.
pub(crate) fn acceptable(conn: &Connection) -> Result<Acceptable> {
    let sql = "SELECT device, reason, count(*) FROM aside JOIN series USING (device, incarnation) \
               JOIN record ON record.n = (series.n << 40 | aside.seq) AND record.hash = aside.hash \
               WHERE reason IN (?1, ?2) GROUP BY device, reason";
    let mut query = conn.prepare_cached(sql)?;
    let counted = query.query_map(liftable(), |row| {
        let why: String = row.get(1)?;
        Ok(((DeviceId(row.get(0)?), reason(&why)), row.get(2)?))
    })?;
    Ok(counted.collect::<Result<_, _>>()?)
}

/// Gives records that stand in their series the columns of those that count, and takes them off
/// those that were put aside.
fn put_anew(writing: &Writing<'_>, taking: &Taking, writes: &Writes<'_>) -> Result<()> {
    let sql = "UPDATE record SET cursor = ?2, audience = ?3, ticket = ?4, weighs = ?5 WHERE n = ?1";
    let mut update = writing.conn.prepare_cached(sql)?;
    let sql = "DELETE FROM aside \
               WHERE device = ?1 AND incarnation = ?2 AND seq = ?3 AND hash = ?4";
    let mut delete = writing.conn.prepare_cached(sql)?;
    for row in &writes.records {
        let ticket = row.ticket.map(|ticket| ticket.0);
        update.execute(params![row.n, row.cursor, row.audience, ticket, row.weighs])?;
        let (_, seq) = place(row.n);
        delete.execute(params![taking.device.0, taking.incarnation.0, seq, row.hash.0])?;
    }
    put::leases(writing.conn, &writes.leases)
}
