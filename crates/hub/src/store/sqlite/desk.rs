//! The one connection that writes, and those that read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use parvis_protocol::change::Cursor;
use rusqlite::Connection;
use tokio::sync::watch;

use super::super::identity::{Birth, Entropy};
use super::super::own::OwnSeries;
use super::super::{Result, StoreError};
use super::folder::{Place, cannot_use};
use super::{connection, opening};
use parvis_disk::Hold;

/// After how many changed rows the log is brought into the file.
const CHANGES_PER_CHECKPOINT: u64 = 20_000;

/// How many idle connections for reading are kept. One more is opened when all are in use.
const IDLE: usize = 4;

/// How a transaction ends that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Commit,
    RollBack,
}

/// An open file. Fields are dropped in this order: readers first, so that the writer's is the last
/// connection and leaves one whole file; the folder is let go last.
pub(crate) struct Office {
    pub(crate) rehearsal: bool,
    readers: Mutex<Vec<Connection>>,
    upkeep: Upkeep,
    desk: Arc<Mutex<Desk>>,
    changed: watch::Sender<Cursor>,
    place: Place,
    _hold: Hold,
}

/// What whoever writes has before them.
struct Desk {
    /// `None` after a transaction that could be neither ended nor undone.
    conn: Option<Connection>,
    own: Option<OwnSeries>,
    entropy: Entropy,
    /// How many rows the connection had changed when the log was last brought into the file.
    at_checkpoint: u64,
}

/// One transaction that changes something.
pub(crate) struct Writing<'a> {
    pub(crate) conn: &'a Connection,
    /// The number of the latest change; those of this transaction count on from it.
    pub(crate) cursor: i64,
    pub(crate) own: &'a mut Option<OwnSeries>,
    pub(crate) entropy: &'a mut Entropy,
    pub(crate) rehearsal: bool,
}

struct Upkeep {
    due: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Office {
    pub(crate) fn open(place: Place, mut birth: Birth) -> Result<Self> {
        let hold = place.hold()?;
        let (conn, identity) = opening::open(&place, &mut birth)?;
        let cursor = cursor(&conn)?;
        let (changed, _) = watch::channel(Cursor(cursor.unsigned_abs()));
        let entropy = birth.entropy;
        let desk = Desk { conn: Some(conn), own: None, entropy, at_checkpoint: 0 };
        let desk = Arc::new(Mutex::new(desk));
        let upkeep = Upkeep::start(&desk).map_err(|source| cannot_use(&place.path, source))?;
        let (rehearsal, readers) = (identity.rehearsal, Mutex::default());
        Ok(Self { rehearsal, readers, upkeep, desk, changed, place, _hold: hold })
    }

    pub(crate) fn changed(&self) -> watch::Receiver<Cursor> {
        self.changed.subscribe()
    }

    /// Runs some work in one transaction, after whoever is writing now.
    pub(crate) fn write<T>(
        &self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut desk = held(&self.desk);
        let outcome = desk.transact(&self.place, self.rehearsal, end, work);
        if desk.is_checkpoint_due() {
            self.upkeep.tell();
        }
        // Still at the desk, so that numbers are told in their order.
        let told = outcome.map(|(value, cursor)| {
            self.changed.send_if_modified(|told| {
                let cursor = Cursor(cursor.unsigned_abs());
                let moved = *told != cursor;
                *told = cursor;
                moved
            });
            value
        });
        drop(desk);
        told.map_err(|error| self.place.explain(error))
    }

    /// Runs some work on one consistent state, beside whatever is being written.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = held(&self.readers).pop();
        let conn = idle
            .map_or_else(|| connection::reading(&*self.place.disk, &self.place.file()), Ok)
            .map_err(|error| self.place.explain(error))?;
        // When `work` panics the connection is closed with its transaction, and not used again.
        let outcome = snapshot(&conn, work);
        if conn.is_autocommit() {
            let mut readers = held(&self.readers);
            if readers.len() < IDLE {
                readers.push(conn);
            }
        }
        outcome.map_err(|error| self.place.explain(error))
    }
}

