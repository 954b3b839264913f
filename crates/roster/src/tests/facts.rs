//! Records and what is folded from them.

use parvis_domain::clock::HybridClock;
use parvis_domain::fact::Fact;
use parvis_domain::gate::{Entry, Scope};
use parvis_domain::id::{DeviceId, Incarnation, TicketId};
use parvis_domain::series::{Head, Sealed};
use parvis_domain::standing::{Standing, fold};
use parvis_domain::verdict::VerdictName;
use proptest::prelude::*;

use super::{admitted, assert_sound, at, event, hall, number, open, scanned, undone};
use crate::{Roster, RosterError};

/// Another device, with a clock that is off by some seconds.
pub(super) struct Other {
    head: Head,
    clock: HybridClock,
    off: i64,
}

impl Other {
    pub(super) fn new(device: u8, off: i64) -> Self {
        let head = Head::new(DeviceId([device; 16]), Incarnation([device; 8]), None);
        Self { head, clock: HybridClock::after(None), off }
    }

    pub(super) fn record(&mut self, second: i64, fact: Fact) -> Sealed {
        let sealed = self.head.next(&mut self.clock, at(second + self.off), true, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        sealed
    }
}

pub(super) fn receive(roster: &Roster, records: &[Sealed]) {
    let records = records.to_vec();
    roster
        .write(move |writing| {
            records.into_iter().try_for_each(|record| writing.receive(record).map(drop))
        })
        .unwrap();
}

fn standing(roster: &Roster, ticket: TicketId) -> Standing {
    roster.read(|reading| reading.standing(ticket)).unwrap()
}

/// What a device does next: which device, which ticket, what.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Enter(Entry),
    Leave,
    Refuse,
    Undo(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let entry = prop_oneof![Just(Entry::Single), Just(Entry::Reentry), Just(Entry::EntryExit)];
    prop_oneof![
        3 => entry.prop_map(Deed::Enter),
        1 => Just(Deed::Leave),
        1 => Just(Deed::Refuse),
        1 => (0_usize..8).prop_map(Deed::Undo),
    ]
}

fn fact(deed: Deed, ticket: TicketId, area: u8, before: &[Sealed]) -> Fact {
    // The first sorts differently as a text than as a scope.
    let areas = ["hall-2", "hall", "hall/day/2023-11-16", "room/session/opening"];
    let scope: Scope = areas[usize::from(area) % areas.len()].parse().unwrap();
    let passing = |verdict, entry| {
        let scope = Some(scope.clone());
        Fact::Scanned(parvis_domain::fact::Scanned { scope, entry, ..scanned(ticket, verdict) })
    };
    let of_ticket: Vec<_> =
        before.iter().filter(|sealed| sealed.record.fact.ticket() == Some(ticket)).collect();
    match deed {
        Deed::Enter(entry) => passing(VerdictName::Admitted, entry),
        Deed::Leave => passing(VerdictName::Left, Entry::EntryExit),
        Deed::Undo(which) if !of_ticket.is_empty() => {
            undone(ticket, of_ticket[which % of_ticket.len()].record.key)
        }
        Deed::Refuse | Deed::Undo(_) => Fact::Scanned(scanned(ticket, VerdictName::AlreadyIn)),
    }
}

type Step = (usize, u8, u8, Deed);

fn happened(steps: &[Step], clocks: [i64; 3]) -> Vec<Sealed> {
    let mut devices: Vec<_> = (1..).zip(clocks).map(|(n, off)| Other::new(n, off)).collect();
    let mut records = Vec::new();
    for (second, (device, ticket, area, deed)) in (0_i64..).zip(steps) {
        let fact = fact(*deed, number(*ticket), *area, &records);
        records.push(devices[*device].record(second, fact));
    }
    records
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Records in any order lead to the same, and to what a rebuild makes of them.
    #[test]
    fn the_order_in_which_records_come_does_not_matter(
        steps in prop::collection::vec((0_usize..3, 1_u8..4, 0_u8..4, deed()), 1..24),
        clocks in [-90_i64..90, -90_i64..90, -90_i64..90],
        order in any::<u64>(),
    ) {
        let records = happened(&steps, clocks);
        let mut shuffled = records.clone();
        shuffled.sort_by_key(|sealed| {
            let place = [&order.to_be_bytes()[..], &sealed.hash.0[..]].concat();
            *blake3::hash(&place).as_bytes()
        });
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (one, other) = (open(one.path()), open(other.path()));
        receive(&one, &records);
        receive(&other, &shuffled);
        // A second time changes nothing.
        receive(&other, &records);

        for ticket in 1..4 {
            let of_ticket = |s: &&Sealed| s.record.fact.ticket() == Some(number(ticket));
            let expected = fold(records.iter().filter(of_ticket).map(|s| &s.record));
            prop_assert_eq!(standing(&one, number(ticket)), expected.clone());
            prop_assert_eq!(standing(&other, number(ticket)), expected);
        }
        let counts = |roster: &Roster| roster.read(|reading| reading.counts()).unwrap();
        prop_assert_eq!(counts(&one), counts(&other));
        prop_assert_eq!(other.doctor().unwrap(), []);
        let before = counts(&one);
        one.write(|writing| writing.rebuild()).unwrap();
        prop_assert_eq!(counts(&one), before);
        prop_assert_eq!(one.doctor().unwrap(), []);
    }
}

#[test]
fn a_check_in_counts_once_and_an_undo_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let inside = || roster.read(|reading| reading.inside(&hall())).unwrap();
    let first = roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    roster.write(|w| w.append(at(1), admitted(number(2)))).unwrap();
    roster.write(|w| w.append(at(2), admitted(number(2)))).unwrap();
    assert_eq!(inside(), 2);
    let counts = roster.read(|reading| reading.counts()).unwrap();
    assert_eq!((counts[0].admitted, counts[0].inside, counts[0].doubles), (2, 2, 1));

