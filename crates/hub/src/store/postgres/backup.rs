//! Everything in the database, written to a backup and taken from one. Files are read and written
//! on a thread that may wait for a disk.

use std::path::{Path, PathBuf};
use std::pin::pin;

use deadpool_postgres::Transaction;
use futures_util::stream::TryStreamExt;
use tokio::sync::mpsc;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::super::backup::{BackupFile, Kind, TABLES, Table, Value, bad, check, line, section};
use super::super::{Result, StoreError, backup};
use super::change::cursor;
use super::office::{Office, Writing, execute, query, stream};
use super::{opening, upkeep};

/// How many rows are handed over at once.
const HANDFUL: usize = 1_024;
/// How many handfuls may wait.
const WAITING: usize = 4;

fn nobody_listens<T>(_: T) -> StoreError {
    StoreError::Stopped("nobody listens".into())
}

pub(crate) async fn write(tx: &Transaction<'_>, to: &Path) -> Result<()> {
    let (lines, mut given) = mpsc::channel::<Vec<String>>(WAITING);
    let path = to.to_owned();
    let writing = tokio::task::spawn_blocking(move || {
        let mut file = BackupFile::begin(&path)?;
        let mut is_whole = false;
        while let Some(lines) = given.blocking_recv() {
            is_whole = lines.is_empty();
            lines.iter().try_for_each(|line| file.add(line))?;
        }
        // Otherwise reading failed, and its reason is told.
        if is_whole { file.finish() } else { Ok(()) }
    });
    let read = async {
        for table in TABLES {
            let mut handful = vec![section(table)?];
            let mut rows = pin!(stream(tx, &table.select(), &[]).await?);
            while let Some(row) = rows.try_next().await? {
                handful.push(line(table, values(table, &row)?)?);
                if handful.len() == HANDFUL {
                    lines.send(std::mem::take(&mut handful)).await.map_err(nobody_listens)?;
                }
            }
            if !handful.is_empty() {
                lines.send(handful).await.map_err(nobody_listens)?;
            }
        }
        lines.send(Vec::new()).await.map_err(nobody_listens)
    };
    let read: Result<()> = read.await;
    drop(lines);
    let written = writing.await.unwrap_or(Err(StoreError::Panicked));
    // A file that could not be written is why nobody listened.
    written.and(read)
}

fn values(table: &Table, row: &Row) -> Result<Vec<Value>> {
    let columns = table.columns.iter().enumerate();
    let value = |(at, (_, kind)): (usize, &(_, Kind))| {
        Ok(match kind {
            Kind::Number => row.try_get::<_, Option<_>>(at)?.map(Value::Number),
            Kind::Flag => row.try_get::<_, Option<_>>(at)?.map(Value::Flag),
            Kind::Text => row.try_get::<_, Option<_>>(at)?.map(Value::Text),
            Kind::Bytes | Kind::TextBytes => row.try_get::<_, Option<_>>(at)?.map(Value::Bytes),
        }
        .unwrap_or(Value::Nothing))
    };
    columns.map(value).collect()
}

pub(crate) async fn read(office: &Office, writing: &mut Writing<'_>, from: &Path) -> Result<()> {
    writing.batch_execute("SET LOCAL statement_timeout = 0").await?;
    let sql = "SELECT EXISTS (SELECT 1 FROM device) OR EXISTS (SELECT 1 FROM enrolment) \
               OR EXISTS (SELECT 1 FROM series) OR EXISTS (SELECT 1 FROM aside) \
               OR (SELECT cursor FROM counter) > 0";
    if query(writing, sql, &[]).await?.first().map(|row| row.try_get(0)).transpose()? != Some(false)
    {
        return Err(StoreError::NotEmpty);
    }
    writing
        .batch_execute("DELETE FROM identity; DELETE FROM administrator; DELETE FROM counter")
        .await?;
    take_rows(writing, from.to_owned()).await?;
    opening::read(writing)
        .await
        .map_err(|_| bad(&"it does not say whose it is"))?
        .refuse_other_kind(office.rehearsal)
        .map_err(|_| StoreError::OtherKind { held: office.rehearsal })?;
    let epoch: [u8; 8] = office.drawn();
    execute(writing, "UPDATE identity SET epoch = $1", &[&&epoch[..]]).await?;
    // What is given a number by the database goes on after what is there.
    for table in ["ticket", "aside"] {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'n'), \
             (SELECT coalesce(max(n), 0) + 1 FROM {table}), false)"
        );
        writing.query(&sql, &[]).await?;
    }
    *office.own.lock().await = None;
    writing.cursor = cursor(writing).await?;
    upkeep::rebuild(writing).await
}

