//! Which tickets this hub writes about at the moment, and has just written about.
//!
//! Whoever takes records looks up what is known of their tickets while others still write. When its
//! turn comes, it has to look again at those tickets alone that somebody wrote about meanwhile: that
//! is known here without asking, as long as no other hub wrote.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use parvis_domain::id::TicketId;

/// How many are remembered: more than there are connections to write on.
const REMEMBERED: usize = 64;

/// The tickets of one who takes records, and the numbers it was given.
struct Turn {
    first: i64,
    end: i64,
    tickets: BTreeSet<TicketId>,
}

/// Those who take records, by this hub, newest last.
#[derive(Default)]
pub(crate) struct InFlight(Mutex<VecDeque<Turn>>);

impl InFlight {
    /// Remembers whoever was given so many numbers from `first` on.
    pub(crate) fn remember(&self, first: i64, count: usize, tickets: BTreeSet<TicketId>) {
        let end = first.saturating_add_unsigned(count as u64);
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() == REMEMBERED {
            turns.pop_front();
        }
        turns.push_back(Turn { first, end, tickets });
    }

    /// Those of some tickets that this hub writes about, or wrote, under a number from `from` on,
    /// below `until`, as far as is known yet.
    pub(crate) fn about(
        &self,
        (from, until): (i64, i64),
        tickets: &BTreeSet<TicketId>,
    ) -> BTreeSet<TicketId> {
        let turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let among = turns.iter().filter(|turn| turn.first < until && turn.end > from);
        among.flat_map(|turn| turn.tickets.intersection(tickets)).copied().collect()
    }

    /// Those of some tickets that anybody may have written about under a number from `from` on,
    /// below `until`. Must be asked when nobody is left who writes there: everybody remembered
    /// itself.
    pub(crate) fn written(
        &self,
        (from, until): (i64, i64),
        tickets: &BTreeSet<TicketId>,
    ) -> BTreeSet<TicketId> {
        match self.is_covered(from, until) {
            true => self.about((from, until), tickets),
            // Somebody else wrote as well, whoever it was.
            false => tickets.clone(),
        }
    }

    /// Whether all numbers were given to this hub.
    fn is_covered(&self, from: i64, until: i64) -> bool {
        let turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut given: Vec<(i64, i64)> = turns.iter().map(|turn| (turn.first, turn.end)).collect();
        given.sort_unstable();
        let covered = given.iter().fold(from, |covered, (first, end)| match *first <= covered {
            true => covered.max(*end),
            false => covered,
        });
        covered >= until
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tickets(of: &[u8]) -> BTreeSet<TicketId> {
        of.iter().map(|n| TicketId([*n; 16])).collect()
    }

    #[test]
    fn only_what_was_written_about_meanwhile_is_looked_at_again() {
        let known = InFlight::default();
        known.remember(20, 10, tickets(&[3, 4]));
        known.remember(10, 10, tickets(&[1, 2]));
        assert_eq!(known.written((20, 30), &tickets(&[1, 3, 5])), tickets(&[3]));
        assert_eq!(known.written((10, 30), &tickets(&[1, 3, 5])), tickets(&[1, 3]));
        assert_eq!(known.written((30, 30), &tickets(&[1, 3, 5])), tickets(&[]));
    }

    #[test]
    fn everything_is_looked_at_again_where_somebody_else_wrote() {
        let known = InFlight::default();
        known.remember(10, 10, tickets(&[1]));
        known.remember(25, 5, tickets(&[2]));
        assert_eq!(known.written((10, 30), &tickets(&[7])), tickets(&[7]));
        assert_eq!(known.written((5, 20), &tickets(&[7])), tickets(&[7]));
        assert_eq!(known.written((25, 31), &tickets(&[7])), tickets(&[7]));
    }

    proptest! {
        #[test]
        fn nothing_that_was_written_is_missed(
            turns in prop::collection::vec((any::<bool>(), 1..4_usize, prop::collection::vec(0..9_u8, 0..5)), 0..90),
            (from, until) in (0..120_i64, 0..120_i64),
            asked in prop::collection::vec(0..9_u8, 0..9),
        ) {
            let (known, asked) = (InFlight::default(), tickets(&asked));
            let (mut at, mut written) = (1, BTreeSet::new());
            for (ours, count, about) in turns {
                let end = at + i64::try_from(count).unwrap();
                if at < until && end > from {
                    written.extend(tickets(&about).intersection(&asked).copied());
                }
                if ours {
                    known.remember(at, count, tickets(&about));
                }
                at = end;
            }
            let again = known.written((from.max(1), until.min(at)), &asked);
            prop_assert!(written.is_subset(&again) || from.max(1) >= until.min(at));
        }
    }
}
