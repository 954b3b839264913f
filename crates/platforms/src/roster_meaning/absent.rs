//! What becomes of tickets that are held and not in a complete file.

/// The most of an event's tickets that may be withdrawn without saying so in so many words.
const WITHDRAWN_UNSAID: f64 = 0.05;

/// What becomes of tickets that are not in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// They stay as they are.
    Keep,
    /// They are withdrawn, if there are as many as somebody said after a preview.
    Withdraw {
        /// How many somebody said; `None` when nobody has looked yet.
        asked: Option<u64>,
        /// Whether they said in so many words that more than 5 % may go.
        more_than_5_percent: bool,
    },
}

/// How many tickets of one event are absent from a file, and how many were held in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Tickets that are held and not in the file.
    pub absent: u64,
    /// Tickets that are held.
    pub held: u64,
}

/// Why tickets that are absent from a complete file were not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WithdrawalRefused {
    /// Nobody has said how many.
    #[error(
        "{absent} of {held} tickets are not in the file. To withdraw them, repeat with --withdraw {absent}; to keep them, leave out --complete"
    )]
    NotAsked {
        /// How many would be withdrawn.
        absent: u64,
        /// How many are held.
        held: u64,
    },
    /// Another number was said than would be withdrawn.
    #[error("{absent} tickets would be withdrawn, not {asked}: look at the preview again")]
    OtherNumber {
        /// How many would be withdrawn.
        absent: u64,
        /// How many somebody wished to withdraw.
        asked: u64,
    },
    /// It is more than a file of the same event should ever lose.
    #[error(
        "{absent} of {held} tickets are not in the file, which is more than 5 %. Is it the whole roster of the right event? If it is, repeat with --withdraw {absent} --withdraw-more-than-5-percent"
    )]
    TooMany {
        /// How many would be withdrawn.
        absent: u64,
        /// How many are held.
        held: u64,
    },
}

impl Absent {
    /// Whether the file is said to be complete.
    #[must_use]
    pub fn is_complete(self) -> bool {
        matches!(self, Self::Withdraw { .. })
    }

    /// Whether what is missing of each event may be withdrawn: as many in all as somebody said,
    /// and of no event more than 5 % unless they said that too.
    ///
    /// # Errors
    /// Why not.
    pub fn allow(self, missing: &[Missing]) -> Result<(), WithdrawalRefused> {
        let Self::Withdraw { asked, more_than_5_percent } = self else { return Ok(()) };
        let absent = missing.iter().map(|event| event.absent).sum();
        let held = missing.iter().map(|event| event.held).sum();
        match asked {
            _ if absent == 0 => Ok(()),
            None => Err(WithdrawalRefused::NotAsked { absent, held }),
            Some(asked) if asked != absent => Err(WithdrawalRefused::OtherNumber { absent, asked }),
            Some(_) if !more_than_5_percent && missing.iter().any(Missing::is_much) => {
                Err(WithdrawalRefused::TooMany { absent, held })
            }
            Some(_) => Ok(()),
        }
    }
}

impl Missing {
    /// Whether it is more than 5 %.
    // Counts of tickets are far below where a double loses whole numbers.
    #[allow(clippy::cast_precision_loss)]
    #[must_use]
    pub fn is_much(&self) -> bool {
        self.absent as f64 > WITHDRAWN_UNSAID * self.held as f64
    }
}
