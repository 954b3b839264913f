//! What comes to the hub: from a device that is enrolled and mad, and from anybody.

use std::slice::from_ref;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use parvis_domain::id::RecordHash;
use parvis_hub::http::{Limits, app};
use parvis_hub::store::Store as _;
use parvis_protocol::change::RecordRow;
use parvis_protocol::enrol::EnrolmentRequest;
use parvis_protocol::exchange::{Push, StatusRequest};
use parvis_protocol::hub::{Enrols as _, Hub as _};
use parvis_protocol::limits::SCREENS;
use parvis_protocol::request::{Asked, Nonce, REQUEST_HEADER, RequestSeal};
use parvis_protocol::screen::{Picture, Png};
use parvis_protocol::series::SignedHead;
use parvis_sync::http::path;
use parvis_testkit::{Chance, mutated};
use tower::ServiceExt as _;

use crate::ground::{Ground, now};
use crate::{LEAST, fuzz, number};

#[test]
fn an_enrolled_device_may_push_whatever_it_likes() {
    let ground = Ground::new(10);
    let device = ground.roster.device();
    let seeds: Vec<_> = [1, 3, 12]
        .map(|records| {
            let batches = vec![ground.batch(device, &ground.key, records)];
            serde_json::to_vec(&Push { now: now(), batches, given_back: Vec::new() }).unwrap()
        })
        .into();
    let desk = ground.service.desk_of(device);
    fuzz("push", &seeds, |input| {
        let Ok(mut push) = serde_json::from_slice::<Push>(input) else { return false };
        // Nothing would be looked at whose signature is wrong; this device signs everything.
        for batch in &mut push.batches {
            let last = batch.records.last().map_or("", String::as_str);
            let hash = RecordHash(*blake3::hash(last.as_bytes()).as_bytes());
            let seq = batch.head.seq;
            batch.head = SignedHead::sign(&ground.key, device, batch.incarnation, seq, hash);
        }
        let Ok(pushed) = ground.runtime.block_on(desk.push(push.clone())) else { return false };
        // What is acknowledged is there: in its series, or put aside.
        let ends = ground.runtime.block_on(ground.service.store().ends(device)).unwrap();
        for told in pushed.series {
            let end = ends.iter().find(|end| end.incarnation == told.incarnation);
            let aside = pushed.put_aside.iter().any(|aside| aside.key.seq == told.seq);
            assert!(aside || end.is_some_and(|end| end.seq >= told.seq), "{told:?}");
        }
        true
    });
    let findings = ground.runtime.block_on(ground.service.store().check()).unwrap();
    assert_eq!(findings, []);
}

#[test]
fn what_is_given_back_is_the_hubs_own_word_for_word() {
    let (ground, decided) = Ground::forgetful(80);
    assert_eq!(decided.len(), 3);
    let device = ground.roster.device();
    let desk = ground.service.desk_of(device);
    let forgot = || ground.runtime.block_on(ground.of_hub()).is_empty();
    assert!(forgot());
    let push = |records, given_back: &[RecordRow]| {
        let batches = match records {
            0 => Vec::new(),
            records => vec![ground.batch(device, &ground.key, records)],
        };
        let push = Push { now: now(), batches, given_back: given_back.to_vec() };
        serde_json::to_vec(&push).unwrap()
    };
    // Something else in one of them, before any is back: afterwards its number is held.
    let mut chance = Chance::new(number("PARVIS_SEED").unwrap_or(1));
    for _ in 0..LEAST {
        let row = &decided[chance.place(decided.len())];
        let right = row.text.clone().into_bytes();
        let Ok(text) = String::from_utf8(mutated(&mut chance, &right, from_ref(&right))) else {
            continue;
        };
        if text != row.text {
            let row = RecordRow { text, ..row.clone() };
            let push = Push { now: now(), batches: Vec::new(), given_back: vec![row.clone()] };
            ground.runtime.block_on(desk.push(push)).unwrap();
            assert!(forgot(), "what the hub never decided is taken back: {}", row.text);
        }
    }
    let almost = [push(0, &decided[..1]), push(2, &decided[1..]), push(0, &decided)];
    let give = |input: &[u8]| {
        let Ok(push) = serde_json::from_slice::<Push>(input) else { return false };
        let before = ground.runtime.block_on(ground.of_hub());
        let taken = ground.runtime.block_on(desk.push(push)).is_ok();
        for row in ground.runtime.block_on(ground.of_hub()) {
            let known = decided.iter().any(|decided| decided.text == row.text);
            assert!(known, "what the hub never decided is taken back: {}", row.text);
        }
        assert!(ground.runtime.block_on(ground.of_hub()).len() >= before.len());
        taken
    };
    fuzz("given-back", &almost, give);
    assert_eq!(ground.runtime.block_on(ground.of_hub()).len(), decided.len());
    let findings = ground.runtime.block_on(ground.service.store().check()).unwrap();
    assert_eq!(findings, []);
}

