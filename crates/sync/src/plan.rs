//! What is to be done, from what both sides have. Pure.

use parvis_domain::id::{Incarnation, RecordHash};
use parvis_protocol::change::Cursor;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::Status;
use parvis_protocol::replica::{Bookmark, OwnSeries};
use parvis_protocol::series::SeriesEnd;

/// What a kiosk has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// The life of the hub's database that everything was last taken of.
    pub life: Option<Epoch>,
    /// How far the hub's changes were taken; `None` when everything has to be taken.
    pub bookmark: Option<Bookmark>,
    /// Its own series, oldest first, each with the hash of the record where the hub's copy ends.
    pub series: Vec<(OwnSeries, Option<RecordHash>)>,
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Records to push.
    pub push: Vec<Missing>,
    /// Whether to give the hub's own records back to it: it began a new life since everything was
    /// last taken, and may have forgotten what it decided.
    pub give_back: bool,
    /// What to read of the hub's changes.
    pub read: Read,
}

/// Records of a series that the hub does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The series.
    pub incarnation: Incarnation,
    /// The hub has everything up to here.
    pub after: u64,
}

/// What to read of the hub's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// Nothing is new.
    Nothing,
    /// The changes after a cursor.
    After(Cursor),
    /// Everything: this is the first filling, the hub was restored from a backup, it knows less
    /// than was read from it, or it gave this device other events.
    Everything,
}

/// Says what is to be done. `statement` is the number of the hub's statement about this device.
#[must_use]
pub fn plan(here: &Here, status: &Status, statement: u64) -> Plan {
    let same_life = here.life == Some(status.epoch);
    let push = here.series.iter().filter_map(|(own, hash_there)| {
        let there = status.series.iter().find(|end| end.incarnation == own.incarnation);
        let after = has_up_to(*own, there, *hash_there, same_life);
        (after < own.last).then_some(Missing { incarnation: own.incarnation, after })
    });
    Plan {
        push: push.collect(),
        give_back: here.life.is_some() && !same_life,
        read: what_to_read(here.bookmark, status, statement),
    }
}

/// How far the hub has a series. What stands at its end must be the same record here: where it is
/// not, two machines wrote as one, and what it put aside of this branch is only known here.
fn has_up_to(
    own: OwnSeries,
    there: Option<&SeriesEnd>,
    hash_there: Option<RecordHash>,
    same_life: bool,
) -> u64 {
    match there {
        None => 0,
        Some(end) if end.seq > own.last => own.last,
        Some(end) if hash_there == Some(end.hash) => end.seq,
        Some(_) if same_life => own.safe,
        Some(_) => 0,
    }
}

