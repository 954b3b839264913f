//! Rows that are put into a table all at once, as COPY in PostgreSQL's binary format.
//!
//! `tokio_postgres::binary_copy` sends the same in pieces of four kilobytes, and wakes the task that
//! sends and the server that reads for each of a batch's hundred. A batch is bounded, so that it can
//! go as one piece.

use std::pin::pin;

use bytes::{BufMut as _, BytesMut};
use deadpool_postgres::Transaction;
use futures_util::SinkExt as _;
use tokio_postgres::types::{IsNull, Type};

use super::super::{Result, StoreError};
use super::office::Given;

/// What the format begins with: its name, no flags, nothing more in its head.
const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with, where a row would say how many columns it has.
const END: i16 = -1;
/// What stands for the length of nothing.
const NOTHING: i32 = -1;

/// Rows that are to be put.
pub(crate) struct Copying {
    types: &'static [Type],
    rows: BytesMut,
}

impl Copying {
    /// None yet, of these types.
    pub(crate) fn new(types: &'static [Type]) -> Self {
        Self { types, rows: BytesMut::from(HEAD) }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, given: Given<'_>) -> Result<()> {
        let columns = i16::try_from(given.len()).map_err(StoreError::unreadable("row"))?;
        self.rows.put_i16(columns);
        for (value, kind) in given.iter().zip(self.types) {
            let at = self.rows.len();
            self.rows.put_i32(NOTHING);
            let written = value.to_sql_checked(kind, &mut self.rows);
            if let IsNull::No = written.map_err(StoreError::unreadable("row"))? {
                let length = i32::try_from(self.rows.len() - at - size_of_val(&NOTHING));
                let length = length.map_err(StoreError::unreadable("row"))?;
                (&mut self.rows[at..]).put_i32(length);
            }
        }
        Ok(())
    }

    /// Puts them.
    pub(crate) async fn put(mut self, tx: &Transaction<'_>, sql: &str) -> Result<u64> {
        self.rows.put_i16(END);
        let statement = tx.prepare_cached(sql).await?;
        let mut sink = pin!(tx.copy_in(&statement).await?);
        sink.send(self.rows.freeze()).await?;
        Ok(sink.finish().await?)
    }
}
