//! The lines of an import, one by one: new, changed or as they were. The same for both stores.

use std::collections::HashMap;

use parvis_domain::code::EventKey;
use parvis_domain::id::TicketId;
use parvis_domain::ticket::RosterLine;
use parvis_protocol::change::{ElsewhereRow, TicketRow};

use super::{BoxError, ImportReport, Importing, Result, StoreError};

/// An import under way. Its memory grows by about 100 bytes a line.
pub(crate) struct Run {
    importing: Importing,
    key: EventKey,
    held: HashMap<TicketId, Held>,
    /// Which entry had a code, by a digest of it, and which a ticket.
    codes: HashMap<TicketId, u64>,
    tickets: HashMap<TicketId, u64>,
    entries: u64,
    report: ImportReport,
    /// How many more tickets the event has.
    pub(crate) more: i64,
    pub(crate) cursor: i64,
}

struct Held {
    digest: u64,
    withdrawn: bool,
}

/// A ticket's row that is to be put.
pub(crate) struct TicketPut {
    pub(crate) id: TicketId,
    pub(crate) body: String,
    pub(crate) hashes: String,
    pub(crate) cursor: i64,
}

fn digest(body: &str) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(body.as_bytes()).as_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

impl Run {
    pub(crate) fn new(importing: Importing, key: EventKey, cursor: i64) -> Self {
        Self {
            importing,
            key,
            held: HashMap::new(),
            codes: HashMap::new(),
            tickets: HashMap::new(),
            entries: 0,
            report: ImportReport::default(),
            more: 0,
            cursor,
        }
    }

    /// Takes note of a ticket that the event has already.
    pub(crate) fn hold(&mut self, ticket: TicketId, body: &str, withdrawn: bool) {
        self.held.insert(ticket, Held { digest: digest(body), withdrawn });
    }

    /// Takes the next line; gives the row that is to be put for it, if any.
    pub(crate) fn line(&mut self, line: Result<RosterLine, BoxError>) -> Result<Option<TicketPut>> {
        let line = line.map_err(StoreError::Line)?;
        self.entries += 1;
        let entry = self.entries;
        if line.ticket.event != self.importing.event {
            let (expected, found) = (self.importing.event.clone(), line.ticket.event);
            return Err(StoreError::OtherEvent { entry, expected, found });
        }
        // As good a digest of the code as any, and most tickets' id already.
        let first = *self.codes.entry(self.key.ticket_id(&line.code)).or_insert(entry);
        if first != entry {
            return Err(StoreError::CodeTwice { first, second: entry });
        }
        let first = *self.tickets.entry(line.ticket.id).or_insert(entry);
        if first != entry {
            return Err(StoreError::TicketTwice { first, second: entry });
        }
        self.put(line)
    }

    fn put(&mut self, line: RosterLine) -> Result<Option<TicketPut>> {
        let unwritable = StoreError::unreadable::<serde_json::Error>;
        let elsewhere = ElsewhereRow {
            id: line.ticket.id,
            event: line.ticket.event.clone(),
            days: line.ticket.days.clone(),
            scanned: self.key.scanned_hash(&line.code),
            typed: line.code.typed().map(|typed| self.key.typed_hash(&typed)),
        };
        let row = TicketRow::from(line);
        let body = serde_json::to_string(&row).map_err(unwritable("ticket"))?;
        match self.held.get(&row.id) {
            None => self.report.added += 1,
            Some(held) if !held.withdrawn && held.digest == digest(&body) => {
                self.report.unchanged += 1;
                return Ok(None);
            }
            Some(_) => self.report.changed += 1,
        }
        if self.held.get(&row.id).is_none_or(|held| held.withdrawn) {
            self.more += 1;
        }
        self.cursor += 1;
        let hashes = serde_json::to_string(&elsewhere).map_err(unwritable("ticket"))?;
        Ok(Some(TicketPut { id: row.id, body, hashes, cursor: self.cursor }))
    }

    /// Ends the import: gives the tickets that are to be withdrawn, each with its number, and what
    /// came of it all.
    pub(crate) fn finish(&mut self) -> (Vec<(TicketId, i64)>, ImportReport) {
        let is_absent = |(ticket, held): &(&TicketId, &Held)| {
            !held.withdrawn && !self.tickets.contains_key(ticket)
        };
        let mut absent: Vec<_> = self.held.iter().filter(is_absent).map(|(id, _)| *id).collect();
        absent.sort_unstable();
        self.report.absent = absent.len() as u64;
        if !self.importing.complete {
            return (Vec::new(), self.report);
        }
        self.report.withdrawn = self.report.absent;
        let mut withdrawn = Vec::with_capacity(absent.len());
        for ticket in absent {
            self.cursor += 1;
            self.more -= 1;
            withdrawn.push((ticket, self.cursor));
        }
        (withdrawn, self.report)
    }
}
