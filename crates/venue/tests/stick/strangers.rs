//! Files of somebody else, for somebody else, or of another time.

use std::fs;

use parvis_hub::stick::Outcome;
use parvis_hub::store::{Plan, Store as _};
use parvis_protocol::enrol::HubCard;
use parvis_protocol::key::DeviceKey;
use parvis_protocol::statement::SignedStatement;
use parvis_protocol::stick::{PackageHead, SignedPackage};
use parvis_roster::Holds;
use parvis_sync::sealed;
use parvis_sync::stick::package;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::Station;

fn refused(hub: &Hub, stick: &std::path::Path) -> String {
    let before = hub.state();
    let visited = hub.visit(stick);
    let Outcome::Refused { reason } = &visited[0].outcome else { panic!("{visited:?}") };
    assert_eq!(hub.state(), before);
    reason.clone()
}

#[test]
fn a_package_for_another_kiosk_is_refused() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let two = Station::enrolled(&hub, stick, "Door 2");
    fs::copy(two.package_file(stick), one.package_file(stick)).unwrap();
    assert_eq!(one.refuses(stick), "stick-other-kiosk");
    fs::remove_file(one.package_file(stick)).unwrap();
    assert_eq!(one.refuses(stick), "stick-no-package");
    fs::write(one.package_file(stick), "a text of somebody's").unwrap();
    assert_eq!(one.refuses(stick), "stick-not-a-package");
}

#[test]
fn another_hub_and_another_kiosk_do_not_understand_each_other() {
    let (hub, other) = (Hub::filled(10), Hub::filled(10));
    let (stick, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (stick, elsewhere) = (stick.path(), elsewhere.path());
    let one = Station::enrolled(&hub, stick, "Door 1");
    one.admit(1);
    one.request(elsewhere);
    let reason = refused(&other, elsewhere);
    assert!(reason.contains("another central platform"), "{reason}");
    // A new kiosk, whose disk was cloned before: each is enrolled with a hub of its own.
    let mut fresh = Station::new();
    let twin = fresh.cloned();
    let fingerprint = fresh.request(stick).fingerprint;
    hub.visit_naming(stick, &fingerprint, "Door 2");
    fresh.take_from(stick, Some(&hub.fingerprint())).unwrap();
    twin.request(elsewhere);
    other.visit_naming(elsewhere, &fingerprint, "Door 3");
    assert_eq!(fresh.refuses(elsewhere), "stick-other-hub");
    let named = fresh.take_from(elsewhere, Some(&other.fingerprint())).unwrap_err();
    assert_eq!(named.code(), "stick-other-hub");
}

#[test]
fn rehearsal_and_real_do_not_mix() {
    let (hub, stick) = (Hub::new(false), tempfile::tempdir().unwrap());
    hub.fill(10);
    let one = Station::new();
    one.request(stick.path());
    assert!(refused(&hub, stick.path()).contains("rehearsal"));
}

#[test]
fn a_kiosk_with_a_list_of_its_own_keeps_it() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::new();
    let roster = one.kiosk().roster();
    let event = people::other_event();
    let key = roster.write(|roster| roster.event_key(&event)).unwrap();
    let lines = people::roster(&event, &key, 3);
    roster
        .write(|roster| {
            let mut run = roster.import(&event, Holds::Full, false)?;
            lines.into_iter().try_for_each(|line| run.add(line))?;
            run.finish()
        })
        .unwrap();
    let fingerprint = one.request(stick).fingerprint;
    hub.visit_naming(stick, &fingerprint, "Door 1");
    assert_eq!(one.refuses(stick), "stick-own-list");
}

/// What a hub could say, as it says it.
fn forged(
    one: &Station,
    stick: &std::path::Path,
    change: impl FnOnce(&mut PackageHead, &DeviceKey) -> DeviceKey,
    hub: &Hub,
) {
    let seed = one.kiosk().roster().seal_seed().unwrap();
    let input = fs::File::open(one.package_file(stick)).unwrap();
    let spool = || tempfile::tempfile().unwrap();
    let read = package::read(input, &seed, [spool(), spool()]).unwrap();
    let (mut head, mut snapshot) = (read.head, read.snapshot.unwrap());
    let seed_of_hub = hub.wait(async |hub| hub.store().identity().await.unwrap().seed);
    let key = change(&mut head, &DeviceKey::from_seed(&seed_of_hub));
    let signed = SignedPackage::sign(&head, &key).unwrap();
    let out = fs::File::create(one.package_file(stick)).unwrap();
    let to = sealed::recipient(&seed).unwrap();
    package::write(out, &to, &signed, Some(&mut snapshot)).unwrap();
}

