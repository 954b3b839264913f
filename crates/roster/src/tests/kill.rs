//! The process is killed in the middle of its work, again and again.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{admitted, assert_sound, at, entropy, nth, open};

/// Names the folder to the child, which is this same program told to run one test.
const FOLDER: &str = "PARVIS_ROSTER_KILL_FOLDER";

const CHECK_INS: i64 = 500;

/// Kills to a run; `PARVIS_SOAK` makes it many.
fn kills() -> u32 {
    if std::env::var_os("PARVIS_SOAK").is_some() { 1_000 } else { 50 }
}

/// What the child does: it checks people in and says so of each, after it was done.
#[test]
#[ignore = "it is the child of the test below"]
fn child_that_checks_in() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let roster = open(&folder);
    let mut out = std::io::stdout();
    for n in 0..CHECK_INS {
        let ticket = nth(n);
        let sealed = roster.write(move |w| w.append(at(n), admitted(ticket))).unwrap();
        let key = sealed.record.key;
        writeln!(out, "\nin {} {}", key.incarnation, key.seq).unwrap();
        out.flush().unwrap();
    }
}

fn some_milliseconds(most: u64) -> Duration {
    let mut bytes = [0; 8];
    entropy()(&mut bytes);
    Duration::from_millis(u64::from_be_bytes(bytes) % most)
}

/// Runs the child, kills it after a while, and gives what it had acknowledged.
fn killed(folder: &std::path::Path) -> BTreeSet<String> {
    let name = "tests::kill::child_that_checks_in";
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (first, arrived) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let acknowledged = lines.map_while(Result::ok).filter(|line| line.starts_with("in "));
        let said = acknowledged.inspect(|_| {
            // Only the first is waited for.
            let _ = first.send(());
        });
        said.collect::<BTreeSet<_>>()
    });
    // Not before it has begun, and then at any moment.
    let _ = arrived.recv_timeout(Duration::from_secs(10));
    std::thread::sleep(some_milliseconds(150));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn whoever_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills() {
        let more = killed(folder.path());
        assert!(!more.is_empty(), "kill {kill} came before anything was done");
        acknowledged.extend(more);
    }
    let roster = open(folder.path());
    let mut stored = BTreeSet::new();
    let all = |reading: &crate::Reading<'_>| {
        reading.records(&mut |sealed| {
            let key = sealed.record.key;
            stored.insert(format!("in {} {}", key.incarnation, key.seq));
            Ok(())
        })
    };
    roster.read(all).unwrap();
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "{} of {} lost", lost.len(), acknowledged.len());
    // At most one to a kill was done and not yet said.
    let unsaid = stored.len() - acknowledged.len();
    assert!(unsaid <= usize::try_from(kills()).unwrap() * 2, "{unsaid}");
    assert_sound(&roster);
    println!("{} acknowledged over {} kills, none lost", acknowledged.len(), kills());
}
