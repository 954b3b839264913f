//! Rows of the programme and the gates: one a noun, as JSON, with a version and tombstones.

use std::collections::BTreeMap;

use parvis_protocol::change::Noun;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Reading, Result, RosterError, Writing};

/// A noun as it is to be stored.
pub(crate) struct PlanRow {
    pub(crate) id: String,
    body: String,
}

/// A noun as it is stored.
struct Stored {
    place: usize,
    body: String,
    withdrawn: bool,
}

impl PlanRow {
    pub(crate) fn new(id: &impl ToString, noun: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_string(noun).map_err(RosterError::unreadable("noun"))?;
        Ok(Self { id: id.to_string(), body })
    }
}

impl Reading<'_> {
    /// What is stored of a noun and not withdrawn, in its order.
    pub(crate) fn plan<T: DeserializeOwned>(&self, noun: &'static str) -> Result<Vec<T>> {
        self.stored(noun, false)
    }

    /// What was stored of a noun last, before it was withdrawn.
    pub(crate) fn withdrawn<T: DeserializeOwned>(&self, noun: &'static str) -> Result<Vec<T>> {
        self.stored(noun, true)
    }

    fn stored<T: DeserializeOwned>(&self, noun: &'static str, withdrawn: bool) -> Result<Vec<T>> {
        let sql = "SELECT body FROM plan WHERE noun = ?1 AND withdrawn = ?2 ORDER BY place, id";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query(params![noun, withdrawn])?;
        let mut nouns = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_str().map_err(RosterError::unreadable(noun))?;
            nouns.push(serde_json::from_str(body).map_err(RosterError::unreadable(noun))?);
        }
        Ok(nouns)
    }

    /// Every row of a noun that is known here and not withdrawn.
    pub(crate) fn plan_ids(&self) -> Result<Vec<(&'static str, String)>> {
        let mut query = self.conn.prepare("SELECT noun, id FROM plan WHERE withdrawn = 0")?;
        let mut rows = query.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let noun: String = row.get(0)?;
            let noun = Noun::ALL.iter().map(|noun| noun.as_str()).find(|known| *known == noun);
            if let Some(noun) = noun {
                ids.push((noun, row.get(1)?));
            }
        }
        Ok(ids)
    }

    fn stored_plan(&self, noun: &'static str) -> Result<BTreeMap<String, Stored>> {
        let sql = "SELECT id, place, body, withdrawn FROM plan WHERE noun = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let stored = query.query_map([noun], |row| {
            let stored = Stored { place: row.get(1)?, body: row.get(2)?, withdrawn: row.get(3)? };
            Ok((row.get(0)?, stored))
        })?;
        Ok(stored.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Makes the stored rows of a noun these. A row that says the same keeps its version; its
    /// place among the others is no part of it. What is not among these becomes a tombstone.
    pub(crate) fn put_plan(&mut self, noun: &'static str, rows: Vec<PlanRow>) -> Result<()> {
        let mut stored = self.stored_plan(noun)?;
        let mut seen = std::collections::BTreeSet::new();
        for (place, row) in rows.into_iter().enumerate() {
            match stored.remove(&row.id) {
                Some(old) if old.body == row.body && !old.withdrawn => {
                    if old.place != place {
                        self.move_plan_row(noun, &row.id, place)?;
                    }
                }
                _ if seen.contains(&row.id) => {
                    return Err(RosterError::IdTwice { noun, id: row.id });
                }
                _ => self.put_plan_row(noun, &row, place)?,
            }
            seen.insert(row.id);
        }
        let vanished = stored.into_iter().filter(|(_, old)| !old.withdrawn);
        vanished.into_iter().try_for_each(|(id, _)| self.withdraw_plan_row(noun, &id))
    }

    /// Puts a noun's row, unless it says what it said.
    pub(crate) fn put_plan_body(
        &mut self,
        noun: &'static str,
        id: &str,
        place: usize,
        body: &str,
    ) -> Result<()> {
        let same = "SELECT EXISTS (SELECT 1 FROM plan WHERE noun = ?1 AND id = ?2 AND body = ?3 \
                    AND place = ?4 AND withdrawn = 0)";
        let same = self
            .conn
            .prepare_cached(same)?
            .query_row(params![noun, id, body, place], |row| row.get::<_, bool>(0))?;
        let row = PlanRow { id: id.to_owned(), body: body.to_owned() };
        if same { Ok(()) } else { self.put_plan_row(noun, &row, place) }
    }

    fn put_plan_row(&mut self, noun: &'static str, row: &PlanRow, place: usize) -> Result<()> {
        let version = self.version()?;
        let sql = "INSERT OR REPLACE INTO plan (noun, id, place, body, withdrawn, version) \
                   VALUES (?1, ?2, ?3, ?4, 0, ?5)";
        let mut insert = self.conn.prepare_cached(sql)?;
        insert.execute(params![noun, row.id, place, row.body, version])?;
        Ok(())
    }

    fn move_plan_row(&self, noun: &'static str, id: &str, place: usize) -> Result<()> {
        let sql = "UPDATE plan SET place = ?3 WHERE noun = ?1 AND id = ?2";
        self.conn.prepare_cached(sql)?.execute(params![noun, id, place])?;
        Ok(())
    }

    pub(crate) fn withdraw_plan_row(&mut self, noun: &'static str, id: &str) -> Result<()> {
        let version = self.version()?;
        let sql = "UPDATE plan SET withdrawn = 1, version = ?3 WHERE noun = ?1 AND id = ?2";
        self.conn.prepare_cached(sql)?.execute(params![noun, id, version])?;
        Ok(())
    }
}
