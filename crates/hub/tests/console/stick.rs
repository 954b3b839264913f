//! Files of a USB stick: read, answered, and refused with what to do.

use axum::http::StatusCode;
use jiff::SignedDuration;
use parvis_hub::store::Store as _;
use parvis_protocol::key::DeviceKey;
use parvis_sync::sealed;
use parvis_sync::stick::package;

use crate::stick_files::{Kiosk, SEED};
use crate::visitor::{Page, Visitor};
use crate::week::{Door, Week, event};

pub(crate) const STICK: &str = "/console/devices/stick";

/// Gives files, and opens the page that tells what came of them.
async fn give(ada: &mut Visitor, files: &[(&str, &[u8])]) -> (String, Page) {
    let page = upload(ada, files).await;
    let address = page.goes_to().to_owned();
    let page = ada.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    (address, page)
}

async fn upload(ada: &mut Visitor, files: &[(&str, &[u8])]) -> Page {
    let token = ada.get(STICK).await.token();
    ada.upload(STICK, &[("form", token.as_str())], files).await
}

/// Everything that a stick could have changed.
async fn state(week: &Week) -> String {
    let store = week.service.store();
    let (devices, cursor) = (store.devices().await.unwrap(), store.cursor().await.unwrap());
    format!("{cursor:?} {devices:?} {:?}", store.put_aside(100).await.unwrap())
}

/// A kiosk that is enrolled, and what it recorded.
async fn enrolled(week: &Week, number: u8) -> (Kiosk, Door) {
    let mut door = week.door(number, "Door 2", "main").await;
    for (second, code) in (0_i64..).zip(&week.codes()[..3]) {
        door.admit(code, second);
    }
    (Kiosk::new(number), door)
}

async fn admitted(week: &Week) -> u64 {
    let counts = week.service.store().counts().await.unwrap();
    counts.iter().find(|counts| counts.event == event("brussels")).unwrap().admitted
}

#[tokio::test]
async fn a_new_kiosk_is_enrolled_by_whoever_compared_its_fingerprint() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let kiosk = Kiosk::new(42);
    let before = state(&week).await;
    let (told, page) = give(&mut ada, &[("parvis-2a2a2a2a.request", &kiosk.asks())]).await;
    assert!(page.has("A new kiosk") && page.has(&kiosk.fingerprint()), "{}", page.text());
    assert!(!page.has("What to do now"), "there is no answer yet");
    assert_eq!(ada.get(&format!("{told}/0")).await.status, StatusCode::NOT_FOUND);

    let enrol = format!("{told}/0/enrol");
    assert!(ada.get(&enrol).await.has(&kiosk.fingerprint()));
    let good = [("same", "yes"), ("name", "Door 1"), ("event", "brussels"), ("gate", "main")];
    for (fields, words) in [
        (&good[1..], "Compare the fingerprints first"),
        (&[good[0], ("name", ""), good[2]][..], "between 1 and 100 letters"),
        (&good[..2], "Choose at least one event."),
        (&[good[0], good[1], ("event", "gala")][..], "The programme was changed"),
        (&[good[0], good[1], good[2], ("gate", "moon")][..], "The programme was changed"),
    ] {
        let page = ada.fill_in(&enrol, &enrol, fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.has(words), "{fields:?}: {}", page.text());
    }
    assert_eq!(state(&week).await, before, "nothing was changed");

    let page = ada.fill_in(&enrol, &enrol, &good).await;
    assert_eq!(page.goes_to(), told);
    let page = ada.get(&told).await;
    assert!(page.has("It is enrolled now") && page.has("Door 1") && page.has("What to do now"));
    assert!(page.has(&week.service.signing_key().public().fingerprint()));
    let device = week.service.store().device(Week::id(42)).await.unwrap().unwrap();
    assert_eq!(device.statement.events, [event("brussels")]);
    // Twice, because browsers ask again.
    for _ in 0..2 {
        let file = ada.get(&format!("{told}/0")).await;
        let named = "attachment; filename=\"parvis-2a2a2a2a.package\"";
        assert_eq!(file.headers["content-disposition"], named);
        let spool = || tempfile::tempfile().unwrap();
        let read = package::read(&file.body[..], &SEED, [spool(), spool()]).unwrap();
        assert_eq!(read.head.device, Week::id(42));
        assert!(read.snapshot.is_some());
    }
    assert_eq!(ada.get(&enrol).await.status, StatusCode::NOT_FOUND, "it is done");
}

