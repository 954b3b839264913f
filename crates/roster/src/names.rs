//! Finding people by name.

use parvis_domain::id::EventId;
use parvis_domain::name::folded;
use parvis_domain::ticket::RosterLine;
use rusqlite::params;

use crate::event::HeldEvent;
use crate::ticket::{HeldLine, held_line, select_lines};
use crate::{Reading, Result};

/// Finds the names that begin rightly.
pub(crate) const BY_NAME: &str = "SELECT name, n FROM name_index WHERE event = ?1 \
    AND name >= ?2 AND name < ?3 ORDER BY name, n LIMIT ?4";

/// How many names that begin rightly are looked at for the rest of the words. Whoever types one
/// letter of a million names gets some of them, not a frozen screen.
const LOOKED_AT: usize = 20_000;

impl Reading<'_> {
    /// People whose name has all these words, or words that begin so, the first of them at the
    /// front of the name or of the family name. Accents, case and signs do not matter. At most
    /// `limit` lines, by name; withdrawn tickets are among them, as revoked.
    ///
    /// # Errors
    /// When the roster cannot be read.
    pub fn search(&self, words: &str, events: &[EventId], limit: usize) -> Result<Vec<RosterLine>> {
        let words = folded(words);
        let mut found: Vec<(String, HeldLine)> = Vec::new();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        for event in events {
            if let Some(event) = self.held_event(event)? {
                self.search_event(&words, &event, limit, &mut found)?;
            }
        }
        found.sort_by(|one, other| (&one.0, one.1.n).cmp(&(&other.0, other.1.n)));
        found.truncate(limit);
        Ok(found.into_iter().map(|(_, held)| held.shown()).collect())
    }

    fn search_event(
        &self,
        words: &str,
        event: &HeldEvent,
        limit: usize,
        found: &mut Vec<(String, HeldLine)>,
    ) -> Result<()> {
        let first = words.split(' ').next().unwrap_or_default();
        let mut query = self.conn.prepare_cached(BY_NAME)?;
        let beyond = format!("{first}\u{10ffff}");
        let mut rows = query.query(params![event.n, first, beyond, LOOKED_AT])?;
        let mut seen = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let n: i64 = row.get(1)?;
            if seen.len() >= limit {
                break;
            }
            if has_all(&name, words) && !seen.contains(&n) {
                seen.push(n);
                found.extend(self.line_numbered(n)?.map(|held| (name, held)));
            }
        }
        Ok(())
    }

    pub(crate) fn line_numbered(&self, n: i64) -> Result<Option<HeldLine>> {
        let sql =
            select_lines!("FROM ticket JOIN event ON event.n = ticket.event WHERE ticket.n = ?1");
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([n])?;
        rows.next()?.map(held_line).transpose()
    }
}

/// Whether the words stand in the name one after the other, or each begins a word of it.
fn has_all(name: &str, words: &str) -> bool {
    let begins = |word: &str| name.split(' ').any(|part| part.starts_with(word));
    name.starts_with(words) || words.split(' ').all(begins)
}
