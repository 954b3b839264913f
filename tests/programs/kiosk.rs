//! `parvis` without a window, as a process: check-ins and rounds with the hub, killed or not.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;

/// How long a program may work before something is wrong with it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A kiosk's folder. Nothing of it runs between two calls.
pub(crate) struct Kiosk {
    pub(crate) name: String,
    folder: tempfile::TempDir,
}

/// When a program is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kill {
    /// It runs to its end.
    Never,
    /// After so long, if it still runs then.
    After(Duration),
    /// As soon as it has said something: a verdict, for one.
    WhenTold,
}

/// How a program ended.
pub(crate) struct Ended {
    /// `None` when it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) said: String,
}

impl Kiosk {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(crate::program("parvis"));
        command.args(arguments).arg("--data").arg(self.data());
        command.args(["--now", "2023-11-16T08:00:00+01:00"]);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("PARVIS_LOG", "off");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs to its end, or to where it is killed.
    pub(crate) fn run(&self, arguments: &[&str], kill: Kill) -> Ended {
        let mut process = self.command(arguments).spawn().unwrap();
        let (out, err) = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        let (tell, told) = mpsc::channel();
        let out = thread::spawn(move || {
            let (mut out, mut said) = (BufReader::new(out), Vec::new());
            while out.read_until(b'\n', &mut said).unwrap() > 0 {
                let _ = tell.send(());
            }
            said
        });
        let err = thread::spawn(move || {
            let (mut err, mut said) = (err, Vec::new());
            err.read_to_end(&mut said).unwrap();
            said
        });
        let at_most = match kill {
            Kill::After(time) => time,
            Kill::Never | Kill::WhenTold => PATIENCE,
        };
        if kill == Kill::WhenTold {
            // Whether it says something or ends without a word.
            let _ = told.recv_timeout(PATIENCE);
            process.kill().unwrap();
        }
        let code = ended(&mut process, at_most);
        assert!(code.is_some() || kill != Kill::Never, "{arguments:?} did not end");
        let said = [out.join().unwrap(), err.join().unwrap()].concat();
        Ended { code, said: String::from_utf8_lossy(&said).into_owned() }
    }

    pub(crate) fn enrol(&self, code: &str, address: &str) {
        let Ended { code, said } = self.run(&["enrol", code, "--address", address], Kill::Never);
        assert_eq!(code, Some(0), "{said}");
    }

    /// Shows a ticket. Gives the verdict if it was told: whoever saw it before the program was
    /// killed saw it.
    pub(crate) fn check_in(&self, code: &str, kill: Kill) -> Option<VerdictName> {
        let Ended { said, .. } = self.run(&["check-in", code, "--gate", "main"], kill);
        let whole = said.lines().next().filter(|_| said.contains('\n'))?;
        let told: serde_json::Value = serde_json::from_str(whole).ok()?;
        serde_json::from_value(told.get("verdict")?.clone()).ok()
    }

    pub(crate) fn sync(&self, kill: Kill) -> Ended {
        self.run(&["sync"], kill)
    }
}

/// Puts the files of one folder in the place of another's.
pub(crate) fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Waits for the end, and kills when it takes too long.
fn ended(process: &mut Child, at_most: Duration) -> Option<i32> {
    let began = Instant::now();
    loop {
        if let Some(status) = process.try_wait().unwrap() {
            return status.code();
        }
        if began.elapsed() >= at_most {
            process.kill().unwrap();
            return process.wait().unwrap().code();
        }
        thread::sleep(Duration::from_millis(2));
    }
}