    let key = first.record.key;
    roster.write(move |w| w.append(at(3), undone(number(1), key))).unwrap();
    assert_eq!(inside(), 1);
    assert!(standing(&roster, number(1)).is_empty());
    assert_sound(&roster);
}

#[test]
fn an_undo_waits_for_its_target() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut other = Other::new(1, 0);
    let entered = other.record(0, admitted(number(1)));
    let undo = other.record(1, undone(number(1), entered.record.key));
    receive(&roster, &[undo]);
    receive(&roster, &[entered]);
    assert!(standing(&roster, number(1)).is_empty());
    assert_sound(&roster);
}

#[test]
fn who_leaves_here_comes_after_entering_elsewhere_by_a_clock_that_is_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut ahead = Other::new(1, 3_600);
    receive(&roster, &[ahead.record(0, admitted(number(1)))]);
    let left = Fact::Scanned(scanned(number(1), VerdictName::Left));
    roster.write(move |w| w.append(at(60), left)).unwrap();
    let inside = roster.read(|reading| reading.inside(&hall())).unwrap();
    assert_eq!(inside, 0);

    // Nor does it matter how far: the ticket's next record comes after, and others' are of today.
    let mut absurd = Other::new(2, CENTURY);
    receive(&roster, &[absurd.record(0, admitted(number(2)))]);
    let left = Fact::Scanned(scanned(number(2), VerdictName::Left));
    roster.write(move |w| w.append(at(120), left)).unwrap();
    assert_eq!(roster.read(|reading| reading.inside(&hall())).unwrap(), 0);
    let sealed = roster.write(|w| w.append(at(121), admitted(number(3)))).unwrap();
    assert!(sealed.record.stamp.ms < at(86_400).as_millisecond());
}

/// So many seconds that nobody believes them.
const CENTURY: i64 = 75 * 365 * 86_400;

