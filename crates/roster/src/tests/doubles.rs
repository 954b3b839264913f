//! Double admissions that this device's staff may know something of.

use parvis_domain::fact::RecordKey;
use parvis_domain::series::Sealed;
use proptest::prelude::*;

use super::facts::{Other, receive};
use super::{admitted, assert_sound, at, event, fill, nth, number, open, undone};
use crate::{DOUBLES_IN_SIGHT, DoubleHere, Finding, Roster};

fn admit(roster: &Roster, second: i64, ticket: u8) -> Sealed {
    roster.write(move |w| w.append(at(second), admitted(number(ticket)))).unwrap()
}

fn here(roster: &Roster) -> Vec<DoubleHere> {
    roster.read(|reading| reading.doubles_here()).unwrap()
}

/// The records of each: the one that counts, and the one that should not have been.
fn pairs(roster: &Roster) -> Vec<(RecordKey, RecordKey)> {
    here(roster).iter().map(|here| (here.double.counts.key, here.double.again.key)).collect()
}

fn unseen(roster: &Roster) -> u32 {
    roster.read(|reading| reading.doubles_unseen()).unwrap()
}

#[test]
fn those_with_a_passage_of_this_device_are_listed_the_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let (mut one, mut two) = (Other::new(1, 0), Other::new(2, 0));
    let early = one.record(0, admitted(number(1)));
    let (second, first) = (admit(&roster, 10, 1), admit(&roster, 20, 2));
    let (late, strange) =
        (one.record(30, admitted(number(2))), one.record(40, admitted(number(3))));
    let elsewhere = two.record(50, admitted(number(3)));
    receive(&roster, &[early.clone(), late.clone(), strange, elsewhere]);
    let keys = |counts: &Sealed, again: &Sealed| (counts.record.key, again.record.key);
    assert_eq!(pairs(&roster), [keys(&first, &late), keys(&early, &second)]);
    assert_eq!(here(&roster)[1].ticket, number(1));
    assert_sound(&roster);

    let (target, of) = (late.record.key, undone(number(2), late.record.key));
    assert_eq!(pairs(&roster)[0].1, target);
    receive(&roster, &[two.record(60, of)]);
    assert_eq!(pairs(&roster), [keys(&early, &second)]);
    roster.write(|writing| writing.rebuild()).unwrap();
    assert_eq!(pairs(&roster), [keys(&early, &second)]);
    assert_sound(&roster);
}

#[test]
fn one_that_is_promoted_by_an_undo_is_none_any_more_and_the_next_is_one_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let (mut one, mut two) = (Other::new(1, 0), Other::new(2, 0));
    let records = [one.record(0, admitted(number(1))), two.record(20, admitted(number(1)))];
    let own = admit(&roster, 10, 1).record.key;
    receive(&roster, &records);
    let [first, third] = records.map(|sealed| sealed.record.key);
    assert_eq!(pairs(&roster), [(first, own)], "the two others are nothing to this device");
    receive(&roster, &[two.record(30, undone(number(1), first))]);
    assert_eq!(pairs(&roster), [(own, third)]);
    assert_sound(&roster);
}

#[test]
fn what_was_looked_at_is_told_of_no_more_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut other = Other::new(1, 0);
    receive(&roster, &[other.record(0, admitted(number(1))), other.record(1, admitted(number(2)))]);
    let seen = admit(&roster, 10, 1).record.key;
    assert_eq!(unseen(&roster), 1);
    roster.write(|writing| writing.doubles_were_seen(&[seen])).unwrap();
    assert_eq!(unseen(&roster), 0);
    admit(&roster, 20, 2);
    drop(roster);
    let roster = open(folder.path());
    roster.write(|writing| writing.rebuild()).unwrap();
    assert_eq!((unseen(&roster), here(&roster).len()), (1, 2));
    assert_sound(&roster);

    let harm = "UPDATE double_here SET at_ms = 0";
    roster.write(move |w| Ok(w.conn().execute_batch(harm)?)).unwrap();
    assert_eq!(roster.doctor().unwrap(), [Finding::Sums]);
}

#[test]
fn there_is_an_end_to_what_is_listed_and_a_name_where_the_ticket_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut other = Other::new(1, 0);
    let many = i64::from(DOUBLES_IN_SIGHT) + 7;
    for turn in 0..many {
        receive(&roster, &[other.record(turn, admitted(nth(turn)))]);
        roster.write(move |w| w.append(at(1_000 + turn), admitted(nth(turn)))).unwrap();
    }
    let listed = here(&roster);
    assert_eq!(listed.len(), DOUBLES_IN_SIGHT as usize);
    let times: Vec<_> = listed.iter().map(|here| here.double.again.at).collect();
    assert_eq!((times[0], times[49]), (at(999 + many), at(1_000 + 7)));
    assert_eq!(roster.read(|reading| reading.doubles_in_sight()).unwrap(), DOUBLES_IN_SIGHT);
    assert_eq!(unseen(&roster), DOUBLES_IN_SIGHT);
    assert!(listed.iter().all(|here| here.line.is_none()));

    fill(&roster, "day", &[("A", "Anna Invented")]);
    let anna = roster.read(|r| r.search("anna", &[event("day")], 1)).unwrap()[0].ticket.id;
    receive(&roster, &[other.record(2_000, admitted(anna))]);
    roster.write(move |w| w.append(at(2_001), admitted(anna))).unwrap();
    let line = here(&roster)[0].line.clone().unwrap();
    assert_eq!(line.attendee.full_name(), "Anna Invented");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever comes in whatever order: the list is what the fold makes of each ticket.
    #[test]
    fn the_list_is_what_is_folded(
        steps in prop::collection::vec((0_usize..3, 1_u8..4, any::<bool>()), 1..24),
        late in any::<u32>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let roster = open(folder.path());
        let mut others = [Other::new(1, 30), Other::new(2, -30)];
        let (mut known, mut waiting): (Vec<(u8, RecordKey)>, Vec<Sealed>) = Default::default();
        for (second, (device, ticket, undo)) in (0_i64..).zip(&steps) {
            let of_ticket = known.iter().find(|(of, _)| of == ticket).filter(|_| *undo);
            let fact = match of_ticket {
                Some((_, target)) => undone(number(*ticket), *target),
                None => admitted(number(*ticket)),
            };
            let sealed = match others.get_mut(*device) {
                Some(other) => other.record(second, fact),
                None => roster.write(move |w| w.append(at(second), fact)).unwrap(),
            };
            known.push((*ticket, sealed.record.key));
            waiting.extend((*device < 2).then_some(sealed));
            if late & (1 << second) != 0 {
                receive(&roster, &std::mem::take(&mut waiting));
            }
        }
        receive(&roster, &waiting);

        let mut expected = Vec::new();
        for ticket in 1..4 {
            let standing = roster.read(|r| r.standing(number(ticket))).unwrap();
            let doubles = standing.scopes().flat_map(|(_, scope)| scope.doubles.clone());
            expected.extend(doubles.filter(|double| double.concerns(roster.device())));
        }
        expected.sort_by_key(|double| std::cmp::Reverse((double.again.at, double.again.key)));
        let mut listed: Vec<_> = here(&roster).into_iter().map(|here| here.double).collect();
        listed.sort_by_key(|double| std::cmp::Reverse((double.again.at, double.again.key)));
        prop_assert_eq!(listed, expected);
        prop_assert_eq!(roster.doctor().unwrap(), []);
    }
}
