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
    /// A restored hub goes on under the life it had.
    RestoredWithoutNewLife,
    /// Nobody gives a restored hub back what it had decided.
    NothingGivenBack,
    /// Two openings of one kiosk's database have the same name.
    SameIncarnation,
    /// Twice as many seats are lent as there are.
    SeatsLentTwice,
    /// A kiosk gives every seat back that it was lent, whoever sits on it.
    TakenSeatsReturned,
    /// A kiosk goes on giving away seats that it gave back.
    ReturnedSeatsUsed,
    /// The kiosk notes as safe what it has not pushed.
    SafeTooSoon,
    /// A revoked kiosk closes its door and keeps its lists.
    RevokedKeepsLists,
    /// A kiosk passes over what a restored hub declares under a number that it had given before.
    NumberPassedOver,
    /// The hub holds an admission that no door recorded.
    RecordInvented,
    /// The hub undoes admissions that nobody asked it to undo.
    UndoneByNobody,
    /// A roster that changed at noon does not reach the kiosks' next page.
    RosterNotSent,
    /// A kiosk decides by its own clock, whatever it has heard from the hub.
    HubTimeForgotten,
    /// A kiosk counts the time since it heard the hub's by a clock that is set in between.
    TimeCountedByTheClock,
    /// A code that is held up once is decided about twice, and the screen shows the first.
    ReadTwice,
}

impl Bug {
    /// Those that break something, which a day has to notice.
    pub const ALL: [Self; 19] = [
        Self::AnswersEarly,
        Self::KioskLogNever,
        Self::KioskDiskLies,
        Self::HubDiskLies,
        Self::PageLosesChange,
        Self::RestoredWithoutNewLife,
        Self::NothingGivenBack,
        Self::SameIncarnation,
        Self::SeatsLentTwice,
        Self::TakenSeatsReturned,
        Self::ReturnedSeatsUsed,
        Self::RevokedKeepsLists,
        Self::NumberPassedOver,
        Self::RecordInvented,
        Self::UndoneByNobody,
        Self::RosterNotSent,
        Self::HubTimeForgotten,
        Self::TimeCountedByTheClock,
        Self::ReadTwice,
    ];

    /// Those that break nothing: whatever a push was answered, the next status says what the hub
    /// really has, and the rest is pushed again.
    pub const HEALED: [Self; 3] = [Self::PushMadeUp, Self::PushCutShort, Self::SafeTooSoon];
}
