//! Mistakes that are planted, one at a time, to see that a day in memory notices them.

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryBug {
    /// The hub acknowledges a record that it does not keep, in status, too.
    AcknowledgedNotKept,
    /// The hub passes over a gap: what comes after it is taken, and what was in it never is.
    GapTaken,
    /// A change gets lost out of a page.
    PageLosesChange,
    /// A page's cursor is one too far when more follows.
    CursorOneTooFar,
    /// A restored hub goes on under the life it had.
    RestoredWithoutNewLife,
    /// A kiosk moves its bookmark before it has taken the page, and breaks off in between.
    BookmarkTooEarly,
    /// What a snapshot does not have any more is kept.
    SnapshotKeepsOld,
    /// A kiosk leaves out of a snapshot what comes last.
    SnapshotCutShort,
    /// A kiosk stamps what it records by its own clock alone, whatever it knows of the ticket.
    FollowsNothing,
}

impl MemoryBug {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AcknowledgedNotKept,
        Self::GapTaken,
        Self::PageLosesChange,
        Self::CursorOneTooFar,
        Self::RestoredWithoutNewLife,
        Self::BookmarkTooEarly,
        Self::SnapshotKeepsOld,
        Self::SnapshotCutShort,
        Self::FollowsNothing,
    ];
}
