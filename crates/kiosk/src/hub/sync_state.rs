//! How the kiosk and its hub stand, and why a round did not go well.

use std::time::Duration;

use parvis_sync::http::client::Trouble;
use parvis_sync::runner::Outcome;

use super::SyncTrouble;

/// How the kiosk and its hub stand, as far as the thread knows.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncState {
    /// How the last round went.
    pub outcome: Outcome,
    /// What was wrong, where it failed.
    pub trouble: Option<SyncTrouble>,
    /// How much of a snapshot has been taken, from 0 to 1, while one is.
    pub filling: Option<f64>,
}

impl Default for SyncState {
    fn default() -> Self {
        Self { outcome: Outcome::Starting, trouble: None, filling: None }
    }
}

/// Why a round did not go well.
pub(super) struct Failure {
    pub(super) outcome: Outcome,
    pub(super) trouble: Option<SyncTrouble>,
    /// How long whoever answered asks to wait.
    pub(super) later: Option<Duration>,
}

impl Failure {
    pub(super) fn of(trouble: SyncTrouble, reason: &dyn std::fmt::Display) -> Self {
        let outcome = Outcome::Failed { reason: reason.to_string() };
        Self { outcome, trouble: Some(trouble), later: None }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let later = trouble.later();
        let outcome = match trouble {
            Trouble::Unreachable(_) => Outcome::Unreachable,
            Trouble::NotTheHub { .. } => Outcome::NotTheHub,
            Trouble::PutOff { .. } => Outcome::PutOff,
            other => return Self { later, ..Self::of(SyncTrouble::from(&other), &other) },
        };
        Self { outcome, trouble: None, later }
    }
}
