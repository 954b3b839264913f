//! Records that came after a revocation, and that somebody accepts.

use parvis_domain::fact::RecordKey;
use parvis_domain::id::{Incarnation, RecordHash};
use parvis_hub::store::{Store, Taking, View};
use parvis_protocol::exchange::{AsideReason, PutAside};

use crate::ground::Ground;
use crate::people::{device, event, ticket};
use crate::series::{Door, undone};
use crate::take::{assert_sound, end};

pub(crate) async fn what_came_after_a_revocation_counts_when_somebody_accepts_it(
    ground: impl Ground,
) {
    let store = ground.open().await;
    let mut known = Door::new(device(1), 1, None);
    known.admits(1, ticket(1));
    store.take(known.all()).await.unwrap();
    let revoked = |taking| Taking { only_known_chain: true, ..taking };
    // Two openings that are not known to go on from it, one of them with an earlier admission of a
    // ticket that was admitted since, an undone one, and seats that are given back.
    let mut stranger = Door::new(device(1), 2, Some(RecordHash([7; 32])));
    stranger.admits(0, ticket(1));
    let undone_one = stranger.admits(5, ticket(2));
    stranger.record(6, undone(ticket(2), undone_one));
    stranger.admits(7, ticket(3));
    let mut next = Door::new(device(1), 3, Some(stranger.last()));
    next.admits(8, ticket(3));
    store.take(revoked(stranger.all())).await.unwrap();
    store.take(revoked(next.all())).await.unwrap();
    // What is no matter of trust stays aside, and so does another device's.
    let mut rehearsed = Door::new(device(1), 4, Some(RecordHash([8; 32])));
    rehearsed.rehearsal = true;
    rehearsed.admits(9, ticket(4));
    store.take(revoked(rehearsed.all())).await.unwrap();
    let mut other = Door::new(device(2), 1, Some(RecordHash([9; 32])));
    other.admits(9, ticket(5));
    store.take(revoked(other.all())).await.unwrap();
    assert_eq!(store.put_aside(10).await.unwrap().len(), 7);
    let late = |n, count| ((device(n), AsideReason::AfterRevocation), count);
    let (both, other_alone) = ([late(1, 5), late(2, 1)], [late(2, 1)]);
    assert_eq!(
        store.acceptable_aside().await.unwrap(),
        both.into(),
        "the rehearsal’s is none of them"
    );
    let before = store.cursor().await.unwrap();

    let why = AsideReason::AfterRevocation;
    let mut accepted = 0;
    loop {
        match store.accept_aside(device(1), why, 2).await.unwrap() {
            0 => break,
            some => accepted += some,
        }
    }
    assert_eq!(accepted, 5);
    drop(store);
    let store = ground.open().await;
    assert_eq!(store.accept_aside(device(1), why, 10).await.unwrap(), 0);
    let left = store.put_aside(10).await.unwrap();
    let left: Vec<_> = left.iter().map(|aside| aside.key.incarnation.0[0]).collect();
    assert_eq!(left, [1, 4], "another device's, and the rehearsal's");
    assert_eq!(store.acceptable_aside().await.unwrap(), other_alone.into());
    // They count as if they had come in time: the same sums, the same double admissions.
    let timely = ground.another();
    let other_store = timely.open().await;
    for door in [&known, &stranger, &next] {
        other_store.take(door.all()).await.unwrap();
    }
    assert_eq!(store.counts().await.unwrap(), other_store.counts().await.unwrap());
    assert_eq!(store.scopes().await.unwrap(), other_store.scopes().await.unwrap());
    for n in 1..=3 {
        let (here, there) =
            (store.standing(ticket(n)).await, other_store.standing(ticket(n)).await);
        assert_eq!(here.unwrap(), there.unwrap(), "{n}");
    }
    // Other doors get each of them, although they had read on already.
    let view =
        View { device: device(9), incarnation: Incarnation([1; 8]), events: [event("day")].into() };
    let page = store.page(&view, before, 100, 1 << 20).await.unwrap();
    assert_eq!(page.changes.len(), 5);
    // When they come again, they are held, and nothing more.
    let taken = store.take(revoked(stranger.all())).await.unwrap();
    assert_eq!((taken.end, taken.put_aside), (Some(end(&stranger, 4)), vec![]));
    assert_sound(&store).await;
    store.rebuild().await.unwrap();
    assert_sound(&store).await;
    // What comes later is looked at anew.
    stranger.admits(10, ticket(6));
    let taken = store.take(revoked(stranger.some(5, 5))).await.unwrap();
    let key = RecordKey { device: device(1), incarnation: stranger.incarnation, seq: 5 };
    assert_eq!(taken.put_aside, [PutAside { key, reason: AsideReason::AfterRevocation }]);
}
