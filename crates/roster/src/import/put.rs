//! Putting tickets' rows, many with each statement.

use parvis_domain::code::CodeHash;
use parvis_domain::text::Lang;
use parvis_domain::ticket::RosterLine;
use rusqlite::{CachedStatement, Connection, Statement};

use crate::Result;
use crate::ticket::{days_text, sessions_text, status_name};

/// How many rows one statement puts.
const ROWS: usize = 16;

const COLUMNS: &str = "n, id, event, code, status, version, kind, days, sessions, valid_from, \
    valid_until, first_name, last_name, organisation, category, language, bought_in";

/// How many columns these are.
const WIDTH: usize = 17;

/// Puts tickets. New ones wait until there are enough for one statement, and that statement is
/// kept for as long as the import runs: both spare a large import a good part of its time.
pub(crate) struct PutTicket<'c> {
    conn: &'c Connection,
    many: CachedStatement<'c>,
    waiting: Vec<Row>,
}

/// A row of `ticket`, not withdrawn.
pub(crate) struct Row {
    pub(crate) n: i64,
    pub(crate) event: i64,
    pub(crate) version: i64,
    pub(crate) line: RosterLine,
}

impl<'c> PutTicket<'c> {
    pub(crate) fn prepare(conn: &'c Connection) -> Result<Self> {
        let many = conn.prepare_cached(&sql("INSERT", ROWS))?;
        Ok(Self { conn, many, waiting: Vec::with_capacity(ROWS) })
    }

    /// Puts a new row, at the latest at the next [`PutTicket::flush`].
    /// Gives the rows that were put by then.
    pub(crate) fn insert(&mut self, row: Row) -> Result<impl Iterator<Item = Row> + use<>> {
        self.waiting.push(row);
        if self.waiting.len() < ROWS {
            return Ok(Vec::new().into_iter());
        }
        for (place, row) in self.waiting.iter().enumerate() {
            row.bind(&mut self.many, place)?;
        }
        self.many.raw_execute()?;
        let put = std::mem::replace(&mut self.waiting, Vec::with_capacity(ROWS));
        Ok(put.into_iter())
    }

    /// Replaces the row with this number.
    pub(crate) fn replace(&self, row: &Row) -> Result<()> {
        self.put_one("INSERT OR REPLACE", row)
    }

    /// Puts the rows that wait, and gives them.
    pub(crate) fn flush(&mut self) -> Result<Vec<Row>> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.iter().try_for_each(|row| self.put_one("INSERT", row))?;
        Ok(waiting)
    }

    fn put_one(&self, insert: &str, row: &Row) -> Result<()> {
        let mut statement = self.conn.prepare_cached(&sql(insert, 1))?;
        row.bind(&mut statement, 0)?;
        statement.raw_execute()?;
        Ok(())
    }
}

fn sql(insert: &str, rows: usize) -> String {
    let row = format!("({})", vec!["?"; WIDTH].join(", "));
    format!("{insert} INTO ticket ({COLUMNS}) VALUES {}", vec![row; rows].join(", "))
}

impl Row {
    /// Binds the columns of a statement's row at a place among the others.
    fn bind(&self, statement: &mut Statement<'_>, place: usize) -> Result<()> {
        let RosterLine { ticket, attendee, code, order } = &self.line;
        let mut at = place * WIDTH;
        let mut bind = |value: &dyn rusqlite::ToSql| {
            at += 1;
            statement.raw_bind_parameter(at, value)
        };
        bind(&self.n)?;
        bind(&ticket.id.0)?;
        bind(&self.event)?;
        bind(&code.as_str())?;
        bind(&status_name(ticket.status))?;
        bind(&self.version)?;
        bind(&ticket.kind)?;
        bind(&days_text(&ticket.days))?;
        bind(&sessions_text(&ticket.sessions)?)?;
        bind(&ticket.valid_from.map(|at| at.to_string()))?;
        bind(&ticket.valid_until.map(|at| at.to_string()))?;
        bind(&attendee.first_name)?;
        bind(&attendee.last_name)?;
        bind(&attendee.organisation)?;
        bind(&attendee.category)?;
        bind(&attendee.language.as_ref().map(Lang::as_str))?;
        bind(order)?;
        Ok(())
    }
}

/// Hashes what is a good hash already, or a part of one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mixed(u64);

impl std::hash::Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Ids of other platforms may be counted: spread them over all bits.
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_i64(&mut self, number: CodeHash) {
        self.write_u64(number.cast_unsigned());
    }
}

/// Makes a [`Mixed`] for each number.
pub(crate) type Mixing = std::hash::BuildHasherDefault<Mixed>;
