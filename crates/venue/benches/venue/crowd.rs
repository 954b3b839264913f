//! Two thousand kiosks at one hub: each asks every fifteen seconds and records something every
//! thirty. The hub is a process of its own; the kiosks here are the real client over a connection
//! each, with series in memory.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::clock::HybridClock;
use parvis_domain::fact::{Fact, Scanned, Way};
use parvis_domain::gate::Entry;
use parvis_domain::id::{DeviceId, EventId, Incarnation, TicketId};
use parvis_domain::programme::Programme;
use parvis_domain::series::Head;
use parvis_domain::verdict::VerdictName;
use parvis_hub::service::Offer;
use parvis_hub::store::{Plan, Store as _};
use parvis_protocol::change::Cursor;
use parvis_protocol::enrol::{DeviceCard, EnrolmentCode, EnrolmentRequest};
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{Pull, Push, StatusRequest};
use parvis_protocol::hub::{Enrols as _, Hub as _};
use parvis_protocol::key::DeviceKey;
use parvis_protocol::series::{Batch, SignedHead};
use parvis_sync::http::client::{HttpHub, Trouble, client};
use parvis_sync::round::Bond;
use parvis_testkit::Chance;
use serde_json::json;

use crate::hub::Hub;
use crate::idle::of_processor;
use crate::station::random;
use crate::{millis, number, percentile, say};

/// Names the folder of the hub that is to serve, in a process of its own.
pub(crate) const FOLDER: &str = "PARVIS_BENCH_HUB";
/// A week has so many events; a kiosk stands at one of them.
const EVENTS: usize = 40;
/// A kiosk asks so often, and every second time it has something to push.
const ASKS_EVERY: Duration = Duration::from_secs(15);

/// What all kiosks saw.
#[derive(Default)]
struct Seen {
    pushes: Vec<Duration>,
    asked: Vec<Duration>,
    changes: usize,
    errors: Vec<String>,
}

/// One kiosk, as far as the hub can tell.
struct Station {
    hub: HttpHub,
    device: DeviceId,
    key: DeviceKey,
    event: EventId,
    head: Head,
    clock: HybridClock,
    read: Option<(Epoch, Cursor)>,
    /// What was recorded and is not acknowledged: it is sent again.
    unsent: Option<Batch>,
}

pub(crate) fn measure() {
    let kiosks = number("PARVIS_BENCH_KIOSKS", 2_000);
    let seconds = number("PARVIS_BENCH_CROWD_SECONDS", 60) as u64;
    let folder = tempfile::tempdir().unwrap();
    let enrolled = enrol(folder.path(), kiosks);
    let (mut process, address) = start(folder.path());
    let memory_before = memory(&process);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let begins = Instant::now() + Duration::from_secs(2);
    let (measured_from, until) =
        (begins + ASKS_EVERY * 2, begins + ASKS_EVERY * 2 + Duration::from_secs(seconds));
    let stations: Vec<_> = enrolled.into_iter().map(|one| one.at(&address)).collect();
    let used = runtime.block_on(async {
        let mut chance = Chance::new(1);
        let tasks: Vec<_> = stations
            .into_iter()
            .map(|station| {
                let wait = chance.below(u64::try_from(ASKS_EVERY.as_millis()).unwrap());
                let first = begins + Duration::from_millis(wait);
                tokio::spawn(station.live(first, (measured_from, until), Arc::clone(&seen)))
            })
            .collect();
        tokio::time::sleep_until(measured_from.into()).await;
        let before = (of_processor(), of_process(&process));
        for task in tasks {
            task.await.unwrap();
        }
        let after = (of_processor(), of_process(&process));
        (after.0 - before.0, after.1.saturating_sub(before.1))
    });
    let (now, most) = memory(&process);
    let _ = process.kill();
    process.wait().unwrap();
    tell(kiosks, seconds, &mut seen.lock().unwrap(), used, (memory_before.0, now, most));
}