#[test]
fn a_clock_that_once_stood_in_2099_keeps_nobody_inside() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (mut here, there) = (open(folders[0].path()), open(folders[1].path()));
    let enter = |roster: &Roster, second: i64, ticket: u8| {
        roster.write(move |w| w.append(at(second), admitted(number(ticket)))).unwrap()
    };
    let leave = |roster: &Roster, second: i64, ticket: u8| {
        let left = Fact::Scanned(scanned(number(ticket), VerdictName::Left));
        roster.write(move |w| w.append(at(second), left)).unwrap()
    };
    let in_2099 = enter(&here, CENTURY, 1);
    // Somebody sets the clock right, and the kiosk is opened again for good measure.
    let right = enter(&here, 60, 2);
    drop(here);
    here = open(folders[0].path());
    let again = enter(&here, 90, 3);
    receive(&there, &[in_2099, right, again]);
    let exits = [leave(&there, 120, 1), leave(&there, 120, 2), leave(&there, 120, 3)];
    receive(&here, &exits);
    for roster in [&here, &there] {
        for ticket in [1, 2, 3] {
            let standing = standing(roster, number(ticket));
            let within = standing.within(&hall()).unwrap();
            assert!(!within.inside, "ticket {ticket}");
        }
        assert_eq!(roster.read(|reading| reading.inside(&hall())).unwrap(), 0);
        assert_sound(roster);
    }
}

#[test]
fn the_series_goes_on_from_the_last_record_under_a_new_name() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let first = roster.write(|w| w.append(at(500), admitted(number(1)))).unwrap();
    // The series' own number is not remembered from what was undone.
    let undone = roster.write(|w| {
        w.append(at(501), admitted(number(2)))?;
        super::stop::<()>()
    });
    assert!(undone.is_err());
    let second = roster.write(|w| w.append(at(501), admitted(number(2)))).unwrap();
    assert_eq!((first.record.key.seq, second.record.key.seq), (1, 2));
    let device = roster.device();
    drop(roster);

    let roster = open(folder.path());
    assert_eq!(roster.device(), device);
    // The machine's clock was set back in the meantime.
    let third = roster.write(|w| w.append(at(0), admitted(number(3)))).unwrap();
    assert_eq!(third.record.key.seq, 1);
    assert_ne!(third.record.key.incarnation, second.record.key.incarnation);
    assert_eq!(third.record.previous, second.hash);
    assert!(third.record.stamp > second.record.stamp);
    assert!(third.record.rehearsal);
    assert_sound(&roster);
}

#[test]
fn what_does_not_fit_a_series_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    let mut other = Other::new(1, 0);
    let mut twin = Other::new(1, 7);
    let (one, two) = (other.record(0, admitted(number(1))), other.record(1, admitted(number(2))));
    let (forged, after) =
        (twin.record(0, admitted(number(3))), twin.record(1, admitted(number(4))));
    receive(&roster, std::slice::from_ref(&one));
    let refused = |record: Sealed| roster.write(move |w| w.receive(record)).unwrap_err();
    assert!(matches!(refused(forged.clone()), RosterError::Forked { .. }));
    assert!(matches!(refused(after), RosterError::Series(_)));
    assert!(!roster.write(move |w| w.receive(one)).unwrap());
    assert!(roster.write(move |w| w.receive(two)).unwrap());

    let mut real = forged.record;
    real.rehearsal = false;
    let real = Sealed::new(real).unwrap();
    assert!(matches!(refused(real), RosterError::OtherKindOfRecord));
    assert_eq!(roster.read(|r| r.records_of(number(3))).unwrap(), []);
}

#[test]
fn an_admission_to_an_event_without_roster_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let roster = open(folder.path());
    roster.write(|w| w.append(at(0), admitted(number(9)))).unwrap();
    let counts = roster.read(|reading| reading.counts()).unwrap();
    assert_eq!((&counts[0].event, counts[0].tickets, counts[0].admitted), (&event("day"), 0, 1));
}
