//! The organiser reads and answers sticks in a browser: the files go through the console's forms.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use parvis_hub::console::{Console, Setting, first_administrator, router};
use tower::ServiceExt as _;

use crate::hub::Hub;
use crate::kiosk::Station;

const STICK: &str = "/console/devices/stick";
const PASSWORD: &str = "a sentence is easy to keep";

/// A browser at the hub's console, signed in.
struct Browser<'h> {
    hub: &'h Hub,
    router: Router,
    cookie: String,
}

/// What came.
struct Page {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Page {
    fn has(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(words)
    }

    /// What stands between two texts.
    fn between(&self, begins: &str, ends: &str) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let (_, after) = text.split_once(begins).unwrap_or_else(|| panic!("{text}"));
        after.split(ends).next().unwrap().to_owned()
    }

    fn goes_to(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{text}");
        self.headers[LOCATION].to_str().unwrap().to_owned()
    }
}

impl<'h> Browser<'h> {
    fn new(hub: &'h Hub) -> Self {
        let router = hub.wait(async |service| {
            first_administrator(&**service.store(), "Ada Invented", PASSWORD, service.now())
                .await
                .unwrap();
            let store = "a file".to_owned();
            let setting = Setting { encrypted: false, address: None, store };
            router(&Console::new(service.clone(), setting).unwrap())
        });
        let mut browser = Self { hub, router, cookie: String::new() };
        let form = format!("name=Ada+Invented&password={}", PASSWORD.replace(' ', "+"));
        let page = browser.post("/console/sign-in", form);
        let cookie = page.headers[SET_COOKIE].to_str().unwrap();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    fn ask(&self, request: Request<Body>) -> Page {
        let router = self.router.clone();
        self.hub.wait(async |_| {
            let answer = router.oneshot(request).await.unwrap();
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
            Page { status, headers, body }
        })
    }

    fn get(&self, address: &str) -> Page {
        let request = Request::get(address).header(COOKIE, &self.cookie);
        self.ask(request.body(Body::empty()).unwrap())
    }

    fn post(&self, address: &str, form: String) -> Page {
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(address).header(COOKIE, &self.cookie);
        self.ask(request.header(CONTENT_TYPE, kind).body(form.into()).unwrap())
    }

    /// Gives every file on a stick, and opens the page that tells what came of them.
    fn gives(&self, stick: &Path) -> (String, Page) {
        self.hub.later(1);
        let token = self.get(STICK).between("name=\"form\" value=\"", "\"");
        let field = "Content-Disposition: form-data; name=";
        let mut form = format!("--edge\r\n{field}\"form\"\r\n\r\n{token}\r\n").into_bytes();
        for file in fs::read_dir(stick).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let head = format!("--edge\r\n{field}\"file\"; filename=\"{name}\"\r\n\r\n");
            form.extend_from_slice(head.as_bytes());
            form.extend_from_slice(&fs::read(file.path()).unwrap());
            form.extend_from_slice(b"\r\n");
        }
        form.extend_from_slice(b"--edge--\r\n");
        let request = Request::post(STICK).header(COOKIE, &self.cookie);
        let kind = "multipart/form-data; boundary=edge";
        let page = self.ask(request.header(CONTENT_TYPE, kind).body(form.into()).unwrap());
        let told = page.goes_to();
        let page = self.get(&told);
        (told, page)
    }

    /// Saves an answer onto a stick, under the name that the browser is told.
    fn saves(&self, answer: &str, stick: &Path) {
        let page = self.get(answer);
        assert_eq!(page.status, StatusCode::OK);
        let named = page.headers[CONTENT_DISPOSITION].to_str().unwrap();
        let name = named.split('"').nth(1).unwrap();
        fs::write(stick.join(name), &page.body).unwrap();
    }

    /// Fills the form of a page in, whose answer leads back.
    fn enrols(&self, told: &str, name: &str) -> Page {
        let address = format!("{told}/0/enrol");
        let page = self.get(&address);
        let token = page.between("name=\"form\" value=\"", "\"");
        let event = page.between("name=\"event\" value=\"", "\"");
        let form = format!("form={token}&same=yes&name={name}&event={event}");
        assert_eq!(self.post(&address, form).goes_to(), told);
        self.get(told)
    }
}

