//! Many rows with each statement, which spares a good part of the time.

use rusqlite::{CachedStatement, Connection, ToSql};

use super::super::Result;

/// How many rows one statement puts.
const ROWS: usize = 32;

/// Binds the values of a row, one after the other.
pub(crate) struct Binder<'s, 'c> {
    statement: &'s mut CachedStatement<'c>,
    at: usize,
}

impl Binder<'_, '_> {
    pub(crate) fn bind(&mut self, value: &dyn ToSql) -> rusqlite::Result<()> {
        self.at += 1;
        self.statement.raw_bind_parameter(self.at, value)
    }
}

/// Puts rows of `width` columns: `start` ends with `VALUES`, and `end` is what follows the rows.
/// Gives how many were put.
pub(crate) fn put<R>(
    conn: &Connection,
    (start, width, end): (&str, usize, &str),
    rows: &[R],
    bind: impl Fn(&R, &mut Binder<'_, '_>) -> rusqlite::Result<()>,
) -> Result<usize> {
    let whole = rows.len() - rows.len() % ROWS;
    let (whole, rest) = rows.split_at(whole);
    let mut count = 0;
    for (rows, size) in [(whole, ROWS), (rest, 1)] {
        if rows.is_empty() {
            continue;
        }
        let row = format!("({})", vec!["?"; width].join(", "));
        let sql = format!("{start} {} {end}", vec![row; size].join(", "));
        let mut statement = conn.prepare_cached(&sql)?;
        for rows in rows.chunks(size) {
            let mut binder = Binder { statement: &mut statement, at: 0 };
            rows.iter().try_for_each(|row| bind(row, &mut binder))?;
            count += statement.raw_execute()?;
        }
    }
    Ok(count)
}
