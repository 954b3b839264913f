//! The one thread that writes.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};

use rusqlite::Connection;

use crate::device::Identity;
use crate::event::KeySource;
use crate::record::Series;
use crate::{Reading, Result, RosterError, connection, folder, opening};

/// After how many transactions the log is brought into the file, when nobody waits. A check-in
/// writes about six pages, and SQLite's own habit is a thousand.
const WRITES_PER_CHECKPOINT: u32 = 160;

/// How a transaction ends that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Commit,
    RollBack,
}

type Job = Box<dyn FnOnce(&mut Desk) + Send>;

/// The way to the writing thread.
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    id: ThreadId,
}

/// What the writing thread has before it.
struct Desk {
    file: PathBuf,
    /// `None` after a transaction that could be neither ended nor undone.
    conn: Option<Connection>,
    identity: Arc<Identity>,
    series: Series,
    keys: KeySource,
    since_checkpoint: u32,
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
        file: PathBuf,
        conn: Connection,
        identity: Arc<Identity>,
        series: Series,
        seed: [u8; 32],
    ) -> Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let keys = KeySource::new(seed);
        let desk = Desk { file, conn: Some(conn), identity, series, keys, since_checkpoint: 0 };
        let folder = desk.file.clone();
        let thread = thread::Builder::new()
            .name("roster-writer".into())
            .spawn(move || desk.work_off(&inbox))
            .map_err(|source| folder::cannot_use(&folder, source))?;
        let id = thread.thread().id();
        Ok(Self { jobs: Some(jobs), thread: Mutex::new(Some(thread)), id })
    }

    pub(crate) fn run<T: Send + 'static>(
        &self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if thread::current().id() == self.id {
            return Err(RosterError::Nested);
        }
        let (reply, answer): (SyncSender<Result<T>>, _) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |desk| {
            let outcome = desk.transact(end, work);
            // Nobody waits any more when the caller's thread is gone: it is done all the same.
            let _ = reply.send(outcome);
        });
        let jobs = self.jobs.as_ref().ok_or(RosterError::Closed)?;
        jobs.send(job).map_err(|_| RosterError::Closed)?;
        answer.recv().map_err(|_| RosterError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        let thread = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // The last clone may be dropped by work on the thread itself, which cannot wait for itself.
        if let Some(thread) = thread.filter(|_| thread::current().id() != self.id)
            && thread.join().is_err()
        {
            tracing::error!("the roster's writing thread ended badly");
        }
    }
}

impl Desk {
    fn work_off(mut self, inbox: &Receiver<Job>) {
        while let Ok(job) = inbox.recv() {
            job(&mut self);
            self.perhaps_checkpoint();
        }
        if let Some(conn) = self.conn.take()
            && let Err(error) = opening::checkpoint(&conn)
        {
            tracing::warn!(%error, "the roster's log stays beside its file");
        }
    }

    fn transact<T>(
        &mut self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        let outcome = self.try_transact(end, work);
        let Some(folder) = self.file.parent() else { return outcome };
        outcome.map_err(|error| folder::explain(folder, error))
    }

    fn try_transact<T>(
        &mut self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<T> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => connection::writing(&self.file)?,
        };
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
            self.since_checkpoint += 1;
        }
        self.conn = undone(conn);
        outcome
    }

    /// Keeps the log short, after the caller has had the answer.
    fn perhaps_checkpoint(&mut self) {
        if self.since_checkpoint < WRITES_PER_CHECKPOINT {
            return;
        }
        self.since_checkpoint = 0;
        let Some(conn) = &self.conn else { return };
        let done = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = done {
            // Nothing is lost: what is in the log counts, and the next one may succeed.
            tracing::warn!(%error, "the roster's log could not be brought into its file");
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
