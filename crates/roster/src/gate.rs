//! The gates of this kiosk.

use parvis_domain::gate::Gate;

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
}
