//! A demonstration hub as a program of its own, beside the kiosk's.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::browser::Browser;
use super::picture;

/// When the demonstration is: for the hub's clock and the kiosk's.
pub(crate) const NOW: &str = "2023-11-16T08:50:00+01:00";
/// What the hub is called.
pub(crate) const NAME: &str = "Maison";

/// `parvis-hub serve`, until it is dropped.
pub(crate) struct Hub {
    process: Option<Child>,
    folder: tempfile::TempDir,
    /// Where it listens: `127.0.0.1:8943`.
    pub(crate) place: String,
    key: String,
}

/// The program, which stands beside the kiosk's.
fn program() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_parvis")).with_file_name("parvis-hub");
    assert!(program.exists(), "build {} first: cargo build -p parvis-hub", program.display());
    program
}

impl Hub {
    /// A hub that holds the demonstration event.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut hub =
            Self { process: None, folder, place: "127.0.0.1:0".into(), key: String::new() };
        hub.start_again();
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
        let file = |name: &str| assets.join(name).to_str().unwrap().to_owned();
        hub.ask(&[
            "import",
            "--programme",
            &file("programme.json"),
            "--gates",
            &file("gates.toml"),
        ]);
        for event in ["brussels", "closing"] {
            hub.ask(&["import", "--roster", &file(&format!("roster-{event}.csv"))]);
        }
        hub
    }

    /// Serves, where it did before if it did.
    pub(crate) fn start_again(&mut self) {
        let serve = ["serve", "--rehearsal", "--name", NAME, "--now", NOW, "--listen", &self.place];
        let mut process = Command::new(program())
            .args(serve)
            .arg("--data")
            .arg(self.folder.path())
            .env("PARVIS_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let listening = said.next().expect("the hub starts").unwrap();
        self.place = listening
            .strip_prefix("Listening on ")
            .and_then(|rest| rest.split(',').next())
            .expect("it says where it listens")
            .to_owned();
        self.key = said.by_ref().flatten().find(|line| line.starts_with("Key: ")).unwrap();
        // Whoever does not read would make it wait.
        thread::spawn(move || said.for_each(drop));
        self.process = Some(process);
    }

    /// Ends it at once.
    pub(crate) fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Where kiosks reach it.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.place)
    }

    /// Makes a code for a new kiosk.
    pub(crate) fn code(&self, kiosk: &str) -> String {
        let said = self.ask(&["enrol", kiosk, "--gate", "main"]);
        let code = said.lines().find_map(|line| line.strip_prefix("Enrolment code: "));
        code.expect("it gives a code").to_owned()
    }

    /// A picture of the code that the console shows for a new kiosk, as PNG: somebody signs in
    /// there and asks for one.
    pub(crate) fn shown_code(&self, kiosk: &str) -> Vec<u8> {
        let password = "a sentence is easy to keep";
        let mut command = Command::new(program());
        command.args(["admin", "Ada Invented", "--data"]).arg(self.folder.path());
        let mut admin = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(admin.stdin.take().unwrap(), "{password}").unwrap();
        assert!(admin.wait().unwrap().success());
        let port = self.place.rsplit(':').next().unwrap().parse().unwrap();
        let mut browser = Browser::at(port);
        browser.send("/console/sign-in", &[("name", "Ada Invented"), ("password", password)]);
        let page = "/console/devices/new";
        let asked = [("name", kiosk), ("event", "brussels"), ("gate", "main")];
        let offered = browser.fill(page, page, &asked);
        let offered = offered.goes_to.unwrap_or_else(|| panic!("no code: {}", offered.body));
        let shown = browser.get(&offered).body;
        let code = shown.split("class=\"qr\"").nth(1).and_then(|after| after.split("<svg").nth(1));
        let drawn = code.and_then(|after| after.split("</svg>").next());
        picture::of_svg(drawn.unwrap_or_else(|| panic!("no picture on {shown}")))
    }

    /// Whether a kiosk of this name is one of its devices.
    pub(crate) fn lists(&self, kiosk: &str) -> bool {
        self.ask(&["devices"]).contains(kiosk)
    }

    /// Takes a kiosk out of service.
    pub(crate) fn revoke(&self, kiosk: &str) {
        self.ask(&["revoke", kiosk]);
    }

    /// Reads a stick, and answers there.
    pub(crate) fn read_stick(&self, stick: &Path, how: &[&str]) {
        self.ask(&[&["stick", stick.to_str().unwrap()], how].concat());
    }

    /// What it says about its key when it starts.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(program());
        let asked = command.args(arguments).arg("--data").arg(self.folder.path()).output().unwrap();
        let complaint = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert!(asked.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(asked.stdout).unwrap()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A slow line to a hub. Gives where it begins.
pub(crate) fn slow_line(to: &Hub) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (from, to) = (listener.local_addr().unwrap(), to.place.clone());
    thread::spawn(move || {
        for kiosk in listener.incoming().flatten() {
            let Ok(hub) = TcpStream::connect(&to) else { continue };
            let (asking, asked) = (kiosk.try_clone().unwrap(), hub.try_clone().unwrap());
            thread::spawn(move || carry(asking, asked, Duration::ZERO));
            thread::spawn(move || carry(hub, kiosk, Duration::from_millis(100)));
        }
    });
    format!("http://{from}")
}

fn carry(mut from: TcpStream, mut to: TcpStream, rest: Duration) {
    let mut piece = [0; 600];
    while let Ok(bytes @ 1..) = from.read(&mut piece) {
        if to.write_all(&piece[..bytes]).is_err() {
            break;
        }
        thread::sleep(rest);
    }
    let _ = to.shutdown(Shutdown::Both);
}
