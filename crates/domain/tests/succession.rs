//! Sessions that vanish from one programme to the next.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::{at, morning, programme};
use jiff::ToSpan;
use parvis_domain::programme::change::Changes;
use parvis_domain::programme::succession::{Succession, asks, succeed};
use parvis_domain::programme::{Mark, Programme, Session, Timetable};
use proptest::prelude::*;

/// A programme of so many sessions, one a minute.
fn of(sessions: usize) -> Programme {
    let mut programme = programme();
    let one = programme.sessions[0].clone();
    let numbered = |n: i64| Session {
        id: format!("s{n}").parse().unwrap(),
        start: morning() + n.minutes(),
        end: morning() + (n + 30).minutes(),
        ..one.clone()
    };
    programme.sessions = (0..i64::try_from(sessions).unwrap()).map(numbered).collect();
    programme
}

fn without(programme: &Programme, first: usize) -> Programme {
    let sessions = programme.sessions[first..].to_vec();
    Programme { sessions, ..programme.clone() }
}

#[test]
fn five_percent_vanish_unasked_and_one_more_asks() {
    for (sessions, unasked) in [(20, 1), (100, 5), (119, 5), (120, 6), (19, 0), (1, 0), (0, 0)] {
        let old = of(sessions);
        let follows = succeed(&old, &[], &without(&old, unasked), morning());
        let Succession::Follows { gone } = follows else { panic!("{sessions}: {follows:?}") };
        assert_eq!(gone, old.sessions[..unasked]);
        if sessions == 0 {
            continue;
        }
        let expected = Succession::Ask {
            vanished: unasked + 1,
            of: sessions,
            gone: old.sessions[..=unasked].to_vec(),
        };
        assert_eq!(succeed(&old, &[], &without(&old, unasked + 1), morning()), expected);
    }
    assert!(!asks(usize::MAX / 20, usize::MAX) && asks(usize::MAX, usize::MAX));
}

#[test]
fn a_programme_that_contradicts_itself_is_refused() {
    let old = of(40);
    let mut new = old.clone();
    new.sessions[3].room = Some("cellar".parse().unwrap());
    let refused = succeed(&old, &[], &new, morning());
    assert!(matches!(refused, Succession::Refused(faults) if faults.len() == 1));
}

#[test]
fn a_vanished_session_is_cancelled_until_its_end_and_comes_back_with_the_programme() {
    let old = of(40);
    let new = without(&old, 1);
    let vanished = &old.sessions[..1];
    let gone = |gone: &[Session], new: &Programme, now| match succeed(new, gone, new, now) {
        Succession::Follows { gone } => gone,
        other => panic!("{other:?}"),
    };
    // The next programme that lacks it keeps it, until it would be over.
    let almost = vanished[0].end - 1.seconds();
    assert_eq!(gone(vanished, &new, almost), vanished);
    assert_eq!(gone(vanished, &new, vanished[0].end), []);
    assert_eq!(gone(vanished, &old, almost), []);
    let (changes, timetable) = (Changes::default(), |new, changes, gone| {
        let timetable = Timetable::new(new, changes, gone);
        timetable.slots().iter().filter(|slot| slot.marks == [Mark::Cancelled]).count()
    });
    assert_eq!(timetable(&new, &changes, vanished), 1);
    assert_eq!(timetable(&old, &changes, vanished), 0);
}

proptest! {
    /// Whatever follows, each session that was shown is shown until its end: as planned or not.
    #[test]
    fn nothing_that_is_still_to_end_disappears(
        keep in prop::collection::vec(any::<bool>(), 1..60),
        keep_next in prop::collection::vec(any::<bool>(), 60),
        minutes in 0..120_i64,
    ) {
        let old = of(keep.len());
        let some = |keep: &[bool]| {
            let kept = old.sessions.iter().zip(keep).filter(|(_, keep)| **keep);
            Programme { sessions: kept.map(|(s, _)| s.clone()).collect(), ..old.clone() }
        };
        let (first, second) = (some(&keep), some(&keep_next));
        let now = morning() + minutes.minutes();
        let gone = |succession| match succession {
            Succession::Follows { gone } | Succession::Ask { gone, .. } => gone,
            Succession::Refused(faults) => panic!("{faults:?}"),
        };
        let gone_first = gone(succeed(&old, &[], &first, at("2023-11-16T00:00:00Z")));
        let gone_second = gone(succeed(&first, &gone_first, &second, now));
        let changes = Changes::default();
        let timetable = Timetable::new(&second, &changes, &gone_second);
        for session in old.sessions.iter().filter(|session| session.end > now) {
            let shown: Vec<_> =
                timetable.slots().iter().filter(|slot| slot.session.id == session.id).collect();
            prop_assert_eq!(shown.len(), 1);
            prop_assert_eq!(shown[0].takes_place(), second.session(&session.id).is_some());
        }
    }
}