fn snapshot<T>(conn: &Connection, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    conn.prepare_cached("BEGIN")?.execute([])?;
    let outcome = work(conn);
    let ended = conn.prepare_cached("ROLLBACK")?.execute([]);
    let value = outcome?;
    ended?;
    Ok(value)
}

impl Drop for Office {
    fn drop(&mut self) {
        self.upkeep.end();
        held(&self.readers).clear();
        if let Some(conn) = held(&self.desk).conn.take()
            && let Err(error) = connection::checkpoint(&conn)
        {
            tracing::warn!(%error, "the store's log stays beside its file");
        }
    }
}

/// Nothing that panics leaves the desk in disorder: work that does is caught, and undone.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn cursor(conn: &Connection) -> Result<i64> {
    let mut query = conn.prepare_cached("SELECT cursor FROM counter")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

impl Desk {
    /// Gives what the work gave, and the number of the latest change.
    fn transact<T>(
        &mut self,
        place: &Place,
        rehearsal: bool,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<(T, i64)> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => {
                self.at_checkpoint = 0;
                connection::writing(&*place.disk, &place.file())?
            }
        };
        let outcome = self.try_transact(&conn, rehearsal, end, work);
        if outcome.is_err() {
            self.own = None;
        }
        self.conn = undone(conn);
        outcome
    }

    fn try_transact<T>(
        &mut self,
        conn: &Connection,
        rehearsal: bool,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<(T, i64)> {
        conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let before = cursor(conn)?;
        let (own, entropy) = (&mut self.own, &mut self.entropy);
        let mut writing = Writing { conn, cursor: before, own, entropy, rehearsal };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut writing)));
        let value = outcome.unwrap_or(Err(StoreError::Panicked))?;
        let after = writing.cursor;
        if end == End::RollBack {
            return Ok((value, before));
        }
        if after != before {
            conn.prepare_cached("UPDATE counter SET cursor = ?1")?.execute([after])?;
        }
        conn.prepare_cached("COMMIT")?.execute([])?;
        Ok((value, after))
    }

    fn is_checkpoint_due(&self) -> bool {
        let changed = |conn: &Connection| conn.total_changes().saturating_sub(self.at_checkpoint);
        self.conn.as_ref().is_some_and(|conn| changed(conn) >= CHANGES_PER_CHECKPOINT)
    }

    fn checkpoint(&mut self) -> Result<()> {
        let Some(conn) = &self.conn else { return Ok(()) };
        self.at_checkpoint = conn.total_changes();
        Ok(conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }
}

/// Makes sure that no transaction is open, or gives the connection up: closing it undoes all.
fn undone(conn: Connection) -> Option<Connection> {
    if !conn.is_autocommit()
        && let Err(error) = conn.execute_batch("ROLLBACK")
    {
        tracing::warn!(%error, "a transaction could not be undone; the store is opened again");
    }
    conn.is_autocommit().then_some(conn)
}

impl Upkeep {
    fn start(desk: &Arc<Mutex<Desk>>) -> std::io::Result<Self> {
        let (due, told) = sync_channel(1);
        let desk = Arc::clone(desk);
        let thread = thread::Builder::new().name("hub-upkeep".into());
        let thread = thread.spawn(move || keep_short(&desk, &told))?;
        Ok(Self { due: Some(due), thread: Some(thread) })
    }

    fn tell(&self) {
        if let Some(due) = &self.due {
            // Where it is full, the thread has been told already.
            let _ = due.try_send(());
        }
    }

    fn end(&mut self) {
        self.due = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that keeps the store's log short ended badly");
        }
    }
}

/// Keeps the log short, after those who caused it have had their answers.
fn keep_short(desk: &Mutex<Desk>, due: &Receiver<()>) {
    while due.recv().is_ok() {
        if let Err(error) = held(desk).checkpoint() {
            // Nothing is lost: what is in the log counts, and the next one may succeed.
            tracing::warn!(%error, "the store's log could not be brought into its file");
        }
    }
}
