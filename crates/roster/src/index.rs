//! What finds a ticket: its code as scanned and as typed, and its holder's name.

use parvis_domain::code::{Code, CodeHash, EventKey};
use parvis_domain::name::search_keys;
use parvis_domain::ticket::{Attendee, RosterLine};
use rusqlite::{Connection, params};

use crate::Result;
use crate::elsewhere::Hashes;
use crate::event::HeldEvent;
use crate::import::Holds;

/// How many rows are gathered before their entries are written: in the order of the indexes,
/// which is much faster than in that of a file.
const GATHERED: usize = 65_536;

/// Index entries that are still to be written.
#[derive(Default)]
pub(crate) struct Pending {
    rows: usize,
    codes: Vec<(CodeHash, i64)>,
    names: Vec<(String, i64)>,
}

/// Where a code is looked up.
pub(crate) fn hashes(key: &EventKey, scanned: CodeHash, code: &Code) -> Hashes {
    Hashes { scanned, typed: code.typed().map(|typed| key.typed_hash(&typed)) }
}

/// Both forms of a name, or the one when they are alike.
fn names(attendee: &Attendee) -> impl Iterator<Item = String> {
    let [one, other] = search_keys(attendee);
    let other = (one != other).then_some(other);
    std::iter::once(one).chain(other)
}

impl Pending {
    /// Takes note of how a row shall be found by its code.
    pub(crate) fn add_codes(&mut self, hashes: Hashes, n: i64) {
        self.rows += 1;
        self.codes.extend(hashes.each().map(|hash| (hash, n)));
    }

    /// Takes note of how a row shall be found by its holder's name.
    pub(crate) fn add_names(&mut self, attendee: &Attendee, n: i64) {
        self.names.extend(names(attendee).map(|name| (name, n)));
    }

    pub(crate) fn is_full(&self) -> bool {
        self.rows >= GATHERED
    }

    /// Writes what was gathered, in the order of the indexes.
    pub(crate) fn flush(&mut self, conn: &Connection, event: i64, holds: Holds) -> Result<()> {
        self.codes.sort_unstable();
        self.names.sort_unstable();
        let sql = match holds {
            Holds::Full => "INSERT OR IGNORE INTO code_index (hash, n) VALUES (?1, ?2)",
            Holds::HashOnly => "INSERT OR IGNORE INTO elsewhere_index (hash, n) VALUES (?1, ?2)",
        };
        let mut insert = conn.prepare_cached(sql)?;
        for (hash, n) in &self.codes {
            insert.execute([*hash, *n])?;
        }
        let sql = "INSERT OR IGNORE INTO name_index (event, name, n) VALUES (?1, ?2, ?3)";
        let mut insert = conn.prepare_cached(sql)?;
        for (name, n) in &self.names {
            insert.execute(params![event, name, n])?;
        }
        self.rows = 0;
        self.codes.clear();
        self.names.clear();
        Ok(())
    }
}

/// Takes a row out of the indexes, by what it said before.
pub(crate) fn unindex(
    conn: &Connection,
    event: &HeldEvent,
    was: &RosterLine,
    n: i64,
) -> Result<()> {
    let scanned = event.key.scanned_hash(&was.code);
    let sql = "DELETE FROM code_index WHERE hash = ?1 AND n = ?2";
    unindex_codes(conn, sql, hashes(&event.key, scanned, &was.code), n)?;
    let sql = "DELETE FROM name_index WHERE event = ?1 AND name = ?2 AND n = ?3";
    let mut delete = conn.prepare_cached(sql)?;
    for name in names(&was.attendee) {
        delete.execute(params![event.n, name, n])?;
    }
    Ok(())
}

/// Takes a row that is known by hash alone out of its index.
pub(crate) fn unindex_elsewhere(conn: &Connection, was: Hashes, n: i64) -> Result<()> {
    unindex_codes(conn, "DELETE FROM elsewhere_index WHERE hash = ?1 AND n = ?2", was, n)
}

fn unindex_codes(conn: &Connection, sql: &str, was: Hashes, n: i64) -> Result<()> {
    let mut delete = conn.prepare_cached(sql)?;
    for hash in was.each() {
        delete.execute([hash, n])?;
    }
    Ok(())
}
