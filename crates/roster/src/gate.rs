//! The gates of this kiosk.

use parvis_domain::gate::Gate;
use parvis_domain::id::GateId;
use rusqlite::OptionalExtension;

use crate::RosterError;
use crate::plan::PlanRow;
use crate::{Reading, Result, Writing};

impl Reading<'_> {
    /// Every gate, in the order in which they were put.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn gates(&self) -> Result<Vec<Gate>> {
        self.plan("gate")
    }

    /// The gate that staff last moved this kiosk to; `None` when nobody has. It may be gone since.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chosen_gate(&self) -> Result<Option<GateId>> {
        let sql = "SELECT value FROM meta WHERE name = 'chosen_gate'";
        let mut query = self.conn.prepare_cached(sql)?;
        let kept: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
        kept.map(|id| GateId::new(&id).map_err(RosterError::unreadable("gate"))).transpose()
    }
}

impl Writing<'_> {
    /// Replaces the gates, as [`Writing::put_programme`] does the programme.
    ///
    /// # Errors
    /// [`crate::RosterError::IdTwice`], or when they cannot be stored.
    pub fn put_gates(&mut self, gates: &[Gate]) -> Result<()> {
        self.step(|writing| {
            let rows: Result<_> = gates.iter().map(|gate| PlanRow::new(&gate.id, gate)).collect();
            writing.put_plan("gate", rows?)
        })
    }

    /// Keeps the gate that staff moved this kiosk to, for after a restart.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn choose_gate(&mut self, gate: &GateId) -> Result<()> {
        self.step(|writing| {
            let sql = "INSERT OR REPLACE INTO meta (name, value) VALUES ('chosen_gate', ?1)";
            writing.conn.prepare_cached(sql)?.execute([gate.as_str()])?;
            Ok(())
        })
    }
}
