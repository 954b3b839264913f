//! `parvis-hub serve` as a process.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use parvis_protocol::enrol::EnrolmentCode;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;

use crate::device::Device;
use crate::raw::{Answer, Raw, get};
use crate::served::eventually;

/// How long a program may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest that requests under way may hold up a hub that is told to end, and some more.
const ENDING: Duration = Duration::from_secs(8);

const PROGRAMME: &str = r#"{
    "edition": {"id": "week", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
    "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels"}],
    "events": [{"id": "day", "title": {"en": "A day"}, "mode": "on_site", "venue": "hall",
                "first_day": "2023-11-16", "last_day": "2023-11-16"}]
}"#;

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis-hub"));
    command.args(arguments).arg("--rehearsal").arg("--data").arg(folder.join("hub"));
    command.stdin(Stdio::null());
    command
}

/// How it ended, and what it said, in the time that is granted; it is killed when that is over.
fn ends(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(folder, arguments);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while process.try_wait().unwrap().is_none() && began.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    let hangs = process.try_wait().unwrap().is_none();
    let _ = process.kill();
    let output = process.wait_with_output().unwrap();
    assert!(!hangs, "{arguments:?} neither serves nor ends: {}", said(&output));
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

struct Program {
    process: Child,
    address: SocketAddr,
}

impl Program {
    fn start(folder: &Path, more: &[&str]) -> Self {
        Self::start_at(folder, "127.0.0.1:0", more)
    }

    fn start_at(folder: &Path, listen: &str, more: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", listen], more].concat();
        let mut command = command(folder, &arguments);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        let bound = line.strip_prefix("Listening on ").and_then(|rest| rest.split(',').next());
        let address = bound.unwrap_or_else(|| panic!("not listening: {line}")).parse().unwrap();
        Self { process, address }
    }

    /// Tells it to end, and gives its exit code and how long it took.
    fn end(mut self) -> (Option<i32>, Duration) {
        let began = Instant::now();
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().unwrap() {
                return (status.code(), began.elapsed());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it does not end");
    }

    /// The most memory it ever held, in MiB.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        most.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1_024
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A device that is enrolled with a code from the command line.
async fn enrolled(folder: &Path, hub: &Program) -> Device {
    let programme = folder.join("programme.json");
    fs::write(&programme, PROGRAMME).unwrap();
    let programme = programme.to_str().unwrap();
    for arguments in [&["import", "--programme", programme][..], &["enrol", "Door 1"]] {
        let output = command(folder, arguments).output().unwrap();
        let said = said(&output);
        assert!(output.status.success(), "{arguments:?}: {said}");
        if let Some(code) = said.lines().find_map(|line| line.strip_prefix("Enrolment code: ")) {
            let code: EnrolmentCode = code.parse().unwrap();
            return Device::enrol(&format!("http://{}", hub.address), &code).await;
        }
    }
    panic!("no code")
}

#[test]
fn many_sessions_vanish_only_when_their_number_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let programme = |name: &str, sessions: std::ops::Range<u8>| {
        let session = |n: u8| {
            serde_json::json!({"id": format!("s{n}"), "event": "day", "title": {"en": "A session"},
                "start": "2023-11-16T09:00:00Z", "end": "2023-11-16T10:00:00Z"})
        };
        let mut whole: serde_json::Value = serde_json::from_str(PROGRAMME).unwrap();
        whole["sessions"] = sessions.map(session).collect();
        let file = folder.path().join(name);
        fs::write(&file, whole.to_string()).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let import = |file: &str, more: &[&str]| {
        let output = ends(folder.path(), &[&["import", "--programme", file], more].concat());
        (output.status.success(), said(&output))
    };
    let (all, most, few) =
        (programme("all", 0..20), programme("most", 0..19), programme("few", 0..4));
    assert!(import(&all, &[]).0);
    assert_eq!(import(&most, &[]), (true, "programme: read\n".into()), "5 % need no word");
    let (taken, words) = import(&few, &["--preview"]);
    assert!(taken && words.contains("15 of 19 sessions are not in it any more"), "{words}");
    let (taken, words) = import(&few, &[]);
    assert!(!taken && words.contains("repeat with --vanish 15"), "{words}");
    let (taken, words) = import(&few, &["--vanish", "14"]);
    assert!(!taken && words.contains("15 sessions would vanish, not 14"), "{words}");
    // Nothing was changed so far: the whole one lacks nothing of what is held.
    assert!(import(&all, &[]).0);
    assert!(import(&few, &["--vanish", "16"]).0);
    assert!(import(&few, &[]).0, "now it is the one that is held");
}

#[test]
fn beyond_this_machine_it_listens_with_tls_or_when_told_so_in_so_many_words() {
    let folder = tempfile::tempdir().unwrap();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8943"] {
        let refused = ends(folder.path(), &["serve", "--listen", address]);
        let said = said(&refused);
        assert_eq!(refused.status.code(), Some(1), "{address}: {said}");
        assert!(said.contains("--tls-cert") && said.contains("--without-tls"), "{said}");
    }
    let hub = Program::start_at(folder.path(), "0.0.0.0:0", &["--without-tls"]);
    assert!(hub.address.ip().is_unspecified());
    let here = SocketAddr::from(([127, 0, 0, 1], hub.address.port()));
    assert_eq!(get(here, "/healthz").status, 200);
    assert_eq!(hub.end().0, Some(0));
}

#[test]
fn what_keeps_it_from_listening_is_said_and_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = ends(folder.path(), &["serve", "--listen", &address]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains(&format!("cannot listen on {address}")), "{}", said(&refused));

    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let one = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let other = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let cert = file("cert.pem", &one.cert.pem());
    let key = file("key.pem", &one.signing_key.serialize_pem());
    let of_another = file("other.pem", &other.signing_key.serialize_pem());
    let nothing = file("nothing.pem", "");
    for (cert, key) in [(&cert, &of_another), (&cert, &nothing), (&nothing, &key), (&key, &cert)] {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key];
        let refused = ends(folder.path(), &arguments);
        let said = said(&refused);
        assert_eq!(refused.status.code(), Some(1), "{cert} {key}: {said}");
        assert!(said.contains("are no certificate and key"), "{said}");
    }
    let alone = ends(folder.path(), &["serve", "--tls-cert", &cert]);
    assert_eq!(alone.status.code(), Some(2), "{}", said(&alone));
}

