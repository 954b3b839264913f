//! Taking records: series, forks, and what is put aside.

use parvis_domain::fact::{Fact, RecordKey};
use parvis_domain::id::{Incarnation, RecordHash};
use parvis_domain::seats::Leases;
use parvis_hub::store::{Fork, Incoming, Store, StoreError, Taking, Wish};
use parvis_protocol::exchange::{AsideReason, PutAside};
use parvis_protocol::series::SeriesEnd;

use crate::ground::Ground;
use crate::people::{at, device, hall, ticket};
use crate::series::{Door, refused, strange, undone};

pub(crate) fn end(door: &Door, seq: usize) -> SeriesEnd {
    let hash = door.records[seq - 1].hash;
    SeriesEnd { incarnation: door.incarnation, seq: seq as u64, hash }
}

fn aside(door: &Door, seq: u64, reason: AsideReason) -> PutAside {
    let key = RecordKey { device: door.device, incarnation: door.incarnation, seq };
    PutAside { key, reason }
}

pub(crate) async fn assert_sound(store: &impl Store) {
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn what_was_taken_is_there_and_taken_again_changes_nothing(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    let first = door.admits(1, ticket(1));
    door.record(2, strange());
    door.record(3, refused(ticket(1)));
    door.admits(4, ticket(2));
    let taken = store.take(door.some(1, 2)).await.unwrap();
    assert_eq!((taken.end, taken.put_aside), (Some(end(&door, 2)), vec![]));
    let cursor = store.cursor().await.unwrap();
    assert_eq!(cursor.0, 2);
    let taken = store.take(door.some(1, 2)).await.unwrap();
    assert_eq!(taken.end, Some(end(&door, 2)));
    assert_eq!(store.cursor().await.unwrap(), cursor);
    let taken = store.take(door.some(2, 4)).await.unwrap();
    assert_eq!(taken.end, Some(end(&door, 4)));
    assert_eq!(store.cursor().await.unwrap().0, 4);
    let nothing = Taking { records: vec![], ..door.all() };
    assert_eq!(store.take(nothing).await.unwrap().end, Some(end(&door, 4)));
    drop(store);
    let store = ground.open().await;
    assert_eq!(store.ends(device(1)).await.unwrap(), [end(&door, 4)]);
    assert_eq!(store.ends(device(2)).await.unwrap(), []);
    let of_first = store.records_of(ticket(1)).await.unwrap();
    assert_eq!(of_first, [door.records[0].clone(), door.records[2].clone()]);
    let standing = store.standing(ticket(1)).await.unwrap();
    assert_eq!(standing.within(&hall()).unwrap().first.key, first);
    assert!(store.standing(ticket(9)).await.unwrap().is_empty());
    assert_sound(&store).await;
}

pub(crate) async fn a_gap_and_a_broken_chain_are_refused_and_leave_nothing(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    for n in 1..=6 {
        door.admits(i64::from(n), ticket(n));
    }
    let gap = store.take(door.some(2, 3)).await;
    assert!(matches!(gap, Err(StoreError::NotNext { end: None })));
    store.take(door.some(1, 2)).await.unwrap();
    let gap = store.take(door.some(4, 5)).await;
    assert!(matches!(gap, Err(StoreError::NotNext { end: Some(held) }) if held == end(&door, 2)));
    // The next number, and not the next record.
    let mut broken = door.some(4, 5);
    broken.first = 3;
    assert!(matches!(store.take(broken).await, Err(StoreError::Broken { seq: 3 })));
    let mut other = Door::new(device(1), 1, None);
    for n in 11..=16 {
        other.admits(i64::from(n), ticket(n));
    }
    assert!(matches!(store.take(other.some(3, 4)).await, Err(StoreError::Broken { seq: 3 })));
    // A chain that breaks in its midst.
    let mut broken = door.some(3, 6);
    broken.records[2] = other.some(5, 5).records.remove(0);
    assert!(matches!(store.take(broken).await, Err(StoreError::Broken { seq: 5 })));
    let mut zero = door.some(3, 3);
    zero.first = 0;
    assert!(matches!(store.take(zero).await, Err(StoreError::Broken { seq: 0 })));
    assert_eq!(store.ends(device(1)).await.unwrap(), [end(&door, 2)]);
    assert_eq!(store.cursor().await.unwrap().0, 2);
    assert_eq!(store.put_aside(10).await.unwrap(), []);
    assert_sound(&store).await;
}

pub(crate) async fn another_history_under_the_same_numbers_is_put_aside(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    let mut copy = door.clone();
    door.admits(2, ticket(2));
    copy.admits(2, ticket(3));
    copy.admits(3, ticket(4));
    copy.admits(4, ticket(5));
    store.take(door.all()).await.unwrap();
    // The copy's second record stands under a number that is taken, its third goes on from there.
    let taken = store.take(copy.some(1, 3)).await.unwrap();
    assert_eq!(taken.end, Some(end(&door, 2)));
    let forked = |seq| aside(&door, seq, AsideReason::Forked);
    assert_eq!(taken.put_aside, [forked(2), forked(3)]);
    // Again, and on: each once.
    let taken = store.take(copy.some(2, 3)).await.unwrap();
    assert_eq!(taken.put_aside, [forked(2), forked(3)]);
    // (4 would leave a gap behind the series' own end.)
    let gap = store.take(copy.some(4, 4)).await;
    assert!(matches!(gap, Err(StoreError::NotNext { .. })));
    let taken = store.take(copy.some(3, 4)).await.unwrap();
    assert_eq!(taken.put_aside, [forked(3), forked(4)]);
    let kept = store.put_aside(10).await.unwrap();
    assert_eq!(kept.iter().map(|aside| aside.key.seq).collect::<Vec<_>>(), [4, 3, 2]);
    assert_eq!(kept[2].text.as_bytes(), copy.records[1].bytes);
    // The series itself goes on.
    door.admits(5, ticket(6));
    store.take(door.some(3, 3)).await.unwrap();
    assert!(store.standing(ticket(3)).await.unwrap().is_empty());
    assert_sound(&store).await;
}

pub(crate) async fn what_cannot_be_read_stays_part_of_the_chain(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    // A record of a newer version: a member of the chain, and a fact that is not known here.
    let text = String::from_utf8(door.records[0].bytes.clone()).unwrap();
    let newer = text.replace("\"kind\":\"scanned\"", "\"kind\":\"dreamt\"");
    assert!(matches!(Incoming::read(newer.clone()).record.unwrap().fact, Fact::Unknown));
    let taking = Taking { records: vec![Incoming::read(newer)], ..door.all() };
    let unknown = taking.records[0].hash;
    assert_eq!(store.take(taking).await.unwrap().put_aside, []);
    // Something that is none at all, and a record that follows it.
    let nonsense = Incoming::read("not \u{0} a record".into());
    let hash = nonsense.hash;
    let mut after = Door::new(device(1), 1, Some(hash));
    after.admits(1, ticket(8));
    after.admits(2, ticket(8));
    after.admits(3, ticket(8));
    let mut third = after.records[2].record.clone();
    third.previous = hash;
    let third = serde_json::to_string(&third).unwrap();
    let mut taking =
        Taking { first: 2, records: vec![nonsense, Incoming::read(third)], ..door.all() };
    let taken = store.take(taking.clone()).await.unwrap();
    assert_eq!(taken.end.unwrap().seq, 3);
    let unreadable = aside(&door, 2, AsideReason::Unreadable);
    assert_eq!(taken.put_aside, std::slice::from_ref(&unreadable));
    // Whoever did not hear of it is told again.
    assert_eq!(store.take(taking.clone()).await.unwrap().put_aside, [unreadable]);
    assert_eq!(store.put_aside(10).await.unwrap().len(), 1);
    taking.records.truncate(1);
    taking.first = 1;
    assert_ne!(unknown, hash);
    assert_eq!(store.take(taking).await.unwrap().put_aside[0].reason, AsideReason::Forked);
    assert_sound(&store).await;
}

pub(crate) async fn a_rehearsals_record_is_put_aside_and_the_chain_goes_on(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    door.rehearsal = true;
    door.admits(2, ticket(2));
    door.rehearsal = false;
    door.admits(3, ticket(3));
    let taken = store.take(door.all()).await.unwrap();
    assert_eq!(taken.end, Some(end(&door, 3)));
    assert_eq!(taken.put_aside, [aside(&door, 2, AsideReason::OtherKind)]);
    assert!(store.standing(ticket(2)).await.unwrap().is_empty());
    assert!(!store.standing(ticket(3)).await.unwrap().is_empty());
    assert_sound(&store).await;
}

pub(crate) async fn a_revoked_device_adds_to_its_known_chain_alone(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    door.admits(2, ticket(2));
    door.admits(3, ticket(3));
    store.take(door.some(1, 2)).await.unwrap();
    let known = |taking| Taking { only_known_chain: true, ..taking };
    assert_eq!(store.take(known(door.some(3, 3))).await.unwrap().put_aside, []);
    // Another opening that goes on from what is known, and one that does not.
    let mut next = Door::new(device(1), 2, Some(door.last()));
    next.admits(4, ticket(4));
    assert_eq!(store.take(known(next.all())).await.unwrap().put_aside, []);
    let mut stranger = Door::new(device(1), 3, None);
    stranger.admits(5, ticket(5));
    stranger.admits(6, ticket(6));
    let taken = store.take(known(stranger.some(1, 1))).await.unwrap();
    assert_eq!(taken.end, Some(end(&stranger, 1)));
    assert_eq!(taken.put_aside, [aside(&stranger, 1, AsideReason::AfterRevocation)]);
    let taken = store.take(known(stranger.some(2, 2))).await.unwrap();
    assert_eq!(taken.put_aside, [aside(&stranger, 2, AsideReason::AfterRevocation)]);
    assert!(store.standing(ticket(5)).await.unwrap().is_empty());
    assert!(!store.standing(ticket(4)).await.unwrap().is_empty());
    assert_sound(&store).await;
}

pub(crate) async fn forks_are_seen_and_unknown_beginnings_are_none(ground: impl Ground) {
    let store = ground.open().await;
    let mut first = Door::new(device(1), 1, None);
    for n in 1..=4 {
        first.admits(i64::from(n), ticket(n));
    }
    let begin = |n, from: Option<RecordHash>| {
        let mut door = Door::new(device(1), n, from);
        door.admits(i64::from(n), ticket(n));
        door
    };
    store.take(first.some(1, 3)).await.unwrap();
    // One goes on from the end that is known, one from somewhere that is not.
    let second = begin(2, Some(first.records[2].hash));
    store.take(second.all()).await.unwrap();
    store.take(begin(3, Some(RecordHash([7; 32]))).all()).await.unwrap();
    assert_eq!(store.forks().await.unwrap(), []);
    // Two from one record.
    store.take(begin(4, Some(second.last())).all()).await.unwrap();
    store.take(begin(5, Some(second.last())).all()).await.unwrap();
    let fork = |from, incarnations: &[u8]| Fork {
        device: device(1),
        from,
        incarnations: incarnations.iter().map(|n| Incarnation([*n; 8])).collect(),
    };
    assert_eq!(store.forks().await.unwrap(), [fork(second.last(), &[4, 5])]);
    // One from the midst of another, as a restored backup does.
    store.take(begin(6, Some(first.records[0].hash)).all()).await.unwrap();
    // And the first goes on although another had gone on from its end.
    store.take(first.some(4, 4)).await.unwrap();
    let mut forks = store.forks().await.unwrap();
    forks.sort_by_key(|fork| fork.incarnations.clone());
    let expected = [
        fork(first.records[2].hash, &[2]),
        fork(second.last(), &[4, 5]),
        fork(first.records[0].hash, &[6]),
    ];
    assert_eq!(forks, expected);
    assert_sound(&store).await;
}

pub(crate) async fn a_text_with_any_sign_is_kept_as_it_is(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    door.admits(1, ticket(1));
    let text = String::from_utf8(door.records[0].bytes.clone()).unwrap();
    let text = text.replacen('{', "{\"note\":\"\\u0000 é 😀 \\ud83d\", ", 1);
    let taking = Taking { records: vec![Incoming::read(text.clone())], ..door.all() };
    let readable = taking.records[0].record.is_some();
    store.take(taking).await.unwrap();
    match readable {
        true => assert_eq!(store.records_of(ticket(1)).await.unwrap()[0].bytes, text.as_bytes()),
        false => assert_eq!(store.put_aside(1).await.unwrap()[0].text, text),
    }
    assert_sound(&store).await;
}

pub(crate) async fn the_hub_records_facts_of_its_own(ground: impl Ground) {
    let store = ground.open().await;
    let hub = store.identity().await.unwrap().device;
    let mut door = Door::new(device(1), 1, None);
    let key = door.admits(500, ticket(1));
    store.take(door.all()).await.unwrap();
    // The hub's clock is behind, and what it undoes comes after all the same.
    let first = store.append(undone(ticket(1), key), at(1)).await.unwrap();
    assert!(first.record.stamp > door.records[0].record.stamp);
    assert!(store.standing(ticket(1)).await.unwrap().is_empty());
    let second = store.append(undone(ticket(1), key), at(2)).await.unwrap();
    assert_eq!((second.record.key.seq, second.record.previous), (2, first.hash));
    drop(store);
    let store = ground.open().await;
    let third = store.append(undone(ticket(2), key), at(3)).await.unwrap();
    assert_eq!((third.record.key.seq, third.record.previous), (1, second.hash));
    assert!(third.record.stamp > second.record.stamp);
    let ends = store.ends(hub).await.unwrap();
    assert_eq!(ends.iter().map(|end| end.hash).collect::<Vec<_>>(), [second.hash, third.hash]);
    assert_eq!(store.forks().await.unwrap(), []);
    assert_eq!(store.cursor().await.unwrap().0, 4);
    assert_sound(&store).await;
}

pub(crate) async fn seats_are_lent_as_far_as_there_are_any(ground: impl Ground) {
    let store = ground.open().await;
    let hub = store.identity().await.unwrap().device;
    let wish = |n, seats| Wish {
        device: device(n),
        scope: hall(),
        capacity: 10,
        seats,
        needed: 0,
        devices: 1,
    };
    assert_eq!(store.lend(&wish(1, 4), at(1)).await.unwrap(), 4);
    // It has them already.
    assert_eq!(store.lend(&wish(1, 4), at(2)).await.unwrap(), 0);
    let mut door = Door::new(device(1), 1, None);
    door.admits(3, ticket(1));
    door.admits(4, ticket(2));
    store.take(door.all()).await.unwrap();
    assert_eq!(store.lend(&wish(1, 4), at(5)).await.unwrap(), 2);
    assert_eq!(store.lend(&wish(2, 50), at(6)).await.unwrap(), 2);
    // Several at once never get more than there is.
    let wishes: Vec<_> = (3..9).map(|n| wish(n, 50)).collect();
    let lent = futures_util::future::join_all(wishes.iter().map(|wish| store.lend(wish, at(7))));
    let lent: u32 = lent.await.into_iter().map(Result::unwrap).sum();
    assert_eq!(lent, 2);
    door.record(8, Fact::SeatsReturned { scope: hall(), seats: 3 });
    store.take(door.some(3, 3)).await.unwrap();
    assert_eq!(store.lend(&wish(9, 1), at(9)).await.unwrap(), 1);
    assert_eq!(store.ends(hub).await.unwrap().len(), 1);
    assert!(Leases::default().free(10) == 10);
    store.rebuild().await.unwrap();
    assert_eq!(store.lend(&wish(9, 50), at(10)).await.unwrap(), 1);
    assert_sound(&store).await;
}

pub(crate) async fn seats_that_others_need_are_asked_for(ground: impl Ground) {
    let store = ground.open().await;
    let wish = |n, seats, needed| Wish {
        device: device(n),
        scope: hall(),
        capacity: 10,
        seats,
        needed,
        devices: 3,
    };
    let short = async |n, second| {
        let short = store.short(device(n), at(second)).await.unwrap();
        assert!(short.iter().all(|short| short.scope == hall()));
        short.iter().map(|short| short.seats).collect::<Vec<_>>()
    };
    for _ in 0..9 {
        store.lend(&wish(1, 10, 0), at(1)).await.unwrap();
    }
    // Nobody is asked for what would only be had at hand.
    assert_eq!(store.lend(&wish(2, 10, 0), at(2)).await.unwrap(), 0);
    assert!(short(1, 2).await.is_empty());
    assert_eq!(store.lend(&wish(2, 10, 3), at(3)).await.unwrap(), 0);
    assert_eq!(short(1, 3).await, [3]);
    assert!(short(2, 3).await.is_empty(), "it needs them itself");
    assert!(short(3, 3).await.is_empty(), "it has none");
    let mut door = Door::new(device(1), 1, None);
    door.record(4, Fact::SeatsReturned { scope: hall(), seats: 2 });
    store.take(door.all()).await.unwrap();
    assert_eq!(short(1, 5).await, [1], "two are there to be lent");
    // What somebody waits for is nobody else's stock, and two who wait get as many.
    assert_eq!(store.lend(&wish(3, 10, 0), at(6)).await.unwrap(), 0);
    assert_eq!(store.lend(&wish(4, 10, 1), at(7)).await.unwrap(), 1);
    assert_eq!(store.lend(&wish(2, 10, 3), at(8)).await.unwrap(), 1);
    assert_eq!(short(1, 8).await, [2]);
    store.rebuild().await.unwrap();
    assert_eq!(short(1, 67).await, [2]);
    assert!(short(1, 68).await.is_empty(), "that was a minute ago");
    assert_eq!(store.lend(&wish(2, 10, 1), at(9)).await.unwrap(), 0);
    assert!(short(1, 9).await.is_empty(), "it has what it needs");
    assert_sound(&store).await;
}
