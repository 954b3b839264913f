//! A revoked device forgets everybody: no file of its folder has a name, a code or an order.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use parvis_domain::code::EventKey;
use parvis_domain::id::{DeviceId, EventId};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::statement::{DeviceStanding, SignedStatement, Statement};
use parvis_testkit::disk::Disk;

use super::opening::{FIRST, open_as};
use super::{admitted, assert_sound, at, count_records, entropy, event, line, number, open};
use crate::{DataKind, Enrolment, FILE_NAME, Holds, Opening, Result, Roster, RosterError, Writing};

/// So many that what is written about them has long been brought from the log into the file.
const GUESTS: usize = 400;
/// What every guest's code, first and last name, organisation and order begin with, in small
/// letters. The names are folded to these in their index.
const TRACES: [&str; 4] = ["tckt0", "guestname", "orgname", "order-"];

fn guest(key: &EventKey, of: &EventId, n: usize) -> parvis_domain::ticket::RosterLine {
    let mut line = line(key, of, &format!("TCKT{n:05}"), &format!("Guestname{n} Guestname{n}"));
    line.attendee.organisation = format!("Orgname{n}");
    line.order = format!("Order-{n}");
    line
}

fn invite(writing: &mut Writing<'_>, of: &str, holds: Holds, who: Range<usize>) -> Result<()> {
    let of = event(of);
    let mut run = writing.import(&of, holds, false)?;
    for n in who {
        let guest = guest(run.key(), &of, n);
        run.add(guest)?;
    }
    run.finish().map(drop)
}

/// What the hub declares, by number.
fn declared(
    device: DeviceId,
    number: u64,
    standing: DeviceStanding,
) -> (SignedStatement, Statement) {
    let hub = DeviceKey::from_seed(&[3; 32]);
    let statement = Statement {
        hub: DeviceId([9; 16]),
        device,
        key: hub.public(),
        number,
        at: at(0),
        edition: "week".parse().unwrap(),
        name: "Door 1".into(),
        events: vec![event("day")],
        gate: None,
        standing,
    };
    (SignedStatement::sign(&hub, &statement).unwrap(), statement)
}

fn enrol(roster: &Roster) {
    let (signed, statement) = declared(roster.device(), 1, DeviceStanding::Enrolled);
    let enrolment = Enrolment {
        hub: statement.hub,
        key: statement.key,
        seal_to: "age1".into(),
        name: "Hub".into(),
        address: String::new(),
        signed,
        statement,
    };
    roster.write(|w| w.put_enrolment(&enrolment)).unwrap();
}

fn revoke(roster: &Roster) {
    let (signed, statement) = declared(roster.device(), 2, DeviceStanding::Revoked);
    let life = Epoch::from_bytes([1; 8]);
    let holds = roster.write(|w| w.put_statement(&signed, &statement, life)).unwrap();
    assert_eq!(holds, statement);
}

/// Which traces of guests a file has.
fn traces(bytes: &[u8]) -> BTreeSet<&'static str> {
    let small = bytes.to_ascii_lowercase();
    let has = |trace: &&str| small.windows(trace.len()).any(|part| part == trace.as_bytes());
    TRACES.into_iter().filter(has).collect()
}

/// The files of a folder that have any.
fn left_in(folder: &Path) -> Vec<(String, BTreeSet<&'static str>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let left = files.map(|file| {
        let name = file.file_name().into_string().unwrap();
        (name, traces(&fs::read(file.path()).unwrap()))
    });
    let mut left: Vec<_> = left.filter(|(_, traces)| !traces.is_empty()).collect();
    left.sort();
    left
}

/// A folder of a kiosk that knows many guests, and once had an older format; with all that it
/// keeps of them.
fn at_work() -> (tempfile::TempDir, Roster) {
    let folder = tempfile::tempdir().unwrap();
    let first = open_as(folder.path(), FIRST).unwrap();
    first.write(|w| invite(w, "day", Holds::Full, 0..GUESTS)).unwrap();
    drop(first);
    fs::write(folder.path().join("roster.backup-unfinished"), "half a copy: TCKT00001").unwrap();
    let roster = open(folder.path());
    enrol(&roster);
    // One event has been taken off this door again: what lay there is free, and not gone.
    roster.write(|w| invite(w, "eve", Holds::Full, GUESTS..2 * GUESTS)).unwrap();
    roster.shorten_log().unwrap();
    roster.write(|w| w.forget_full(&event("eve"))).unwrap();
    roster.write(|w| invite(w, "elsewhere", Holds::HashOnly, 2 * GUESTS..3 * GUESTS)).unwrap();
    roster.write(|w| w.append(at(0), admitted(number(1)))).unwrap();
    roster.shorten_log().unwrap();
    let all: BTreeSet<_> = TRACES.into();
    let log = format!("{FILE_NAME}-wal");
    let left = left_in(folder.path());
    let of = |file: &str| left.iter().find(|(name, _)| name == file).map(|(_, traces)| traces);
    for file in [FILE_NAME, &log, "roster.format-1.sqlite"] {
        assert_eq!(of(file), Some(&all), "{file} is looked at, and has everything");
    }
    (folder, roster)
}

