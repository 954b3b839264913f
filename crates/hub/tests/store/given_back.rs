//! What a hub decided and forgot, when it was restored from an older backup, comes back to it.

use std::collections::BTreeMap;

use parvis_domain::fact::Fact;
use parvis_domain::id::Incarnation;
use parvis_hub::store::{GivenBack, Incoming, Store, View, Wish};
use parvis_protocol::change::{Change, Cursor, RecordRow};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::series::SignedHead;

use crate::ground::Ground;
use crate::people::{at, device, event, hall, ticket};
use crate::series::{Door, undone};

fn wish(n: u8, seats: u32) -> Wish {
    Wish { device: device(n), scope: hall(), capacity: 10, seats, needed: 0, devices: 1 }
}

/// The hub's own records that a device gets, each with the hub's signature.
async fn held_by(store: &impl Store, n: u8) -> Vec<RecordRow> {
    let incarnation = Incarnation([9; 8]);
    let view = View { device: device(n), incarnation, events: [event("day")].into() };
    let page = store.page(&view, Cursor(0), 1_000, 1 << 20).await.unwrap();
    let identity = store.identity().await.unwrap();
    let key = DeviceKey::from_seed(&identity.seed).public();
    let mut rows = Vec::new();
    for change in page.changes {
        let Change::Record(row) = change else { continue };
        let incoming = Incoming::read(row.text.clone());
        let of = incoming.record.unwrap().key;
        assert_eq!(row.signature.is_some(), of.device == identity.device);
        if let Some(signature) = row.signature {
            let head = SignedHead { seq: of.seq, hash: incoming.hash, signature };
            head.verify(&key, of.device, of.incarnation).unwrap();
            rows.push(row);
        }
    }
    rows
}

async fn give_back(store: &impl Store, rows: &[RecordRow]) -> u64 {
    let mut openings: BTreeMap<Incarnation, BTreeMap<u64, Incoming>> = BTreeMap::new();
    for row in rows {
        let incoming = Incoming::read(row.text.clone());
        let key = incoming.record.as_ref().unwrap().key;
        openings.entry(key.incarnation).or_default().insert(key.seq, incoming);
    }
    let mut taken = 0;
    for (incarnation, records) in openings {
        let given = GivenBack { incarnation, records, received: at(2_000) };
        taken += store.take_back(given).await.unwrap();
    }
    taken
}

pub(crate) async fn what_the_hub_forgot_comes_back(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    let (one, two) = (door.admits(1, ticket(1)), door.admits(2, ticket(2)));
    store.take(door.all()).await.unwrap();
    store.lend(&wish(1, 1), at(3)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.backup");
    store.backup(&file).await.unwrap();

    // After the backup, in the same opening and in a later one.
    store.append(undone(ticket(1), one), at(4)).await.unwrap();
    assert_eq!(store.lend(&wish(2, 4), at(5)).await.unwrap(), 4);
    assert_eq!(store.lend(&wish(3, 3), at(6)).await.unwrap(), 3);
    drop(store);
    let store = ground.open().await;
    store.append(undone(ticket(2), two), at(7)).await.unwrap();
    let (by_two, by_three) = (held_by(&store, 2).await, held_by(&store, 3).await);
    assert_eq!((by_two.len(), by_three.len()), (3, 3), "its lease, and what was undone");

    let (second, third) = (ground.another(), ground.another());
    let restored = second.open().await;
    restored.restore(&file).await.unwrap();
    assert!(!restored.standing(ticket(1)).await.unwrap().is_empty());
    // It decides something before anybody comes back.
    assert_eq!(restored.lend(&wish(4, 1), at(8)).await.unwrap(), 1);
    let before = restored.cursor().await.unwrap();
    // With a gap: what the third device was lent comes later.
    assert_eq!(give_back(&restored, &by_two).await, 3);
    assert_eq!(restored.cursor().await.unwrap().0, before.0 + 3, "others are told");
    for n in [1, 2] {
        let expected = store.standing(ticket(n)).await.unwrap();
        assert_eq!(restored.standing(ticket(n)).await.unwrap(), expected);
    }
    assert_eq!(restored.check().await.unwrap(), []);
    assert_eq!(give_back(&restored, &by_two).await, 0);
    assert_eq!(give_back(&restored, &by_three).await, 1);
    assert_eq!(restored.check().await.unwrap(), []);
    // One of ten seats is left: 1, 4, 3 and 1 are lent.
    assert_eq!(restored.lend(&wish(5, 9), at(9)).await.unwrap(), 1);
    restored.rebuild().await.unwrap();
    assert_eq!(restored.lend(&wish(5, 9), at(10)).await.unwrap(), 0);
    assert_eq!(held_by(&restored, 2).await.len(), 3, "it can come back once more");
    // What it has now can be backed up and restored in its turn.
    let again = folder.path().join("again.backup");
    restored.backup(&again).await.unwrap();
    let third = third.open().await;
    third.restore(&again).await.unwrap();
    assert_eq!(third.check().await.unwrap(), []);
    assert!(third.standing(ticket(1)).await.unwrap().is_empty());
}

pub(crate) async fn nothing_is_taken_back_over_what_is_held(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    let key = door.admits(1, ticket(1));
    store.take(door.all()).await.unwrap();
    let held = store.append(undone(ticket(1), key), at(2)).await.unwrap();
    let text = String::from_utf8(held.bytes.clone()).unwrap();
    // The same number, and something else in it.
    let hub = store.identity().await.unwrap().device;
    let mut other = Door::new(hub, 0, None);
    other.incarnation = held.record.key.incarnation;
    other.record(3, Fact::SeatsLeased { scope: hall(), device: device(1), seats: 9 });
    let forged = String::from_utf8(other.records[0].bytes.clone()).unwrap();
    let cursor = store.cursor().await.unwrap();
    for text in [text, forged] {
        let records = [(1, Incoming::read(text))].into();
        let incarnation = held.record.key.incarnation;
        let given = GivenBack { incarnation, records, received: at(9) };
        assert_eq!(store.take_back(given).await.unwrap(), 0);
    }
    assert_eq!(store.cursor().await.unwrap(), cursor);
    assert_eq!(store.check().await.unwrap(), []);
}
