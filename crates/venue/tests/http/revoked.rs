//! A kiosk that its hub revoked, whatever stands between the two.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::any;
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Offer;
use parvis_hub::store::Store as _;
use parvis_kiosk::admit::AdmitError;
use parvis_protocol::statement::DeviceStanding;
use parvis_sync::stick::retired;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::{Station, eventually};

/// A kiosk that is filled and has let one person in, which the hub knows.
fn at_work(hub: &Hub) -> Station {
    let one = Station::new();
    one.enrol(hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    assert_eq!(one.admit("main", 1), VerdictName::Admitted);
    eventually("it is safe", || one.unsent() == 0);
    one
}

fn forgotten(station: &Station) -> bool {
    let left = station
        .kiosk()
        .roster()
        .read(|roster| Ok(roster.holds_lists()? || roster.is_to_be_wiped()?));
    !left.unwrap()
}

fn sealed_files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "age")).collect()
}

/// How many records of a sealed file the hub can read.
fn sealed_records(hub: &Hub, file: &Path) -> usize {
    let seed = hub.wait(async |hub| hub.store().identity().await.unwrap().sealing_seed);
    let spool = tempfile::tempfile().unwrap();
    let mut batches = retired::read(File::open(file).unwrap(), &seed, spool).unwrap();
    let mut records = 0;
    while let Some(batch) = batches.next_batch().unwrap() {
        records += batch.records.len();
    }
    records
}

#[test]
fn it_sends_what_it_has_and_forgets_names() {
    let hub = Hub::start();
    // So many that most of what is known of them stands in the file, and the last in its log.
    hub.fill(500);
    let one = Station::new();
    let device = one.enrol(&hub, "Door 1");
    eventually("it is filled", || one.is_filled());
    one.kiosk().roster().shorten_log().unwrap();
    let file = parvis_roster::FILE_NAME;
    let files = [file.to_owned(), format!("{file}-wal"), "roster.format-1.sqlite".into()];
    fs::copy(one.folder().join(file), one.folder().join(&files[2])).unwrap();
    hub.fill_event(&people::event(), 600, 500);
    eventually("those who come later are known", || one.knows(1_050));
    let mut named = people::named_in_folder(one.folder());
    named.sort_by_key(|name| files.iter().position(|file| file == name));
    assert_eq!(named, files, "all of them are looked at, and have names");
    assert_eq!(one.admit("main", 1), VerdictName::Admitted);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    eventually("it has forgotten", || forgotten(&one));
    let told = one.try_admit("main", 1, Way::CommandLine);
    assert!(matches!(told, Err(AdmitError::Revoked)), "and not that nobody is known: {told:?}");
    assert_eq!(one.unsent(), 0, "nothing was decided and nothing recorded");
    assert_eq!(hub.admitted(), 1, "what it recorded arrived before it forgot");
    assert!(sealed_files(one.folder()).is_empty(), "nothing was to be sealed");
    assert_eq!(people::named_in_folder(one.folder()), [""; 0], "while it is open");
    drop(one);
}

#[test]
fn it_forgets_also_when_somebody_lets_nothing_through_but_the_status() {
    let mut hub = Hub::start();
    hub.fill(50);
    let one = at_work(&hub);
    let device = one.kiosk().roster().device();
    hub.stop();
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    for person in 2..5 {
        assert_eq!(one.admit("main", person), VerdictName::Admitted);
    }
    hub.start_behind(|hub| {
        let blocked = any(async || StatusCode::BAD_GATEWAY);
        Router::new().route("/v1/facts", blocked).fallback_service(hub)
    });
    eventually("it has forgotten", || forgotten(&one));
    assert!(matches!(one.try_admit("main", 5, Way::CommandLine), Err(AdmitError::Revoked)));
    let sealed = sealed_files(one.folder());
    let [file] = &sealed[..] else { panic!("{sealed:?}") };
    assert_eq!(sealed_records(&hub, file), 3, "what it could not send");
    assert_eq!((one.unsent(), hub.admitted()), (3, 1));
    assert_eq!(people::named_in_folder(one.folder()), [""; 0]);
    // It goes on trying, and seals nothing twice.
    hub.stop();
    hub.start_again();
    eventually("everything arrives all the same", || one.unsent() == 0 && hub.admitted() == 4);
    assert_eq!(sealed_files(one.folder()), sealed);
}

