//! What the door of a kiosk with a hub shows: closed until its lists are there, and again when it is
//! revoked; the line of truth in between; and why a kiosk does not join.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use parvis_domain::fact::Way;
use parvis_domain::id::GateId;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::{ClosedReason, DoorState, HubMood, HubView};
use parvis_roster::{DataKind, Opening, Roster};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::eventually;

pub(crate) fn kiosk(folder: &Path) -> Kiosk {
    let mut random = Chance::fresh();
    let mut entropy = move |buffer: &mut [u8]| random.fill(buffer);
    let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
    let clock = Arc::new(RehearsalClock::set(people::morning(), Instant::now()));
    Kiosk::new(Roster::open(opening).unwrap(), clock).unwrap()
}

pub(crate) fn sync(kiosk: &Kiosk, folder: &Path) -> Syncing {
    let mut random = Chance::fresh();
    let entropy = Arc::new(Mutex::new(move |buffer: &mut [u8]| random.fill(buffer)));
    Syncing::start(kiosk.clone(), folder.to_owned(), entropy, || None, || ()).unwrap()
}

fn closed(door: &Door) -> Option<ClosedReason> {
    match door.state() {
        DoorState::Open => None,
        DoorState::Closed { reason } => Some(reason),
    }
}

fn line(door: &Door) -> HubView {
    door.view().hub.unwrap()
}

/// The ids of everything that the line says.
pub(crate) fn says(door: &Door) -> Vec<String> {
    let HubView { said, more, .. } = line(door);
    std::iter::once(said).chain(more).map(|notice| notice.id).collect()
}

pub(crate) fn show(door: &Door, person: usize) -> Outcome {
    door.present(Presented::Content(people::code(person).into_bytes()), Way::Camera)
}

#[test]
fn a_door_opens_when_its_lists_are_there_and_closes_when_it_is_revoked() {
    let hub = Hub::start();
    hub.fill(50);
    let folder = tempfile::tempdir().unwrap();
    let before = kiosk(folder.path());
    let door = Door::new(before.clone(), None);
    assert_eq!(closed(&door), Some(ClosedReason::NoGate));
    let invitation = hub.invite_at("Door 1", Some(GateId::new("workshop").unwrap()));
    before.enrol(&invitation).unwrap();
    assert_eq!(closed(&door), Some(ClosedReason::Filling));
    assert_eq!(show(&door, 1), Outcome::Closed(ClosedReason::Filling), "nothing is decided");
    assert_eq!(says(&door), ["hub-not-filled"]);
    let syncing = sync(&before, folder.path());
    eventually("the door opens by itself", || closed(&door).is_none());
    assert_eq!(door.gate().unwrap().id.as_str(), "workshop", "the gate that the hub gave it");
    assert!(door.stand_at(&GateId::new("main").unwrap()));
    assert!(matches!(show(&door, 1), Outcome::Verdict(_)));
    let device = before.roster().device();
    hub.wait(async |hub| hub.revoke(device).await.unwrap());
    eventually("the door closes", || closed(&door) == Some(ClosedReason::Revoked));
    assert_eq!(show(&door, 2), Outcome::Closed(ClosedReason::Revoked), "nothing is decided");
    eventually("the line says why", || says(&door) == ["hub-revoked"]);
    assert!(!door.try_to_open(), "that there is room on the disk changes nothing");
    drop((syncing, door, before));

    let after = kiosk(folder.path());
    let door = Door::new(after.clone(), None);
    assert_eq!(closed(&door), Some(ClosedReason::Revoked), "it stays so after a restart");
    after.enrol(&hub.invite("Door 1 again")).unwrap();
    assert_eq!(closed(&door), Some(ClosedReason::Filling), "joined anew, it waits for its lists");
    let _syncing = sync(&after, folder.path());
    eventually("and opens with them", || closed(&door).is_none());
}

#[test]
fn the_line_says_what_is_safe_where_and_how_old_the_lists_are() {
    let mut hub = Hub::start();
    hub.fill(50);
    let folder = tempfile::tempdir().unwrap();
    let kiosk = kiosk(folder.path());
    let door = Door::new(kiosk.clone(), None);
    kiosk.enrol(&hub.invite("Door 1")).unwrap();
    let syncing = sync(&kiosk, folder.path());
    eventually("everything is safe", || says(&door) == ["hub-safe"]);
    hub.stop();
    assert!(matches!(show(&door, 1), Outcome::Verdict(_)));
    let offline = ["hub-unreachable", "hub-goes-on", "hub-only-here", "hub-lists-of"];
    eventually("it says what is safe only here", || says(&door) == offline);
    assert_eq!(line(&door).mood, HubMood::Waiting);
    drop(syncing);
    hub.start_again();
    let syncing = sync(&kiosk, folder.path());
    eventually("everything is safe again", || says(&door) == ["hub-safe"]);
    hub.stop();
    let offline = ["hub-unreachable", "hub-goes-on", "hub-here-safe", "hub-lists-of"];
    // A round is due within a quarter of a minute; something to send makes it come at once.
    drop(syncing);
    let _syncing = sync(&kiosk, folder.path());
    eventually("it says how old the lists are", || says(&door) == offline);
}

/// Something that answers everybody with the page of a Wi-Fi, under this status.
fn portal(status: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let page = "<h1>Welcome</h1>";
            let head = "content-type: text/html\r\nconnection: close";
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\n{head}\r\ncontent-length: {}\r\n\r\n{page}",
                page.len()
            );
        }
    });
    address
}

#[test]
fn whoever_types_is_told_what_to_do() {
    let hub = Hub::start();
    hub.fill(3);
    let folder = tempfile::tempdir().unwrap();
    let door = Door::new(kiosk(folder.path()), None);
    let good = hub.invite("Door 1").code.to_string();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let secure = hub.address().replace("http://", "");
    for (address, code, says) in [
        ("", &*good, "join-address"),
        ("two words", &good, "join-address"),
        (&hub.address(), "K7QM", "join-code-form"),
        (&hub.address(), "AAAA-BBBB-CCCC", "join-code"),
        ("no-such-host.invalid", &good, "join-no-such-host"),
        (&format!("http://{free}"), &good, "join-no-answer"),
        (&secure, &good, "join-not-secure"),
        (&portal("200 OK"), &good, "join-not-a-hub"),
        (&portal("429 Too Many Requests"), &good, "join-put-off"),
        (&portal("503 Service Unavailable"), &good, "join-put-off"),
        (&hub.address(), &good, "hub-joined"),
    ] {
        let notice = door.join_typed(address, code).unwrap_or_else(|refusal| refusal);
        assert_eq!(notice.id, says, "{address} {code}");
    }
    let other = tempfile::tempdir().unwrap();
    let refused = Door::new(kiosk(other.path()), None).join_typed(&hub.address(), &good);
    assert_eq!(refused.unwrap_err().id, "join-code", "a code is good once");
}
