//! What a kiosk's store offers to be kept in step with a hub.

use std::io::BufRead;

use jiff::Timestamp;
use parvis_domain::id::{Incarnation, RecordHash};

use crate::change::{Cursor, RecordRow};
use crate::epoch::Epoch;
use crate::exchange::{Page, Pushed, Status};
use crate::series::Batch;
use crate::statement::Statement;

/// How far a kiosk has read its hub's changes, and under which statement about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bookmark {
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The number of the statement that said which events to hold.
    pub statement: u64,
    /// The number of the last change that was taken.
    pub cursor: Cursor,
}

/// One of a device's own series, as its store has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnSeries {
    /// The opening of the database.
    pub incarnation: Incarnation,
    /// The number of its last record.
    pub last: u64,
    /// Up to here it is safe at the hub.
    pub safe: u64,
}

/// A kiosk's store, as it is kept in step. Every change it makes is durable when it returns, and
/// none of them is in a scan's way for longer than one small transaction.
pub trait Replica: Send + Sync {
    /// Why it could not be done.
    type Error: std::error::Error + Send + Sync + 'static;

    /// How far the hub's changes were taken; `None` when everything has to be taken.
    ///
    /// # Errors
    /// When it cannot be read.
    fn bookmark(&self) -> Result<Option<Bookmark>, Self::Error>;

    /// The life of the hub's database that everything was last taken of, also when it has to be
    /// taken anew; `None` when nothing of this hub's ever was.
    ///
    /// # Errors
    /// When it cannot be read.
    fn life(&self) -> Result<Option<Epoch>, Self::Error>;

    /// The opening that records now.
    fn incarnation(&self) -> Incarnation;

    /// The device's own series, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    fn own_series(&self) -> Result<Vec<OwnSeries>, Self::Error>;

    /// The hash of a record of an own series; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn own_hash(
        &self,
        incarnation: Incarnation,
        seq: u64,
    ) -> Result<Option<RecordHash>, Self::Error>;

    /// Records of an own series after a number, at most so many, signed; `None` when there are none.
    ///
    /// # Errors
    /// When they cannot be read.
    fn batch(
        &self,
        incarnation: Incarnation,
        after: u64,
        most: usize,
    ) -> Result<Option<Batch>, Self::Error>;

    /// Records of the hub's own that are held with its signature, at most so many, after a place;
    /// with the place of the last. Places grow, and 0 is before all of them.
    ///
    /// # Errors
    /// When they cannot be read.
    fn of_hub(&self, after: u64, most: usize) -> Result<(Vec<RecordRow>, u64), Self::Error>;

    /// Notes that the hub was spoken with at `at`, that the clock here is `ahead_ms` ahead of its,
    /// and its statement about this device when that replaces the one that is held
    /// ([`Statement::replaces`]). The statement's signature has been checked, and that it is what
    /// the hub says now. Gives the one that holds.
    ///
    /// # Errors
    /// When it cannot be stored.
    fn note_status(
        &self,
        status: &Status,
        statement: &Statement,
        at: Timestamp,
        ahead_ms: i64,
    ) -> Result<Statement, Self::Error>;

    /// Notes that everything that the hub had for this device at a time is here, by the clock here.
    /// What is noted may be a minute older.
    ///
    /// # Errors
    /// When it cannot be stored.
    fn note_in_step(&self, at: Timestamp) -> Result<(), Self::Error>;

    /// Notes what the hub has durably, and what it put aside. `safe` may also shrink: a hub that
    /// was restored from a backup has less than it had.
    ///
    /// # Errors
    /// When it cannot be stored.
    fn note_safe(&self, pushed: &Pushed) -> Result<(), Self::Error>;

    /// Takes a page of changes and, in the last transaction that this needs, moves the bookmark.
    ///
    /// # Errors
    /// When it cannot be stored. What was taken by then is right as it is and comes again.
    fn take_page(&self, statement: u64, page: &Page) -> Result<(), Self::Error>;

    /// Takes a snapshot whose signature was checked, in place of all that the hub gave before, and
    /// sets the bookmark. `progress` is told how much of it is done, from 0 to 1.
    ///
    /// # Errors
    /// When it cannot be read or stored. What was taken by then is right as it is, the bookmark
    /// stays, and the next snapshot does the rest.
    fn take_snapshot(
        &self,
        snapshot: &mut dyn BufRead,
        progress: &mut dyn FnMut(f64),
    ) -> Result<(), Self::Error>;
}
