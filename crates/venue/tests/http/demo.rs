//! The demonstration's kiosk, filled by a hub, does what the one does that was filled by files.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use parvis_domain::fact::Way;
use parvis_domain::zone::Zone;
use parvis_hub::import::{
    Absent, ProgrammeRequest, RosterRequest, import_gates, import_programme, import_roster,
};
use parvis_hub::service::Offer;
use parvis_hub::store::Store as _;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::RehearsalClock;
use parvis_kiosk::demo::{self, Samples};
use parvis_kiosk::hub::Invitation;
use parvis_kiosk::kiosk::Kiosk;
use parvis_protocol::enrol::EnrolmentCode;
use parvis_roster::{DataKind, Opening, Roster};
use parvis_testkit::Chance;

use crate::hub::Hub;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/demo").join(name)
}

fn fill(hub: &Hub) {
    hub.wait(async |hub| {
        let store = &**hub.store();
        let programme = ProgrammeRequest { file: file("programme.json"), ..Default::default() };
        import_programme(store, programme, hub.now()).await.unwrap();
        import_gates(store, &file("gates.toml"), false).await.unwrap();
        for event in ["brussels", "closing", "donostia", "lille", "lisbon", "paris"] {
            let request = RosterRequest {
                file: file(&format!("roster-{event}.csv")),
                event: None,
                zone: Zone::utc(),
                preview: false,
                absent: Absent::Keep,
            };
            import_roster(store, request, hub.now()).await.unwrap();
        }
    });
}

fn invite(hub: &Hub) -> Invitation {
    let mut random = [0; 8];
    Chance::fresh().fill(&mut random);
    let code = EnrolmentCode::from_random(random);
    hub.wait(async |hub| {
        let programme = hub.store().programme().await.unwrap().unwrap();
        let events = programme.events.into_iter().map(|event| event.id).collect();
        let offer = Offer { name: "Demonstration".into(), events, gate: None };
        hub.offer(offer, &code).await.unwrap();
    });
    Invitation { address: hub.address(), code, hub_key: None }
}

#[test]
fn every_sample_gives_its_verdict_and_the_arrivals_are_at_the_hub() {
    let hub = Hub::start();
    fill(&hub);
    let folder = tempfile::tempdir().unwrap();
    demo::clear(folder.path()).unwrap();
    let mut random = Chance::fresh();
    let mut entropy = move |buffer: &mut [u8]| random.fill(buffer);
    let opening =
        Opening { folder: folder.path(), kind: DataKind::Rehearsal, entropy: &mut entropy };
    let roster = Roster::open(opening).unwrap();
    let clock = Arc::new(RehearsalClock::set(demo::begins(), Instant::now()));
    let kiosk = Kiosk::new(roster, clock).unwrap();
    let entropy = Arc::new(Mutex::new(entropy));
    let sheet = demo::fill_from_hub(&kiosk, folder.path(), &invite(&hub), entropy).unwrap();
    assert!(sheet.exists());
    let counts = hub.wait(async |hub| hub.store().counts().await.unwrap());
    assert_eq!(counts.iter().map(|count| count.doubles).sum::<u64>(), 0);
    assert!(counts.iter().map(|count| count.admitted).sum::<u64>() > 30);
    for sample in Samples::load().unwrap().iter() {
        let presented = Presented::Content(sample.code.clone().into_bytes());
        let decision = kiosk.admit(&sample.gate, presented, Way::Camera).unwrap();
        let got = decision.verdict.name();
        assert_eq!(got, sample.verdict, "{} at {}", sample.code, sample.gate);
    }
}
