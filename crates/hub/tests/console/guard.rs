//! What nobody gets without signing in, and what no other site can make a browser do.

use std::fs;
use std::path::Path;

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_hub::store::{Attendance, Store as _};
use parvis_protocol::statement::DeviceStanding;

use crate::announcements::EMERGENCY;
use crate::stick::STICK;
use crate::visitor::Visitor;
use crate::week::Week;

/// Every page that somebody who is signed in can open.
pub(crate) const PAGES: [&str; 23] = [
    "/console",
    "/console/day",
    "/console/day/add",
    "/console/announcements",
    "/console/announcements/new",
    "/console/announcements/emergency",
    "/console/events/brussels",
    "/console/events/brussels?gate=main&day=2023-11-16",
    "/console/screens",
    "/console/screens/01010101010101010101010101010101/HDMI-1",
    "/console/screens/02020202020202020202020202020202/Dell%20%232",
    "/console/doubles",
    "/console/doubles?event=brussels",
    "/console/devices",
    "/console/devices/new",
    "/console/devices/01010101010101010101010101010101",
    "/console/devices/01010101010101010101010101010101/revoke",
    "/console/devices/stick",
    "/console/files",
    "/console/exports",
    "/console/aside",
    "/console/aside/05050505050505050505050505050505/late",
    "/console/about",
];

/// Where a picture would be, if somebody had asked for one.
const SHOT: &str = "/console/screens/01010101010101010101010101010101/HDMI-1/picture";

