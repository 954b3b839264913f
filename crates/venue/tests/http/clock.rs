//! A kiosk whose machine's clock is wrong: it decides and shows by the hub's time, once it has heard
//! that, and records by its own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use parvis_domain::fact::Way;
use parvis_domain::id::GateId;
use parvis_hub::http::Limits;
use parvis_kiosk::admit::Presented;
use parvis_kiosk::clock::Clock;
use parvis_kiosk::door::{Door, Outcome};
use parvis_kiosk::hub::Syncing;
use parvis_kiosk::kiosk::Kiosk;
use parvis_kiosk::view::Argument;
use parvis_roster::{DataKind, Opening, Roster};
use parvis_testkit::Chance;
use parvis_venue::people;

use crate::hub::Hub;
use crate::kiosk::eventually;

/// A machine's clock that somebody can set; it is the morning of the day.
struct Machine {
    began: Instant,
    off_ms: AtomicI64,
}

impl Machine {
    /// What time it really is.
    fn right(&self) -> Timestamp {
        people::morning() + self.passed()
    }

    fn is_off_by(&self, hours: i64) {
        self.off_ms.store(hours * 3_600_000, Ordering::SeqCst);
    }
}

impl Clock for Machine {
    fn now(&self) -> Timestamp {
        self.right() + SignedDuration::from_millis(self.off_ms.load(Ordering::SeqCst))
    }

    fn passed(&self) -> SignedDuration {
        SignedDuration::try_from(self.began.elapsed()).unwrap()
    }
}

struct Started {
    kiosk: Kiosk,
    door: Door,
    _syncing: Syncing,
}

fn start(folder: &Path, machine: &Arc<Machine>) -> Started {
    let mut chance = Chance::fresh();
    let mut entropy = move |buffer: &mut [u8]| chance.fill(buffer);
    let opening = Opening { folder, kind: DataKind::Rehearsal, entropy: &mut entropy };
    let clock: Arc<dyn Clock> = Arc::clone(machine) as _;
    let kiosk = Kiosk::new(Roster::open(opening).unwrap(), clock).unwrap();
    let (entropy, of) = (Arc::new(Mutex::new(entropy)), kiosk.clone());
    let syncing = Syncing::start(of, folder.to_owned(), entropy, || None, || ()).unwrap();
    let door = Door::new(kiosk.clone(), Some(GateId::new("main").unwrap()));
    Started { kiosk, door, _syncing: syncing }
}

impl Started {
    /// What the screen says to somebody, at a gate that is open from half past seven to six.
    fn show(&self, person: usize) -> String {
        let shown = Presented::Content(people::code(person).into_bytes());
        let outcome = self.door.present(shown, Way::Camera);
        assert!(matches!(outcome, Outcome::Verdict(_)), "{outcome:?}");
        let Outcome::Verdict(view) = outcome else { return String::new() };
        view.verdict
    }

    /// What the line on its door says about clocks, and how many of whatever.
    fn says(&self) -> Vec<(&'static str, u32)> {
        let said = self.door.view().hub.unwrap().more.into_iter();
        let of_clock = said.filter(|notice| notice.id.starts_with("hub-clock"));
        let counted = of_clock.map(|notice| {
            let count = match notice.args.get("count") {
                Some(Argument::Number { value }) => *value,
                _ => 0,
            };
            (&*notice.id.leak(), count)
        });
        counted.collect()
    }

    /// How far the clock on its screen is from the right time.
    fn shown_off(&self, machine: &Machine) -> SignedDuration {
        let shown = Timestamp::from_millisecond(self.door.view().now).unwrap();
        shown.duration_since(machine.right()).abs()
    }
}

/// What the hub's figures say about clocks: seconds.
fn measured(hub: &Hub) -> i64 {
    let mut stream = TcpStream::connect(("127.0.0.1", hub.port())).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let name = "parvis_hub_device_clock_skew_seconds ";
    let value = answer.lines().find_map(|line| line.strip_prefix(name));
    value.unwrap_or_else(|| unreachable!("no such figure in {answer}")).parse().unwrap()
}

/// To the nearest.
fn hours(duration: SignedDuration) -> i64 {
    (duration.as_secs() + 1_800).div_euclid(3_600)
}

#[test]
fn whatever_the_machines_clock_reads_the_door_goes_by_the_hubs() {
    let machine = Arc::new(Machine { began: Instant::now(), off_ms: AtomicI64::new(0) });
    let of_hub = Arc::clone(&machine);
    let mut hub = Hub::start_by(Arc::new(move || of_hub.right()));
    hub.stop();
    hub.start_with(Limits::default());
    hub.fill(50);
    assert_eq!(measured(&hub), 0);
    machine.is_off_by(12);
    let folder = tempfile::tempdir().unwrap();
    let started = start(folder.path(), &machine);
    assert!(started.shown_off(&machine) > SignedDuration::from_hours(11), "nobody told it");
    started.kiosk.enrol(&hub.invite("Door 1")).unwrap();
    eventually("it is filled", || started.door.gate().is_some());
    let soon = SignedDuration::from_secs(10);
    assert_eq!(started.show(1), "admitted");
    assert!(started.shown_off(&machine) < soon);
    assert_eq!(hours(started.kiosk.ahead()), 12);
    assert_eq!(started.says(), [("hub-clock-ahead-hours", 12), ("hub-clock-used", 0)]);
    assert!((12 * 3_600 - 60..12 * 3_600 + 60).contains(&measured(&hub)));

    // Without the hub it stays so, whatever is done to the machine's clock.
    hub.stop();
    for (person, off) in [(2, -5), (3, 2_000_000 / 3), (4, 0)] {
        machine.is_off_by(off);
        assert_eq!(started.show(person), "admitted", "{off} hours off");
        assert!(started.shown_off(&machine) < soon, "{off} hours off");
        assert_eq!(hours(started.kiosk.ahead()), off);
        let said = match off {
            0 => Vec::new(),
            -5 => vec![("hub-clock-behind-hours", 5), ("hub-clock-used", 0)],
            _ => vec![("hub-clock-ahead-days", 27_778), ("hub-clock-used", 0)],
        };
        assert_eq!(started.says(), said);
    }
    // What is recorded has the kiosk's own time, for the hub to see how far that is off.
    let mut recorded = Vec::new();
    let mut each = |sealed: &parvis_domain::series::Sealed| {
        recorded.push(sealed.record.at);
        Ok(())
    };
    started.kiosk.roster().read(|roster| roster.records(&mut each)).unwrap();
    let off = recorded.iter().map(|at| hours(at.duration_since(people::morning())));
    assert_eq!(off.collect::<Vec<_>>(), [12, -5, 666_666, 0]);
    drop(started);

    // After a restart without the hub there is only the machine's clock.
    machine.is_off_by(12);
    let again = start(folder.path(), &machine);
    assert_eq!(again.show(5), "too_late");
}
