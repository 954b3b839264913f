//! A day's traffic with logs at their most talkative: what hub and kiosk write there names nobody,
//! and holds nothing that would let anybody in.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::process::Stdio;

use parvis_venue::people;

use crate::browser::{Browser, Page};
use crate::hub::{Hub, Place};
use crate::kiosk::Kiosk;

const ADMINISTRATOR: &str = "Ada Lovelace";
const PASSWORD: &str = "the engine weaves algebraic patterns";
const WRONG: &str = "a password that never was right";
const EMAIL: &str = "grace.hopper@example.org";
/// How talkative: everything that we and everybody else have to say.
const LOUD: &str = "trace";

/// What must stand in no log, each with what it is.
#[derive(Default)]
struct Secrets(BTreeSet<(String, String)>);

impl Secrets {
    fn add(&mut self, what: &str, secret: &str) {
        assert!(secret.len() >= 5, "{what}: “{secret}” is found in anything");
        self.0.insert((secret.to_lowercase(), what.to_owned()));
    }

    fn are_not_in(&self, log: &str, whose: &str) {
        for (secret, what) in &self.0 {
            let line = log.lines().find(|line| line.to_lowercase().contains(secret.as_str()));
            assert!(line.is_none(), "{what} is in {whose}: {}", line.unwrap_or_default());
        }
    }
}

/// People with names that stand in no program.
fn roster() -> String {
    let lines = (0..30).map(|n| {
        let email = if n == 3 { EMAIL.to_owned() } else { format!("guest{n}@example.net") };
        format!("{},Quixotina{n} Zwanenburg{n},{email}\n", people::code(n))
    });
    "code,name,email\n".to_owned() + &lines.collect::<String>()
}

fn sign_in(hub: &Hub, secrets: &mut Secrets) -> Browser {
    let mut browser = Browser::at(hub.port);
    let fields = |password| [("name", ADMINISTRATOR), ("password", password)];
    let refused = browser.send("/console/sign-in", &fields(WRONG));
    assert_ne!(refused.status, 303, "{}", refused.body);
    let done = browser.send("/console/sign-in", &fields(PASSWORD));
    assert_eq!(done.status, 303, "{}", done.body);
    for (name, value) in &browser.cookies {
        secrets.add(name, value);
    }
    secrets.add("the forms’ token", &browser.get("/console/files").token());
    browser
}

fn fine(page: Page) -> Page {
    assert!(matches!(page.status, 200 | 303), "{}: {}", page.status, page.body);
    page
}

/// A kiosk's command, and what it wrote to its log.
fn logged(kiosk: &Kiosk, arguments: &[&str], log: &mut String) -> (Option<i32>, String) {
    let mut command = kiosk.command(arguments);
    command.env("PARVIS_LOG", LOUD).stdin(Stdio::null());
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    // What is said to whoever typed it is no log.
    let lines = said.lines().filter(|line| !line.starts_with("parvis: "));
    lines.for_each(|line| log.extend([line, "\n"]));
    (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned())
}

/// A command of the hub's, and what it wrote to its log.
fn commanded(place: &Place, arguments: &[&str], log: &mut String) -> String {
    let done = place.command(arguments).env("PARVIS_LOG", LOUD).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{arguments:?}: {said}");
    log.push_str(&said);
    String::from_utf8(done.stdout).unwrap()
}

