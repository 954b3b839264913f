//! Everything a hub keeps, in one file that either store writes and either takes.
//!
//! The file is lines of JSON, compressed with zstd: a first line that says what it is, then for
//! each table a line with its name followed by one array a row, in the order of the columns below,
//! and a last line with the number of rows and the BLAKE3 hash of all lines before it. Bytes are
//! hexadecimal, but for a record's own text. What is folded from the rest is not in it.
//!
//! ```text
//! {"format":"parvis-hub-backup-1"}
//! {"table":"identity"}
//! [1,"0011…",…]
//! {"rows":1,"hash":"…"}
//! ```

mod tables;

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use parvis_domain::id::RecordHash;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Result, StoreError};
use tables::Kind::{Bytes, Flag, Number, Text, TextBytes};
pub(crate) use tables::{Kind, TABLES, Table};

/// What the first line says.
const FORMAT: &str = "parvis-hub-backup-1";

/// Small enough, and hardly slower than the disk.
const LEVEL: i32 = 3;

/// The longest line that is read: a ticket or noun of a megabyte is a mistake.
const LINE_BYTES: u64 = 4 * 1024 * 1024;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Nothing,
    Number(i64),
    Flag(bool),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    fn json(self, kind: Kind) -> Result<Json> {
        Ok(match self {
            Self::Nothing => Json::Null,
            Self::Number(number) => number.into(),
            Self::Flag(flag) => flag.into(),
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) if kind == TextBytes => String::from_utf8(bytes)
                .map_err(StoreError::unreadable::<std::string::FromUtf8Error>("record"))?
                .into(),
            Self::Bytes(bytes) => hex(&bytes).into(),
        })
    }

    fn read(json: Json, kind: Kind) -> Option<Self> {
        Some(match (json, kind) {
            (Json::Null, _) => Self::Nothing,
            (Json::Number(number), Number) => Self::Number(number.as_i64()?),
            (Json::Bool(flag), Flag) => Self::Flag(flag),
            (Json::String(text), Text) => Self::Text(text),
            (Json::String(text), TextBytes) => Self::Bytes(text.into_bytes()),
            (Json::String(text), Bytes) => Self::Bytes(unhex(&text)?),
            _ => return None,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; text.len() / 2];
    const_hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
}

#[derive(Serialize, Deserialize)]
struct Section {
    table: String,
}

#[derive(Serialize, Deserialize)]
struct End {
    rows: u64,
    hash: RecordHash,
}

/// A row as its line.
pub(crate) fn line(table: &Table, row: Vec<Value>) -> Result<String> {
    let row = row.into_iter().zip(table.columns);
    let row = row.map(|(value, (_, kind))| value.json(*kind)).collect::<Result<Vec<_>>>()?;
    serde_json::to_string(&row).map_err(StoreError::unreadable("row"))
}

/// The line before a table's rows.
pub(crate) fn section(table: &Table) -> Result<String> {
    serde_json::to_string(&Section { table: table.name.to_owned() })
        .map_err(StoreError::unreadable("row"))
}

/// A backup that is being written. Removed again unless it is finished.
pub(crate) struct BackupFile<'p> {
    path: &'p Path,
    out: Option<zstd::stream::Encoder<'static, File>>,
    hasher: blake3::Hasher,
    rows: u64,
}

impl<'p> BackupFile<'p> {
    /// Begins a new file that only this account may read.
    pub(crate) fn begin(path: &'p Path) -> Result<Self> {
        let cannot = |source| StoreError::Folder { path: path.to_owned(), source };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(cannot)?;
        let out = zstd::stream::Encoder::new(file, LEVEL).map_err(cannot)?;
        let mut backup = Self { path, out: Some(out), hasher: blake3::Hasher::new(), rows: 0 };
        let head = Head { format: FORMAT.to_owned() };
        backup.add(&serde_json::to_string(&head).map_err(StoreError::unreadable("row"))?)?;
        Ok(backup)
    }

    /// Adds a line.
    pub(crate) fn add(&mut self, line: &str) -> Result<()> {
        self.rows += u64::from(line.starts_with('['));
        for piece in [line.as_bytes(), b"\n"] {
            self.hasher.update(piece);
            self.write(piece)?;
        }
        Ok(())
    }

