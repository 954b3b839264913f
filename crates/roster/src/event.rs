//! Events that tickets are held of, and the secrets they were born with.

use parvis_domain::code::EventKey;
use parvis_domain::id::EventId;
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reading, Result, RosterError, Writing};

/// Makes keys that nobody can guess, from one seed drawn when the roster was opened.
pub(crate) struct KeySource {
    seed: [u8; 32],
    made: u64,
}

/// An event as it is held here.
pub(crate) struct HeldEvent {
    pub(crate) n: i64,
    pub(crate) id: EventId,
    pub(crate) key: EventKey,
}

impl KeySource {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self { seed, made: 0 }
    }

    fn next(&mut self, event: &EventId) -> EventKey {
        self.made += 1;
        let mut hasher = blake3::Hasher::new_keyed(&self.seed);
        hasher.update(b"event key").update(&self.made.to_be_bytes());
        hasher.update(event.as_str().as_bytes());
        EventKey::new(*hasher.finalize().as_bytes())
    }
}

impl Reading<'_> {
    pub(crate) fn held_event(&self, event: &EventId) -> Result<Option<HeldEvent>> {
        let sql = "SELECT n, id, key FROM event WHERE id = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([event.as_str()])?;
        rows.next()?.map(held).transpose()
    }

    /// Every event that tickets or hashes are held of, by its id.
    pub(crate) fn held_events(&self) -> Result<Vec<HeldEvent>> {
        let mut query = self.conn.prepare_cached("SELECT n, id, key FROM event ORDER BY id")?;
        let mut rows = query.query([])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(held(row)?);
        }
        Ok(events)
    }
}

fn held(row: &Row<'_>) -> Result<HeldEvent> {
    let id: String = row.get(1)?;
    let id = EventId::new(&id).map_err(RosterError::unreadable("event"))?;
    Ok(HeldEvent { n: row.get(0)?, id, key: EventKey::new(row.get(2)?) })
}

impl Writing<'_> {
    /// The event's key: the one it was born with, or one that is born now.
    ///
    /// # Errors
    /// When the roster cannot be read or written.
    pub fn event_key(&mut self, event: &EventId) -> Result<EventKey> {
        self.step(|writing| Ok(writing.hold_event(event)?.key))
    }

    /// Takes the key that an event was born with on another device. Taking it again changes
    /// nothing.
    ///
    /// # Errors
    /// [`RosterError::OtherKey`] when the event has another key here.
    pub fn put_event_key(&mut self, event: &EventId, key: &EventKey) -> Result<()> {
        self.step(|writing| match writing.held_event(event)? {
            Some(held) if held.key == *key => Ok(()),
            Some(_) => Err(RosterError::OtherKey(event.clone())),
            None => writing.insert_event(event, key).map(drop),
        })
    }

    pub(crate) fn hold_event(&mut self, event: &EventId) -> Result<HeldEvent> {
        if let Some(held) = self.held_event(event)? {
            return Ok(held);
        }
        let key = self.keys.next(event);
        let n = self.insert_event(event, &key)?;
        Ok(HeldEvent { n, id: event.clone(), key })
    }

    fn insert_event(&self, event: &EventId, key: &EventKey) -> Result<i64> {
        let sql = "INSERT INTO event (id, key) VALUES (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![event.as_str(), key.bytes()])?;
        Ok(self.conn.last_insert_rowid())
    }

    /// The version that rows changed by this transaction get: one more than the last one's.
    pub(crate) fn version(&mut self) -> Result<i64> {
        if let Some(version) = self.version {
            return Ok(version);
        }
        let sql = "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'version' \
                   RETURNING CAST(value AS INTEGER)";
        let version: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        let missing = || RosterError::Damaged { what: "it has lost its version".into() };
        self.version = version;
        version.ok_or_else(missing)
    }
}