#[test]
fn with_tls_nothing_is_answered_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".into()]).unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    fs::write(&cert, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let tls = ["--tls-cert", cert.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let hub = Program::start(folder.path(), &tls);
    let mut raw = Raw::to(hub.address);
    raw.send("GET /healthz HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n");
    assert_eq!(raw.answer(), None);
    assert_eq!(hub.end().0, Some(0));
}

#[test]
fn it_ends_in_good_order_while_somebody_listens() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::start(folder.path(), &[]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let device = runtime.block_on(enrolled(folder.path(), &hub));
    let (tell, mut told) = unbounded_channel();
    let listening = runtime.spawn(async move { device.listen(tell).await });
    runtime.block_on(async { timeout(PATIENCE, told.recv()).await.unwrap().unwrap() });
    // And somebody who has only connected, and somebody who never finishes.
    let idle = Raw::to(hub.address);
    let mut half = Raw::to(hub.address);
    half.send("POST /v1/status HTTP/1.1\r\nhost: hub\r\ncontent-length: 100\r\n\r\n{");
    std::thread::sleep(Duration::from_millis(200));
    let (code, after) = hub.end();
    assert_eq!(code, Some(0));
    assert!(after < ENDING, "it took {after:?}");
    runtime.block_on(async { timeout(PATIENCE, listening).await.unwrap().unwrap() });
    drop((idle, half));

    let again = Program::start(folder.path(), &[]);
    assert_eq!(get(again.address, "/healthz").status, 200, "the folder was let go");
    let (code, after) = again.end();
    assert_eq!(code, Some(0));
    assert!(after < Duration::from_secs(3), "nobody was there, and it took {after:?}");
}

/// Sends a body in chunks until the hub has had enough; gives how many MiB it took, and what it
/// answered.
fn endless(address: SocketAddr, path: &str) -> (usize, Option<Answer>) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\
         content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".to_vec(), vec![b' '; 1 << 20], b"\r\n".to_vec()].concat();
    let taken = (0..10_000).take_while(|_| stream.write_all(&chunk).is_ok()).count();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let answer = status.map(|status| Answer { status, head: text, body: String::new() });
    (taken, answer)
}

#[test]
fn a_body_without_an_end_is_cut_off_and_no_memory_is_spent_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::start(folder.path(), &[]);
    assert_eq!(get(hub.address, "/healthz").status, 200);
    let before = hub.memory();
    let paths =
        ["/v1/facts", "/v1/status", "/v1/enrolment", "/console/sign-in", "/console/files/roster"];
    let senders: Vec<_> = paths
        .into_iter()
        .map(|path| {
            let address = hub.address;
            std::thread::spawn(move || (path, endless(address, path)))
        })
        .collect();
    for sender in senders {
        let (path, (taken, answer)) = sender.join().unwrap();
        // What waits in the system's buffers was not read.
        assert!(taken < 64, "{path}: {taken} MiB were taken");
        if let Some(answer) = answer {
            assert!(matches!(answer.status, 303 | 400 | 413), "{path}: {}", answer.head);
        }
    }
    let more = hub.memory() - before;
    assert!(more < 64, "{more} MiB more than before");
    eventually("it works on", || get(hub.address, "/healthz").status == 200);
}