#[test]
fn a_kiosk_lives_by_a_stick_that_is_read_in_a_browser() {
    let (hub, stick) = (Hub::filled(20), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let browser = Browser::new(&hub);
    let one = Station::new();
    let request = one.request(stick);
    let (told, page) = browser.gives(stick);
    assert!(page.has("A new kiosk") && page.has(&request.fingerprint), "what both show");
    let page = browser.enrols(&told, "Door+1");
    assert!(page.has("It is enrolled now") && page.has(&hub.fingerprint()), "what both show");
    browser.saves(&format!("{told}/0"), stick);
    let taken = one.take_from(stick, Some(&hub.fingerprint())).unwrap();
    assert!(taken.enrolled && taken.filled);

    // From now on the old answer lies on the stick as well, and is given with the rest.
    one.admit_all(0..7);
    for new in [7, 0] {
        one.request(stick);
        let (told, page) = browser.gives(stick);
        assert!(page.has("Read, and safe here") && page.has("Leave it on the stick."));
        assert!(page.has(&format!("<dt>New here</dt><dd>{new}</dd>")));
        assert_eq!((hub.admitted(), one.unsent()), (7, 7), "until the stick is back");
        let answer = page.between("download=\"", "\"");
        assert_eq!(stick.join(answer), one.package_file(stick), "what the kiosk looks for");
        if new == 0 {
            browser.saves(&format!("{told}/0"), stick);
        }
    }
    let taken = one.take(stick);
    assert_eq!((taken.acknowledged, taken.unsent), (7, 0));
    hub.state();
}

#[test]
fn one_that_was_revoked_is_told_so_and_its_late_records_count_when_somebody_lets_them() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let mut one = Station::enrolled(&hub, stick, "Door 1");
    let backup = hub.backup();
    one.admit(1);
    one.request(stick);
    hub.answers(stick);
    one.take(stick);
    one.restart();
    one.admit(2);
    one.admit(3);
    hub.later(60);
    // The hub forgot the first of its records, and whoever had the device may have made the rest.
    let hub = hub.restored(&backup);
    hub.revoke(one.device());
    let browser = Browser::new(&hub);
    one.request(stick);
    fs::remove_file(one.package_file(stick)).unwrap();
    let (told, page) = browser.gives(stick);
    assert!(page.has("this kiosk is revoked") && page.has("href=\"/console/aside\">2</a>"));
    browser.saves(&format!("{told}/0"), stick);
    let taken = one.take(stick);
    assert!(taken.revoked);
    // What it sealed then goes by itself, among the other files of the stick.
    fs::copy(taken.sealed.unwrap(), stick.join("for-the-hub.age")).unwrap();
    fs::remove_file(one.request_file(stick)).unwrap();
    let (_, page) = browser.gives(stick);
    assert!(page.has("What it had sealed was read"));
    assert_eq!((hub.put_aside(), hub.admitted()), (3, 0));
    let address = format!("/console/aside/{}/late", one.device());
    let page = browser.get(&address);
    assert!(page.has("Let 3 records from Door 1 count?"));
    let token = page.between("name=\"form\" value=\"", "\"");
    let page = browser.post(&address, format!("form={token}"));
    assert_eq!(page.goes_to(), "/console/aside?counted=3");
    assert_eq!((hub.put_aside(), hub.admitted()), (0, 3));
    hub.state();
}

#[test]
fn a_cut_request_changes_nothing_and_the_whole_one_is_taken_after_it() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let browser = Browser::new(&hub);
    one.admit_all(0..5);
    one.request(stick);
    fs::remove_file(one.package_file(stick)).unwrap();
    let whole = fs::read(one.request_file(stick)).unwrap();
    let before = hub.state();
    for cut in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(one.request_file(stick), &whole[..cut]).unwrap();
        let (_, page) = browser.gives(stick);
        assert!(page.has("Not taken") && !page.has("Save the answer"), "{cut}");
        assert_eq!(hub.state(), before, "{cut}");
    }
    fs::write(one.request_file(stick), &whole).unwrap();
    let (told, _) = browser.gives(stick);
    assert_eq!(hub.admitted(), 5);
    browser.saves(&format!("{told}/0"), stick);
    assert_eq!(one.take(stick).acknowledged, 5);
}