#[test]
fn what_the_hub_did_not_sign_is_not_believed() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let two = Station::enrolled(&hub, stick, "Door 2");
    let whole = fs::read(one.package_file(stick)).unwrap();
    let stranger = || DeviceKey::from_seed(&[9; 32]);
    // Everything as it is: the rig itself forges nothing.
    forged(&one, stick, |_, key| key.clone(), &hub);
    one.take(stick);
    forged(&one, stick, |_, _| stranger(), &hub);
    assert_eq!(one.refuses(stick), "stick-not-signed");
    fs::write(one.package_file(stick), &whole).unwrap();
    // Under a key of its own it would have to have signed the snapshot too.
    forged(&one, stick, |_, key| key.clone(), &hub);
    let input = fs::File::open(one.package_file(stick)).unwrap();
    let seed = one.kiosk().roster().seal_seed().unwrap();
    let spool = || tempfile::tempfile().unwrap();
    let mut head = package::read(input, &seed, [spool(), spool()]).unwrap().head;
    head.hub = HubCard { key: stranger().public(), ..head.hub };
    head.snapshot = false;
    let signed = SignedPackage::sign(&head, &stranger()).unwrap();
    let out = fs::File::create(one.package_file(stick)).unwrap();
    package::write(out, &sealed::recipient(&seed).unwrap(), &signed, None).unwrap();
    assert_eq!(one.refuses(stick), "stick-not-signed", "its statement is not that key's");
    // A statement about another device, and one about this device with another key.
    fs::write(one.package_file(stick), &whole).unwrap();
    let of_two = two.kiosk().roster().hub().unwrap().unwrap().enrolment.signed;
    forged(
        &one,
        stick,
        |head, key| {
            head.hub.statement = of_two;
            key.clone()
        },
        &hub,
    );
    assert_eq!(one.refuses(stick), "stick-not-signed");
    fs::write(one.package_file(stick), &whole).unwrap();
    redeclared(&one, stick, &hub, |statement| statement.key = stranger().public());
    assert_eq!(one.refuses(stick), "stick-not-signed");
}

fn redeclared(
    one: &Station,
    stick: &std::path::Path,
    hub: &Hub,
    change: impl FnOnce(&mut parvis_protocol::statement::Statement),
) {
    forged(
        one,
        stick,
        |head, key| {
            let signed = &head.hub.statement;
            let mut statement = signed.open(&head.hub.key, head.hub.hub, head.device).unwrap();
            change(&mut statement);
            head.hub.statement = SignedStatement::sign(key, &statement).unwrap();
            key.clone()
        },
        hub,
    );
}

#[test]
fn another_edition_another_kind_and_an_older_word_are_refused() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    let whole = fs::read(one.package_file(stick)).unwrap();
    let again = || fs::write(one.package_file(stick), &whole).unwrap();
    redeclared(&one, stick, &hub, |statement| statement.edition = "nec-2024".parse().unwrap());
    assert_eq!(one.refuses(stick), "stick-other-edition");
    again();
    redeclared(&one, stick, &hub, |statement| statement.number = 0);
    assert_eq!(one.refuses(stick), "stick-older");
    again();
    let real = |head: &mut PackageHead, key: &DeviceKey| {
        head.rehearsal = false;
        key.clone()
    };
    forged(&one, stick, real, &hub);
    assert_eq!(one.refuses(stick), "stick-other-kind");
    // A snapshot that is not the one which goes with the rest.
    again();
    let ahead = |head: &mut PackageHead, key: &DeviceKey| {
        head.cursor.0 += 1;
        key.clone()
    };
    forged(&one, stick, ahead, &hub);
    assert_eq!(one.refuses(stick), "stick-damaged");
    // The programme changed since: the package of before it is older.
    again();
    one.request(stick);
    hub.wait(async |hub| {
        let gates = people::gates();
        hub.store().put_plan(&Plan::of_gates(&gates[..2]).unwrap()).await.unwrap();
    });
    hub.answers(stick);
    assert!(one.take(stick).filled);
    assert_eq!(one.kiosk().setup().gates.len(), 2);
    again();
    assert_eq!(one.refuses(stick), "stick-older");
}