fn tell(
    kiosks: usize,
    seconds: u64,
    seen: &mut Seen,
    (load, hub): (Duration, Duration),
    (before, now, most): (u64, u64, u64),
) {
    let share =
        |used: Duration| 100.0 * used.as_secs_f64() / Duration::from_secs(seconds).as_secs_f64();
    let [middle, tail, worst] =
        [50, 99, 100].map(|part| millis(percentile(&mut seen.pushes, part)));
    say(
        &format!("{kiosks} kiosks at a hub, a fact each every 30 s: a push"),
        &format!("p50 {middle:.1}, p99 {tail:.1}, max {worst:.0} ms"),
        &format!("{} pushes in {seconds} s, {} errors", seen.pushes.len(), seen.errors.len()),
        seen.errors.is_empty() && !seen.pushes.is_empty(),
    );
    let [middle, tail] = [50, 99].map(|part| millis(percentile(&mut seen.asked, part)));
    say(
        "  a question how things stand, every 15 s",
        &format!("p50 {middle:.1}, p99 {tail:.1} ms"),
        &format!("{} of them, {} changes sent", seen.asked.len(), seen.changes),
        true,
    );
    say(
        "  the hub's memory, and its part of a core",
        &format!("{before} MB before, {now} MB, at most {most} MB"),
        &format!("{:.0} % of a core; the load maker {:.0} %", share(hub), share(load)),
        true,
    );
    for error in seen.errors.iter().take(5) {
        println!("  {error}");
    }
}

/// A kiosk that is enrolled, before anything is asked.
struct Enrolled {
    bond: Bond,
    seed: [u8; 32],
    event: EventId,
}

impl Enrolled {
    fn at(self, address: &str) -> Station {
        let key = DeviceKey::from_seed(&self.seed);
        let mut incarnation = Incarnation([0; 8]);
        random(&mut incarnation.0);
        let device = self.bond.device;
        let entropy = Arc::new(Mutex::new(random));
        let again = DeviceKey::from_seed(&self.seed);
        let hub = HttpHub::new(
            client().unwrap(),
            address,
            self.bond,
            again,
            Arc::new(Timestamp::now),
            entropy,
        );
        let head = Head::new(device, incarnation, None);
        let clock = HybridClock::after(None);
        Station { hub, device, key, event: self.event, head, clock, read: None, unsent: None }
    }
}

fn event(n: usize) -> EventId {
    format!("event-{}", n % EVENTS).parse().unwrap()
}

/// A hub with a week's programme, and so many kiosks enrolled with it.
fn enrol(folder: &Path, kiosks: usize) -> Vec<Enrolled> {
    let hub = Hub::start(folder);
    let events: Vec<_> = (0..EVENTS)
        .map(|n| {
            json!({"id": event(n), "title": {"en": "A day"}, "mode": "on_site", "venue": "hall",
                   "first_day": "2023-11-16", "last_day": "2023-11-16"})
        })
        .collect();
    let programme: Programme = serde_json::from_value(json!({
        "edition": {"id": "week", "title": {"en": "A week"}, "zone": "Europe/Brussels"},
        "venues": [{"id": "hall", "name": {"en": "Hall"}, "zone": "Europe/Brussels"}],
        "events": events
    }))
    .unwrap();
    hub.wait(async |service| {
        service.store().put_plan(&Plan::of_programme(&programme).unwrap()).await.unwrap();
        let mut enrolled = Vec::with_capacity(kiosks);
        for n in 0..kiosks {
            let (mut code, mut seed, mut id) = ([0; 8], [0; 32], [0; 16]);
            [&mut code[..], &mut seed, &mut id].into_iter().for_each(random);
            let (code, device) = (EnrolmentCode::from_random(code), DeviceId(id));
            let events = vec![event(n)];
            service
                .offer(Offer { name: format!("Door {n}"), events, gate: None }, &code)
                .await
                .unwrap();
            let key = DeviceKey::from_seed(&seed);
            let (public, seal_to, version) = (key.public(), "age1".into(), "bench".into());
            let card = DeviceCard { device, key: public, seal_to, version, rehearsal: true };
            let request = EnrolmentRequest::new(&code, &card, &key).unwrap();
            service.enrol(request).await.unwrap();
            let hub_key = service.signing_key().public();
            let bond = Bond { device, hub: service.identity().device, hub_key };
            enrolled.push(Enrolled { bond, seed, event: event(n) });
        }
        enrolled
    })
}

