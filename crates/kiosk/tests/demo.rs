//! The demonstration does what it promises: every sample gives its verdict, in any order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod folder;

use folder::Folder;
use jiff::{SignedDuration, Timestamp};
use parvis_domain::fact::Way;
use parvis_domain::verdict::VerdictName;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::demo::{self, DemoError, Samples};
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::{ShownCode, VerdictView};
use parvis_roster::DataKind;

fn demonstration(folder: &Folder) -> Kiosk {
    demonstration_at(folder, demo::begins())
}

fn demonstration_at(folder: &Folder, now: Timestamp) -> Kiosk {
    demo::clear(folder.path()).unwrap();
    let kiosk = folder.kiosk(DataKind::Rehearsal, now);
    demo::fill(&kiosk, folder.path()).unwrap();
    kiosk
}

/// What a door says to a code of the demonstration.
fn shown(door: &Door, code: &str) -> VerdictView {
    match door.show(ShownCode::Sample { text: code.to_owned() }) {
        Outcome::Verdict(view) => *view,
        other => panic!("{other:?}"),
    }
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
        languages.extend(shown(&door, &sample.code).lang);
    }
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en", "es", "fr", "nl", "pt"]);
}

#[test]
fn some_are_admitted_although_it_is_crowded_and_only_they_are_told() {
    let folder = Folder::new();
    let samples = Samples::load().unwrap();
    let door = Door::new(demonstration(&folder), None).offering(samples);
    let mut crowded = 0;
    for ticket in door.samples().unwrap().tickets {
        door.stand_at(&ticket.gate.parse().unwrap());
        let advice = shown(&door, &ticket.code).advice;
        let told = advice.iter().any(|notice| notice.id == "advice-over-capacity");
        assert_eq!(told, ticket.about.id == "sample-over-capacity", "{ticket:?}");
        crowded += usize::from(told);
    }
    assert!(crowded > 0);
}

#[test]
fn whoever_comes_in_is_told_where_to_go_and_whether_it_has_begun() {
    let (booked, anybody) = ("ABC3FSDK", "LCQCLG67");
    let next = |now: &str, code: &str| {
        let folder = Folder::new();
        let kiosk = demonstration_at(&folder, now.parse().unwrap());
        let next = shown(&Door::new(kiosk, None), code).next.unwrap();
        (next.session.id, next.session.booked, next.running)
    };
    let own = |running| ("bx-w-migrate".to_owned(), true, running);
    assert_eq!(next("2023-11-16T10:59:00+01:00", booked), own(false));
    assert_eq!(next("2023-11-16T11:00:00+01:00", booked), own(true));
    let of_all = |id: &str, running| (id.to_owned(), false, running);
    assert_eq!(next("2023-11-16T08:50:00+01:00", anybody), of_all("bx-welcome", true));
    // A workshop for which one needs a seat begins before it.
    assert_eq!(next("2023-11-16T09:01:00+01:00", anybody), of_all("bx-opening", false));
    assert_eq!(next("2023-11-16T17:50:00+01:00", anybody), of_all("bx-reception", false));
    assert_eq!(next("2023-11-16T20:10:00+01:00", anybody), of_all("bx-night", false));
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
