//! What [`super::Store::check`] can find.

use parvis_domain::fact::RecordKey;

/// One thing that is not as it should be. Its words are for the one who mends it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Finding {
    /// The database's own check found it damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A record is not the one it was when it came.
    #[error("record {} of device {}, opening {}: {what}", .key.seq, .key.device, .key.incarnation)]
    Changed {
        /// Where it stands.
        key: RecordKey,
        /// What is wrong with it.
        what: &'static str,
    },
    /// What is folded from the records is not what they say. [`super::Store::rebuild`] mends it.
    #[error("{0} do not agree with the records")]
    Folded(&'static str),
    /// The number of tickets kept for an event is not how many there are.
    #[error("the tickets of “{event}” are counted wrongly")]
    Tickets {
        /// The event.
        event: String,
    },
    /// A change has a number that the counter did not give.
    #[error("a change has number {found}, and the counter stands at {counter}")]
    Ahead {
        /// The greatest number there is.
        found: u64,
        /// Where the counter stands.
        counter: u64,
    },
}
