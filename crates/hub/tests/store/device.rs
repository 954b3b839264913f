//! Identity, devices and how they are let in.

use parvis_hub::guessing::{Source, WrongCodes};
use parvis_hub::store::{Enrolment, Seen, Store, StoreError};
use parvis_protocol::enrol::EnrolmentCode;

use crate::ground::Ground;
use crate::people::{at, declared, device, event};

pub(crate) async fn an_identity_is_born_once_and_stays(ground: impl Ground) {
    let store = ground.open().await;
    let born = store.identity().await.unwrap();
    assert!(!born.rehearsal);
    assert_eq!(born.name, "Hub");
    assert_ne!(born.seed, born.sealing_seed);
    assert_ne!(born.seed, born.session_secret);
    store.rename("Brussels").await.unwrap();
    drop(store);
    let store = ground.open().await;
    let found = store.identity().await.unwrap();
    assert_eq!((found.device, found.seed, found.epoch), (born.device, born.seed, born.epoch));
    assert_eq!(found.name, "Brussels");
    let epoch = store.new_epoch().await.unwrap();
    assert_ne!(epoch, born.epoch);
    assert_eq!(store.identity().await.unwrap().epoch, epoch);
    assert!(!format!("{found:?}").contains(&format!("{:?}", found.seed)));
}

pub(crate) async fn rehearsal_and_real_never_mix(ground: impl Ground) {
    drop(ground.open_as(true).await.unwrap());
    let refused = ground.open_as(false).await;
    assert!(matches!(refused, Err(StoreError::OtherKind { held: true })));
    assert!(ground.open_as(true).await.unwrap().identity().await.unwrap().rehearsal);
}

pub(crate) async fn statements_follow_each_other(ground: impl Ground) {
    let store = ground.open().await;
    assert_eq!(store.device(device(1)).await.unwrap(), None);
    let refused = store.declare(&declared(1, 2)).await;
    assert!(matches!(refused, Err(StoreError::StatementNumber { held: 0, found: 2, .. })));
    store.declare(&declared(1, 1)).await.unwrap();
    store.declare(&declared(2, 1)).await.unwrap();
    let refused = store.declare(&declared(1, 1)).await;
    assert!(matches!(refused, Err(StoreError::StatementNumber { held: 1, found: 1, .. })));
    store.declare(&declared(1, 2)).await.unwrap();
    let found = store.device(device(1)).await.unwrap().unwrap();
    assert_eq!(found.signed, declared(1, 2));
    assert_eq!(found.statement.number, 2);
    let devices = store.devices().await.unwrap();
    assert_eq!(
        devices.iter().map(|d| d.statement.device).collect::<Vec<_>>(),
        [device(1), device(2)]
    );
    // Of two that declare at the same time one learns of the other.
    let (three, also_three) = (declared(1, 3), declared(1, 3));
    let (one, other) = tokio::join!(store.declare(&three), store.declare(&also_three));
    assert!(one.is_ok() != other.is_ok());
}

fn offered(code: [u8; 8], expires: i64) -> (EnrolmentCode, Enrolment) {
    let code = EnrolmentCode::from_random(code);
    let enrolment = Enrolment {
        lookup: code.lookup(),
        proof_key: code.proof_key(),
        name: "Door 1".into(),
        events: vec![event("day"), event("night")],
        gate: Some("main".parse().unwrap()),
        expires: at(expires),
        used_by: None,
    };
    (code, enrolment)
}

pub(crate) async fn a_code_lets_one_device_in_once_and_not_too_late(ground: impl Ground) {
    let store = ground.open().await;
    let (code, enrolment) = offered([1; 8], 600);
    assert_eq!(store.offered(code.lookup()).await.unwrap(), None);
    assert!(!store.enrol(code.lookup(), at(0), &declared(1, 1)).await.unwrap());
    store.offer(&enrolment).await.unwrap();
    assert!(matches!(store.offer(&enrolment).await, Err(StoreError::OfferedTwice)));
    assert_eq!(store.offered(code.lookup()).await.unwrap(), Some(enrolment.clone()));
    // Too late, and then with a statement that does not follow: the code is still good.
    assert!(!store.enrol(code.lookup(), at(600), &declared(1, 1)).await.unwrap());
    let refused = store.enrol(code.lookup(), at(599), &declared(1, 2)).await;
    assert!(matches!(refused, Err(StoreError::StatementNumber { .. })));
    assert!(store.enrol(code.lookup(), at(599), &declared(1, 1)).await.unwrap());
    assert!(!store.enrol(code.lookup(), at(599), &declared(2, 1)).await.unwrap());
    assert_eq!(store.device(device(2)).await.unwrap(), None);
    let used = Enrolment { used_by: Some(device(1)), ..enrolment };
    assert_eq!(store.offered(code.lookup()).await.unwrap(), Some(used));
    // The same device enrols again.
    let (again, enrolment) = offered([2; 8], 700);
    store.offer(&enrolment).await.unwrap();
    assert!(store.enrol(again.lookup(), at(650), &declared(1, 2)).await.unwrap());
    // What is long over is swept with the next that is offered.
    let (_, enrolment) = offered([3; 8], 600 + 3 * 86_400);
    store.offer(&enrolment).await.unwrap();
    assert_eq!(store.offered(code.lookup()).await.unwrap(), None);
}

pub(crate) async fn a_device_that_was_seen_says_when_first_and_last(ground: impl Ground) {
    let store = ground.open().await;
    let seen = |second| Seen { at: at(second), version: "1".into(), unsent: 7, ahead_ms: -250 };
    assert!(!store.seen(device(1), &seen(1)).await.unwrap());
    store.declare(&declared(1, 1)).await.unwrap();
    let found = store.device(device(1)).await.unwrap().unwrap();
    assert_eq!((found.first_seen, found.seen), (None, None));
    assert!(store.seen(device(1), &seen(1)).await.unwrap());
    assert!(store.seen(device(1), &seen(9)).await.unwrap());
    store.declare(&declared(1, 2)).await.unwrap();
    let found = store.device(device(1)).await.unwrap().unwrap();
    assert_eq!((found.first_seen, found.seen), (Some(at(1)), Some(seen(9))));
}

pub(crate) async fn wrong_codes_are_counted_and_forgotten(ground: impl Ground) {
    let store = ground.open().await;
    let (one, two) = (Some(Source([1; 8])), Some(Source([2; 8])));
    for (second, source) in [(0, one), (10, one), (20, two), (30, None), (40, one)] {
        store.note_wrong_code(source, at(second)).await.unwrap();
    }
    let counted = async |source, from| store.wrong_codes(source, at(from)).await.unwrap();
    for (source, of_source) in [(one, 2), (two, 1), (Some(Source([3; 8])), 0), (None, 0)] {
        assert_eq!(counted(source, 10).await, WrongCodes { of_source, of_all: 4 });
    }
    store.note_wrong_code(two, at(86_400 + 15)).await.unwrap();
    assert_eq!(counted(one, 0).await, WrongCodes { of_source: 1, of_all: 4 });
}
