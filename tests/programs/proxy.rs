//! A network that is slow and lies: it cuts requests and answers, holds them back, turns bits,
//! puts a Wi-Fi's sign-in page in their place, sends them twice, late, or gives an old answer.

use std::collections::HashMap;
use std::io::Write;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use parvis_protocol::change::Change;
use parvis_protocol::exchange::Page;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::request::{ANSWER_HEADER, REQUEST_HEADER, RequestSeal, sign_answer};
use parvis_testkit::Chance;

use crate::request::{Request, answer, body_of};

/// The page that a Wi-Fi shows to whoever has not signed in.
const PORTAL: &[u8] = b"<html><body><h1>Welcome to our free Wi-Fi</h1><form></form></body></html>";

/// What stands between kiosks and the hub. Its port stays, whatever becomes of the hub's.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
}

struct State {
    /// The hub's port; 0 while there is none.
    hub: AtomicU16,
    /// One in so many requests goes wrong; 0 for none.
    badness: AtomicU64,
    /// How many went wrong.
    spoiled: AtomicU64,
    /// Planted: pages lose the records in them, and are signed with the hub's own key.
    forger: Option<DeviceKey>,
    forging: AtomicBool,
    old_answers: Mutex<HashMap<String, Vec<u8>>>,
    chance: Mutex<Chance>,
}

impl Proxy {
    pub(crate) fn start(seed: u64, forger: Option<DeviceKey>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            hub: AtomicU16::new(0),
            badness: AtomicU64::new(0),
            spoiled: AtomicU64::new(0),
            forging: AtomicBool::new(false),
            forger,
            old_answers: Mutex::new(HashMap::new()),
            chance: Mutex::new(Chance::new(seed)),
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for kiosk in listener.incoming().map_while(Result::ok) {
                let state = Arc::clone(&shared);
                thread::spawn(move || state.serve(kiosk));
            }
        });
        Self { port, state }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn lead_to(&self, port: u16) {
        self.state.hub.store(port, Ordering::SeqCst);
    }

    pub(crate) fn spoil_one_in(&self, times: u64) {
        self.state.badness.store(times, Ordering::SeqCst);
        self.state.forging.store(times > 0, Ordering::SeqCst);
    }

    pub(crate) fn spoiled(&self) -> u64 {
        self.state.spoiled.load(Ordering::SeqCst)
    }
}

impl State {
    fn below(&self, end: u64) -> u64 {
        self.chance.lock().unwrap().below(end)
    }

    fn pause(&self, most_ms: u64) {
        thread::sleep(Duration::from_millis(self.below(most_ms)));
    }

    /// One request and its answer. Errors of the network are what this is for.
    fn serve(&self, mut kiosk: TcpStream) {
        let Some(request) = Request::read(&mut kiosk) else { return };
        let badness = self.badness.load(Ordering::SeqCst);
        let answer = match badness > 0 && self.below(badness) == 0 {
            true => {
                self.spoiled.fetch_add(1, Ordering::SeqCst);
                self.spoil(&request)
            }
            false => self.pass(&request),
        };
        if let Some(answer) = answer {
            let _ = kiosk.write_all(&answer);
        }
        let _ = kiosk.shutdown(Shutdown::Both);
    }

    fn pass(&self, request: &Request) -> Option<Vec<u8>> {
        let answer = request.ask(self.hub.load(Ordering::SeqCst))?;
        let answer = self.forge(request, &answer).unwrap_or(answer);
        if answer.starts_with(b"HTTP/1.1 200") {
            let what = request.what().to_owned();
            self.old_answers.lock().unwrap().entry(what).or_insert_with(|| answer.clone());
        }
        Some(answer)
    }

    fn spoil(&self, request: &Request) -> Option<Vec<u8>> {
        match self.below(11) {
            0 => None,
            // Kept silent about for a while, and then given up.
            1 => {
                self.pause(1_500);
                None
            }
            2 => {
                self.pause(800);
                self.pass(request)
            }
            // It arrives, and its answer does not.
            3 => {
                self.pass(request);
                None
            }
            4 => {
                let mut answer = self.pass(request)?;
                let length = usize::try_from(self.below(answer.len() as u64)).unwrap();
                answer.truncate(length);
                Some(answer)
            }
            5 => {
                let mut answer = self.pass(request)?;
                self.turn_a_bit(&mut answer);
                Some(answer)
            }
            6 => {
                let mut wrong = request.again();
                self.turn_a_bit(&mut wrong.bytes);
                wrong.ask(self.hub.load(Ordering::SeqCst))
            }
            7 => Some(answer("200 OK", "content-type: text/html\r\n", PORTAL)),
            8 => Some(answer("302 Found", "location: http://127.0.0.1:9/sign-in\r\n", b"")),
            9 => {
                let old = self.old_answers.lock().unwrap().get(request.what()).cloned();
                old.or_else(|| self.pass(request))
            }
            _ => {
                self.pass(request);
                self.pass(request)
            }
        }
    }

    fn turn_a_bit(&self, bytes: &mut [u8]) {
        let place = usize::try_from(self.below(bytes.len() as u64)).unwrap();
        if let Some(byte) = bytes.get_mut(place) {
            *byte ^= 1 << self.below(8);
        }
    }

    /// Planted: a page without the records that were in it.
    fn forge(&self, request: &Request, whole: &[u8]) -> Option<Vec<u8>> {
        let key = self.forger.as_ref().filter(|_| self.forging.load(Ordering::SeqCst))?;
        if request.what() != "GET /v1/changes" {
            return None;
        }
        let seal: RequestSeal = request.header(REQUEST_HEADER)?.parse().ok()?;
        let mut page: Page = serde_json::from_slice(body_of(whole)?).ok()?;
        page.changes.retain(|change| !matches!(change, Change::Record(_)));
        let body = serde_json::to_vec(&page).ok()?;
        let signature = sign_answer(key, seal.nonce, 200, &body);
        Some(answer("200 OK", &format!("{ANSWER_HEADER}: {signature}\r\n"), &body))
    }
}
