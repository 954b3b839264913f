//! Who the hub is, in the file.

use parvis_domain::id::DeviceId;
use parvis_protocol::epoch::Epoch;
use rusqlite::{Connection, params};

use super::super::identity::{Identity, drawn};
use super::super::{Result, StoreError};
use super::desk::Writing;

pub(crate) fn read(conn: &Connection) -> Result<Identity> {
    let sql = "SELECT device, seed, sealing_seed, session_secret, rehearsal, name, epoch \
               FROM identity";
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let row = rows.next()?.ok_or_else(|| StoreError::damaged("it does not say whose it is"))?;
    Ok(Identity {
        device: DeviceId(row.get(0)?),
        seed: row.get(1)?,
        sealing_seed: row.get(2)?,
        session_secret: row.get(3)?,
        rehearsal: row.get(4)?,
        name: row.get(5)?,
        epoch: Epoch::from_bytes(row.get(6)?),
    })
}

/// Puts the identity of a store that is born.
pub(crate) fn put(conn: &Connection, identity: &Identity) -> Result<()> {
    let sql = "INSERT INTO identity (one, device, seed, sealing_seed, session_secret, rehearsal, \
               name, epoch) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    conn.execute(
        sql,
        params![
            identity.device.0,
            identity.seed,
            identity.sealing_seed,
            identity.session_secret,
            identity.rehearsal,
            identity.name,
            identity.epoch.as_bytes(),
        ],
    )?;
    conn.execute("INSERT INTO counter (one, cursor) VALUES (1, 0)", [])?;
    Ok(())
}

pub(crate) fn rename(writing: &Writing<'_>, name: &str) -> Result<()> {
    writing.conn.execute("UPDATE identity SET name = ?1", [name])?;
    Ok(())
}

pub(crate) fn new_epoch(writing: &mut Writing<'_>) -> Result<Epoch> {
    let epoch = Epoch::from_bytes(drawn(writing.entropy));
    writing.conn.execute("UPDATE identity SET epoch = ?1", [epoch.as_bytes()])?;
    Ok(epoch)
}
