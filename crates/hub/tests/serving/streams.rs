//! What goes on after its answer has begun: hints and snapshots.

use std::time::Duration;

use parvis_hub::http::Limits;
use parvis_hub::store::Store as _;
use parvis_protocol::refusal::RefusalCode;
use parvis_sync::http::client::Trouble;
use parvis_sync::http::router::Bounds;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;

use crate::device::refusal;
use crate::served::{Served, eventually, plan};

fn within(listeners: usize, snapshots: usize) -> Limits {
    Limits { streams: Bounds { listeners, snapshots }, ..Limits::default() }
}

#[test]
fn so_many_listen_for_hints_and_the_others_are_told_to_ask() {
    let hub = Served::start(within(1, 1));
    let (one, two) = (hub.device("Door 1"), hub.device("Door 2"));
    let (tell, mut told) = unbounded_channel();
    let listener = one.clone();
    let listening = hub.spawn(async move { listener.listen(tell).await });
    let moment = Duration::from_secs(10);
    hub.wait(async { timeout(moment, told.recv()).await.unwrap().unwrap() });

    let (tell, _told) = unbounded_channel();
    let trouble = hub.wait(two.listen(tell));
    assert_eq!(refusal(&trouble), Some(RefusalCode::Unavailable), "{trouble}");
    assert!(trouble.passes() && trouble.later().is_some(), "it asks again, and not at once");
    hub.wait(two.status()).expect("everything else is answered");

    // Whoever listens is told of news.
    hub.wait(async { hub.service.store().put_plan(&plan("Another day")).await.unwrap() });
    hub.wait(async { timeout(moment, told.recv()).await.unwrap().unwrap() });
    listening.abort();
    eventually("a place is free when the listener goes", || {
        let (tell, mut told) = unbounded_channel();
        hub.wait(async {
            tokio::select! {
                _ = one.listen(tell) => false,
                hint = told.recv() => hint.is_some(),
            }
        })
    });
}

#[test]
fn so_many_snapshots_are_sent_at_once_and_the_others_wait() {
    let none = Served::start(within(1, 0));
    let trouble = none.wait(none.device("Door 1").snapshot()).unwrap_err();
    assert_eq!(refusal(&trouble), Some(RefusalCode::Unavailable), "{trouble}");
    assert!(matches!(trouble, Trouble::Refused { later: Some(_), .. }));

    let hub = Served::start(within(1, 1));
    let door = hub.device("Door 1");
    for nth in 0..3 {
        let whole = hub.wait(door.snapshot());
        assert!(whole.is_ok_and(|whole| !whole.is_empty()), "the {nth}. finds the place free");
    }
}

#[test]
fn a_device_that_asks_too_often_is_slowed_and_the_others_are_not() {
    let hub = Served::start(Limits::default());
    let (hasty, calm) = (hub.device("Door 1"), hub.device("Door 2"));
    let (mut answered, mut slowed) = (0, None);
    for _ in 0..2_000 {
        match hub.wait(hasty.status()) {
            Ok(_) => answered += 1,
            Err(trouble) => {
                slowed = Some(trouble);
                break;
            }
        }
    }
    let trouble = slowed.expect("two thousand questions without a pause");
    assert_eq!(refusal(&trouble), Some(RefusalCode::SlowDown), "{trouble}");
    assert!(answered >= 200, "a kiosk that is filled anew asks some dozens of times: {answered}");
    assert!(trouble.later().is_some_and(|later| later >= Duration::from_secs(1)));
    hub.wait(calm.status()).expect("it has done nothing");
    let seconds = trouble.later().unwrap();
    std::thread::sleep(seconds.min(Duration::from_secs(6)));
    hub.wait(hasty.status()).expect("it waited");
}
