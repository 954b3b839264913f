//! The fold, by property: the same facts in any order give the same state, and a device that
//! knows of an admission never gives a second one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use std::collections::BTreeSet;

use hall::{Device, gate, morning, ticket};
use jiff::ToSpan;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Gate;
use parvis_domain::id::DeviceId;
use parvis_domain::standing::{Double, Standing, fold};
use parvis_domain::verdict::VerdictName;
use proptest::prelude::*;
use serde_json::json;

/// What happens at one of two devices, each of which knows only its own facts.
#[derive(Debug, Clone)]
enum Step {
    Scan { device: usize, gate: usize, minutes: i64 },
    Undo { device: usize, nth: usize, minutes: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let scan = (0..2_usize, 0..4_usize, -120..600_i64)
        .prop_map(|(device, gate, minutes)| Step::Scan { device, gate, minutes });
    let undo = (0..2_usize, 0..20_usize, 0..600_i64)
        .prop_map(|(device, nth, minutes)| Step::Undo { device, nth, minutes });
    prop_oneof![4 => scan, 1 => undo]
}

fn gates() -> [Gate; 4] {
    [
        gate("main", json!({"events": ["day"]})),
        gate("back", json!({"events": ["day"], "entry": "reentry"})),
        gate("turn", json!({"events": ["day"], "entry": "entry_exit", "direction": "both"})),
        gate("out", json!({"events": ["day"], "entry": "entry_exit", "direction": "out"})),
    ]
}

/// Plays the steps and gives what the two devices recorded of one ticket.
fn play(steps: &[Step]) -> [Vec<Record>; 2] {
    let gates = gates();
    let mut devices = [Device::new(1), Device::new(2)];
    let mut known = [Vec::new(), Vec::new()];
    for step in steps {
        match *step {
            Step::Scan { device, gate, minutes } => {
                let (gate, now) = (&gates[gate], morning() + minutes.minutes());
                let verdict = hall::show(gate, &ticket(1), &fold(&known[device]), now);
                known[device].push(devices[device].scan(gate, &ticket(1), &verdict, now));
            }
            Step::Undo { device, nth, minutes } => {
                let others = &known[1 - device];
                let Some(target) = others.get(nth % others.len().max(1)) else { continue };
                let (target, now) = (target.key, morning() + minutes.minutes());
                known[device].push(devices[device].undo(&ticket(1), target, now));
            }
        }
    }
    known
}

fn admissions(standing: &Standing) -> usize {
    standing.scopes().count()
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_gives_the_same_standing(
        steps in prop::collection::vec(step(), 0..30),
        seed in any::<u64>(),
    ) {
        let all = play(&steps).concat();
        let mut shuffled = [all.clone(), all.clone()].concat();
        // A shuffle that the seed replays.
        shuffled.sort_by_key(|r| blake(seed, r));
        prop_assert_eq!(fold(&all), fold(&shuffled));
    }

    #[test]
    fn on_what_a_device_knows_a_single_entry_ticket_is_admitted_once(
        minutes in prop::collection::vec(-120..600_i64, 1..20),
    ) {
        let steps: Vec<_> =
            minutes.iter().map(|m| Step::Scan { device: 0, gate: 0, minutes: *m }).collect();
        let [records, _] = play(&steps);
        let admitted = records.iter().filter(|r| verdict(r) == Some(VerdictName::Admitted));
        let scopes: Vec<_> = admitted.map(scope).collect();
        let distinct: BTreeSet<_> = scopes.iter().collect();
        prop_assert_eq!(scopes.len(), distinct.len());
        prop_assert!(fold(&records).scopes().all(|(_, s)| s.doubles.is_empty()));
    }

    #[test]
    fn two_devices_apart_admit_twice_and_both_see_the_same_double(
        first in 0..600_i64, second in 0..600_i64,
    ) {
        let scan = |device, minutes| Step::Scan { device, gate: 0, minutes };
        let [one, two] = play(&[scan(0, first), scan(1, second)]);
        let standing = fold(one.iter().chain(&two));
        let (_, here) = standing.scopes().next().unwrap();
        prop_assert_eq!(here.doubles.len(), 1);
        prop_assert_eq!(here.first.at, morning() + first.min(second).minutes());
        prop_assert_eq!(&here.first, &here.doubles[0].counts);
        prop_assert_ne!(&here.first, &here.doubles[0].again);
        prop_assert_eq!(standing.double(here.doubles[0].again.key), Some(&here.doubles[0]));
        let concerned = [1, 2, 3].map(|n| here.doubles[0].concerns(DeviceId([n; 16])));
        prop_assert_eq!(concerned, [true, true, false]);
    }

    #[test]
    fn a_double_is_an_admission_after_another_one_of_the_same_scope(
        steps in prop::collection::vec(step(), 0..30),
    ) {
        let all = play(&steps).concat();
        let standing = fold(&all);
        for (here, of_scope) in standing.scopes() {
            for double in &of_scope.doubles {
                let passages = [&double.counts, &double.again];
                let [counts, again] =
                    passages.map(|p| all.iter().find(|record| record.key == p.key).unwrap());
                for record in [counts, again] {
                    prop_assert_eq!(verdict(record), Some(VerdictName::Admitted));
                    prop_assert_eq!(scope(record), here.to_string());
                }
                prop_assert!((counts.stamp, counts.key) < (again.stamp, again.key));
            }
        }
    }

    #[test]
    fn undoing_the_first_of_two_promotes_the_second_however_often_it_is_said(
        times in 1..4_usize, before_its_target in any::<bool>(),
    ) {
        let scan = |device, minutes| Step::Scan { device, gate: 0, minutes };
        let [one, two] = play(&[scan(0, 0), scan(1, 1)]);
        let mut desk = Device::new(3);
        let undos: Vec<_> =
            (0..times).map(|_| desk.undo(&ticket(1), one[0].key, morning())).collect();
        if before_its_target {
            let waiting = fold(undos.iter().chain(&two));
            prop_assert_eq!(waiting.scopes().next().unwrap().1.first.key, two[0].key);
        }
        let standing = fold(one.iter().chain(&two).chain(&undos));
        let (_, here) = standing.scopes().next().unwrap();
        prop_assert_eq!(here.first.key, two[0].key);
        prop_assert!(here.doubles.is_empty());
    }
}

#[test]
fn who_went_out_and_in_again_is_double_with_the_door_they_came_in_by() {
    // In and out at one device, in again at it, and in at another one that knew of none of it.
    let scan = |device, minutes| Step::Scan { device, gate: 2, minutes };
    let [one, two] = play(&[scan(0, 0), scan(0, 10), scan(0, 20), scan(1, 30)]);
    let standing = fold(one.iter().chain(&two));
    let (_, here) = standing.scopes().next().unwrap();
    let keys = |double: &Double| (double.counts.key, double.again.key);
    assert_eq!(here.doubles.iter().map(keys).collect::<Vec<_>>(), [(one[2].key, two[0].key)]);
}

#[test]
fn undoing_the_only_admission_leaves_nothing() {
    let [one, _] = play(&[Step::Scan { device: 0, gate: 0, minutes: 0 }]);
    let undo = Device::new(2).undo(&ticket(1), one[0].key, morning());
    assert_eq!(admissions(&fold(&one)), 1);
    assert!(fold(one.iter().chain([&undo])).is_empty());
}

fn blake(seed: u64, record: &Record) -> u64 {
    // FNV-1a over the record's key: any fixed mixing will do for a shuffle.
    let text = format!("{seed}{:?}", record.key);
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn verdict(record: &Record) -> Option<VerdictName> {
    match &record.fact {
        Fact::Scanned(scanned) => Some(scanned.verdict),
        _ => None,
    }
}

fn scope(record: &Record) -> String {
    match &record.fact {
        Fact::Scanned(scanned) => scanned.scope.as_ref().unwrap().to_string(),
        _ => unreachable!(),
    }
}