#[test]
fn an_enrolled_device_may_ask_whatever_it_likes() {
    let ground = Ground::new(20);
    let status = StatusRequest {
        now: now(),
        version: "fuzz".into(),
        unsent: 3,
        epoch: None,
        seats: serde_json::from_str(
            r#"[{"scope":"workshop/day/2023-11-16","capacity":6,"seats":2,"needed":1}]"#,
        )
        .unwrap(),
        screens: serde_json::from_str(
            r#"[{"screen":"HDMI-1","shows":"room:attic","venue":"hall","width":1920,"height":1080,
                "language":"fr","wrong":["cut"],"as_of":"2023-11-16T07:30:00Z","silent_ms":61000},
                {"screen":"DP-1","shows":"door","width":0,"height":0}]"#,
        )
        .unwrap(),
    };
    let desk = ground.service.desk_of(ground.roster.device());
    fuzz("status", &[serde_json::to_vec(&status).unwrap()], |input| {
        let Ok(request) = serde_json::from_slice::<StatusRequest>(input) else { return false };
        ground.runtime.block_on(desk.status(request)).is_ok()
    });
    let findings = ground.runtime.block_on(ground.service.store().check()).unwrap();
    assert_eq!(findings, []);
    let screens =
        ground.runtime.block_on(ground.service.store().screens(ground.service.now())).unwrap();
    assert!(screens.len() <= SCREENS, "{screens:?}");
    assert!(screens.iter().all(|screen| screen.report.is_within_limits()), "{screens:?}");
}

#[test]
fn no_picture_is_kept_that_is_none() {
    let ground = Ground::new(25);
    let (device, store) = (ground.roster.device(), ground.service.store());
    let desk = ground.service.desk_of(device);
    let screen = r#"[{"screen":"HDMI-1","shows":"lobby","width":1920,"height":1080}]"#;
    let told = serde_json::from_str::<Vec<_>>(screen).unwrap();
    ground.runtime.block_on(store.put_screens(device, &told, ground.service.now())).unwrap();
    let png = Png::new(pixel()).unwrap();
    let picture = Picture { screen: "HDMI-1".into(), shows: "lobby".into(), png };
    fuzz("picture", &[serde_json::to_vec(&picture).unwrap()], |input| {
        let Ok(picture) = serde_json::from_slice::<Picture>(input) else { return false };
        let screen = picture.screen.clone();
        ground.runtime.block_on(async {
            store.ask_picture(device, "HDMI-1", ground.service.now()).await.unwrap();
            let kept = desk.picture(picture).await.is_ok_and(|taken| taken.kept);
            assert!(!kept || screen == "HDMI-1", "nobody asked for {screen}");
            kept
        })
    });
}

/// The smallest picture.
fn pixel() -> Vec<u8> {
    const DIGITS: &str = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55\
        0000000a4944415478da6368000000820081da45083b0000000049454e44ae426082";
    const_hex::decode_to_array::<_, 67>(DIGITS).unwrap().to_vec()
}

#[test]
fn nobody_is_enrolled_by_what_is_almost_a_request() {
    let ground = Ground::new(30);
    let seed = serde_json::to_vec(&ground.request).unwrap();
    fuzz("enrolment", from_ref(&seed), |input| {
        let Ok(request) = serde_json::from_slice::<EnrolmentRequest>(input) else { return false };
        // Its code is used up: whoever used it may be answered again, and nobody else.
        let same = request == ground.request;
        let answered = ground.runtime.block_on(ground.service.enrol(request)).is_ok();
        assert!(same || !answered);
        same
    });
    let devices = ground.runtime.block_on(ground.service.store().devices()).unwrap();
    assert_eq!(devices.len(), 1);
}

#[test]
fn whatever_anybody_sends_is_answered_and_nothing_is_taken() {
    let ground = Ground::new(40);
    let (device, hub) = (ground.roster.device(), ground.service.identity().device);
    let limits = Limits { a_second: u32::MAX, ..Limits::default() };
    let router = Arc::new(app(&ground.service, limits));
    let batches = vec![ground.batch(device, &ground.key, 2)];
    let body = serde_json::to_vec(&Push { now: now(), batches, given_back: Vec::new() }).unwrap();
    let asked = Asked { method: "POST", path: path::FACTS, body: &body, hub };
    let seal = RequestSeal::sign(&ground.key, device, now(), Nonce::from_bytes([3; 16]), &asked);
    // The header, a line's end, and the body.
    let whole = [seal.to_string().as_bytes(), b"\n", &body].concat();
    let pushed = body;
    let before = ground.runtime.block_on(ground.service.store().cursor()).unwrap();
    fuzz("header", from_ref(&whole), |input| {
        let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
        let (header, body) = input.split_at(end);
        let body = body.get(1..).unwrap_or_default().to_vec();
        // Large letters are digits, too: the same may be written otherwise.
        let same =
            |header: &[u8]| str::from_utf8(header).is_ok_and(|text| text.parse() == Ok(seal));
        if body == pushed && same(header) {
            return true;
        }
        let request = Request::post(path::FACTS).header(REQUEST_HEADER, header);
        let Ok(request) = request.body(Body::from(body)) else { return false };
        let router = (*router).clone();
        let response = ground.runtime.block_on(router.oneshot(request)).unwrap();
        assert!(response.status().is_client_error(), "{}", response.status());
        false
    });
    assert_eq!(ground.runtime.block_on(ground.service.store().cursor()).unwrap(), before);
}
