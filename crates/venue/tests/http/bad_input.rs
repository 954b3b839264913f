//! What is neither a hub nor a device, and answers or asks all the same.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use parvis_domain::verdict::VerdictName;
use parvis_sync::runner::Outcome;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

const PORTAL: &str = "<!doctype html><title>Free Wi-Fi</title><p>Please accept our terms.</p>";

#[test]
fn a_page_in_between_changes_nothing_whatever_its_status() {
    let mut hub = Hub::start();
    hub.fill(50);
    let one = Station::new();
    one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    let state = one.kiosk().roster().hub().unwrap();
    hub.stop();
    let answers = Arc::new([AtomicU16::new(0), AtomicU16::new(0)]);
    let (status, given) = (Arc::clone(&answers), Arc::clone(&answers));
    hub.serve(Router::new().fallback(async move || {
        given[1].fetch_add(1, Ordering::SeqCst);
        let status = StatusCode::from_u16(given[0].load(Ordering::SeqCst)).unwrap();
        (status, Html(PORTAL)).into_response()
    }));
    for (n, code) in [200, 401, 403, 409].into_iter().enumerate() {
        status[0].store(code, Ordering::SeqCst);
        status[1].store(0, Ordering::SeqCst);
        assert_eq!(one.admit("main", n), VerdictName::Admitted);
        let answered = || status[1].load(Ordering::SeqCst) > 0;
        eventually("it is seen for what it is", || {
            answered() && one.outcome() == Outcome::NotTheHub
        });
        assert_eq!(one.unsent(), n as u64 + 1);
    }
    hub.stop();
    let after = one.kiosk().roster().hub().unwrap();
    assert_eq!(after.map(|hub| hub.enrolment), state.map(|hub| hub.enrolment));
    hub.start_again();
    eventually("everything arrived", || one.unsent() == 0 && hub.admitted() == 4);
}

#[test]
fn another_hub_at_the_same_address_gets_nothing_and_changes_nothing() {
    let mut hub = Hub::start();
    hub.fill(50);
    let one = Station::new();
    one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    hub.stop();
    // Of another week, and perhaps of another organiser.
    let mut stranger = Hub::start();
    stranger.fill(3);
    stranger.stop();
    stranger.take_port_of(&hub);
    assert_eq!(one.admit("main", 7), VerdictName::Admitted);
    eventually("it is seen", || !matches!(one.outcome(), Outcome::Well { .. }));
    assert_eq!(stranger.admitted(), 0);
    assert_eq!((one.unsent(), one.admit("main", 40)), (1, VerdictName::Admitted));
    stranger.stop();
    hub.start_again();
    eventually("everything arrived", || one.unsent() == 0 && hub.admitted() == 2);
}

#[test]
fn ten_gigabytes_are_not_listened_to() {
    let hub = Hub::start();
    hub.fill(3);
    for path in ["/v1/facts", "/v1/status", "/v1/enrolment"] {
        let mut stream = TcpStream::connect(("127.0.0.1", hub.port())).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\n\
             content-length: 10000000000\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let part = vec![b' '; 1 << 20];
        // It hangs up long before, or answers and reads no more.
        let sent = (0..64).take_while(|_| stream.write_all(&part).is_ok()).count();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(sent < 64 || answer.starts_with("HTTP/1.1 4"), "{path}: {sent} MiB, {answer}");
    }
    assert_eq!(hub.admitted(), 0);
}
