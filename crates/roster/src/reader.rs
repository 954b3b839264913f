//! Connections that read, each on a consistent state.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::device::Identity;
use crate::folder::Place;
use crate::{Result, connection};

/// How many idle connections are kept. One more is opened when all are in use, so that reading
/// within reading never waits for itself.
const IDLE: usize = 3;

/// The connections that read.
pub(crate) struct Readers {
    place: Place,
    identity: Arc<Identity>,
    idle: Mutex<Vec<Connection>>,
}

/// One consistent state of the roster, see [`crate::Roster::read`].
pub struct Reading<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) identity: &'a Identity,
}

impl Readers {
    pub(crate) fn new(place: Place, identity: Arc<Identity>) -> Self {
        Self { place, identity, idle: Mutex::default() }
    }

    pub(crate) fn run<T>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        let conn = self.take().map_err(|error| self.place.explain(error))?;
        // When `work` panics the connection is closed with its transaction, and not used again.
        let outcome = snapshot(&conn, &self.identity, work);
        if conn.is_autocommit() {
            self.give_back(conn);
        }
        outcome.map_err(|error| self.place.explain(error))
    }

    fn take(&self) -> Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| connection::reading(&*self.place.disk, &self.place.file()), Ok)
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(conn);
        }
    }
}

fn snapshot<T>(
    conn: &Connection,
    identity: &Identity,
    work: impl FnOnce(&Reading<'_>) -> Result<T>,
) -> Result<T> {
    conn.prepare_cached("BEGIN")?.execute([])?;
    let outcome = work(&Reading { conn, identity });
    let ended = conn.prepare_cached("ROLLBACK")?.execute([]);
    let value = outcome?;
    ended?;
    Ok(value)
}
