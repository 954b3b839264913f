//! Who came.

use parvis_domain::verdict::VerdictName;
use parvis_hub::store::{Attendance, Attended, EventCounts, Store};

use crate::ground::Ground;
use crate::people::{at, device, event, hall, import, ticket};
use crate::series::{Door, refused, scanned, undone};

async fn numbers(store: &impl Store) -> (u64, u64, u64) {
    let counts = store.counts().await.unwrap();
    let EventCounts { admitted, inside, doubles, .. } = counts[0];
    let scope = &store.scopes().await.unwrap()[0];
    assert_eq!((scope.event.as_str(), &scope.scope), ("day", &hall()));
    assert_eq!((scope.admitted, scope.inside, scope.doubles), (admitted, inside, doubles));
    (admitted, inside, doubles)
}

pub(crate) async fn sums_follow_the_records(ground: impl Ground) {
    let store = ground.open().await;
    let (mut one, mut two) = (Door::new(device(1), 1, None), Door::new(device(2), 2, None));
    one.admits(1, ticket(1));
    let mistake = one.admits(2, ticket(2));
    one.record(3, refused(ticket(2)));
    store.take(one.all()).await.unwrap();
    assert_eq!(numbers(&store).await, (2, 2, 0));
    two.admits(4, ticket(1));
    two.record(5, scanned(ticket(1), "day", VerdictName::Left));
    store.take(two.all()).await.unwrap();
    assert_eq!(numbers(&store).await, (2, 1, 1));
    one.record(6, undone(ticket(2), mistake));
    store.take(one.some(4, 4)).await.unwrap();
    assert_eq!(numbers(&store).await, (1, 0, 1));
    assert_eq!(store.check().await.unwrap(), []);
}

async fn attended(store: &impl Store, of: &Attendance) -> Vec<Attended> {
    let mut rows = Vec::new();
    store
        .attendance(of, &mut |row| {
            rows.push(row);
            Ok(())
        })
        .await
        .unwrap();
    rows
}

pub(crate) async fn arrivals_doubles_and_rows_tell_who_came(ground: impl Ground) {
    let store = ground.open().await;
    import(&store, "day", true, &[("AAAA1", "Anna")]).await.unwrap();
    let anna = store.event_key(&event("day")).await.unwrap();
    let anna = anna.ticket_id(&parvis_domain::code::Code::new("AAAA1").unwrap());
    let (mut one, mut two) = (Door::new(device(1), 1, None), Door::new(device(2), 2, None));
    let first = one.admits(0, anna);
    one.admits(10, ticket(1));
    one.admits(1_000, ticket(2));
    let again = two.admits(20, anna);
    two.record(2_000, scanned(ticket(3), "night", VerdictName::Admitted));
    store.take(one.all()).await.unwrap();
    store.take(two.all()).await.unwrap();
    let of_day = Attendance { event: Some(event("day")), ..Attendance::default() };
    let arrivals = store.arrivals(&of_day).await.unwrap();
    let told: Vec<_> = arrivals.iter().map(|a| (a.quarter, a.count)).collect();
    // 07:50:00 lies in the quarter from 07:45.
    assert_eq!(told, [(at(-300), 2), (at(600), 1)]);
    assert_eq!(store.arrivals(&Attendance::default()).await.unwrap().len(), 3);
    let of_morning = Attendance { until: Some(at(10)), from: Some(at(0)), ..Attendance::default() };
    assert_eq!(store.arrivals(&of_morning).await.unwrap()[0].count, 1);
    let elsewhere = Attendance { gate: Some("side".parse().unwrap()), ..Attendance::default() };
    assert_eq!(store.arrivals(&elsewhere).await.unwrap(), []);
    let doubles = store.doubles(&Attendance::default(), 10).await.unwrap();
    assert_eq!(doubles.len(), 1);
    assert_eq!((doubles[0].first.key, doubles[0].again.key), (first, again));
    assert_eq!((doubles[0].ticket, doubles[0].again.at), (anna, at(20)));
    assert_eq!(store.doubles(&elsewhere, 10).await.unwrap(), []);
    let rows = attended(&store, &of_day).await;
    let told: Vec<_> = rows.iter().map(|row| (row.passage.at, row.double)).collect();
    assert_eq!(told, [(at(0), false), (at(10), false), (at(20), true), (at(1_000), false)]);
    assert_eq!(rows[0].row.as_ref().unwrap().last_name, "Anna");
    assert_eq!((rows[1].ticket, &rows[1].row), (ticket(1), &None));
    assert_eq!(rows[2].passage.key, again);
    assert_eq!(attended(&store, &Attendance::default()).await.len(), 5);
}

pub(crate) async fn a_late_record_changes_which_one_was_double(ground: impl Ground) {
    let store = ground.open().await;
    let (mut one, mut two) = (Door::new(device(1), 1, None), Door::new(device(2), 2, None));
    let early = one.admits(1, ticket(1));
    let late = two.admits(2, ticket(1));
    store.take(two.all()).await.unwrap();
    assert_eq!(store.doubles(&Attendance::default(), 10).await.unwrap(), []);
    store.take(one.all()).await.unwrap();
    let doubles = store.doubles(&Attendance::default(), 10).await.unwrap();
    assert_eq!((doubles[0].first.key, doubles[0].again.key), (early, late));
    // The early one was a mistake: the late one counts, and nothing is double.
    one.record(3, undone(ticket(1), early));
    store.take(one.some(2, 2)).await.unwrap();
    assert_eq!(store.doubles(&Attendance::default(), 10).await.unwrap(), []);
    let rows = attended(&store, &Attendance::default()).await;
    assert_eq!(rows.iter().map(|row| row.passage.key).collect::<Vec<_>>(), [late]);
    assert_eq!(store.check().await.unwrap(), []);
}

pub(crate) async fn what_is_folded_can_be_made_anew(ground: impl Ground) {
    let store = ground.open().await;
    let mut door = Door::new(device(1), 1, None);
    for n in 0..200_u8 {
        door.admits(i64::from(n), ticket(n % 90));
    }
    store.take(door.all()).await.unwrap();
    let before = (numbers(&store).await, attended(&store, &Attendance::default()).await);
    store.rebuild().await.unwrap();
    let after = (numbers(&store).await, attended(&store, &Attendance::default()).await);
    assert_eq!(after, before);
    assert_eq!(store.check().await.unwrap(), []);
}
