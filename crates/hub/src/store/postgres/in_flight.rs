//! Which tickets this hub writes about at the moment, and has just written about.
//!
//! Whoever takes records looks up what is known of their tickets while others still write. When its
//! turn comes, it has to look again at those tickets alone that somebody wrote about meanwhile: that
//! is known here without asking, as long as no other hub wrote.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use parvis_domain::id::TicketId;

/// How many are remembered: more than there are connections to write on.
const REMEMBERED: usize = 64;

/// Those who take records, by this hub, newest last.
#[derive(Default)]
pub(crate) struct InFlight(Mutex<Turns>);

#[derive(Default)]
struct Turns {
    /// Who is about to be given numbers.
    announced: BTreeMap<u64, BTreeSet<TicketId>>,
    next: u64,
    given: VecDeque<Given>,
}

/// The tickets of one who takes records, and the numbers it was given: from the first on, up to but
/// without the end.
struct Given {
    first: i64,
    end: i64,
    tickets: BTreeSet<TicketId>,
}

/// One who is about to be given numbers.
pub(crate) struct Announced<'f> {
    place: u64,
    of: &'f InFlight,
}

impl Announced<'_> {
    /// It was given so many numbers from `first` on.
    pub(crate) fn was_given(self, first: i64, count: usize) {
        let mut turns = self.of.turns();
        let Some(tickets) = turns.announced.remove(&self.place) else { return };
        if turns.given.len() == REMEMBERED {
            turns.given.pop_front();
        }
        turns.given.push_back(Given {
            first,
            end: first.saturating_add_unsigned(count as u64),
            tickets,
        });
    }
}

impl Drop for Announced<'_> {
    fn drop(&mut self) {
        self.of.turns().announced.remove(&self.place);
    }
}

impl InFlight {
    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Announces who is about to be given numbers: before they are given, so that nobody who is
    /// given higher ones fails to know of it.
    pub(crate) fn announce(&self, tickets: BTreeSet<TicketId>) -> Announced<'_> {
        let mut turns = self.turns();
        let place = turns.next;
        turns.next += 1;
        turns.announced.insert(place, tickets);
        Announced { place, of: self }
    }

    /// Those of some tickets that this hub writes about, or wrote, under a number from `from` on,
    /// below `until`; and those that it may.
    pub(crate) fn about(
        &self,
        (from, until): (i64, i64),
        tickets: &BTreeSet<TicketId>,
    ) -> BTreeSet<TicketId> {
        let turns = self.turns();
        let given = turns.given.iter().filter(|given| given.first < until && given.end > from);
        let written = given.map(|given| &given.tickets).chain(turns.announced.values());
        written.flat_map(|written| written.intersection(tickets)).copied().collect()
    }

    /// Those of some tickets that anybody may have written about under a number from `from` on,
    /// below `until`. Must be asked when nobody is left who writes there: everybody's numbers are
    /// known then.
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
        let mut given: Vec<(i64, i64)> =
            self.turns().given.iter().map(|given| (given.first, given.end)).collect();
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
        known.announce(tickets(&[3, 4])).was_given(20, 10);
        known.announce(tickets(&[1, 2])).was_given(10, 10);
        assert_eq!(known.written((20, 30), &tickets(&[1, 3, 5])), tickets(&[3]));
        assert_eq!(known.written((10, 30), &tickets(&[1, 3, 5])), tickets(&[1, 3]));
        assert_eq!(known.written((30, 30), &tickets(&[1, 3, 5])), tickets(&[]));
    }

    #[test]
    fn everything_is_looked_at_again_where_somebody_else_wrote() {
        let known = InFlight::default();
        known.announce(tickets(&[1])).was_given(10, 10);
        known.announce(tickets(&[2])).was_given(25, 5);
        assert_eq!(known.written((10, 30), &tickets(&[7])), tickets(&[7]));
        assert_eq!(known.written((5, 20), &tickets(&[7])), tickets(&[7]));
        assert_eq!(known.written((25, 31), &tickets(&[7])), tickets(&[7]));
    }

    #[test]
    fn whoever_is_about_to_write_is_known_until_it_gives_up() {
        let known = InFlight::default();
        let one = known.announce(tickets(&[1]));
        assert_eq!(known.about((1, 2), &tickets(&[1, 2])), tickets(&[1]));
        one.was_given(5, 1);
        assert_eq!(known.about((1, 5), &tickets(&[1, 2])), tickets(&[]));
        assert_eq!(known.about((1, 6), &tickets(&[1, 2])), tickets(&[1]));
        drop(known.announce(tickets(&[2])));
        assert_eq!(known.about((1, 6), &tickets(&[1, 2])), tickets(&[1]));
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
                    known.announce(tickets(&about)).was_given(at, count);
                }
                at = end;
            }
            let again = known.written((from.max(1), until.min(at)), &asked);
            prop_assert!(written.is_subset(&again) || from.max(1) >= until.min(at));
        }
    }
}