    /// Ends the file and makes it last.
    pub(crate) fn finish(mut self) -> Result<()> {
        let end = End { rows: self.rows, hash: RecordHash(*self.hasher.finalize().as_bytes()) };
        let mut end = serde_json::to_vec(&end).map_err(StoreError::unreadable("row"))?;
        end.push(b'\n');
        self.write(&end)?;
        let path = self.path;
        let Some(out) = self.out.take() else { return Ok(()) };
        let lasting = || -> std::io::Result<()> {
            out.finish()?.sync_all()?;
            match path.parent().filter(|_| cfg!(unix)) {
                Some(folder) if folder.as_os_str().is_empty() => File::open(".")?.sync_all(),
                Some(folder) => File::open(folder)?.sync_all(),
                None => Ok(()),
            }
        };
        lasting().map_err(|source| {
            let _ = std::fs::remove_file(path);
            StoreError::Folder { path: path.to_owned(), source }
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(out) = &mut self.out else { return Ok(()) };
        let cannot = |source| StoreError::Folder { path: self.path.to_owned(), source };
        out.write_all(bytes).map_err(cannot)
    }
}

impl Drop for BackupFile<'_> {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            // What is not whole is of no use; why it is not is told already.
            let _ = std::fs::remove_file(self.path);
        }
    }
}

/// Gives every row of a backup, table after table, and refuses one that is not whole: at the end,
/// or earlier. Whoever takes rows keeps none of them before this gives `Ok`.
pub(crate) fn read(
    path: &Path,
    each: &mut dyn FnMut(&'static Table, Vec<Value>) -> Result<()>,
) -> Result<()> {
    let file =
        File::open(path).map_err(|source| StoreError::Folder { path: path.to_owned(), source })?;
    let decoder = zstd::stream::Decoder::new(file).map_err(|error| bad(&error))?;
    let mut input = BufReader::new(decoder);
    let (mut hasher, mut rows, mut table): (_, u64, Option<&'static Table>) =
        (blake3::Hasher::new(), 0, None);
    let first = next(&mut input)?.ok_or_else(|| bad(&"it is empty"))?;
    match serde_json::from_str::<Head>(&first) {
        Ok(head) if head.format == FORMAT => {}
        _ => return Err(bad(&"it is not a backup of a format that is known here")),
    }
    hasher.update(first.as_bytes()).update(b"\n");
    loop {
        let line = next(&mut input)?.ok_or_else(|| bad(&"its end is missing"))?;
        if line.starts_with("{\"rows\":") {
            let end: End = serde_json::from_str(&line).map_err(|error| bad(&error))?;
            let is_whole = (end.rows, end.hash.0) == (rows, *hasher.finalize().as_bytes());
            return match is_whole && next(&mut input)?.is_none() {
                true => Ok(()),
                false => Err(bad(&"it is not what was written")),
            };
        }
        hasher.update(line.as_bytes()).update(b"\n");
        if line.starts_with('{') {
            let section: Section = serde_json::from_str(&line).map_err(|error| bad(&error))?;
            table = TABLES.iter().find(|table| table.name == section.table);
            if table.is_none() {
                return Err(bad(&"it has something in it that is not known here"));
            }
            continue;
        }
        rows += 1;
        let table = table.ok_or_else(|| bad(&"a row stands in no table"))?;
        let row: Vec<Json> = serde_json::from_str(&line).map_err(|error| bad(&error))?;
        each(table, values(table, row).ok_or_else(|| bad(&"a row cannot be read"))?)?;
    }
}

/// The values of a row. In one that an older version wrote nothing stands in the newest columns:
/// where something must, the store refuses it.
fn values(table: &Table, row: Vec<Json>) -> Option<Vec<Value>> {
    if row.len() > table.columns.len() {
        return None;
    }
    let row = row.into_iter().chain(std::iter::repeat(Json::Null));
    row.zip(table.columns).map(|(json, (_, kind))| Value::read(json, *kind)).collect()
}

fn next(input: &mut impl BufRead) -> Result<Option<String>> {
    let mut line = Vec::new();
    input.take(LINE_BYTES).read_until(b'\n', &mut line).map_err(|error| bad(&error))?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => String::from_utf8(line).map(Some).map_err(|error| bad(&error)),
        Some(_) => Err(bad(&"its end is missing")),
    }
}

pub(crate) fn bad(what: &dyn ToString) -> StoreError {
    StoreError::BadBackup { what: what.to_string() }
}

/// Checks that a backup is whole, without taking anything from it.
pub(crate) fn check(path: &Path) -> Result<()> {
    read(path, &mut |_, _| Ok(()))
}
