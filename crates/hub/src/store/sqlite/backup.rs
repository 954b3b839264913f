//! Everything in the file, written to a backup and taken from one.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, ToSql};

use super::super::backup::{BackupFile, Kind, TABLES, Table, Value, bad, check, line, section};
use super::super::{Result, StoreError, backup};
use super::desk::Writing;
use super::{identity, many, upkeep};

/// How many rows wait for each other.
const HANDFUL: usize = 1_024;

pub(crate) fn write(conn: &Connection, to: &Path) -> Result<()> {
    let mut file = BackupFile::begin(to)?;
    for table in TABLES {
        file.add(&section(table)?)?;
        let mut query = conn.prepare(&table.select())?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            file.add(&line(table, values(table, row)?)?)?;
        }
    }
    file.finish()
}

fn values(table: &Table, row: &Row<'_>) -> Result<Vec<Value>> {
    let columns = table.columns.iter().enumerate();
    let value = |(at, (_, kind)): (usize, &(_, Kind))| {
        Ok(match (row.get_ref(at)?, kind) {
            (ValueRef::Null, _) => Value::Nothing,
            (ValueRef::Integer(number), Kind::Flag) => Value::Flag(number != 0),
            (ValueRef::Integer(number), _) => Value::Number(number),
            (ValueRef::Blob(bytes), _) => Value::Bytes(bytes.to_vec()),
            (other, _) => {
                let text = other.as_str().map_err(StoreError::unreadable("row"))?;
                Value::Text(text.to_owned())
            }
        })
    };
    columns.map(value).collect()
}

pub(crate) fn read(writing: &mut Writing<'_>, from: &Path) -> Result<()> {
    let conn = writing.conn;
    let sql = "SELECT EXISTS (SELECT 1 FROM device) OR EXISTS (SELECT 1 FROM enrolment) \
               OR EXISTS (SELECT 1 FROM series) OR EXISTS (SELECT 1 FROM aside) \
               OR (SELECT cursor FROM counter) > 0";
    if conn.query_row(sql, [], |row| row.get(0))? {
        return Err(StoreError::NotEmpty);
    }
    check(from)?;
    conn.execute_batch("DELETE FROM identity; DELETE FROM administrator; DELETE FROM counter")?;
    let mut waiting: Option<(&Table, Vec<Vec<Value>>)> = None;
    backup::read(from, &mut |table, row| {
        if let Some((same, rows)) = &mut waiting {
            if std::ptr::eq(*same, table) && rows.len() < HANDFUL {
                rows.push(row);
                return Ok(());
            }
            put(conn, same, rows)?;
        }
        waiting = Some((table, vec![row]));
        Ok(())
    })?;
    if let Some((table, rows)) = waiting {
        put(conn, table, &rows)?;
    }
    identity::read(conn)
        .map_err(|_| bad(&"it does not say whose it is"))?
        .refuse_other_kind(writing.rehearsal)
        .map_err(|_| StoreError::OtherKind { held: writing.rehearsal })?;
    identity::new_epoch(writing)?;
    *writing.own = None;
    writing.cursor = super::desk::cursor(conn)?;
    upkeep::rebuild(writing)
}

fn put(conn: &Connection, table: &Table, rows: &[Vec<Value>]) -> Result<()> {
    let start = format!("INSERT INTO {} ({}) VALUES", table.name, table.names());
    many::put(conn, (&start, table.columns.len(), ""), rows, |row, to| {
        row.iter().try_for_each(|value| to.bind(value))
    })?;
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Nothing => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Flag(flag) => ValueRef::Integer(i64::from(*flag)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