type Rows = (&'static Table, Vec<Vec<Value>>);

async fn take_rows(tx: &Transaction<'_>, from: PathBuf) -> Result<()> {
    let (rows, mut given) = mpsc::channel::<Rows>(WAITING);
    let reading = tokio::task::spawn_blocking(move || {
        check(&from)?;
        let mut waiting: Option<Rows> = None;
        backup::read(&from, &mut |table, row| {
            match &mut waiting {
                Some((same, rows)) if std::ptr::eq(*same, table) && rows.len() < HANDFUL => {
                    rows.push(row);
                }
                _ => {
                    if let Some(full) = waiting.replace((table, vec![row])) {
                        rows.blocking_send(full).map_err(nobody_listens)?;
                    }
                }
            }
            Ok(())
        })?;
        waiting.map_or(Ok(()), |rest| rows.blocking_send(rest).map_err(nobody_listens))
    });
    let mut put_all = Ok(());
    while let Some((table, rows)) = given.recv().await {
        put_all = put(tx, table, &rows).await;
        if put_all.is_err() {
            break;
        }
    }
    drop(given);
    let read = reading.await.unwrap_or(Err(StoreError::Panicked));
    put_all.and(read)
}

/// Puts rows with one statement: an array a column.
async fn put(tx: &Transaction<'_>, table: &Table, rows: &[Vec<Value>]) -> Result<()> {
    let mut arrays: Vec<Box<dyn ToSql + Sync + Send>> = Vec::new();
    let mut types = Vec::new();
    for (at, (_, kind)) in table.columns.iter().enumerate() {
        let column = rows.iter().map(|row| row.get(at));
        let (array, name): (Box<dyn ToSql + Sync + Send>, _) = match kind {
            Kind::Number => (Box::new(column.map(number).collect::<Vec<_>>()), "bigint"),
            Kind::Flag => (Box::new(column.map(flag).collect::<Vec<_>>()), "boolean"),
            Kind::Text => (Box::new(column.map(text).collect::<Vec<_>>()), "text"),
            _ => (Box::new(column.map(bytes).collect::<Vec<_>>()), "bytea"),
        };
        types.push(format!("${}::{name}[]", at + 1));
        arrays.push(array);
    }
    let (name, columns, types) = (table.name, table.names(), types.join(", "));
    let sql = format!("INSERT INTO {name} ({columns}) SELECT * FROM UNNEST({types})");
    let given: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(|array| &**array as _).collect();
    execute(tx, &sql, &given).await?;
    Ok(())
}

fn number(value: Option<&Value>) -> Option<i64> {
    if let Some(Value::Number(number)) = value { Some(*number) } else { None }
}

fn flag(value: Option<&Value>) -> Option<bool> {
    if let Some(Value::Flag(flag)) = value { Some(*flag) } else { None }
}

fn text(value: Option<&Value>) -> Option<String> {
    if let Some(Value::Text(text)) = value { Some(text.clone()) } else { None }
}

fn bytes(value: Option<&Value>) -> Option<Vec<u8>> {
    if let Some(Value::Bytes(bytes)) = value { Some(bytes.clone()) } else { None }
}
