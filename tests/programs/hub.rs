//! `parvis-hub` as a process, on a folder or on a PostgreSQL server of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use parvis_testkit::postgres::Cluster;
use parvis_venue::people;

/// How long a hub may take to listen, or to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// The gate of `people::gates` that everybody comes to, in the words of an organiser's file.
const GATES: &str = r#"
[[gate]]
id = "main"
name = { en = "Main entrance" }
area = "main"
venue = "hall"
zone = "Europe/Brussels"
rule = { events = ["brussels"], entry = "single", direction = "in" }
"#;

/// Where a hub keeps everything.
pub(crate) enum Place {
    Folder(tempfile::TempDir),
    Postgres { cluster: Cluster, url: String, folder: tempfile::TempDir },
}

impl Place {
    pub(crate) fn folder() -> Self {
        Self::Folder(tempfile::tempdir().unwrap())
    }

    pub(crate) fn postgres() -> Self {
        let cluster = Cluster::start().unwrap();
        let url = cluster.create_database("hub").unwrap();
        Self::Postgres { cluster, url, folder: tempfile::tempdir().unwrap() }
    }

    /// A folder for files beside the hub's own.
    pub(crate) fn files(&self) -> &Path {
        match self {
            Self::Folder(folder) | Self::Postgres { folder, .. } => folder.path(),
        }
    }

    /// The hub's own folder, when it has one.
    pub(crate) fn data(&self) -> PathBuf {
        self.files().join("hub")
    }

    pub(crate) fn cluster(&self) -> Option<&Cluster> {
        match self {
            Self::Folder(_) => None,
            Self::Postgres { cluster, .. } => Some(cluster),
        }
    }

    /// The program with the words that say which hub is meant.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = crate::program("parvis-hub");
        let mut command = Command::new(program);
        command.args(arguments).arg("--rehearsal").env("PARVIS_LOG", "warn");
        match self {
            Self::Folder(_) => command.arg("--data").arg(self.data()),
            Self::Postgres { url, .. } => command.args(["--database", url]),
        };
        command
    }

    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// Programme, a gate and so many people, as an organiser brings them.
    pub(crate) fn fill(&self, people: usize) {
        let file = |name: &str, content: String| {
            let file = self.files().join(name);
            fs::write(&file, content).unwrap();
            file.into_os_string().into_string().unwrap()
        };
        let programme = serde_json::to_string(&people::programme()).unwrap();
        let programme = file("programme.json", programme);
        let gates = file("gates.toml", GATES.into());
        let lines = (0..people).map(|n| format!("{},Person {n}\n", people::code(n)));
        let roster = file("guests.csv", "code,name\n".to_owned() + &lines.collect::<String>());
        self.ok(&["import", "--programme", &programme, "--gates", &gates]);
        self.ok(&["import", "--roster", &roster, "--event", "brussels"]);
    }

    /// A code for a new kiosk.
    pub(crate) fn offer(&self, name: &str) -> String {
        let said = self.ok(&["enrol", name]);
        let code = said.lines().find_map(|line| line.strip_prefix("Enrolment code: "));
        code.unwrap_or_else(|| panic!("no code in {said}")).to_owned()
    }

    /// What the hub's own doctor says: whether all is well, and its words.
    pub(crate) fn doctor(&self) -> (bool, String) {
        let Output { status, stdout, stderr } = self.command(&["doctor"]).output().unwrap();
        (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
    }
}

/// A hub that serves.
pub(crate) struct Hub {
    process: Child,
    pub(crate) port: u16,
}

impl Hub {
    /// Starts one on any free port; `None` when it ends before it listens, as it does while its
    /// database is away.
    pub(crate) fn start(place: &Place) -> Option<Self> {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.stderr(Stdio::null());
        Self::run(command)
    }

    /// Serves as a command says, which may say where its log goes.
    pub(crate) fn run(mut command: Command) -> Option<Self> {
        let mut process = command.stdout(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let bound = line.strip_prefix("Listening on ").and_then(|rest| rest.split(',').next());
        let Some(port) = bound.and_then(|bound| bound.rsplit(':').next()?.parse().ok()) else {
            let _ = process.kill();
            process.wait().unwrap();
            return None;
        };
        // It says a few lines more, and must never wait for a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Some(Self { process, port })
    }

    /// Starts one, as often as it takes.
    pub(crate) fn start_for_sure(place: &Place) -> Self {
        let began = Instant::now();
        loop {
            if let Some(hub) = Self::start(place) {
                return hub;
            }
            assert!(began.elapsed() < PATIENCE, "the hub does not start");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Where kiosks reach it.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it holds in memory, in MB.
    pub(crate) fn memory(&self) -> u64 {
        crate::outage::memory_of(self.process.id())
    }

    /// It goes away, in good order or by `kill -9`.
    pub(crate) fn go(&mut self, in_good_order: bool) {
        if in_good_order {
            assert!(self.told_to_end(), "the hub did not end in good order");
        } else {
            self.process.kill().unwrap();
            self.process.wait().unwrap();
        }
    }

    /// Tells it to end; gives whether it did, in good order.
    pub(crate) fn end(mut self) -> bool {
        self.told_to_end()
    }

    fn told_to_end(&mut self) -> bool {
        let id = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