#[tokio::test]
async fn what_a_kiosk_recorded_is_taken_once() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let (kiosk, door) = enrolled(&week, 42).await;
    let request = kiosk.tells(&week, &door);
    for new in [3, 0] {
        // Under whatever name: browsers add numbers.
        let (told, page) = give(&mut ada, &[("parvis-2a2a2a2a (1).request", &request)]).await;
        assert!(page.has("Read, and safe here"), "{}", page.text());
        assert!(page.has("<dt>Records</dt><dd>3</dd>"));
        assert!(page.has(&format!("<dt>New here</dt><dd>{new}</dd>")));
        assert!(page.has("<code class=\"whole\">parvis-2a2a2a2a.package</code>"));
        assert_eq!(admitted(&week).await, 3);
        let file = ada.get(&format!("{told}/0")).await;
        let spool = || tempfile::tempfile().unwrap();
        let read = package::read(&file.body[..], &SEED, [spool(), spool()]).unwrap();
        assert_eq!(read.head.series[0].seq, 3, "acknowledged");
    }
}

#[tokio::test]
async fn a_bad_file_says_what_to_do_and_changes_nothing() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let (kiosk, door) = enrolled(&week, 42).await;
    let whole = kiosk.tells(&week, &door);
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    let newer = String::from_utf8_lossy(&whole[..40]).replace("request-1", "request-2");
    let stranger = sealed::recipient(&[5; 32]).unwrap();
    let hub = week.service.identity().device;
    let mut real = Kiosk::new(43);
    real.card.rehearsal = false;
    let mut impostor = kiosk.clone();
    impostor.key = DeviceKey::from_seed(&[9; 32]);
    let not_signed = impostor.asks();
    impostor.card.key = impostor.key.public();
    let unknown = Kiosk::new(44);
    let mut strange_door = week.door(44, "Not here", "main").await;
    strange_door.admit(&week.codes()[0], 1);
    let other_week = Week::filled().await;
    let mut sealed_cut = kiosk.seals(&week, &door);
    sealed_cut.pop();
    let empty = sealed::seal(
        &sealed::recipient(&week.service.identity().sealing_seed).unwrap(),
        Vec::new(),
    );
    let before = state(&week).await;
    for (name, content, words) in [
        ("menu.pdf", b"%PDF-1.7".to_vec(), "This is no file of a kiosk."),
        ("nothing.request", Vec::new(), "This is no file of a kiosk."),
        ("cut.request", whole[..whole.len() / 2].to_vec(), "pulled out too early"),
        ("head.request", whole[..30].to_vec(), "pulled out too early"),
        ("changed.request", changed, "pulled out too early"),
        ("newer.request", newer.into_bytes(), "Bring this hub up to date"),
        ("sealed.request", kiosk.tells_to(&stranger, hub, &week, &door), "for another hub"),
        (
            "other.request",
            kiosk.tells_to(
                &sealed::recipient(&week.service.identity().sealing_seed).unwrap(),
                Week::id(99),
                &week,
                &door,
            ),
            "for another hub",
        ),
        ("real.request", real.asks(), "One of the two is for rehearsing"),
        ("forged.request", not_signed, "was not signed by the kiosk that it names"),
        ("same.request", impostor.asks(), "under the same number"),
        ("cut.age", sealed_cut, "pulled out too early"),
        ("empty.age", empty.unwrap().finish().unwrap(), "does not say which kiosk"),
        ("other.age", kiosk.seals(&other_week, &door), "for another hub"),
    ] {
        let (told, page) = give(&mut ada, &[(name, &content)]).await;
        assert!(page.has("Not taken") && page.has(words), "{name}: {}", page.text());
        assert!(page.has(name) && !page.has("What to do now"), "{name}");
        assert_eq!(ada.get(&format!("{told}/0")).await.status, StatusCode::NOT_FOUND, "{name}");
        let enrol = ada.get(&format!("{told}/0/enrol")).await;
        assert_eq!(enrol.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(state(&week).await, before, "{name}");
    }
    // Its kiosk is not known at another hub.
    let mut bo = Visitor::signed_in(&other_week).await;
    let (_, page) = give(&mut bo, &[("x.age", &unknown.seals(&other_week, &strange_door))]).await;
    assert!(page.has("Its kiosk is not known here."), "{}", page.text());
}

