use proptest::prelude::*;

use super::DeviceStanding::{Enrolled, Revoked};
use super::*;

/// A statement by its number, the second it was declared in, and what it says.
fn said(number: u64, second: i64, standing: DeviceStanding) -> Statement {
    Statement {
        hub: DeviceId([9; 16]),
        device: DeviceId([1; 16]),
        key: DeviceKey::from_seed(&[1; 32]).public(),
        number,
        at: Timestamp::from_second(second).unwrap(),
        edition: "week".parse().unwrap(),
        name: format!("Door {number}"),
        events: Vec::new(),
        gate: None,
        standing,
    }
}

#[test]
fn a_restored_hub_is_believed_when_it_revokes_under_a_number_that_it_gave_before() {
    // A backup at 1, a new name at 2; restored, and revoked, which is 2 again.
    let renamed = said(2, 20, Enrolled);
    assert!(said(2, 30, Revoked).replaces(&renamed, Life::Other));
    // Also when more was forgotten, or when the clock of the new machine is slow.
    assert!(said(2, 30, Revoked).replaces(&said(5, 20, Enrolled), Life::Other));
    assert!(said(2, 10, Revoked).replaces(&said(5, 20, Enrolled), Life::Other));
    // Also when somebody brought the database back without beginning a new life.
    assert!(said(2, 30, Revoked).replaces(&renamed, Life::Same));
    // What it says of the device otherwise counts too.
    assert!(said(1, 10, Enrolled).replaces(&renamed, Life::Other));
}

#[test]
fn an_older_word_neither_revokes_nor_lets_in_again() {
    let (first, revoked, again) =
        (said(1, 10, Enrolled), said(2, 20, Revoked), said(3, 30, Enrolled));
    assert!(revoked.replaces(&first, Life::Same) && again.replaces(&revoked, Life::Same));
    assert!(!revoked.replaces(&again, Life::Same), "it was let in again after that");
    for life in [Life::Same, Life::Other] {
        assert!(!first.replaces(&revoked, life), "a hub restored to before the revocation");
        // Of a life in which more was declared, but before.
        assert!(!said(2, 15, Enrolled).replaces(&revoked, life));
    }
    assert!(!said(7, 15, Enrolled).replaces(&revoked, Life::Other));
    for number in [1, 3] {
        assert!(said(number, 30, Enrolled).replaces(&revoked, Life::Other), "declared after it");
    }
}

proptest! {
    /// In one life of a hub, whatever is heard, in whatever order and however often: the latest of
    /// what was heard holds.
    #[test]
    fn the_latest_that_was_heard_holds(
        standings in proptest::collection::vec(any::<bool>(), 1..8),
        heard in proptest::collection::vec(0_usize..8, 1..20),
    ) {
        let declared = standings.iter().zip(1_u64..).map(|(revoked, number)| {
            let standing = if *revoked { Revoked } else { Enrolled };
            said(number, i64::try_from(number).unwrap() * 10, standing)
        });
        let declared: Vec<_> = declared.collect();
        let heard: Vec<_> = heard.iter().filter_map(|nth| declared.get(*nth)).collect();
        prop_assume!(!heard.is_empty());
        let mut held = heard[0];
        for said in &heard {
            held = if said.replaces(held, Life::Same) { said } else { held };
        }
        let latest = heard.iter().map(|said| said.number).max();
        prop_assert_eq!(Some(held.number), latest);
    }

    /// A hub that goes through several lives, and a device that hears it now and then: at the end
    /// it has heard that it is revoked if, and only if, the hub says so; but for one that was
    /// revoked in a life that the hub has forgotten, which stays so.
    #[test]
    fn whoever_hears_the_hub_now_knows_that_it_is_revoked(
        deeds in proptest::collection::vec((0_u8..5, any::<bool>()), 1..30),
    ) {
        let (mut now, mut backup) = (said(1, 0, Enrolled), said(1, 0, Enrolled));
        let (mut held, mut life, mut declared_in) = (now.clone(), 0, 0);
        for (second, (deed, hears)) in (1_i64..).zip(deeds) {
            match deed {
                0 => now = said(now.number + 1, second, Revoked),
                1 => now = said(now.number + 1, second, Enrolled),
                2 => backup = now.clone(),
                3 => (now, life) = (backup.clone(), life + 1),
                _ => {}
            }
            if hears {
                let of = if life == declared_in { Life::Same } else { Life::Other };
                if now.replaces(&held, of) {
                    held = now.clone();
                }
                if now == held {
                    declared_in = life;
                }
                prop_assert!(now.standing == Enrolled || held.standing == Revoked);
                let forgotten = held.standing == Revoked && now.standing == Enrolled;
                prop_assert!(!forgotten || now.at <= held.at);
            }
        }
    }
}
