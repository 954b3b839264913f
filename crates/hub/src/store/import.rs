//! Rosters that come in whole.

use parvis_domain::id::EventId;
use parvis_domain::ticket::RosterLine;

use super::BoxError;

/// The lines of a roster, one after the other, each read or with the reason why it could not be.
pub type Lines = Box<dyn Iterator<Item = Result<RosterLine, BoxError>> + Send>;

/// How a roster is to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// The event whose roster it is. Its tickets' ids are made with its key, or are the platform's.
    pub event: EventId,
    /// Whether the list is complete: what is not in it is withdrawn until it comes again.
    pub complete: bool,
    /// Only tell what would come of it.
    pub preview: bool,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Tickets that were not held before.
    pub added: u64,
    /// Tickets that were held and said something else, or had been withdrawn.
    pub changed: u64,
    /// Tickets that were held and said the same.
    pub unchanged: u64,
    /// Tickets that were held, were not withdrawn before and are not in the list.
    pub absent: u64,
    /// How many of the absent were withdrawn: all when the list was complete, else none.
    pub withdrawn: u64,
}