#[test]
fn it_forgets_when_it_is_opened_also_without_a_network() {
    let mut hub = Hub::start();
    hub.fill(50);
    let mut one = at_work(&hub);
    let device = one.kiosk().roster().device();
    hub.stop();
    assert_eq!(one.admit("main", 2), VerdictName::Admitted);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    let known = hub.wait(async |hub| hub.store().device(device).await.unwrap().unwrap());
    // It heard the word, and the power went before it did anything about it.
    let life = one.kiosk().roster().hub().unwrap().unwrap().declared_in.unwrap();
    let (signed, statement) = (known.signed, known.statement);
    let noted =
        one.kiosk().roster().write(|roster| roster.put_statement(&signed, &statement, life));
    assert_eq!(noted.unwrap().standing, DeviceStanding::Revoked);
    assert!(!forgotten(&one));
    one.restart();
    eventually("it has forgotten", || forgotten(&one));
    let sealed = sealed_files(one.folder());
    let [file] = &sealed[..] else { panic!("{sealed:?}") };
    assert_eq!(sealed_records(&hub, file), 1);
}

/// Gives the kiosk another name.
fn rename(hub: &Hub, station: &Station, name: &str) {
    let device = station.kiosk().roster().device();
    let offer = Offer { name: name.into(), events: vec![people::event()], gate: None };
    hub.wait(async |hub| hub.reassign(device, offer).await.unwrap());
    eventually("it knows its name", || {
        station.kiosk().roster().hub().unwrap().unwrap().enrolment.statement.name == name
    });
}

#[test]
fn it_is_revoked_also_by_a_hub_that_forgot_what_it_had_declared() {
    let hub = Hub::start();
    hub.fill(50);
    let one = at_work(&hub);
    let device = one.kiosk().roster().device();
    let backup = hub.backup();
    rename(&hub, &one, "Door 2");
    rename(&hub, &one, "Door 3");
    assert_eq!(one.admit("main", 2), VerdictName::Admitted);
    eventually("it is safe", || hub.admitted() == 2);
    let hub = hub.restored(&backup);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    let declared = hub.wait(async |hub| hub.store().device(device).await.unwrap().unwrap());
    assert_eq!(declared.statement.number, 2, "given a second time");
    eventually("it has forgotten", || forgotten(&one));
    let told = one.try_admit("main", 3, Way::CommandLine);
    assert!(matches!(told, Err(AdmitError::Revoked)), "{told:?}");
    assert_eq!(hub.admitted(), 2, "what the hub forgot came back before");
}

#[test]
fn a_hub_that_forgot_that_it_revoked_a_kiosk_gets_back_what_it_lost_and_lets_nobody_in() {
    let hub = Hub::start();
    hub.fill(50);
    let one = at_work(&hub);
    let device = one.kiosk().roster().device();
    let backup = hub.backup();
    assert_eq!(one.admit("main", 2), VerdictName::Admitted);
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    eventually("it has forgotten", || forgotten(&one));
    assert_eq!(hub.admitted(), 2);
    let hub = hub.restored(&backup);
    eventually("it has what it forgot", || hub.admitted() == 2);
    assert!(forgotten(&one), "an older word does not let it in again");
    let told = one.try_admit("main", 3, Way::CommandLine);
    assert!(matches!(told, Err(AdmitError::Revoked)), "{told:?}");
    one.kiosk().enrol(&hub.invite("Door 1 again")).unwrap();
    eventually("it decides again", || {
        matches!(one.try_admit("main", 3, Way::CommandLine), Ok(VerdictName::Admitted))
    });
}
