//! Mistakes that are planted, one at a time, to see that a day notices them.

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// Whoever is at the door is let in before the record is durable.
    AnswersEarly,
    /// The kiosk's disk never makes its log last.
    KioskLogNever,
    /// The kiosk's disk lies about every sync.
    KioskDiskLies,
    /// The hub's disk lies about every sync.
    HubDiskLies,
    /// The hub's answer to a push is made up on the way: nothing arrived.
    PushMadeUp,
    /// Of what is pushed the last record is cut off, and the answer says that all arrived.
    PushCutShort,
    /// A change gets lost out of a page.
    PageLosesChange,
    /// A page says that it reaches further than it does.
    PageSkips,
    /// A snapshot is taken for whole although lines are missing in it.
    SnapshotLosesLines,
    /// A restored hub goes on under the life it had.
    RestoredWithoutNewLife,
    /// Two openings of one kiosk's database have the same name.
    SameIncarnation,
    /// Twice as many seats are lent as there are.
    SeatsLentTwice,
    /// The kiosk notes as safe what it has not pushed.
    SafeTooSoon,
    /// A revoked kiosk forgets what it has not sent.
    RevokedForgetsRecords,
    /// A roster that changed at noon does not reach the kiosks' next page.
    RosterNotSent,
}

impl Bug {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::AnswersEarly,
        Self::KioskLogNever,
        Self::KioskDiskLies,
        Self::HubDiskLies,
        Self::PushMadeUp,
        Self::PushCutShort,
        Self::PageLosesChange,
        Self::PageSkips,
        Self::SnapshotLosesLines,
        Self::RestoredWithoutNewLife,
        Self::SameIncarnation,
        Self::SeatsLentTwice,
        Self::SafeTooSoon,
        Self::RevokedForgetsRecords,
        Self::RosterNotSent,
    ];
}