impl Station {
    /// Asks by turns, and pushes every second time.
    async fn live(
        mut self,
        first: Instant,
        (measured_from, until): (Instant, Instant),
        seen: Arc<Mutex<Seen>>,
    ) {
        let mut next = first;
        let mut nth = self.device.0[0] % 2;
        while next < until {
            tokio::time::sleep_until(next.into()).await;
            let outcome = self.round(nth.is_multiple_of(2)).await;
            let mut seen = seen.lock().unwrap();
            match outcome {
                Ok((asked, pushed, changes)) if next >= measured_from => {
                    seen.asked.push(asked);
                    seen.pushes.extend(pushed);
                    seen.changes += changes;
                }
                Ok(_) => {}
                // Also while it only warms up.
                Err(trouble) => seen.errors.push(trouble.to_string()),
            }
            drop(seen);
            next += ASKS_EVERY;
            nth += 1;
        }
    }

    async fn round(
        &mut self,
        pushes: bool,
    ) -> Result<(Duration, Option<Duration>, usize), Trouble> {
        let (now, version) = (Timestamp::now(), "bench".into());
        let begun = Instant::now();
        let request = StatusRequest {
            now,
            version,
            unsent: pushes.into(),
            seats: Vec::new(),
            epoch: self.read.map(|(epoch, _)| epoch),
            screens: None,
        };
        let status = self.hub.status(request).await?;
        let asked = begun.elapsed();
        let mut pushed = None;
        if pushes {
            let batch = match self.unsent.take() {
                Some(batch) => batch,
                None => self.record(),
            };
            self.unsent = Some(batch.clone());
            let begun = Instant::now();
            self.hub.push(Push { now, batches: vec![batch], given_back: Vec::new() }).await?;
            pushed = Some(begun.elapsed());
            self.unsent = None;
        }
        let (epoch, mut after) = self.read.unwrap_or((status.epoch, status.cursor));
        let mut changes = 0;
        let incarnation = Incarnation(self.device.0[..8].try_into().unwrap());
        while after < status.cursor {
            let pull = Pull { epoch, statement: 1, after, incarnation, limit: 1_000 };
            let page = self.hub.pull(pull).await?;
            changes += page.changes.len();
            after = page.cursor;
        }
        self.read = Some((epoch, after));
        Ok((asked, pushed, changes))
    }

    /// Somebody came.
    fn record(&mut self) -> Batch {
        let mut ticket = TicketId([0; 16]);
        random(&mut ticket.0);
        let fact = Fact::Scanned(Scanned {
            ticket,
            event: self.event.clone(),
            gate: "main".parse().unwrap(),
            verdict: VerdictName::Admitted,
            scope: Some("hall/day/2023-11-16".parse().unwrap()),
            entry: Entry::Single,
            way: Way::Camera,
            over_capacity: false,
        });
        let sealed = self.head.next(&mut self.clock, Timestamp::now(), true, fact).unwrap();
        self.head.advance(&sealed).unwrap();
        let (seq, incarnation) = (sealed.record.key.seq, sealed.record.key.incarnation);
        let head = SignedHead::sign(&self.key, self.device, incarnation, seq, sealed.hash);
        let records = vec![String::from_utf8(sealed.bytes).unwrap()];
        Batch { incarnation, first: seq, records, head }
    }
}

fn start(folder: &Path) -> (Child, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env(FOLDER, folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let mut address = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
    (process, address.trim().to_owned())
}

/// Serves until nobody holds its input any more, and says where.
pub(crate) fn serve(folder: &Path) {
    let hub = Hub::start(folder);
    println!("http://{}", hub.address);
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// What a process holds in memory and the most it ever held, in megabytes.
fn memory(process: &Child) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1_024
    };
    (of("VmRSS"), of("VmHWM"))
}

/// How long a process has run on processors; threads that have ended count.
fn of_process(process: &Child) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.id())).unwrap();
    // After the name in brackets: the 12th and 13th fields are ticks of a hundredth of a second.
    let fields: Vec<_> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks: u64 = fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}