#[tokio::test]
async fn a_whole_stick_is_read_at_once_and_one_bad_file_is_in_nobodys_way() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let (kiosk, door) = enrolled(&week, 42).await;
    let (told, page) = give(&mut ada, &[("parvis-2a2a2a2a.request", &Kiosk::new(43).asks())]).await;
    assert!(page.has("A new kiosk"));
    let enrol = format!("{told}/0/enrol");
    let fields = [("same", "yes"), ("name", "Door 3"), ("event", "brussels")];
    ada.fill_in(&enrol, &enrol, &fields).await;
    let package = ada.get(&format!("{told}/0")).await.body;
    let files: [(&str, &[u8]); 4] = [
        ("holiday.jpg", b"\xff\xd8\xff"),
        ("parvis-2b2b2b2b.package", &package),
        ("parvis-2a2a2a2a.request", &kiosk.tells(&week, &door)),
        ("parvis-2b2b2b2b.request", &Kiosk::new(43).asks()),
    ];
    let (_, page) = give(&mut ada, &files).await;
    assert!(page.has("This is no file of a kiosk.") && page.has("Leave it on the stick."));
    for name in ["parvis-2a2a2a2a.package", "parvis-2b2b2b2b.package"] {
        assert!(page.has(&format!("<code class=\"whole\">{name}</code>")), "{name}");
    }
    assert_eq!(admitted(&week).await, 3);
}

#[tokio::test]
async fn a_revoked_kiosk_is_heard_and_can_come_back() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let (kiosk, door) = enrolled(&week, 42).await;
    week.service.revoke(Week::id(42)).await.unwrap();
    let (_, page) = give(&mut ada, &[("for-the-hub.age", &kiosk.seals(&week, &door))]).await;
    assert!(page.has("What it had sealed was read") && page.has("<dt>Records</dt><dd>3</dd>"));
    assert!(!page.has("What to do now"));

    let (told, page) = give(&mut ada, &[("x.request", &kiosk.tells(&week, &door))]).await;
    assert!(page.has("this kiosk is revoked") && page.has("<dt>New here</dt><dd>0</dd>"));
    assert!(page.has("to forget its lists") && page.has("Save the answer"));
    let spool = || tempfile::tempfile().unwrap();
    let file = ada.get(&format!("{told}/0")).await.body;
    let read = package::read(&file[..], &SEED, [spool(), spool()]).unwrap();
    assert!(read.snapshot.is_none(), "it gets no names");

    let enrol = format!("{told}/0/enrol");
    let page = ada.get(&enrol).await;
    assert!(page.has("value=\"Door 2\"") && page.has(&kiosk.fingerprint()));
    let fields = [("same", "yes"), ("name", "Door 2"), ("event", "brussels")];
    assert_eq!(ada.fill_in(&enrol, &enrol, &fields).await.goes_to(), told);
    let file = ada.get(&format!("{told}/0")).await.body;
    let read = package::read(&file[..], &SEED, [spool(), spool()]).unwrap();
    assert!(read.snapshot.is_some());
}

#[tokio::test]
async fn too_much_or_nothing_at_all_is_said_so() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let before = state(&week).await;
    let page = upload(&mut ada, &[("", b"")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Choose a file first."));
    let half = vec![b'x'; 60_000_000];
    let request = Kiosk::new(42).asks();
    let many: Vec<_> = (0..101).map(|_| ("a.request", &request[..])).collect();
    for files in [&[("one", &half[..]), ("two", &half[..])][..], &many] {
        let page = upload(&mut ada, files).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.has("Choose only those of kiosks"), "{}", page.text());
    }
    assert_eq!(state(&week).await, before);
}

#[tokio::test]
async fn answers_wait_for_half_an_hour() {
    let week = Week::filled().await;
    let mut ada = Visitor::signed_in(&week).await;
    let (kiosk, door) = enrolled(&week, 42).await;
    let (told, _) = give(&mut ada, &[("x.request", &kiosk.tells(&week, &door))]).await;
    week.pass(SignedDuration::from_mins(31));
    give(&mut ada, &[("x.request", &kiosk.tells(&week, &door))]).await;
    for address in [told.clone(), format!("{told}/0"), format!("{told}/0/enrol")] {
        let page = ada.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.has("nothing counts twice"), "{address}");
    }
}