fn what_to_read(bookmark: Option<Bookmark>, status: &Status, statement: u64) -> Read {
    match bookmark {
        Some(known) if known.epoch == status.epoch && known.statement == statement => {
            match known.cursor.cmp(&status.cursor) {
                std::cmp::Ordering::Less => Read::After(known.cursor),
                std::cmp::Ordering::Equal => Read::Nothing,
                std::cmp::Ordering::Greater => Read::Everything,
            }
        }
        _ => Read::Everything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_protocol::key::Signature;
    use parvis_protocol::statement::SignedStatement;
    use proptest::prelude::*;

    const HERE: Incarnation = Incarnation([1; 8]);
    const HASH: RecordHash = RecordHash([1; 32]);
    const OTHER: RecordHash = RecordHash([2; 32]);

    fn status(life: u8, cursor: u64, there: Option<(u64, RecordHash)>) -> Status {
        let end = |(seq, hash)| SeriesEnd { incarnation: HERE, seq, hash };
        Status {
            epoch: Epoch::from_bytes([life; 8]),
            cursor: Cursor(cursor),
            now: jiff::Timestamp::UNIX_EPOCH,
            series: there.map(end).into_iter().collect(),
            statement: SignedStatement {
                text: String::new(),
                signature: Signature::from_bytes([0; 64]),
            },
            short: Vec::new(),
            pictures: Vec::new(),
        }
    }

    fn here(last: u64, safe: u64, hash_there: Option<RecordHash>) -> Here {
        let own = OwnSeries { incarnation: HERE, last, safe };
        let (epoch, cursor) = (Epoch::from_bytes([1; 8]), Cursor(10));
        let bookmark = Some(Bookmark { epoch, statement: 1, cursor });
        Here { life: Some(epoch), bookmark, series: vec![(own, hash_there)] }
    }

    fn pushed_after(here: &Here, status: &Status) -> Option<u64> {
        plan(here, status, 1).push.first().map(|missing| missing.after)
    }

    #[test]
    fn what_the_hub_lacks_is_pushed() {
        assert_eq!(pushed_after(&here(5, 0, None), &status(1, 10, None)), Some(0));
        let behind = status(1, 10, Some((3, HASH)));
        assert_eq!(pushed_after(&here(5, 5, Some(HASH)), &behind), Some(3), "a restored hub");
        assert_eq!(pushed_after(&here(3, 3, Some(HASH)), &behind), None);
        let ahead = status(1, 10, Some((9, HASH)));
        assert_eq!(pushed_after(&here(5, 5, None), &ahead), None, "a restored kiosk");
    }

    #[test]
    fn a_branch_that_the_hub_put_aside_is_not_pushed_for_ever() {
        let other = status(1, 10, Some((3, OTHER)));
        assert_eq!(pushed_after(&here(5, 2, Some(HASH)), &other), Some(2));
        assert_eq!(pushed_after(&here(5, 5, Some(HASH)), &other), None);
        let new_life = status(2, 10, Some((3, OTHER)));
        assert_eq!(pushed_after(&here(5, 5, Some(HASH)), &new_life), Some(0));
    }

    #[test]
    fn a_new_life_of_the_hub_gets_its_own_records_back() {
        let gives_back = |here: &Here, life| plan(here, &status(life, 10, None), 1).give_back;
        assert!(gives_back(&here(0, 0, None), 2));
        assert!(!gives_back(&here(0, 0, None), 1));
        let anew = |life| Here { life, bookmark: None, series: Vec::new() };
        assert!(!gives_back(&anew(None), 1), "nothing was taken from it yet");
        let life = |n| Some(Epoch::from_bytes([n; 8]));
        assert!(gives_back(&anew(life(1)), 2), "also when it has enrolled again since");
        assert!(!gives_back(&anew(life(2)), 2));
    }

    #[test]
    fn what_is_read_depends_on_the_cursor_and_whose_it_is() {
        let read = |life, cursor, statement| {
            plan(&here(0, 0, None), &status(life, cursor, None), statement).read
        };
        assert_eq!(read(1, 12, 1), Read::After(Cursor(10)));
        assert_eq!(read(1, 10, 1), Read::Nothing);
        assert_eq!(read(1, 9, 1), Read::Everything, "the hub knows less than it told");
        assert_eq!(read(2, 12, 1), Read::Everything, "the hub was restored");
        assert_eq!(read(1, 12, 2), Read::Everything, "other events");
    }

    proptest! {
        #[test]
        fn whatever_the_hub_says_nothing_is_left_out_or_sent_twice_without_need(
            last in 0_u64..9, safe in 0_u64..9, there in 0_u64..9, same: bool, life in 1_u8..3,
        ) {
            let hash_there = (there <= last).then_some(if same { HASH } else { OTHER });
            let safe = safe.min(last);
            let status = status(life, 10, (there > 0).then_some((there, HASH)));
            let after = pushed_after(&here(last, safe, hash_there), &status);
            let first = after.map_or(last, |after| after);
            // Nothing beyond what the hub named or confirmed in this life is passed over.
            let named = if there > last { last } else { there.max(safe) };
            prop_assert!(first <= named);
            prop_assert!(after.is_none_or(|after| after < last));
        }
    }
}