fn a_day(place: &Place) {
    let mut secrets = Secrets::default();
    for (what, secret) in [
        ("the administrator’s name", ADMINISTRATOR),
        ("the password", PASSWORD),
        ("a wrong password", WRONG),
        ("an e-mail address", EMAIL),
        ("an e-mail address", "example.net"),
        ("a first name", "Quixotina"),
        ("a last name", "Zwanenburg"),
        ("a ticket’s code", "INV-0"),
        ("a ticket’s code, in hexadecimal digits", "494e562d30"),
        ("a code that nobody knows", "NOBODY-KNOWS-ME"),
    ] {
        secrets.add(what, secret);
    }
    place.fill(1);
    let log = place.files().join("hub.log");
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--log-json"];
    let mut command = place.command(&arguments);
    command.env("PARVIS_LOG", LOUD).stderr(File::create(&log).unwrap());
    let hub = Hub::run(command).unwrap();

    let mut command = place.command(&["admin", ADMINISTRATOR]);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut admin = command.spawn().unwrap();
    writeln!(admin.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(admin.wait().unwrap().success());

    let mut browser = sign_in(&hub, &mut secrets);
    let file = ("guests.csv", roster());
    let given = browser.give(
        "/console/files",
        "/console/files/roster",
        &[("event", "brussels")],
        (file.0, file.1.as_bytes()),
    );
    let preview = fine(given).goes_to.expect("a preview");
    fine(browser.get(&preview));
    let applied = browser.fill(&preview, &preview, &[]);
    fine(applied);
    // A list with a mistake in it, which is told to whoever gave it.
    let wrong = "code,name,email,status\nINV-00003,Quixotina3 Zwanenburg3,grace.hopper@example.org,perhaps\n";
    let given = browser.give(
        "/console/files",
        "/console/files/roster",
        &[("event", "brussels")],
        ("wrong.csv", wrong.as_bytes()),
    );
    if let Some(preview) = given.goes_to {
        browser.get(&preview);
    }

    let (mut said, mut typed) = (String::new(), String::new());
    let guests = place.files().join("more.csv");
    fs::write(&guests, roster()).unwrap();
    let import = ["import", "--event", "brussels", "--roster", guests.to_str().unwrap()];
    assert!(commanded(place, &import, &mut typed).contains("unchanged"));
    let kiosk = Kiosk::new("Door 1");
    let code = place.offer(&kiosk.name);
    secrets.add("an enrolment code", &code);
    secrets.add("an enrolment code", &code.replace('-', ""));
    let address = hub.address();
    let (exit, _) = logged(&kiosk, &["enrol", "AAAA-BBBB-CCCC", "--address", &address], &mut said);
    assert_eq!(exit, Some(1));
    let (exit, _) = logged(&kiosk, &["enrol", &code, "--address", &address], &mut said);
    assert_eq!(exit, Some(0));
    assert_eq!(logged(&kiosk, &["sync"], &mut said).0, Some(0));
    for shown in [&*people::code(1), &people::code(1), &people::code(2), "NOBODY-KNOWS-ME"] {
        logged(&kiosk, &["check-in", shown, "--gate", "main"], &mut said);
    }
    assert_eq!(logged(&kiosk, &["sync"], &mut said).0, Some(0));

    for page in
        ["", "/events/brussels", "/devices", "/doubles", "/aside", "/about", "/exports", "/account"]
    {
        fine(browser.get(&format!("/console{page}")));
    }
    for format in ["csv", "json", "xlsx"] {
        fine(browser.get(&format!("/console/exports/attendance?event=brussels&format={format}")));
    }
    let export = place.files().join("export.csv");
    let export = export.to_str().unwrap();
    logged(&kiosk, &["export", export], &mut said);
    assert!(
        fs::read_to_string(export).unwrap().contains("Quixotina"),
        "there was something to tell"
    );

    // Whatever is no request either.
    for body in [PASSWORD, EMAIL, "{\"lookup\": \"Zwanenburg\"}"] {
        browser.send("/v1/enrolment", &[("name", body)]);
        browser.get(&format!("/v1/changes?after={}", body.replace(' ', "+").replace('"', "")));
    }
    let stick = place.files().join("stick");
    fs::create_dir(&stick).unwrap();
    logged(&kiosk, &["stick", "request", stick.to_str().unwrap()], &mut said);
    commanded(place, &["stick", stick.to_str().unwrap()], &mut typed);
    commanded(place, &["devices"], &mut typed);
    commanded(place, &["revoke", "Door 1"], &mut typed);
    let backup = place.files().join("backup");
    commanded(place, &["backup", backup.to_str().unwrap()], &mut typed);
    commanded(place, &["doctor"], &mut typed);
    logged(&kiosk, &["sync"], &mut said);
    fine(browser.fill("/console/account", "/console/sign-out", &[]));
    if let Some(cluster) = place.cluster() {
        // Its complaints are told as well.
        cluster.stop().unwrap();
        browser.get("/console/sign-in");
        browser.get("/healthz");
        cluster.start_again().unwrap();
    }
    assert!(hub.end());

    let log = fs::read_to_string(&log).unwrap();
    let entries: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    for what in [
        "listening",
        "a wrong password was tried at the console",
        "a file was taken at the console",
        "a device was enrolled",
        "attendance was exported at the console",
        "ended",
    ] {
        assert!(entries.iter().any(|entry| entry["fields"]["message"] == what), "{what}: {log}");
    }
    let declared = "a device was declared";
    assert!(log.contains(declared) || typed.contains(declared), "{typed}");
    assert!(said.contains("scan") && said.contains("this kiosk is enrolled"), "{said}");
    secrets.are_not_in(&log, "the hub’s log");
    secrets.are_not_in(&typed, "the log of the hub’s commands");
    secrets.are_not_in(&said, "the kiosk’s log");
}

#[test]
#[should_panic(expected = "a last name is in a log: WARN row 3: zwanenburg3")]
fn what_is_planted_in_a_log_is_found() {
    let mut secrets = Secrets::default();
    secrets.add("a last name", "Zwanenburg");
    secrets.are_not_in("INFO listening\nWARN row 3: zwanenburg3 has no code\n", "a log");
}

#[test]
fn a_hub_in_a_folder_and_its_kiosk_log_nobodys_name_and_no_secret() {
    a_day(&Place::folder());
}

#[test]
fn a_hub_in_postgresql_and_its_kiosk_log_nobodys_name_and_no_secret() {
    a_day(&Place::postgres());
}
