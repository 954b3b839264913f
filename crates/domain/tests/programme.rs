//! Programmes that contradict themselves say where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

mod hall;

use hall::programme;
use parvis_domain::programme::Programme;

fn faults(programme: &Programme) -> Vec<String> {
    programme.check().iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_programme_has_no_faults_and_survives_json() {
    let programme = programme();
    assert_eq!(faults(&programme), Vec::<String>::new());
    let json = serde_json::to_string(&programme).unwrap();
    assert_eq!(serde_json::from_str::<Programme>(&json).unwrap(), programme);
}

#[test]
fn every_contradiction_is_named() {
    let mut wrong = programme();
    wrong.sessions[0].end = wrong.sessions[0].start;
    wrong.sessions[1].room = Some("cellar".parse().unwrap());
    wrong.sessions[2].id = wrong.sessions[1].id.clone();
    wrong.sessions[3].speakers = vec!["nobody".parse().unwrap()];
    wrong.venues[0].rooms[1].name = wrong.venues[0].rooms[0].name.clone();
    wrong.events[0].venue = Some("elsewhere".parse().unwrap());
    wrong.events[1].last_day = "2023-11-01".parse().unwrap();
    insta::assert_snapshot!(faults(&wrong).join("\n"));
}

#[test]
fn a_session_of_another_week_is_noticed() {
    let mut wrong = programme();
    wrong.sessions[0].event = "gone".parse().unwrap();
    let expected = "the session “opening” names the event “gone”, which is not in this programme";
    assert_eq!(faults(&wrong), [expected]);
}
