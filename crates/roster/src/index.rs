//! What finds a ticket: its id, its code, and its holder's name.

use parvis_domain::code::{Code, CodeHash, EventKey};
use parvis_domain::id::TicketId;
use parvis_domain::ticket::{Attendee, RosterLine};
use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, params_from_iter};

use crate::Result;
use crate::elsewhere::Hashes;
use crate::event::HeldEvent;
use crate::folding::{Names, names};

/// How many rows are gathered before their entries are written: in the order of the indexes,
/// which is much faster than in that of a file.
const GATHERED: usize = 131_072;

/// How many entries one statement writes.
const ENTRIES: usize = 64;

/// Index entries that are still to be written.
#[derive(Default)]
pub(crate) struct Pending {
    rows: usize,
    tickets: Vec<(i64, i64)>,
    elsewhere: Vec<(i64, i64)>,
    names: Names,
}

/// Where a ticket is looked up by its id.
pub(crate) fn id_hash(ticket: TicketId) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = ticket.0;
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Where a ticket that is held in full is looked up by its code. One number serves for the code
/// as scanned and as typed, since what is found is compared.
pub(crate) fn ticket_hash(key: &EventKey, code: &Code) -> CodeHash {
    code.typed().map_or_else(|| key.scanned_hash(code), |typed| key.typed_hash(&typed))
}

/// Where a ticket that is known by hash alone is looked up.
pub(crate) fn hashes(key: &EventKey, code: &Code) -> Hashes {
    let typed = code.typed().map(|typed| key.typed_hash(&typed));
    Hashes { scanned: key.scanned_hash(code), typed }
}

impl Pending {
    /// Takes note of how a row shall be found by its id and its code.
    pub(crate) fn add_ticket(&mut self, ticket: TicketId, code: CodeHash, n: i64) {
        self.rows += 1;
        self.tickets.extend([(id_hash(ticket), n), (code, n)]);
    }

    /// Takes note of how a row shall be found by its holder's name.
    pub(crate) fn add_name(&mut self, attendee: Attendee, n: i64) -> Result<()> {
        self.names.add(attendee, n)
    }

    /// Takes note of how a row that is known by hash alone shall be found.
    pub(crate) fn add_elsewhere(&mut self, hashes: Hashes, n: i64) {
        self.rows += 1;
        self.elsewhere.extend(hashes.each().map(|hash| (hash, n)));
    }

    pub(crate) fn is_full(&self) -> bool {
        self.rows >= GATHERED
    }

    /// Writes what was gathered, in the order of the indexes.
    pub(crate) fn flush(&mut self, conn: &Connection, event: i64) -> Result<()> {
        self.rows = 0;
        for (table, entries) in
            [("ticket_index", &mut self.tickets), ("elsewhere_index", &mut self.elsewhere)]
        {
            entries.sort_unstable();
            let into = format!("INSERT OR IGNORE INTO {table} (hash, n) VALUES ");
            write(conn, &into, "(?, ?)", entries, |entry| [&entry.0, &entry.1])?;
            entries.clear();
        }
        let names = self.names.sorted()?;
        let into = "INSERT OR IGNORE INTO name_index (event, name, n) VALUES ";
        let row = format!("({event}, ?, ?)");
        write(conn, into, &row, &names, |entry| [&entry.name, &entry.n])
    }
}

/// Writes entries, many with each statement.
fn write<E>(
    conn: &Connection,
    into: &str,
    row: &str,
    entries: &[E],
    values: impl Fn(&E) -> [&dyn ToSql; 2],
) -> Result<()> {
    let sql = |rows: usize| format!("{into}{}", vec![row; rows].join(", "));
    let chunks = entries.chunks_exact(ENTRIES);
    let rest = chunks.remainder();
    if entries.len() >= ENTRIES {
        let mut insert = conn.prepare_cached(&sql(ENTRIES))?;
        for chunk in chunks {
            insert.execute(params_from_iter(chunk.iter().flat_map(&values)))?;
        }
    }
    let mut insert = conn.prepare_cached(&sql(1))?;
    for entry in rest {
        insert.execute(params_from_iter(values(entry)))?;
    }
    Ok(())
}

/// Takes a row out of the indexes, by what it said before.
pub(crate) fn unindex(
    conn: &Connection,
    event: &HeldEvent,
    was: &RosterLine,
    n: i64,
) -> Result<()> {
    let hash = ticket_hash(&event.key, &was.code);
    delete(conn, "DELETE FROM ticket_index WHERE hash = ?1 AND n = ?2", [hash.into(), n.into()])?;
    let hash = id_hash(was.ticket.id);
    delete(conn, "DELETE FROM ticket_index WHERE hash = ?1 AND n = ?2", [hash.into(), n.into()])?;
    for name in names(&was.attendee) {
        let sql = "DELETE FROM name_index WHERE event = ?1 AND name = ?2 AND n = ?3";
        delete(conn, sql, [event.n.into(), name.into(), n.into()])?;
    }
    Ok(())
}

/// Takes a row that is known by hash alone out of its index.
pub(crate) fn unindex_elsewhere(conn: &Connection, was: Hashes, n: i64) -> Result<()> {
    was.each().try_for_each(|hash| {
        let sql = "DELETE FROM elsewhere_index WHERE hash = ?1 AND n = ?2";
        delete(conn, sql, [hash.into(), n.into()])
    })
}

fn delete<const N: usize>(conn: &Connection, sql: &str, values: [Value; N]) -> Result<()> {
    conn.prepare_cached(sql)?.execute(params_from_iter(values))?;
    Ok(())
}
