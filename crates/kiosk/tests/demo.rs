//! The demonstration does what it promises: every sample gives its verdict, in any order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use folder::Folder;
use jiff::SignedDuration;
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::demo::{self, DemoError, Samples};
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::ShownCode;
use parvis_roster::DataKind;

fn demonstration(folder: &Folder) -> Kiosk {
    demo::clear(folder.path()).unwrap();
    let kiosk = folder.kiosk(DataKind::Rehearsal, demo::begins());
    demo::fill(&kiosk, folder.path()).unwrap();
    kiosk
}

#[test]
fn the_files_on_the_disk_are_the_ones_that_are_compiled_in() {
    assert_eq!(demo::begins(), "2023-11-16T08:50:00+01:00".parse().unwrap());
}

#[test]
fn every_sample_gives_its_verdict_whatever_was_tried_before() {
    let samples: Vec<_> = Samples::load().unwrap().iter().cloned().collect();
    let backwards: Vec<_> = samples.iter().rev().cloned().collect();
    for order in [samples, backwards] {
        let folder = Folder::new();
        let kiosk = demonstration(&folder);
        for sample in &order {
            let presented = Presented::Content(sample.code.clone().into_bytes());
            let decision = kiosk.admit(&sample.gate, presented, Way::Camera).unwrap();
            let got = decision.verdict.name();
            assert_eq!(got, sample.verdict, "{} at {}", sample.code, sample.gate);
        }
        assert_eq!(kiosk.roster().doctor().unwrap(), []);
    }
}

#[test]
fn every_verdict_has_a_sample_and_some_admissions_speak_each_language() {
    let samples = Samples::load().unwrap();
    for verdict in VerdictName::ALL {
        assert!(samples.iter().any(|sample| sample.verdict == verdict), "{}", verdict.as_str());
    }
    let folder = Folder::new();
    let door = Door::new(demonstration(&folder), None);
    let mut languages = std::collections::BTreeSet::new();
    for sample in samples.iter().filter(|s| s.verdict == VerdictName::Admitted) {
        door.stand_at(&sample.gate);
        match door.show(ShownCode::Sample { text: sample.code.clone() }) {
            Outcome::Verdict(view) => languages.extend(view.lang),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en", "es", "fr", "nl", "pt"]);
}

#[test]
fn tickets_of_other_cities_are_known_by_hash_alone() {
    let folder = Folder::new();
    let kiosk = demonstration(&folder);
    let paris = "paris".parse().unwrap();
    let held = kiosk
        .roster()
        .read(|roster| {
            let mut held = 0;
            roster.lines(&paris, &mut |_| {
                held += 1;
                Ok(())
            })?;
            Ok(held)
        })
        .unwrap();
    assert_eq!(held, 0, "the names of Paris are no business of Brussels");
}

#[test]
fn a_folder_of_somebody_else_is_never_emptied() {
    let folder = Folder::new();
    std::fs::write(folder.path().join("thesis.txt"), "precious").unwrap();
    assert!(matches!(demo::clear(folder.path()), Err(DemoError::NotADemonstration(_))));
    assert!(folder.path().join("thesis.txt").exists());
}

#[test]
fn the_demonstration_is_made_anew_each_time() {
    let folder = Folder::new();
    drop(demonstration(&folder));
    let kiosk = demonstration(&folder);
    let sheet = std::fs::read_to_string(demo::sheet_in(folder.path())).unwrap();
    assert!(sheet.contains("<svg"));
    assert!(kiosk.now().duration_since(demo::begins()) < SignedDuration::from_mins(1));
}
