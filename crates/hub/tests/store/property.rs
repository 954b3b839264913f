//! Whatever comes in whatever order, the same is folded from it.

use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Attendance, Store};
use parvis_testkit::Chance;

use crate::ground::Ground;
use crate::people::{device, ticket};
use crate::series::{Door, refused, scanned, strange, undone};

/// A few doors that see the same tickets.
fn doors(chance: &mut Chance) -> Vec<Door> {
    let mut doors: Vec<_> = (1..=3).map(|n| Door::new(device(n), n, None)).collect();
    let mut keys = Vec::new();
    for second in 0..40 {
        let place = chance.place(doors.len());
        let someone = ticket(u8::try_from(chance.below(6)).unwrap());
        let door = &mut doors[place];
        // Clocks that are off by up to a minute.
        let second = second + i64::from(door.device.0[0]) * 20;
        match chance.below(10) {
            0..5 => keys.push((someone, door.admits(second, someone))),
            5 | 6 => drop(door.record(second, scanned(someone, "day", VerdictName::Left))),
            7 => drop(door.record(second, refused(someone))),
            8 => drop(door.record(second, strange())),
            _ if keys.is_empty() => {}
            _ => {
                let (ticket, key) = keys[chance.place(keys.len())];
                door.record(second, undone(ticket, key));
            }
        }
    }
    doors
}

/// Pushes everything, in pieces that overlap and interleave as chance has it.
async fn push(store: &impl Store, doors: &[Door], chance: &mut Chance) {
    let mut held = vec![0; doors.len()];
    while let Some(place) = {
        let open: Vec<_> =
            (0..doors.len()).filter(|n| held[*n] < doors[*n].records.len()).collect();
        (!open.is_empty()).then(|| open[chance.place(open.len())])
    } {
        let first = held[place] + 1 - chance.place(held[place] + 1).min(3);
        let last = (held[place] + 1 + chance.place(8)).min(doors[place].records.len());
        store.take(doors[place].some(first, last)).await.unwrap();
        held[place] = held[place].max(last);
    }
}

pub(crate) async fn any_order_of_taking_gives_the_same(ground: impl Ground) {
    for seed in 0..6 {
        let mut chance = Chance::new(seed);
        let doors = doors(&mut chance);
        let mut told = Vec::new();
        for _ in 0..2 {
            let ground = ground.another();
            let store = ground.open().await;
            push(&store, &doors, &mut chance).await;
            assert_eq!(store.check().await.unwrap(), [], "seed {seed}");
            let mut rows = Vec::new();
            let each = &mut |row| {
                rows.push(row);
                Ok(())
            };
            store.attendance(&Attendance::default(), each).await.unwrap();
            // By the record: rows of one instant come in the order in which series came here.
            rows.sort_by_key(|row| row.passage.key);
            let scopes = store.scopes().await.unwrap();
            told.push((store.counts().await.unwrap(), scopes, rows));
            let records: usize = doors.iter().map(|door| door.records.len()).sum();
            assert_eq!(store.cursor().await.unwrap().0, records as u64);
        }
        assert_eq!(told[0], told[1], "seed {seed}");
    }
}
