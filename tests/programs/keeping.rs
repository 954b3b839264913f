//! `parvis-hub backup` and `restore` as somebody types them, and the kiosk that goes on afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Output;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;
use parvis_venue::people;

use crate::hub::{Hub, Place};
use crate::kiosk::{Kill, Kiosk};
use crate::look;
use crate::proxy::Proxy;
use crate::venue::{Answered, PEOPLE};

struct Door {
    kiosk: Kiosk,
    answered: Vec<Answered>,
}

impl Door {
    fn admit(&mut self, people: std::ops::Range<usize>) {
        for person in people {
            let verdict = self.kiosk.check_in(&people::code(person), Kill::Never).unwrap();
            assert_eq!(verdict, VerdictName::Admitted);
            self.answered.push(Answered { kiosk: 0, person, verdict });
        }
    }

    fn sync(&self) {
        let ended = self.kiosk.sync(Kill::Never);
        assert_eq!(ended.code, Some(0), "{}", ended.said);
    }
}

/// What a command says that fails.
fn failure(place: &Place, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = place.command(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    assert_eq!(status.code(), Some(1), "{arguments:?}: {said}");
    said
}

fn fails(place: &Place, arguments: &[&str], because: &str) {
    let said = failure(place, arguments);
    assert!(said.contains(because), "{arguments:?}: {said}");
}

/// The same, of a hub that was killed: PostgreSQL takes a moment to notice that it is gone.
fn fails_in_the_end(place: &Place, arguments: &[&str], because: &str) {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until && !failure(place, arguments).contains(because) {
        std::thread::sleep(Duration::from_millis(100));
    }
    fails(place, arguments, because);
}

fn a_kiosk_goes_on_with_a_hub_that_was_restored(place: &Place, again: &Place) {
    place.fill(PEOPLE);
    let proxy = Proxy::start(1, None);
    let hub = Hub::start_for_sure(place);
    proxy.lead_to(hub.port);
    let mut door = Door { kiosk: Kiosk::new("Door 1"), answered: Vec::new() };
    door.kiosk.enrol(&place.offer("Door 1"), &proxy.address());
    door.sync();
    door.admit(0..4);
    door.sync();

    let file = place.files().join("everything.backup");
    let file = file.to_str().unwrap();
    place.ok(&["backup", file]);
    let mode = fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "its keys are in it");
    fails(place, &["backup", file], "");
    // What the backup knows nothing of: some at the hub, some not yet, and a kiosk.
    door.admit(4..7);
    door.sync();
    door.admit(7..9);
    let late = Kiosk::new("Door 2");
    late.enrol(&place.offer("Door 2"), &proxy.address());
    assert_eq!(late.sync(Kill::Never).code, Some(0));

    match place.cluster() {
        // Nobody restores over a hub that is running.
        None => fails(place, &["restore", file], "running"),
        Some(_) => fails(place, &["restore", file], "open in another hub"),
    }
    // Killed.
    drop(hub);
    fails_in_the_end(place, &["restore", file], "not empty");
    fails(again, &["restore", &format!("{file}.not")], "");

    again.ok(&["restore", file]);
    fails(again, &["restore", file], "not empty");
    let hub = Hub::start_for_sure(again);
    proxy.lead_to(hub.port);
    door.admit(9..11);
    door.sync();
    door.admit(11..12);
    for _ in 0..2 {
        door.sync();
    }
    let refused = late.sync(Kill::Never);
    assert_ne!(refused.code, Some(0), "the backup does not know it");
    let verdict = late.check_in(&people::code(20), Kill::Never);
    assert_eq!(verdict, Some(VerdictName::Admitted), "its door goes on all the same");
    late.enrol(&again.offer("Door 2 again"), &proxy.address());
    assert_eq!(late.sync(Kill::Never).code, Some(0));
    door.sync();

    let Door { kiosk, mut answered } = door;
    answered.push(Answered { kiosk: 1, person: 20, verdict: VerdictName::Admitted });
    let records = look::look(again, hub, &[kiosk, late], &answered).unwrap();
    assert!(records >= 13, "{records}");
}

#[test]
fn a_hub_in_a_folder_is_restored_from_its_backup() {
    a_kiosk_goes_on_with_a_hub_that_was_restored(&Place::folder(), &Place::folder());
}

#[test]
fn a_hub_in_postgresql_is_restored_from_its_backup() {
    a_kiosk_goes_on_with_a_hub_that_was_restored(&Place::postgres(), &Place::postgres());
}

#[test]
fn a_backup_of_a_folder_is_good_for_postgresql() {
    a_kiosk_goes_on_with_a_hub_that_was_restored(&Place::folder(), &Place::postgres());
}
