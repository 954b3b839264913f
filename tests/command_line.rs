//! The command line as an organiser types it, on real files. None of it opens a display.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop where something is wrong")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A data folder and the files beside it, gone when the test is.
struct Desk {
    folder: tempfile::TempDir,
}

const GATES: &str = r#"
[[gate]]
id = "main"
name = { en = "Main entrance" }
area = "hall"
zone = "Europe/Brussels"
rule = { events = ["party"] }
"#;

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A desk with a list of two guests, one gate, and the clock set.
    fn with_guests() -> Self {
        let desk = Self::new();
        let guests = "code,name,status\nAB12CD,Ada Invented,\nEF34GH,Bo Made-Up,unpaid\n";
        let roster = desk.file("party.csv", guests);
        desk.ok(&["import", "--roster", &roster]);
        desk.ok(&["import", "--gates", &desk.file("gates.toml", GATES)]);
        desk
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command.args(arguments).arg("--data").arg(self.path().join("data"));
        command.args(["--now", "2023-11-16T08:50:00+01:00"]);
        // No display: whoever tries to open one fails.
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is said on stderr when it fails with exit code 1.
    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn check_in(&self, code: &str) -> (i32, Value) {
        let output = self.run(&["check-in", code, "--gate", "main"]);
        let verdict = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code().unwrap(), verdict)
    }
}

#[test]
fn a_guest_is_admitted_once_with_a_verdict_in_json() {
    let desk = Desk::with_guests();
    let (code, verdict) = desk.check_in("AB12CD");
    assert_eq!(code, 0);
    assert_eq!(verdict["verdict"], "admitted");
    assert_eq!(verdict["name"], "Ada Invented");
    assert_eq!(verdict["event"], "party");
    assert_eq!(verdict["gate"], "main");
    assert!(verdict["at"].as_str().unwrap().starts_with("2023-11-16T08:50:"), "{verdict}");
    assert!(verdict["at"].as_str().unwrap().ends_with("+01:00"), "{verdict}");

    let (code, verdict) = desk.check_in("AB12CD");
    assert_eq!((code, &verdict["verdict"]), (3, &Value::from("already_in")));
    let (code, verdict) = desk.check_in("EF34GH");
    assert_eq!((code, &verdict["verdict"]), (3, &Value::from("unpaid")));
    let (code, verdict) = desk.check_in("https://menu.example");
    assert_eq!((code, &verdict["name"]), (3, &Value::Null));
}

#[test]
fn an_export_has_a_row_a_check_in_and_the_refusals_apart() {
    let desk = Desk::with_guests();
    for code in ["AB12CD", "EF34GH", "nobody's"] {
        desk.check_in(code);
    }
    let csv = desk.path().join("out.csv");
    desk.ok(&["export", csv.to_str().unwrap()]);
    let check_ins = fs::read_to_string(&csv).unwrap();
    let refusals = fs::read_to_string(desk.path().join("out-refusals.csv")).unwrap();
    assert_eq!((check_ins.lines().count(), refusals.lines().count()), (2, 3));
    assert!(check_ins.lines().nth(1).unwrap().contains(",admitted,"), "{check_ins}");
    assert!(!refusals.contains("nobody's"), "a foreign code is never kept: {refusals}");

    let json = desk.path().join("out.json");
    desk.ok(&["export", json.to_str().unwrap()]);
    let exported: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(exported["check_ins"].as_array().unwrap().len(), 1);
    assert_eq!(exported["refusals"][1]["reason"], "unknown");
    let wrong = desk.fails(&["export", "attendance.txt"]);
    assert!(wrong.contains("neither in .csv nor in .json"), "{wrong}");
}

#[test]
fn drawn_tickets_are_read_back_and_let_their_holders_in() {
    let desk = Desk::with_guests();
    let out = desk.path().join("tickets");
    desk.ok(&["tickets", "--out", out.to_str().unwrap(), "--format", "png"]);
    let mut pictures: Vec<PathBuf> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    pictures.sort();
    let names: Vec<_> = pictures.iter().map(|p| p.to_str().unwrap()).collect();
    let read = desk.ok(&[&["scan"], names.as_slice()].concat());
    let expected = format!("{}\tAB12CD\n{}\tEF34GH\n", names[0], names[1]);
    assert_eq!(read, expected);
    desk.ok(&["tickets", "--out", out.to_str().unwrap(), "--sheet"]);
    let sheet = fs::read_to_string(out.join("tickets.html")).unwrap();
    assert_eq!(sheet.matches("<svg").count(), 2);
}