#[tokio::test]
async fn without_a_sign_in_there_is_nothing_to_see() {
    let week = Week::busy().await;
    let mut stranger = Visitor::new(&week);
    for page in PAGES.into_iter().chain(["/console/exports/attendance?format=csv", SHOT]) {
        let to = stranger.get(page).await;
        assert!(to.goes_to().starts_with("/console/sign-in"), "{page}");
        assert!(to.body.is_empty(), "{page}");
    }
    stranger.by_script = true;
    let live = ["/console/live", "/console/day/live", "/console/devices/live", "/console/news"];
    let screens = ["/console/screens/live", "/console/screens/01/HDMI-1/live"];
    for part in live.into_iter().chain(screens) {
        assert_eq!(stranger.get(part).await.status, StatusCode::UNAUTHORIZED, "{part}");
    }
    stranger.cookies.insert("parvis_sign_in".into(), "00".repeat(32));
    assert_eq!(stranger.get("/console/live").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_form_that_is_not_of_this_sign_in_does_nothing() {
    let week = Week::busy().await;
    let (mut ada, mut other) = (Visitor::signed_in(&week).await, Visitor::signed_in(&week).await);
    let foreign = other.get("/console/files").await.token();
    let own = ada.get("/console/files").await.token();
    assert_ne!(foreign, own);
    let (device, record) = (Week::id(1), format!("{}.{}.1", Week::id(1), "01".repeat(8)));
    let added = vec![("text-en", "Encore"), ("start", "10:00"), ("end", "11:00")];
    let announced = vec![("text-en", "Nonsense"), ("opened", "0"), ("until", "2023-11-16T12:00")];
    let forms = [
        ("/console/sign-out".to_owned(), vec![]),
        ("/console/account".to_owned(), vec![("password", "x"), ("new", "x"), ("again", "x")]),
        ("/console/devices/new".to_owned(), vec![("name", "Door"), ("event", "brussels")]),
        (format!("/console/devices/{device}"), vec![("name", "Door"), ("event", "brussels")]),
        (format!("/console/devices/{device}/revoke"), vec![]),
        ("/console/doubles/undo".to_owned(), vec![("record", record.as_str())]),
        ("/console/previews/00".to_owned(), vec![]),
        ("/console/day".to_owned(), vec![("session", "bx-opening"), ("word", "cancelled")]),
        ("/console/day/add".to_owned(), added),
        ("/console/announcements/new".to_owned(), announced),
        ("/console/announcements/withdraw".to_owned(), vec![("record", record.as_str())]),
        (EMERGENCY.to_owned(), vec![("venue", "halle-des-communs")]),
        (format!("{EMERGENCY}/check"), vec![("venue", "halle-des-communs")]),
        (format!("{EMERGENCY}/end"), vec![("record", record.as_str())]),
        ("/console/devices/stick/00/0/enrol".to_owned(), vec![("same", "yes"), ("name", "Door")]),
        (format!("/console/aside/{}/late", Week::id(5)), vec![]),
        (format!("/console/screens/{device}/HDMI-1"), vec![]),
    ];
    for (address, fields) in &forms {
        for token in [None, Some(""), Some(foreign.as_str())] {
            let mut all = fields.clone();
            all.extend(token.map(|token| ("form", token)));
            let page = ada.send(address, &all).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{address} {token:?}");
        }
        // Even the right token is nothing in a form of another site, or of a frame without one.
        for origin in ["https://evil.example", "null"] {
            ada.origin = Some(origin);
            let page = ada.send(address, &[&fields[..], &[("form", own.as_str())]].concat()).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{address} {origin}");
        }
        ada.origin = Some("https://hub.example");
    }
    let file = ("p.json", b"{}".as_slice());
    for address in ["/console/files/programme", STICK] {
        let page = ada.upload(address, &[("form", foreign.as_str())], &[file]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
        assert_eq!(ada.upload(address, &[], &[file]).await.status, StatusCode::FORBIDDEN);
        ada.origin = Some("https://evil.example");
        let page = ada.upload(address, &[("form", own.as_str())], &[file]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{address}");
        ada.origin = Some("https://hub.example");
    }
    let store = week.service.store();
    assert_eq!(store.put_aside(100).await.unwrap().len(), 3, "they do not count");
    assert_eq!(store.said().await.unwrap(), []);
    assert_eq!(store.pictures_asked(device, week.now()).await.unwrap(), [""; 0]);
    let device = store.device(device).await.unwrap().unwrap();
    assert_eq!(device.statement.standing, DeviceStanding::Enrolled);
    assert_eq!(device.statement.number, 1);
    assert_eq!(store.doubles(&Attendance::default(), 10).await.unwrap().len(), 4);
    assert_eq!(ada.get("/console").await.status, StatusCode::OK, "she is still signed in");
}

#[tokio::test]
async fn every_answer_forbids_what_no_page_does() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let others = ["/console/look/tokens.css", "/console/nowhere"];
    for address in PAGES.into_iter().chain(others) {
        let page = ada.get(address).await;
        let header = |name: &str| page.headers[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{address}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        let is_look = address.contains("/look/");
        assert_eq!(header("cache-control").contains("no-store"), !is_look, "{address}");
        if !is_look {
            let text = page.text();
            for inline in ["<style", " style=", "<script>", " onclick", "http://", "//fonts"] {
                assert!(!text.contains(inline), "{inline} in {address}");
            }
            assert_eq!(text.matches("<script").count(), 1, "{address}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_missing() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    for address in [
        "/console/nowhere",
        "/console/events/gala",
        "/console/devices/ffffffffffffffffffffffffffffffff",
        "/console/devices/nonsense/revoke",
        "/console/screens/ffffffffffffffffffffffffffffffff/HDMI-1",
        "/console/screens/nonsense/HDMI-1",
        "/console/screens/01010101010101010101010101010101/HDMI-9",
        "/console/screens/01010101010101010101010101010101/HDMI-9/live",
        SHOT,
        "/console/devices/offers/00112233445566778899aabbccddeeff",
        "/console/previews/00",
        "/console/devices/stick/00",
        "/console/devices/stick/00/0",
        "/console/devices/stick/00/0/enrol",
        "/console/devices/stick/00/nonsense",
        "/console/aside/ffffffffffffffffffffffffffffffff/late",
        "/console/doubles/undo?record=1.2.3",
        "/console/day?event=gala",
        "/console/announcements/emergency/end?record=1.2.3",
        "/console/exports/attendance?format=pdf",
        "/console/look/secret",
    ] {
        let page = ada.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn an_open_page_looks_again_by_itself() {
    let week = Week::busy().await;
    let mut ada = Visitor::signed_in(&week).await;
    let live = ["/console/day", "/console/announcements", "/console/devices", "/console/screens"];
    for page in ["/console", "/console/events/brussels"].into_iter().chain(live) {
        let text = ada.get(page).await.text();
        let (_, after) = text.split_once("data-live=\"").expect("a live part");
        let part = after.split('"').next().unwrap().replace("&amp;", "&");
        ada.by_script = true;
        let live = ada.get(&part).await;
        ada.by_script = false;
        assert_eq!(live.status, StatusCode::OK, "{part}");
        assert!(text.contains(&live.text()), "{part} is a part of {page}");
        week.pass(SignedDuration::from_secs(0));
    }
}

/// Messages that the console's sources say, and that stand in no file of messages.
#[test]
fn every_message_that_is_said_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let messages = root.join("../../assets/locales/console/en.ftl");
    let messages = fs::read_to_string(messages).unwrap();
    let known = |id: &str| messages.lines().any(|line| line.starts_with(&format!("{id} =")));
    let mut said = 0;
    let places = ["", "/stick", "/day", "/announcements", "/screens"]
        .map(|place| format!("src/console{place}"))
        .map(|place| root.join(place));
    let files = places.into_iter().flat_map(|place| fs::read_dir(place).unwrap());
    for file in files.map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        let source = fs::read_to_string(file).unwrap();
        for call in ["say(\"", "count(\"", "with(\""] {
            for after in source.split(call).skip(1) {
                let id = after.split('"').next().unwrap();
                // Texts have methods of the same names.
                if id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                    said += 1;
                    assert!(known(id), "{id}");
                }
            }
        }
    }
    assert!(said > 100, "{said}");
}
