//! The console within the hub's limits.

use std::time::Duration;

use parvis_hub::http::Limits;

use crate::raw::{Answer, Raw, ask};
use crate::served::{NAME, PASSWORD, Served};

fn busy_in(language: &str, hub: &Served) -> Option<Answer> {
    let more = format!("accept-language: {language}\r\n");
    let mut asked = (0..40).filter_map(|_| ask(hub.address, "GET", "/console/sign-in", &more));
    asked.find(|answer| answer.status == 429)
}

#[test]
fn a_browser_that_asks_too_often_is_told_so_on_a_page() {
    let hub = Served::start(Limits { a_second: 5, ..Limits::default() });
    for (language, says) in [("en", "too much to do"), ("fr", "trop à faire")] {
        let answer = busy_in(language, &hub).expect("five a second");
        assert!(answer.body.contains(says), "{}", answer.body);
        assert_eq!(answer.header("retry-after"), Some("5"));
        assert!(answer.header("content-security-policy").is_some(), "it is a page like others");
    }
}

#[test]
fn devices_at_the_same_address_keep_nobody_out_of_the_console() {
    let hub = Served::start(Limits { a_second: 5, ..Limits::default() });
    let devices = (0..40).filter_map(|_| ask(hub.address, "POST", "/v1/status", ""));
    assert!(devices.filter(|answer| answer.status == 429).count() > 5);
    assert_eq!(hub.get("/console/sign-in").status, 200);
    assert_eq!(hub.get("/healthz").status, 200);
}

#[test]
fn a_page_with_everything_that_belongs_to_it_is_no_crowd() {
    let hub = Served::start(Limits::default());
    let page = hub.get("/console/sign-in");
    let parts = page.body.split('"').filter(|part| part.starts_with("/console/look/"));
    let parts: Vec<_> = parts.collect();
    assert!(parts.len() > 5, "{parts:?}");
    for _ in 0..20 {
        for part in &parts {
            assert_eq!(hub.get(part).status, 200, "{part}");
        }
    }
}

/// The cookie of somebody who has signed in, and the token of their forms.
fn signed_in(hub: &Served) -> (String, String) {
    let form = format!("name={}&password={}", NAME.replace(' ', "+"), PASSWORD.replace(' ', "+"));
    let mut raw = Raw::to(hub.address);
    raw.send(format!(
        "POST /console/sign-in HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    ));
    let answer = raw.answer().unwrap();
    assert_eq!(answer.status, 303, "{}", answer.body);
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let files = ask(hub.address, "GET", "/console/files", &format!("cookie: {cookie}\r\n"));
    let files = files.unwrap().body;
    let token = files.split("name=\"form\" value=\"").nth(1).unwrap();
    (cookie, token.split('"').next().unwrap().to_owned())
}

#[test]
fn a_file_that_comes_slowly_is_waited_for_and_a_form_is_not() {
    let patience = Duration::from_secs(1);
    let hub = Served::start(Limits { patience, ..Limits::default() });
    let (cookie, token) = signed_in(&hub);
    let part = |name: &str, value: &str| {
        format!("--cut\r\ncontent-disposition: form-data; {name}\r\n\r\n{value}\r\n")
    };
    let file = part("name=\"file\"; filename=\"programme.json\"", "{ this is no programme");
    let body = [part("name=\"form\"", &token), file, "--cut--\r\n".into()].concat();
    let mut raw = Raw::to(hub.address);
    raw.send(format!(
        "POST /console/files/programme HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\
         cookie: {cookie}\r\ncontent-type: multipart/form-data; boundary=cut\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    ));
    let (first, rest) = body.split_at(body.len() / 2);
    raw.send(first);
    std::thread::sleep(patience * 2);
    raw.send(rest);
    let answer = raw.answer().unwrap();
    assert!(matches!(answer.status, 303 | 422), "{}: {}", answer.status, answer.body);

    let more = format!("cookie: {cookie}\r\ncontent-length: 100\r\n");
    assert_eq!(ask(hub.address, "POST", "/console/sign-out", &more).unwrap().status, 503);
    // A stranger gets no further than to the page to sign in on, whatever they bring.
    let stranger = ask(hub.address, "POST", "/console/files/programme", "content-length: 100\r\n");
    assert_eq!(stranger.unwrap().status, 303);
}
