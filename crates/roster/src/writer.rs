//! The one connection that writes, used by one caller at a time.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};

use rusqlite::Connection;

use crate::device::Identity;
use crate::event::KeySource;
use crate::folder::{Place, cannot_use};
use crate::record::Series;
use crate::{Reading, Result, RosterError, connection, opening};

/// After how many changed rows the log is brought into the file, when nobody waits. A check-in
/// changes three, and the log is then about as long as SQLite's own habit would have it.
const CHANGES_PER_CHECKPOINT: u64 = 720;

/// How a transaction ends that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Commit,
    RollBack,
}

/// The way to the desk. Work is done on the caller's thread: handing it to another one and back
/// would cost a third of what a check-in does.
pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    /// The thread that is at the desk.
    at_desk: Mutex<Option<ThreadId>>,
    upkeep: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What whoever writes has before them.
struct Desk {
    place: Place,
    /// `None` after a transaction that could be neither ended nor undone.
    conn: Option<Connection>,
    identity: Arc<Identity>,
    series: Series,
    keys: KeySource,
    /// How many rows the connection had changed when the log was last brought into the file.
    at_checkpoint: u64,
}

/// One transaction on the roster, see [`crate::Roster::write`]. Reads what it wrote.
pub struct Writing<'a> {
    reading: Reading<'a>,
    pub(crate) series: &'a mut Series,
    pub(crate) keys: &'a mut KeySource,
    /// The version that rows changed by this transaction get, once there is one.
    pub(crate) version: Option<i64>,
    /// A step failed: whatever the caller makes of it, this transaction is not committed.
    pub(crate) broken: bool,
}

impl<'a> Deref for Writing<'a> {
    type Target = Reading<'a>;
    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

impl<'a> Writing<'a> {
    /// Takes a step that changes something. A step that fails spoils the transaction.
    pub(crate) fn step<T>(&mut self, step: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        // SQLite undoes the whole transaction by itself when, say, the disk is full. Whatever
        // came after that would stay, without what came before it.
        if self.conn.is_autocommit() {
            self.broken = true;
            return Err(RosterError::RolledBack);
        }
        let outcome = step(self);
        self.broken |= outcome.is_err();
        outcome
    }

    /// The connection, with the transaction's lifetime.
    pub(crate) fn conn(&self) -> &'a Connection {
        self.reading.conn
    }
}

impl Writer {
    pub(crate) fn start(
        place: Place,
        conn: Connection,
        identity: Arc<Identity>,
        series: Series,
        seed: [u8; 32],
    ) -> Result<Self> {
        let keys = KeySource::new(seed);
        let folder = place.path.clone();
        let desk = Desk { place, conn: Some(conn), identity, series, keys, at_checkpoint: 0 };
        let desk = Arc::new(Mutex::new(desk));
        let (upkeep, due) = sync_channel(1);
        let kept = Arc::clone(&desk);
        let thread = thread::Builder::new()
            .name("roster-upkeep".into())
            .spawn(move || keep_short(&kept, &due))
            .map_err(|source| cannot_use(&folder, source))?;
        let (upkeep, thread) = (Some(upkeep), Some(thread));
        Ok(Self { desk, at_desk: Mutex::new(None), upkeep, thread })
    }

    pub(crate) fn run<T>(
        &self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        let me = thread::current().id();
        if *held(&self.at_desk) == Some(me) {
            return Err(RosterError::Nested);
        }
        let mut desk = held(&self.desk);
        *held(&self.at_desk) = Some(me);
        let outcome = desk.transact(end, work);
        *held(&self.at_desk) = None;
        let due = desk.is_checkpoint_due();
        drop(desk);
        if due && let Some(upkeep) = &self.upkeep {
            // Where it is full, the thread has been told already.
            let _ = upkeep.try_send(());
        }
        outcome
    }

    /// Brings the log into the file, as the upkeep does from time to time.
    pub(crate) fn checkpoint(&self) -> Result<()> {
        let mut desk = held(&self.desk);
        desk.checkpoint().map_err(|error| desk.place.explain(error))
    }

    /// Leaves nothing in the file and its log of what was deleted. Gives `false` when somebody is
    /// reading an older state, for which it stays.
    pub(crate) fn scrub(&self) -> Result<bool> {
        let mut desk = held(&self.desk);
        desk.scrub().map_err(|error| desk.place.explain(error))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.upkeep = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that keeps the roster's log short ended badly");
        }
        if let Some(conn) = held(&self.desk).conn.take()
            && let Err(error) = opening::checkpoint(&conn)
        {
            tracing::warn!(%error, "the roster's log stays beside its file");
        }
    }
}

/// Keeps the log short, after those who caused it have had their answers.
fn keep_short(desk: &Mutex<Desk>, due: &Receiver<()>) {
    while due.recv().is_ok() {
        if let Err(error) = held(desk).checkpoint() {
            // Nothing is lost: what is in the log counts, and the next one may succeed.
            tracing::warn!(%error, "the roster's log could not be brought into its file");
        }
    }
}

/// Nothing that panics leaves the desk in disorder: work that does is caught, and undone.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    fn transact<T>(
        &mut self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        self.try_transact(end, work).map_err(|error| self.place.explain(error))
    }

    fn try_transact<T>(
        &mut self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        let conn = self.opened()?;
        if let Err(reason) = execute(&conn, "BEGIN IMMEDIATE") {
            self.conn = undone(conn);
            return Err(reason);
        }
        // The series moves on only when the file has.
        let mut series = self.series.clone();
        let reading = Reading { conn: &conn, identity: &self.identity };
        let keys = &mut self.keys;
        let mut writing =
            Writing { reading, series: &mut series, keys, version: None, broken: false };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut writing)));
        let outcome = match outcome {
            Ok(Ok(_)) if writing.broken => Err(RosterError::RolledBack),
            Ok(outcome) => outcome,
            Err(_) => Err(RosterError::Panicked),
        };
        let outcome = match (outcome, end) {
            (Ok(value), End::Commit) => execute(&conn, "COMMIT").map(|()| value),
            (outcome, _) => outcome,
        };
        if outcome.is_ok() && end == End::Commit {
            self.series = series;
        }
        self.conn = undone(conn);
        outcome
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

    fn scrub(&mut self) -> Result<bool> {
        let conn = self.opened()?;
        // First over the names where they stand; then what lay free since long ago goes, too.
        let done = opening::checkpoint(&conn)?;
        if done {
            conn.execute_batch("VACUUM")?;
        }
        let done = done && opening::checkpoint(&conn)?;
        self.at_checkpoint = conn.total_changes();
        self.conn = Some(conn);
        Ok(done)
    }

    /// Takes the connection, which whoever takes it puts back.
    fn opened(&mut self) -> Result<Connection> {
        match self.conn.take() {
            Some(conn) => Ok(conn),
            None => {
                self.at_checkpoint = 0;
                connection::writing(&*self.place.disk, &self.place.file())
            }
        }
    }
}

fn execute(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// Makes sure that no transaction is open, or gives the connection up: closing it undoes all.
fn undone(conn: Connection) -> Option<Connection> {
    if !conn.is_autocommit()
        && let Err(error) = conn.execute_batch("ROLLBACK")
    {
        tracing::warn!(%error, "a transaction could not be undone; the roster is opened again");
    }
    conn.is_autocommit().then_some(conn)
}