#[test]
fn a_picture_without_a_code_gives_an_empty_text_and_a_broken_one_its_reason() {
    let desk = Desk::new();
    let broken = desk.file("broken.png", "\u{89}PNG no more");
    let output = desk.run(&["scan", &broken]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{broken}\t\n"));
    assert!(!output.stderr.is_empty());
}

#[test]
fn bad_files_say_where_and_change_nothing() {
    let desk = Desk::with_guests();
    for (content, expected) in [
        ("code,name\nAB12CD,Ada\nXY,\"Bo\n", "line 3"),
        ("code,name\n,Ada\n", "line 2, cell A2 (“code”)"),
        ("code,name\nZZ11,Ada\nYY22,Bo\nZZ11,Cy\n", "line 4"),
        ("<html><table><tr><td>code</td></tr></table></html>", "web page"),
        ("code,name\n1.2E+12,Ada\n", "line 2"),
    ] {
        let said = desk.fails(&["import", "--roster", &desk.file("bad.csv", content)]);
        assert!(said.contains(expected), "{content:?}: {said}");
    }
    assert_eq!(desk.check_in("ZZ11").1["verdict"], "unknown");
    assert_eq!(desk.check_in("AB12CD").1["verdict"], "admitted");
}

#[test]
fn the_real_schedules_of_a_pretalx_are_taken() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/platforms/tests/fixtures");
    for name in ["schedule.json", "schedule.ics"] {
        let desk = Desk::new();
        let file = fixtures.join(name);
        let said = desk.ok(&["import", "--programme", file.to_str().unwrap()]);
        assert!(said.contains("events 1, ") && !said.contains("sessions 0"), "{said}");
        let parts = desk.ok(&["programme"]);
        let sessions = parts.lines().filter(|line| line.starts_with("session\t")).count();
        assert!(said.contains(&format!("sessions {sessions},")), "{said}{parts}");
        assert!(parts.lines().all(|line| line.split('\t').count() == 4), "{parts}");
        assert!(desk.ok(&["doctor"]).contains("gate: "), "an event has a gate from the start");
    }
}

#[test]
fn the_doctor_finds_all_well_and_damage_when_there_is_some() {
    let desk = Desk::with_guests();
    desk.check_in("AB12CD");
    let said = desk.ok(&["doctor"]);
    assert!(said.contains("gate: main") && said.contains("admitted: 1"), "{said}");
    fs::write(desk.path().join("data/roster.sqlite"), "not a database any more").unwrap();
    let said = desk.fails(&["doctor"]);
    assert!(said.contains("is not a roster of Parvis"), "{said}");
}

#[test]
fn whoever_stops_reading_is_no_failure() {
    let desk = Desk::with_guests();
    // A pipe that nobody reads from, as `parvis doctor | true` makes one.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = desk.command(&["doctor"]);
    let output = command.stdout(writer).stderr(std::process::Stdio::piped()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_wrong_command_line_is_no_failure_of_the_work() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["check-in", "AB12CD"]).status.code(), Some(2));
    assert_eq!(desk.run(&["import"]).status.code(), Some(2));
    assert!(desk.fails(&["--demo", "doctor"]).contains("--demo opens the kiosk"));
    let said = desk.fails(&["check-in", "AB12CD", "--gate", "nowhere"]);
    assert!(said.contains("there is no gate “nowhere”"), "{said}");
}

#[test]
fn a_set_clock_and_a_real_roster_do_not_meet() {
    let desk = Desk::new();
    let data = desk.path().join("data");
    let parvis = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command.args(arguments).arg("--data").arg(&data).output().unwrap()
    };
    assert!(parvis(&["doctor"]).status.success());
    let refused = parvis(&["doctor", "--now", "2023-11-16T08:50:00+01:00"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("holds real data"));
}

#[test]
fn staff_are_added_with_a_pin_listed_and_removed() {
    let desk = Desk::new();
    let add = |name: &str, pin: &str| {
        let mut command = desk.command(&["staff", "add", name]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Whoever is refused for the name reads no PIN.
        let _ = child.stdin.take().unwrap().write_all(format!("{pin}\n").as_bytes());
        let output = child.wait_with_output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    assert_eq!(desk.ok(&["staff", "list"]), "");
    for (pin, why) in [("12345", "at least 6 digits"), ("123456", "in a row"), ("", "at least 6")] {
        let (code, said) = add("Ada", pin);
        assert!(code == Some(1) && said.contains(why), "{pin}: {said}");
    }
    assert_eq!(add("Ada", "170529"), (Some(0), "added: Ada\n".to_owned()));
    let (code, said) = add("Bo", "170529");
    assert!(code == Some(1) && said.contains("cannot be taken"), "{said}");
    let (code, said) = add("ada", "903317");
    assert!(code == Some(1) && said.contains("has this name"), "{said}");
    assert!(desk.fails(&["staff", "remove", "Ada"]).contains("last person"));
    assert_eq!(add("Bo", "903317").0, Some(0));
    assert_eq!(desk.ok(&["staff", "list"]), "Ada\nBo\n");
    assert!(desk.fails(&["staff", "remove", "Cy"]).contains("nobody of this name"));
    desk.ok(&["staff", "remove", "ADA"]);
    assert_eq!(desk.ok(&["staff", "list"]), "Bo\n");
    assert!(desk.ok(&["doctor"]).contains("staff: 1"));
    let file = fs::read(desk.path().join("data/roster.sqlite")).unwrap();
    let holds = |pin: &[u8]| file.windows(pin.len()).any(|bytes| bytes == pin);
    assert!(!holds(b"903317"), "no PIN is kept");
}

#[test]
fn a_stick_gets_a_request_and_one_without_a_package_says_so() {
    let desk = Desk::new();
    let stick = desk.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let stick = stick.to_str().unwrap();
    let said = desk.ok(&["stick", "request", stick]);
    assert!(said.contains("fingerprint of this kiosk: "), "{said}");
    let files: Vec<_> = fs::read_dir(stick).unwrap().map(|file| file.unwrap().path()).collect();
    let [request] = &files[..] else { panic!("{files:?}") };
    assert!(request.to_str().unwrap().ends_with(".request"), "{request:?}");
    let said = desk.fails(&["stick", "take", stick]);
    assert!(said.contains("write a request with this kiosk"), "{said}");
    let said = desk.fails(&["stick", "request", desk.path().join("gone").to_str().unwrap()]);
    assert!(said.contains("the stick cannot be read or written"), "{said}");
}
