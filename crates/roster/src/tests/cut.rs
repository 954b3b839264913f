//! The moments that chance seldom meets, on the disk of `parvis-testkit`.

use std::sync::Arc;

use parvis_testkit::disk::{Disk, Trouble};

use super::opening::and_then;
use super::{admitted, assert_sound, at, count_records, entropy, number};
use crate::migration::{ALL, Migration};
use crate::opening::open as open_with;
use crate::{DataKind, FILE_NAME, Opening, Result, Roster};

const NEXT: &[Migration] = &and_then("ALTER TABLE series ADD COLUMN note TEXT");

fn open(disk: &Disk, steps: &'static [Migration]) -> Result<Roster> {
    let (folder, kind) = (disk.folder(), DataKind::Rehearsal);
    let simulated = Arc::new(disk.clone());
    let inner =
        open_with(simulated, &mut Opening { folder, kind, entropy: &mut entropy() }, steps)?;
    Ok(Roster { inner: inner.into() })
}

fn filled(seed: u64) -> Disk {
    let disk = Disk::new(seed);
    let roster = open(&disk, ALL).unwrap();
    for n in 1..4 {
        roster.write(move |w| w.append(at(0), admitted(number(n)))).unwrap();
    }
    drop(roster);
    disk
}

fn assert_whole(disk: &Disk, steps: &'static [Migration]) {
    let roster = open(disk, steps).unwrap();
    assert_eq!(count_records(&roster), 3);
    assert_sound(&roster);
}

#[test]
fn a_migration_is_done_or_not_wherever_the_power_goes_and_its_copy_is_whole() {
    let whole = filled(0);
    let before = whole.steps();
    drop(open(&whole, NEXT).unwrap());
    let steps = whole.steps() - before;
    assert!(steps > 20, "{steps}");
    let mut copies = 0;
    for step in 1..=steps {
        let disk = filled(step);
        disk.cut_after(step);
        drop(open(&disk, NEXT));
        if disk.has_power() {
            disk.cut();
        }
        disk.power_on();
        assert_whole(&disk, NEXT);
        let copy = disk.folder().join(format!("roster.format-{}.sqlite", ALL.len()));
        if disk.length(&copy).unwrap().is_some() {
            copies += 1;
            disk.rename(&copy, &disk.folder().join(FILE_NAME)).unwrap();
            assert_whole(&disk, ALL);
        }
    }
    // A migration that was done at the second try has made a copy, too.
    assert_eq!(copies, steps);
}

#[test]
fn a_roster_that_cannot_be_seen_for_a_moment_is_not_born_a_second_time() {
    for seed in 0..150 {
        let disk = filled(seed);
        disk.set_trouble(Trouble { failing_reads: 10, ..Trouble::default() });
        drop(open(&disk, ALL));
        disk.set_trouble(Trouble::default());
        assert_whole(&disk, ALL);
    }
}

#[test]
fn what_follows_a_failed_sync_and_a_new_opening_is_not_lost_with_it() {
    for seed in 0..30 {
        let disk = filled(seed);
        let roster = open(&disk, ALL).unwrap();
        roster.write(|w| w.append(at(1), admitted(number(4)))).unwrap();
        disk.set_trouble(Trouble { failing_syncs: 1, ..Trouble::default() });
        // It can be read as if it were there, and closing cannot mend it.
        roster.write(|w| w.append(at(2), admitted(number(5)))).unwrap_err();
        drop(roster);
        disk.set_trouble(Trouble::default());
        let roster = open(&disk, ALL).unwrap();
        let sealed = roster.write(|w| w.append(at(3), admitted(number(6)))).unwrap();
        disk.cut();
        drop(roster);
        disk.power_on();
        let roster = open(&disk, ALL).unwrap();
        let left = roster.read(|reading| reading.records_of(number(6))).unwrap();
        assert_eq!(left, [sealed]);
        assert_sound(&roster);
    }
}