#[test]
fn nothing_is_left_in_any_file_whether_it_is_open_or_closed() {
    let (folder, roster) = at_work();
    let refused = roster.forget_rosters().unwrap_err();
    assert!(matches!(refused, RosterError::NotRevoked), "{refused}");
    revoke(&roster);
    roster.forget_rosters().unwrap();
    assert_eq!(left_in(folder.path()), [], "while it is open");
    assert_sound(&roster);
    assert_eq!(count_records(&roster), 1, "what it recorded stays");
    roster.write(|w| w.append(at(1), admitted(number(2)))).unwrap();
    roster.forget_rosters().unwrap();
    drop(roster);
    assert_eq!(left_in(folder.path()), []);
    let roster = open(folder.path());
    assert_eq!(count_records(&roster), 2);
    assert_sound(&roster);
}

#[test]
fn whoever_reads_is_respected_and_what_could_not_be_done_is_done_at_the_next_opening() {
    let (folder, roster) = at_work();
    revoke(&roster);
    let forgetting = roster.clone();
    let holds = roster.read(move |reading| {
        assert!(reading.holds_lists()?, "from here on it sees this state");
        let said = forgetting.forget_rosters().unwrap_err();
        assert!(matches!(said, RosterError::StillRead), "{said}");
        assert!(forgetting.read(|reading| reading.is_to_be_wiped())?);
        reading.holds_lists()
    });
    assert!(holds.unwrap(), "whoever was reading sees what was there");
    assert_ne!(left_in(folder.path()), []);
    // As after a power cut: the log is not brought into the file by closing.
    let left_behind = tempfile::tempdir().unwrap();
    for file in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(file.path(), left_behind.path().join(file.file_name())).unwrap();
    }
    drop(roster);
    assert_ne!(left_in(left_behind.path()), []);
    let opened = open(left_behind.path());
    assert_eq!(left_in(left_behind.path()), []);
    assert!(!opened.read(|reading| reading.is_to_be_wiped()).unwrap());
    assert_eq!(count_records(&opened), 1);
    assert_sound(&opened);
}

/// A kiosk on the simulated disk that was revoked and holds lists, with a copy of an older format.
fn revoked(seed: u64) -> Disk {
    let disk = Disk::new(seed);
    let roster = open_on(&disk).unwrap();
    enrol(&roster);
    roster.write(|w| invite(w, "day", Holds::Full, 0..25)).unwrap();
    revoke(&roster);
    drop(roster);
    let copy = disk.folder().join("roster.format-1.sqlite");
    disk.put(&copy, &disk.content(&disk.folder().join(FILE_NAME)).unwrap()).unwrap();
    disk
}

fn open_on(disk: &Disk) -> Result<Roster> {
    let (folder, kind) = (disk.folder(), DataKind::Rehearsal);
    Roster::open_on(Arc::new(disk.clone()), Opening { folder, kind, entropy: &mut entropy() })
}

fn left_on(disk: &Disk) -> Vec<String> {
    let files = disk.files().unwrap().into_iter();
    let left = files.filter(|file| !traces(&disk.content(file).unwrap()).is_empty());
    left.map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn wherever_the_power_goes_it_is_forgotten_whole_afterwards() {
    let waiting = revoked(0);
    let whole = waiting.twin(0);
    assert_eq!(left_on(&whole).len(), 2);
    let roster = open_on(&whole).unwrap();
    let before = whole.steps();
    roster.forget_rosters().unwrap();
    let steps = whole.steps() - before;
    assert!(steps > 20, "{steps}");
    assert_eq!(left_on(&whole), [""; 0]);
    let (mut again, mut ended) = (0, 0);
    for step in 1..=steps {
        let disk = waiting.twin(step);
        let roster = open_on(&disk).unwrap();
        disk.cut_after(step);
        let _ = roster.forget_rosters();
        drop(roster);
        if disk.has_power() {
            disk.cut();
        }
        disk.power_on();
        let roster = open_on(&disk).unwrap();
        if roster.read(|reading| reading.holds_lists()).unwrap() {
            // Nothing was forgotten, and it is known that it has to be.
            again += 1;
            roster.forget_rosters().unwrap();
        } else {
            ended += 1;
        }
        assert_eq!(left_on(&disk), [""; 0], "step {step}");
        assert_sound(&roster);
        drop(roster);
        disk.cut();
        disk.power_on();
        assert_eq!(left_on(&disk), [""; 0], "step {step}, and it stays so");
    }
    assert!(again > 0 && ended > 0, "{again} {ended}");
}
