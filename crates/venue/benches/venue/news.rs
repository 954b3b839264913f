//! How soon one door knows whom another has let in.

use std::thread;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;
use parvis_testkit::Chance;

use crate::hub::Hub;
use crate::station::Station;
use crate::{millis, number, percentile, say};

/// From the verdict at one door until the other would refuse the same ticket.
pub(crate) fn measure() {
    let facts = number("PARVIS_BENCH_FACTS", 300);
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start(folder.path());
    hub.fill(facts + 1);
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let [one, two] = folders.each_ref().map(|folder| Station::filled(folder.path(), &hub));
    let _syncing = [one.sync(folders[0].path()), two.sync(folders[1].path())];
    let mut chance = Chance::new(1);
    thread::sleep(Duration::from_secs(2));
    let mut times = Vec::with_capacity(facts);
    for person in 0..facts {
        // People do not come in step with anything.
        thread::sleep(Duration::from_millis(chance.below(400)));
        assert_eq!(one.admit(person), VerdictName::Admitted);
        let told = Instant::now();
        while !two.knows(person) {
            assert!(told.elapsed() < Duration::from_secs(60), "it never came");
            thread::sleep(Duration::from_millis(1));
        }
        times.push(told.elapsed());
    }
    let [middle, tail, most] = [50, 99, 100].map(|part| percentile(&mut times, part));
    say(
        "a check-in at one door is known at another",
        &format!("p50 {:.0}, p99 {:.0}, max {:.0} ms", millis(middle), millis(tail), millis(most)),
        "p99 below 1,000 ms",
        tail < Duration::from_secs(1),
    );
}
