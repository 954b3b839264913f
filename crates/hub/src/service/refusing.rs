//! What a store's trouble means to whoever asked.

use parvis_protocol::refusal::{Refusal, RefusalCode};

use crate::store::StoreError;

/// The refusal for a store's error. Only what the device can do something about says more than
/// that the hub is to be asked again.
#[must_use]
pub fn refused(error: &StoreError) -> Refusal {
    match error {
        StoreError::NotNext { .. } | StoreError::Broken { .. } => {
            Refusal::new(RefusalCode::NotNext, error.to_string())
        }
        StoreError::Unavailable { .. } => {
            tracing::warn!(%error, "the store is not to be used for the moment");
            Refusal::new(RefusalCode::Unavailable, "the hub cannot store anything at the moment")
        }
        error => {
            tracing::error!(%error, "the store failed");
            Refusal::new(RefusalCode::Unavailable, "the hub’s store is out of order")
        }
    }
}

/// The refusal when an answer could not be written.
pub(super) fn unwritten(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(RefusalCode::Unavailable, error.to_string())
}
