//! What whoever is no device cannot do to a hub.

use std::time::{Duration, Instant};

use parvis_hub::http::Limits;

use crate::raw::{Raw, ask};
use crate::served::{Served, eventually};

const MOMENT: Duration = Duration::from_millis(300);

#[test]
fn a_connection_too_many_is_refused_and_the_others_work() {
    let hub = Served::start(Limits { connections: 3, ..Limits::default() });
    let mut held: Vec<_> = (0..3).map(|_| Raw::to(hub.address)).collect();
    let greeting = "GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n";
    for raw in &mut held {
        assert!(raw.send(greeting) && raw.until("ok\n").ends_with("ok\n"));
    }
    for _ in 0..5 {
        let refused = Raw::to(hub.address).hung_up_after();
        assert!(refused.is_some_and(|after| after < Duration::from_secs(2)), "{refused:?}");
    }
    for raw in &mut held {
        assert!(raw.send(greeting) && raw.until("ok\n").ends_with("ok\n"), "they work on");
    }
    held.pop().unwrap().close();
    eventually("there is a place again", || {
        ask(hub.address, "GET", "/healthz", "").is_some_and(|answer| answer.status == 200)
    });
    drop(held);
    let figures = || ask(hub.address, "GET", "/metrics", "").filter(|said| said.status == 200);
    eventually("there is room to ask for figures", || figures().is_some());
    assert!(hub.figure("parvis_hub_connections_refused_total") >= Some(5.0));
    assert!(hub.figure("parvis_hub_connections") >= Some(1.0));
}

#[test]
fn who_says_nothing_or_half_a_head_is_let_go() {
    let hub = Served::start(Limits { silence: MOMENT, ..Limits::default() });
    let request = "GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n";
    for said in ["", "P", "GET /healthz HTTP/1.1\r\nhost: h", request] {
        let mut raw = Raw::to(hub.address);
        raw.send(said);
        let after = raw.hung_up_after();
        assert!(after.is_some_and(|after| after < Duration::from_secs(5)), "{said:?}: {after:?}");
    }
    // A byte now and then is no request either.
    let (mut raw, began) = (Raw::to(hub.address), Instant::now());
    let byte_by_byte = request.chars().take_while(|byte| {
        std::thread::sleep(MOMENT / 4);
        raw.send(byte.to_string())
    });
    assert!(byte_by_byte.count() < request.len(), "it was listened to for {:?}", began.elapsed());
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let hub = Served::start(Limits { patience: MOMENT, ..Limits::default() });
    for path in ["/v1/facts", "/v1/enrolment", "/console/sign-in"] {
        let began = Instant::now();
        let more = "content-type: application/json\r\ncontent-length: 100\r\n";
        let answer = ask(hub.address, "POST", path, more).unwrap();
        assert_eq!(answer.status, 503, "{path}");
        assert!(began.elapsed() < Duration::from_secs(5), "{path}: {:?}", began.elapsed());
    }
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let hub = Served::start(Limits::default());
    let more = format!("x-long: {}\r\n", "x".repeat(200_000));
    let answer = ask(hub.address, "GET", "/healthz", &more);
    assert!(answer.is_none_or(|answer| answer.status == 431));
    assert_eq!(hub.get("/healthz").status, 200);
}

#[test]
fn one_address_asks_so_often_a_second_and_no_more() {
    let hub = Served::start(Limits { a_second: 5, ..Limits::default() });
    let asked: Vec<_> = (0..20).map(|_| ask(hub.address, "POST", "/v1/status", "")).collect();
    let asked: Vec<_> = asked.into_iter().flatten().collect();
    assert!(asked.iter().any(|answer| answer.status == 401), "some are looked at");
    let refused: Vec<_> = asked.iter().filter(|answer| answer.status == 429).collect();
    assert!(refused.len() >= 5, "{asked:?}");
    assert!(refused.iter().all(|answer| answer.header("retry-after") == Some("5")));
}
