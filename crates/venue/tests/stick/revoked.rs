//! A kiosk that its hub revoked, by stick.

use std::fs;

use parvis_domain::verdict::VerdictName;
use parvis_hub::stick::Outcome;
use parvis_kiosk::admit::AdmitError;
use parvis_protocol::exchange::AsideReason;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::Station;

#[test]
fn it_forgets_names_and_what_it_sealed_is_taken_later() {
    let (hub, stick) = (Hub::filled(500), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    one.kiosk().roster().shorten_log().unwrap();
    let file = parvis_roster::FILE_NAME;
    assert_eq!(people::named_in_folder(one.folder()), [file.to_owned(), format!("{file}-wal")]);
    one.admit_all(0..3);
    one.request(stick);
    hub.revoke(one.device());
    // What it recorded goes on from what is known, or begins its history: it counts.
    let visited = hub.visit(stick);
    assert!(matches!(&visited[0].outcome, Outcome::Answered { revoked: true, .. }), "{visited:?}");
    assert_eq!(hub.admitted(), 3);
    // Between the request and the package somebody more came in.
    assert_eq!(one.admit(5), VerdictName::Admitted);
    let taken = one.take(stick);
    assert!(taken.revoked && !taken.filled);
    assert_eq!((taken.acknowledged, taken.unsent), (3, 1));
    assert!(matches!(one.try_admit(6), Err(AdmitError::Revoked)));
    assert_eq!(people::named_in_folder(one.folder()), [""; 0], "no file has a name");
    // The same package once more seals nothing more.
    assert_eq!(one.take(stick).sealed, None);
    // What it sealed travels on its own, twice.
    let sealed = taken.sealed.unwrap();
    fs::remove_file(one.request_file(stick)).unwrap();
    fs::copy(&sealed, stick.join("for-the-hub.age")).unwrap();
    for new in [1, 0] {
        let taken = hub.answers(stick);
        assert_eq!((taken.records, taken.new, taken.name.as_str()), (1, new, "Door 1"));
    }
    assert_eq!(hub.admitted(), 4);
    // Damaged, it is not taken.
    let mut damaged = fs::read(&sealed).unwrap();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    fs::write(stick.join("for-the-hub.age"), damaged).unwrap();
    let before = hub.state();
    assert!(matches!(&hub.visit(stick)[0].outcome, Outcome::Refused { .. }));
    assert_eq!(hub.state(), before);
}

#[test]
fn what_is_not_known_to_be_its_own_waits_for_somebody_to_accept_it() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let mut one = Station::enrolled(&hub, stick, "Door 1");
    let backup = hub.backup();
    one.admit(1);
    one.request(stick);
    hub.answers(stick);
    one.take(stick);
    one.restart();
    one.admit(2);
    one.admit(3);
    hub.later(60);
    // The hub forgot the first of its records, and whoever had the device may have made the rest.
    let hub = hub.restored(&backup);
    hub.revoke(one.device());
    one.request(stick);
    let taken = hub.answers(stick);
    assert_eq!((taken.records, taken.put_aside, hub.admitted()), (2, 2, 0));
    let taken = one.take(stick);
    assert!(taken.revoked);
    assert_eq!((one.put_aside(), one.unsent()), (2, 1), "the one that the hub forgot");
    fs::remove_file(one.request_file(stick)).unwrap();
    fs::copy(taken.sealed.unwrap(), stick.join("found.age")).unwrap();
    assert_eq!(hub.answers(stick).put_aside, 1);
    assert_eq!((hub.put_aside(), hub.admitted()), (3, 0));
    for accepted in [3, 0] {
        let count = hub.wait(async |hub| {
            hub.accept_aside(one.device(), AsideReason::AfterRevocation).await.unwrap()
        });
        assert_eq!(count, accepted);
        assert_eq!((hub.put_aside(), hub.admitted()), (0, 3));
    }
    assert_eq!(hub.answers(stick).put_aside, 0, "brought again, it is known");
    hub.state();
}

#[test]
fn a_hub_that_forgot_what_it_had_declared_is_believed_and_an_older_package_is_not() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let backup = hub.backup();
    for name in ["Door 2", "Door 3"] {
        hub.rename(one.device(), name);
        one.request(stick);
        hub.answers(stick);
        one.take(stick);
    }
    let of_before = fs::read(one.package_file(stick)).unwrap();
    hub.later(60);
    let hub = hub.restored(&backup);
    hub.revoke(one.device());
    one.admit(1);
    one.request(stick);
    hub.answers(stick);
    let taken = one.take(stick);
    assert!(taken.revoked, "although the number was given before, and a greater one too");
    assert!(matches!(one.try_admit(2), Err(AdmitError::Revoked)));
    assert_eq!(people::named_in_folder(one.folder()), [""; 0]);
    // Whoever found the stick cannot undo it: its number is greater, and it is older.
    fs::write(one.package_file(stick), of_before).unwrap();
    assert_eq!(one.refuses(stick), "stick-older");
    // Enrolled again by the organiser, it comes back.
    hub.later(60);
    let fingerprint = one.request(stick).fingerprint;
    hub.visit_naming(stick, &fingerprint, "Door 1");
    let taken = one.take(stick);
    assert!(taken.filled && !taken.revoked, "{taken:?}");
    assert_eq!(one.admit(2), VerdictName::Admitted);
}
