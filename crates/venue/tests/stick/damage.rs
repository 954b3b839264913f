//! Whatever happens to a file on its way, it is not taken, and nothing is changed.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use parvis_hub::stick::Outcome;
use parvis_protocol::stick::frame::{FrameWriter, PACKAGE, REQUEST};
use parvis_testkit::Chance;

use crate::hub::Hub;
use crate::kiosk::Station;

/// How many bytes of each file are changed, and how many times it is cut, beside its first line.
const TRIES: usize = 150;
/// How long the first line is.
fn first_line(file: &[u8]) -> usize {
    file.iter().position(|byte| *byte == b'\n').unwrap() + 1
}

/// The file with one thing wrong with it, in many ways.
fn damaged(file: &[u8]) -> Vec<Vec<u8>> {
    let mut chance = Chance::new(1);
    let mut all = Vec::new();
    let mut flip = |place: usize, bit: u64| {
        let mut flipped = file.to_vec();
        flipped[place] ^= 1 << bit;
        all.push(flipped);
    };
    // Every byte of what is in the open, and many of the rest.
    (0..first_line(file)).for_each(|place| flip(place, chance.below(8)));
    (0..TRIES).for_each(|_| flip(chance.place(file.len()), chance.below(8)));
    flip(file.len() - 1, 0);
    (0..TRIES).for_each(|_| all.push(file[..chance.place(file.len())].to_vec()));
    all.push(file[..file.len() - 1].to_vec());
    // A block that the stick lost, and one that came twice.
    let block = file.len() / 3;
    all.push([&file[..block], &vec![0; block][..], &file[2 * block..]].concat());
    all.push([&file[..block], file].concat());
    all.push([file, &file[file.len() - 1..]].concat());
    all
}

/// The same with a first line that fits: what is behind it has to be found out otherwise.
fn damaged_behind(file: &[u8], format: &'static str) -> Vec<Vec<u8>> {
    let begins = first_line(file);
    let mut chance = Chance::new(2);
    let reframed = |content: &[u8]| {
        let mut frame = FrameWriter::begin(std::io::Cursor::new(Vec::new()), format).unwrap();
        frame.write_all(content).unwrap();
        frame.finish().unwrap().into_inner()
    };
    assert_eq!(reframed(&file[begins..]), file, "what is not damaged is the same");
    // In a request, the second line is in the open: who signed it stands there.
    let sealed = begins + file[begins..].windows(4).position(|w| w == b"age-").unwrap();
    let mut all = Vec::new();
    for _ in 0..TRIES {
        let mut flipped = file.to_vec();
        flipped[sealed + chance.place(file.len() - sealed)] ^= 1 << chance.below(8);
        all.push(reframed(&flipped[begins..]));
        let cut = sealed + 1 + chance.place(file.len() - sealed - 1);
        all.push(reframed(&file[begins..cut]));
    }
    all
}

#[test]
fn a_damaged_request_changes_nothing_at_the_hub() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    let one = Station::enrolled(&hub, stick, "Door 1");
    fs::remove_file(one.package_file(stick)).unwrap();
    one.admit_all(0..5);
    one.request(stick);
    let file = one.request_file(stick);
    let whole = fs::read(&file).unwrap();
    let before = hub.state();
    let (plain, behind) = (damaged(&whole), damaged_behind(&whole, REQUEST));
    for wrong in plain.iter().chain(&behind) {
        fs::write(&file, wrong).unwrap();
        let visited = hub.visit(stick);
        let outcome = &visited[0].outcome;
        assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:?}");
    }
    assert_eq!(hub.state(), before);
    assert!(!one.package_file(stick).exists(), "it is not answered either");
    // A new kiosk's: it is all in the open.
    let two = Station::new();
    fs::remove_file(&file).unwrap();
    let fingerprint = two.request(stick).fingerprint;
    let file = two.request_file(stick);
    for wrong in damaged(&fs::read(&file).unwrap()) {
        fs::write(&file, &wrong).unwrap();
        let visited = hub.visit_naming(stick, &fingerprint, "Door 2");
        let outcome = &visited[0].outcome;
        assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:?}");
    }
    assert_eq!(hub.state(), before);
    fs::remove_file(&file).unwrap();
    fs::write(one.request_file(stick), &whole).unwrap();
    assert_eq!(hub.answers(stick).new, 5, "the whole one is taken all the same");
}

#[test]
fn a_damaged_package_changes_nothing_at_the_kiosk() {
    let (hub, stick) = (Hub::filled(10), tempfile::tempdir().unwrap());
    let stick = stick.path();
    for enrolled in [false, true] {
        let one = match enrolled {
            true => Station::enrolled(&hub, stick, "Door 1"),
            false => Station::new(),
        };
        if enrolled {
            one.admit_all(0..5);
        }
        let fingerprint = one.request(stick).fingerprint;
        hub.visit_naming(stick, &fingerprint, "Door 1");
        let file = one.package_file(stick);
        let whole = fs::read(&file).unwrap();
        let before = one.state();
        let try_to_take = |wrong: &[u8]| {
            fs::write(&file, wrong).unwrap();
            one.take_from(stick, Some(&hub.fingerprint())).map_err(|refused| refused.code())
        };
        let (plain, behind) = (damaged(&whole), damaged_behind(&whole, PACKAGE));
        for wrong in plain {
            let refused = try_to_take(&wrong).unwrap_err();
            assert!(["stick-damaged", "stick-not-a-package"].contains(&refused), "{refused}");
        }
        for wrong in behind {
            // Where the line that says whose it is was hit, it is somebody else's.
            let refused = try_to_take(&wrong).unwrap_err();
            assert!(["stick-damaged", "stick-other-kiosk"].contains(&refused), "{refused}");
        }
        assert_eq!(one.state(), before);
        assert!(try_to_take(&whole).unwrap().filled);
        fs::remove_file(&file).unwrap();
        assert_eq!(one.unsent(), 0);
    }
}

#[test]
fn a_stick_that_is_full_or_gone_is_told() {
    let hub = Hub::filled(10);
    let stick = tempfile::tempdir().unwrap();
    let one = Station::enrolled(&hub, stick.path(), "Door 1");
    one.admit(1);
    let nowhere = Path::new("/nonexistent/stick");
    let error = one.kiosk().write_stick_request(nowhere, None).unwrap_err();
    assert_eq!(error.code(), "stick-unreadable");
    assert_eq!(one.unsent(), 1);
    assert_eq!(one.refuses(nowhere), "stick-no-package");
    // /dev/full has no room; a folder of that name cannot be a file either.
    one.request(stick.path());
    let package = one.package_file(stick.path());
    fs::remove_file(&package).unwrap();
    fs::create_dir(&package).unwrap();
    let visited = hub.visit(stick.path());
    let Outcome::Refused { reason } = &visited[0].outcome else { panic!("{visited:?}") };
    assert!(reason.contains("its records are safe here"), "{reason}");
    assert_eq!(hub.admitted(), 1);
    assert_eq!(one.refuses(stick.path()), "stick-no-package");
    fs::remove_dir(&package).unwrap();
    assert_eq!(hub.answers(stick.path()).new, 0);
    one.take(stick.path());
    assert_eq!(one.unsent(), 0);
}
